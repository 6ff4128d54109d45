// Several copies of the operator, as a Deployment has them: what happens to the work when the one that leads dies, freezes or is replaced.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { until } from '../kube/lab.ts';
import { differencesBetween } from './support/compare.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { addProbeRegime, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, type Record } from './support/register.ts';
import { differences, settle } from './support/settle.ts';
import { expectedOf, falseAlarm, outcomeOf, tell } from './support/story.ts';

let product: Product;

test.before(async () => {
  product = await startProduct();
});

test.after(async () => {
  await product?.stop();
});

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const phaseOf = async (name: string): Promise<unknown> =>
  (await product.admin.get<Record>(kinds.Incident, { namespace, name })).status?.['phase'];

const reported = async (name: string): Promise<void> => {
  await product.admin.create(kinds.Incident, probeIncident(name, Date.now()));
};

/** A standby with warm caches: it is ready, and does not lead. */
const standby = async (settings?: typeof quickLease): Promise<Operator> => {
  const operator = product.operator(settings);
  await until('the standby has filled its caches', async () => {
    if (!operator.log().includes('"message":"Started."')) return false;
    const url = /"metrics":"([^"]+)"/.exec(operator.log())?.[1] ?? '';
    return (await fetch(`${url}/readyz`)).ok;
  });
  return operator;
};

const intact = async (): Promise<void> => {
  await settle(product);
  assert.equal(await differences(product), []);
  assert.ok((await histories(product.admin)).every(({ verification }) => verification.verdict === 'intact'));
};

test('replaced copy by copy in the middle of a case, the operators finish it as one that nobody touched', async () => {
  let running = [product.operator(quickLease), product.operator(quickLease)];
  await until('one of them leads', () => running.some((each) => each.log().includes('Leading: ')));
  const story = { begins: Date.now() };
  await tell(product, falseAlarm, {
    ...story,
    // As a Deployment does with maxSurge 1 and maxUnavailable 0: a new copy is ready before an old one is asked to go.
    applied: async () => {
      const fresh = await standby(quickLease);
      const [oldest, ...others] = running;
      running = [...others, fresh];
      assert.is(await oldest?.stop(), 0);
    },
  });
  const outcome = await outcomeOf(product, falseAlarm, story);
  assert.equal(differencesBetween(outcome, expectedOf(falseAlarm, outcome)), []);
  await intact();
  for (const each of running) assert.is(await each.stop(), 0);
});

test('killed without a word, the leader is followed by the standby once its lease lapsed, and nothing in between is lost', async () => {
  await addProbeRegime(product.admin, 'PT1H');
  // The usual times, since they are what the promise of twenty seconds is about.
  const first = product.operator();
  await first.leads();
  const second = await standby();
  await reported('before-the-death');
  await first.kill();
  const died = performance.now();
  await reported('while-nobody-led');
  await second.leads(40_000);
  console.log(`  after kill -9 the other one led ${seconds(died)} later`);
  await until(
    'both are taken in',
    async () => (await phaseOf('before-the-death')) === 'Reported' && (await phaseOf('while-nobody-led')) === 'Reported',
  );
  await intact();
  const asked = performance.now();
  const third = await standby();
  const warm = performance.now();
  assert.is(await second.stop(), 0);
  await third.leads(10_000);
  console.log(`  a standby was warm after ${seconds(asked)}; it led ${seconds(warm)} after SIGTERM to the leader`);
  assert.is(await third.stop(), 0);
});

test('a leader that was frozen and wakes writes nothing more, and becomes a standby', async () => {
  const first = product.operator(quickLease);
  await first.leads();
  const second = await standby(quickLease);
  process.kill(first.pid, 'SIGSTOP');
  await reported('while-the-leader-slept');
  await second.leads(20_000);
  await until('the new leader took it in', async () => (await phaseOf('while-the-leader-slept')) === 'Reported');
  await settle(product);
  const before = await histories(product.admin);
  process.kill(first.pid, 'SIGCONT');
  await until('the one that woke knows', () => first.log().includes('This operator no longer leads.'));
  await intact();
  assert.equal(
    (await histories(product.admin)).map(({ record, entries }) => [record.metadata.resourceVersion, entries.length]),
    before.map(({ record, entries }) => [record.metadata.resourceVersion, entries.length]),
    'no record was touched',
  );
  assert.is(await second.stop(), 0);
  await until('the first leads again', () => first.log().lastIndexOf('Leading: ') > first.log().indexOf('no longer leads'), 10_000);
  assert.is(await first.stop(), 0);
});

test.run();
