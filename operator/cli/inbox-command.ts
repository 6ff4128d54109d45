import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import type { Incident, Weakness } from '../api/types.gen.ts';
import { dataText, formOf, table } from './act/print.ts';
import { type Response, said, stop, Unreadable, understood } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { inboxRows, waitingOf } from './inbox.ts';
import { flagsOf } from './status-command.ts';

/** The help text of `inbox`. */
export const usage = `Usage: kubectl incident inbox [options]

Shows what waits for somebody to say what it is: reports without an assessment or with one to be confirmed, and weaknesses that nobody
has evaluated; what is due first stands first.

${clusterUsage}
  -o <form>                text, name, or as json or yaml: [{name, kind, role, reportedAt, dueAt, openQuestions, title, command}]
`;

const options = {
  ...clusterOptions,
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const weaknessesIn = async (cluster: Cluster, namespace: string): Promise<readonly Weakness[]> => {
  try {
    return (await cluster.list(kinds.Weakness, namespace, 'status.phase!=Remedied')) as readonly Weakness[];
  } catch (error) {
    // Whoever may read incidents only still has an inbox of those.
    if (error instanceof Unreadable) return [];
    throw error;
  }
};

/** Shows what waits for an assessment (`kubectl incident inbox`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = understood(usage, () => parseArgs({ args, options, allowPositionals: true }));
  if (values.help) return said(usage);
  const form = formOf(values.output);
  if (positionals.length > 0) return stop(`inbox takes no ${positionals[0]}: status shows one incident.\n\n${usage}`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const [incidents, weaknesses] = await Promise.all([
    cluster.list(kinds.Incident, namespace, 'status.phase!=Closed,status.phase!=Dismissed') as Promise<readonly Incident[]>,
    weaknessesIn(cluster, namespace),
  ]);
  const waiting = waitingOf(incidents, weaknesses, flagsOf(namespace, values));
  if (form === 'name') {
    return said(
      waiting.map(({ name, kind }) => `${kind === 'weakness' ? 'weakness' : 'incident'}.${kinds.Incident.group}/${name}\n`).join(''),
    );
  }
  if (form !== 'text') return said(dataText(waiting, form));
  if (waiting.length === 0) return said('', `Nothing waits for an assessment in the namespace ${namespace}.\n`);
  const [first] = waiting;
  const head = ['NAME', 'KIND', 'WAITS FOR', 'AGE', 'DUE', 'OPEN', 'TITLE'];
  return said(
    `${table(head, inboxRows(waiting, Temporal.Now.instant().toString()))}\n\nNext: ${first?.role ?? ''}\n  ${first?.command ?? ''}\n`,
  );
};
