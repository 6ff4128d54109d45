import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import { type Response, said, stop, Unreadable, understood, unreadable } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { type Precedent, precedentOf, precedentsText, type Unread } from './precedents.ts';
import { listIn, textIn, valueAt } from './record.ts';

/** The help text of `precedents`. */
export const usage = `Usage: kubectl incident precedents <name> [options]

Shows the earlier incidents that are most like one, with how they were judged and what became of them, so that a decision can be
checked against former ones. They count as alike by category and asset (30 each), by the cause of the breach (20) and by every
dimension that was rated alike (5, up to 20); drills and duplicates are left out, and what is not known equals nothing.

${clusterUsage}
  -o json                  [{name, score, alike, assessment, decision, outcome}]
`;

const options = {
  ...clusterOptions,
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

/** Whoever may read one incident need not be allowed to read the others; what cannot be read is said, not left out. */
const earlierOf = async (cluster: Cluster, namespace: string, listed: unknown): Promise<Precedent | Unread> => {
  const name = textIn(valueAt(listed, 'name'));
  try {
    return precedentOf(listed, await cluster.get(kinds.Incident, namespace, name));
  } catch (error) {
    if (error instanceof Unreadable) return { name, unread: true };
    throw error;
  }
};

/** Shows precedents (`kubectl incident precedents`). Throws a Misunderstood, or an Unreadable where the incident is not there. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  if (values.help) return said(usage);
  if (values.output !== 'json' && values.output !== 'text') return stop(`-o ${values.output} is unknown: json or text.`);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return stop(`precedents takes the name of one incident.\n\n${usage}`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const incident = await cluster.get(kinds.Incident, namespace, name);
  if (incident === undefined) return unreadable(`There is no incident ${name} in the namespace ${namespace}.`);
  const listed = listIn(valueAt(incident, 'status.precedents'));
  const precedents = await Promise.all(listed.map((each) => earlierOf(cluster, namespace, each)));
  return said(`${values.output === 'json' ? JSON.stringify(precedents, null, 2) : precedentsText(name, precedents)}\n`);
};
