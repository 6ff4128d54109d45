// Shows: N1.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData, IncidentSpec } from '../../operator/api/types.gen.ts';
import { awarenessOf, establishedOf } from '../../operator/incident/awareness.ts';
import { at, breach, duplicate, epoch, incident } from '../build.ts';

const correction = (id: string, hours: number, awareAt: string, corrects?: string) => ({
  id,
  at: at(hours),
  by: 'a.verbeke',
  awareAt,
  reason: 'The train company had called.',
  ...(corrects === undefined ? {} : { corrects }),
});
const advice = (hours: number) => ({ id: `v${hours}`, at: at(hours), by: 'p.lambert', on: 'Risk' as const, advice: 'High' });

const aware = (spec: Partial<IncidentSpec>, ...duplicates: readonly (string | undefined)[]) =>
  awarenessOf(
    incident(spec).spec,
    duplicates.map((awareAt, n) => duplicate({ name: `inc-${n}`, awareAt })),
  );
const recorded = (changes: Partial<IncidentPersonalData> = {}) => aware({ personalData: breach({ awareAt: at(5), ...changes }) });

const table: readonly (readonly [string, ReturnType<typeof aware>, ReturnType<typeof aware>])[] = [
  ['nobody is aware of an incident without personal data', aware({}), undefined],
  ['awareness of the incident itself is as recorded', aware({ awareAt: at(3) }), { at: at(3), basis: 'Recorded' }],
  [
    'a privacy breach starts a provisional clock when it is established',
    aware({ category: 'PrivacyBreach' }),
    { at: epoch, basis: 'Provisional' },
  ],
  ['so does a check whose outcome is not known', aware({ personalDataCheck: 'Unknown' }), { at: epoch, basis: 'Provisional' }],
  [
    'awareness of the incident buys no time where personal data are suspected',
    aware({ category: 'PrivacyBreach', awareAt: at(30) }),
    { at: epoch, basis: 'Provisional' },
  ],
  ['awareness of the breach is as recorded', recorded(), { at: at(5), basis: 'Recorded' }],
  [
    'personal data without a recorded awareness run from establishing',
    aware({ awareAt: at(30), personalData: { role: 'Controller' } }),
    { at: epoch, basis: 'Provisional' },
  ],
  [
    'a correction to an earlier moment counts at once',
    recorded({ awareCorrections: [correction('c1', 10, at(2))] }),
    { at: at(2), basis: 'Corrected' },
  ],
  [
    'a correction to a later moment does not count before the DPO has advised',
    recorded({ awareCorrections: [correction('c1', 10, at(8))] }),
    { at: at(5), basis: 'Recorded' },
  ],
  [
    'an advice given before the correction does not carry it',
    recorded({ awareCorrections: [correction('c1', 10, at(8))], advices: [advice(9)] }),
    { at: at(5), basis: 'Recorded' },
  ],
  [
    'a correction to a later moment counts once the DPO has advised after it',
    recorded({ awareCorrections: [correction('c1', 10, at(8))], advices: [advice(11)] }),
    { at: at(8), basis: 'Corrected' },
  ],
  [
    'a correction of unknown time carries no advice',
    recorded({ awareCorrections: [{ id: 'c1', by: 'a.verbeke', awareAt: at(8), reason: 'Later.' }], advices: [advice(11)] }),
    { at: at(5), basis: 'Recorded' },
  ],
  [
    'of several corrections without advice the earliest reading counts',
    recorded({ awareCorrections: [correction('c1', 10, at(3)), correction('c2', 11, at(9))] }),
    { at: at(3), basis: 'Corrected' },
  ],
  [
    'a reading that was corrected away still counts before the advice',
    recorded({ awareCorrections: [correction('c1', 10, at(3)), correction('c2', 11, at(9), 'c1')] }),
    { at: at(3), basis: 'Corrected' },
  ],
  [
    'after an advice a further correction is weighed against the advised one, not against older readings',
    recorded({ awareCorrections: [correction('c1', 10, at(8)), correction('c2', 20, at(9))], advices: [advice(11)] }),
    { at: at(8), basis: 'Corrected' },
  ],
  [
    'offsets are compared as moments',
    recorded({ awareCorrections: [correction('c1', 10, '2026-10-23T13:00:00+02:00')] }),
    { at: '2026-10-23T13:00:00+02:00', basis: 'Corrected' },
  ],
];

const shared = { personalData: breach({ awareAt: at(5) }) };

test('a duplicate passes an earlier awareness to the original, and never a later one', () => {
  assert.equal(aware(shared, at(3), undefined, at(4)), { at: at(3), basis: 'Duplicate' });
  assert.equal(aware(shared, at(8)), { at: at(5), basis: 'Recorded' });
  assert.equal(aware({}, at(3)), undefined);
});

for (const [what, actual, expected] of table) test(what, () => assert.equal(actual, expected));

const established = (spec: Partial<IncidentSpec>, ...answers: readonly string[]) =>
  establishedOf(
    incident({
      ...spec,
      answers: answers.map((value, n) => ({ id: `q${n}`, at: at(10 + n), by: 'h.desk', question: 'establishedAt' as const, value })),
    }).spec,
  );

test('an answer corrects when the facts were established', () => {
  assert.is(established({}), epoch);
  assert.is(established({}, at(4), at(6)), at(6));
});

test('an answer that is no moment corrects nothing', () => {
  assert.is(established({}, 'Thursday, I think'), epoch);
  assert.is(established({}, at(4), '2026-02-30T10:00:00Z'), at(4));
});

test('where the legal clocks rest on it, nobody moves it later without the DPO', () => {
  assert.is(established({ category: 'PrivacyBreach' }, at(4)), epoch);
  assert.is(established({ category: 'PrivacyBreach' }, at(-4)), at(-4));
  assert.is(established({ personalData: breach({ advices: [advice(9)] }) }, at(4)), epoch);
  assert.is(established({ personalData: breach({ advices: [advice(11)] }) }, at(4)), at(4));
});

test.run();
