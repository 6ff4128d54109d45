import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateWish, extensions, issueCertificate, openssl } from './openssl.ts';

/** How the certificate of an authority differs from a good one. */
export type AuthorityWish = Partial<Pick<CertificateWish, 'extensions' | 'from' | 'until' | 'key' | 'subject'>>;

/** A time-stamping authority of OpenSSL, with a root of its own, in a directory of its own. */
export interface Authority {
  readonly directory: string;
  /** The certificate of its root (PEM): the trust anchor. */
  readonly anchor: string;
  /** Answers a question (RFC 3161) as `openssl ts -reply` does. */
  readonly reply: (question: Uint8Array) => Promise<Uint8Array>;
  /** What OpenSSL says of a token over a digest; throws if it does not verify. */
  readonly verify: (token: Uint8Array, digest: Uint8Array) => Promise<string>;
  readonly remove: () => Promise<void>;
}

const tsaConfiguration = `
[tsa]
default_tsa = here
[here]
serial = serial
crypto_device = builtin
signer_cert = stamping.crt
signer_key = stamping.key
certs = root.crt
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** Makes an authority; it takes a fifth of a second. Remove it when done. */
export const createAuthority = async (wish: AuthorityWish = {}): Promise<Authority> => {
  const directory = await mkdtemp(join(tmpdir(), 'meldpunt-tsa-'));
  const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
  await issueCertificate(directory, write, { name: 'root', extensions: extensions.root, subject: 'Root of the tests' });
  const wanted = { extensions: extensions.stamping, subject: 'Time stamps of the tests', ...wish };
  await issueCertificate(directory, write, { name: 'stamping', issuer: 'root', ...wanted });
  await write('tsa.cnf', tsaConfiguration);
  await write('serial', '01\n');
  let files = 0;
  const fileName = (): string => {
    files += 1;
    return `file-${files}`;
  };
  // The file with the serial number is one, so the answers are made one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const answer = async (question: Uint8Array): Promise<Uint8Array> => {
    const name = fileName();
    await writeFile(join(directory, name), question);
    await openssl(directory, 'ts', '-reply', '-config', 'tsa.cnf', '-queryfile', name, '-out', `${name}.answer`);
    return await readFile(join(directory, `${name}.answer`));
  };
  return {
    directory,
    anchor: await readFile(join(directory, 'root.crt'), 'utf8'),
    reply: (question) => {
      const next = last.then(() => answer(question));
      last = next.catch(() => undefined);
      return next;
    },
    verify: async (token, digest) => {
      const name = fileName();
      await writeFile(join(directory, name), token);
      const hash = Buffer.from(digest).toString('hex');
      return await openssl(directory, 'ts', '-verify', '-digest', hash, '-in', name, '-token_in', '-CAfile', 'root.crt');
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
};

/** A server of time stamps over HTTP. */
export interface AuthorityServer {
  readonly url: URL;
  /** How many questions it was asked. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Serves an authority on a free port of this machine, as RFC 3161, 3.4 says. */
export const serveAuthority = async ({ reply }: Pick<Authority, 'reply'>): Promise<AuthorityServer> => {
  let asked = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const question = await bodyOf(request);
      asked += 1;
      if (request.method !== 'POST' || request.headers['content-type'] !== 'application/timestamp-query') {
        response.writeHead(400).end();
        return;
      }
      try {
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(await reply(question));
      } catch {
        response.destroy();
      }
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`),
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
