// The clocks as people see them: several laws side by side on one incident, corrections, orders, changes of law, and what is told when.
// Shows: A6, N1, N9, R-g.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { apiVersion, kinds } from '../../operator/api/kinds.ts';
import type { IncidentStatusDeadline, ReportingRegime } from '../../operator/api/types.gen.ts';
import { until } from '../kube/lab.ts';
import { seriesOf } from '../telemetry/exposition.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { addProbeRegime, probeDuty, probeIncident } from './support/probe.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, listAll, operatorEvents, type Record } from './support/register.ts';
import { differences, settle } from './support/settle.ts';
import { lostLaptop, tell } from './support/story.ts';

let product: Product;
let operator: Operator;

const hour = 3_600_000;
const day = 24 * hour;
/** A whole second, so that nothing is rounded anywhere. */
const begins = Math.floor(Date.now() / 1000) * 1000;
const iso = (millis: number): string => new Date(millis).toISOString().replace('.000Z', 'Z');
const dayOf = (millis: number): string => iso(millis).slice(0, 10);

test.before(async () => {
  product = await startProduct();
  operator = product.operator(quickLease);
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
});

const at = (name: string) => ({ namespace, name });
const read = (name: string): Promise<Record> => product.admin.get<Record>(kinds.Incident, at(name));
const policy = (spec: object) => product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec });

const deadlines = async (name: string): Promise<readonly IncidentStatusDeadline[]> =>
  ((await read(name)).status?.['deadlines'] ?? []) as readonly IncidentStatusDeadline[];

/** The deadlines of some regimes as `duty state due`, when everything has come to rest. */
const lines = async (name: string, ...regimes: readonly string[]): Promise<readonly string[]> => {
  await settle(product, { among: ({ metadata }) => metadata.name.startsWith(name) });
  return (await deadlines(name))
    .filter(({ regime = '' }) => regimes.includes(regime))
    .map(({ name: duty, state, dueAt }) => `${duty} ${state} ${dueAt}`)
    .sort();
};

/** A personal-data breach at a service of the organisation, of which it became aware at a moment. */
const breach = (name: string, awareAt: number, spec: object = {}): Record => ({
  apiVersion,
  kind: 'Incident',
  metadata: at(name),
  spec: {
    title: 'Accounts were read by a stranger',
    category: 'PrivacyBreach',
    awareAt: iso(awareAt),
    personalDataCheck: 'Found',
    report: { what: 'Accounts were read.', establishedAt: iso(awareAt), establishedBy: 'm.janssens' },
    personalData: { role: 'Controller', awareAt: iso(awareAt), kinds: ['Confidentiality'] },
    ...spec,
  },
});

const create = (record: Record) => product.admin.create(kinds.Incident, record);
const patch = (name: string, spec: object) => product.admin.mergePatch(kinds.Incident, at(name), { spec });

test('an order of the authority opens a duty with its own date, also on a closed record', async () => {
  await tell(product, lostLaptop, { begins });
  assert.is((await read('lost-laptop')).status?.['phase'], 'Closed');
  const orders = [{ id: 'o1', reference: 'GBA-2026-17', order: 'CommunicateToSubjects', dueAt: iso(begins + 5 * day) }];
  await patch('lost-laptop', { personalData: { orders } });
  assert.equal(await lines('lost-laptop', 'order'), [`gdpr-order-o1 Running ${iso(begins + 5 * day)}`]);
  assert.is.not((await read('lost-laptop')).status?.['phase'], 'Closed');
  const note = await product.admin.get<Record>(kinds.Notification, at('lost-laptop-gdpr-order-o1'));
  assert.equal([note.spec['audience'], note.status?.['dueAt']], ['DataSubjects', iso(begins + 5 * day)]);
});

test('several laws run side by side on one incident, and a classification starts the clocks that wait for it', async () => {
  await policy({ regimes: ['gdpr', 'nis2', 'dora', 'policy'], entity: { nis2: 'Essential', dora: 'OtherFinancialEntity' } });
  const aware = begins - hour;
  await create(breach('side-by-side', aware));
  const unclassified = [
    `gdpr-authority Running ${iso(aware + 72 * hour)}`,
    `nis2-early-warning Running ${iso(aware + 24 * hour)}`,
    `nis2-notification Running ${iso(aware + 72 * hour)}`,
  ];
  assert.equal(await lines('side-by-side', 'gdpr', 'nis2', 'dora'), unclassified);
  assert.ok((await lines('side-by-side', 'policy')).length > 0, 'the duties of the policy run beside them');
  const classifiedAt = iso(aware + 0.5 * hour);
  const nis2 = { id: 'nis2-1', regime: 'nis2', result: 'Significant', classifiedAt };
  const dora = { id: 'dora-1', regime: 'dora', result: 'Major', classifiedAt };
  await patch('side-by-side', { classifications: [nis2, dora] });
  assert.equal(
    await lines('side-by-side', 'gdpr', 'nis2', 'dora'),
    [
      ...unclassified,
      `dora-clients Running ${iso(aware + 72 * hour)}`,
      `dora-initial Running ${iso(aware + 4.5 * hour)}`,
      `nis2-recipients Running ${iso(aware + 72 * hour)}`,
    ].sort(),
  );
});

test('four hours after the classification, at most a day after awareness, unless it was classified later than that', async () => {
  const initial = async (name: string, aware: number, classified: number) => {
    const classifications = [{ id: 'dora-1', regime: 'dora', result: 'Major', classifiedAt: iso(classified) }];
    await create(breach(name, aware, { classifications }));
    return (await lines(name, 'dora')).find((line) => line.startsWith('dora-initial'));
  };
  const late = begins - 22 * hour;
  assert.is(await initial('late-classified', late, late + 21 * hour), `dora-initial Running ${iso(late + 24 * hour)}`);
  const later = begins - 30 * hour;
  assert.is(await initial('later-classified', later, later + 28 * hour), `dora-initial Running ${iso(later + 32 * hour)}`);
});

test('moments that cannot follow one another are pointed out at once, the clocks run on, and a correction settles it', async () => {
  const detected = begins - hour;
  const out = breach('out-of-order', detected);
  await create({ ...out, spec: { ...out.spec, personalData: { role: 'Controller', awareAt: iso(detected - 2 * hour) } } });
  const inOrder = async () => {
    await settle(product, { among: ({ metadata }) => metadata.name === 'out-of-order' });
    const found = (await read('out-of-order')).status?.['conditions'] as readonly { type: string; status: string; reason: string }[];
    return found.filter(({ type }) => type === 'FactsInOrder').map(({ status, reason }) => `${status} ${reason}`);
  };
  assert.equal(await inOrder(), ['False AwareBeforeDetected']);
  assert.ok((await lines('out-of-order', 'gdpr')).includes(`gdpr-authority Running ${iso(detected + 70 * hour)}`));
  const answers = [{ id: 'q1', question: 'establishedAt', value: iso(detected - 3 * hour) }];
  await patch('out-of-order', { answers });
  assert.equal(await inOrder(), []);
});

test('a corrected awareness moves the clocks, and the old reading stays in the record', async () => {
  const [aware, earlier] = [begins - hour, begins - 3 * hour];
  await create(breach('corrected', aware));
  assert.ok((await lines('corrected', 'gdpr')).includes(`gdpr-authority Running ${iso(aware + 72 * hour)}`));
  const awareCorrections = [{ id: 'c1', awareAt: iso(earlier), reason: 'The call came at the night desk.' }];
  await patch('corrected', { personalData: { awareCorrections } });
  assert.ok((await lines('corrected', 'gdpr')).includes(`gdpr-authority Running ${iso(earlier + 72 * hour)}`));
  const all = await histories(product.admin, namespace);
  const entries = all.find(({ record }) => record.kind === 'Incident' && record.metadata.name === 'corrected')?.entries ?? [];
  const about = entries.filter(({ note }) => note.startsWith('gdpr-authority ') || note.startsWith('personalData.awareCorrections'));
  assert.equal(
    about.map(({ reason, note }) => `${reason} ${note.replace(/ sha256:\w+$/, '')}`),
    [
      `DeadlineStarted gdpr-authority from ${iso(aware)} due ${iso(aware + 72 * hour)}`,
      `AwarenessCorrected personalData.awareCorrections/c1 ${iso(earlier)}`,
      `DeadlineChanged gdpr-authority from ${iso(earlier)} due ${iso(earlier + 72 * hour)} was ${iso(aware + 72 * hour)}`,
    ],
  );
  const { spec } = await read('corrected');
  assert.is((spec['personalData'] as { awareAt: string }).awareAt, iso(aware));
  const moved = product.admin.mergePatch(kinds.Incident, at('corrected'), { spec: { personalData: { awareAt: iso(earlier) } } });
  assert.match(await moved.then(() => 'accepted', String), /awareAt/);
});

test('an expression that cannot be used stalls its regime alone, with its place, and everything else goes on', async () => {
  const duty = (name: string, when: string) => ({ name, when, from: 'awareAt', within: 'PT48H', metAt: 'facts.recoveredAt' });
  const broken = { title: 'A law with a typing error', duties: [duty('sound', 'true'), duty('unsound', 'incident.categroy == "Other"')] };
  await product.admin.create(kinds.ReportingRegime, { apiVersion, kind: 'ReportingRegime', metadata: { name: 'broken' }, spec: broken });
  await policy({ regimes: ['gdpr', 'nis2', 'dora', 'policy', 'broken'] });
  await create(breach('beside-the-broken', begins - hour));
  assert.equal(await lines('beside-the-broken', 'gdpr', 'broken'), [
    `gdpr-authority Running ${iso(begins + 71 * hour)}`,
    `sound Running ${iso(begins + 47 * hour)}`,
  ]);
  const regimes = await listAll<Record>(product.admin, kinds.ReportingRegime);
  const stalled = regimes.flatMap(({ metadata, status }) =>
    (status?.conditions ?? []).flatMap(({ type, status: holds, message }) =>
      type === 'Stalled' && holds === 'True' ? [`${metadata.name} ${message.slice(0, 30)}`] : [],
    ),
  );
  assert.is(stalled.length, 1);
  assert.match(stalled[0] ?? '', /^broken .*\.spec\.duties\[1\]\.when/);
  await policy({ regimes: ['gdpr', 'nis2', 'dora', 'policy'] });
});

test('a change of law is an edit of data: whoever was aware before it keeps the old time, whoever is aware after it has the new one', async () => {
  const gdpr = load(readFileSync(resolve(import.meta.dirname, '../../charts/meldpunt/files/regimes/gdpr.yaml'), 'utf8')) as ReportingRegime;
  const duties = gdpr.spec.duties.map((duty) => (duty.name === 'gdpr-authority' ? { ...duty, within: 'PT96H' } : duty));
  const proposal = { ...gdpr, metadata: { name: 'gdpr-proposal' }, spec: { ...gdpr.spec, validFrom: dayOf(begins - 2 * day), duties } };
  await product.admin.create(kinds.ReportingRegime, proposal);
  await product.admin.mergePatch(kinds.ReportingRegime, { name: 'gdpr' }, { spec: { validUntil: dayOf(begins - 3 * day) } });
  await policy({ regimes: ['gdpr', 'gdpr-proposal', 'policy'] });
  const [before, after] = [begins - 5 * day, begins - hour];
  await create(breach('before-the-change', before));
  await create(breach('after-the-change', after));
  const authority = async (name: string) => (await lines(name, 'gdpr', 'gdpr-proposal')).find((line) => line.startsWith('gdpr-authority'));
  assert.is(await authority('before-the-change'), `gdpr-authority Missed ${iso(before + 72 * hour)}`);
  assert.is(await authority('after-the-change'), `gdpr-authority Running ${iso(after + 96 * hour)}`);
});

test('a warning, each rung and the miss are told once, as entry and as Event, and are measured', async () => {
  await addProbeRegime(product.admin, 'PT8S', ['gdpr', 'gdpr-proposal', 'policy']);
  await product.admin.mergePatch(
    kinds.ReportingRegime,
    { name: 'probe' },
    { spec: { duties: [{ ...((await probeRegime()).spec['duties'] as readonly object[])[0], warnBefore: ['PT3S'] }] } },
  );
  const steps = [
    { share: 50, to: ['ContactPoint'] },
    { share: 100, to: ['CISO', 'Management'] },
    { share: 125, to: ['Controller'] },
  ];
  await policy({ escalation: [{ duty: probeDuty, steps }] });
  // A whole second: fractions are written with as many digits as they need.
  const aware = Math.floor(Date.now() / 1000) * 1000;
  const due = iso(aware + 8_000);
  await create(probeIncident('watched', aware));
  const told = async (): Promise<readonly string[]> => {
    const all = await histories(product.admin, namespace);
    const entries = all.find(({ record }) => record.metadata.name === 'watched')?.entries ?? [];
    return entries
      .filter(({ note }) => note.startsWith(`${probeDuty} `))
      .map(({ reason, note }) => `${reason} ${note.slice(probeDuty.length + 1)}`);
  };
  await until('the last rung is told', async () => (await told()).some((line) => line.includes('125%')), 20_000);
  await operator.kill();
  operator = product.operator(quickLease);
  await operator.leads();
  await settle(product);
  assert.equal(await told(), [
    `DeadlineStarted from ${iso(aware)} due ${due}`,
    'Escalated at 50% to ContactPoint',
    `DeadlineNear PT3S left, due ${due}`,
    `DeadlineMissed due ${due}`,
    'Escalated at 100% to CISO,Management',
    'Escalated at 125% to Controller',
  ]);
  assert.equal(await differences(product), []);
  const events = (await operatorEvents(product.admin)).filter(
    ({ regarding, note }) => regarding.name === 'watched' && note.includes(probeDuty),
  );
  assert.equal(events.map(({ reason }) => reason).sort(), [
    'DeadlineMissed',
    'DeadlineNear',
    'DeadlineStarted',
    'Escalated',
    'Escalated',
    'Escalated',
  ]);
});

const probeRegime = (): Promise<Record> => product.admin.get<Record>(kinds.ReportingRegime, { name: 'probe' });

test('how late a miss was recorded is measured, and the engine shows that it is alive', async () => {
  const aware = Date.now() - 6_000;
  await create(probeIncident('measured', aware));
  await until('the miss is recorded', async () =>
    (await deadlines('measured')).some(({ name, state }) => name === probeDuty && state === 'Missed'),
  );
  await until('it is measured', async () => seriesOf(await operator.metrics())['meldpunt_deadline_lateness_seconds_count'] === 1);
  const series = seriesOf(await operator.metrics());
  assert.is(series['meldpunt_deadline_lateness_seconds_bucket{le="3"}'], 1);
  assert.ok((series['meldpunt_engine_last_tick_timestamp_seconds'] ?? 0) > Date.now() / 1000 - 5);
});

test('a miss stands before closure, with who can lift it, until a person has said why', async () => {
  const standing = async () => {
    await settle(product, { among: ({ metadata }) => metadata.name === 'watched' });
    const blockers = ((await read('watched')).status?.['blockers'] ?? []) as readonly { reason: string; role: string; message: string }[];
    return blockers.filter(({ reason, message }) => reason === 'MissUnexplained' && message.startsWith(probeDuty)).map(({ role }) => role);
  };
  assert.equal(await standing(), ['Responder']);
  await patch('watched', { delays: [{ id: 'd1', deadline: probeDuty, reason: 'Nobody can meet it.' }] });
  assert.equal(await standing(), []);
  const removed = product.admin.mergePatch(kinds.Incident, at('watched'), { spec: { delays: [] } });
  assert.match(await removed.then(() => 'accepted', String), /Invalid \(HTTP 422\) at spec\.delays/);
});

test('kubectl lists notifications in the order of their deadlines, each an absolute time in UTC', async () => {
  const { stdout } = await product.kubectl(['get', 'notifications', '-n', namespace, '--sort-by=.status.dueAt']);
  const [head = '', ...rows] = stdout.trimEnd().split('\n');
  const column = head.indexOf('DEADLINE');
  assert.ok(column > 0, head);
  const shown = rows.map((row) => row.slice(column).split(/\s/)[0] ?? '').filter((text) => text !== '');
  assert.ok(shown.length > 10, stdout);
  assert.equal(
    shown.filter((text) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text)),
    [],
  );
  assert.equal(shown, shown.toSorted());
});

test.run();
