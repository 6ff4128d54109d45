// Builders for the tests of the intake.
import type { Incident, IncidentPolicy } from '../../operator/api/types.gen.ts';
import type { Alert } from '../../operator/intake/alert.ts';

/** An alert that fires. */
export const alert = (fields: Partial<Alert> = {}): Alert => ({
  system: 'alertmanager',
  fingerprint: 'f1',
  state: 'firing',
  rule: 'ExportWithoutEncryption',
  labels: new Map([['alertname', 'ExportWithoutEncryption']]),
  what: 'A file left without encryption.',
  ...fields,
});

/** A policy with these rules. */
export const policyOf = (intake: NonNullable<IncidentPolicy['spec']['intake']>): IncidentPolicy =>
  ({ spec: { departments: [{ name: 'ict', managers: [] }], intake } }) as unknown as IncidentPolicy;

/** An incident of an alert. */
export const incidentOf = (name: string, status: Incident['status'] = { phase: 'Reported' }, spec: object = {}): Incident =>
  ({
    metadata: { name, namespace: 'incidents', creationTimestamp: '2026-10-23T07:00:00Z' },
    spec: { source: { system: 'alertmanager', fingerprint: 'f1' }, ...spec },
    status,
  }) as unknown as Incident;
