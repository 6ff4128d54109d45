// A law of the tests' own, with a duty that is short enough to be missed while one watches.
import { apiVersion, kinds } from '../../../operator/api/kinds.ts';
import type { IncidentStatusDeadline } from '../../../operator/api/types.gen.ts';
import type { Client } from '../../../operator/kube/client.ts';
import { namespace } from './product.ts';
import type { Record } from './register.ts';

/** The asset by which an incident falls under the regime. */
export const probeAsset = 'probe';
/** The name of the one duty, which nobody can meet: the fact that meets it never comes. */
export const probeDuty = 'probe-duty';

/** Adds the regime, and names it in the policy beside those of the samples. `within` is a duration on the clock. */
export const addProbeRegime = async (admin: Client, within: string): Promise<void> => {
  await admin.create(kinds.ReportingRegime, {
    apiVersion,
    kind: 'ReportingRegime',
    metadata: { name: 'probe' },
    spec: {
      title: 'A law for a test',
      duties: [
        {
          name: probeDuty,
          when: `has(incident.asset) && incident.asset == '${probeAsset}'`,
          from: 'awareAt',
          within,
          metAt: 'facts.recoveredAt',
          counting: 'AsWritten',
        },
      ],
    },
  });
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['gdpr', 'policy', 'probe'] } });
};

/** An incident under the regime, of which the organisation became aware at an instant (milliseconds since the epoch). */
export const probeIncident = (name: string, awareAt: number): Record => {
  const at = new Date(awareAt).toISOString();
  return {
    apiVersion,
    kind: 'Incident',
    metadata: { name, namespace },
    spec: {
      title: 'A service is down',
      category: 'Malfunction',
      asset: probeAsset,
      awareAt: at,
      personalDataCheck: 'NotFound',
      report: { what: 'A service is down.', establishedAt: at, establishedBy: 'm.janssens' },
    },
  };
};

/** The deadline of the duty on an incident, once there is one. */
export const probeDeadline = ({ status }: Record): IncidentStatusDeadline | undefined =>
  (status?.['deadlines'] as readonly IncidentStatusDeadline[] | undefined)?.find(({ name }) => name === probeDuty);
