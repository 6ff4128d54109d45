// The operator is killed, replaced and cut off in the middle of cases; the record must not show it.
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { apiVersion, kinds } from '../../operator/api/kinds.ts';
import { play, stepsOf } from '../../scripts/play.ts';
import { type Chance, chanceOf, seedOf } from '../hostile/chance.ts';
import { until } from '../kube/lab.ts';
import { differencesBetween } from './support/compare.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { patiently } from './support/patience.ts';
import { addProbeRegime, probeDeadline, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, operatorEvents, type Record } from './support/register.ts';
import { differences, settle } from './support/settle.ts';
import { expectedOf, falseAlarm, lostLaptop, outcomeOf, tell } from './support/story.ts';

let product: Product;
let operator: Operator;

test.before(async () => {
  product = await startProduct();
  operator = product.operator(quickLease);
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
});

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const replace = async (): Promise<void> => {
  await operator.kill();
  operator = product.operator(quickLease);
  await operator.leads();
};

/** The steps after which the operator is killed: where objects are made, timelines overflow and records close, and some by chance. */
const victims = (chance: Chance): ReadonlySet<number> => {
  const steps = stepsOf(lostLaptop.name, 0).length;
  const random = Array.from({ length: 4 }, () => 1 + Math.floor(chance.next() * steps));
  return new Set([1, 3, 14, 20, 23, 27, ...random]);
};

test('a case in which the operator is killed again and again ends as one in which it is not', async () => {
  const chance = chanceOf(seedOf());
  const killed = victims(chance);
  const story = { begins: Date.now() };
  const started = performance.now();
  await tell(product, lostLaptop, {
    ...story,
    applied: async (step) => {
      if (!killed.has(step)) return;
      // The moment of death is what is varied: the first write follows a change within some tens of milliseconds.
      await delay(chance.next() * 120);
      await replace();
    },
  });
  console.log(`  ${killed.size} kills, ${seconds(started)}`);
  const outcome = await outcomeOf(product, lostLaptop, story);
  assert.equal(differencesBetween(outcome, expectedOf(lostLaptop, outcome)), []);
  assert.equal(await differences(product), []);
});

test('when the API server is killed, the same operator goes on within 30 seconds of its return', async () => {
  const { pid } = operator;
  await product.plane.apiServer.kill();
  await product.plane.apiServer.start();
  const returned = performance.now();
  const weakness = {
    apiVersion,
    kind: 'Weakness',
    metadata: { name: 'after-the-restart', namespace },
    spec: { title: 'Doors', notExploited: true },
  };
  await patiently(() => product.admin.create(kinds.Weakness, weakness));
  const observed = async (): Promise<boolean> => {
    const { status } = await product.admin.get<Record>(kinds.Weakness, { namespace, name: 'after-the-restart' });
    return status?.observedGeneration === 1;
  };
  await until('the operator has taken in a report that came after the API server returned', observed, 30_000);
  console.log(`  recovered ${seconds(returned)} after the API server was ready`);
  const story = { begins: Date.now() };
  await patiently(() => play(falseAlarm.name, { kubeconfig: product.plane.kubeconfig, to: 1, now: story.begins }));
  console.log(`  incidents were accepted ${seconds(returned)} after the API server was ready`);
  for (let step = 2; step <= stepsOf(falseAlarm.name, story.begins).length; step += 1) {
    await settle(product);
    await play(falseAlarm.name, { kubeconfig: product.plane.kubeconfig, from: step, to: step, now: story.begins });
  }
  await settle(product);
  const outcome = await outcomeOf(product, falseAlarm, story);
  assert.equal(differencesBetween(outcome, expectedOf(falseAlarm, outcome)), []);
  assert.equal(await differences(product), []);
  assert.ok(operator.running());
  assert.is(operator.pid, pid);
});

/** What the timeline of an incident says of the miss of its deadline. */
const misses = async (name: string) => {
  const all = await histories(product.admin, namespace);
  const found = all.find(({ record }) => record.kind === 'Incident' && record.metadata.name === name);
  return (found?.entries ?? []).filter(({ reason }) => reason === 'DeadlineMissed' || reason === 'Escalated');
};

test('a deadline that passes while no operator runs is missed once, when one runs again, with its own due time', async () => {
  await addProbeRegime(product.admin, 'PT6S');
  const name = 'unattended';
  // A whole second: fractions are written with as many digits as they need.
  const awareAt = Math.floor(Date.now() / 1000) * 1000;
  await product.admin.create(kinds.Incident, probeIncident(name, awareAt));
  const read = (): Promise<Record> => product.admin.get<Record>(kinds.Incident, { namespace, name });
  await until('the deadline runs', async () => probeDeadline(await read())?.state === 'Running', 4_000);
  assert.is(await operator.stop(), 0);
  const dueAt = new Date(awareAt + 6_000).toISOString().replace('.000Z', 'Z');
  await until('the due time has passed', () => Date.now() > Date.parse(dueAt) + 500, 10_000);
  assert.is(probeDeadline(await read())?.state, 'Running', 'nobody was there to see it');
  const restarted = new Date().toISOString();
  operator = product.operator(quickLease);
  await operator.leads();
  await until('the miss is recorded', async () => probeDeadline(await read())?.state === 'Missed');
  await settle(product);
  const first = await misses(name);
  assert.equal(
    first.map(({ reason, actor, note }) => ({ reason, actor, note })),
    [
      { reason: 'DeadlineMissed', actor: 'meldpunt', note: `probe-duty due ${dueAt}` },
      { reason: 'Escalated', actor: 'meldpunt', note: 'probe-duty at 100% to DPO,CISO,Management' },
    ],
  );
  assert.ok(first.every(({ at }) => Date.parse(at) >= Date.parse(restarted)));
  assert.is(Date.parse(probeDeadline(await read())?.dueAt ?? ''), Date.parse(dueAt));
  await replace();
  await settle(product);
  assert.equal(await misses(name), first, 'a further restart does not tell it again');
  assert.equal(await differences(product), []);
  const events = (await operatorEvents(product.admin)).filter(
    ({ reason, regarding }) => reason === 'DeadlineMissed' && regarding.name === name,
  );
  assert.is(events.length, 1);
});

test('an operator that is asked to stop gives the lease back, so that another one leads at once and misses nothing', async () => {
  await operator.kill();
  // The usual times: a Lease that is not given back would take fifteen seconds to lapse.
  const first = product.operator();
  await first.leads();
  const second = product.operator();
  await until('the second one waits', () => second.log().includes('"message":"Started."'));
  const asked = performance.now();
  const stopped = first.stop();
  await product.admin.create(kinds.Incident, probeIncident('handed-over', Date.now()));
  assert.is(await stopped, 0);
  const gone = performance.now();
  await second.leads(10_000);
  console.log(`  stopped in ${((gone - asked) / 1000).toFixed(1)} s, the other one led ${seconds(gone)} later`);
  await settle(product);
  assert.is(await second.stop(), 0);
  const record = await product.admin.get<Record>(kinds.Incident, { namespace, name: 'handed-over' });
  assert.is(record.status?.['phase'], 'Reported');
  assert.equal(await differences(product), []);
  const all = await histories(product.admin);
  assert.ok(all.every(({ verification }) => verification.verdict === 'intact'));
});

test.run();
