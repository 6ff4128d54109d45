// node scripts/dashboards.ts [--check]: writes the dashboards of the chart, or tells which are stale.
import { dashboardFiles } from './dashboards/boards.ts';
import { keepCurrent } from './generated.ts';

keepCurrent(new Map(dashboardFiles()));
