// Closed records, and closures that are not yet due.
import { type Attempt, action, closure } from './attempt.ts';
import { closed, dismissed, incidentIn, judge, readyToClose } from './records.ts';

/** A closed or dismissed record, and a closure that is not yet due (S8). */
export const closing: readonly Attempt[] = [
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes what is ready',
    on: (admission) => readyToClose(admission),
    spec: closure(),
    outcome: 'allowed',
  },
  {
    proves: 'S8, A9',
    who: 'ciso',
    what: 'closes on its own answer to what was passed on, which counts whatever the times of those before it',
    on: (admission) => readyToClose(admission, 'passedOn'),
    spec: closure(),
    outcome: 'must be another person than `by` of the assessment that counts',
  },
  {
    proves: 'S8, A9',
    who: 'allrounder',
    what: 'closes what somebody else answered in the end',
    on: (admission) => readyToClose(admission, 'passedOn'),
    spec: closure(),
    outcome: 'allowed',
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes what the operator has not seen',
    on: 'assessed',
    spec: closure(),
    outcome: 'the operator has not derived its status',
    operated: false,
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes what the operator has seen in an earlier state',
    on: async (admission) => {
      const place = await readyToClose(admission);
      await admission.as('responder').merge(place, { spec: action({}) });
      return place;
    },
    spec: closure(),
    outcome: 'This incident cannot be closed yet: the record is at generation 3 and the operator has judged generation 2.',
    operated: false,
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes with blockers',
    on: async (admission) => {
      const place = await incidentIn(admission, 'assessed');
      const blockers = [
        { reason: 'LessonsNotApproved', message: 'The lessons are not approved.', role: 'Management' },
        { reason: 'RiskUndecided', message: 'The risk is undecided.', role: 'Controller' },
      ];
      await judge(admission, place, { phase: 'Reviewing', blockers });
      return place;
    },
    spec: closure(),
    outcome: 'LessonsNotApproved (Management), RiskUndecided (Controller)',
    operated: false,
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes with blockers that the operator found',
    on: async (admission) => {
      const place = await incidentIn(admission, 'assessed');
      await judge(admission, place, { phase: 'Containing' });
      return place;
    },
    spec: closure(),
    outcome: 'cannot be closed while these stand, with who can lift them: QuestionsOpen (ContactPoint), ',
    operated: true,
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes and adds an action at once',
    on: (admission) => readyToClose(admission),
    spec: { ...closure(), ...action({}) },
    outcome: 'closure is a write of its own',
  },
  {
    proves: 'S8',
    who: 'responder',
    what: 'acts on a closed record',
    on: closed,
    spec: action({}),
    outcome: 'closed or dismissed record accepts only',
  },
  {
    proves: 'S8, A10',
    who: 'contactPoint',
    what: 'assesses a closed record',
    on: closed,
    spec: { assessments: [{ id: 'n1', verdict: 'Event', reasons: 'No.' }] },
    outcome: 'closed or dismissed record accepts only',
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'closes a closed record',
    on: closed,
    spec: closure(),
    outcome: 'The record is closed or dismissed already',
  },
  {
    proves: 'S8',
    who: 'contactPoint',
    what: 'retitles a dismissed record',
    on: (admission) => dismissed(admission),
    spec: { title: 'Nothing' },
    outcome: 'closed or dismissed record accepts only',
  },
  {
    proves: 'S8',
    who: 'responder',
    what: 'adds a late cost',
    on: closed,
    spec: { costs: [{ id: 'n1', kind: 'External', amount: '10.00', currency: 'EUR' }] },
    outcome: 'allowed',
  },
  {
    proves: 'S8',
    who: 'responder',
    what: 'answers a question after closure',
    on: closed,
    spec: { answers: [{ id: 'n1', question: 'cause', value: 'Haste' }] },
    outcome: 'allowed',
  },
  {
    proves: 'S8',
    who: 'contactPoint',
    what: 'reopens a dismissed record',
    on: (admission) => dismissed(admission),
    spec: { reopenings: [{ id: 'n1', reason: 'It was real.', to: 'Reported' }] },
    outcome: 'allowed',
  },
  {
    proves: 'S8',
    who: 'ciso',
    what: 'reopens an open record',
    on: 'assessed',
    spec: { reopenings: [{ id: 'n1', reason: 'Why not.', to: 'Reviewing' }] },
    outcome: 'Only a closed or dismissed record can be reopened',
  },
];
