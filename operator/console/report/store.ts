import { kinds } from '../../api/kinds.ts';
import type { Incident, Weakness } from '../../api/types.gen.ts';
import type { Bulkhead } from '../../inbound/bulkhead.ts';
import { createBulkhead } from '../../inbound/bulkhead.ts';
import type { Client } from '../../kube/client.ts';
import { hasCode, KubeError } from '../../kube/errors.ts';
import type { Draft } from './draft.ts';
import type { Reference } from './receipt.ts';

/** Where reports go, and where their reporters look them up. */
export interface ReportStore {
  /** Stores a report, in the name of whoever has a client of their own. Throws a KubeError where the API server does not take it. */
  readonly store: (draft: Draft, own: Client | undefined) => Promise<Reference>;
  /** The record of a reference; undefined where it is gone. */
  readonly find: (reference: Reference) => Promise<Incident | Weakness | undefined>;
}

/** So many at a time, of the connections that the engine shares; and so many may wait, which is some seconds' work. */
const atATime = 12;
const mostWaiting = 400;

/** A queue that is full says so at once: whoever waits for a page longer than some seconds sends it again, and makes it worse. */
const bounded = (bulkhead: Bulkhead) => {
  let waiting = 0;
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (waiting >= mostWaiting) throw new KubeError('TooManyRequests', 'store report', { status: 429, retryAfter: 5_000 });
    waiting += 1;
    try {
      return await bulkhead(run);
    } finally {
      waiting -= 1;
    }
  };
};

/** Makes the store. `client` is the operator's own: what nobody signed is created by it (docs/decisions/0017). */
export const createReportStore = (client: Client): ReportStore => {
  const queue = bounded(createBulkhead(atATime));
  return {
    store: async (draft, own) => {
      const kind = draft.kind;
      const { namespace, name } = draft.metadata;
      try {
        await queue(() => (own ?? client).create(kinds[kind], draft as Incident, { timeout: 10_000 }));
      } catch (error) {
        // The same form was sent before: what it said is stored already.
        if (!hasCode(error, 'AlreadyExists')) throw error;
      }
      return [kind, namespace, name];
    },
    find: async ([kind, namespace, name]) => {
      try {
        return await queue(() => client.get<Incident | Weakness>(kinds[kind], { namespace, name }, { timeout: 5_000 }));
      } catch (error) {
        if (hasCode(error, 'NotFound')) return undefined;
        throw error;
      }
    },
  };
};
