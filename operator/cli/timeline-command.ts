import { parseArgs } from 'node:util';
import { kinds } from '../api/kinds.ts';
import { dataText, formOf, table } from './act/print.ts';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { listIn, textIn, valueAt } from './record.ts';

/** The help text of `timeline`. */
export const usage = `Usage: kubectl incident timeline <name> [options]

Shows what happened to an incident, or to the weakness, notice or item of evidence that --kind names, from its first entry on, archived
ones included. Whether nothing was changed in it says kubectl incident verify.

  --kind <kind>            Incident, Notification, EvidenceItem or Weakness; Incident, if left out
  --last <number>          only so many, the newest
${clusterUsage}
  -o <form>                text, or as json or yaml: [{seq, at, actor, reason, note, prev, hash}]
`;

const options = {
  ...clusterOptions,
  kind: { type: 'string', default: 'Incident' },
  last: { type: 'string' },
  output: { type: 'string', short: 'o' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const having = ['Incident', 'Notification', 'EvidenceItem', 'Weakness'] as const;

const kindIn = (text: string) =>
  kinds[having.find((kind) => kind.toLowerCase() === text.toLowerCase()) ?? stop(`--kind ${text} is unknown: ${having.join(', ')}.`)];

const countIn = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : stop(`--last ${text} is no number of entries.`);
};

const seqOf = (entry: unknown): number => Number(valueAt(entry, 'seq'));

/** All entries of a record in order. The archives are read after the record, which is shortened only once its archive is there. */
const entriesOf = async (cluster: Cluster, namespace: string, record: unknown): Promise<readonly unknown[]> => {
  const own = listIn(valueAt(record, 'status.timeline'));
  if (own.length === 0 || seqOf(own[0]) === 1) return own;
  const archives = await cluster.list(kinds.TimelineArchive, namespace, `spec.of.uid=${textIn(valueAt(record, 'metadata.uid'))}`);
  const archived = archives.flatMap((archive) => listIn(valueAt(archive, 'spec.entries')));
  const bySeq = new Map([...archived, ...own].map((entry) => [seqOf(entry), entry]));
  return [...bySeq].toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
};

/** Shows a timeline (`kubectl incident timeline`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = understood(usage, () => parseArgs({ args, options, allowPositionals: true }));
  if (values.help) return said(usage);
  const form = formOf(values.output, ['text', 'json', 'yaml']);
  const kind = kindIn(values.kind);
  const count = countIn(values.last);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return stop(`timeline takes one name.\n\n${usage}`);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const record = await cluster.get(kind, namespace, name);
  if (record === undefined) return unreadable(`There is no ${kind.kind} ${name} in the namespace ${namespace}.`);
  const all = await entriesOf(cluster, namespace, record);
  const shown = count === undefined ? all : all.slice(-count);
  if (form === 'json' || form === 'yaml') return said(dataText(shown, form));
  const rows = shown.map((entry) => [
    String(seqOf(entry)),
    ...['at', 'actor', 'reason', 'note'].map((field) => textIn(valueAt(entry, field))),
  ]);
  return said(`${table(['SEQ', 'AT', 'ACTOR', 'REASON', 'NOTE'], rows)}\n`);
};
