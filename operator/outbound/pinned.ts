import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Reach } from './address.ts';

/** A host that leads where we must not go. Its message names the host and never the address, which is not for whoever asked (S6). */
export class NotReachable extends Error {
  override readonly name = 'NotReachable';
  readonly code = 'ERR_NOT_REACHABLE';
  constructor(host: string) {
    super(
      `${host.slice(0, 253)} leads to an address that nothing outside may be read from or sent to; an administrator can allow its range.`,
    );
  }
}

/** Finds the addresses of a host; the system's resolver unless a test brings its own. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

const resolveAll: Resolve = (host) => systemLookup(host, { all: true });

/** A URL's host as the resolver takes it: without the brackets of an IPv6 address. */
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/**
 * Refuses a host that is written as an address where we must not go: a connection to an address looks nothing up, so that `pinned` never
 * sees it. Throws a NotReachable.
 */
export const refuseLiteral = (host: string, reach: Reach): void => {
  const address = bare(host);
  if (isIP(address) !== 0 && !reach(address)) throw new NotReachable(host);
};

/**
 * The `lookup` of a connection (node:net, node:http, node:https, undici's connect): resolves the host once, refuses it if any of its
 * addresses is one where we must not go, and connects to exactly the addresses that were judged. A name that answers differently a
 * moment later (DNS rebinding) therefore changes nothing.
 */
export const pinned =
  (reach: Reach, resolve: Resolve = resolveAll): LookupFunction =>
  (host, options: LookupOptions, callback) => {
    const answer = async (): Promise<void> => {
      let addresses: readonly LookupAddress[];
      try {
        addresses = await resolve(host);
      } catch (error) {
        callback(error as NodeJS.ErrnoException, []);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => reach(address))) callback(new NotReachable(host), []);
      else if (options.all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    };
    void answer();
  };
