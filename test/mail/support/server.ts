import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { extensions, issueCertificate } from '../../timestamp/support/openssl.ts';

/** A mail as it came over the wire. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Whether the connection was encrypted, and who had signed in. */
  readonly secure: boolean;
  readonly user: string | undefined;
  /** Headers and body. */
  readonly raw: string;
}

/** A real SMTP server on this machine, with a certificate for `localhost` of an authority of its own. */
export interface MailReceiver {
  readonly port: number;
  /** The certificate of the authority (PEM), to be trusted. */
  readonly authority: string;
  readonly received: readonly ReceivedMail[];
  readonly close: () => Promise<void>;
}

/** What the server asks for: the password of `meldpunt`, or nothing. */
export const account = { username: 'meldpunt', password: 'correct horse' } as const;

const certificates = async (): Promise<{ readonly key: string; readonly cert: string; readonly authority: string }> => {
  const directory = await mkdtemp(join(tmpdir(), 'meldpunt-smtp-'));
  try {
    const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
    await issueCertificate(directory, write, { name: 'root', extensions: extensions.root });
    const wanted = ['basicConstraints = critical, CA:FALSE', 'subjectAltName = DNS:localhost', 'extendedKeyUsage = serverAuth'];
    await issueCertificate(directory, write, { name: 'server', issuer: 'root', subject: 'localhost', extensions: wanted });
    const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');
    return { key: await read('server.key'), cert: await read('server.crt'), authority: await read('root.crt') };
  } finally {
    await rm(directory, { recursive: true });
  }
};

/** Starts a server. The options are those of smtp-server: `secure` for TLS from the first byte, `onRcptTo` to refuse somebody. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailReceiver> => {
  const { key, cert, authority } = await certificates();
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === account.username && password === account.password
        ? done(null, { user: username })
        : done(new Error('The credentials are wrong.')),
    onData: (stream, { envelope, secure, user }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        received.push({ from, to: rcptTo.map(({ address }) => address), secure, user, raw: Buffer.concat(parts).toString('utf8') });
        done();
      });
    },
    ...options,
  });
  // A client that breaks off the handshake is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.server.address() as AddressInfo).port,
    authority,
    received,
    close: () => new Promise((closed) => server.close(closed)),
  };
};
