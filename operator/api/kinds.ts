/** The API group of every kind (api.md). */
export const group = 'meldpunt.dev';

/** The served and stored version. */
export const version = 'v1alpha1';

/** `apiVersion` as it stands in a manifest. */
export const apiVersion = `${group}/${version}`;

/** What the machinery needs to know of a kind to address it. */
export interface Kind {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const own = (kind: string, plural: string, namespaced = true): Kind => ({ kind, group, version, plural, namespaced });

/** Every kind of the API, by its name. */
export const kinds = {
  Incident: own('Incident', 'incidents'),
  EvidenceItem: own('EvidenceItem', 'evidenceitems'),
  Notification: own('Notification', 'notifications'),
  Weakness: own('Weakness', 'weaknesses'),
  TimelineArchive: own('TimelineArchive', 'timelinearchives'),
  Playbook: own('Playbook', 'playbooks', false),
  ReportingRegime: own('ReportingRegime', 'reportingregimes', false),
  IncidentPolicy: own('IncidentPolicy', 'incidentpolicies', false),
} as const satisfies Record<string, Kind>;

/** The name of a kind of ours. */
export type KindName = keyof typeof kinds;
