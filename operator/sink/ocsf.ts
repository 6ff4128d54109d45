import type { Incident, IncidentPolicy, IncidentStatus } from '../api/types.gen.ts';
import { type Form, messageId, type Telling } from './message.ts';

/** The version of the Open Cybersecurity Schema Framework that is written. */
export const ocsfVersion = '1.5.0';

/** The class Incident Finding in the category Findings. */
export const ocsfClass = 2005;

interface Code {
  readonly id: number;
  readonly caption: string;
}

const code = (id: number, caption: string): Code => ({ id, caption });

const unknown = code(0, 'Unknown');

const statuses: Readonly<Record<NonNullable<IncidentStatus['phase']>, Code>> = {
  Reported: code(1, 'New'),
  Confirming: code(1, 'New'),
  Containing: code(2, 'In Progress'),
  Eradicating: code(2, 'In Progress'),
  Recovering: code(2, 'In Progress'),
  Reviewing: code(4, 'Resolved'),
  Closed: code(5, 'Closed'),
  Dismissed: code(5, 'Closed'),
};

const verdicts: Readonly<Record<NonNullable<IncidentStatus['verdict']>, Code>> = {
  Incident: code(2, 'True Positive'),
  FalsePositive: code(1, 'False Positive'),
  Event: code(5, 'Benign'),
  Weakness: code(8, 'Security Risk'),
  Duplicate: code(10, 'Duplicate'),
  NearMiss: code(99, 'NearMiss'),
};

const severityCodes: readonly Code[] = [code(5, 'Critical'), code(4, 'High'), code(3, 'Medium'), code(2, 'Low')];

/** The scale is the organisation's own: its highest severity is critical, the next high, and so on down. */
const severityOf = (severity: string | undefined, policy: IncidentPolicy | undefined): Code => {
  if (severity === undefined) return unknown;
  const scale = (policy?.spec.classification?.severities ?? []).toSorted((a, b) => b.minScore - a.minScore);
  const rank = scale.findIndex(({ name }) => name === severity);
  return rank < 0 ? code(99, severity) : (severityCodes[rank] ?? code(1, 'Informational'));
};

const verdictOf = ({ spec, status }: Incident): Code => {
  if (spec.drill === true) return code(6, 'Test');
  return status?.verdict === undefined ? unknown : verdicts[status.verdict];
};

const activityOf = ({ entry: { seq, reason } }: Telling): Code => {
  if (seq === 1) return code(1, 'Create');
  return reason === 'Closed' || reason === 'Dismissed' ? code(3, 'Close') : code(2, 'Update');
};

const milliseconds = (time: string): number => Math.floor(Date.parse(time));

const findingOf = ({ metadata, spec }: Incident, origin: string) => ({
  uid: metadata.uid,
  title: `${spec.category ?? 'Uncategorised'} ${metadata.namespace}/${metadata.name}`,
  created_time: milliseconds(metadata.creationTimestamp),
  ...(spec.category !== undefined && { types: [spec.category] }),
  ...(spec.source?.system !== undefined && { data_sources: [spec.source.system] }),
  product: { name: 'Meldpunt', vendor_name: 'Meldpunt', uid: origin },
});

/**
 * An entry of an incident as an OCSF Incident Finding: what was done, at the time of the entry, and how the incident stands when it
 * is sent. Entries of other kinds are no findings, and an incident that is gone is told by CloudEvents only. The organisation's title and the
 * people are left out (S6); who answers for it is the department.
 */
export const ocsfForm: Form = (telling) => {
  const { subject, entry, incident, policy, origin } = telling;
  if (incident === undefined || subject.kind !== 'Incident') return undefined;
  const { spec, status } = incident;
  const activity = activityOf(telling);
  const severity = severityOf(status?.severity, policy);
  const standing = status?.phase === undefined ? unknown : statuses[status.phase];
  const verdict = verdictOf(incident);
  const finding = {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: ocsfClass,
    class_name: 'Incident Finding',
    activity_id: activity.id,
    activity_name: activity.caption,
    type_uid: ocsfClass * 100 + activity.id,
    type_name: `Incident Finding: ${activity.caption}`,
    time: milliseconds(entry.at),
    message: `${entry.reason}: ${entry.note}`,
    severity_id: severity.id,
    severity: severity.caption,
    status_id: standing.id,
    status: standing.caption,
    verdict_id: verdict.id,
    verdict: verdict.caption,
    is_suspected_breach: spec.personalData !== undefined,
    assignee_group: { name: spec.department ?? 'unassigned' },
    finding_info_list: [findingOf(incident, origin)],
    metadata: {
      version: ocsfVersion,
      profiles: ['incident'],
      product: { name: 'Meldpunt', vendor_name: 'Meldpunt', uid: origin },
      uid: messageId(subject, entry),
      correlation_uid: subject.uid,
      sequence: entry.seq,
      event_code: entry.reason,
      original_time: entry.at,
    },
    unmapped: {
      namespace: subject.namespace,
      name: subject.name,
      phase: status?.phase ?? 'Reported',
      severity: status?.severity ?? 'none',
      hash: entry.hash,
    },
  };
  return { id: messageId(subject, entry), contentType: 'application/json; charset=utf-8', body: JSON.stringify(finding) };
};
