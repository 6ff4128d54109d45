// From a report to the formal closure and beyond: each gate lifted by the person who can, and what opens again afterwards by itself.
// Shows: P0, P6, A4, A8, S7, S8, L2, L4, W4.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Weakness } from '../../operator/api/types.gen.ts';
import { until } from '../kube/lab.ts';
import { seriesOf } from '../telemetry/exposition.ts';
import { approves, feedback, gates, judge, lesson, low, review, told } from './learning/gates.ts';
import { type Acts, actsOf, ago, report, setClock } from './support/acts.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { type Product, startProduct } from './support/product.ts';
import { settle } from './support/settle.ts';

let product: Product;
let operator: Operator;
let acts: Acts;
const folder = mkdtempSync(join(tmpdir(), 'meldpunt-closure-'));
const clock = join(folder, 'offset');

/** An operator that leads, and whose clock the test can set. */
const started = async (): Promise<Operator> => {
  const shifted = `--import=${resolve(import.meta.dirname, '../faults/clock.ts')}`;
  const one = product.operator({ ...quickLease, NODE_OPTIONS: shifted, CLOCK_OFFSET_FILE: clock });
  await one.leads();
  return one;
};

test.before(async () => {
  setClock(clock, 0);
  product = await startProduct();
  acts = actsOf(product);
  operator = await started();
});
test.after(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Which gates a refused closure names, and who can lift each; nothing where it is closed. */
const closing = async (name: string, id: string): Promise<readonly string[]> => {
  const refusal = await acts.state('s.wouters', 'Incident', name, { closures: [{ id, summary: 'The port is shut.' }] });
  return refusal.match(/[A-Z]\w+ \([A-Z]\w+\)/g) ?? [];
};

test('an incident is closed once each gate is lifted, and until then each is named with who can lift it', async () => {
  await acts.reported('gate', report(0.2, { playbookRef: { name: 'lost-device' }, weaknesses: [{ name: 'open-rule' }] }));
  await acts.reported('open-rule', { title: 'A rule is open to everybody', notExploited: true }, 'Weakness');
  const count = (blockers: readonly string[], gate: string): number => blockers.filter((blocker) => blocker === gate).length;
  for (const [index, [gate, who, kind, name, spec]] of gates.entries()) {
    const named = await closing('gate', `c${index}`);
    assert.ok(count(named, gate) > 0, `${gate} is named: ${named.join(', ')}`);
    if (kind === 'EvidenceItem') await acts.reported(name, spec, kind, who);
    else await acts.stated(who, kind, name, spec);
    const left = await acts.blockersOf('gate');
    assert.is(count(left, gate), count(named, gate) - 1, `${who} lifts ${gate}: ${left.join(', ')}`);
  }
  assert.equal(await acts.blockersOf('gate'), []);
  const own = await acts.state('h.desk', 'Incident', 'gate', { closures: [{ id: 'own', summary: 'Done.' }] });
  assert.ok(own.includes('Nobody closes on an assessment of their own'), own);
  assert.equal(await closing('gate', 'last'), []);
  await settle(product);
  assert.is((await acts.read('gate')).status?.phase, 'Closed');
});

test('a near miss is learned from and closed without anything to contain or to recover', async () => {
  await acts.reported('almost', report(0.2, { asset: 'door' }));
  await acts.stated('h.desk', 'Incident', 'almost', judge({ verdict: 'NearMiss' }));
  assert.is((await acts.read('almost')).status?.phase, 'Reviewing');
  assert.equal([...new Set(await closing('almost', 'c1'))].sort(), [
    'DutyOpen (ContactPoint)',
    'DutyOpen (Responder)',
    'ReviewMissing (Responder)',
  ]);
  await acts.stated('h.desk', 'Notification', 'almost-policy-feedback', feedback);
  await acts.stated('h.desk', 'Notification', 'almost-policy-reporter', told);
  await acts.stated('c.peeters', 'Incident', 'almost', review('r1'));
  await acts.stated('a.verbeke', 'Incident', 'almost', approves('r1'));
  assert.equal(await closing('almost', 'c2'), []);
  await settle(product);
  assert.is((await acts.read('almost')).status?.phase, 'Closed');
});

test('a late duplicate opens a closed original again, and passes on reporter, facts and the earliest awareness', async () => {
  const awareAt = ago(3);
  const late = report(3, {
    asset: 'door',
    personalDataCheck: 'Found',
    personalData: { role: 'Controller', awareAt, awareBasis: 'A list of names lay open.' },
  });
  await acts.reported('almost-too', { ...late, report: { ...late.report, reportedBy: 'd.maes' } }, 'Incident', 'd.maes');
  await acts.stated(
    'h.desk',
    'Incident',
    'almost-too',
    judge({ verdict: 'Duplicate', duplicateOf: 'almost', refer: 'DPO', ratings: undefined }),
  );
  assert.is((await acts.read('almost')).status?.phase, 'Closed', 'the DPO has not confirmed that it is one');
  const confirmation = { id: 'a2', verdict: 'Duplicate', duplicateOf: 'almost', confirms: 'a1', reasons: 'The same door.' };
  await acts.stated('p.lambert', 'Incident', 'almost-too', { assessments: [confirmation] });
  const { status } = await acts.read('almost');
  assert.equal([status?.phase, status?.awareAt], ['Reviewing', awareAt]);
  assert.equal(
    status?.duplicates?.map(({ name, reportedBy, awareAt: at, personalData }) => [name, reportedBy, at, personalData]),
    [['almost-too', 'd.maes', awareAt, true]],
  );
  const left = await acts.blockersOf('almost');
  for (const blocker of ['DuplicateFacts (ContactPoint)', 'ReviewMissing (Responder)']) assert.ok(left.includes(blocker), left.join(', '));
  await until('the reopening is announced', async () => (await acts.events('almost')).includes('ReopenedByDuplicate'), 15_000);
});

test('a ring that is stored while the operator is down leaves one report open with all its facts, and the contact point lifts it', async () => {
  for (const name of ['ring-a', 'ring-b', 'ring-c']) await acts.reported(name, report(1, { asset: name }));
  await operator.stop();
  const repeats = (name: string) => judge({ verdict: 'Duplicate', duplicateOf: name, ratings: undefined });
  for (const [name, original] of [
    ['ring-a', 'ring-b'],
    ['ring-b', 'ring-c'],
    ['ring-c', 'ring-a'],
  ] as const)
    assert.is(await acts.state('h.desk', 'Incident', name, repeats(original)), '');
  operator = await started();
  await settle(product);
  const phases = await Promise.all(['ring-a', 'ring-b', 'ring-c'].map(async (name) => (await acts.read(name)).status?.phase));
  assert.equal(phases, ['Dismissed', 'Dismissed', 'Reported']);
  const { status } = await acts.read('ring-c');
  assert.is((await acts.blockersOf('ring-c'))[0], 'DuplicateCycle (ContactPoint)');
  const condition = status?.conditions?.find(({ type }) => type === 'DuplicatesInOrder');
  assert.equal([condition?.status, condition?.reason], ['False', 'DuplicateCycle']);
  await acts.stated('h.desk', 'Incident', 'ring-c', {
    assessments: [{ id: 'a2', verdict: 'Incident', ratings: low, reasons: 'The original.' }],
  });
  assert.is((await acts.read('ring-c')).status?.phase, 'Containing');
  assert.equal((await acts.read('ring-c')).status?.repeatedBy, ['ring-b', 'ring-a']);
});

test('what comes back as often as the policy says and hits hard is told to management: duty, Event and metric; a major one is led by the CISO or says why not', async () => {
  const spec = { category: 'Malfunction', asset: 'mail-gateway' } as const;
  const major = judge({ ratings: { ...low, activities: 'Critical' } });
  for (const [name, hours] of [
    ['mail-old', 24 * 100],
    ['mail-1', 24 * 80],
    ['mail-2', 24 * 2],
    ['mail-3', 0.5],
  ] as const) {
    await acts.reported(name, report(hours, spec));
    await acts.stated('h.desk', 'Incident', name, major);
  }
  const recurrence = async (name: string) => (await acts.read(name)).status?.recurrence;
  assert.equal(await recurrence('mail-1'), { count: 2, previous: ['mail-old'] }, 'twenty days apart, but only two');
  assert.equal(
    await recurrence('mail-3'),
    { count: 3, previous: ['mail-2', 'mail-1'], highImpact: true },
    'a hundred days ago is outside the window',
  );
  const duties = ((await acts.read('mail-3')).status?.deadlines ?? []).map(({ name }) => name);
  assert.ok(duties.includes('policy-recurrence'), duties.join(', '));
  assert.is((await acts.read<{ spec: { audience: string } }>('mail-3-policy-recurrence', 'notification')).spec.audience, 'Management');
  await until('the recurrence is announced', async () => (await acts.events('mail-3')).includes('RecurrenceSerious'), 15_000);
  const metric = async () => seriesOf(await operator.metrics())['meldpunt_incidents_recurring_high_impact'];
  await until('the metric counts it', async () => (await metric()) === 1, 15_000);

  const appoint = (id: string, leader: string, reason?: string) => ({
    response: { appointments: [{ id, leader, ...(reason && { reason }) }] },
  });
  await acts.stated('g.claes', 'Incident', 'mail-3', appoint('l1', 'c.peeters'));
  assert.ok((await closing('mail-3', 'c1')).includes('MajorNotLedByCiso (Manager)'));
  await acts.stated('g.claes', 'Incident', 'mail-3', appoint('l2', 'c.peeters', 'Knows the gateway; the CISO is told daily.'));
  assert.not.ok((await acts.blockersOf('mail-3')).includes('MajorNotLedByCiso (Manager)'));
});

test('the acceptance of a weakness by a named person ends at its date, and open lessons are reminded of after the closure', async () => {
  await acts.reported('old-tls', { title: 'An old protocol is spoken', notExploited: true }, 'Weakness');
  await acts.stated('c.peeters', 'Incident', 'mail-3', { weaknesses: [{ name: 'old-tls' }] });
  const acceptance = { id: 'k1', reasons: 'The gateway goes away next month.', until: ago(-30 * 24) };
  assert.match(await acts.state('c.peeters', 'Weakness', 'old-tls', { acceptances: [acceptance] }), 'needs the verb accept on weaknesses');
  await acts.stated('a.verbeke', 'Weakness', 'old-tls', { acceptances: [acceptance] });
  const weakness = () => acts.read<Weakness>('old-tls', 'weakness');
  const accepted = await weakness();
  assert.equal(
    [accepted.status?.phase, accepted.status?.dueAt, accepted.spec.acceptances?.[0]?.by],
    ['Accepted', acceptance.until, 'a.verbeke'],
  );
  assert.not.ok((await acts.blockersOf('mail-3')).includes('WeaknessUntreated (Management)'));
  const lessons = async () => (await acts.read('gate')).status?.lessons;
  assert.equal(await lessons(), { open: 1, overdue: 0, settled: 0, list: [{ lesson: 'r3/l1', dueAt: lesson.dueAt }] });

  setClock(clock, 14);
  await until('a lesson of a closed incident is near', async () => (await acts.events('gate')).includes('LessonNear'), 15_000);
  setClock(clock, 31);
  await until('the weakness is open again', async () => (await weakness()).status?.phase === 'Reported', 15_000);
  await until(
    'the incident waits for it again',
    async () => (await acts.blockersOf('mail-3')).includes('WeaknessUntreated (Management)'),
    15_000,
  );
  await until('the lesson is overdue', async () => (await acts.events('gate')).includes('LessonOverdue'), 15_000);
  assert.is((await acts.read('gate')).status?.phase, 'Closed');
  assert.equal(await lessons(), {
    open: 1,
    overdue: 1,
    settled: 0,
    list: [{ lesson: 'r3/l1', dueAt: lesson.dueAt, told: ['Near', 'Overdue'] }],
  });
  await acts.stated('d.maes', 'Incident', 'gate', { followUps: [{ id: 'u1', lesson: 'r3/l1', outcome: 'Done' }] });
  assert.equal(await lessons(), { open: 0, overdue: 0, settled: 1 });
});

test.run();
