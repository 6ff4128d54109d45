import { own } from '../api/own.ts';
import { isReporterReachable } from '../delivery/plan.ts';
import type { DutyVariables } from '../policy/regime.ts';
import { type Assessed, countingOf } from './assessment.ts';
import { awarenessOf } from './awareness.ts';
import type { Facts } from './facts.ts';
import { type Notifications, notificationName } from './fulfilment.ts';
import type { Observed } from './observed.ts';
import type { Risk } from './risk.ts';

/** When a duty was told for the first time and for the last: a duty of its own stage once, a phased one at each of its stages. */
interface Sendings {
  readonly sent: Readonly<Record<string, string>>;
  readonly lastSent: Readonly<Record<string, string>>;
}

/**
 * The sendings by duty. The first is that of the duty's own Notification; what a person files beside it, under whatever name, does not
 * take its place. The last may be that of a supplement.
 */
const sendingsOf = (incident: string, notes: Notifications): Sendings => {
  const sent: Record<string, string> = {};
  const lastSent: Record<string, string> = {};
  for (const [name, { spec, status }] of notes) {
    const first = notificationName(incident, spec.duty);
    if (status?.sentAt === undefined || !(name === first || name.startsWith(`${first}-supplementary-`))) continue;
    if (name === first) sent[spec.duty] = status.sentAt;
    const known = own(lastSent, spec.duty);
    if (known === undefined || Date.parse(known) < Date.parse(status.sentAt)) lastSent[spec.duty] = status.sentAt;
  }
  return { sent, lastSent };
};

/** What is known of an incident when its duties are evaluated. */
export interface Known {
  readonly observed: Observed;
  readonly notes: Notifications;
  readonly assessed: Assessed;
  readonly facts: Facts;
  readonly risk: Risk;
  readonly major: boolean;
  /** Whether it came back with high impact (L2). */
  readonly recurring: boolean;
}

/** What the conditions of the regimes may look at; docs/how-to/laws.md explains each name. */
export const variablesOf = ({
  observed,
  notes,
  assessed,
  facts,
  risk,
  major,
  recurring,
}: Known): DutyVariables & { readonly facts: Facts } => {
  const { spec, metadata } = observed.incident;
  const foundElsewhere = spec.personalData === undefined && observed.duplicates.some(({ personalData }) => personalData);
  return {
    incident: spec,
    awareAt: awarenessOf(spec, observed.duplicates)?.at ?? null,
    risk: risk.level,
    breach: risk.breach,
    riskDecidedAt: risk.decided?.since ?? null,
    exemption: risk.exemption?.decision.exemption ?? null,
    exemptionDecidedAt: risk.exemption?.since ?? null,
    entity: { ...observed.policy?.spec.entity },
    ...sendingsOf(metadata.name, notes),
    facts,
    verdict: countingOf(assessed)?.verdict ?? null,
    dismissed: assessed.kind === 'Dismissing' && assessed.confirmed,
    major,
    recurring,
    // What a duplicate found and this record does not hold yet is not known to be absent.
    personalDataCheck: foundElsewhere ? 'Unknown' : (spec.personalDataCheck ?? null),
    reporterReachable: isReporterReachable(observed.policy, observed.incident),
  };
};
