// What stands before the closure of an incident, gate by gate, and what people state to lift each.
import { ago } from '../support/acts.ts';

/** The lowest ratings of the scale of the samples. */
export const low = { activities: 'Low', extent: 'Person', data: 'None' };
/** An assessment, of an incident unless told otherwise. */
export const judge = (changes: object = {}) => ({
  assessments: [{ id: 'a1', verdict: 'Incident', ratings: low, reasons: 'One server.', ...changes }],
});
/** A lesson that is due in twenty days. */
export const lesson = { id: 'l1', text: 'Close what is not used.', owner: 'd.maes', dueAt: ago(-20 * 24) };
/** A review with its root cause and one lesson. */
export const review = (id: string, changes: object = {}) => ({
  review: [{ id, rootCause: 'Nobody looks at old rules.', lessons: [lesson], ...changes }],
});
/** The approval of the lessons of a review. */
export const approves = (of: string) => ({ approvals: [{ id: `ok-${of}`, subject: 'Lessons', of, decision: 'Approve' }] });
/** That somebody was told in person. */
export const told = { filings: [{ id: 'f1', reference: 'in person' }] };

/** What the competent bodies were told: what was done is in no fact of these records, so it is written here (E4). */
export const feedback = { ...told, content: { measures: 'The rule was taken out, and the others were looked through.' } };

/** What stands before the closure, and whose act on which object lifts it. */
export type Gate = readonly [gate: string, who: string, kind: string, name: string, spec: object];

/** Each gate, and the act of whoever can lift it. */
export const gates: readonly Gate[] = [
  ['NotAssessed (ContactPoint)', 'h.desk', 'Incident', 'gate', judge()],
  ['LeaderMissing (Manager)', 'g.claes', 'Incident', 'gate', { response: { appointments: [{ id: 'l1', leader: 'c.peeters' }] } }],
  [
    'NotRecovered (Responder)',
    'c.peeters',
    'Incident',
    'gate',
    { milestones: ['Contained', 'Eradicated', 'Recovered'].map((reached) => ({ id: reached.toLowerCase(), reached })) },
  ],
  [
    'EvidenceMissing (EvidenceCustodian)',
    'k.jacobs',
    'EvidenceItem',
    'gate-scan',
    {
      incidentRef: { name: 'gate' },
      description: 'Result of the scan.',
      mediaType: 'LogExtract',
      identified: { where: 'scanner' },
      collection: { method: 'Export.' },
    },
  ],
  ['WeaknessUntreated (Management)', 'd.maes', 'Weakness', 'open-rule', { remedied: [{ id: 'n1', how: 'The rule is gone.' }] }],
  [
    'WeaknessUntreated (Responder)',
    'c.peeters',
    'Weakness',
    'open-rule',
    { verifications: [{ id: 'v1', of: 'n1', result: 'Effective', how: 'Scanned from outside.' }] },
  ],
  [
    'StepsOpen (Responder)',
    'c.peeters',
    'Incident',
    'gate',
    {
      steps: ['wipe', 'revoke', 'encryption', 'inventory'].map((step) => ({
        id: step,
        step,
        outcome: 'Skipped',
        note: 'It is no device.',
      })),
    },
  ],
  ['ReviewMissing (Responder)', 'c.peeters', 'Incident', 'gate', review('r1', { lessons: [] })],
  [
    'LessonsMissing (Responder)',
    'c.peeters',
    'Incident',
    'gate',
    review('r2', { lessons: [{ id: 'l1', text: 'Close what is not used.' }] }),
  ],
  ['LessonsIncomplete (Responder)', 'c.peeters', 'Incident', 'gate', review('r3', { corrects: 'r2' })],
  ['LessonsNotApproved (Management)', 'a.verbeke', 'Incident', 'gate', approves('r3')],
  [
    'DutyOpen (CISO)',
    's.wouters',
    'Notification',
    'gate-policy-ciso',
    { ...told, acknowledgements: [{ id: 'k1', reference: 'in person' }] },
  ],
  ['DutyOpen (ContactPoint)', 'h.desk', 'Notification', 'gate-policy-feedback', feedback],
  ['DutyOpen (ContactPoint)', 'h.desk', 'Notification', 'gate-policy-reporter', told],
];
