// What an administrator with access to etcd can do, behind the API server and all its rules.

import { peerAt, request } from '../cluster/connection.ts';
import type { ControlPlane } from '../cluster/controlplane.ts';
import { layoutOf } from '../cluster/flags.ts';
import { readState } from '../cluster/state.ts';

const base64 = (value: string | Uint8Array): string =>
  (typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value)).toString('base64');

/** The store of a control plane. Custom resources lie in it as JSON, the kinds of Kubernetes itself in a form of their own. */
export interface Etcd {
  /** The value of a key; undefined if there is none. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>;
  readonly put: (key: string, value: string | Uint8Array) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  /** Changes the object at a key, and returns how to put it back as it was. */
  readonly edit: (key: string, change: (object: StoredObject) => unknown) => Promise<() => Promise<void>>;
}

/** A custom resource as it is stored, as far as these tests change it. */
export interface StoredObject {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

/** The key of a custom resource of ours. */
export const keyOf = (plural: string, namespace: string, name: string): string => `/registry/meldpunt.dev/${plural}/${namespace}/${name}`;

interface Range {
  readonly kvs?: readonly { readonly value: string }[];
}

/** Opens the store with the certificate of the API server. */
export const etcdOf = (plane: ControlPlane): Etcd => {
  const layout = layoutOf(plane.dir);
  const port = readState(layout)?.ports.etcd;
  if (port === undefined) throw new Error('The control plane does not say where its etcd is.');
  const peer = peerAt(port, layout.pki, 'etcd-ca', 'apiserver-etcd-client');
  const call = async (path: string, body: object): Promise<string> => {
    const { status, text } = await request(peer, path, body);
    if (status !== 200) throw new Error(`etcd answered ${status}: ${text}`);
    return text;
  };
  const get: Etcd['get'] = async (key) => {
    const found = (JSON.parse(await call('/v3/kv/range', { key: base64(key) })) as Range).kvs?.[0];
    return found === undefined ? undefined : Buffer.from(found.value, 'base64');
  };
  const put: Etcd['put'] = async (key, value) => {
    await call('/v3/kv/put', { key: base64(key), value: base64(value) });
  };
  return {
    get,
    put,
    remove: async (key) => {
      await call('/v3/kv/deleterange', { key: base64(key) });
    },
    edit: async (key, change) => {
      const before = await get(key);
      if (before === undefined) throw new Error(`There is nothing at ${key}.`);
      await put(key, JSON.stringify(change(JSON.parse(Buffer.from(before).toString('utf8')) as StoredObject)));
      return () => put(key, before);
    },
  };
};
