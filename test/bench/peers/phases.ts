// What is asked of each: to start with a full register, a storm, a steady pace of changes, and deadlines within one second.
import { kinds } from '../../../operator/api/kinds.ts';
import { addProbeRegime, probeIncident } from '../../e2e/support/probe.ts';
import { namespace } from '../../e2e/support/product.ts';
import { quantile } from '../../e2e/support/quantile.ts';
import { heldBy } from '../../intake/support/memory.ts';
import { until } from '../../kube/lab.ts';
import { processorTime } from '../run/processor.ts';
import { type Figures, inParallel, type Process } from '../run/rig.ts';
import { delaysOf, generationOf } from '../run/sightings.ts';
import { beginAccount, untilQuiet } from './account.ts';
import { type Arena, createPlain } from './arena.ts';
import type { Contestant } from './contestant.ts';

/** How much is asked. */
export interface Amounts {
  readonly storm: number;
  readonly seconds: number;
  readonly due: number;
}

/** How long after awareness a deadline falls due: three days, as the operators that were adapted know no other. */
const within = 72 * 3_600_000;

const perSecond = 20;

/** Starts the program with the register there is, and one report that came while none ran. */
export const start = async (
  arena: Arena,
  { start: begin }: Contestant,
): Promise<{ readonly program: Process; readonly figures: Figures }> => {
  arena.sightings.forget();
  await createPlain(arena.admin, 'probe', 1);
  const began = performance.now();
  const program = begin(arena.kubeconfig);
  await until('the probe is answered', () => arena.sightings.answered.has(generationOf('probe-0', 1)), 120_000);
  const ready = performance.now() - began;
  await untilQuiet(arena);
  const figures = { 'ready s': ready / 1000, 'operator CPU-s': processorTime(program.pid) / 1000, 'MB now': heldBy(program.pid).now };
  return { program, figures };
};

/** As many reports as the API server takes. */
export const storm = async (arena: Arena, program: Process, { storm: amount }: Amounts): Promise<Figures> => {
  arena.sightings.forget();
  const account = await beginAccount(arena, program);
  const began = performance.now();
  await createPlain(arena.admin, 'storm', amount);
  const created = performance.now() - began;
  await until('all are answered', () => arena.sightings.answered.size >= amount, 300_000);
  const ready = performance.now() - began;
  await untilQuiet(arena);
  const delays = delaysOf(arena.sightings);
  return {
    'created s': created / 1000,
    'all ready s': ready / 1000,
    'p50 ms': quantile(delays, 0.5),
    'p99 ms': quantile(delays, 0.99),
    ...(await account(amount)),
  };
};

/** Changes of twenty incidents a second, each of another one. */
export const churn = async (arena: Arena, program: Process, { seconds }: Amounts): Promise<Figures> => {
  const names = Array.from({ length: perSecond * seconds }, (_, index) => `old-${index}`);
  arena.sightings.forget();
  const account = await beginAccount(arena, program);
  const began = performance.now();
  const writes = names.map(async (name, index) => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, (index * 1000) / perSecond - (performance.now() - began))));
    await arena.admin.mergePatch(kinds.Incident, { namespace, name }, { spec: { title: 'A service is down again' } });
  });
  await Promise.all(writes);
  await until('all are answered', () => arena.sightings.answered.size >= names.length, 120_000);
  await untilQuiet(arena);
  const delays = delaysOf(arena.sightings);
  return { 'p50 ms': quantile(delays, 0.5), 'p99 ms': quantile(delays, 0.99), ...(await account(names.length)) };
};

/** Deadlines that all fall due at once: how late each is seen. */
export const deadlines = async (arena: Arena, program: Process, { due: amount }: Amounts): Promise<Figures> => {
  const { admin, sightings } = arena;
  await addProbeRegime(admin, 'PT72H', []);
  await untilQuiet(arena);
  sightings.forget();
  const due = Math.ceil(Date.now() / 1000) * 1000 + 10_000 + amount * 20;
  await inParallel(amount, 32, async (index) => {
    await admin.create(kinds.Incident, probeIncident(`due-${index}`, due - within));
  });
  await until('all are answered', () => sightings.answered.size >= amount, 120_000);
  if (Date.now() > due - 2_000) throw new Error(`${amount} deadlines could not be set before they were due: ask for fewer.`);
  await until('the second has come', () => Date.now() >= due - 500, due - Date.now() + 10_000);
  const account = await beginAccount(arena, program);
  await until('all are missed', () => sightings.missed.size >= amount, 120_000);
  await untilQuiet(arena);
  const late = [...sightings.missed.values()].map((at) => at - due);
  return {
    early: late.filter((ms) => ms < 0).length,
    'late p50 ms': quantile(late, 0.5),
    'late p99 ms': quantile(late, 0.99),
    'late at most ms': Math.max(...late),
    ...(await account(amount)),
  };
};
