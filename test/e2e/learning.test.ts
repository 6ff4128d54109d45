// What an organisation learns from: one scale, former decisions, weaknesses, playbooks and lessons, as the people meet them who use kubectl.
// Shows: A7, A10, S7, P6, P7, W4, R-e.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { respond } from '../../operator/cli/command.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { type Acts, actsOf, ago, report } from './support/acts.ts';
import type { Operator } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';

let product: Product;
let operator: Operator;
let acts: Acts;

test.before(async () => {
  product = await startProduct();
  acts = actsOf(product);
  operator = product.operator();
  await operator.leads();
  process.env['KUBECTL'] = kubectlPath();
});
test.after(async () => {
  delete process.env['KUBECTL'];
  await product?.stop();
});

const ask = (...args: string[]) => respond([...args, `--kubeconfig=${product.plane.kubeconfig}`]);
const inNamespace = ['-n', namespace];

const ratings = { activities: 'Low', extent: 'Person', data: 'Internal' };
const judge = (id: string, fields: object = {}) => ({ id, verdict: 'Incident', ratings, reasons: 'Reachable for a day.', ...fields });

test('a rating that the scale does not have is refused with the levels that it has, each with its criterion', async () => {
  await acts.reported('open-server', report(30));
  const wrong = await acts.state('h.desk', 'Incident', 'open-server', {
    assessments: [judge('a1', { ratings: { ...ratings, extent: 'Enormous' } })],
  });
  assert.match(wrong, 'Rate extent as one of: Person (One workstation or one file.), Department (One department or one application.), ');
  assert.match(wrong, 'To see the whole scale: kubectl incident scale');
  const unrated = await acts.state('h.desk', 'Incident', 'open-server', {
    assessments: [judge('a1', { ratings: { data: 'Internal', extent: 'Person' } })],
  });
  assert.match(unrated, 'Rate activities as one of: Low (Nobody outside the team notices.), ');
  const strange = await acts.state('h.desk', 'Incident', 'open-server', {
    assessments: [judge('a1', { ratings: { ...ratings, image: 'Low' } })],
  });
  assert.match(strange, 'The scale has no dimension image. Rate each of: activities, extent, data.');
  await acts.stated('h.desk', 'Incident', 'open-server', { assessments: [judge('a1')] });
  assert.is((await acts.read('open-server')).status?.severity, 'S3');
});

test('whoever rates asks for the scale, and what their ratings would give', async () => {
  const { out } = await ask('scale');
  assert.match(out, /^extent: How far it reaches\n {2}Person +1 {2}One workstation or one file\.$/m);
  assert.match(out, /^ {2}S1 +from +4, major: assess PT1H, contain PT8H, review P14D$/m);
  assert.equal(await ask('scale', '--rate', 'activities=Critical,extent=Person,data=None'), {
    code: 0,
    out: 'S1, major (score 4)\n',
    err: '',
  });
  const refused = await ask('scale', '--rate', 'activities=Critical,extent=Enormous,data=None');
  assert.equal([refused.code, refused.err.startsWith('ratings.extent must be one of Person (One workstation or one file.), ')], [2, true]);
});

test('an earlier incident of the same kind is shown with how it was judged and why', async () => {
  await acts.reported('open-again', report(5));
  assert.equal((await acts.read('open-again')).status?.precedents, [
    { name: 'open-server', score: 60, alike: ['category', 'asset'], verdict: 'Incident', severity: 'S3', phase: 'Containing' },
  ]);
  const { out } = await ask('precedents', 'open-again', ...inNamespace);
  assert.match(out, 'open-server   60 of 100: the same category, the same asset\n  assessed  Incident, S3, activities Low, ');
  assert.match(out, /by h\.desk on \d{4}-\d{2}-\d{2}: Reachable for a day\.\n {2}outcome {3}Containing; no root cause; 0 lessons\n$/);
  const json = JSON.parse((await ask('precedents', 'open-again', ...inNamespace, '-o', 'json')).out) as { name: string }[];
  assert.equal(
    json.map(({ name }) => name),
    ['open-server'],
  );
});

/** What an attempt to close says. */
const closing = (id: string) => acts.state('s.wouters', 'Incident', 'open-again', { closures: [{ id, summary: 'The port is shut.' }] });

test('nobody closes over a missing root cause, lessons, an untreated weakness or open steps, and each names who can lift it', async () => {
  await acts.stated('h.desk', 'Incident', 'open-again', {
    assessments: [judge('a1')],
    playbookRef: { name: 'lost-device' },
    weaknesses: [{ name: 'open-port' }],
  });
  const refused = await closing('c1');
  for (const reason of [
    'LeaderMissing (Manager)',
    'NotContained (Responder)',
    'WeaknessUntreated (Management)',
    'StepsOpen (Responder)',
    'ReviewMissing (Responder)',
  ])
    assert.ok(refused.includes(reason), `${reason} is named: ${refused}`);
  await acts.reported('open-port', { title: 'A port is open to everybody', notExploited: true }, 'Weakness');
  assert.ok((await acts.blockersOf('open-again')).includes('WeaknessUntreated (Management)'), 'a report treats nothing');
  const acceptance = { acceptances: [{ id: 'k1', reasons: 'The server goes away next month.', until: ago(-24) }] };
  assert.match(
    await acts.state('c.peeters', 'Weakness', 'open-port', acceptance),
    'Accepting the risk of a weakness needs the verb accept',
  );
  await acts.stated('a.verbeke', 'Weakness', 'open-port', acceptance);
  assert.not.ok((await acts.blockersOf('open-again')).includes('WeaknessUntreated (Management)'));
});

test('a playbook that changes while an incident follows it changes nothing in its checklist, which the responder reads', async () => {
  const { stdout } = await product.kubectl(['get', 'playbook', 'lost-device', '-o', 'json']);
  const { spec } = JSON.parse(stdout) as { readonly spec: { readonly steps: readonly object[] } };
  const changed = { spec: { version: '4', steps: spec.steps.slice(0, 1) } };
  await product.kubectl(['patch', 'playbook', 'lost-device', '--type=merge', '-p', JSON.stringify(changed)]);
  await acts.stated('c.peeters', 'Incident', 'open-again', {
    steps: [
      { id: 's1', step: 'wipe', outcome: 'Done' },
      { id: 's2', step: 'revoke', outcome: 'Skipped', note: 'Nobody signs in there.' },
    ],
  });
  const { out } = await ask('checklist', 'open-again', ...inNamespace);
  assert.match(out, /^Playbook lost-device, version 3, as it was when this incident took it over$/m);
  assert.match(out, /^\[x\] wipe {3}Contain, responder, required, by /m);
  assert.match(out, /^\[-\] revoke [\s\S]*? {4}skipped because: Nobody signs in there\.$/m);
  assert.match(out, /^\[ \] encryption {3}Eradicate, responder, required$/m);
  assert.ok((await acts.blockersOf('open-again')).includes('StepsOpen (Responder)'));
  const rest = ['encryption', 'inventory'].map((step) => ({ id: `s-${step}`, step, outcome: 'Skipped', note: 'It holds no disk.' }));
  await acts.stated('c.peeters', 'Incident', 'open-again', { steps: rest });
  assert.not.ok((await acts.blockersOf('open-again')).includes('StepsOpen (Responder)'));
});

test('a review needs a root cause and lessons, and management its say', async () => {
  const lessons = [{ id: 'l1', text: 'Close what is not used.', owner: 'd.maes', dueAt: ago(-72) }];
  assert.match(
    await acts.state('c.peeters', 'Incident', 'open-again', { review: [{ id: 'r1', lessons }] }),
    'spec.review[0].rootCause: Required value',
  );
  await acts.stated('c.peeters', 'Incident', 'open-again', { review: [{ id: 'r1', rootCause: 'Nobody looks at old rules.' }] });
  const learning = async () => (await acts.blockersOf('open-again')).filter((blocker) => /Review|Root|Lessons/.test(blocker));
  assert.equal(await learning(), ['LessonsMissing (Responder)', 'LessonsNotApproved (Management)']);
  const bare = { id: 'r2', rootCause: 'Nobody looks at old rules.', lessons: [{ id: 'l1', text: 'Close what is not used.' }] };
  await acts.stated('c.peeters', 'Incident', 'open-again', { review: [bare] });
  assert.equal(await learning(), ['LessonsIncomplete (Responder)', 'LessonsNotApproved (Management)']);
  const approves = (id: string, of: string) => ({ approvals: [{ id, subject: 'Lessons', of, decision: 'Approve' }] });
  const tooEarly = await acts.state('a.verbeke', 'Incident', 'open-again', approves('p1', 'r2'));
  assert.match(tooEarly, 'A lesson that is approved has an owner and a date (owner, dueAt). In review r2 one is missing of: l1. ');
  await acts.stated('c.peeters', 'Incident', 'open-again', { review: [{ ...bare, id: 'r3', corrects: 'r2', lessons }] });
  assert.equal(await learning(), ['LessonsNotApproved (Management)']);
  await acts.stated('a.verbeke', 'Incident', 'open-again', approves('p1', 'r3'));
  assert.equal(await learning(), []);
  const { status } = await acts.read('open-again');
  assert.equal(status?.lessons, { open: 1, overdue: 0, settled: 0, list: [{ lesson: 'r3/l1', dueAt: lessons[0]?.dueAt, told: ['Near'] }] });
  const { stdout } = await product.kubectl(['get', 'events', '-n', namespace, '-o', 'jsonpath={.items[*].reason}']);
  assert.equal(stdout.split(' ').filter((reason) => reason === 'LessonNear').length, 1);
});

test('of reports that are said to repeat each other one stays: the verdict that would close the ring is refused, over several hops too', async () => {
  for (const [n, name] of ['twin-a', 'twin-b', 'twin-c'].entries()) await acts.reported(name, report(4 - n));
  const repeats = (name: string) => ({ assessments: [{ id: 'a1', verdict: 'Duplicate', duplicateOf: name, reasons: 'The same.' }] });
  await acts.stated('h.desk', 'Incident', 'twin-a', repeats('twin-b'));
  assert.equal(
    (await acts.read('twin-b')).status?.duplicates?.map(({ name, reportedBy }) => [name, reportedBy]),
    [['twin-a', 'm.janssens']],
  );
  await acts.stated('h.desk', 'Incident', 'twin-b', repeats('twin-c'));
  assert.equal((await acts.read('twin-c')).status?.repeatedBy, ['twin-b', 'twin-a']);
  const refused = await acts.state('h.desk', 'Incident', 'twin-c', repeats('twin-a'));
  assert.match(refused, 'This incident cannot repeat twin-a, which leads back to it already: a ring of duplicates has no original.');
  assert.is((await acts.read('twin-c')).status?.phase, 'Reported');
});

test.run();
