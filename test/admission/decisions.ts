// Every decision on an incident: who may take it, and in what words everybody else is refused (api.md, "Who may do what").
import type { Place } from './client.ts';
import type { Admission } from './cluster.ts';
import type { Who } from './people.ts';
import { closed, incidentIn, readyToClose } from './records.ts';

export type Decision = {
  /** The record on which it is taken. */
  readonly on: (admission: Admission) => Promise<Place>;
  /** What is written: only the new entry, as server-side apply takes it. */
  readonly spec: object;
  readonly holders: readonly Who[];
  /** What whoever may write but not decide this reads. */
  readonly refusal: string;
};

const needs = (what: string, verb: string, holder: string): string =>
  `${what} needs the verb ${verb} on incidents in this namespace, which ${holder}.`;

/** The decisions, by name. Everybody who may patch may act; each other one takes its verb. */
export const decisions: Readonly<Record<string, Decision>> = {
  act: {
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { actions: [{ id: 'n1', kind: 'Contain', what: 'Blocked the account.' }] },
    holders: ['contactPoint', 'responder', 'manager', 'ciso', 'dpo', 'controller', 'management'],
    refusal: '',
  },
  assess: {
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { assessments: [{ id: 'n1', verdict: 'Incident', reasons: 'It was not encrypted.' }] },
    holders: ['contactPoint'],
    refusal: needs('An assessment', 'assess', 'the contact point has (role meldpunt-contact-point)'),
  },
  confirmAsCiso: {
    on: (admission) => incidentIn(admission, 'referredToCiso'),
    spec: { assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Incident', reasons: 'I agree.' }] },
    holders: ['ciso'],
    refusal:
      'This assessment was referred to the CISO. Confirming or reassessing it needs the verb confirm on incidents/ciso in this namespace (role meldpunt-ciso).',
  },
  confirmAsDpo: {
    on: (admission) => incidentIn(admission, 'referredToDpo'),
    spec: { assessments: [{ id: 'n1', confirms: 'a1', verdict: 'Event', reasons: 'It was encrypted after all.' }] },
    holders: ['dpo'],
    refusal:
      'This assessment was referred to the DPO. Confirming or reassessing it needs the verb confirm on incidents/dpo in this namespace (role meldpunt-dpo).',
  },
  appoint: {
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { response: { appointments: [{ id: 'n1', leader: 'd.maes' }] } },
    holders: ['manager'],
    refusal: needs('Appointing the response leader', 'appoint', "the department's manager has (role meldpunt-manager)"),
  },
  advise: {
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { advices: [{ id: 'n1', on: 'Risk', advice: 'High' }] } },
    holders: ['dpo'],
    refusal: needs('An advice on personal data', 'advise', 'the DPO has (role meldpunt-dpo)'),
  },
  decide: {
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { decisions: [{ id: 'n1', risk: 'High', reasons: 'Bank accounts can be read.' }] } },
    holders: ['controller'],
    refusal: `${needs('A decision on personal data', 'decide', 'the controller has (role meldpunt-controller)')} The DPO advises and does not decide.`,
  },
  correctAwareness: {
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: { personalData: { awareCorrections: [{ id: 'n1', awareAt: '2026-10-23T10:00:00Z', reason: 'The call came later.' }] } },
    holders: ['controller'],
    refusal: needs(
      'Correcting the moment of awareness moves a legal deadline and',
      'decide',
      'the controller has (role meldpunt-controller)',
    ),
  },
  recordOrder: {
    on: (admission) => incidentIn(admission, 'withPersonalData'),
    spec: {
      personalData: { orders: [{ id: 'n1', reference: 'GBA-1', order: 'CommunicateToSubjects', dueAt: '2026-12-01T12:00:00Z' }] },
    },
    holders: ['contactPoint', 'ciso', 'dpo', 'controller'],
    refusal:
      'Recording an order of the authority needs one of the verbs advise, decide or close on incidents in this namespace: the DPO, the controller, the contact point or the CISO.',
  },
  approveLessons: {
    on: (admission) => incidentIn(admission, 'reviewed'),
    spec: { approvals: [{ id: 'n1', subject: 'Lessons', decision: 'Approve', of: 'r1' }] },
    holders: ['management'],
    refusal: needs('Approving or returning lessons', 'approve', 'management has (role meldpunt-management)'),
  },
  close: {
    on: (admission) => readyToClose(admission, 'assessedByAllrounder'),
    spec: { closures: [{ id: 'n1', summary: 'Recovered.' }] },
    holders: ['contactPoint', 'ciso'],
    refusal: needs(
      'Closing or reopening an incident',
      'close',
      'the contact point and the CISO have (roles meldpunt-contact-point, meldpunt-ciso)',
    ),
  },
  reopen: {
    on: closed,
    spec: { reopenings: [{ id: 'n1', reason: 'The file was found for sale.', to: 'Containing' }] },
    holders: ['contactPoint', 'ciso'],
    refusal: needs(
      'Closing or reopening an incident',
      'close',
      'the contact point and the CISO have (roles meldpunt-contact-point, meldpunt-ciso)',
    ),
  },
  hold: {
    on: (admission) => incidentIn(admission, 'reported'),
    spec: { legalHold: true },
    holders: ['ciso'],
    refusal:
      'Laying or lifting a legal hold needs the verb hold on evidenceitems in this namespace, which the CISO and the legal service have (role meldpunt-ciso).',
  },
};
