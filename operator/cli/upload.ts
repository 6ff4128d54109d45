import { clean } from '../document/text.ts';
import { readDigests } from '../evidence/bytes/hash.ts';
import { isKey } from '../evidence/bytes/s3.ts';
import { reachOf } from '../outbound/address.ts';
import { stop, unreadable } from './answer.ts';
import type { Progress } from './progress.ts';
import { exchange } from './upload-exchange.ts';
import { type Destination, FileChanged, NotStored, type Outgoing, piecesOf } from './upload-file.ts';
import { refusal } from './upload-refusal.ts';
import { s3Destination } from './upload-s3.ts';
import { volumeDestination } from './upload-volume.ts';

/** Where files go: `below` is the path from what was named, '' for the file itself. */
export type Store = (below: string) => Destination;

/** The variables of the environment by which every tool for S3 is told of it. */
type Environment = Readonly<Record<string, string | undefined>>;

/** People send where they say, also inside their own network; link-local addresses are no store of anybody's. */
const anywhere = reachOf(['0.0.0.0/0', '::/0']);

const bucketStore = (bucket: string, key: string, environment: Environment): Store => {
  const needed = (name: string): string => environment[name] || stop(`To upload to s3://, set ${name} in the environment.`);
  const endpoint = URL.parse(needed('AWS_ENDPOINT_URL')) ?? stop('AWS_ENDPOINT_URL is no URL.');
  const sessionToken = environment['AWS_SESSION_TOKEN'];
  const credentials = {
    accessKeyId: needed('AWS_ACCESS_KEY_ID'),
    secretAccessKey: needed('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken && { sessionToken }),
  };
  const region = environment['AWS_REGION'] || 'us-east-1';
  return (below) => s3Destination({ endpoint, region, bucket, key: key + below, credentials }, anywhere);
};

/** A presigned URL takes one file, and no second look at it. */
export const webDestination = (url: URL): Destination => ({
  // The query of a presigned URL opens the store: it is nobody's who reads the record.
  uri: `${url.origin}${url.pathname}`,
  source: undefined,
  put: async (file, told, signal) => {
    const answer = await exchange({
      method: 'PUT',
      url,
      headers: { 'if-none-match': '*' },
      bytes: file.bytes,
      pieces: piecesOf(file, told),
      signal,
    });
    if (answer.status < 200 || answer.status >= 300) throw new NotStored(refusal(answer));
  },
});

/**
 * The store that an address names: s3://BUCKET/KEY, volume://STORE/PATH below a directory of mounted volumes, or https:// for a presigned URL.
 * One that ends in a slash is a directory, as for cp, and gets the name of the file. Throws a Misunderstood.
 */
export const storeOf = (text: string, name: string, volumes: string | undefined, environment: Environment): Store => {
  const [, scheme, first = '', path = ''] = /^(s3|volume):\/\/([^/]+)\/(.*)$/.exec(text) ?? [];
  const rest = path === '' || path.endsWith('/') ? path + name : path;
  if (scheme !== undefined && !isKey(rest)) return stop(`${text} has a part . or .., which names no place.`);
  if (scheme === 's3') return bucketStore(first, rest, environment);
  if (scheme === 'volume') {
    const root =
      volumes ||
      environment['MELDPUNT_EVIDENCE_VOLUMES'] ||
      stop('Say with --volumes in which directory the volumes are mounted, each by the name of its store.');
    if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(first)) return stop(`${first} is no name of a store.`);
    return (below) => volumeDestination(root, first, rest + below);
  }
  const url = URL.parse(text);
  if (url?.protocol !== 'https:')
    return stop('--upload takes https://HOST/PATH, as of a presigned URL, s3://BUCKET/KEY or volume://STORE/PATH.');
  return (below) =>
    below === ''
      ? webDestination(url)
      : stop('A presigned URL takes one file. Upload a directory to s3:// or volume://, or pack it into one file first.');
};

/** Whether the place holds these very bytes already, others, or nothing that we can see. */
const look = async ({ source }: Destination, { sha256, bytes }: Outgoing, signal: AbortSignal): Promise<'Other' | 'Same' | 'Unseen'> => {
  if (source === undefined) return 'Unseen';
  const came = await readDigests({ source, algorithms: ['sha256'], expectedBytes: bytes, signal });
  if (came.kind === 'Unreadable') return 'Unseen';
  return came.digests[0] === sha256 ? 'Same' : 'Other';
};

const send = async (file: Outgoing, destination: Destination, told: (bytes: number) => void, signal: AbortSignal): Promise<void> => {
  const before = await look(destination, file, signal);
  if (before === 'Same') return;
  if (before === 'Other') throw new NotStored('other bytes are there already, and nothing is replaced');
  try {
    await destination.put(file, told, signal);
  } catch (error) {
    // An answer that was lost on its way says nothing about what was stored.
    if (signal.aborted || error instanceof FileChanged || (await look(destination, file, signal)) !== 'Same') throw error;
  }
};

const sentence = (file: Outgoing, { uri }: Destination, error: unknown, interrupted: boolean): string => {
  // The names of what is collected are not ours: nothing in them steers a terminal.
  const path = clean(file.path);
  if (interrupted) return 'Interrupted: nothing was recorded.';
  if (error instanceof FileChanged) return `${path} changed while it was sent: it is no longer what was hashed. Nothing was recorded.`;
  const why = error instanceof NotStored ? error.message : refusal(error);
  return `${path} was not stored at ${uri}: ${why}. Nothing was recorded.`;
};

/** What is to be sent where. */
export interface Shipment {
  readonly file: Outgoing;
  readonly destination: Destination;
}

/**
 * Sends files one after the other. Bytes that are there already, as after an interruption, are recognised and not sent again; other bytes are never
 * replaced. Throws an Unreadable with what became of it.
 */
export const upload = async (shipments: readonly Shipment[], progress: Progress): Promise<void> => {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt);
  progress.total(shipments.reduce((sum, { file }) => sum + file.bytes, 0));
  let before = 0;
  try {
    for (const { file, destination } of shipments) {
      try {
        await send(file, destination, (bytes) => progress.at(before + bytes), interruption.signal);
      } catch (error) {
        unreadable(sentence(file, destination, error, interruption.signal.aborted));
      }
      before += file.bytes;
    }
  } finally {
    process.removeListener('SIGINT', interrupt);
    progress.end();
  }
};
