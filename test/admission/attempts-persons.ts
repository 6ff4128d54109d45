// The same person twice, and advice before a decision.
import { type Attempt, approval, closure, confirmation, decision, exemption } from './attempt.ts';
import type { Place } from './client.ts';
import type { Admission } from './cluster.ts';
import { people, type Who } from './people.ts';
import { assessment, finished, incidentIn, readyToClose } from './records.ts';

/** An incident with these entries, written down by one person for those who sign them. */
const writtenBy = async (admission: Admission, who: Who, entries: object): Promise<Place> => {
  const place = await incidentIn(admission, 'reported');
  const { status, message } = await admission.as(who).merge(place, { spec: entries });
  if (status > 299) throw new Error(`${who}: ${message}`);
  return place;
};

/** Four eyes (A9, P6, art. 38(6)): the same person twice is one person, whatever roles they hold and whoever writes it down. */
export const twice: readonly Attempt[] = [
  {
    proves: 'A9, A10',
    who: 'allrounder',
    what: 'confirms an assessment of its own',
    on: 'referredToDpo',
    spec: confirmation(),
    outcome: 'Nobody confirms an assessment of their own',
  },
  { proves: 'A9, A10', who: 'dpo', what: "confirms another's assessment", on: 'referredToDpo', spec: confirmation(), outcome: 'allowed' },
  {
    proves: 'A9, A10',
    who: 'pipeline',
    what: 'writes a confirmation for the DPO',
    on: 'referredToDpo',
    spec: confirmation({ by: people.dpo }),
    outcome: 'allowed',
  },
  {
    proves: 'A9, A10',
    who: 'pipeline',
    what: 'writes a confirmation for the assessor',
    on: 'referredToDpo',
    spec: confirmation({ by: people.allrounder }),
    outcome: 'Nobody confirms an assessment of their own',
  },
  {
    proves: 'A9, A10',
    who: 'clerk',
    what: 'writes both the assessment and its confirmation down for two others',
    on: (admission) => writtenBy(admission, 'clerk', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation({ by: people.dpo }),
    outcome: 'An assessment is confirmed by another person than its author (four eyes).',
  },
  {
    proves: 'A9, A10',
    who: 'pipeline',
    what: 'writes both the assessment and its confirmation for two others',
    on: (admission) => writtenBy(admission, 'pipeline', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation({ by: people.dpo }),
    outcome: 'allowed',
  },
  {
    proves: 'A9, A10',
    who: 'clerk',
    what: 'confirms in person what it wrote down for somebody',
    on: (admission) => writtenBy(admission, 'clerk', { assessments: [assessment('a1', people.contactPoint, { refer: 'DPO' })] }),
    spec: confirmation(),
    outcome: 'An assessment is confirmed by another person than its author (four eyes).',
  },
  {
    proves: 'P6',
    who: 'allrounder',
    what: 'approves the lessons of its own review',
    on: 'reviewedByAllrounder',
    spec: approval(),
    outcome: "The lessons of a review are approved by another person than the review's author.",
  },
  {
    proves: 'P6',
    who: 'management',
    what: "approves the lessons of another's review",
    on: 'reviewedByAllrounder',
    spec: approval(),
    outcome: 'allowed',
  },
  {
    proves: 'N1, N6',
    who: 'allrounder',
    what: 'decides on its own advice',
    on: 'advised',
    spec: decision({ risk: 'Unlikely', advice: 'v2' }),
    outcome: 'The DPO advises and the controller decides: `by` of a decision must be another person',
  },
  {
    proves: 'N1, N6',
    who: 'controller',
    what: "decides on the DPO's advice",
    on: 'advised',
    spec: decision({ risk: 'Unlikely', advice: 'v1' }),
    outcome: 'allowed',
  },
  {
    proves: 'S8',
    who: 'contactPoint',
    what: 'closes on its own assessment',
    on: (admission) => readyToClose(admission),
    spec: closure(),
    outcome: 'Nobody closes on an assessment of their own',
  },
  {
    proves: 'S8',
    who: 'clerk',
    what: 'writes both the assessment and the closure down for two others',
    on: (admission) => finished(admission, { assessments: [assessment('a1', people.contactPoint)] }, 'clerk'),
    spec: closure({ by: people.ciso }),
    outcome: 'Whoever made the assessment that counts does not close the incident (four eyes).',
  },
];

/** Unlikely, no breach and exemptions wait for an advice on that question (art. 39(1)); Risk and High may go first. */
export const advice: readonly Attempt[] = [
  {
    proves: 'N1, N6',
    who: 'controller',
    what: 'decides High without an advice',
    on: 'withPersonalData',
    spec: decision({ risk: 'High' }),
    outcome: 'allowed',
  },
  {
    proves: 'N1, N6',
    who: 'controller',
    what: 'decides Unlikely without an advice',
    on: 'advised',
    spec: decision({ risk: 'Unlikely' }),
    outcome: 'Unlikely, noBreach and an exemption need `advice`',
  },
  {
    proves: 'N1, N6',
    who: 'controller',
    what: 'decides NoBreach without an advice',
    on: 'advised',
    spec: decision({ noBreach: true }),
    outcome: 'Unlikely, noBreach and an exemption need `advice`',
  },
  {
    proves: 'N8, N6',
    who: 'controller',
    what: 'exempts without an advice',
    on: 'advised',
    spec: decision(exemption),
    outcome: 'Unlikely, noBreach and an exemption need `advice`',
  },
  {
    proves: 'N8, N6',
    who: 'controller',
    what: 'exempts on an advice on the risk',
    on: 'advised',
    spec: decision({ ...exemption, advice: 'v1' }),
    outcome: 'must be the `id` of an advice of the DPO on the same matter',
  },
  {
    proves: 'N8, N6',
    who: 'controller',
    what: 'exempts on an advice on exemptions',
    on: 'advised',
    spec: decision({ ...exemption, advice: 'v3' }),
    outcome: 'allowed',
  },
  {
    proves: 'N1, N6',
    who: 'controller',
    what: 'decides NoBreach on its advice',
    on: 'advised',
    spec: decision({ noBreach: true, advice: 'v4' }),
    outcome: 'allowed',
  },
  {
    proves: 'N1, N6',
    who: 'controller',
    what: 'invents an advice',
    on: 'advised',
    spec: decision({ risk: 'Unlikely', advice: 'v9' }),
    outcome: 'must be the `id` of an advice of the DPO on the same matter',
  },
];
