// A thousand deadlines fall due within one second: in peace, while the operator is killed, and while the API server is away.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { until } from '../kube/lab.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { addProbeRegime, probeDeadline, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { quantile } from './support/quantile.ts';
import { type History, histories, listAll, operatorEvents, type Record, unmatched } from './support/register.ts';
import { startWitness, type Witness } from './support/witness.ts';

const count = 1000;
/** The duties, by what happens in the second in which they fall due. */
const duties = ['in-peace', 'operator-killed', 'server-away'] as const;
type Duty = (typeof duties)[number];

let product: Product;
let operator: Operator;
let witness: Witness;
/** How long it took to begin to follow them all: what this machine can do at present. */
let pace = Number.NaN;
/** When the first of the thousand falls due, by duty (milliseconds since the epoch). */
const firstDue = new Map<Duty, number>();

const nameOf = (index: number): string => `due-${String(index).padStart(4, '0')}`;

/** The organisation became aware of all of them within one second, which lies at `from`. */
const createAll = async (from: number): Promise<void> => {
  const waiting = Array.from({ length: count }, (_, index) => index);
  const worker = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      await product.admin.create(kinds.Incident, probeIncident(nameOf(index), from + Math.floor((index * 1000) / count)));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
};

const allSeen = (duty: Duty, state: 'Running' | 'Missed', within: number): Promise<void> =>
  until(`all ${count} deadlines ${duty} are seen ${state}`, () => witness.seen(duty, state).size === count, within);

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

test.before(async () => {
  product = await startProduct();
  // Nothing but the one law, so that the second belongs to its deadlines.
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['probe'] } });
  operator = product.operator(quickLease);
  witness = startWitness(product.plane.kubeconfig, duties);
  await operator.leads();
});

test.after(async () => {
  await witness?.stop();
  await product?.stop();
});

/** How late something was, in the words of the report. */
const lateness = (values: readonly number[]): string =>
  `median ${seconds(quantile(values, 0.5))}, p99 ${seconds(quantile(values, 0.99))}, at most ${seconds(Math.max(...values))}`;

/** What is on the timeline of one incident about the end of one duty. */
const told = ({ entries }: History, duty: Duty): readonly string[] =>
  entries.flatMap(({ reason, note }) =>
    /^(?:DeadlineMissed|Escalated|DutyMet)/.test(reason) && note.startsWith(`${duty} `) ? [reason] : [],
  );

/** That nothing was early, and everything was told once; returns how late each was seen (milliseconds). How late is too late a benchmark tells. */
const examine = async (duty: Duty): Promise<readonly number[]> => {
  const all = await histories(product.admin, namespace);
  assert.is(all.length, count);
  const wrong = all.filter((history) => told(history, duty).toString() !== 'DeadlineMissed,Escalated');
  assert.equal(
    wrong.map((history) => [history.record.metadata.name, told(history, duty)]),
    [],
  );
  const decided = all.map(({ record, entries }) => {
    const due = Date.parse(probeDeadline(record, duty)?.dueAt ?? '');
    return Date.parse(entries.find(({ reason, note }) => reason === 'DeadlineMissed' && note.startsWith(`${duty} `))?.at ?? '') - due;
  });
  const seen = all.map(
    ({ record }) => (witness.seen(duty, 'Missed').get(record.metadata.name) ?? 0) - Date.parse(probeDeadline(record, duty)?.dueAt ?? ''),
  );
  assert.ok(
    decided.every((late) => late > 0),
    `the earliest was decided on ${Math.min(...decided)} ms after its time`,
  );
  assert.ok(
    seen.every((late) => late > 0),
    `the earliest was seen ${Math.min(...seen)} ms after its time`,
  );
  console.log(`  ${duty}: decided ${lateness(decided)}; seen ${lateness(seen)}`);
  return seen;
};

/** Waits for an instant: here the clock is the subject. */
const reach = (at: number): Promise<void> => until('the time has come', () => Date.now() >= at, Math.max(0, at - Date.now()) + 5_000);

const dueOf = (duty: Duty): number => firstDue.get(duty) ?? Number.NaN;

test('a thousand incidents are followed for three deadlines each', async () => {
  const started = Date.now();
  const awareAt = Math.floor(started / 1000) * 1000;
  await createAll(awareAt);
  await until('all incidents are there', () => witness.incidents() === count);
  const observed = async (): Promise<boolean> =>
    (await listAll<Record>(product.admin, kinds.Incident, namespace)).every(({ status }) => status?.observedGeneration === 1);
  await until('all incidents are observed', observed, 120_000);
  const took = Date.now() - started;
  // To follow three deadlines takes four writes, as a report did: twice the time of the reports is enough on any machine.
  const lead = Math.max(10_000, took * 2);
  const first = Math.ceil((Date.now() - awareAt + lead) / 1000);
  const storm = Math.ceil(Math.max(10_000, took) / 1000);
  const due = { 'in-peace': first, 'operator-killed': first + storm, 'server-away': first + 2 * storm + 5 };
  for (const duty of duties) firstDue.set(duty, awareAt + due[duty] * 1000);
  const begun = Date.now();
  await addProbeRegime(product.admin, Object.fromEntries(duties.map((duty) => [duty, `PT${due[duty]}S`])), []);
  for (const duty of duties) await allSeen(duty, 'Running', lead);
  pace = Date.now() - begun;
  console.log(`  ${count} incidents reported and observed in ${seconds(took)}, followed in ${seconds(pace)}`);
});

test('a thousand deadlines within one second are missed once each, and none early', async () => {
  await reach(dueOf('in-peace'));
  await allSeen('in-peace', 'Missed', 60_000 + 2 * pace);
  await examine('in-peace');
});

test('the same when the operator is killed in that second', async () => {
  await reach(dueOf('operator-killed') + 400);
  await operator.kill();
  const before = witness.seen('operator-killed', 'Missed').size;
  operator = product.operator(quickLease);
  await allSeen('operator-killed', 'Missed', 60_000 + 2 * pace);
  console.log(`  killed when ${before} of them were seen`);
  await examine('operator-killed');
});

test('the same when the API server is away across that second', async () => {
  const { pid } = operator;
  await reach(dueOf('server-away') - 1_000);
  await product.plane.apiServer.kill();
  await reach(dueOf('server-away') + 1_000);
  await product.plane.apiServer.start();
  const back = Date.now();
  await allSeen('server-away', 'Missed', 60_000 + 2 * pace);
  const seen = await examine('server-away');
  const after = Math.max(...seen) + dueOf('server-away') - back;
  console.log(`  all of them ${seconds(after)} after the API server was ready`);
  assert.is(operator.pid, pid);
  assert.ok(operator.running());
});

test('every entry of all this has its one Event', async () => {
  const left = async (): Promise<readonly string[]> =>
    unmatched(await histories(product.admin, namespace), await operatorEvents(product.admin));
  await until('all Events are posted', async () => (await left()).length === 0, 60_000).catch(() => undefined);
  assert.equal((await left()).slice(0, 20), []);
});

test.run();
