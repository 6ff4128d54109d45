import type {
  EvidenceItem,
  EvidenceItemStatus,
  Incident,
  IncidentSpec,
  IncidentStatus,
  IncidentStatusDeadline,
  Notification,
  NotificationStatus,
} from '../../operator/api/types.gen.ts';

const metadata = (name: string) => ({
  name,
  namespace: 'security',
  uid: `uid-${name}`,
  resourceVersion: '1',
  generation: 1,
  creationTimestamp: '2026-10-23T07:12:00Z',
});

/** An incident with the facts that a test is about. */
export const incident = (name: string, spec: Partial<IncidentSpec> = {}, status?: IncidentStatus): Incident => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata: metadata(name),
  spec: {
    title: 'Laptop left on train',
    category: 'PrivacyBreach',
    report: { what: 'A laptop was left on a train', establishedAt: '2026-10-23T07:12:00Z' },
    ...spec,
  },
  ...(status === undefined ? {} : { status }),
});

/** A notification of an incident. */
export const notification = (name: string, of: string, status?: NotificationStatus): Notification => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Notification',
  metadata: metadata(name),
  spec: { incidentRef: { name: of }, duty: 'gdpr-authority', audience: 'Authority' },
  ...(status === undefined ? {} : { status }),
});

/** An item of evidence of an incident. */
export const evidence = (name: string, of: string, status?: EvidenceItemStatus): EvidenceItem => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'EvidenceItem',
  metadata: metadata(name),
  spec: { incidentRef: { name: of }, description: 'Disk of the laptop', mediaType: 'DiskImage' },
  ...(status === undefined ? {} : { status }),
});

/** A deadline of an incident. */
export const deadline = (
  name: string,
  dueAt: string,
  state: IncidentStatusDeadline['state'],
  rest: Partial<IncidentStatusDeadline> = {},
): IncidentStatusDeadline => ({
  name,
  from: '2026-10-23T07:12:00Z',
  dueAt,
  state,
  ...rest,
});
