import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import { type Response, said, stop, Unreadable, understood, unreadable } from './answer.ts';
import { checklistOf, checklistText } from './checklist.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { textIn, valueAt } from './record.ts';

/** The help text of `checklist`. */
export const usage = `Usage: kubectl incident checklist <name> [options]

Shows the steps of the playbook that an incident follows, as it took them over: what is done, skipped and why, still open, by whom and
by when. A step is done by an entry in spec.steps {id, step, outcome: Done | Skipped, note}.

${clusterUsage}
  -o json                  [{name, phase, state, required, role, dueAt, late, text, note}]
`;

const options = {
  ...clusterOptions,
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

/** The playbook; undefined where it is gone, or the user may not read it. */
const playbookOf = async (cluster: Cluster, name: string): Promise<unknown> => {
  try {
    return name === '' ? undefined : await cluster.get(kinds.Playbook, undefined, name);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
};

/** Shows a checklist (`kubectl incident checklist`). Throws a Misunderstood, or an Unreadable where the incident is not there. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (values.output !== 'json' && values.output !== 'text') return stop(`-o ${values.output} is unknown: json or text.`);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return stop(`checklist takes the name of one incident.\n\n${usage}`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const incident = await cluster.get(kinds.Incident, namespace, name);
  if (incident === undefined) return unreadable(`There is no incident ${name} in the namespace ${namespace}.`);
  const steps = checklistOf(incident, await playbookOf(cluster, textIn(valueAt(incident, 'status.playbook.name'))));
  return said(`${values.output === 'json' ? JSON.stringify(steps, null, 2) : checklistText(incident, steps)}\n`);
};
