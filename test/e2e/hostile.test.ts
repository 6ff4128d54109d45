// A thousand hostile objects: the API server refuses them with a sentence, or the operator copes with them, and nobody else notices.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type KindName, kinds } from '../../operator/api/kinds.ts';
import { type Answer, type Manifest, type Person, personOf } from '../admission/client.ts';
import { isUseful } from '../hostile/answer.ts';
import { type HostileCase, hostileCases, senselessCases } from '../hostile/cases.ts';
import { seedOf } from '../hostile/chance.ts';
import { until } from '../kube/lab.ts';
import { seriesOf } from '../telemetry/exposition.ts';
import { differencesBetween } from './support/compare.ts';
import type { Operator } from './support/operator.ts';
import { probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { listKinds, type Record, statusKinds } from './support/register.ts';
import { expectedOf, falseAlarm, outcomeOf, tell } from './support/story.ts';

let product: Product;
let operator: Operator;
let admin: Person;
const seed = seedOf(20_261_124);
const all = hostileCases(seed, namespace);

test.before(async () => {
  product = await startProduct();
  admin = personOf(product.plane.kubeconfig);
  operator = product.operator();
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
});

interface Tried {
  readonly attempt: HostileCase;
  readonly answer: Answer;
}

const accepted = ({ answer }: Tried): boolean => answer.status < 300;

const send = async (attempts: readonly HostileCase[], by: (attempt: HostileCase) => Promise<Answer>): Promise<readonly Tried[]> => {
  const waiting = [...attempts];
  const tried: Tried[] = [];
  const worker = async (): Promise<void> => {
    for (let attempt = waiting.shift(); attempt !== undefined; attempt = waiting.shift())
      tried.push({ attempt, answer: await by(attempt) });
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  return tried;
};

const create = ({ object }: HostileCase): Promise<Answer> => admin.create(object as unknown as Manifest);

/** The operator has said something about the object as it is now: that it did its part, or why it cannot. */
const isAnswered = ({ metadata, status }: Record): boolean =>
  (status?.conditions ?? []).some((condition) => {
    const { observedGeneration } = condition as { readonly observedGeneration?: number };
    return (
      condition.type === 'Ready' &&
      observedGeneration === metadata.generation &&
      (condition.status === 'True' || condition.message.length > 20)
    );
  });

const unanswered = async (): Promise<readonly Record[]> =>
  (await listKinds(product.admin, statusKinds)).filter((record) => !isAnswered(record));

const allAnswered = (within = 90_000): Promise<void> =>
  until('every object that was accepted has a condition of its own', async () => (await unanswered()).length === 0, within);

const tellOf = ({ attempt, answer }: Tried): string =>
  `${attempt.kind} ${attempt.name}, ${attempt.what}: ${answer.status} ${answer.message.slice(0, 300)}`;

const counts = (tried: readonly Tried[]): string => {
  const taken = tried.filter(accepted).length;
  return `${tried.length} sent, ${tried.length - taken} refused, ${taken} accepted`;
};

const isUsual = ({ kind }: HostileCase): boolean => kind !== 'IncidentPolicy';

test('while a thousand hostile objects come in, a case beside them is told to its end as always', async () => {
  assert.is(all.length, 1000);
  const begins = Date.now();
  const started = performance.now();
  const [tried] = await Promise.all([
    send([...all.filter(isUsual), ...senselessCases(namespace)], create),
    tell(product, falseAlarm, { begins }),
  ]);
  console.log(`  ${counts(tried)}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
  assert.ok(tried.filter(accepted).length > 50, 'enough of them reach the operator');
  assert.equal(tried.filter((each) => !accepted(each) && !isUseful(each.answer)).map(tellOf), []);
  const outcome = await outcomeOf(product, falseAlarm, { begins });
  assert.equal(differencesBetween(outcome, expectedOf(falseAlarm, outcome)), []);
});

test('whatever was accepted is processed, or set aside with a condition that says so', async () => {
  const started = performance.now();
  await allAnswered().catch(async (error: unknown) => {
    const names = (await unanswered()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    throw new Error(`${String(error)}: ${names.slice(0, 20).join(', ')}\n${product.diagnosis()}`);
  });
  const records = await listKinds(product.admin, statusKinds);
  const aside = records.filter(({ status }) => status?.conditions?.some(({ reason }) => reason === 'Quarantined'));
  console.log(
    `  ${records.length} objects answered, ${aside.length} of them set aside, ${((performance.now() - started) / 1000).toFixed(1)} s later`,
  );
  for (const { kind, metadata, status } of aside) console.log(`  set aside: ${kind} ${metadata.name}: ${status?.conditions?.[0]?.message}`);
});

test('a hostile policy is refused, or the operator lives with it until a better one comes', async () => {
  const { spec } = await product.admin.get<Record>(kinds.IncidentPolicy, { name: 'default' });
  const replace = (to: unknown): Promise<Answer> =>
    admin.jsonPatch({ kind: 'IncidentPolicy', name: 'default' }, [{ op: 'replace', path: '/spec', value: to }]);
  const tried: Tried[] = [];
  for (const attempt of all.filter((each) => !isUsual(each))) {
    tried.push({ attempt, answer: await replace(attempt.object['spec'] ?? null) });
    assert.ok(operator.running(), tellOf(tried.at(-1) as Tried));
  }
  console.log(
    `  ${counts(tried)}: ${tried
      .filter(accepted)
      .map(({ attempt }) => attempt.what)
      .join('; ')}`,
  );
  assert.equal(tried.filter((each) => !accepted(each) && !isUseful(each.answer)).map(tellOf), []);
  assert.is((await replace(spec)).status, 200);
  await allAnswered();
});

test('hostile laws that are put in force hold nobody up', async () => {
  const regimes = await listKinds(product.admin, [kinds.ReportingRegime]);
  const usable = regimes.filter(({ status }) =>
    status?.conditions?.some(({ type, status: truth }) => type === 'Ready' && truth === 'True'),
  );
  const named = usable
    .map(({ metadata }) => metadata.name)
    .toSorted((a, b) => Number(b.startsWith('senseless')) - Number(a.startsWith('senseless')));
  const inForce = ['gdpr', 'policy', ...named.filter((name) => /^(?:senseless|hostile)/.test(name))].slice(0, 16);
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: inForce } });
  const started = performance.now();
  await product.admin.create(kinds.Incident, probeIncident('under-hostile-laws', Date.now()));
  await allAnswered();
  console.log(`  ${inForce.length} laws in force, all objects answered after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const { status } = await product.admin.get<Record>(kinds.Incident, { namespace, name: 'under-hostile-laws' });
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  assert.is(ready?.status, 'True', ready?.message);
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['gdpr', 'policy'] } });
  await allAnswered();
});

test('the operator was never restarted, and neither its log nor its figures carry what was sent', async () => {
  assert.ok(operator.running(), product.diagnosis());
  const lines = operator.log().trimEnd().split('\n');
  assert.equal(
    lines.filter((line) => !line.startsWith('{"time":')),
    [],
    'every line is one of the log',
  );
  const parsed = lines.map(
    (line) => JSON.parse(line) as { readonly level: string; readonly message: string; readonly key?: string; readonly cause?: string },
  );
  assert.equal(
    parsed.filter(({ message }) => /not caught/.test(message)),
    [],
  );
  assert.not.match(operator.log(), /Injected|jndi|DROP TABLE|<script>/);
  const page = await operator.metrics();
  const series = Object.keys(seriesOf(page)).length;
  assert.ok(series <= 500, `${series} series`);
  assert.not.match(page, /Injected|jndi|DROP TABLE|<script>/);
  const figure = (name: string): number => seriesOf(page)[name] ?? 0;
  console.log(
    `  ${(figure('process_resident_memory_bytes') / 1e6).toFixed(0)} MB, ${figure('process_cpu_seconds_total').toFixed(1)} s of CPU, ${series} series`,
  );
  const errors = parsed.filter(({ level }) => level === 'error');
  console.log(`  errors in the log: ${[...new Set(errors.map(({ key, cause }) => `${key} ${cause}`))].join(', ')}`);
});

/** Every kind took part: a generator that goes blind must not go unseen. */
test('all kinds were tried', () => {
  assert.equal([...new Set(all.map(({ kind }) => kind))].toSorted(), (Object.keys(kinds) as KindName[]).toSorted());
});

test.run();
