import type { Client } from '../kube/client.ts';
import { hasCode, ifThere, KubeError } from '../kube/errors.ts';
import { builtins, type KubeObject } from '../kube/object.ts';
import { shortDigest } from './alert.ts';
import { createCoalesce } from './coalesce.ts';
import { type Held, type HeldChange, type HeldItems, heldAfter, readHeld, writeHeld } from './held.ts';

/** Keeps alerts that wait for their hold time: stored in the cluster, for what is not in etcd does not exist. */
export interface Holding {
  /** Adds firings to what is held; how many there were, or undefined where nothing is held under the key. Throws a KubeError. */
  repeat(key: string, count: number): Promise<number | undefined>;
  /** Holds an alert, or adds its firings; undefined where there is no room, so that it has to become an incident at once. Throws a KubeError. */
  begin(key: string, held: Held): Promise<number | undefined>;
  /** Lets go of it: it became an incident, or the source resolved it. Throws a KubeError. */
  end(key: string): Promise<void>;
  /** Everything that is held, by keys that `end` takes too. Throws a KubeError. */
  all(): Promise<HeldItems>;
}

/**
 * The name of the Secret; the chart brings it, empty, and the operator may read and change this one only. A Secret, because an alert
 * says in words what happened: who may read ConfigMaps beside the operator need not know (S6).
 */
export const heldName = 'meldpunt-intake-held';

const mostAttempts = 20;

interface Secret extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

const itemsIn = ({ data = {} }: Secret): HeldItems =>
  new Map(
    Object.entries(data).flatMap(([key, text]) => {
      const held = readHeld(Buffer.from(text, 'base64').toString('utf8'));
      return held === undefined ? [] : [[key, held] as const];
    }),
  );

const digestOf = (key: string): string => (/^[0-9a-f]{32}$/.test(key) ? key : shortDigest(32, key));

/** Holds alerts in the Secret of a namespace. Where the Secret is missing nothing is held: then alerts become incidents at once. */
export const createHolding = (client: Client, namespace: string): Holding => {
  const read = (): Promise<Secret | undefined> => ifThere(client.get<Secret>(builtins.Secret, { namespace, name: heldName }));
  /** Stores the change; false when somebody was faster. */
  const replace = async (present: Secret, items: HeldItems): Promise<boolean> => {
    const data = Object.fromEntries([...items].map(([key, held]) => [key, Buffer.from(writeHeld(held), 'utf8').toString('base64')]));
    try {
      await client.update<Secret>(builtins.Secret, { ...present, data });
      return true;
    } catch (error) {
      if (hasCode(error, 'Conflict')) return false;
      throw error;
    }
  };
  const write = async (_: string, changes: readonly HeldChange[]): Promise<() => HeldItems> => {
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const present = await read();
      if (present === undefined) return () => new Map();
      const before = itemsIn(present);
      const after = heldAfter(before, changes);
      const stands = changes.every(({ key }) => before.get(key)?.count === after.get(key)?.count);
      if (stands || (await replace(present, after))) return () => after;
    }
    throw new KubeError('Unavailable', `update Secret: ${mostAttempts} attempts`, { status: 0 });
  };
  const coalesce = createCoalesce(write, 1_000);
  const change = async (one: HeldChange): Promise<number | undefined> => (await coalesce('', one)).get(one.key)?.count;
  return {
    repeat: (key, count) => change({ kind: 'repeat', key: digestOf(key), count }),
    begin: (key, held) => change({ kind: 'begin', key: digestOf(key), held }),
    end: async (key) => {
      await change({ kind: 'end', key: digestOf(key) });
    },
    all: async () => {
      const present = await read();
      return present === undefined ? new Map() : itemsIn(present);
    },
  };
};
