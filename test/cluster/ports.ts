// Free loopback ports.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the range from which the system serves outgoing connections: a port from there could be taken by any of them in the
// moment that a killed API server is away.
const LOWEST = 20_000;
const HIGHEST = 32_767;

/** Whether a server can listen on this port of 127.0.0.1 now. */
export const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen({ port, host: '127.0.0.1' });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

/** A port that is free now; chosen at random, so that control planes starting at once rarely want the same one. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port found between ${LOWEST} and ${HIGHEST} on 127.0.0.1.`);
};
