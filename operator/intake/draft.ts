import { apiVersion } from '../api/kinds.ts';
import type { Incident, IncidentSpec } from '../api/types.gen.ts';
import { bounded } from './fields.ts';
import type { Report } from './gather.ts';

/** An incident that does not exist yet. */
export type IncidentDraft = Pick<Incident, 'apiVersion' | 'kind' | 'spec'> & {
  readonly metadata: { readonly namespace: string; readonly name: string };
};

/** Who reports, where and when, and what is known of the message. */
export interface Receipt {
  readonly namespace: string;
  readonly name: string;
  /** The identity that was authenticated. */
  readonly caller: string;
  /** UTC. */
  readonly at: string;
  /** The digest of the message as it was received. */
  readonly payload: string;
  readonly previous: string | undefined;
}

/** Control and format characters have no place in one line that is shown widely. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();

/** Titles are shown widely, so only the name of the rule and of the asset get there, never a text of the alert (S6). */
const titleOf = ({ storm, alerts, ruling }: Report): string => {
  const rule = oneLine(alerts[0]?.rule ?? '');
  const what = storm
    ? `Storm of ${alerts.length} alerts${rule === '' ? '' : `, the first ${rule}`}`
    : `Alert ${rule === '' ? 'without a name' : rule}`;
  return bounded(ruling.asset === undefined ? what : `${what} on ${oneLine(ruling.asset)}`, 200);
};

/** An occurrence in the future is a clock that is wrong; the schema refuses what occurs after it was established. */
const occurredAt = (startsAt: string | undefined, now: string): { readonly occurredAt?: string } =>
  startsAt !== undefined && Date.parse(startsAt) <= Date.parse(now) ? { occurredAt: startsAt } : {};

const sourceOf = (report: Report, { payload, previous }: Receipt): NonNullable<IncidentSpec['source']> => {
  const [first] = report.alerts;
  return {
    system: report.system,
    ...(first?.rule !== undefined && { rule: first.rule }),
    fingerprint: report.fingerprint,
    ...(first?.url !== undefined && { url: first.url }),
    payload,
    ...(report.ruling.severity !== undefined && { severity: bounded(report.ruling.severity, 63) }),
    ...(previous !== undefined && { previous }),
  };
};

/**
 * The incident that a machine report becomes (R-auto): it carries its source instead of a person's answers. It is established
 * when the register hears of it, since an alert that fired unheard established nothing for anybody; when it began is `occurredAt`.
 */
export const alertDraft = (report: Report, receipt: Receipt): IncidentDraft => {
  const { ruling, alerts } = report;
  const first = alerts.find(({ state }) => state === 'firing') ?? alerts[0];
  const { namespace, name, caller, at } = receipt;
  return {
    apiVersion,
    kind: 'Incident',
    metadata: { namespace, name },
    spec: {
      title: titleOf(report),
      ...(ruling.category !== undefined && { category: ruling.category }),
      ...(ruling.category === 'Other' && { categoryText: 'Reported by a machine; the policy says nothing closer.' }),
      ...(ruling.department !== undefined && { department: ruling.department }),
      ...(ruling.asset !== undefined && { asset: ruling.asset }),
      report: {
        what: first?.what ?? '',
        ...occurredAt(first?.startsAt, at),
        establishedAt: at,
        reportedBy: caller,
        reportedVia: 'Alert',
        reportedAt: at,
        verified: true,
      },
      source: sourceOf(report, receipt),
      ...(ruling.playbook !== undefined && { playbookRef: { name: ruling.playbook } }),
    },
  } as IncidentDraft;
};
