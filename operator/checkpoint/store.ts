import type { Kind } from '../api/kinds.ts';
import type { Client } from '../kube/client.ts';
import { hasCode, ifThere } from '../kube/errors.ts';
import { apiVersionOf, type KubeObject } from '../kube/object.ts';
import type { Chunk, Storing, Tail } from './chunks.ts';
import { chunkLabel, chunkLines, chunkName, formatChunk, formatTail, parseChunk, parseTail, tailName } from './chunks.ts';

const configMaps: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

/** The end of the log as it was read or written, with the version that guards its next replacement. */
export interface StoredTail extends Tail {
  readonly resourceVersion: string;
}

/** Where the log lies: in ConfigMaps of one namespace. */
export interface LogStore {
  /** The end of the log; undefined while there is none. Throws an Error if what is there is none, a KubeError as any call does. */
  readonly tail: () => Promise<StoredTail | undefined>;
  /** The sealed chunks from the one that holds a line on, up to the given end. Throws an Error if one is missing or is none. */
  readonly chunks: (first: number, end: number) => AsyncGenerator<Chunk, void, undefined>;
  /** Seals and stores; 'conflict' if somebody else stored meanwhile. Throws a KubeError if it may be tried again. */
  readonly write: (
    storing: Storing,
    note: Pick<Tail, 'checkpoint' | 'verifier'>,
    before: string | undefined,
  ) => Promise<StoredTail | 'conflict'>;
  /** Puts a time stamp beside the note that it is over; 'conflict' if somebody else stored meanwhile. Throws as `write` does. */
  readonly stamp: (tail: StoredTail, token: Uint8Array) => Promise<StoredTail | 'conflict'>;
}

const labels = { 'app.kubernetes.io/part-of': 'meldpunt' };

const unreadable = (name: string): Error =>
  new Error(`The ConfigMap ${name} is no part of the log of timelines. Somebody changed it; keep a copy of it and have the auditor look.`);

const missing = (name: string): Error =>
  new Error(`The ConfigMap ${name} is missing, without which the log of timelines is not whole. Put it back from a backup.`);

const configMap = (namespace: string, name: string, data: Readonly<Record<string, string>>, sealed: boolean): ConfigMap => ({
  apiVersion: apiVersionOf(configMaps),
  kind: configMaps.kind,
  metadata: { name, namespace, labels: sealed ? { ...labels, [chunkLabel]: 'sealed' } : labels },
  data,
  ...(sealed && { immutable: true }),
});

/** The store in a namespace. Sealed chunks are created and never written again: the role of the operator cannot, and the API server refuses. */
export const createStore = (client: Client, namespace: string): LogStore => {
  const find = (name: string): Promise<ConfigMap | undefined> => ifThere(client.get<ConfigMap>(configMaps, { namespace, name }));
  const readChunk = async (first: number): Promise<Chunk> => {
    const name = chunkName(first);
    const found = await find(name);
    const chunk = parseChunk(found?.data);
    if (chunk?.first === first && chunk.lines.length === chunkLines) return chunk;
    throw found === undefined ? missing(name) : unreadable(name);
  };
  const seal = async (chunk: Chunk): Promise<void> => {
    try {
      await client.create(configMaps, configMap(namespace, chunkName(chunk.first), formatChunk(chunk), true));
    } catch (error) {
      if (!hasCode(error, 'AlreadyExists')) throw error;
      const standing = await readChunk(chunk.first);
      if (standing.lines.join('\n') !== chunk.lines.join('\n')) throw unreadable(chunkName(chunk.first));
    }
  };
  const replace = (object: ConfigMap, before: string | undefined): Promise<ConfigMap> =>
    before === undefined
      ? client.create(configMaps, object)
      : client.update(configMaps, { ...object, metadata: { ...object.metadata, resourceVersion: before } });
  const put = async (tail: Tail, before: string | undefined): Promise<StoredTail | 'conflict'> => {
    try {
      const { metadata } = await replace(configMap(namespace, tailName, formatTail(tail), false), before);
      return { ...tail, resourceVersion: metadata.resourceVersion ?? '' };
    } catch (error) {
      if (hasCode(error, 'Conflict', 'AlreadyExists', 'NotFound')) return 'conflict';
      throw error;
    }
  };
  return {
    tail: async () => {
      const found = await find(tailName);
      if (found === undefined) {
        // Without its end, the sealed part would be continued by a log that contradicts it.
        if ((await find(chunkName(0))) !== undefined) throw missing(tailName);
        return undefined;
      }
      const tail = parseTail(found.data);
      if (tail === undefined) throw unreadable(tailName);
      return { ...tail, resourceVersion: found.metadata.resourceVersion ?? '' };
    },
    chunks: async function* (first, end) {
      for (let next = first - (first % chunkLines); next < end; next += chunkLines) yield await readChunk(next);
    },
    write: async ({ seal: chunk, first, lines }, note, before) => {
      if (chunk !== undefined) await seal(chunk);
      // A stamp is over one note: the next note has none yet.
      return await put({ ...note, stamp: undefined, first, lines }, before);
    },
    stamp: ({ resourceVersion, ...tail }, token) => put({ ...tail, stamp: Buffer.from(token).toString('base64') }, resourceVersion),
  };
};
