import type { IncidentStatus } from '../../operator/api/types.gen.ts';
import { isOpen } from '../../operator/incident/deadlines.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { type Clock, createTimers } from '../../operator/kube/timers.ts';
import { createNearest } from '../../operator/telemetry/nearest.ts';
import { at, breach, compiled, incident, observed, policy, shipped } from '../build.ts';

/**
 * What fifty thousand running deadlines cost in memory: the deadlines as they stand in the statuses that the cache holds, the wake-up of
 * each record, and the nearest due time of each duty; and what an idle hour costs when nothing is due. Run with --expose-gc.
 */
const wanted = 50_000;
const limit = 60;

const regimes = compiled(...['gdpr', 'policy'].map(shipped));
const organisation = policy();

/** The deadlines of one report, as the API server would answer them, and when it wants to be woken. */
const decided = (n: number): { readonly deadlines: string; readonly wakeAt: number } => {
  const establishedAt = at(n / 3600);
  const spec = {
    category: 'PrivacyBreach' as const,
    personalDataCheck: 'Found' as const,
    personalData: breach({ awareAt: at(n / 3600 + 0.01) }),
    report: { what: `Report ${n}`, establishedAt },
  };
  const report = observed({}, { incident: incident(spec, undefined, `inc-${n}`), policy: organisation, regimes });
  const { status, wakeAt = '' } = decideIncident(report, at(n / 3600 + 0.02));
  return { deadlines: JSON.stringify(status.deadlines), wakeAt: Date.parse(wakeAt) };
};

const collect = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const sources: { readonly deadlines: string; readonly wakeAt: number }[] = [];
for (let running = 0; running < wanted; ) {
  const source = decided(sources.length);
  running += (JSON.parse(source.deadlines) as NonNullable<IncidentStatus['deadlines']>).filter(isOpen).length;
  sources.push(source);
}

if (globalThis.gc === undefined) throw new Error('Start it with --expose-gc: without collecting garbage there is nothing to measure.');

const empty = collect();
const statuses = sources.map(({ deadlines }) => JSON.parse(deadlines) as NonNullable<IncidentStatus['deadlines']>);
const withStatuses = collect();

const clock = { now: Date.parse(at(0)), wakes: 0 };
let sleeping: (() => void) | undefined;
const still: Clock = {
  now: () => clock.now,
  sleep: (_, then) => {
    sleeping = then;
    return () => {
      sleeping = undefined;
    };
  },
};
const timers = createTimers(still, () => {
  clock.wakes += 1;
});
for (const [n, { wakeAt }] of sources.entries()) timers.set(`incidents/inc-${n}`, wakeAt);
const withTimers = collect();

const nearest = createNearest(24);
const dues = statuses.map((deadlines) => deadlines.filter(isOpen).map(({ name, dueAt }) => nearest.add(name, Date.parse(dueAt))));
const withNearest = collect();

const running = statuses.reduce((sum, deadlines) => sum + deadlines.filter(isOpen).length, 0);
console.log(`${running} running deadlines of ${statuses.length} incidents, ${dues.length} of them in the figures:`);
console.log(`  in the statuses  ${megabytes(withStatuses - empty)}`);
console.log(`  wake-ups         ${megabytes(withTimers - withStatuses)}`);
console.log(`  nearest of each  ${megabytes(withNearest - withTimers)}`);
const total = withNearest - empty;
console.log(`  together         ${megabytes(total)}, at most ${limit} MB`);

const started = process.cpuUsage();
const looks = 3_600;
// The clock stands still just before the first of them: each look finds nothing due, as in an hour in which nothing happens.
clock.now = Math.min(...sources.map(({ wakeAt }) => wakeAt)) - 1;
for (let n = 0; n < looks; n += 1) sleeping?.();
const { user, system } = process.cpuUsage(started);
console.log(
  `An idle hour, in which the clock is looked at ${looks} times, costs ${((user + system) / 1000).toFixed(1)} ms of processor time.`,
);
if (clock.wakes > 0) throw new Error('Something was woken early.');
if (total > limit * 1024 * 1024) process.exitCode = 1;
