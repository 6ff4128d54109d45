import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Observer } from '../kube/observer.ts';

/** The files of a certificate with its chain and of its key, both PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** The two as they were read together. */
export interface Pair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads the pair. Throws a sentence when a file is missing or the two do not belong together. */
export const readPair = async ({ cert, key }: TlsFiles): Promise<Pair> => {
  const pair = { cert: await readFile(cert), key: await readFile(key) };
  createSecureContext(pair);
  return pair;
};

/** How often it is looked whether the files changed (milliseconds): a renewed certificate is used within a minute, with room. */
const lookEvery = 10_000;

/**
 * Follows the files: a renewed certificate is used for new connections, and those that stand go on. While a file is being
 * replaced the two may not belong together; then the old pair stays. `name` is what the server is called in the log. The result ends the following.
 */
export const followPair = (server: Server, files: TlsFiles, first: Pair, name: string, observer: Pick<Observer, 'log'>): (() => void) => {
  let present = first;
  let told = false;
  const look = async (): Promise<void> => {
    try {
      const next = await readPair(files);
      told = false;
      if (next.cert.equals(present.cert) && next.key.equals(present.key)) return;
      server.setSecureContext(next);
      present = next;
      observer.log('info', `The certificate of the ${name} was replaced.`);
    } catch {
      if (!told) observer.log('warn', `The certificate of the ${name} cannot be read again; the one in use is kept.`);
      told = true;
    }
  };
  const timer = setInterval(() => void look(), lookEvery);
  return () => clearInterval(timer);
};
