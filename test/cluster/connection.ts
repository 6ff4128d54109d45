// One HTTPS request at a time to a program of the control plane, with a client certificate.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'undici';

/** A server, the authority that signed its certificate, and the client's own certificate and key, all PEM. */
export type Peer = { readonly url: string; readonly ca: string; readonly cert: string; readonly key: string };

/** The server at a loopback port, by the names of the certificate files in `pki`. */
export const peerAt = (port: number, pki: string, authority: string, client: string): Peer => {
  const pem = (file: string): string => readFileSync(join(pki, file), 'utf8');
  return { url: `https://127.0.0.1:${port}`, ca: pem(`${authority}.crt`), cert: pem(`${client}.crt`), key: pem(`${client}.key`) };
};

/** GET, or POST of a JSON `body`, over a connection of its own; throws when there is no answer within five seconds. */
export const request = async ({ url, ...connect }: Peer, path: string, body?: unknown): Promise<{ status: number; text: string }> => {
  const client = new Client(url, { connect: { ...connect, timeout: 5000 }, headersTimeout: 5000, bodyTimeout: 5000 });
  try {
    const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await client.request({ method: body === undefined ? 'GET' : 'POST', path, ...payload });
    return { status: answer.statusCode, text: await answer.body.text() };
  } finally {
    await client.destroy();
  }
};

/** Whether a GET is answered with 200; no answer is a no. */
export const isOk = async (peer: Peer, path: string): Promise<boolean> => {
  try {
    return (await request(peer, path)).status === 200;
  } catch {
    return false;
  }
};
