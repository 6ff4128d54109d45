// Stores as they should not be: each behaves badly in one way, on this machine only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as a test says, and what it was asked. */
export interface Hostile {
  readonly url: URL;
  readonly ranges: readonly (string | undefined)[];
  readonly close: () => Promise<void>;
}

/** How a request is answered; `nth` counts from 0. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

/** Starts it on a free port. */
export const startHostile = async (behaviour: Behaviour): Promise<Hostile> => {
  const ranges: (string | undefined)[] = [];
  const server: Server = createServer((request, response) => {
    ranges.push(request.headers.range);
    behaviour(request, response, ranges.length - 1);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/evidence/disk.raw`),
    ranges,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

/** Serves bytes as a good server does, from where it was asked to. */
export const serve = (bytes: Buffer, etag = '"v1"'): Behaviour => {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN);
    const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    if (Number.isNaN(from) || !same) {
      response.writeHead(200, { 'content-length': bytes.length, etag }).end(bytes);
      return;
    }
    const headers = { 'content-length': bytes.length - from, 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`, etag };
    response.writeHead(206, headers).end(bytes.subarray(from));
  };
};

/** Sends the head and some bytes, and breaks the connection off. */
export const breakAfter = (bytes: Buffer, count: number, etag = '"v1"'): Behaviour => {
  return (_request, response) => {
    response.writeHead(200, { 'content-length': bytes.length, etag });
    response.write(bytes.subarray(0, count), () => response.destroy());
  };
};
