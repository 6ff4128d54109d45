// Attempts at what a role may do but a person in this position may not, with the sentence that refuses each: forged authors, the
// same person twice, times to come, closed records, blockers.
import type { Place } from './client.ts';
import type { Admission } from './cluster.ts';
import { people, type Who } from './people.ts';
import { assessment, at, closed, dismissed, entry, incidentIn, judge, readyToClose, type Stage } from './records.ts';

export type Attempt = {
  readonly who: Who;
  readonly what: string;
  readonly on: Stage | ((admission: Admission) => Promise<Place>);
  readonly spec: object;
  /** What the refusal says; `allowed` where there is none. */
  readonly outcome: string;
};

const action = (fields: object): object => ({ actions: [{ id: 'n1', kind: 'Contain', what: 'Blocked the account.', ...fields }] });
const confirmation = (fields: object = {}): object => ({
  assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Incident', reasons: 'I agree.', ...fields }],
});
const decision = (fields: object): object => ({ personalData: { decisions: [{ id: 'n1', reasons: 'Weighed.', ...fields }] } });
const approval = (fields: object = {}): object => ({
  approvals: [{ id: 'n1', subject: 'Lessons', decision: 'Approve', of: 'r1', ...fields }],
});
const closure = (fields: object = {}): object => ({ closures: [{ id: 'n1', summary: 'Recovered.', ...fields }] });
const exemption = { exemption: 'RiskRemoved', evidence: 'Wipe log.', reviewAt: '2027-01-01T00:00:00Z' };

const forged = (who: Who, by: string, via = ''): string =>
  `You are ${people[who]}, and a new entry is signed by ${by}${via === '' ? '' : ` via ${via}`}. Sign with your own name, or leave by out.`;

/** `by` is whoever the API server authenticated, unless a pipeline or console says in `via` that it writes for somebody. */
const forgeries: readonly Attempt[] = [
  { who: 'responder', what: 'signs an action', on: 'reported', spec: action({ by: people.responder }), outcome: 'allowed' },
  {
    who: 'responder',
    what: 'signs for another',
    on: 'reported',
    spec: action({ by: people.ciso }),
    outcome: forged('responder', people.ciso),
  },
  {
    who: 'responder',
    what: 'signs for another via itself without attribute',
    on: 'reported',
    spec: action({ by: people.ciso, via: people.responder }),
    outcome: forged('responder', people.ciso, people.responder),
  },
  {
    who: 'responder',
    what: 'adds via to its own entry',
    on: 'reported',
    spec: action({ by: people.responder, via: people.responder }),
    outcome: 'A new entry is signed by you and also carries via.',
  },
  {
    who: 'responder',
    what: 'blames a pipeline',
    on: 'reported',
    spec: action({ via: people.pipeline }),
    outcome: 'A new entry is signed by you and also carries via.',
  },
  { who: 'pipeline', what: 'writes for a person', on: 'reported', spec: action({ by: people.responder }), outcome: 'allowed' },
  {
    who: 'pipeline',
    what: 'writes for a person in the name of another pipeline',
    on: 'reported',
    spec: action({ by: people.responder, via: 'argo' }),
    outcome: forged('pipeline', people.responder, 'argo'),
  },
  {
    who: 'contactPoint',
    what: 'assesses in the name of the CISO',
    on: 'reported',
    spec: { assessments: [assessment('n1', people.ciso)] },
    outcome: forged('contactPoint', people.ciso),
  },
  {
    who: 'controller',
    what: 'decides in the name of management',
    on: 'withPersonalData',
    spec: decision({ risk: 'High', by: people.management }),
    outcome: forged('controller', people.management),
  },
  {
    who: 'management',
    what: 'approves in the name of another',
    on: 'reviewed',
    spec: approval({ by: people.ciso }),
    outcome: forged('management', people.ciso),
  },
];

/** Four eyes (A9, P6, art. 38(6)): the same person twice is one person, whatever roles they hold and whoever writes it down. */
const twice: readonly Attempt[] = [
  {
    who: 'allrounder',
    what: 'confirms an assessment of its own',
    on: 'referredToDpo',
    spec: confirmation(),
    outcome: 'Nobody confirms an assessment of their own',
  },
  { who: 'dpo', what: "confirms another's assessment", on: 'referredToDpo', spec: confirmation(), outcome: 'allowed' },
  {
    who: 'pipeline',
    what: 'writes a confirmation for the DPO',
    on: 'referredToDpo',
    spec: confirmation({ by: people.dpo }),
    outcome: 'allowed',
  },
  {
    who: 'pipeline',
    what: 'writes a confirmation for the assessor',
    on: 'referredToDpo',
    spec: confirmation({ by: people.allrounder }),
    outcome: 'Nobody confirms an assessment of their own',
  },
  {
    who: 'clerk',
    what: 'writes both the assessment and its confirmation down for two others',
    on: (admission) => writtenBy(admission, 'clerk', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation({ by: people.dpo }),
    outcome: 'An assessment is confirmed by another person than its author (four eyes). k.jacobs made a1',
  },
  {
    who: 'pipeline',
    what: 'writes both the assessment and its confirmation for two others',
    on: (admission) => writtenBy(admission, 'pipeline', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation({ by: people.dpo }),
    outcome: 'allowed',
  },
  {
    who: 'clerk',
    what: 'confirms in person what it wrote down for somebody',
    on: (admission) => writtenBy(admission, 'clerk', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation(),
    outcome: 'An assessment is confirmed by another person than its author (four eyes).',
  },
  {
    who: 'allrounder',
    what: 'approves the lessons of its own review',
    on: 'reviewedByAllrounder',
    spec: approval(),
    outcome: "The lessons of a review are approved by another person than the review's author.",
  },
  {
    who: 'management',
    what: "approves the lessons of another's review",
    on: 'reviewedByAllrounder',
    spec: approval(),
    outcome: 'allowed',
  },
  {
    who: 'allrounder',
    what: 'decides on its own advice',
    on: 'advised',
    spec: decision({ risk: 'Unlikely', advice: 'v2' }),
    outcome: 'must be another person than',
  },
  {
    who: 'controller',
    what: "decides on the DPO's advice",
    on: 'advised',
    spec: decision({ risk: 'Unlikely', advice: 'v1' }),
    outcome: 'allowed',
  },
  {
    who: 'contactPoint',
    what: 'closes on its own assessment',
    on: (admission) => readyToClose(admission),
    spec: closure(),
    outcome: 'Nobody closes on an assessment of their own',
  },
  {
    who: 'clerk',
    what: 'writes both the assessment and the closure down for two others',
    on: async (admission) => {
      const place = await writtenBy(admission, 'clerk', { assessments: [assessment('a1', people.contactPoint)] });
      await judge(admission, place, { phase: 'Reviewing' });
      return place;
    },
    spec: closure({ by: people.ciso }),
    outcome: 'Whoever made the assessment that counts does not close the incident (four eyes).',
  },
];

/** Unlikely, no breach and exemptions wait for an advice on that question (art. 39(1)); Risk and High may go first. */
const advice: readonly Attempt[] = [
  {
    who: 'controller',
    what: 'decides High without an advice',
    on: 'withPersonalData',
    spec: decision({ risk: 'High' }),
    outcome: 'allowed',
  },
  { who: 'controller', what: 'decides Unlikely without an advice', on: 'advised', spec: decision({ risk: 'Unlikely' }), outcome: 'advice' },
  { who: 'controller', what: 'decides NoBreach without an advice', on: 'advised', spec: decision({ noBreach: true }), outcome: 'advice' },
  { who: 'controller', what: 'exempts without an advice', on: 'advised', spec: decision(exemption), outcome: 'advice' },
  {
    who: 'controller',
    what: 'exempts on an advice on the risk',
    on: 'advised',
    spec: decision({ ...exemption, advice: 'v1' }),
    outcome: 'advice',
  },
  {
    who: 'controller',
    what: 'exempts on an advice on exemptions',
    on: 'advised',
    spec: decision({ ...exemption, advice: 'v3' }),
    outcome: 'allowed',
  },
  {
    who: 'controller',
    what: 'decides NoBreach on its advice',
    on: 'advised',
    spec: decision({ noBreach: true, advice: 'v4' }),
    outcome: 'allowed',
  },
  { who: 'controller', what: 'invents an advice', on: 'advised', spec: decision({ risk: 'Unlikely', advice: 'v9' }), outcome: 'advice' },
];

/** The leader and the team (A1). */
const response: readonly Attempt[] = [
  {
    who: 'otherManager',
    what: "appoints for a department that is another's",
    on: 'reported',
    spec: { response: { appointments: [{ id: 'n1', leader: people.responder }] } },
    outcome: 'The response leader is appointed by a manager of the department pensions, which h.wouters is not by the policy.',
  },
  {
    who: 'pipeline',
    what: 'appoints in its own name',
    on: 'reported',
    spec: { response: { appointments: [{ id: 'n1', leader: people.responder }] } },
    outcome: 'which gitops is not by the policy',
  },
  {
    who: 'pipeline',
    what: "appoints in the name of the department's manager",
    on: 'reported',
    spec: { response: { appointments: [entry('n1', people.manager, { leader: people.responder })] } },
    outcome: 'allowed',
  },
  {
    who: 'responder',
    what: 'as the leader chooses the team',
    on: 'led',
    spec: { response: { team: [people.responder] } },
    outcome: 'allowed',
  },
  {
    who: 'ciso',
    what: "chooses somebody else's team",
    on: 'led',
    spec: { response: { team: [people.ciso] } },
    outcome: 'Only the present response leader, d.maes, changes the team.',
  },
  {
    who: 'contactPoint',
    what: 'asks for help before there is a leader',
    on: 'reported',
    spec: { response: { team: ['h.help'] } },
    outcome: 'allowed',
  },
  {
    who: 'responder',
    what: 'forms a team before there is a leader',
    on: 'reported',
    spec: { response: { team: [people.responder] } },
    outcome: 'There is no response leader yet; until a manager appoints one, only the contact point (verb assess) changes the team.',
  },
  {
    who: 'contactPoint',
    what: 'changes the team of a leader',
    on: 'led',
    spec: { response: { team: ['h.help'] } },
    outcome: 'Only the present response leader, d.maes, changes the team.',
  },
];

/** `at` has no lower bound and ends at the present (S5). */
const times: readonly Attempt[] = [
  {
    who: 'responder',
    what: 'records what happened long ago',
    on: 'reported',
    spec: action({ at: '1999-12-31T23:59:59Z' }),
    outcome: 'allowed',
  },
  {
    who: 'responder',
    what: 'writes what will happen',
    on: 'reported',
    spec: action({ at: '2099-01-01T00:00:00Z' }),
    outcome: 'An entry says that it happened at 2099-01-01T00:00:00Z',
  },
  {
    who: 'responder',
    what: 'writes the future in another zone',
    on: 'reported',
    spec: action({ at: inMinutes(30, '+02:00') }),
    outcome: 'An entry says that it happened at',
  },
  { who: 'responder', what: 'has a clock that is a minute ahead', on: 'reported', spec: action({ at: inMinutes(1) }), outcome: 'allowed' },
  {
    who: 'controller',
    what: 'decides tomorrow',
    on: 'withPersonalData',
    spec: decision({ risk: 'High', at: inMinutes(24 * 60) }),
    outcome: 'An entry says that it happened at',
  },
];

/** A closed or dismissed record, and a closure that is not yet due (S8). */
const closing: readonly Attempt[] = [
  { who: 'ciso', what: 'closes what is ready', on: (admission) => readyToClose(admission), spec: closure(), outcome: 'allowed' },
  {
    who: 'ciso',
    what: 'closes what the operator has not seen',
    on: 'assessed',
    spec: closure(),
    outcome: 'the operator has not derived its status',
  },
  {
    who: 'ciso',
    what: 'closes what the operator has seen in an earlier state',
    on: async (admission) => {
      const place = await readyToClose(admission);
      await admission.as('responder').merge(place, { spec: action({}) });
      return place;
    },
    spec: closure(),
    outcome: 'This incident cannot be closed yet: the record is at generation 2 and the operator has judged generation 1.',
  },
  {
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
  },
  {
    who: 'ciso',
    what: 'closes and adds an action at once',
    on: (admission) => readyToClose(admission),
    spec: { ...closure(), ...action({}) },
    outcome: 'closure is a write of its own',
  },
  { who: 'responder', what: 'acts on a closed record', on: closed, spec: action({}), outcome: 'closed or dismissed record accepts only' },
  {
    who: 'contactPoint',
    what: 'assesses a closed record',
    on: closed,
    spec: { assessments: [{ id: 'n1', verdict: 'Event', reasons: 'No.' }] },
    outcome: 'closed or dismissed record accepts only',
  },
  { who: 'ciso', what: 'closes a closed record', on: closed, spec: closure(), outcome: 'closed' },
  {
    who: 'contactPoint',
    what: 'retitles a dismissed record',
    on: dismissed,
    spec: { title: 'Nothing' },
    outcome: 'closed or dismissed record accepts only',
  },
  {
    who: 'responder',
    what: 'adds a late cost',
    on: closed,
    spec: { costs: [{ id: 'n1', kind: 'External', amount: '10.00', currency: 'EUR' }] },
    outcome: 'allowed',
  },
  {
    who: 'responder',
    what: 'answers a question after closure',
    on: closed,
    spec: { answers: [{ id: 'n1', question: 'cause', value: 'Haste' }] },
    outcome: 'allowed',
  },
  {
    who: 'contactPoint',
    what: 'reopens a dismissed record',
    on: dismissed,
    spec: { reopenings: [{ id: 'n1', reason: 'It was real.', to: 'Reported' }] },
    outcome: 'allowed',
  },
  {
    who: 'ciso',
    what: 'reopens an open record',
    on: 'assessed',
    spec: { reopenings: [{ id: 'n1', reason: 'Why not.', to: 'Reviewing' }] },
    outcome: 'Only a closed or dismissed record can be reopened',
  },
];

/** A moment so many minutes from now, as it reads in a time zone. */
function inMinutes(minutes: number, zone = 'UTC'): string {
  return Temporal.Now.instant().add({ minutes }).round('second').toString({ timeZone: zone });
}

/** An incident with these entries, written down by one person for those who sign them. */
async function writtenBy(admission: Admission, who: Who, entries: object): Promise<Place> {
  const place = await incidentIn(admission, 'reported');
  const { status, message } = await admission.as(who).merge(place, { spec: entries });
  if (status > 299) throw new Error(`${who} wrote at ${at}: ${message}`);
  return place;
}

/** All of them, by what they are about. */
export const attempts: Readonly<Record<string, readonly Attempt[]>> = { forgeries, twice, advice, response, times, closing };
