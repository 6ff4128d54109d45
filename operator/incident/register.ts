import { effective, last } from '../api/entries.ts';
import type {
  Incident,
  IncidentPersonalData,
  IncidentSpec,
  IncidentStatusDeadline,
  Notification,
  TimelineArchiveRegister,
  TimelineArchiveRegisterDuty,
} from '../api/types.gen.ts';
import { type Fact, registerOf } from '../journal/register.ts';
import { riskOf } from './risk.ts';

type Facts = Readonly<Record<string, Fact>>;

/** The references under which what met a duty was received: the authority's own numbers, by which it finds the case again. */
const referencesOf = (duty: IncidentStatusDeadline, notes: readonly Notification[]): readonly string[] => {
  const met = notes.filter(({ metadata, spec }) => metadata.name === duty.notification || spec.duty === duty.name);
  const receipts = met.flatMap(({ spec }) => [...effective(spec.filings), ...effective(spec.acknowledgements)]);
  return [...new Set(receipts.flatMap(({ reference }) => (reference === undefined ? [] : [reference.slice(0, 256)])))].slice(0, 8);
};

const dutyOf = (deadline: IncidentStatusDeadline, notes: readonly Notification[]): TimelineArchiveRegisterDuty => {
  const { name, state, clause, dueAt, metAt } = deadline;
  const references = referencesOf(deadline, notes);
  return {
    name,
    state,
    ...(clause === undefined ? {} : { clause }),
    dueAt,
    ...(metAt === undefined ? {} : { metAt }),
    ...(references.length === 0 ? {} : { references }),
  };
};

/** How often each kind of thing was done, as `Contain 2, ReduceRisk 1`: the remedial action, in numbers (art. 33(5)). */
const countedBy = (names: readonly (string | undefined)[]): Fact => {
  const counts = Map.groupBy(names, (name) => name ?? 'Other');
  return [...counts].map(([name, all]) => `${name} ${all.length}`).sort();
};

/** The breach: what an authority asks about it, as codes and numbers. Who it was is nowhere among them. */
const breachFacts = (personalData: IncidentPersonalData | undefined, status: Incident['status']): Facts => {
  if (personalData === undefined) return {};
  const { kinds, cause, records, subjects, exfiltration, protection, availability, recipients } = personalData;
  const risk = riskOf(personalData, status?.recorded);
  return {
    'spec.personalData.role': personalData.role,
    'spec.personalData.kinds': kinds,
    'spec.personalData.cause': cause,
    'spec.personalData.malicious': personalData.malicious,
    'spec.personalData.subjects.approximate': subjects?.approximate,
    'spec.personalData.subjects.vulnerable': subjects?.vulnerable,
    'spec.personalData.records.approximate': records?.approximate,
    'spec.personalData.records.categories': records?.categories,
    'spec.personalData.exfiltration': exfiltration,
    'spec.personalData.protection.unintelligible': protection?.unintelligible,
    'spec.personalData.availability.restored': availability?.restored,
    'spec.personalData.recipients.who': recipients?.who,
    risk: risk.level,
    'risk.state': risk.state,
    'risk.decidedAt': risk.decided?.decision.at,
    noBreach: risk.breach ? undefined : true,
    exemption: risk.exemption?.decision.exemption,
    'exemption.decidedAt': risk.exemption?.decision.at,
  };
};

const milestoneFacts = ({ milestones, closures, reopenings, approvals, actions }: IncidentSpec): Facts => ({
  milestones: effective(milestones).map(({ reached, at }) => `${reached} ${at}`),
  actions: countedBy(effective(actions).map(({ kind }) => kind)),
  approvedAt: last(approvals)?.at,
  closedAt: last(closures)?.at,
  reopenings: effective(reopenings).length,
});

/** What remains of an incident in the register of breaches, and of one without personal data (S8, art. 33(5)). Pure. */
export const incidentRegister = (incident: Incident, notes: readonly Notification[]): TimelineArchiveRegister => {
  const { spec, status } = incident;
  const { report, personalData } = spec;
  return registerOf({
    record: incident,
    facts: {
      'spec.category': spec.category,
      'spec.drill': spec.drill,
      'spec.report.occurredAt': report.occurredAt,
      'spec.report.establishedAt': report.establishedAt,
      'status.phase': status?.phase,
      'status.verdict': status?.verdict,
      'status.severity': status?.severity,
      'status.awareAt': status?.awareAt,
      'status.endedAt': status?.endedAt,
      'status.retainUntil': status?.retainUntil,
      ...breachFacts(personalData, status),
      ...milestoneFacts(spec),
    },
    digests: {
      'spec.report': report,
      'spec.personalData': personalData,
      'spec.personalData.consequences': personalData?.consequences,
      'spec.personalData.measures': personalData?.measures,
      'spec.actions': spec.actions,
      'spec.review': spec.review,
    },
    duties: (status?.deadlines ?? []).map((deadline) => dutyOf(deadline, notes)),
  });
};
