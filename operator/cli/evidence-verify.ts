import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { kinds } from '../api/kinds.ts';
import type { EvidenceItem } from '../api/types.gen.ts';
import { stampable } from '../evidence/sealing.ts';
import { type Response, said, stop, unreadable } from './answer.ts';
import { clusterOf, clusterOptions, clusterUsage, type WritableCluster } from './cluster.ts';
import { entryPatch, freeId, itemNamed } from './evidence-items.ts';
import { given, parsed } from './evidence-options.ts';
import { type LocalBytes, localBytes } from './local-bytes.ts';
import { progressOn } from './progress.ts';

/** The help text of `evidence verify`. */
export const usage = `Usage: kubectl incident evidence verify <item> [<file or directory>] [options]

Compares a file, or the files of a directory, with what was collected. Without a file it says what is known, and checks the time stamp.

  --record                 adds what was found to the item, under your name
  --note <text>            a remark for that
  --tsa-anchors <file>     the certificates that you trust to vouch for time stamps (PEM): then the stamp of the item has to hold
${clusterUsage}

Exit codes: 0 the bytes that were collected, 1 other bytes or a stamp that does not hold, 2 not understood, 3 not readable.
`;

const options = {
  ...clusterOptions,
  record: { type: 'boolean', default: false },
  note: { type: 'string' },
  'tsa-anchors': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What checking told: lines, and whether all of it holds. */
interface Told {
  readonly lines: readonly string[];
  readonly holds: boolean;
}

const comparison = ({ metadata: { name }, spec: { digest } }: EvidenceItem, local: LocalBytes): Told & { readonly found: string } => {
  if (digest === undefined) return stop(`${name} has no digest, so that there is nothing to compare with.`);
  const found = { sha256: local.sha256, sha512: local.sha512, 'sha3-256': local.sha3 }[digest.algorithm];
  const second = digest.sha512 === undefined || digest.sha512 === local.sha512;
  const holds = found === digest.value && second && (digest.bytes ?? local.bytes) === local.bytes;
  const size =
    digest.bytes === undefined || digest.bytes === local.bytes ? `${local.bytes} bytes` : `${local.bytes} bytes instead of ${digest.bytes}`;
  const lines = [
    holds ? 'Match' : 'MISMATCH',
    `collected  ${digest.algorithm}:${digest.value}`,
    `found      ${digest.algorithm}:${found}`,
    size,
  ];
  return { lines, holds, found };
};

const known = ({ status }: EvidenceItem): readonly string[] => {
  const { phase, holder, verified, custody } = status ?? {};
  return [
    `phase     ${phase ?? 'not looked at yet'}`,
    `holder    ${holder ?? 'nobody'}`,
    `verified  ${verified === undefined ? 'never' : `${verified.result} at ${verified.at}`}`,
    `custody   ${custody?.broken === undefined ? 'closed' : `broken at ${custody.broken.entry} (${custody.broken.why})`}`,
    ...(status?.findings ?? []).map(({ reason, message }) => `finding   ${reason}: ${message}`),
  ];
};

const anchorsText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return unreadable(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}.`);
  }
};

const stampOf = async ({ spec, status }: EvidenceItem, anchorsFile: string | undefined): Promise<Told> => {
  const [token, of] = [status?.seal?.token, stampable(spec)];
  if (token === undefined || of === undefined) {
    return { lines: ['stamp     none; the signed checkpoint over the timeline stands in'], holds: anchorsFile === undefined };
  }
  if (anchorsFile === undefined)
    return { lines: ['stamp     there; say whom you believe with --tsa-anchors to have it verified'], holds: true };
  const pem = anchorsText(anchorsFile);
  const [{ readAnchors }, { verifyToken }] = await Promise.all([import('../timestamp/certificates.ts'), import('../timestamp/verify.ts')]);
  const imprint = { algorithm: of.over, digest: Buffer.from(of.value, 'hex') };
  const check = verifyToken(Buffer.from(token, 'base64'), { imprint, anchors: readAnchors(pem) });
  return check.outcome === 'verified'
    ? { lines: [`stamp     ${check.stamp.time}, by ${check.stamp.authority}`], holds: true }
    : { lines: [`stamp     DOES NOT HOLD: ${check.reason}`], holds: false };
};

const recordIn = async (
  cluster: WritableCluster,
  { metadata, spec }: EvidenceItem,
  found: string,
  holds: boolean,
  note: string | undefined,
): Promise<string> => {
  const id = freeId('v', spec.verifications);
  const entry = { id, result: holds ? 'Match' : 'Mismatch', digest: found, ...given({ note }) };
  await cluster.patch(kinds.EvidenceItem, metadata.namespace, metadata.name, entryPatch('verifications', spec.verifications, entry));
  return `recorded as verifications/${id}`;
};

/** Compares bytes with what was collected (`kubectl incident evidence verify`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = parsed(args, options, usage);
  const [name, path, more] = positionals;
  if (values.help) return said(usage);
  if (name === undefined || more !== undefined) return stop(`evidence verify takes an item and a file.\n\n${usage}`);
  if (path === undefined && values.record) return stop('Only what was found in a file can be recorded: name the file.');
  const cluster = clusterOf(values);
  const item = await itemNamed(cluster, await cluster.namespace(), name);
  const stamp = await stampOf(item, values['tsa-anchors']);
  if (path === undefined) return { code: stamp.holds ? 0 : 1, out: `${[...known(item), ...stamp.lines].join('\n')}\n`, err: '' };
  const { lines, holds, found } = comparison(item, await localBytes(path, progressOn(process.stderr, basename(path))));
  const recorded = values.record ? [await recordIn(cluster, item, found, holds, values.note)] : [];
  return { code: holds && stamp.holds ? 0 : 1, out: `${[...lines, ...stamp.lines, ...recorded].join('\n')}\n`, err: '' };
};
