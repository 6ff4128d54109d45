// A receiver of calls over TLS that fails as such receivers do.
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isSigned, isTimely } from '../../operator/outbound/signature.ts';
import { issue } from '../cluster/x509.ts';
import type { Ledger, Notice } from './ledger.ts';

/** How one call goes. */
export type HookMood = 'good' | 'unavailable' | 'tooMany' | 'broken' | 'redirect' | 'silent' | 'cut' | 'endless' | 'strike';

/** What a hook is made with. */
export interface HookOptions {
  readonly ledger: Ledger;
  readonly mood: () => HookMood;
  readonly strike: () => Promise<void>;
  /** The secret that signs. */
  readonly secret: Buffer;
}

/** A running hook. */
export interface Hook {
  readonly url: string;
  readonly ca: string;
  /** Calls that were not signed as they should. */
  readonly forged: () => number;
  readonly close: () => void;
}

const answers: Readonly<Record<'unavailable' | 'tooMany' | 'broken' | 'redirect', readonly [number, Readonly<Record<string, string>>]>> = {
  unavailable: [503, { 'retry-after': '1' }],
  tooMany: [429, { 'retry-after': '1' }],
  broken: [500, {}],
  redirect: [307, { location: 'https://127.0.0.1:1/elsewhere' }],
};

/** Writes without end; whoever reads it has to stop by itself. */
const pour = (response: ServerResponse): void => {
  response.writeHead(200);
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  };
  response.on('drain', more);
  more();
};

const taking: readonly HookMood[] = ['good', 'cut', 'endless', 'strike'];

const reply = async (
  { ledger, strike }: HookOptions,
  mood: HookMood,
  notices: readonly Notice[],
  response: ServerResponse,
): Promise<void> => {
  switch (mood) {
    case 'silent':
      return;
    case 'good':
      response.writeHead(204).end();
      return;
    case 'endless':
      pour(response);
      return;
    case 'cut':
    case 'strike':
      for (const { key } of notices) ledger.doubt(key);
      if (mood === 'strike') await strike();
      response.destroy();
      return;
    default:
      response.writeHead(...answers[mood]).end();
  }
};

/** Starts a hook on this machine. */
export const startHook = async (options: HookOptions): Promise<Hook> => {
  const now = Temporal.Now.instant();
  const house = { name: 'authority of the hook' };
  const authority = issue(house, { kind: 'authority' }, now);
  const host = issue({ name: 'hook' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, { subject: house, identity: authority });
  let forged = 0;
  const server = createServer({ cert: host.certificate, key: host.key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
    request.on('end', () => {
      const { headers } = request;
      const body = Buffer.concat(chunks);
      const signed = {
        id: String(headers['webhook-id']),
        timestamp: String(headers['webhook-timestamp']),
        signatures: String(headers['webhook-signature']),
      };
      if (!isTimely(signed, Date.now() / 1_000) || !isSigned([options.secret], signed, body)) {
        forged += 1;
        response.writeHead(401).end();
        return;
      }
      const mood = options.mood();
      const { data } = JSON.parse(body.toString('utf8')) as { readonly data: Notice & { readonly notifications?: readonly Notice[] } };
      const notices = data.notifications ?? [data];
      options.ledger.note({ channel: 'call', id: signed.id, notices, to: ['hook'], taken: taking.includes(mood) });
      void reply(options, mood, notices, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/notifications`,
    ca: authority.certificate,
    forged: () => forged,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
