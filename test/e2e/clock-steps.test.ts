// The wall clock of the operator is set back an hour and forward ten years, and back again: nothing is told twice, untold or too early.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { builtins, type KubeObject } from '../../operator/kube/object.ts';
import { until } from '../kube/lab.ts';
import { seriesOf } from '../telemetry/exposition.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { addProbeRegime, probeDeadline, probeDuty, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { type History, histories, listAll, operatorEvents, type Record, unmatched } from './support/register.ts';
import { settle } from './support/settle.ts';

const second = 1_000;
const hour = 3_600 * second;
const tenYears = 10 * 365.25 * 24 * hour;
/** How many deadlines run when the clock is set, and how many were missed before. */
const [running, missed] = [40, 20];

let product: Product;
let operator: Operator;
const folder = mkdtempSync(join(tmpdir(), 'meldpunt-clock-'));
const offsetFile = join(folder, 'offset');

/** Sets the clock of the operator, and waits until it has looked: it does so fifty times a second. */
const setClock = async (offset: number): Promise<void> => {
  writeFileSync(offsetFile, String(offset));
  await delay(100);
};

test.before(async () => {
  writeFileSync(offsetFile, '0');
  product = await startProduct();
  operator = product.operator({
    ...quickLease,
    NODE_OPTIONS: `--import=${resolve(import.meta.dirname, '../faults/clock.ts')}`,
    CLOCK_OFFSET_FILE: offsetFile,
  });
  await operator.leads();
  await addProbeRegime(product.admin, 'PT1H', []);
});

test.after(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const create = (name: string, awareAt: number) => product.admin.create(kinds.Incident, probeIncident(name, awareAt));
const incidents = (): Promise<readonly Record[]> => listAll<Record>(product.admin, kinds.Incident, namespace);
const stateOf = async (name: string) => {
  const found = (await incidents()).find(({ metadata }) => metadata.name === name);
  return found && probeDeadline(found)?.state;
};
const count = async (state: string): Promise<number> => (await incidents()).filter((each) => probeDeadline(each)?.state === state).length;

const tellings = ({ entries }: History): string =>
  entries.flatMap(({ reason, note }) => (note.startsWith(probeDuty) ? [reason] : [])).join();

/** What the timelines tell of the duty, with how many incidents tell exactly that. */
const told = async (): Promise<{ readonly [tellings: string]: number }> => {
  const all = await histories(product.admin, namespace);
  assert.ok(all.every(({ verification }) => verification.verdict === 'intact'));
  const sums: { [tellings: string]: number } = {};
  for (const history of all) sums[tellings(history)] = (sums[tellings(history)] ?? 0) + 1;
  return sums;
};

const [begun, over] = ['DeadlineStarted', 'DeadlineStarted,DeadlineMissed,Escalated'];

/** How much the operator has done: its decisions and its writes. */
const work = async () => {
  const series = Object.entries(seriesOf(await operator.metrics()));
  const sum = (metric: RegExp) => series.filter(([name]) => metric.test(name)).reduce((all, [, value]) => all + value, 0);
  return { decisions: sum(/^meldpunt_reconcile_total/), writes: sum(/^meldpunt_api_requests_total\{verb="patch"/) };
};

const lease = async () => {
  const [found] = (await listAll<KubeObject>(product.admin, builtins.Lease)).filter(({ metadata }) => metadata.name.includes('meldpunt'));
  const { holderIdentity, leaseTransitions } = (found?.spec ?? {}) as { holderIdentity?: string; leaseTransitions?: number };
  assert.ok(holderIdentity);
  return { holderIdentity, leaseTransitions };
};

/** That two seconds go by in which nothing is decided and nothing written: no storm, and no loop. */
const nothingHappens = async (): Promise<void> => {
  await settle(product);
  const before = await work();
  await delay(2 * second);
  assert.equal(await work(), before);
};

let holder: Awaited<ReturnType<typeof lease>>;

test('an hour back: what was missed stays missed, what runs goes on, and nothing is told twice', async () => {
  const now = Date.now();
  for (let n = 0; n < running; n += 1) await create(`runs-${n}`, now - n * second);
  for (let n = 0; n < missed; n += 1) await create(`missed-${n}`, now - 2 * hour - n * second);
  await settle(product);
  holder = await lease();
  const before = await told();
  assert.equal(before, { [begun]: running, [over]: missed });
  await setClock(-hour);
  await create('reported-meanwhile', Date.now() - 1.5 * hour);
  await until('a report is taken in', async () => (await stateOf('reported-meanwhile')) === 'Running');
  await nothingHappens();
  assert.equal(await told(), { [begun]: running + 1, [over]: missed });
  assert.equal(await lease(), holder);
});

test('and right again: what fell due by the right time is missed at once, the rest runs on', async () => {
  await setClock(0);
  await until('the miss is seen', async () => (await stateOf('reported-meanwhile')) === 'Missed', 5 * second);
  await nothingHappens();
  assert.equal(await told(), { [begun]: running, [over]: missed + 1 });
});

test('ten years forward: every deadline is missed, once each, with as many writes as there are misses', async () => {
  const before = await work();
  await setClock(tenYears);
  await until('all are missed', async () => (await count('Running')) === 0, 20 * second);
  await nothingHappens();
  const after = await work();
  assert.equal(await told(), { [over]: running + missed + 1 });
  console.log(`  ${running} misses took ${after.writes - before.writes} patches and ${after.decisions - before.decisions} decisions`);
  assert.ok(after.writes - before.writes <= 2 * running, `${after.writes - before.writes} writes`);
  assert.equal(await lease(), holder);
});

test('and ten years back: nothing is taken back, and a deadline that runs from then on is missed in its own time', async () => {
  await setClock(0);
  await nothingHappens();
  assert.equal(await told(), { [over]: running + missed + 1 });
  const awareAt = Date.now() - hour + 3 * second;
  await create('afterwards', awareAt);
  await until('it runs', async () => (await stateOf('afterwards')) === 'Running', 2 * second);
  await until('it is missed', async () => (await stateOf('afterwards')) === 'Missed', 10 * second);
  const all = await histories(product.admin, namespace);
  const entries = all.find(({ record }) => record.metadata.name === 'afterwards')?.entries ?? [];
  const late = Date.parse(entries.find(({ reason }) => reason === 'DeadlineMissed')?.at ?? '') - (awareAt + hour);
  assert.ok(late > 0 && late < 3 * second, `${late} ms`);
  assert.equal(await told(), { [over]: running + missed + 2 });
});

test('all the while the same process led, under the same lease, and each entry has its one Event', async () => {
  assert.equal(await lease(), holder);
  assert.ok(operator.running());
  assert.is(operator.log().match(/"message":"Leading: /g)?.length, 1);
  const left = async () => unmatched(await histories(product.admin, namespace), await operatorEvents(product.admin));
  await until('all Events are posted', async () => (await left()).length === 0, 20 * second).catch(() => undefined);
  assert.equal((await left()).slice(0, 10), []);
});

test.run();
