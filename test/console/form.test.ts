// What a reporter types, and the record that follows from it.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ReportingRegime } from '../../operator/api/types.gen.ts';
import { validate } from '../../operator/api/validate.ts';
import { draftOf, nameOfReport } from '../../operator/console/report/draft.ts';
import { type Around, readForm, typedIn } from '../../operator/console/report/form.ts';
import { lookedAtBy, progressOf } from '../../operator/console/report/receipt.ts';
import { wordsIn } from '../../operator/console/words/catalogue.ts';
import { reportedIncident } from './support/asked.ts';

const around: Around = { zone: 'Europe/Brussels', now: '2026-10-23T08:00:00Z', signedIn: false, anonymousAllowed: true };
const event = { kind: 'event', what: 'A laptop is gone.', establishedAt: '2026-10-23T09:12', check: 'Unknown' };
const typed = (fields: Readonly<Record<string, string>>) => typedIn(new URLSearchParams(fields));
const problems = (fields: Readonly<Record<string, string>>, more: Partial<Around> = {}): readonly string[] => {
  const read = readForm(typed(fields), { ...around, ...more });
  return read.ok ? [] : read.problems.map(({ field, problem }) => `${field} ${problem}`);
};
const receipt = { namespace: 'incidents', name: 'report-0123456789ab', user: undefined, at: '2026-10-23T08:00:00Z' };
const draft = (fields: Readonly<Record<string, string>>, user?: string) => {
  const read = readForm(typed(fields), { ...around, signedIn: user !== undefined });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return draftOf(read.report, wordsIn('en').report, { ...receipt, user });
};

test('three answers make a report', () => {
  const made = draft(event);
  assert.equal(made, {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { namespace: 'incidents', name: 'report-0123456789ab' },
    spec: {
      title: 'Report of an event',
      personalDataCheck: 'Unknown',
      report: {
        what: 'A laptop is gone.',
        establishedAt: '2026-10-23T09:12:00+02:00',
        anonymous: true,
        verified: false,
        reportedVia: 'Console',
        reportedAt: '2026-10-23T08:00:00Z',
      },
    },
  });
  assert.is(validate('Incident', made).ok, true);
});

test('every further answer goes into its own field, and what is not known is said', () => {
  const made = draft({
    ...event,
    establishedBy: 'd.maes',
    occurredAt: '2026-10-23T08:10',
    cause: 'Forgotten.',
    affected: ' laptop 4711 \n\nexport\nexport\n',
    'unknown-howEstablished': 'x',
    'unknown-impact': 'x',
    name: 'M. Janssens, 4711',
  });
  assert.equal((made.spec as { report: object }).report, {
    what: 'A laptop is gone.',
    establishedAt: '2026-10-23T09:12:00+02:00',
    establishedBy: 'd.maes',
    cause: 'Forgotten.',
    occurredAt: '2026-10-23T08:10:00+02:00',
    affected: ['laptop 4711', 'export'],
    unknown: ['howEstablished', 'impact'],
    reportedBy: 'M. Janssens, 4711',
    verified: false,
    reportedVia: 'Console',
    reportedAt: '2026-10-23T08:00:00Z',
  });
  assert.is(validate('Incident', made).ok, true);
});

test('whoever is signed in reports under that name, whatever else the form says', () => {
  const { spec } = draft({ ...event, name: 'a.verbeke', reportedBy: 'a.verbeke' }, 'm.janssens');
  const { reportedBy, verified, anonymous } = (spec as unknown as { report: Record<string, unknown> }).report;
  assert.equal([reportedBy, verified, anonymous], ['m.janssens', true, undefined]);
});

test('a weakness is reported by whoever has read that it is never to be exploited', () => {
  assert.equal(problems({ kind: 'weakness', what: 'Exports are plain files.' }), ['agree agree']);
  const made = draft({ kind: 'weakness', what: 'Exports are plain files.', agree: 'x', name: 'M. J.' });
  assert.equal(made.spec, {
    title: 'Report of a weakness',
    description: 'Exports are plain files.\n\n(M. J.)',
    report: { anonymous: true, at: '2026-10-23T08:00:00Z', reportedVia: 'Console' },
    notExploited: true,
  });
  assert.is(validate('Weakness', made).ok, true);
});

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], Partial<Around>?])[] = [
  ['nothing at all', { kind: 'event' }, ['what missing', 'establishedAt time', 'check choice']],
  ['white space', { ...event, what: ' \n ' }, ['what missing']],
  ['too long a text', { ...event, what: 'x'.repeat(4097) }, ['what long']],
  ['a time that is none', { ...event, establishedAt: '2026-02-30T09:00' }, ['establishedAt time']],
  ['a time of the future', { ...event, establishedAt: '2026-10-23T10:01' }, ['establishedAt future']],
  ['an occurrence after its being noticed', { ...event, occurredAt: '2026-10-23T09:13' }, ['occurredAt order']],
  ['an answer that there is none of', { ...event, check: 'Maybe' }, ['check choice']],
  ['an answer that is also unknown', { ...event, cause: 'x', 'unknown-cause': 'x' }, ['cause both']],
  ['too many lines', { ...event, affected: Array.from({ length: 17 }, (_, n) => n).join('\n') }, ['affected lines']],
  ['no name, where one is needed', event, ['anonymous anonymous'], { anonymousAllowed: false }],
  [
    'staying unnamed, where a name is needed',
    { ...event, anonymous: 'x' },
    ['anonymous anonymous'],
    { anonymousAllowed: false, signedIn: true },
  ],
];

for (const [what, fields, expected, more] of refusals) {
  test(`not taken: ${what}`, () => {
    assert.equal(problems(fields, more), expected);
  });
}

test('what is noticed in the hour that clocks show twice counts from the first one, so that no clock begins late', () => {
  const read = readForm(typed({ ...event, establishedAt: '2026-10-25T02:30' }), { ...around, now: '2026-10-25T12:00:00Z' });
  assert.is(read.ok && read.report.establishedAt, '2026-10-25T02:30:00+02:00');
});

test('the same form makes the same name, another one another, and a name says nothing', () => {
  const digest = Buffer.from('00ff10ab00ff10ab00ff10ab', 'hex');
  assert.is(nameOfReport('event', digest), nameOfReport('unsure', digest));
  assert.match(nameOfReport('event', digest), /^report-[0-9a-z]{12}$/);
  assert.match(nameOfReport('weakness', digest), /^weakness-[0-9a-z]{12}$/);
});

const regime = { spec: { duties: [{ name: 'policy-assess', within: 'PT24H' }] } } as unknown as ReportingRegime;

test('a reporter hears by when somebody looks: from the record, before that from the regime, and nothing once somebody has', () => {
  assert.is(lookedAtBy(reportedIncident(), [regime]), '2026-10-24T08:00:00Z');
  const deadline = { name: 'policy-assess', dueAt: '2026-10-23T12:00:00Z', state: 'Running' };
  const known = reportedIncident({}, { phase: 'Reported', deadlines: [deadline] } as never);
  assert.is(lookedAtBy(known, [regime]), '2026-10-23T12:00:00Z');
  assert.is(lookedAtBy(reportedIncident(), []), undefined);
  assert.is(lookedAtBy(reportedIncident({ assessments: [{ id: 'a1' }] as never }), [regime]), undefined);
});

test('a reporter hears how far it is, and not what was decided', () => {
  const at = (phase: string) => progressOf(reportedIncident({}, { phase } as never));
  assert.equal(['Reported', 'Confirming', 'Containing', 'Reviewing', 'Closed', 'Dismissed'].map(at), [
    'received',
    'looking',
    'looking',
    'looking',
    'done',
    'done',
  ]);
});

test.run();
