// Shows: A8, A9.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentAssessment, IncidentSpec } from '../../operator/api/types.gen.ts';
import { assessedOf, countingOf } from '../../operator/incident/assessment.ts';
import { assessment, at, breach, incident } from '../build.ts';

const first = assessment({ refer: 'DPO' });
const answer = assessment({ id: 'a2', at: at(2), by: 'p.lambert', confirms: 'a1' });

/** What the assessments amount to, in one line. */
const summary = (assessments: readonly IncidentAssessment[], spec: Partial<IncidentSpec> = {}): string => {
  const assessed = assessedOf(incident({ assessments, ...spec }).spec, { kind: 'Open' });
  const counting = countingOf(assessed);
  switch (assessed.kind) {
    case 'None':
      return 'none';
    case 'Awaiting':
      return `${assessed.assessment.id} awaits the ${assessed.role}`;
    case 'Dismissing':
      return `${counting?.id} dismisses${assessed.confirmed ? '' : ', unconfirmed'}`;
    default:
      return `${counting?.id} ${assessed.kind}${assessed.referred === undefined ? '' : `, ${assessed.referred.id} referred`}`;
  }
};

const personal = { personalData: breach() };
const dismissing = assessment({ verdict: 'FalsePositive' });

const table: readonly (readonly [string, readonly IncidentAssessment[], string, Partial<IncidentSpec>?])[] = [
  ['no assessment is none', [], 'none'],
  ['one that was not referred counts', [assessment()], 'a1 Incident'],
  ['a near miss is one', [assessment({ verdict: 'NearMiss' })], 'a1 NearMiss'],
  ['one that was referred waits for the role', [first], 'a1 awaits the DPO'],
  ['a confirmation by another person counts', [first, answer], 'a2 Incident'],
  ['a reassessment with another verdict counts', [first, { ...answer, verdict: 'Event' }], 'a2 dismisses'],
  ['a confirmation by the same person does not settle it', [first, { ...answer, by: 'h.desk', refer: 'DPO' }], 'a2 awaits the DPO'],
  ['a confirmation by nobody does not settle it', [first, { ...answer, by: '', refer: 'CISO' }], 'a2 awaits the CISO'],
  ['a confirmation that is passed on in its turn settles nothing', [first, { ...answer, refer: 'CISO' }], 'a2 awaits the CISO'],
  [
    'and all of it once the last one is answered',
    [first, { ...answer, refer: 'CISO' }, assessment({ id: 'a3', at: at(3), by: 's.wouters', confirms: 'a2' })],
    'a3 Incident',
  ],
  ['a confirmation dated before what it confirms still counts', [first, { ...answer, at: at(0.5) }], 'a2 Incident'],
  [
    'a confirmation within the same second counts',
    [assessment({ id: 'z1', refer: 'DPO' }), { ...answer, at: at(1), confirms: 'z1' }],
    'a2 Incident',
  ],
  [
    'a later assessment that waits does not count, and is told',
    [assessment(), assessment({ id: 'a2', at: at(2), verdict: 'Event', refer: 'CISO' })],
    'a1 Incident, a2 referred',
  ],
  [
    'a later assessment takes the place of an earlier one',
    [assessment(), assessment({ id: 'a2', at: at(2), verdict: 'NearMiss' })],
    'a2 NearMiss',
  ],
  [
    'a corrected one does not count',
    [assessment(), assessment({ id: 'a0', at: at(0.5), verdict: 'Event', corrects: 'a1' })],
    'a0 dismisses',
  ],
  [
    'two that correct one another do not make both vanish',
    [assessment({ corrects: 'a2' }), assessment({ id: 'a2', at: at(2), corrects: 'a1' })],
    'a2 Incident',
  ],
  [
    'two that confirm one another settle nothing',
    [assessment({ confirms: 'a2', refer: 'CISO' }), assessment({ id: 'a2', at: at(2), by: 'p.lambert', confirms: 'a1', refer: 'DPO' })],
    'a2 awaits the DPO',
  ],
  ['a dismissal without personal data needs nobody', [dismissing], 'a1 dismisses'],
  ['a dismissal with personal data needs the DPO', [dismissing], 'a1 dismisses, unconfirmed', personal],
  ['a dismissal where personal data were found needs the DPO', [dismissing], 'a1 dismisses, unconfirmed', { personalDataCheck: 'Found' }],
  ['a dismissal where none were found needs nobody', [dismissing], 'a1 dismisses', { personalDataCheck: 'NotFound' }],
  [
    'a dismissal that the CISO confirmed still needs the DPO',
    [assessment({ verdict: 'Event', refer: 'CISO' }), { ...answer, by: 's.wouters', verdict: 'Event' }],
    'a2 dismisses, unconfirmed',
    personal,
  ],
  [
    'a dismissal that the DPO confirmed is one',
    [
      { ...first, verdict: 'Event' },
      { ...answer, verdict: 'Event' },
    ],
    'a2 dismisses',
    personal,
  ],
];

for (const [what, assessments, expected, spec] of table) {
  test(what, () => {
    assert.is(summary(assessments, spec), expected);
    assert.is(summary(assessments.toReversed(), spec), expected, 'in any order of the list');
  });
}

test('what was reopened to be confirmed waits for the same role, and the answer to the old assessment settles it', () => {
  const spec = incident({ assessments: [first, answer] }).spec;
  const closure = { kind: 'Reopened', at: at(20), to: 'Confirming' } as const;
  assert.equal(assessedOf(spec, closure), { kind: 'Awaiting', assessment: answer, role: 'CISO' });
  const again = assessment({ id: 'a3', at: at(21), by: 's.wouters', verdict: 'Event', confirms: 'a1' });
  const answered = incident({ ...personal, assessments: [first, answer, again] }).spec;
  assert.equal(assessedOf(answered, closure), { kind: 'Dismissing', assessment: again, confirmed: true });
});

test.run();
