import type { Kind } from '../api/kinds.ts';
import type { Cache } from './cache.ts';
import type { Client } from './client.ts';
import { eventName, reportingController } from './event.ts';
import type { Recorded } from './lean.ts';
import { builtins } from './object.ts';

/** An object of which the Events are missing from some entry on. */
export interface Owed {
  readonly kind: Kind;
  readonly object: Recorded;
  /** The number of the first entry without an Event. */
  readonly from: number;
}

interface Expected {
  readonly kind: Kind;
  readonly object: Recorded;
  readonly newest: number;
  posted: number;
}

/** The objects that recorded something since an instant, by what the names of their Events begin with. */
const expectedOf = (caches: readonly Cache<Recorded>[], since: number): ReadonlyMap<string, Expected> => {
  const expected = new Map<string, Expected>();
  for (const { kind, values } of caches) {
    for (const object of values()) {
      const { window, metadata } = object;
      if (window === undefined || window.at === null || Date.parse(window.at) < since) continue;
      const [stem] = splitName(eventName(kind, metadata.uid ?? '', window.seq));
      expected.set(stem, { kind, object, newest: window.seq, posted: 0 });
    }
  }
  return expected;
};

/** The two parts of the name of an Event: whose it is, and the number of the entry. */
const splitName = (name: string): readonly [string, number] => {
  const at = name.lastIndexOf('-');
  return [name.slice(0, at), Number(name.slice(at + 1))];
};

/**
 * Which Events a predecessor left behind. Those of an object are posted in order, so that everything behind the newest one there is
 * missing, and nothing before it: to post it all again would be a storm of refusals, at the very moment at which the API server has
 * come back. Throws a KubeError if the Events cannot be listed.
 */
export const owedEvents = async (
  client: Client,
  caches: readonly Cache<Recorded>[],
  namespaces: readonly string[],
  since: number,
): Promise<readonly Owed[]> => {
  const expected = expectedOf(caches, since);
  if (expected.size === 0) return [];
  for (const namespace of namespaces.length === 0 ? [undefined] : namespaces) {
    const options = { namespace, fieldSelector: `reportingController=${reportingController}`, metadataOnly: true };
    for await (const page of client.listPages(builtins.Event, options)) {
      for (const { metadata } of page.items) {
        const [stem, seq] = splitName(metadata.name);
        const one = expected.get(stem);
        // What is recorded and posted meanwhile says nothing about what came before.
        if (one !== undefined && seq > one.posted && seq <= one.newest) one.posted = seq;
      }
    }
  }
  return [...expected.values()].flatMap(({ kind, object, newest, posted }) =>
    posted < newest ? [{ kind, object, from: posted + 1 }] : [],
  );
};
