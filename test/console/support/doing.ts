// For each form a record that it fits: cases in their course, a step further or back where a form asks for it.
import type { EvidenceItem, Incident, Notification, Weakness } from '../../../operator/api/types.gen.ts';
import type { Form, FormKind, Recorded } from '../../../operator/console/forms/form.ts';
import { reportedIncident } from './asked.ts';
import { caseInCourse, evidenceInCourse, noticeInCourse, weaknessInCourse } from './case.ts';

const incident = (spec: object, status: object): Incident => {
  const base = caseInCourse();
  return { ...base, spec: { ...base.spec, ...spec }, status: { ...base.status, ...status } } as Incident;
};

const incidents: Readonly<Record<string, () => Incident>> = {
  accept: reportedIncident,
  decline: reportedIncident,
  merge: reportedIncident,
  weak: reportedIncident,
  breach: reportedIncident,
  reopen: () => incident({}, { phase: 'Closed' }),
  close: () => incident({}, { blockers: [] }),
  step: () => incident({}, { playbook: { name: 'lost-device', steps: [{ name: 'wipe', required: true, state: 'Open' }] } }),
};

const notice = (spec: object, status: object): Notification => {
  const base = noticeInCourse();
  return { ...base, spec: { ...base.spec, ...spec }, status: { ...base.status, ...status } } as Notification;
};

const notices: Readonly<Record<string, () => Notification>> = {
  retry: () => notice({}, { deadLetter: true }),
  spare: () => notice({ duty: 'policy-reporter', audience: 'Reporter' }, {}),
  expect: () => notice({}, { gaps: [{ part: 'consequences', required: true, where: 'x' }] }),
};

const weakness = (spec: object): Weakness => {
  const base = weaknessInCourse();
  return { ...base, spec: { ...base.spec, ...spec } } as Weakness;
};

const remedying = {
  evaluations: [{ id: 'e1', by: 'h.desk', likelihood: 'Low', impact: 'High', reasons: 'r', treat: 'Remedy' }],
} as const;

const weaknesses: Readonly<Record<string, () => Weakness>> = {
  remedy: () => weakness(remedying),
  repair: () => weakness(remedying),
  verify: () => weakness({ ...remedying, remedied: [{ id: 'rm1', by: 'd.maes', at: '2026-10-22T08:00:00Z', how: 'x' }] }),
};

const item = (spec: object, status: object): EvidenceItem => {
  const base = evidenceInCourse();
  return { ...base, spec: { ...base.spec, ...spec }, status: { ...base.status, ...status } } as EvidenceItem;
};

const items: Readonly<Record<string, () => EvidenceItem>> = {
  collect: () => item({ collection: undefined }, {}),
  receive: () => item({}, { custody: { intact: true, handOvers: 0, pending: { entry: 'h1', to: 'n.hendrickx' } } }),
};

const bases: { readonly [K in FormKind]: readonly [Readonly<Record<string, () => Recorded>>, () => Recorded] } = {
  Incident: [incidents, caseInCourse],
  Notification: [notices, noticeInCourse],
  Weakness: [weaknesses, weaknessInCourse],
  EvidenceItem: [items, evidenceInCourse],
};

/** A record that a form fits. */
export const recordFor = (kind: FormKind, { name }: Form): Recorded => {
  const [special, usual] = bases[kind];
  return (special[name] ?? usual)();
};
