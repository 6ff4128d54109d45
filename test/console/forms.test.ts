// What is done to records from pages: what is offered, what is refused before it is sent, and the patch that is sent. The forms are one
// table, and every one of them is held to the schema.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validate } from '../../operator/api/validate.ts';
import { patchOf } from '../../operator/console/forms/apply.ts';
import { formNamed, forms, formsFor } from '../../operator/console/forms/catalogue.ts';
import { flat, idOf } from '../../operator/console/forms/field.ts';
import type { Change, Form, FormKind, Recorded, Setting } from '../../operator/console/forms/form.ts';
import { type Read, readForm } from '../../operator/console/forms/read.ts';
import { periodsBefore } from '../../operator/console/pages/statistics.ts';
import { rightsIn } from '../../operator/console/rights.ts';
import { wordsIn } from '../../operator/console/words/catalogue.ts';
import type { Operation } from '../../operator/fact/patch.ts';
import { referred } from '../../operator/fact/referred.ts';
import { reportedIncident } from './support/asked.ts';
import { caseInCourse, noticeInCourse, scaledPolicy, shippedRegimes } from './support/case.ts';
import { recordFor } from './support/doing.ts';
import { wholeForm } from './support/filled.ts';

const now = '2026-10-23T08:00:00Z';
const stamp = { id: 'x-0123456789ab', at: now, by: 'h.desk' };
const settingFor = <R extends Recorded>(record: R): Setting<R> => ({
  record,
  policy: scaledPolicy(),
  regimes: shippedRegimes(),
  words: wordsIn('en'),
  now,
  by: 'h.desk',
});

const read = <R extends Recorded>(form: Form<R>, record: R, fields: ReadonlyMap<string, string>): Read =>
  readForm(form, settingFor(record), (id) => fields.get(id) ?? '');

const named = (name: string): Form<ReturnType<typeof reportedIncident>> => {
  const form = formNamed('Incident', name);
  if (form === undefined) throw new Error(name);
  return form;
};

const reported = reportedIncident();
const inCourse = caseInCourse();
const onIncident = (name: string, fields: Readonly<Record<string, string>>, record = inCourse): Read =>
  read(named(name), record, new Map(Object.entries(fields)));
const problemsOf = (outcome: Read): readonly (readonly [string, string])[] =>
  outcome.ok ? [] : outcome.problems.map(({ field, problem }) => [field, problem]);

type Draft = Record<string, unknown>;

/** What the API server makes of a patch, as far as these patches go. */
const patched = (object: Recorded, operations: readonly Operation[]): Recorded => {
  const whole = structuredClone(object) as unknown as Draft;
  for (const { op, path, value } of operations) {
    const parts = path.slice(1).split('/');
    const name = parts.pop() ?? '';
    const parent = parts.reduce<Draft>((inner, part) => inner[part] as Draft, whole);
    assert.ok(parent, `${path} has no parent`);
    if (name === '-') (parent as unknown as unknown[]).push(value);
    else if (op === 'remove') delete parent[name];
    else parent[name] = value;
  }
  return whole as unknown as Recorded;
};

const everyForm = (Object.keys(forms) as readonly FormKind[]).flatMap((kind) =>
  (forms[kind] as readonly Form[]).map((form) => ({ kind, form, record: recordFor(kind, form) })),
);

const made = (kind: FormKind, record: Recorded, change: Change): { readonly kind: FormKind; readonly object: Recorded } => {
  if (change.create === undefined) return { kind, object: patched(record, patchOf(record, change, stamp)) };
  const object = { ...record, kind: change.create.kind, spec: change.create.spec } as unknown as Recorded;
  return { kind: change.create.kind, object };
};

/** Who acknowledges need say nothing more, and a text that is emptied is taken from the incident again. */
const meantEmpty: ReadonlySet<string> = new Set(['acknowledge', 'write']);

for (const { kind, form, record } of everyForm) {
  test(`${kind} ${form.name}: it is offered on a record that it fits, and filled in whole the schema takes it`, () => {
    assert.ok(form.fits(record));
    for (const which of [0, 1, 2]) {
      const outcome = read(form, record, wholeForm(form, settingFor(record), which));
      const unwanted = problemsOf(outcome).filter(([, problem]) => problem !== 'both' && problem !== 'same');
      assert.equal(unwanted, []);
      if (!outcome.ok) continue;
      const { object, kind: of } = made(kind, record, outcome.change);
      const checked = validate(of, object);
      assert.equal(checked.ok ? [] : checked.problems.filter(({ path }) => path.startsWith('spec')), []);
    }
  });

  test(`${kind} ${form.name}: nothing at all ${meantEmpty.has(form.name) ? 'means something' : 'is refused, and sends nothing'}`, () => {
    assert.is(read(form, record, new Map()).ok, meantEmpty.has(form.name));
  });

  test(`${kind} ${form.name}: what is longer than the schema takes is refused, field by field`, () => {
    const whole = wholeForm(form, settingFor(record));
    for (const field of flat(form.fields(settingFor(record)))) {
      if (field.kind !== 'line' && field.kind !== 'text') continue;
      const long = new Map([...whole, [idOf(field.name), `${'x'.repeat(field.most)}y`]]);
      assert.ok(
        problemsOf(read(form, record, long)).some(([id]) => id === idOf(field.name)),
        field.name,
      );
    }
  });

  test(`${kind} ${form.name}: an answer that is none of those offered is refused, whatever it is`, () => {
    const whole = wholeForm(form, settingFor(record));
    for (const field of flat(form.fields(settingFor(record)))) {
      if (!['choice', 'yesNo', 'hidden', 'number', 'amount', 'moment'].includes(field.kind)) continue;
      const forged = new Map([...whole, [idOf(field.name), '"><script>']]);
      assert.ok(
        problemsOf(read(form, record, forged)).some(([id]) => id === idOf(field.name)),
        field.name,
      );
    }
  });
}

test('an assessment carries its ratings, and what the reporter could not know goes into the record', () => {
  const fields = {
    title: 'A letter',
    category: 'PrivacyBreach',
    department: 'pensions',
    personalDataCheck: 'Found',
    'ratings-activities': 'Low',
    'ratings-data': 'High',
    reasons: 'r',
    refer: 'DPO',
  };
  assert.equal(onIncident('accept', fields, reported), {
    ok: true,
    change: {
      set: { title: 'A letter', category: 'PrivacyBreach', department: 'pensions', personalDataCheck: 'Found' },
      add: {
        list: ['assessments'],
        entry: { verdict: 'Incident', ratings: { activities: 'Low', data: 'High' }, reasons: 'r', refer: 'DPO' },
      },
    },
  });
  assert.equal(problemsOf(onIncident('confirm', { confirms: 'a1', verdict: 'Incident', 'ratings-data': 'High', reasons: 'r' })), [
    ['ratings-activities', 'choice'],
  ]);
});

test('that personal data are concerned is written once, and not for a moment that has not come', () => {
  const fields = { role: 'Controller', awareAt: '2026-10-23T09:12', awareBasis: 'b', 'kinds-Confidentiality': 'x', cause: 'Loss' };
  const outcome = onIncident('breach', fields, reported);
  assert.equal(outcome.ok && outcome.change.set?.['personalData'], {
    role: 'Controller',
    awareAt: '2026-10-23T09:12:00+02:00',
    awareBasis: 'b',
    kinds: ['Confidentiality'],
    cause: 'Loss',
    awareBy: 'h.desk',
  });
  assert.equal(problemsOf(onIncident('breach', fields)), [['role', 'old']]);
  assert.equal(problemsOf(onIncident('breach', { ...fields, awareAt: '2026-10-23T10:01' }, reported)), [['awareAt', 'moment']]);
  assert.equal(problemsOf(onIncident('breach', { ...fields, awareAt: '' }, reported)), [['awareAt', 'when']]);
});

test('a return needs a comment, and an approval is of the review that was read', () => {
  const problems = (fields: Readonly<Record<string, string>>) => problemsOf(onIncident('approve', fields));
  assert.equal(problems({ of: 'r1', decision: 'Return' }), [['comment', 'missing']]);
  assert.equal(problems({ of: 'r0', decision: 'Approve' }), [['of', 'old']]);
  assert.equal(problems({ of: 'r1', decision: 'Perhaps' }), [['comment', 'choice']]);
});

test('a low risk, no breach and an exemption are decided on an advice', () => {
  for (const risk of ['Unlikely', 'NoBreach'])
    assert.equal(problemsOf(onIncident('decide', { risk, reasons: 'r' })), [['advice', 'missing']]);
  assert.ok(onIncident('decide', { risk: 'High', reasons: 'r' }).ok);
});

test('facts that are typed go over those that stood there, and what was left as it was is not sent', () => {
  const outcome = onIncident('facts', { 'subjects-approximate': '1200', 'subjects-vulnerable': 'yes', consequences: 'Identity fraud.' });
  assert.equal(outcome.ok && outcome.change, { set: { 'personalData.subjects.vulnerable': true } });
  assert.equal(problemsOf(onIncident('facts', { 'subjects-approximate': '1200' })), [['kinds', 'same']]);
});

test('a review numbers its lessons, leaves empty rows out, and asks for who sees to a lesson and by when', () => {
  const lesson = { rootCause: 'c', 'lessons-1-text': 'l', 'lessons-1-owner': 'd.maes', 'lessons-1-dueAt': '2026-12-31T17:00' };
  const outcome = onIncident('review', lesson);
  assert.equal(outcome.ok && outcome.change.add?.entry, {
    rootCause: 'c',
    lessons: [{ id: 'l1', text: 'l', owner: 'd.maes', dueAt: '2026-12-31T17:00:00+01:00' }],
  });
  assert.equal(problemsOf(onIncident('review', { rootCause: 'c' })), [['lessons-0-text', 'missing']]);
  assert.equal(problemsOf(onIncident('review', { rootCause: 'c', 'lessons-0-text': 'l' })), [
    ['lessons-0-owner', 'missing'],
    ['lessons-0-dueAt', 'when'],
  ]);
});

test('a cost has an amount, or minutes of a role', () => {
  assert.equal(problemsOf(onIncident('cost', { kind: 'Labour', minutes: '30' })), [['amount', 'missing']]);
  const outcome = onIncident('cost', { kind: 'Replacement', amount: '1250,5', currency: 'EUR' });
  assert.equal(outcome.ok && outcome.change.add?.entry, { kind: 'Replacement', amount: '1250.5', currency: 'EUR' });
});

test('evidence across a boundary is registered with who allowed it', () => {
  const problems = (more: Readonly<Record<string, string>>) =>
    problemsOf(onIncident('register', { description: 'd', mediaType: 'Paper', ...more }));
  assert.equal(problems({ crossesBoundary: 'yes' }), [['authorisation-basis', 'missing']]);
  assert.equal(problems({ 'authorisation-basis': 'law' }), [['authorisation-authoriser', 'missing']]);
  assert.equal(problems({ 'collection-tool-version': '1' }), [
    ['collection-method', 'missing'],
    ['collection-tool-name', 'missing'],
  ]);
});

test('an entry is signed; one that says when it happened keeps that; a text that is emptied is taken away', () => {
  const add = { list: ['milestones'], entry: { reached: 'Contained' } };
  assert.equal(patchOf(reported, { add }, stamp).at(-1)?.value, [{ ...stamp, reached: 'Contained' }]);
  const earlier = { list: ['milestones'], entry: { reached: 'Contained', at: '2026-10-22T08:00:00Z' } };
  assert.equal(patchOf(reported, { add: earlier }, stamp).at(-1)?.value, [{ ...stamp, at: '2026-10-22T08:00:00Z', reached: 'Contained' }]);
  const note = noticeInCourse();
  const written = formNamed('Notification', 'write');
  assert.ok(written);
  const emptied = read(written, note, new Map());
  assert.equal(emptied.ok && patchOf(note, emptied.change, stamp).at(-1), { op: 'remove', path: '/spec/content/recommendations' });
});

const rights = (...rules: readonly (readonly [string, string])[]) =>
  rightsIn(
    rules.map(([verb, resource]) => ({ verbs: [verb], apiGroups: ['meldpunt.dev'], resources: [resource] })),
    false,
  );

test('somebody is offered what they may do and what makes sense, and nothing else', () => {
  const names = (incident: typeof reported, of: ReturnType<typeof rights>): ReadonlySet<string> =>
    new Set(formsFor('Incident', incident, of).map(({ name }) => name));
  const patch = ['patch', 'incidents'] as const;
  const facts = names(reported, rights(patch));
  const more = (of: ReadonlySet<string>, base = facts): readonly string[] => [...of].filter((name) => !base.has(name));
  assert.equal(more(names(reported, rights(patch, ['assess', 'incidents']))), ['accept', 'decline', 'merge', 'weak']);
  assert.equal([...names(reported, rights(['assess', 'incidents']))], []);
  assert.equal([...names(reported, rights(['create', 'evidenceitems']))], ['register']);
  const handled = names(inCourse, rights(patch));
  assert.ok(handled.has('record') && handled.has('milestone') && !handled.has('accept') && !handled.has('breach'));
  const dpo = names(inCourse, rights(patch, ['confirm', 'incidents/dpo'], ['advise', 'incidents']));
  assert.equal(more(dpo, handled), ['confirm', 'advise', 'order']);
  assert.equal(more(names(inCourse, rights(patch, ['confirm', 'incidents/ciso'])), handled), []);
  assert.equal(more(names(inCourse, rights(patch, ['approve', 'incidents'])), handled), ['approve']);
  assert.equal(more(names(inCourse, rights(patch, ['decide', 'incidents'])), handled), ['decide', 'exempt', 'correct']);
});

test('rights of another group, or for one name, are none; an authoriser that cannot list its rules leaves it to the API server', () => {
  const rule = { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] };
  assert.is(rightsIn([rule], false)('patch', 'incidents'), false);
  assert.is(rightsIn([{ ...rule, apiGroups: ['*'], resourceNames: ['x'] }], false)('patch', 'incidents'), false);
  assert.is(rightsIn([{ ...rule, apiGroups: ['*'] }], false)('patch', 'incidents'), true);
  assert.is(rightsIn([], true)('patch', 'incidents'), true);
});

test('an assessment waits for whom it asked until somebody confirms it', () => {
  assert.equal(
    referred(inCourse).map(({ id }) => id),
    ['a1'],
  );
  const confirmed = { id: 'c1', by: 'p.lambert', confirms: 'a1', verdict: 'Incident', reasons: 'r' } as const;
  const after = { ...inCourse, spec: { ...inCourse.spec, assessments: [...(inCourse.spec.assessments ?? []), confirmed] } };
  assert.equal(referred(after), []);
});

test('the quarters that figures are offered of begin with the present one, on the clocks of the organisation', () => {
  const names = (at: string) => periodsBefore(at, 'Europe/Brussels').map(({ name }) => name);
  assert.equal(names('2026-12-31T22:59:00Z').slice(0, 3), ['2026-Q4', '2026-Q3', '2026-Q2']);
  assert.equal(names('2026-12-31T23:00:00Z').slice(0, 2), ['2027-Q1', '2026-Q4']);
  assert.equal(names('2026-12-31T23:00:00Z').slice(8), ['2027', '2026', '2025']);
});

test.run();
