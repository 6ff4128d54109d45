// Waiting until the operator has nothing left to say.
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../../../operator/kube/client.ts';
import { histories, listKinds, operatorEvents, type Record, statusKinds, unmatched } from './register.ts';

const isBehind = ({ metadata, status }: Record): boolean => status?.observedGeneration !== metadata.generation;

/**
 * Waits until every object is observed and nothing has changed for `quiet` milliseconds. Throws after `within` milliseconds with
 * the names of those that are behind.
 */
export const settle = async (client: Client, { quiet = 250, within = 60_000 } = {}): Promise<void> => {
  const end = Date.now() + within;
  let before = '';
  let since = Date.now();
  for (;;) {
    const objects = await listKinds(client, statusKinds);
    const now = objects.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join();
    const behind = objects.filter(isBehind);
    if (now !== before || behind.length > 0) since = Date.now();
    if (Date.now() - since >= quiet) return;
    if (Date.now() > end) {
      const names = behind.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
      throw new Error(`It does not settle within ${within} ms; behind: ${names === '' ? 'nothing, but it goes on changing' : names}`);
    }
    before = now;
    await delay(50);
  }
};

/** Waits until every timeline entry has its Event, and returns what still differs when `within` milliseconds are over. */
export const differences = async (client: Client, within = 15_000): Promise<readonly string[]> => {
  const end = Date.now() + within;
  for (;;) {
    const found = unmatched(await histories(client), await operatorEvents(client));
    if (found.length === 0 || Date.now() > end) return found;
    await delay(100);
  }
};
