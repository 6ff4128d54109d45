import { existsSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { EvidenceItemSpec } from '../api/types.gen.ts';
import { inOrderOfVolatility, type MediaType } from '../evidence/media.ts';
import { type Response, said, stop } from './answer.ts';
import { clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { type Given, given, parsed } from './evidence-options.ts';
import { type LocalBytes, localBytes } from './local-bytes.ts';
import { progressOn } from './progress.ts';
import { upload } from './upload.ts';

/** The help text of `evidence add`. */
export const usage = `Usage: kubectl incident evidence add <file or directory> --incident <name> --media <type> [options]

Hashes a file (SHA-256 and SHA-512, whatever its size) and records it as evidence of an incident, collected by you, now. Of a directory
all files are hashed into a list, <directory>.sha256, which becomes the item: whoever has the list checks every file with sha256sum -c.

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
  --upload <url>           sends the file there first: https:// (a presigned URL), or s3://bucket/key with AWS_ENDPOINT_URL,
                           AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment
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

const specOf = (
  values: Values,
  incident: string,
  path: string,
  { sha256, sha512, bytes, files, manifest }: LocalBytes,
  uri: string | undefined,
) => {
  const tool =
    values.tool === undefined
      ? undefined
      : { name: values.tool, ...given({ version: values['tool-version'], certification: values.certification }) };
  const what = manifest === undefined ? basename(path) : `${basename(path)} (list of the digests of ${files} files)`;
  const spec: Partial<EvidenceItemSpec> = {
    incidentRef: { name: incident },
    description: values.description ?? what,
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
    digest: { algorithm: 'sha256', value: sha256, bytes, sha512 },
  };
  return spec;
};

/** Keeps the list of a directory beside it, unless the same one is there; another one is never replaced. */
const keepList = (path: string, manifest: string): string => {
  const file = `${resolve(path)}.sha256`;
  if (existsSync(file)) return stop(`${file} is there already. Move it away: it may be the list of an earlier collection.`);
  writeFileSync(file, manifest, { flag: 'wx', mode: 0o444 });
  return file;
};

/** Records a file or a directory as evidence (`kubectl incident evidence add`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = parsed(args, options, usage);
  const [path, more] = positionals;
  if (values.help) return said(usage);
  if (path === undefined || more !== undefined) return stop(`evidence add takes one file or directory.\n\n${usage}`);
  const incident = values.incident ?? stop('Say to which incident it belongs with --incident.');
  mediaTypeOf(values.media);
  const cluster = clusterOf(values);
  const namespace = await cluster.namespace();
  const bytes = await localBytes(path, progressOn(process.stderr, basename(path)));
  const kept = bytes.manifest === undefined || values['dry-run'] ? path : keepList(path, bytes.manifest);
  const uri = values.upload === undefined || values['dry-run'] ? undefined : await upload(kept, bytes.bytes, values.upload);
  const name = values.name ?? nameFrom(basename(path));
  const spec = specOf(values, incident, path, bytes, uri);
  const item = { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'EvidenceItem', metadata: { name, namespace }, spec };
  if (values['dry-run']) return said(`${JSON.stringify(item, null, 2)}\n`);
  await cluster.create(item);
  const list = kept === path ? '' : `list    ${kept}\n`;
  return said(
    `evidenceitem ${namespace}/${name} created\nsha256  ${bytes.sha256}\nsha512  ${bytes.sha512}\nbytes   ${bytes.bytes}\n${list}`,
  );
};
