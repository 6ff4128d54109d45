import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { kinds } from '../api/kinds.ts';
import type { EvidenceItemSpec } from '../api/types.gen.ts';
import { clean } from '../document/text.ts';
import { inOrderOfVolatility, type MediaType } from '../evidence/media.ts';
import { type Response, said, stop, unreadable } from './answer.ts';
import { clusterOf, clusterOptions, clusterUsage, type WritableCluster } from './cluster.ts';
import { type Given, given, parsed } from './evidence-options.ts';
import { type LocalBytes, localBytes } from './local-bytes.ts';
import { progressOn } from './progress.ts';
import { pipe, type Terminal } from './terminal.ts';
import { type Shipment, type Store, storeOf, upload } from './upload.ts';

/** The help text of `evidence add`. */
export const usage = `Usage: kubectl incident evidence add <file or directory> --incident <name> --media <type> [options]

Hashes a file (SHA-256 and SHA-512, whatever its size) and records it as evidence of an incident, collected by you, now. Of a directory
all files are hashed into a list, <directory>.sha256, which becomes the item: whoever has the list checks every file with sha256sum -c.
The item is created last: whatever fails before, nothing is recorded, and the same command goes on where it stopped.

  --incident <name>        the incident it belongs to
  --media <type>           ${inOrderOfVolatility.slice(0, 6).join(', ')}, ...
                           (kubectl incident evidence media says what each one needs)
  --name <name>            the name of the item, else that of the file
  --description <text>     what it is and how it is recognised
  --method <text>          how it was collected
  --tool <name>  --tool-version <text>  --certification <text>  --qualification <text>
  --witness <name>  --clock-offset <duration>  --safety <text>  --where <text>
  --received <time>        when it came into safe keeping, else now
  --uri <uri>  --place <text>  --storage <text>  --access <text>  --seal <text>
  --upload <url>           sends it there first; of a directory, all its files, and the list beside them. Nothing is replaced there.
                           s3://bucket/key with AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment,
                           volume://store/path, or https:// for one file (a presigned URL)
  --volumes <directory>    where volumes are mounted, each by the name of its store; else MELDPUNT_EVIDENCE_VOLUMES
  --crosses-boundary       it comes from or goes beyond the organisation or the country (V7)
  --dry-run                prints the item and creates nothing
${clusterUsage}
`;

const text = { type: 'string' } as const;
const options = {
  ...clusterOptions,
  incident: text,
  media: text,
  name: text,
  description: text,
  method: text,
  tool: text,
  'tool-version': text,
  certification: text,
  qualification: text,
  witness: text,
  'clock-offset': text,
  safety: text,
  where: text,
  received: text,
  uri: text,
  place: text,
  storage: text,
  access: text,
  seal: text,
  upload: text,
  volumes: text,
  'crosses-boundary': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parsed<typeof options>>['values'];

const mediaTypeOf = (name: string | undefined): MediaType =>
  inOrderOfVolatility.find((one) => one === name) ??
  stop(`${name === undefined ? 'Say what it is with --media' : `${name} is no medium`}: one of ${inOrderOfVolatility.join(', ')}.`);

/** A name that Kubernetes takes, made of that of a file. */
export const nameFrom = (file: string): string =>
  file
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '') || 'evidence';

const filled = <T extends object>(fields: T): Given<T> | undefined => {
  const some = given(fields);
  return Object.keys(some).length === 0 ? undefined : some;
};

const specOf = (values: Values, incident: string, path: string, local: LocalBytes | undefined, uri: string | undefined) => {
  const tool =
    values.tool === undefined
      ? undefined
      : { name: values.tool, ...given({ version: values['tool-version'], certification: values.certification }) };
  const list = local?.manifest === undefined ? '' : ` (list of the digests of ${local.files.length} files)`;
  const spec: Partial<EvidenceItemSpec> = {
    incidentRef: { name: incident },
    description: values.description ?? `${clean(basename(path))}${list}`,
    mediaType: mediaTypeOf(values.media),
    ...given({ identified: filled({ where: values.where }) }),
    collection: {
      method: values.method ?? 'Hashed and recorded with kubectl incident evidence add.',
      received: values.received ?? Temporal.Now.instant().round('second').toString(),
      ...given({
        tool,
        qualification: values.qualification,
        witness: values.witness,
        clockOffset: values['clock-offset'],
        safety: values.safety,
      }),
    },
    ...(values['crosses-boundary'] && { crossesBoundary: true }),
    ...given({ location: filled({ uri: uri ?? values.uri, place: values.place }) }),
    ...given({ storage: filled({ how: values.storage, access: values.access, seal: values.seal }) }),
    ...(local && { digest: { algorithm: 'sha256', value: local.sha256, bytes: local.bytes, sha512: local.sha512 } }),
  };
  return spec;
};

/** Keeps the list of a directory beside it, unless the same one is there; another one is never replaced. */
const keepList = (path: string, manifest: string): string => {
  const file = `${resolve(path)}.sha256`;
  if (!existsSync(file)) writeFileSync(file, manifest, { flag: 'wx', mode: 0o444 });
  else if (readFileSync(file, 'utf8') !== manifest)
    return stop(`${file} is there already, with other digests. Move it away: it may be the list of an earlier collection.`);
  return file;
};

/** What goes where: the file, or all files of a directory and then their list, beside them as it is here. */
const shipmentsOf = (store: Store, { files, manifest, sha256 }: LocalBytes, list: string): readonly Shipment[] => {
  const shipments = files.map((file) => ({ file, destination: store(file.below === '' ? '' : `/${file.below}`) }));
  if (manifest === undefined) return shipments;
  return [...shipments, { file: { path: list, bytes: Buffer.byteLength(manifest), sha256 }, destination: store('.sha256') }];
};

/** A mistyped incident would have its evidence for as long as records are kept; whoever may not read incidents is believed. */
const requireIncident = async (cluster: WritableCluster, namespace: string, name: string): Promise<void> => {
  const found = await cluster.get(kinds.Incident, namespace, name).catch(() => 'not for us to know');
  if (found === undefined) unreadable(`There is no incident ${name} in the namespace ${namespace}.`);
};

const told = (name: string, { sha256, sha512, bytes, manifest }: LocalBytes, list: string, uri: string | undefined): string =>
  [
    `evidenceitem ${name} created`,
    `sha256  ${sha256}`,
    `sha512  ${sha512}`,
    `bytes   ${bytes}`,
    ...(manifest === undefined ? [] : [`list    ${list}`]),
    ...(uri === undefined ? [] : [`uri     ${uri}`]),
    '',
  ].join('\n');

/** What is not in the list is told: whoever reads it later takes it for all that was there. */
const passedOver = ({ passedOver: paths }: LocalBytes): string =>
  paths.map((path) => `${clean(path)} is no plain file and is not in the list.\n`).join('');

/** Records a file or a directory as evidence (`kubectl incident evidence add`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[], terminal: Terminal = pipe): Promise<Response> => {
  const { values: typed, positionals } = parsed(args, options, usage);
  if (typed.help) return said(usage);
  const path = positionals[0] ?? (await terminal.ask?.('the file or directory: '))?.trim();
  const more = positionals[1];
  const media = typed.media ?? (await terminal.ask?.(`what it is (${inOrderOfVolatility.join(', ')}): `))?.trim();
  const values = { ...typed, ...given({ media }) };
  if (path === undefined || path === '' || more !== undefined) return stop(`evidence add takes one file or directory.\n\n${usage}`);
  const incident = values.incident ?? stop('Say to which incident it belongs with --incident.');
  const asked = values.upload;
  if (asked !== undefined && values.uri !== undefined) return stop('--uri says where it is already, --upload sends it there: one of them.');
  const store = asked === undefined ? undefined : storeOf(asked, basename(path), values.volumes, process.env);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const name = values.name ?? nameFrom(basename(path));
  const itemOf = (local: LocalBytes | undefined, uri?: string) => {
    const spec = specOf(values, incident, path, local, uri);
    return { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'EvidenceItem', metadata: { name, namespace }, spec };
  };
  // Of a directory, the list is the item.
  const uri = store?.(statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? '.sha256' : '').uri;
  if (!values['dry-run']) {
    // What the API server refuses, it refuses before a terabyte was read and sent.
    await requireIncident(cluster, namespace, incident);
    await cluster.judge(itemOf(undefined, uri));
  }
  const local = await localBytes(path, progressOn(process.stderr, clean(basename(path))));
  if (values['dry-run']) return said(`${JSON.stringify(itemOf(local, uri), null, 2)}\n`);
  const list = local.manifest === undefined ? path : keepList(path, local.manifest);
  if (store !== undefined) await upload(shipmentsOf(store, local, list), progressOn(process.stderr, `sending ${clean(basename(path))}`));
  await cluster.create(itemOf(local, uri));
  return said(told(`${namespace}/${name}`, local, list, uri), passedOver(local));
};
