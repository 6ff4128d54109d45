// Objects for tests of the rules: small and sound, so that a test names only what it is about.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Decision } from '../operator/api/decision.ts';
import { utc } from '../operator/api/time.ts';
import type {
  EvidenceItem,
  EvidenceItemSpec,
  Incident,
  IncidentPersonalData,
  IncidentPolicy,
  IncidentPolicySpec,
  IncidentSpec,
  IncidentStatus,
  NamespacedMeta,
  Notification,
  NotificationSpec,
  NotificationStatus,
  Playbook,
  PlaybookStep,
  ReportingRegime,
  ReportingRegimeDuty,
  Weakness,
  WeaknessSpec,
  WeaknessStatus,
} from '../operator/api/types.gen.ts';
import type { Duplicate, Observed } from '../operator/incident/observed.ts';
import { type Regime, regimesOf } from '../operator/policy/regime.ts';

const apiVersion = 'meldpunt.dev/v1alpha1';

/** When everything in the tests was established: a Friday morning in Brussels, 09:12 by summer time, two days before it ends. */
export const epoch = '2026-10-23T07:12:00Z';

/** The instant so many hours after the epoch. */
export const at = (hours: number): string => utc(Date.parse(epoch) + hours * 3_600_000);

const metadata = (name: string): NamespacedMeta => ({
  name,
  namespace: 'security',
  uid: `uid-${name}`,
  resourceVersion: '1',
  generation: 1,
  creationTimestamp: epoch,
});

const withStatus = <Status>(status: Status | undefined): { readonly status?: Status } => (status === undefined ? {} : { status });

/** A report that leaves no question open, and nothing else. */
export const incident = (spec: Partial<IncidentSpec> = {}, status?: IncidentStatus, name = 'inc-1'): Incident => ({
  apiVersion,
  kind: 'Incident',
  metadata: metadata(name),
  spec: {
    title: 'Laptop left on a train',
    category: 'HumanError',
    department: 'pensions',
    asset: 'laptop-fleet',
    ...spec,
    report: {
      what: 'A laptop was left on a train.',
      establishedBy: 'm.janssens',
      occurredAt: at(-1),
      establishedAt: epoch,
      cause: 'Forgotten',
      howEstablished: 'The bag was gone',
      affected: ['laptop 4711'],
      impact: 'Files may be read by others',
      reportedBy: 'm.janssens',
      ...spec.report,
    },
  },
  ...withStatus(status),
});

/** Personal data of which the organisation became aware an hour after the facts were established. */
export const breach = (facts: Partial<IncidentPersonalData> = {}): IncidentPersonalData => ({
  role: 'Controller',
  awareAt: at(1),
  kinds: ['Confidentiality'],
  ...facts,
});

/** An assessment with the verdict Incident, an hour after the facts were established. */
export const assessment = (
  changes: Partial<NonNullable<IncidentSpec['assessments']>[number]> = {},
): NonNullable<IncidentSpec['assessments']>[number] => ({
  id: 'a1',
  at: at(1),
  by: 'h.desk',
  verdict: 'Incident',
  ratings: { activities: 'Low', data: 'High' },
  reasons: 'Files are out of our hands.',
  ...changes,
});

/** A scale with two dimensions; High is S2, Critical is S1 and major. */
export const classification: IncidentPolicySpec['classification'] = {
  combine: 'Max',
  dimensions: ['activities', 'data'].map((name) => ({
    name,
    levels: [
      { name: 'Low', score: 1 },
      { name: 'High', score: 3 },
      { name: 'Critical', score: 4 },
    ],
  })),
  severities: [
    { name: 'S1', minScore: 4, major: true, within: { assess: 'PT1H', contain: 'PT8H', review: 'P14D' } },
    { name: 'S2', minScore: 3, within: { assess: 'PT4H', contain: 'PT24H', review: 'P30D' } },
    { name: 'S4', minScore: 1, within: { assess: 'PT24H', contain: 'P7D', review: 'P60D' } },
  ],
};

/** The organisation. */
export const policy = (spec: Partial<IncidentPolicySpec> = {}, generation = 1): IncidentPolicy => ({
  apiVersion,
  kind: 'IncidentPolicy',
  metadata: { ...metadata('default'), generation },
  spec: {
    organisation: 'Pensioenkas Voorbeeld',
    timezone: 'Europe/Brussels',
    languages: ['nl', 'fr'],
    contactPoint: { name: 'Meldpunt', email: 'meldpunt@example.org' },
    entity: { nis2: 'Essential', dora: 'None' },
    regimes: ['gdpr', 'policy'],
    people: {
      dpo: { username: 'p.lambert', name: 'P. Lambert', email: 'dpo@example.org' },
      ciso: { username: 's.wouters' },
      management: { username: 'a.verbeke' },
    },
    classification,
    leadership: { majorLedBy: 'CISO' },
    rates: { currency: 'EUR', perHour: { responder: '75.00' } },
    recurrence: { window: 'P90D', by: ['category', 'asset'], threshold: 2 },
    ...spec,
  },
});

/** A regime as the chart ships it. */
export const shipped = (name: string): ReportingRegime =>
  load(readFileSync(new URL(`../charts/meldpunt/files/regimes/${name}.yaml`, import.meta.url), 'utf8')) as ReportingRegime;

/** A regime with duties of a test's own. */
export const regime = (
  duties: readonly ReportingRegimeDuty[],
  spec: Partial<ReportingRegime['spec']> = {},
  name = 'law',
): ReportingRegime => ({
  apiVersion,
  kind: 'ReportingRegime',
  metadata: metadata(name),
  spec: { title: name, duties, ...spec },
});

/** A duty that runs from the moment of establishing and is met by nothing. */
export const duty = (changes: Partial<ReportingRegimeDuty> = {}): ReportingRegimeDuty => ({
  name: 'law-duty',
  when: 'true',
  from: 'facts.establishedAt',
  within: 'PT72H',
  counting: 'AsWritten',
  ...changes,
});

/** Regimes ready for a decision. */
export const compiled = (...regimes: readonly ReportingRegime[]): readonly Regime[] => regimesOf(regimes, undefined);

const gdprAndPolicy = compiled(shipped('gdpr'), shipped('policy'));

/** All that a decision on an incident looks at: by default a policy, the regimes gdpr and policy, and nothing else. */
export const observed = (spec: Partial<IncidentSpec> = {}, around: Partial<Observed> = {}): Observed => ({
  incident: incident(spec),
  policy: policy(),
  regimes: gdprAndPolicy,
  notifications: [],
  evidence: [],
  weaknesses: [],
  playbook: undefined,
  earlier: { count: 0, latest: [] },
  precedents: [],
  duplicates: [],
  repeatedBy: [],
  ring: undefined,
  ...around,
});

/** A report that was dismissed as a duplicate, and passes on nothing but what is given. */
export const duplicate = (changes: Partial<Duplicate> = {}): Duplicate => ({
  name: 'inc-2',
  awareAt: undefined,
  endedAt: undefined,
  reportedBy: undefined,
  reportedAt: undefined,
  personalData: false,
  answers: [],
  ...changes,
});

/** The same observation after its spec has changed. */
export const withSpec = (before: Observed, spec: Partial<IncidentSpec>): Observed => ({
  ...before,
  incident: {
    ...before.incident,
    metadata: { ...before.incident.metadata, generation: before.incident.metadata.generation + 1 },
    spec: { ...before.incident.spec, ...spec },
  },
});

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** The observation after a decision has been written, as the API server would give it back. */
export const written = (before: Observed, decision: Decision<IncidentStatus>): Observed => ({
  ...before,
  incident: { ...before.incident, status: stored(decision.status) },
});

/** A notification of the incident, by default of the duty to tell the authority. */
export const notification = (spec: Partial<NotificationSpec> = {}, status?: NotificationStatus, name?: string): Notification => {
  const duty = spec.duty ?? 'gdpr-authority';
  return {
    apiVersion,
    kind: 'Notification',
    metadata: metadata(name ?? `inc-1-${duty}`),
    spec: { incidentRef: { name: 'inc-1' }, duty, audience: 'Authority', stage: 'Initial', ...spec },
    ...withStatus(status),
  };
};

/** An item of evidence that was collected three hours after the facts were established. */
export const evidence = (spec: Partial<EvidenceItemSpec> = {}, status?: EvidenceItem['status'], name = 'evi-1'): EvidenceItem => ({
  apiVersion,
  kind: 'EvidenceItem',
  metadata: metadata(name),
  spec: {
    incidentRef: { name: 'inc-1' },
    description: 'Sign-in log of the laptop',
    mediaType: 'LogExtract',
    collection: {
      at: at(3),
      by: 'c.peeters',
      method: 'Exported',
      tool: { name: 'audit-export', version: '4.2' },
      qualification: 'GCFA',
      clockOffset: 'PT0S',
    },
    digest: { algorithm: 'sha256', value: 'a'.repeat(64) },
    location: { place: 'Safe 2' },
    storage: { access: 'Custodians only' },
    ...spec,
  },
  ...withStatus(status),
});

/** A weakness behind the incident. */
export const weakness = (spec: Partial<WeaknessSpec> = {}, status?: WeaknessStatus, name = 'export-unencrypted'): Weakness => ({
  apiVersion,
  kind: 'Weakness',
  metadata: metadata(name),
  spec: { title: 'Exports are not encrypted', report: { by: 'm.janssens', at: epoch }, notExploited: true, ...spec },
  ...withStatus(status),
});

/** A playbook with steps. */
export const playbook = (steps: readonly PlaybookStep[]): Playbook => ({
  apiVersion,
  kind: 'Playbook',
  metadata: metadata('lost-device'),
  spec: { title: 'A device is lost', steps },
});
