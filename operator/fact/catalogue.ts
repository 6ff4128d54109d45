/** A list of entries in the spec, as the path to it. */
export type EntryList = readonly string[];

/**
 * A kind of fact: in which list of which record it is an entry (decision 1), and whom RBAC lets write it (api.md, who may do what).
 * Whoever may change a record may add a fact whose verb is `patch`.
 */
export interface Fact {
  readonly kind: 'Incident' | 'Notification' | 'Weakness' | 'EvidenceItem';
  readonly list: EntryList;
  /** Begins the id of its entries. */
  readonly prefix: string;
  /** The fields of its entries, besides those that every one has. */
  readonly fields: readonly string[];
  readonly verb: string;
  readonly resource: string;
  /** The role that is meant to have that right. */
  readonly role: string;
}

const right = (verb: string, resource: string, role: string) => ({ verb, resource, role: `meldpunt-${role}` });

const responding = right('patch', 'incidents', 'responder');
const assessment = ['verdict', 'ratings', 'reasons', 'refer', 'confirms', 'weaknessRef', 'duplicateOf'] as const;

const onIncidents = {
  answer: { prefix: 'q', list: ['answers'], fields: ['question', 'value'], ...right('patch', 'incidents', 'contact-point') },
  assessment: { prefix: 'a', list: ['assessments'], fields: assessment, ...right('assess', 'incidents', 'contact-point') },
  confirmationByCiso: { prefix: 'c', list: ['assessments'], fields: assessment, ...right('confirm', 'incidents/ciso', 'ciso') },
  confirmationByDpo: { prefix: 'c', list: ['assessments'], fields: assessment, ...right('confirm', 'incidents/dpo', 'dpo') },
  appointment: {
    prefix: 'ap',
    list: ['response', 'appointments'],
    fields: ['leader', 'reason'],
    ...right('appoint', 'incidents', 'manager'),
  },
  advice: {
    prefix: 'ad',
    list: ['personalData', 'advices'],
    fields: ['on', 'advice', 'reasons'],
    ...right('advise', 'incidents', 'dpo'),
  },
  awareCorrection: {
    prefix: 'aw',
    list: ['personalData', 'awareCorrections'],
    fields: ['awareAt', 'reason'],
    ...right('decide', 'incidents', 'controller'),
  },
  order: {
    prefix: 'o',
    list: ['personalData', 'orders'],
    fields: ['reference', 'order', 'dueAt'],
    ...right('advise', 'incidents', 'dpo'),
  },
  decision: {
    prefix: 'd',
    list: ['personalData', 'decisions'],
    fields: ['risk', 'noBreach', 'exemption', 'reasons', 'advice', 'evidence', 'reviewAt', 'publicChannel'],
    ...right('decide', 'incidents', 'controller'),
  },
  action: {
    prefix: 'x',
    list: ['actions'],
    fields: ['kind', 'what', 'why', 'observed', 'tool', 'automatic', 'minutes'],
    ...responding,
  },
  milestone: { prefix: 'm', list: ['milestones'], fields: ['reached', 'note'], ...responding },
  step: { prefix: 'st', list: ['steps'], fields: ['step', 'outcome', 'note'], ...responding },
  escalation: { prefix: 'e', list: ['escalations'], fields: ['to', 'kind', 'reason'], ...responding },
  communication: { prefix: 'i', list: ['communications'], fields: ['audience', 'channel', 'what'], ...responding },
  classification: {
    prefix: 'k',
    list: ['classifications'],
    fields: ['regime', 'result', 'classifiedAt', 'suspectedMalicious', 'crossBorder', 'reasons'],
    ...right('patch', 'incidents', 'ciso'),
  },
  delay: { prefix: 'dl', list: ['delays'], fields: ['deadline', 'reason'], ...responding },
  cost: {
    prefix: 'co',
    list: ['costs'],
    fields: ['kind', 'amount', 'currency', 'role', 'minutes', 'estimate'],
    // The figure of a role and its minutes is made from the policy's rate, so the role of the fact and that of RBAC stand apart.
    ...responding,
  },
  review: {
    prefix: 'r',
    list: ['review'],
    fields: ['rootCause', 'lessons', 'discussed', 'controls', 'forensics', 'playbookChange', 'recurrence'],
    ...responding,
  },
  lessonsApproval: {
    prefix: 'p',
    list: ['approvals'],
    fields: ['subject', 'decision', 'of', 'comment'],
    ...right('approve', 'incidents', 'management'),
  },
  followUp: { prefix: 'fu', list: ['followUps'], fields: ['lesson', 'outcome', 'note'], ...responding },
  closure: { prefix: 'cl', list: ['closures'], fields: ['summary'], ...right('close', 'incidents', 'ciso') },
  reopening: { prefix: 'ro', list: ['reopenings'], fields: ['reason', 'to'], ...right('close', 'incidents', 'ciso') },
} as const;

const onNotifications = {
  textApproval: {
    prefix: 'p',
    list: ['approvals'],
    fields: ['decision', 'of', 'comment'],
    ...right('approve', 'notifications', 'controller'),
  },
  filing: { prefix: 'f', list: ['filings'], fields: ['reference'], ...right('patch', 'notifications', 'contact-point') },
  acknowledgement: { prefix: 'k', list: ['acknowledgements'], fields: ['reference'], ...right('patch', 'notifications', 'contact-point') },
  waiverAdvice: { prefix: 'ad', list: ['advices'], fields: ['advice', 'reasons'], ...right('advise', 'notifications', 'dpo') },
  retry: { prefix: 'rt', list: ['retries'], fields: ['reason'], ...right('patch', 'notifications', 'contact-point') },
  waiver: { prefix: 'w', list: ['waivers'], fields: ['ground', 'reasons', 'advice'], ...right('decide', 'notifications', 'controller') },
} as const;

const onWeaknesses = {
  evaluation: {
    prefix: 'e',
    list: ['evaluations'],
    fields: ['likelihood', 'impact', 'reasons', 'treat', 'duplicateOf'],
    ...right('patch', 'weaknesses', 'contact-point'),
  },
  acceptance: { prefix: 'ac', list: ['acceptances'], fields: ['reasons', 'until'], ...right('accept', 'weaknesses', 'management') },
  remedy: { prefix: 're', list: ['remedied'], fields: ['how', 'verifiedBy'], ...right('patch', 'weaknesses', 'responder') },
  verification: { prefix: 'v', list: ['verifications'], fields: ['of', 'result', 'how'], ...right('patch', 'weaknesses', 'responder') },
} as const;

const keeping = right('patch', 'evidenceitems', 'evidence-custodian');

const onEvidence = {
  handOver: { prefix: 'h', list: ['custody'], fields: ['from', 'to', 'reason', 'authority', 'seal', 'broken'], ...keeping },
  receipt: { prefix: 'rc', list: ['receipts'], fields: ['of', 'outcome', 'digest', 'seal', 'note'], ...keeping },
  access: { prefix: 'x', list: ['accesses'], fields: ['kind', 'purpose', 'recipient', 'authority'], ...keeping },
  check: { prefix: 'v', list: ['verifications'], fields: ['result', 'digest', 'note'], ...keeping },
} as const;

type FactName = keyof typeof onIncidents | keyof typeof onNotifications | keyof typeof onWeaknesses | keyof typeof onEvidence;
type Known = typeof onIncidents & typeof onNotifications & typeof onWeaknesses & typeof onEvidence;

const of = <Facts extends Readonly<Record<string, object>>, Kind extends Fact['kind']>(kind: Kind, all: Facts) =>
  Object.fromEntries(Object.entries(all).map(([name, fact]) => [name, { kind, ...fact }])) as {
    readonly [Name in keyof Facts]: Facts[Name] & { readonly kind: Kind };
  };

/** Every kind of fact that people add one by one, from a page or a terminal: both write the same entries to the same places. */
export const facts: { readonly [Name in FactName]: Known[Name] & Pick<Fact, 'kind'> } = {
  ...of('Incident', onIncidents),
  ...of('Notification', onNotifications),
  ...of('Weakness', onWeaknesses),
  ...of('EvidenceItem', onEvidence),
};
