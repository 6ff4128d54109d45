// node scripts/metrics-page.ts [--check]: writes docs/reference/metrics.md, or tells whether it is stale.
import { printMetricsPage } from '../operator/telemetry/page.ts';
import { keepCurrent } from './generated.ts';

keepCurrent(new Map([['docs/reference/metrics.md', printMetricsPage()]]));
