import { decideIncident } from '../../operator/incident/decide.ts';
import type { Observed } from '../../operator/incident/observed.ts';
import { createRecurrences } from '../../operator/incident/recurrences.ts';
import { at, breach, compiled, epoch, incident, observed, policy, shipped, written } from '../build.ts';

/**
 * What deciding costs, with the regimes that an organisation has: on fresh reports, as in a storm, and on records where nothing has
 * changed, as at a cold start. Every report has times of its own, so that nothing is remembered from one to the next by accident.
 * In processor time of this process.
 */
const count = 10_000;
const rounds = 5;
const limits = { fresh: 0.3, unchanged: 0.1 };

const names = process.argv.slice(2);
const regimes = compiled(...(names.length === 0 ? ['gdpr', 'policy'] : names).map(shipped));
const organisation = policy();

const report = (n: number): Observed => {
  const establishedAt = at(n / 60);
  const personal = n % 4 === 0 ? { personalDataCheck: 'Found' as const, personalData: breach({ awareAt: at(n / 60 + 1) }) } : {};
  const category = n % 2 === 0 ? ('PrivacyBreach' as const) : ('Malfunction' as const);
  const spec = { category, ...personal, report: { what: `Report ${n}`, establishedAt } };
  return observed({}, { incident: incident(spec, undefined, `inc-${n}`), policy: organisation, regimes });
};

const now = at(count / 60 + 2);
/** Processor time of this process, garbage collection included: the machine may have other work. */
const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const average = (from: number, all: number): number => (processor() - from) / all;

const run = (fresh: readonly Observed[]): { readonly fresh: number; readonly unchanged: number } => {
  const started = processor();
  const decided = fresh.map((each) => ({ each, decision: decideIncident(each, now) }));
  const first = average(started, fresh.length);
  // A cold start has read every object from the API server: nothing is remembered of it.
  const existing = decided.map(({ each, decision }) => {
    const { incident: stored } = written(each, decision);
    return { ...each, incident: JSON.parse(JSON.stringify(stored)) as typeof stored };
  });
  const again = processor();
  for (const each of existing) decideIncident(each, now);
  return { fresh: first, unchanged: average(again, fresh.length) };
};

/** Counting in one incident among all the others, when everything hits the same asset: the worst that a storm can do to the register. */
const counting = (all: readonly Observed[]): number => {
  const recurrences = createRecurrences(organisation);
  const started = processor();
  for (const { incident: each } of all) {
    recurrences.replace(undefined, each);
    recurrences.earlier(each);
  }
  return average(started, all.length);
};

const reports = Array.from({ length: count }, (_, n) => report(n));
const cold = run(reports.slice(0, 1000));
// The least of several runs is what deciding costs; the rest is what else the machine had to do.
const runs = Array.from({ length: rounds }, () => run(reports));
const warm = { fresh: Math.min(...runs.map(({ fresh }) => fresh)), unchanged: Math.min(...runs.map(({ unchanged }) => unchanged)) };
const figure = (milliseconds: number): string => `${milliseconds.toFixed(3)} ms`;
process.stdout.write(
  `decide, ${regimes.map(({ name }) => name).join(' + ')}, ${count} reports from ${epoch}, best of ${rounds}\n` +
    `  fresh     ${figure(warm.fresh)} each (the first 1,000 in a cold process ${figure(cold.fresh)}), limit ${figure(limits.fresh)}\n` +
    `  unchanged ${figure(warm.unchanged)} each (${figure(cold.unchanged)}), limit ${figure(limits.unchanged)}\n` +
    `  counting what recurs ${figure(counting(reports))} each\n`,
);
if (warm.fresh > limits.fresh || warm.unchanged > limits.unchanged) process.exitCode = 1;
