import { parseArgs } from 'node:util';
import { proveTimelines } from '../checkpoint/proof.ts';
import { parseCheckpoint } from '../journal/checkpoint.ts';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { type Bundle, formatBundle } from './bundle.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { gather } from './gather.ts';
import { type KeptLog, logInCluster, logInDirectory, readText } from './kept.ts';
import { markdownOf } from './markdown.ts';
import { readRecord } from './record.ts';

/** The help text of `export`. */
export const usage = `Usage: kubectl incident export <name> [options] > <file>

Writes one incident with everything that belongs to it as one file that proves itself: the incident, its notifications, evidence
and weaknesses, the archives of all their timelines, the digests of the policy, regimes and playbook, and the proof by the newest
checkpoint where each timeline stood. The file holds what the records hold, personal data too: its TLP label says who may have it.

  --format markdown        readable text instead of the file
  --checkpoint <file>      a checkpoint that a reader kept, to be proven against as well; may be repeated
  --log <directory>        the log of timelines where it was kept, instead of that in the cluster
  --log-namespace <name>   where the operator and its log are (default meldpunt-system)
${clusterUsage}
`;

const options = {
  ...clusterOptions,
  format: { type: 'string', default: 'json' },
  checkpoint: { type: 'string', multiple: true, default: [] as string[] },
  log: { type: 'string' },
  'log-namespace': { type: 'string', default: 'meldpunt-system' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

type Values = ReturnType<typeof argumentsOf>['values'];

/** The log, or why there is none to prove by: an export without proofs is better than none. */
const logOf = async (
  values: Values,
  cluster: Cluster,
): Promise<{ readonly log: KeptLog | undefined; readonly missing: readonly string[] }> => {
  try {
    const log = values.log === undefined ? await logInCluster(cluster, values['log-namespace']) : logInDirectory(values.log);
    return { log, missing: log === undefined ? ['The log of timelines is not there, so that no checkpoint vouches for this export.'] : [] };
  } catch {
    return { log: undefined, missing: ['The log of timelines could not be read, so that no checkpoint vouches for this export.'] };
  }
};

const proofsOf = (log: KeptLog | undefined, kept: readonly string[], uids: readonly string[]): Pick<Bundle, 'proofs' | 'missing'> => {
  const notes = [...kept, ...(log?.note === undefined || kept.includes(log.note) ? [] : [log.note])];
  const proofs = notes.map((note) => {
    const size = parseCheckpoint(`${note.split('\n\n', 1)[0]}\n`)?.size;
    return log === undefined || size === undefined || size > log.lines.length
      ? undefined
      : proveTimelines(log.lines.slice(0, size), note, uids);
  });
  const lacking = log === undefined ? 0 : proofs.filter((proof) => proof === undefined).length;
  const missing =
    lacking === 0 ? [] : [`${lacking} checkpoints cannot be proven against: the log of timelines does not reach them, or was catching up.`];
  return { proofs: proofs.flatMap((proof) => proof ?? []), missing };
};

const bundleOf = async (values: Values, name: string): Promise<Bundle> => {
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  // The log first: what is recorded while the records are read is then behind the proof, and not the other way round.
  const { log, missing } = await logOf(values, cluster);
  const found = await gather(cluster, namespace, name);
  const records = (found?.records ?? []).flatMap((value) => readRecord(value) ?? []);
  const [incident] = records;
  if (found === undefined || incident === undefined) return unreadable(`There is no incident ${name} in the namespace ${namespace}.`);
  const uids = records.map(({ uid }) => uid);
  const proven = proofsOf(log, values.checkpoint.map(readText), uids);
  return {
    exportedAt: Temporal.Now.instant().round('second').toString(),
    incident: { namespace, name, uid: incident.uid },
    records: found.records,
    archives: found.archives,
    rules: found.rules,
    missing: [...found.missing, ...missing, ...proven.missing],
    proofs: proven.proofs,
  };
};

/** Exports an incident (`kubectl incident export`). Throws a Misunderstood or an Unreadable that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  const [name, more] = positionals;
  if (values.help) return said(usage);
  if (name === undefined || more !== undefined) return stop(`export takes the name of one incident.\n\n${usage}`);
  if (values.format !== 'json' && values.format !== 'markdown') return stop(`--format ${values.format} is unknown: json or markdown.`);
  const bundle = await bundleOf(values, name);
  const warnings = bundle.missing.map((sentence) => `${sentence}\n`).join('');
  return said(values.format === 'json' ? formatBundle(bundle) : markdownOf(bundle), warnings);
};
