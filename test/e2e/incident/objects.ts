// Small sound parts of an Incident, from which the tables of attempts depart.

export const established = '2026-10-23T09:12:00+02:00';

/** The shortest report that is accepted: anybody can write it (P2). */
export const report = {
  title: 'Laptop left on a train',
  report: { what: 'A laptop with an export of pension files was left on a train.', establishedAt: established },
};

export const assessment = {
  id: 'a1',
  at: '2026-10-23T10:15:00+02:00',
  by: 'f.wouters',
  verdict: 'Incident',
  reasons: 'Data out of our hands.',
};
export const advice = { id: 'v1', at: '2026-10-23T14:00:00+02:00', by: 'd.maes', on: 'Risk', advice: 'High', reasons: 'Fraud is likely.' };
export const decision = { id: 'd1', at: '2026-10-23T15:00:00+02:00', by: 'e.devos', risk: 'High', reasons: 'As advised.', advice: 'v1' };
export const exemption = {
  id: 'd2',
  by: 'e.devos',
  exemption: 'Unintelligible',
  reasons: 'The disk is encrypted.',
  advice: 'v2',
  evidence: 'disk-encryption',
  reviewAt: '2027-01-31T12:00:00Z',
};
export const exemptionAdvice = { id: 'v2', by: 'd.maes', on: 'Exemption', advice: 'Agree' };
export const action = { id: 'wipe-1', at: '2026-10-23T10:30:00+02:00', by: 'c.peeters', kind: 'Contain', what: 'Ordered the remote wipe.' };
export const cost = { id: 'c1', kind: 'Replacement', amount: '1250.00', currency: 'EUR' };
/** Why a deadline was missed (R-g). */
export const delay = { id: 'delay-1', deadline: 'gdpr-authority', reason: 'The portal of the authority was down.' };
export const review = {
  id: 'r1',
  by: 'c.peeters',
  rootCause: 'Exports were allowed without encryption.',
  lessons: [{ id: 'encrypt', text: 'Encrypt every disk.' }],
};
export const closure = { id: 'x1', at: '2026-11-12T16:00:00+01:00', by: 'p.lambert', summary: 'Not found; data subjects informed.' };
export const reopening = { id: 'o1', at: '2026-12-01T09:00:00+01:00', by: 'p.lambert', reason: 'The laptop was found.', to: 'Containing' };
export const order = {
  id: 'g1',
  by: 'd.maes',
  reference: 'GBA-2026-1234',
  order: 'CommunicateToSubjects',
  dueAt: '2026-12-20T23:59:59+01:00',
};

const hash = (seq: number): string => seq.toString(16).padStart(64, '0');

/** A sound timeline with the entries `first` to `last`; here the hash is the number itself, since the server does not compute it. */
export const timeline = (first: number, last: number): object[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    seq: first + index,
    at: '2026-10-23T07:15:02Z',
    actor: 'meldpunt',
    reason: 'PhaseChanged',
    note: 'Reported Containing',
    prev: hash(first + index - 1),
    hash: hash(first + index),
  }));
