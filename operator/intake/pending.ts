import type { Kind } from '../api/kinds.ts';
import type { Client } from '../kube/client.ts';
import { hasCode, ifThere, KubeError } from '../kube/errors.ts';
import type { KubeObject } from '../kube/object.ts';
import { shortDigest } from './alert.ts';
import { createCoalesce } from './coalesce.ts';
import type { Ruling } from './rules.ts';
import { type Counted, readTally, type Tallies, talliesAfter, writeTally } from './tally.ts';

/** Whether something is an incident yet. */
export type Waiting =
  | { readonly kind: 'below'; readonly count: number }
  /** With what was counted before, to be counted on the incident. */
  | { readonly kind: 'reached'; readonly before: { readonly count: number; readonly firstSeen: string } | undefined };

/** Counts what stays below the threshold of its rule: stored in the cluster, so that it is exact over replicas and survives them. */
export interface Pending {
  /** Adds sightings; resolves when they are stored. Throws a KubeError when they are not. */
  add(key: string, count: number, ruling: Pick<Ruling, 'threshold' | 'dedupe'>, at: string): Promise<Waiting>;
  /** Forgets what has become an incident. Never throws: what stays is forgotten when its time is over. */
  clear(key: string): Promise<void>;
}

/** What the counts are kept with. */
export interface PendingOptions {
  readonly client: Client;
  /** The namespace of the operator: the counts hold digests and numbers, and no name or text of an alert. */
  readonly namespace: string;
  readonly now: () => string;
}

const configMap: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

/** The name of the object; the role of the operator names it too. */
export const pendingName = 'meldpunt-intake';

const defaultWindow = 'PT24H';
const mostAttempts = 20;

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

type Item = { readonly kind: 'add'; readonly counted: Counted } | { readonly kind: 'clear'; readonly key: string };

const talliesIn = ({ data = {} }: ConfigMap): Tallies =>
  new Map(
    Object.entries(data).flatMap(([key, text]) => {
      const tally = readTally(text);
      return tally === undefined ? [] : [[key, tally] as const];
    }),
  );

const changed = (before: Tallies, items: readonly Item[], now: string): Tallies => {
  const added = items.flatMap((item) => (item.kind === 'add' ? [item.counted] : []));
  const cleared = new Set(items.flatMap((item) => (item.kind === 'clear' ? [item.key] : [])));
  return new Map([...talliesAfter(before, added, now)].filter(([key]) => !cleared.has(key)));
};

/** Keeps the counts in one object, changed by one write at a time and replica, each guarded by the version it was made on. */
export const createPending = ({ client, namespace, now }: PendingOptions): Pending => {
  const metadata = { namespace, name: pendingName };
  const read = (): Promise<ConfigMap | undefined> => ifThere(client.get<ConfigMap>(configMap, metadata));
  /** Stores the change; false when somebody was faster. */
  const replace = async (present: ConfigMap | undefined, tallies: Tallies): Promise<boolean> => {
    const data = Object.fromEntries([...tallies].map(([key, tally]) => [key, writeTally(tally)]));
    try {
      if (present === undefined) await client.create<ConfigMap>(configMap, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
      else await client.update<ConfigMap>(configMap, { ...present, data });
      return true;
    } catch (error) {
      if (hasCode(error, 'Conflict', 'AlreadyExists')) return false;
      throw error;
    }
  };
  const write = async (_: string, items: readonly Item[]): Promise<() => { readonly before: Tallies; readonly after: Tallies }> => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const present = await read();
      const before = present === undefined ? new Map() : talliesIn(present);
      const after = changed(before, items, now());
      if (await replace(present, after)) return () => ({ before, after });
    }
    throw new KubeError('Unavailable', `update ConfigMap: ${mostAttempts} attempts`, { status: 0 });
  };
  const coalesce = createCoalesce(write, 1_000);
  return {
    add: async (key, count, { threshold, dedupe = defaultWindow }, at) => {
      const digest = shortDigest(32, key);
      const { before, after } = await coalesce('', { kind: 'add', counted: { key: digest, count, at, window: dedupe } });
      const total = after.get(digest)?.count;
      if (total !== undefined && total < threshold) return { kind: 'below', count: total };
      return { kind: 'reached', before: before.get(digest) };
    },
    clear: async (key) => {
      try {
        await coalesce('', { kind: 'clear', key: shortDigest(32, key) });
      } catch {
        // It is forgotten when its time is over; an alert that became an incident must not fail for the sake of tidiness.
      }
    },
  };
};
