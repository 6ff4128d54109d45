import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reachOf } from '../../outbound/address.ts';
import type { Place } from '../stores.ts';
import { s3Source } from './s3.ts';
import { ReadFailure, type Source } from './source.ts';
import { volumeSource } from './volume.ts';
import { type Patience, type WebOptions, webSource } from './web.ts';

/** What an administrator gave the operator to read stores with; empty paths are none. */
export interface Openers {
  /** A directory, mounted from a Secret, with a file for each store that needs credentials: lines `name=value`. */
  readonly credentials: string;
  /** A directory in which each mounted volume is a directory by the name of its store. */
  readonly volumes: string;
  /** The certificate authorities of the house, PEM. */
  readonly ca?: readonly string[] | undefined;
  readonly patience?: Patience;
}

/** The lines of a store's file; without a file there are none, and a store may need none. Throws a ReadFailure if it cannot be read. */
const credentialsOf = async (directory: string, store: string): Promise<ReadonlyMap<string, string>> => {
  if (directory === '') return new Map();
  try {
    const text = await readFile(join(directory, store), 'utf8');
    const lines = text.split('\n').map((line) => /^\s*([A-Za-z]{1,64})\s*=\s*(\S.*?)\s*$/.exec(line));
    return new Map(lines.flatMap((found) => (found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2]] as const])));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new ReadFailure('Misconfigured', false, { cause: error });
  }
};

const parsed = (text: string | undefined): URL => {
  const url = URL.parse(text ?? '');
  if (url === null) throw new ReadFailure('Misconfigured');
  return url;
};

const reachIn = (addresses: readonly string[] | undefined) => {
  try {
    return reachOf(addresses ?? []);
  } catch (error) {
    throw new ReadFailure('Misconfigured', false, { cause: error });
  }
};

/**
 * The source of the bytes at a place. Credentials are read when they are used, so that a rotated Secret is taken up, and never leave this
 * process but for the store they belong to. Throws a ReadFailure where the store is not set up.
 */
export const openPlace = async ({ store, path }: Place, { credentials, volumes, ca, patience }: Openers): Promise<Source> => {
  if (store.type === 'Volume') {
    if (volumes === '') throw new ReadFailure('Misconfigured');
    return volumeSource(join(volumes, store.name), path);
  }
  const secrets = await credentialsOf(credentials, store.name);
  const web: Omit<WebOptions, 'url' | 'headers'> = {
    reach: reachIn(store.addresses),
    ca,
    ...(patience !== undefined && { patience }),
  };
  const url = parsed(store.url);
  if (store.type === 'HTTPS') {
    const authorization = secrets.get('authorization');
    const headers = (range: Readonly<Record<string, string>>) =>
      Promise.resolve({ ...range, ...(authorization !== undefined && { authorization }) });
    return webSource({ ...web, url: new URL(url.href + path), headers });
  }
  const [accessKeyId, secretAccessKey] = [secrets.get('accessKeyId'), secrets.get('secretAccessKey')];
  if (accessKeyId === undefined || secretAccessKey === undefined) throw new ReadFailure('Misconfigured');
  const object = { endpoint: url, region: store.region ?? 'us-east-1', bucket: store.bucket ?? '', key: path };
  return s3Source({ ...object, credentials: { accessKeyId, secretAccessKey } }, web);
};
