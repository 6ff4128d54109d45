import { figuresOf } from '../../operator/report/figures.ts';
import { parsePeriod } from '../../operator/report/period.ts';
import { asOf, organisation, syntheticYear } from '../report/year.ts';

/**
 * What the figures of a year cost (L1): 2,000 incidents with all that belongs to them, in a process that has computed nothing before, and
 * again. In wall-clock time, because somebody waits for it.
 */
const count = 2_000;
const limitSeconds = 5;

const { register } = syntheticYear(2026, count);
const read = parsePeriod('2026', organisation.spec.timezone);
if (!read.ok) throw new Error(read.message);
const { period } = read;

const once = (): number => {
  const started = performance.now();
  const figures = figuresOf(register, organisation, period, asOf);
  if (figures.volumes.reports === 0) throw new Error('The year is empty.');
  return (performance.now() - started) / 1000;
};

const first = once();
const again = Math.min(...Array.from({ length: 5 }, once));
process.stdout.write(
  `figures of a year of ${count} incidents: ${first.toFixed(3)} s the first time, ${again.toFixed(3)} s again, limit ${limitSeconds} s\n`,
);
if (first > limitSeconds) process.exitCode = 1;
