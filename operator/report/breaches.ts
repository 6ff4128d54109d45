import { laterAnswer } from '../api/answers.ts';
import { effective } from '../api/entries.ts';
import type { Incident, IncidentStatusDeadline, Notification } from '../api/types.gen.ts';
import { establishedOf, suspected } from '../incident/awareness.ts';
import { riskOf } from '../incident/risk.ts';
import { measuresOf, whatOf } from '../notification/content.ts';
import { reportedAtOf } from './register.ts';

/** What became of telling somebody of a breach. `state` is that of the deadline; null where nobody had to be told. */
export interface Told {
  readonly state: IncidentStatusDeadline['state'] | null;
  readonly dueAt: string | null;
  readonly at: string | null;
  /** Under which references it was received. */
  readonly references: readonly string[];
  /** Why it was late (N2). */
  readonly delay: string | null;
}

/**
 * One personal-data breach in the register (art. 33(5), N6): its facts, its effects, the remedial action, and whether and why the authority
 * and the people concerned were told or not. What is not known is null or an empty list, and never made up.
 */
export interface BreachEntry {
  readonly namespace: string;
  readonly incident: string;
  readonly uid: string;
  /** Breach; Suspected: nobody has said yet whether personal data are touched; NoBreach: the controller decided that there was none. */
  readonly state: 'Breach' | 'Suspected' | 'NoBreach';
  readonly phase: string | null;
  readonly tlp: string | null;
  readonly title: string | null;
  readonly role: string | null;
  readonly what: string | null;
  readonly occurredAt: string | null;
  readonly establishedAt: string | null;
  readonly reportedAt: string | null;
  readonly awareAt: string | null;
  readonly awareBasis: string | null;
  readonly kinds: readonly string[];
  readonly cause: string | null;
  readonly malicious: boolean | null;
  readonly subjects: number | null;
  readonly subjectCategories: readonly string[];
  readonly vulnerable: boolean | null;
  readonly records: number | null;
  readonly recordCategories: readonly string[];
  readonly exfiltration: string | null;
  readonly recipients: string | null;
  readonly consequences: string | null;
  readonly measures: readonly string[];
  readonly containedAt: string | null;
  readonly recoveredAt: string | null;
  readonly endedAt: string | null;
  readonly suggestedRisk: string | null;
  readonly risk: string | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly decision: string | null;
  /** What the DPO advised, and why. */
  readonly advice: string | null;
  readonly adviceReasons: string | null;
  readonly exemption: string | null;
  readonly exemptionReasons: string | null;
  readonly authority: Told;
  readonly subjectsTold: Told;
  readonly controller: Told;
  /** When the record was erased after its retention; its texts are then gone, and `digest` binds them. */
  readonly erasedAt: string | null;
  readonly digest: string | null;
}

/** The duties of the GDPR to tell somebody, as the regime that is shipped names them. */
export const breachDuties = { authority: 'gdpr-authority', subjectsTold: 'gdpr-subjects', controller: 'gdpr-controller' } as const;

/** Nobody had to be told. */
export const untold: Told = { state: null, dueAt: null, at: null, references: [], delay: null };

const toldOf = (incident: Incident, duty: string, notes: readonly Notification[]): Told => {
  const deadline = incident.status?.deadlines?.find(({ name }) => name === duty);
  if (deadline === undefined) return untold;
  const own = notes.filter(({ spec }) => spec.duty === duty);
  const receipts = own.flatMap(({ spec }) => [...effective(spec.filings), ...effective(spec.acknowledgements)]);
  const justified = own.map(({ spec }) => spec.delayJustification).find((reason) => reason !== undefined);
  const explained = effective(incident.spec.delays).findLast((delay) => delay.deadline === duty)?.reason;
  return {
    state: deadline.state,
    dueAt: deadline.dueAt,
    at: deadline.metAt ?? null,
    references: [...new Set(receipts.flatMap(({ reference }) => reference ?? []))],
    delay: justified ?? explained ?? null,
  };
};

/** The decision that counts, with the advice of the DPO that was heard for it; and the exemption likewise (N1, N8). */
const decisionsOf = (incident: Incident) => {
  const { personalData } = incident.spec;
  const risk = riskOf(personalData, incident.status?.recorded);
  const decided = risk.decided?.decision;
  const advice = effective(personalData?.advices).find(({ id }) => id === decided?.advice);
  const exemption = risk.exemption?.decision;
  return {
    breach: risk.breach,
    facts: {
      suggestedRisk: incident.status?.personalData?.suggestedRisk ?? null,
      risk: risk.state === 'Undecided' ? null : risk.level,
      decidedAt: decided?.at ?? null,
      decidedBy: decided?.by ?? null,
      decision: decided?.reasons ?? null,
      advice: advice?.advice ?? null,
      adviceReasons: advice?.reasons ?? null,
      exemption: exemption?.exemption ?? null,
      exemptionReasons: exemption?.reasons ?? null,
    },
  };
};

const milestoneOf = ({ spec }: Incident, reached: 'Contained' | 'Recovered'): string | null =>
  effective(spec.milestones).findLast((milestone) => milestone.reached === reached)?.at ?? null;

const breachFacts = ({ spec, status }: Incident) => {
  const { personalData: data } = spec;
  return {
    role: data?.role ?? null,
    awareAt: status?.awareAt ?? data?.awareAt ?? null,
    awareBasis: data?.awareBasis ?? null,
    kinds: data?.kinds ?? [],
    cause: data?.cause ?? null,
    malicious: data?.malicious ?? null,
    subjects: data?.subjects?.approximate ?? null,
    subjectCategories: data?.subjects?.categories ?? [],
    vulnerable: data?.subjects?.vulnerable ?? null,
    records: data?.records?.approximate ?? null,
    recordCategories: data?.records?.categories ?? [],
    exfiltration: data?.exfiltration ?? null,
    recipients: data?.recipients?.who ?? null,
    consequences: data?.consequences ?? null,
  };
};

/** Whether a record belongs in the register of breaches: personal data were found, or may be touched and nobody has said otherwise. */
const belongs = ({ spec, status }: Incident): boolean =>
  spec.drill !== true &&
  (spec.personalData !== undefined ||
    spec.personalDataCheck === 'Found' ||
    (suspected(spec) && spec.personalDataCheck !== 'NotFound' && status?.phase !== 'Dismissed'));

const entryOf = (incident: Incident, notes: readonly Notification[]): BreachEntry => {
  const { metadata, spec, status } = incident;
  const { breach, facts } = decisionsOf(incident);
  const found = spec.personalData !== undefined || spec.personalDataCheck === 'Found';
  return {
    namespace: metadata.namespace,
    incident: metadata.name,
    uid: metadata.uid,
    state: !breach ? 'NoBreach' : found ? 'Breach' : 'Suspected',
    phase: status?.phase ?? null,
    tlp: spec.tlp ?? null,
    title: spec.title,
    what: whatOf(incident),
    occurredAt: laterAnswer(spec, 'occurredAt') ?? spec.report.occurredAt ?? null,
    establishedAt: establishedOf(spec),
    reportedAt: reportedAtOf(incident),
    ...breachFacts(incident),
    measures: measuresOf(incident),
    containedAt: milestoneOf(incident, 'Contained'),
    recoveredAt: milestoneOf(incident, 'Recovered'),
    endedAt: status?.endedAt ?? null,
    ...facts,
    authority: toldOf(incident, breachDuties.authority, notes),
    subjectsTold: toldOf(incident, breachDuties.subjectsTold, notes),
    controller: toldOf(incident, breachDuties.controller, notes),
    erasedAt: null,
    digest: null,
  };
};

/** The breaches among the records that exist, those that were not notified too; rehearsals are none. */
export const breachesOf = (incidents: readonly Incident[], notifications: readonly Notification[]): readonly BreachEntry[] => {
  const notes = Map.groupBy(notifications, ({ metadata, spec }) => `${metadata.namespace}/${spec.incidentRef.name}`);
  return incidents
    .filter(belongs)
    .map((incident) => entryOf(incident, notes.get(`${incident.metadata.namespace}/${incident.metadata.name}`) ?? []));
};
