// The phases beside the storm: changes at a steady pace, a start with a full register, and a second in which many deadlines fall due.
import { kinds } from '../../../operator/api/kinds.ts';
import type { Operator } from '../../e2e/support/operator.ts';
import { addProbeRegime, probeDeadline, probeDuty, probeIncident } from '../../e2e/support/probe.ts';
import { namespace } from '../../e2e/support/product.ts';
import { quantile } from '../../e2e/support/quantile.ts';
import { listAll, type Record } from '../../e2e/support/register.ts';
import { startWitness } from '../../e2e/support/witness.ts';
import { heldBy } from '../../intake/support/memory.ts';
import { until } from '../../kube/lab.ts';
import { processorTime } from './processor.ts';
import { count, createIncidents, type Figures, inParallel, quiet, type Rig, requestsOf } from './rig.ts';
import { delaysOf, generationOf } from './sightings.ts';

const perSecond = 20;

/** Changes titles, twenty a second, each of another incident, and waits until all are answered. */
export const churn = async (rig: Rig, operator: Operator, seconds: number): Promise<Figures> => {
  const { admin } = rig.product;
  const names = Array.from({ length: perSecond * seconds }, (_, index) => `churn-${index}`);
  rig.sightings.forget();
  await createIncidents(rig, names.length, 'churn');
  await until('all are answered', () => rig.sightings.answered.size >= names.length, 300_000);
  await quiet(operator);
  rig.sightings.forget();
  const cost = await count(rig, operator);
  const began = performance.now();
  const writes = names.map(async (name, index) => {
    await until('its turn', () => performance.now() - began >= (index * 1000) / perSecond, (seconds + 60) * 1000);
    await admin.mergePatch(kinds.Incident, { namespace, name }, { spec: { title: 'A service is down again' } });
  });
  await Promise.all(writes);
  await until('all are answered', () => rig.sightings.answered.size >= names.length, 120_000);
  await quiet(operator);
  const delays = delaysOf(rig.sightings);
  return { 'p50 ms': quantile(delays, 0.5), 'p99 ms': quantile(delays, 0.99), ...(await cost(names.length)) };
};

/** Stops the operator and starts it again with what is there: when it has answered an incident that was written meanwhile. */
export const cold = async (rig: Rig, operator: Operator): Promise<{ readonly operator: Operator; readonly figures: Figures }> => {
  await operator.stop();
  rig.sightings.forget();
  await rig.product.admin.create(kinds.Incident, probeIncident('zzz-probe', Date.now()));
  const began = performance.now();
  const started = await rig.start();
  const leads = performance.now();
  await until('the probe is answered', () => rig.sightings.answered.has(generationOf('zzz-probe', 1)), 300_000);
  const ready = performance.now();
  await quiet(started);
  const { all, writes } = await requestsOf(started);
  const figures = {
    incidents: rig.sightings.incidents(),
    'leads s': (leads - began) / 1000,
    'probe ready s': (ready - began) / 1000,
    'operator CPU-s': processorTime(started.pid) / 1000,
    requests: all,
    writes,
    'MB now': heldBy(started.pid).now,
    'peak MB': heldBy(started.pid).most,
  };
  return { operator: started, figures };
};

/** So many deadlines within one second: how late each was seen missed. */
export const deadlines = async (rig: Rig, operator: Operator, many: number): Promise<Figures> => {
  const { admin, plane } = rig.product;
  const witness = startWitness(plane.kubeconfig, [probeDuty]);
  const from = Math.floor(Date.now() / 1000) * 1000;
  rig.sightings.forget();
  await inParallel(many, 32, async (index) => {
    await admin.create(kinds.Incident, probeIncident(`due-${index}`, from + Math.floor((index * 1000) / many)));
  });
  await until('all are answered', () => rig.sightings.answered.size >= many, 300_000);
  const within = Math.ceil((Date.now() - from) / 1000) + 20 + Math.ceil(rig.sightings.incidents() / 50);
  await addProbeRegime(admin, `PT${within}S`, []);
  const mine = (names: ReadonlyMap<string, number>): number => [...names.keys()].filter((name) => name.startsWith('due-')).length;
  await until('all deadlines run', () => mine(witness.seen(probeDuty, 'Running')) === many, 300_000);
  const due = from + within * 1000;
  await until('the second has come', () => Date.now() >= due - 300, due - Date.now() + 60_000);
  const cost = await count(rig, operator);
  const missed = witness.seen(probeDuty, 'Missed');
  await until('all are missed', () => mine(missed) === many, 300_000);
  await quiet(operator);
  const each = await cost(many);
  const late = (await listAll<Record>(admin, kinds.Incident, namespace)).flatMap((record) =>
    record.metadata.name.startsWith('due-')
      ? [(missed.get(record.metadata.name) ?? Number.NaN) - Date.parse(probeDeadline(record)?.dueAt ?? '')]
      : [],
  );
  await witness.stop();
  return { early: late.filter((ms) => ms < 0).length, 'late p50 ms': quantile(late, 0.5), 'late p99 ms': quantile(late, 0.99), ...each };
};
