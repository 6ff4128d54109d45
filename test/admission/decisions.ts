// Every decision on an incident: who may take it, and in what words everybody else is refused (api.md, "Who may do what").
import type { Place } from './client.ts';
import type { Admission } from './cluster.ts';
import type { Who } from './people.ts';
import { closed, incidentIn, readyToClose } from './records.ts';

export type Decision = {
  /** The promises that rest on it, by their ids. */
  readonly proves: string;
  /** The record on which it is taken. */
  readonly on: (admission: Admission) => Promise<Place>;
  /** What is written: only the new entry, as server-side apply takes it. */
  readonly spec: object;
  readonly holders: readonly Who[];
  /** Somebody else who might have taken it, in whose name it is forged; nobody signs a hold, so there is nobody. */
  readonly another?: Who;
  /** What comes of it on a closed or dismissed record, where that differs from the refusal of everything else. */
  readonly whenOver?: string;
  /** What whoever may write but not decide this reads. */
  readonly refusal: string;
};

const needs = (what: string, verb: string, holder: string): string =>
  `${what} needs the verb ${verb} on incidents in this namespace, which ${holder}.`;

/** The decisions, by name. Everybody who may patch may act; each other one takes its verb. */
export const decisions: Readonly<Record<string, Decision>> = {
  act: {
    proves: 'S5, P1',
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { actions: [{ id: 'n1', kind: 'Contain', what: 'Blocked the account.' }] },
    holders: ['contactPoint', 'responder', 'manager', 'ciso', 'dpo', 'controller', 'management'],
    another: 'ciso',
    refusal: '',
  },
  assess: {
    proves: 'A8, A10',
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { assessments: [{ id: 'n1', verdict: 'Incident', reasons: 'It was not encrypted.' }] },
    holders: ['contactPoint'],
    another: 'ciso',
    refusal: needs('An assessment', 'assess', 'the contact point has (role meldpunt-contact-point)'),
  },
  confirmAsCiso: {
    proves: 'A9',
    on: (admission) => incidentIn(admission, 'referredToCiso'),
    spec: { assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Incident', reasons: 'I agree.' }] },
    holders: ['ciso'],
    another: 'dpo',
    refusal:
      'This assessment was referred to the CISO. Confirming or reassessing it needs the verb confirm on incidents/ciso in this namespace (role meldpunt-ciso).',
  },
  confirmAsDpo: {
    proves: 'A9',
    on: (admission) => incidentIn(admission, 'referredToDpo'),
    spec: { assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Event', reasons: 'It was encrypted after all.' }] },
    holders: ['dpo'],
    another: 'ciso',
    refusal:
      'This assessment was referred to the DPO. Confirming or reassessing it needs the verb confirm on incidents/dpo in this namespace (role meldpunt-dpo).',
  },
  appoint: {
    proves: 'A1',
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { response: { appointments: [{ id: 'n1', leader: 'd.maes' }] } },
    holders: ['manager'],
    another: 'allrounder',
    refusal: needs('Appointing the response leader', 'appoint', "the department's manager has (role meldpunt-manager)"),
  },
  advise: {
    proves: 'N1',
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { advices: [{ id: 'n1', on: 'Risk', advice: 'High' }] } },
    holders: ['dpo'],
    another: 'allrounder',
    refusal: needs('An advice on personal data', 'advise', 'the DPO has (role meldpunt-dpo)'),
  },
  decide: {
    proves: 'N1, N6',
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { decisions: [{ id: 'n1', risk: 'High', reasons: 'Bank accounts can be read.' }] } },
    holders: ['controller'],
    another: 'management',
    refusal: `${needs('A decision on personal data', 'decide', 'the controller has (role meldpunt-controller)')} The DPO advises and does not decide.`,
  },
  correctAwareness: {
    proves: 'A6',
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { awareCorrections: [{ id: 'n1', awareAt: '2026-10-23T10:00:00Z', reason: 'The call came later.' }] } },
    holders: ['controller'],
    another: 'management',
    refusal: needs(
      'Correcting the moment of awareness moves a legal deadline and',
      'decide',
      'the controller has (role meldpunt-controller)',
    ),
  },
  recordOrder: {
    proves: 'N9',
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: {
      personalData: { orders: [{ id: 'n1', reference: 'GBA-1', order: 'CommunicateToSubjects', dueAt: '2026-12-01T12:00:00Z' }] },
    },
    holders: ['contactPoint', 'ciso', 'dpo', 'controller'],
    another: 'management',
    whenOver: 'allowed',
    refusal:
      'Recording an order of the authority needs one of the verbs advise, decide or close on incidents in this namespace: the DPO, the controller, the contact point or the CISO.',
  },
  approveLessons: {
    proves: 'P6',
    on: (admission) => incidentIn(admission, 'reviewed'),
    spec: { approvals: [{ id: 'n1', subject: 'Lessons', decision: 'Approve', of: 'r1' }] },
    holders: ['management'],
    another: 'ciso',
    refusal: needs('Approving or returning lessons', 'approve', 'management has (role meldpunt-management)'),
  },
  close: {
    proves: 'S8',
    on: (admission) => readyToClose(admission, 'assessedByAllrounder'),
    spec: { closures: [{ id: 'n1', summary: 'Recovered.' }] },
    holders: ['contactPoint', 'ciso'],
    another: 'management',
    whenOver: 'The record is closed or dismissed already',
    refusal: needs(
      'Closing or reopening an incident',
      'close',
      'the contact point and the CISO have (roles meldpunt-contact-point, meldpunt-ciso)',
    ),
  },
  reopen: {
    proves: 'S8',
    on: closed,
    spec: { reopenings: [{ id: 'n1', reason: 'The file was found for sale.', to: 'Containing' }] },
    holders: ['contactPoint', 'ciso'],
    another: 'management',
    whenOver: 'allowed',
    refusal: needs(
      'Closing or reopening an incident',
      'close',
      'the contact point and the CISO have (roles meldpunt-contact-point, meldpunt-ciso)',
    ),
  },
  hold: {
    proves: 'V2',
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { legalHold: true },
    holders: ['ciso'],
    whenOver: 'allowed',
    refusal:
      'Laying or lifting a legal hold needs the verb hold on evidenceitems in this namespace, which the CISO and the legal service have (role meldpunt-ciso).',
  },
};
