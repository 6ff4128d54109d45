import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from './client.ts';
import { hasCode, ifThere, KubeError } from './errors.ts';
import {
  defaultLeaseTimes,
  heldSpec,
  type LeaseSpec,
  type LeaseTimes,
  mayTake,
  releasedSpec,
  type Sighting,
  sightingAfter,
} from './lease-state.ts';
import { builtins, type KubeObject } from './object.ts';
import type { Observer } from './observer.ts';

/** Leader election: one operator decides, others keep their caches warm. */
export interface Lease {
  /**
   * Whether we lead right now. To be asked before every write: a process that was paused wakes as a leader that is none, and the
   * monotonic clock tells it so at once, whatever happened to the wall clock. Renewals count from the moment at which they were sent.
   */
  valid(): boolean;
  /** Takes part in the election until the signal aborts, then gives the Lease back. Never throws. */
  run(signal: AbortSignal): Promise<void>;
}

/** What an election needs. */
export interface LeaseOptions {
  readonly client: Client;
  readonly observer: Observer;
  readonly namespace: string;
  readonly name: string;
  /** Who we are: unique per process, since two that share it would both lead. */
  readonly identity: string;
  readonly times?: LeaseTimes;
  /** Called when we begin to lead; must not throw. */
  readonly onStarted: () => void;
  /** Called when we cease to lead, whether by loss or at the end. The Lease is given back only after it has resolved. */
  readonly onStopped: () => Promise<void>;
}

interface LeaseObject extends KubeObject {
  readonly spec?: LeaseSpec;
}

/** What is known of the election: one of these, never a mixture. */
type Standing =
  | { readonly kind: 'standby'; readonly sighting: Sighting | undefined }
  | { readonly kind: 'leading'; readonly lease: LeaseObject; readonly until: number };

/** An election that has not begun. */
export const createLease = ({ client, observer, namespace, name, identity, onStarted, onStopped, ...rest }: LeaseOptions): Lease => {
  const times = rest.times ?? defaultLeaseTimes;
  // A request that outlasts the deadline is of no use; several attempts have to fit into it.
  const call = { lane: 'vital', timeout: Math.max(1000, times.deadline / 3) } as const;
  let standing: Standing = { kind: 'standby', sighting: undefined };

  const valid = () => standing.kind === 'leading' && performance.now() < standing.until;
  const store = (lease: LeaseObject | undefined): Promise<LeaseObject> => {
    const spec = heldSpec(lease?.spec ?? {}, identity, times, Date.now());
    if (lease !== undefined) return client.update<LeaseObject>(builtins.Lease, { ...lease, spec }, call);
    const { group, version, kind } = builtins.Lease;
    return client.create<LeaseObject>(
      builtins.Lease,
      { apiVersion: `${group}/${version}`, kind, metadata: { name, namespace }, spec },
      call,
    );
  };
  const read = (): Promise<LeaseObject | undefined> => ifThere(client.get<LeaseObject>(builtins.Lease, { namespace, name }, call));
  const hold = async (lease: LeaseObject | undefined): Promise<Standing> => {
    const sent = performance.now();
    return { kind: 'leading', lease: await store(lease), until: sent + times.deadline };
  };
  /** Renews what we hold; undefined if somebody else touched the Lease, for then it has to be read again. */
  const renew = async (lease: LeaseObject): Promise<Standing | undefined> => {
    try {
      return await hold(lease);
    } catch (error) {
      if (hasCode(error, 'Conflict', 'NotFound')) return undefined;
      throw error;
    }
  };
  const stand = async (before: Sighting | undefined): Promise<Standing> => {
    const lease = await read();
    if (lease === undefined) return hold(undefined);
    const sighting = sightingAfter(before, lease.spec ?? {}, times.duration, performance.now());
    // What was seen must be kept even if taking it fails, or the time that has to pass would begin anew.
    if (standing.kind === 'standby') standing = { kind: 'standby', sighting };
    return mayTake(sighting, identity, performance.now()) ? hold(lease) : { kind: 'standby', sighting };
  };
  const attempt = async (): Promise<Standing> => {
    if (standing.kind === 'standby') return stand(standing.sighting);
    return (await renew(standing.lease)) ?? stand(undefined);
  };
  const settle = async (next: Standing) => {
    const before = standing.kind;
    standing = next;
    if (before === next.kind) return;
    observer.leading(next.kind === 'leading');
    observer.log('info', next.kind === 'leading' ? 'This operator leads from now on.' : 'This operator no longer leads.', { identity });
    if (next.kind === 'leading') onStarted();
    else await onStopped();
  };
  const turn = async () => {
    try {
      await settle(await attempt());
    } catch (error) {
      const cause = error instanceof KubeError ? error.message : 'a fault of the operator';
      observer.log('warn', 'The Lease could not be read or renewed; it is tried again.', { cause });
      if (standing.kind === 'leading' && !valid()) await settle({ kind: 'standby', sighting: undefined });
    }
  };
  const release = async () => {
    if (standing.kind !== 'leading') return;
    const { lease } = standing;
    await settle({ kind: 'standby', sighting: undefined });
    try {
      await client.update(builtins.Lease, { ...lease, spec: releasedSpec(lease.spec ?? {}, Date.now()) }, call);
    } catch {
      // It expires by itself; giving it back is a courtesy to the next leader.
    }
  };
  return {
    valid,
    run: async (signal) => {
      while (!signal.aborted) {
        await turn();
        // Spread out, so that candidates do not all ask at the same moment; a standby asks twice as often, since a leader that is asked
        // to stop gives the Lease back at once, and two seconds without one are the promise.
        const pause = valid() ? times.retry : times.retry / 2;
        await delay(pause * (1 + 0.2 * Math.random()), undefined, { signal }).catch(() => undefined);
      }
      await release();
    },
  };
};
