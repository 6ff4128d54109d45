import type { Kind } from '../api/kinds.ts';
import type { Connection, Lane, Request } from './connection.ts';
import { builtins, type KubeObject } from './object.ts';
import { type ListBody, type Page, pagesOf } from './pages.ts';
import { collectionPath, objectPath, query } from './paths.ts';
import { createDecoder, type WatchEvent } from './stream.ts';

/** Which object: a name, and a namespace where the kind has one. */
export interface Address {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** How a request is sent. */
export interface CallOptions {
  readonly lane?: Lane;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** What a list is narrowed to. */
export interface ListOptions extends CallOptions {
  readonly namespace?: string | undefined;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
  /** Objects per page. */
  readonly limit?: number;
  /** Names and other metadata only: a fifth of the bytes. */
  readonly metadataOnly?: boolean;
}

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

/** What a watch is told. */
export interface WatchOptions {
  readonly namespace?: string | undefined;
  /** From where on; none asks for everything that exists first, ended by a bookmark that says so (a streamed list). */
  readonly resourceVersion?: string;
  /** After which the server ends the stream (seconds). */
  readonly timeoutSeconds: number;
  /** After which a stream without a byte counts as dead (milliseconds). */
  readonly silence: number;
  readonly signal: AbortSignal;
  readonly onEvents: (events: readonly WatchEvent[]) => void;
}

/** Who the API server says we are. */
export interface Identity {
  readonly username: string;
  readonly groups: readonly string[];
}

/** The narrow port to the API server: every call is one request, is never repeated by itself, and throws a KubeError. */
export interface Client {
  get<T extends KubeObject>(kind: Kind, address: Address, options?: CallOptions): Promise<T>;
  /** Reads a list page by page; when the server forgot it half-way it begins again. Throws as any call does. */
  listPages<T extends KubeObject>(kind: Kind, options?: ListOptions): AsyncGenerator<Page<T>, void, undefined>;
  create<T extends KubeObject>(kind: Kind, object: T, options?: CallOptions): Promise<T>;
  /** Replaces an object as read: its resourceVersion guards it. */
  update<T extends KubeObject>(kind: Kind, object: T, options?: CallOptions): Promise<T>;
  jsonPatch<T extends KubeObject>(
    kind: Kind,
    address: Address,
    operations: readonly PatchOperation[],
    options?: CallOptions & { readonly subresource?: 'status' },
  ): Promise<T>;
  mergePatch<T extends KubeObject>(
    kind: Kind,
    address: Address,
    patch: object,
    options?: CallOptions & { readonly subresource?: 'status' },
  ): Promise<T>;
  /** Server-side apply: creates the object or takes over the fields that are stated. */
  apply<T extends KubeObject>(
    kind: Kind,
    address: Address,
    object: object,
    options: CallOptions & { readonly fieldManager: string; readonly force?: boolean },
  ): Promise<T>;
  delete(kind: Kind, address: Address, options?: CallOptions): Promise<void>;
  /** Asks the server whom it takes us for. */
  whoami(): Promise<Identity>;
  /** Watches until the stream ends, in whatever way. Throws if it was refused. */
  watch(kind: Kind, options: WatchOptions): Promise<'closed' | 'silent'>;
}

const asMetadata = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

type Call = <T>(request: Request, options?: CallOptions) => Promise<T>;

const callOver =
  (connection: Connection): Call =>
  async <T>(request: Request, { lane, timeout, signal }: CallOptions = {}) =>
    JSON.parse(await connection.send({ ...request, ...(lane && { lane }), ...(timeout && { timeout }), ...(signal && { signal }) })) as T;

/** The calls that read. */
const reading = (call: Call): Pick<Client, 'get' | 'listPages'> => ({
  get: (kind, { namespace, name }, options) =>
    call({ verb: 'get', kind: kind.kind, method: 'GET', path: objectPath(kind, namespace, name) }, options),
  listPages: <T extends KubeObject>(kind: Kind, options: ListOptions = {}) => {
    const { namespace, fieldSelector, labelSelector, limit = 500, metadataOnly } = options;
    const read = (size: number, token: string) => {
      const path = `${collectionPath(kind, namespace)}${query({ limit: size, continue: token, fieldSelector, labelSelector })}`;
      const request = { verb: 'list', kind: kind.kind, method: 'GET', path, ...(metadataOnly && { accept: asMetadata }) } as const;
      return call<ListBody<T>>(request, { timeout: 60_000, ...options });
    };
    return pagesOf(read, limit);
  },
});

/** The calls that send a whole object. */
const writing = (call: Call): Pick<Client, 'create' | 'update' | 'delete'> => ({
  create: (kind, object, options) => {
    const path = collectionPath(kind, object.metadata.namespace);
    const body = JSON.stringify(object);
    return call({ verb: 'create', kind: kind.kind, method: 'POST', path, body, contentType: 'application/json' }, options);
  },
  update: (kind, object, options) => {
    const path = objectPath(kind, object.metadata.namespace, object.metadata.name);
    const body = JSON.stringify(object);
    return call({ verb: 'update', kind: kind.kind, method: 'PUT', path, body, contentType: 'application/json' }, options);
  },
  delete: async (kind, { namespace, name }, options) => {
    await call({ verb: 'delete', kind: kind.kind, method: 'DELETE', path: objectPath(kind, namespace, name) }, options);
  },
});

/** The calls that send a change. Custom resources know no strategic merge, so each way of patching is named by its content type. */
const patching = (call: Call): Pick<Client, 'jsonPatch' | 'mergePatch' | 'apply'> => {
  const patch = <T>(verb: string, contentType: string, path: string, change: object, options?: CallOptions, kind = '') =>
    call<T>({ verb, kind, method: 'PATCH', path, body: JSON.stringify(change), contentType }, options);
  return {
    jsonPatch: (kind, { namespace, name }, operations, options = {}) => {
      const path = objectPath(kind, namespace, name, options.subresource);
      return patch('patch', 'application/json-patch+json', path, operations, options, kind.kind);
    },
    mergePatch: (kind, { namespace, name }, change, options = {}) => {
      const path = objectPath(kind, namespace, name, options.subresource);
      return patch('patch', 'application/merge-patch+json', path, change, options, kind.kind);
    },
    apply: (kind, { namespace, name }, object, { fieldManager, force, ...options }) => {
      const search = query({ fieldManager, force: force ? 'true' : undefined });
      const path = `${objectPath(kind, namespace, name)}${search}`;
      return patch('apply', 'application/apply-patch+yaml', path, object, options, kind.kind);
    },
  };
};

const watching = (connection: Connection): Client['watch'] => {
  return (kind, { namespace, resourceVersion, timeoutSeconds, silence, signal, onEvents }) => {
    const from = resourceVersion === undefined ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' } : { resourceVersion };
    const search = query({ watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds, ...from });
    const path = `${collectionPath(kind, namespace)}${search}`;
    const decode = createDecoder(`watch ${kind.kind}`);
    const onChunk = (chunk: Buffer) => onEvents(decode(chunk));
    return connection.stream({ verb: 'watch', kind: kind.kind, method: 'GET', path, silence, signal, onChunk });
  };
};

/** The port over a connection. */
export const createClient = (connection: Connection): Client => {
  const call = callOver(connection);
  return {
    ...reading(call),
    ...writing(call),
    ...patching(call),
    whoami: async () => {
      const object = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: { name: '' } };
      const review = await writing(call).create<KubeObject & { status?: { userInfo?: Identity } }>(builtins.SelfSubjectReview, object);
      return { username: review.status?.userInfo?.username ?? '', groups: review.status?.userInfo?.groups ?? [] };
    },
    watch: watching(connection),
  };
};
