// Records in the states from which the attempts start, built by those who would build them.
import type { Answer, Manifest, Place } from './client.ts';
import { type Admission, namespace, until } from './cluster.ts';
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

/** Everything but an assessment that closure needs of a record, done by those whose it is. */
export const handled = {
  ...report,
  report: {
    ...report.report,
    establishedBy: people.reporter,
    occurredAt: '2026-10-23T08:10:00Z',
    cause: 'It was left behind.',
    howEstablished: 'The owner missed it.',
    affected: ['laptop 4711'],
    impact: 'None: it was encrypted.',
  },
  response: { appointments: [entry('p1', people.manager, { leader: people.responder })] },
  milestones: ['Contained', 'Eradicated', 'Recovered'].map((reached) => entry(reached.toLowerCase(), people.responder, { reached })),
  review: [
    entry('r1', people.responder, {
      rootCause: 'It was not locked to the bag.',
      lessons: [{ id: 'l1', text: 'Lock laptops to the bag.', owner: people.responder, dueAt: '2027-01-31T12:00:00Z' }],
    }),
  ],
  approvals: [entry('v1', people.management, { subject: 'Lessons', decision: 'Approve', of: 'r1' })],
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
  dismissibleWithPersonalData: {
    ...report,
    personalDataCheck: 'Found',
    personalData,
    assessments: [
      assessment('a1', people.contactPoint, { verdict: 'Event', refer: 'DPO' }),
      assessment('a2', people.dpo, { verdict: 'Event', confirms: 'a1' }),
    ],
  },
  dismissible: { ...report, assessments: [assessment('a1', people.contactPoint, { verdict: 'Event' })] },
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

/** What of a record tells whether the operator has judged it, and how. */
type Judged = {
  readonly metadata: { readonly generation: number };
  readonly status?: { readonly observedGeneration?: number; readonly phase?: string; readonly blockers?: readonly unknown[] };
};

/** Waits until the operator, which runs, has come to that phase; before closure also until nothing stands any more. */
const judged = async ({ admin }: Admission, place: Place, wanted: string): Promise<void> => {
  let last: unknown;
  const isJudged = ({ object }: Answer): boolean => {
    const { metadata, status = {} } = object as Judged;
    const { observedGeneration, phase, blockers = [] } = status;
    last = { observedGeneration, phase, blockers };
    return observedGeneration === metadata.generation && phase === wanted && (wanted !== 'Reviewing' || blockers.length === 0);
  };
  try {
    await until(() => admin.get(place), isJudged);
  } catch {
    throw new Error(`The operator did not judge ${place.name} to be in phase ${wanted}, with nothing left to do: ${JSON.stringify(last)}`);
  }
};

/** Has a record judged as the operator would: by the operator if it runs, else by writing what it would have concluded. */
export const judge = async (admission: Admission, place: Place, status: { readonly phase: string; readonly [field: string]: unknown }) => {
  if (admission.operated) return await judged(admission, place, status.phase);
  const { operator, admin } = admission;
  const { metadata } = must('get', await admin.get(place)) as { metadata: { generation: number } };
  must('judge', await operator.merge(place, { status: { observedGeneration: metadata.generation, ...status } }, 'status'));
};

/**
 * A record with an item of evidence of which everything is done, written by the pipeline in the names of those who acted; its assessments
 * by whoever is told. Has it judged.
 */
export const finished = async (admission: Admission, spec: object, assessor: 'pipeline' | 'clerk' = 'pipeline'): Promise<Place> => {
  const name = nextName();
  const evidence = {
    incidentRef: { name },
    description: 'The log of the lost-and-found office.',
    mediaType: 'Paper',
    collection: { at, by: people.responder, method: 'Copied' },
  };
  must('evidence', await admission.as('pipeline').create({ kind: 'EvidenceItem', metadata: { name, namespace }, spec: evidence }));
  must('create', await admission.as('pipeline').create({ kind: 'Incident', metadata: { name, namespace }, spec: handled }));
  const place: Place = { kind: 'Incident', namespace, name };
  must('assess', await admission.as(assessor).merge(place, { spec }));
  await judge(admission, place, { phase: 'Reviewing' });
  return place;
};

/** An incident that the contact point assessed and of which nothing stands before closure. */
export const readyToClose = async (admission: Admission, stage: Stage = 'assessed'): Promise<Place> => {
  const { assessments } = stages[stage] as { readonly assessments?: readonly object[] };
  return await finished(admission, { assessments });
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
export const dismissed = async (admission: Admission, stage: Stage = 'dismissible'): Promise<Place> => {
  const place = await incidentIn(admission, stage);
  await judge(admission, place, { phase: 'Dismissed' });
  return place;
};
