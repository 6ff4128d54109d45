import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { type KeptLog, logInCluster, logInDirectory, type OpenedCheckpoint, openCheckpoint, readText, stampBeside } from './kept.ts';
import { answerOf, type Report } from './report.ts';
import { type CheckStamp, stampCheckOf } from './stamps.ts';
import { verifyCluster } from './verify-cluster.ts';
import { verifyFile } from './verify-file.ts';

/** The help text of `verify`. */
export const usage = `Usage: kubectl incident verify <name> [options]     one incident with everything that belongs to it
       kubectl incident verify [-n <namespace>]     every record of a namespace, or of all
       kubectl incident verify -f <export>          a file, without any cluster

Finds what was edited, removed, moved, inserted or cut off, says at which entry, and up to when the record is good.

  -f, --file <export>      the file of an export
  --key <key>              whose checkpoints count: the text <origin>+<id>+<key> or a file with it, or a public key in PEM.
                           Without one nobody can see whether the end of a timeline was cut off
  --checkpoint <file>      a checkpoint that was kept elsewhere, the older the more it proves; may be repeated
  --tsa-anchors <file>     the certificates that you trust to vouch for time stamps (PEM): then the time stamp beside a checkpoint, in
                           the cluster or in <file>.tst, has to hold
  --log <directory>        the log of timelines where it was kept, instead of that in the cluster
  --log-namespace <name>   where the operator and its log are (default meldpunt-system)
  --erased <uid>           a record that was erased after its retention, and is not missed; may be repeated
${clusterUsage}
  -o json                  {verdict, checkpoints, records, findings, notes}

Exit codes: 0 intact, 1 broken, 2 not understood, 3 not readable.
`;

const options = {
  ...clusterOptions,
  file: { type: 'string', short: 'f' },
  key: { type: 'string' },
  checkpoint: { type: 'string', multiple: true, default: [] as string[] },
  'tsa-anchors': { type: 'string' },
  log: { type: 'string' },
  'log-namespace': { type: 'string', default: 'meldpunt-system' },
  erased: { type: 'string', multiple: true, default: [] as string[] },
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options, allowPositionals: true }));

type Values = ReturnType<typeof argumentsOf>['values'];

const keptOf = ({ checkpoint, key }: Values): readonly OpenedCheckpoint[] => {
  if (checkpoint.length === 0) return [];
  if (key === undefined) return stop('A checkpoint counts by its signature only: give the key that signed it with --key.');
  return checkpoint.map((path) => openCheckpoint(readText(path), key, stampBeside(path)));
};

const bytesOf = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    return unreadable(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const logOf = async (values: Values, cluster: Cluster): Promise<KeptLog | undefined> => {
  if (values.log !== undefined) return logInDirectory(values.log);
  return values.key === undefined ? undefined : logInCluster(cluster, values['log-namespace']);
};

const checkStampOf = async ({ 'tsa-anchors': file }: Values): Promise<CheckStamp | undefined> =>
  file === undefined ? undefined : await stampCheckOf(file);

const live = async (values: Values, name: string | undefined): Promise<Report> => {
  const cluster = clusterOf(values);
  const { key, erased } = values;
  const kept = keptOf(values);
  const namespace = name === undefined ? values.namespace : await cluster.namespace();
  const checkStamp = await checkStampOf(values);
  return verifyCluster({ cluster, namespace, name, key, kept, log: await logOf(values, cluster), erased, checkStamp });
};

/** Verifies records (`kubectl incident verify`). Throws a Misunderstood or an Unreadable that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = argumentsOf(args);
  const { file, key, output } = values;
  const [name, more] = positionals;
  if (values.help) return said(usage);
  if (output !== 'json' && output !== 'text') return stop(`-o ${output} is unknown: json or text.`);
  if (more !== undefined || (name !== undefined && file !== undefined)) return stop(`verify takes one name, or one file.\n\n${usage}`);
  if (file === undefined) return answerOf(await live(values, name), output);
  return answerOf(
    verifyFile({ bytes: bytesOf(file), name: file, key, kept: keptOf(values), checkStamp: await checkStampOf(values) }),
    output,
  );
};
