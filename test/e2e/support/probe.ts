// A law of the tests' own, with a duty that is short enough to be missed while one watches.
import { apiVersion, kinds } from '../../../operator/api/kinds.ts';
import type { IncidentStatusDeadline } from '../../../operator/api/types.gen.ts';
import type { Client } from '../../../operator/kube/client.ts';
import { namespace } from './product.ts';
import type { Record } from './register.ts';

/** How the asset of an incident under the regime begins: each has one of its own, so that none of them recurs. */
const probeAsset = 'probe';
/** The name of the one duty, which nobody can meet: the fact that meets it never comes. */
export const probeDuty = 'probe-duty';

const duty = (name: string, within: string): object => ({
  name,
  when: `has(incident.asset) && incident.asset.startsWith('${probeAsset}')`,
  from: 'awareAt',
  within,
  metAt: 'facts.recoveredAt',
  counting: 'AsWritten',
});

/** What the probe regime asks: durations on the clock by the name of the duty, or that of the one duty. */
export type ProbeDuties = string | Readonly<{ [name: string]: string }>;

/** Adds the regime, and names it in the policy beside others: unless told, those of the samples. */
export const addProbeRegime = async (admin: Client, duties: ProbeDuties, others: readonly string[] = ['gdpr', 'policy']): Promise<void> => {
  const named = typeof duties === 'string' ? { [probeDuty]: duties } : duties;
  await admin.create(kinds.ReportingRegime, {
    apiVersion,
    kind: 'ReportingRegime',
    metadata: { name: 'probe' },
    spec: { title: 'A law for a test', duties: Object.entries(named).map(([name, within]) => duty(name, within)) },
  });
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: [...others, 'probe'] } });
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
      asset: `${probeAsset}-${name}`,
      awareAt: at,
      personalDataCheck: 'NotFound',
      report: { what: 'A service is down.', establishedAt: at, establishedBy: 'm.janssens' },
    },
  };
};

/** The deadline of a duty on an incident, once there is one; unless told, of the one duty. */
export const probeDeadline = ({ status }: Pick<Record, 'status'>, named = probeDuty): IncidentStatusDeadline | undefined =>
  (status?.['deadlines'] as readonly IncidentStatusDeadline[] | undefined)?.find(({ name }) => name === named);
