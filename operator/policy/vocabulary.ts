import type { IncidentPersonalData, IncidentPolicyEntity, IncidentReport, IncidentSpec } from '../api/types.gen.ts';

/** The names of all fields of a type: the compiler refuses one too many and one too few, so this list follows the definitions. */
type Names<T> = Readonly<Record<keyof T & string, true>>;

const incident: Names<IncidentSpec> = {
  title: true,
  category: true,
  categoryText: true,
  department: true,
  asset: true,
  tlp: true,
  drill: true,
  awareAt: true,
  personalDataCheck: true,
  report: true,
  answers: true,
  source: true,
  communications: true,
  response: true,
  assessments: true,
  personalData: true,
  actions: true,
  milestones: true,
  escalations: true,
  delays: true,
  classifications: true,
  costs: true,
  weaknesses: true,
  playbookRef: true,
  steps: true,
  review: true,
  approvals: true,
  followUps: true,
  closures: true,
  reopenings: true,
  legalHold: true,
};

const report: Names<IncidentReport> = {
  what: true,
  establishedBy: true,
  occurredAt: true,
  establishedAt: true,
  cause: true,
  howEstablished: true,
  affected: true,
  impact: true,
  unknown: true,
  reportedBy: true,
  reportedVia: true,
  reportedAt: true,
  anonymous: true,
  verified: true,
};

const personalData: Names<IncidentPersonalData> = {
  role: true,
  awareAt: true,
  awareBy: true,
  awareBasis: true,
  awareCorrections: true,
  counterpart: true,
  kinds: true,
  cause: true,
  malicious: true,
  subjects: true,
  records: true,
  protection: true,
  exfiltration: true,
  logs: true,
  recipients: true,
  availability: true,
  consequences: true,
  measures: true,
  severity: true,
  advices: true,
  decisions: true,
  orders: true,
};

const entity: Names<IncidentPolicyEntity> = { nis2: true, trustServices: true, dora: true };

/** The moments that a record reaches; whoever supplies `facts` supplies each, null until then. */
const facts: Readonly<Record<string, true>> = {
  establishedAt: true,
  reportedAt: true,
  seenAt: true,
  assessedAt: true,
  firstEvidenceAt: true,
  containedAt: true,
  eradicatedAt: true,
  recoveredAt: true,
  reviewedAt: true,
};

/** The fields that exist, by the path of what holds them. A path that is not listed holds anything. */
const fields: Readonly<Record<string, Readonly<Record<string, true>>>> = {
  incident,
  'incident.report': report,
  'incident.personalData': personalData,
  entity,
  facts,
};

/**
 * Says why a field cannot be read, or nothing where it can. An absent fact and a misspelt one look the same when a record is
 * judged, and a duty whose condition is misspelt would silently never start: so the names are checked before any record is.
 */
export const unknownField = (holder: string, name: string): string | undefined => {
  const known = fields[holder];
  if (known === undefined || Object.hasOwn(known, name)) return undefined;
  return `${holder} has no field ${name}; it has ${Object.keys(known).join(', ')}`;
};
