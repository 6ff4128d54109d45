import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import type { Incident, IncidentPolicy, Notification } from '../api/types.gen.ts';
import type { Case } from './act/next.ts';
import { isCurrent, nextOf, type Step, stepsOf } from './act/next.ts';
import { dataText, formOf, objectName } from './act/print.ts';
import { type Response, said, stop, Unreadable, understood, unreadable } from './answer.ts';
import { type ClusterValues, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { statusText } from './status.ts';
import { pipe, type Terminal } from './terminal.ts';

/** The help text of `status`. */
export const usage = `Usage: kubectl incident status <name> [options]

Shows on one screen how an incident stands: what is in the way of its closure, who is next, and the exact command that they type.

${clusterUsage}
  -o <form>                text, name, or as json or yaml: {name, phase, severity, leader, nextDuty, nextDeadline, current, steps, next};
                           a step is {reason, message, role, who, command}
`;

const options = {
  ...clusterOptions,
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What may not be read is left out: a part that is not somebody's must not hide the rest. */
const ifReadable = async <T>(reading: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Unreadable) return otherwise;
    throw error;
  }
};

/** The flags that lead a pasted command to the same place. A kubeconfig is left out: whoever acts has their own. */
export const flagsOf = (namespace: string, { context }: ClusterValues): string =>
  ` -n ${namespace}${context === undefined ? '' : ` --context ${/^[\w@.:/-]+$/.test(context) ? context : `'${context.replaceAll("'", "'\\''")}'`}`}`;

const valueOfCase = ({ incident }: Case, steps: readonly Step[]) => {
  const { phase, severity, leader, nextDuty, nextDeadline } = incident.status ?? {};
  const next = nextOf(steps) ?? null;
  return { name: incident.metadata.name, phase, severity, leader, nextDuty, nextDeadline, current: isCurrent(incident), steps, next };
};

/** Shows how an incident stands (`kubectl incident status`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[], terminal: Terminal = pipe): Promise<Response> => {
  const { values, positionals } = understood(usage, () => parseArgs({ args, options, allowPositionals: true }));
  if (values.help) return said(usage);
  const form = formOf(values.output);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return stop(`status takes the name of one incident.\n\n${usage}`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const [incident, notifications, policy] = await Promise.all([
    cluster.get(kinds.Incident, namespace, name) as Promise<Incident | undefined>,
    ifReadable(cluster.list(kinds.Notification, namespace, `spec.incidentRef.name=${name}`) as Promise<readonly Notification[]>, []),
    ifReadable(cluster.get(kinds.IncidentPolicy, undefined, 'default') as Promise<IncidentPolicy | undefined>, undefined),
  ]);
  if (incident === undefined)
    return unreadable(`There is no incident ${name} in the namespace ${namespace}. What there is: kubectl incident inbox -n ${namespace}`);
  const known = { incident, notifications, policy };
  const steps = stepsOf(known, flagsOf(namespace, values));
  if (form === 'name') return said(`${objectName(incident)}\n`);
  const now = Temporal.Now.instant().toString();
  return said(form === 'text' ? `${statusText(known, steps, now, terminal)}\n` : dataText(valueOfCase(known, steps), form));
};
