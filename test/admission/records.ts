// Records in the states from which the attempts start, built by those who would build them.
import type { Answer, Manifest, Place } from './client.ts';
import { type Admission, namespace } from './cluster.ts';
import { people } from './people.ts';

let count = 0;

/** A name that no other record of this run has. */
export const nextName = (): string => {
  count += 1;
  return `inc-${count}`;
};

/** When everything in these records happened, unless told. */
export const at = '2026-10-23T09:30:00Z';

/** An entry of `by`, as a pipeline writes it. */
export const entry = (id: string, by: string, fields: object): object => ({ id, at, by, ...fields });

/** An assessment that `by` made. */
export const assessment = (id: string, by: string, fields: object = {}): object =>
  entry(id, by, { verdict: 'Incident', reasons: 'The laptop was not encrypted.', ...fields });

/** The least that a report says. */
export const report = {
  title: 'Laptop with unencrypted export left on train',
  category: 'AccessViolation',
  department: 'pensions',
  personalDataCheck: 'NotFound',
  report: { what: 'A laptop was left on a train.', establishedAt: '2026-10-23T09:12:00Z' },
};

const personalData = { role: 'Controller', kinds: ['Confidentiality'] };

/** The specs from which attempts start, by what has happened in them. */
export const stages = {
  reported: report,
  assessed: { ...report, assessments: [assessment('a1', people.contactPoint)] },
  assessedByAllrounder: { ...report, assessments: [assessment('a1', people.allrounder)] },
  referredToCiso: { ...report, assessments: [assessment('a1', people.allrounder, { refer: 'CISO' })] },
  referredToDpo: { ...report, assessments: [assessment('a1', people.allrounder, { refer: 'DPO' })] },
  // Referred to the DPO, who passed it on to the CISO, who answered; the first hand dates its own entry last.
  passedOn: {
    ...report,
    assessments: [
      { ...assessment('a1', people.allrounder, { refer: 'DPO' }), at: '2026-10-23T10:30:00Z' },
      { ...assessment('a2', people.dpo, { refer: 'CISO', confirms: 'a1' }), at: '2026-10-23T10:20:00Z' },
      { ...assessment('a3', people.ciso, { confirms: 'a2' }), at: '2026-10-23T10:10:00Z' },
    ],
  },
  led: { ...report, response: { appointments: [entry('p1', people.manager, { leader: people.responder })] } },
  withPersonalData: { ...report, personalDataCheck: 'Found', personalData },
  advised: {
    ...report,
    personalDataCheck: 'Found',
    personalData: {
      ...personalData,
      advices: [
        entry('v1', people.dpo, { on: 'Risk', advice: 'Unlikely' }),
        entry('v2', people.allrounder, { on: 'Risk', advice: 'Unlikely' }),
        entry('v3', people.dpo, { on: 'Exemption', advice: 'Granted' }),
        entry('v4', people.dpo, { on: 'NoBreach', advice: 'No breach' }),
      ],
    },
  },
  reviewed: { ...report, review: [entry('r1', people.responder, { rootCause: 'The export was not encrypted.' })] },
  reviewedByAllrounder: { ...report, review: [entry('r1', people.allrounder, { rootCause: 'The export was not encrypted.' })] },
  held: { ...report, legalHold: true },
} as const;

export type Stage = keyof typeof stages;

const must = (what: string, answer: Answer): Record<string, unknown> => {
  if (answer.status > 299) throw new Error(`${what}: ${answer.status} ${answer.message}`);
  return answer.object;
};

/** Creates an incident in a stage, written by the pipeline in the names of those who acted. */
export const incidentIn = async (admission: Admission, stage: Stage, name = nextName()): Promise<Place> => {
  const manifest: Manifest = { kind: 'Incident', metadata: { name, namespace }, spec: stages[stage] };
  must(`create ${stage}`, await admission.as('pipeline').create(manifest));
  return { kind: 'Incident', namespace, name };
};

/** Writes what the operator would have concluded: its judgement of the present generation, and the phase. */
export const judge = async ({ operator, admin }: Admission, place: Place, status: object): Promise<void> => {
  const { metadata } = must('get', await admin.get(place)) as { metadata: { generation: number } };
  must('judge', await operator.merge(place, { status: { observedGeneration: metadata.generation, ...status } }, 'status'));
};

/** An incident that the contact point assessed and of which nothing stands before closure. */
export const readyToClose = async (admission: Admission, stage: Stage = 'assessed'): Promise<Place> => {
  const place = await incidentIn(admission, stage);
  await judge(admission, place, { phase: 'Reviewing' });
  return place;
};

/** An incident that the CISO closed, as the operator has seen. */
export const closed = async (admission: Admission): Promise<Place> => {
  const place = await readyToClose(admission);
  const closure = { spec: { closures: [{ id: 'c1', summary: 'Recovered; nothing was read.' }] } };
  must('close', await admission.as('ciso').merge(place, closure));
  await judge(admission, place, { phase: 'Closed' });
  return place;
};

/** An incident that was dismissed, as the operator has seen. */
export const dismissed = async (admission: Admission): Promise<Place> => {
  const place = await incidentIn(admission, 'assessed');
  await judge(admission, place, { phase: 'Dismissed' });
  return place;
};
