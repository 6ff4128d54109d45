import { performance } from 'node:perf_hooks';
import { record } from '../../operator/journal/record.ts';
import { verify } from '../../operator/journal/verify.ts';
import type { Stored } from '../journal/timeline.ts';
import { after, drafts, of } from '../journal/timeline.ts';

/**
 * How long verifying 10,000 entries takes, read from JSON as an export file holds them: an auditor verifies a whole case while
 * talking. Ends with an error if it takes 2 s or more.
 */
const count = 10_000;
const limit = 2_000;
const rounds = 5;

const written: { window: Stored['window']; archives: Stored['archives'][number][] } = { window: [], archives: [] };
for (const [i, draft] of drafts(count).entries()) {
  const next = record({ of, window: written.window, drafts: [draft], at: after(i) });
  written.archives.push(...next.archives.map(({ spec }) => spec));
  written.window = next.timeline;
}
const file = JSON.stringify(written);

const times: number[] = [];
for (let round = 0; round < rounds; round++) {
  const started = performance.now();
  const stored: Stored = JSON.parse(file);
  const result = verify({ of, window: stored.window, archives: stored.archives });
  times.push(performance.now() - started);
  if (result.verdict !== 'intact' || result.head.seq !== count) throw new Error('What was measured is not what was meant.');
}

// The first round counts, because an auditor verifies once, in a process that is still cold.
const [first = Number.POSITIVE_INFINITY] = times;
const best = Math.min(...times);
process.stdout.write(
  `verified ${count} entries (${written.archives.length} archives, ${(file.length / 1e6).toFixed(1)} MB): first ${first.toFixed(0)} ms, best of ${rounds} ${best.toFixed(0)} ms, limit ${limit} ms\n`,
);
if (first >= limit) process.exitCode = 1;
