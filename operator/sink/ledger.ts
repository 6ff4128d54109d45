import type { Kind } from '../api/kinds.ts';
import type { Client } from '../kube/client.ts';
import { hasCode, ifThere } from '../kube/errors.ts';
import type { KubeObject } from '../kube/object.ts';
import { partOf, parts, readProgress, writeProgress } from './progress.ts';

/** What was told to whom: kept in memory, and stored in the cluster, for what is not in etcd does not exist. */
export interface Ledger {
  /** Reads what is stored, in the place of what was known. Throws a KubeError. */
  read(): Promise<void>;
  /** The number of the last entry of a record that a sink took; 0 where it took none. */
  at(sink: string, uid: string): number;
  /** The records of which a sink took something. */
  known(sink: string): Iterable<string>;
  advance(sink: string, uid: string, seq: number): void;
  /** Forgets a record of which nothing more will come. */
  forget(sink: string, uid: string): void;
  /** Forgets every sink that is not among these. */
  retain(sinks: readonly string[]): void;
  /** Stores what changed since it was last stored. Throws a KubeError; what was not stored is tried by the next call. */
  write(): Promise<void>;
}

const configMaps: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

/** The names of the objects; the role of the operator names them too. */
export const ledgerName = (part: string): string => `meldpunt-outbox-${part}`;

/** The most characters in one object: the API server takes no ConfigMap over a mebibyte. That is some 600,000 records for one sink. */
const roomOfPart = 1_000_000;

const mostAttempts = 5;

interface Part {
  readonly name: string;
  readonly sinks: Map<string, Map<string, number>>;
  stored: ConfigMap | undefined;
  changed: boolean;
}

const progressIn = (part: Part, sink: string): Map<string, number> => {
  const known = part.sinks.get(sink);
  if (known !== undefined) return known;
  const fresh = new Map<string, number>();
  part.sinks.set(sink, fresh);
  return fresh;
};

/** What does not fit is left out: it is told again after the next start, which is better than not to be told. */
const dataOf = ({ sinks }: Part): Readonly<Record<string, string>> => {
  let room = roomOfPart;
  const data: Record<string, string> = {};
  for (const [sink, progress] of [...sinks].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const text = writeProgress(progress);
    const fitting = text.length <= room ? text : text.slice(0, Math.max(0, text.lastIndexOf(' ', room)));
    room -= fitting.length;
    if (fitting !== '') data[sink] = fitting;
  }
  return data;
};

/** Takes over what another writer stored, where it was further: a sink that took an entry has it, whoever sent it. */
const takeIn = (part: Part, stored: ConfigMap | undefined, wanted: (sink: string) => boolean): void => {
  part.stored = stored;
  for (const [sink, text] of Object.entries(stored?.data ?? {})) {
    if (!wanted(sink)) continue;
    const progress = progressIn(part, sink);
    for (const [uid, seq] of readProgress(text)) if (seq > (progress.get(uid) ?? 0)) progress.set(uid, seq);
  }
};

/**
 * The ledger in ConfigMaps of a namespace. Writing needs no lease: that a receiver took an entry stays true whoever leads, each write is
 * guarded by the version it was made on, and of two that meet the further one counts.
 */
export const createLedger = (client: Client, namespace: string): Ledger => {
  const all = new Map<string, Part>();
  let retained: ReadonlySet<string> | undefined;
  const wanted = (sink: string): boolean => retained?.has(sink) ?? true;
  const partFor = (uid: string): Part | undefined => all.get(partOf(uid));
  const find = (name: string): Promise<ConfigMap | undefined> => ifThere(client.get<ConfigMap>(configMaps, { namespace, name }));
  const store = async (part: Part): Promise<ConfigMap> => {
    const data = dataOf(part);
    if (part.stored !== undefined) return client.update<ConfigMap>(configMaps, { ...part.stored, data });
    const metadata = { name: part.name, namespace, labels: { 'app.kubernetes.io/part-of': 'meldpunt' } };
    return client.create<ConfigMap>(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  };
  const writePart = async (part: Part): Promise<void> => {
    part.changed = false;
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          part.stored = await store(part);
          return;
        } catch (error) {
          if (attempt === mostAttempts || !hasCode(error, 'Conflict', 'AlreadyExists', 'NotFound')) throw error;
          takeIn(part, await find(part.name), wanted);
        }
      }
    } catch (error) {
      part.changed = true;
      throw error;
    }
  };
  return {
    read: async () => {
      all.clear();
      for (const digit of parts) {
        const part: Part = { name: ledgerName(digit), sinks: new Map(), stored: undefined, changed: false };
        takeIn(part, await find(part.name), () => true);
        all.set(digit, part);
      }
    },
    at: (sink, uid) => partFor(uid)?.sinks.get(sink)?.get(uid) ?? 0,
    *known(sink) {
      for (const { sinks } of all.values()) yield* sinks.get(sink)?.keys() ?? [];
    },
    advance: (sink, uid, seq) => {
      const part = partFor(uid);
      if (part === undefined) return;
      progressIn(part, sink).set(uid, seq);
      part.changed = true;
    },
    forget: (sink, uid) => {
      const part = partFor(uid);
      if (part?.sinks.get(sink)?.delete(uid)) part.changed = true;
    },
    retain: (sinks) => {
      retained = new Set(sinks);
      for (const part of all.values()) {
        for (const sink of part.sinks.keys()) if (!wanted(sink) && part.sinks.delete(sink)) part.changed = true;
      }
    },
    write: async () => {
      for (const part of all.values()) if (part.changed) await writePart(part);
    },
  };
};
