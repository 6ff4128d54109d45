// Receivers as a SIEM or another program would be: over TLS, with an authority of the house, checking each signature.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSigned, isTimely } from '../../operator/outbound/signature.ts';
import { issue } from '../cluster/x509.ts';

/** A message as it was received and taken. */
export interface Message {
  readonly id: string;
  readonly contentType: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into messages by name, and fails where they are otherwise.
  readonly body: any;
}

/** One receiver. */
export interface SinkPeer {
  readonly url: string;
  /** What it took, in the order in which it came. */
  readonly messages: readonly Message[];
  /** How often it refused, hung up or waited. */
  readonly turnedAway: () => number;
  /** What it answers from now on; `silence` never answers. */
  answer(status: number | 'silence'): void;
}

/** All receivers of a test, and the directory with their mounted Secrets. */
export interface SinkPeers {
  readonly secrets: string;
  readonly start: (name: string) => Promise<SinkPeer>;
  readonly stop: () => void;
}

/** Prepares receivers on loopback; each has a secret of its own. */
export const sinkPeers = (): SinkPeers => {
  const secrets = mkdtempSync(join(tmpdir(), 'channels-'));
  const servers: Server[] = [];
  const now = Temporal.Now.instant();
  const house = { name: 'authority of the house' };
  const authority = issue(house, { kind: 'authority' }, now);
  const host = issue({ name: 'siem' }, { kind: 'server', hosts: ['127.0.0.1'] }, now, { subject: house, identity: authority });
  const start = async (name: string): Promise<SinkPeer> => {
    const secret = Buffer.alloc(32, name);
    mkdirSync(join(secrets, name));
    writeFileSync(join(secrets, name, 'secret'), `whsec_${secret.toString('base64')}\n`);
    writeFileSync(join(secrets, name, 'ca.crt'), authority.certificate);
    const messages: Message[] = [];
    let turnedAway = 0;
    let status: number | 'silence' = 200;
    const server = createServer({ cert: host.certificate, key: host.key }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        const body = Buffer.concat(chunks);
        const signed = {
          id: String(headers['webhook-id']),
          timestamp: String(headers['webhook-timestamp']),
          signatures: String(headers['webhook-signature']),
        };
        const known = isTimely(signed, Date.now() / 1_000) && isSigned([secret], signed, body);
        const answer = known ? status : 401;
        if (answer === 200)
          messages.push({ id: signed.id, contentType: String(headers['content-type']), body: JSON.parse(body.toString()) });
        else turnedAway += 1;
        if (answer !== 'silence') response.writeHead(answer).end();
      });
    });
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
      messages,
      turnedAway: () => turnedAway,
      answer: (next) => {
        status = next;
        // Whoever waits for an answer is sent away, to come back for the new one.
        server.closeAllConnections();
      },
    };
  };
  return {
    secrets,
    start,
    stop: () => {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      rmSync(secrets, { recursive: true, force: true });
    },
  };
};
