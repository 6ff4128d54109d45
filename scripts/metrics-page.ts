// node scripts/metrics-page.ts [--check]: writes docs/reference/metrics.md, or tells whether it is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printMetricsPage } from '../operator/telemetry/page.ts';
import { root } from './process.ts';

const path = 'docs/reference/metrics.md';
const target = join(root, path);
const text = printMetricsPage();
const stale = !existsSync(target) || readFileSync(target, 'utf8') !== text;

if (process.argv.includes('--check')) {
  if (stale) process.stderr.write(`${path} is stale: run \`npm run generate\` and commit what it writes.\n`);
  process.exitCode = stale ? 1 : 0;
} else if (stale) {
  writeFileSync(target, text);
  process.stdout.write(`${path}\n`);
}
