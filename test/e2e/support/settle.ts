// Waiting until the operator has nothing left to say.
import { setTimeout as delay } from 'node:timers/promises';
import type { Product } from './product.ts';
import { histories, listKinds, operatorEvents, type Record, recordKinds, statusKinds, unmatched } from './register.ts';

const isBehind = ({ metadata, status }: Record): boolean => status?.observedGeneration !== metadata.generation;

/** What is waited for. */
export interface Settling {
  /** For how long nothing may change (milliseconds). */
  readonly quiet?: number;
  readonly within?: number;
  /** Which objects; all of them unless told. */
  readonly among?: (record: Record) => boolean;
  /** Only the records of this namespace. */
  readonly namespace?: string;
}

/**
 * Waits until every object is observed and nothing has changed for `quiet` milliseconds, and returns the objects. Throws after `within`
 * milliseconds with the names of those that are behind.
 */
export const settle = async (
  { admin, diagnosis }: Pick<Product, 'admin' | 'diagnosis'>,
  { quiet = 250, within = 60_000, among = () => true, namespace }: Settling = {},
): Promise<readonly Record[]> => {
  const end = Date.now() + within;
  let before = '';
  let since = Date.now();
  for (;;) {
    const listed = namespace === undefined ? listKinds(admin, statusKinds) : listKinds(admin, recordKinds, namespace);
    const objects = (await listed).filter(among);
    const now = objects.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
    const behind = objects.filter(isBehind);
    if (now !== before || behind.length > 0) since = Date.now();
    if (Date.now() - since >= quiet) return objects;
    if (Date.now() > end) {
      const names = behind.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
      throw new Error(
        `It does not settle within ${within} ms; behind: ${names === '' ? 'nothing, but it goes on changing' : names}\n${diagnosis()}`,
      );
    }
    before = now;
    await delay(50);
  }
};

/** Waits until every timeline entry has its Event, and returns what still differs when `within` milliseconds are over. */
export const differences = async ({ admin }: Pick<Product, 'admin'>, within = 15_000): Promise<readonly string[]> => {
  const end = Date.now() + within;
  for (;;) {
    const found = unmatched(await histories(admin), await operatorEvents(admin));
    if (found.length === 0 || Date.now() > end) return found;
    await delay(100);
  }
};
