import type { Incident, Notification, Weakness } from '../api/types.gen.ts';
import { clean } from '../document/text.ts';
import { riskOf } from '../incident/risk.ts';
import { type Period, within } from './period.ts';

/** The records that figures are made of, all that whoever asks may read. */
export interface Register {
  readonly incidents: readonly Incident[];
  readonly notifications: readonly Notification[];
  readonly weaknesses: readonly Weakness[];
}

/** When a report came in: as it says itself, else when the register received it (P4). */
export const reportedAtOf = ({ metadata, spec }: Incident): string => spec.report.reportedAt ?? metadata.creationTimestamp;

/** Whether it was judged an incident; a near miss is none, and neither is what nobody has judged yet (A8). */
export const isIncident = ({ status }: Incident): boolean => status?.verdict === 'Incident';

/** Whether it is a personal-data breach: personal data were found, and nobody has decided on the DPO's advice that there was none (N6). */
export const isBreach = ({ spec, status }: Incident): boolean =>
  spec.personalData !== undefined && riskOf(spec.personalData, status?.recorded).breach;

/** The records of what really happened: a rehearsal is in no figure. */
export const withoutDrills = ({ incidents, notifications, weaknesses }: Register): Register => {
  const drills = new Set(
    incidents.filter(({ spec }) => spec.drill === true).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  return {
    incidents: incidents.filter(({ spec }) => spec.drill !== true),
    notifications: notifications.filter(({ metadata, spec }) => !drills.has(`${metadata.namespace}/${spec.incidentRef.name}`)),
    weaknesses,
  };
};

/** Which records were read. */
export type Scope = { readonly kind: 'All' } | { readonly kind: 'Namespace'; readonly name: string } | { readonly kind: 'Files' };

/** What stands for a text of a record that only named individuals may read; the record is counted like any other (S6). */
export const withheld = 'TLP:RED';

/** A text of a record as a report may tell it: on one line, or withheld. */
export const tellable = ({ spec }: Incident, text: string): string => (spec.tlp === 'RED' ? withheld : clean(text));

/**
 * How widely a report on some records may be shared: as the narrowest of them, and never wider than AMBER, since it tells how the
 * organisation fared. Records for named individuals narrow it to AMBER+STRICT and no further, because their texts are withheld.
 */
export const sharingOf = (incidents: readonly Incident[]): 'AMBER' | 'AMBER+STRICT' =>
  incidents.some(({ spec }) => spec.tlp === 'AMBER+STRICT' || spec.tlp === 'RED') ? 'AMBER+STRICT' : 'AMBER';

/** The reports that came in within a period. */
export const reportedIn = (incidents: readonly Incident[], period: Period): readonly Incident[] =>
  incidents.filter((incident) => within(period, reportedAtOf(incident)));
