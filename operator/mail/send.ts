import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { composeMail, type Mail } from './message.ts';

/** How a connection is kept from being read: TLS from its first byte, STARTTLS before anything is said, or not at all on this machine. */
export type MailSecurity = 'tls' | 'starttls' | 'loopback';

/** The key of a domain, which publishes its other half under the selector. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** The private key (PEM). */
  readonly key: string;
}

/** Which server takes the mail. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** With `starttls`, a server that does not offer it gets nothing. */
  readonly security: MailSecurity;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Certificates to trust besides those that Node trusts (PEM): those of an organisation's own authority. */
  readonly trust?: string;
  /** Signs what is sent in the name of a domain (RFC 6376), where the server does not. */
  readonly dkim?: DkimKey;
  /** How long sending one mail may take, from the first byte to the last (milliseconds). */
  readonly timeoutMs: number;
  /** How the server is reached, for whoever checks addresses first; by its name and port when left out. */
  readonly connect?: () => Socket;
}

/** What became of a mail. */
export type Sent =
  /** The server took it for at least one recipient; `reference` is what it answered, `without` are those whom it refused. */
  | { readonly outcome: 'accepted'; readonly reference: string; readonly without: readonly string[] }
  /** The server answered with a code of 500 to 599: the same mail will not be taken later either. */
  | { readonly outcome: 'refused'; readonly code: number }
  /** It may be tried again: nobody answered, not in time, not safely, or with a code of 400 to 499, or the credentials are wrong. */
  | { readonly outcome: 'failed'; readonly cause: string };

interface SmtpError {
  readonly code?: unknown;
  readonly responseCode?: unknown;
}

/** Codes and no words: what a server says may repeat an address or a password. */
const failureOf = (error: unknown): Sent => {
  const { code, responseCode } = (error ?? {}) as SmtpError;
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  // RFC 5321, 4.2.1 knows no codes beyond 599: whoever answers with one is out of order, and the mail waits until it is well again.
  const isFinal = status !== undefined && status >= 500 && status < 600;
  if (isFinal && (code === 'EENVELOPE' || code === 'EMESSAGE')) return { outcome: 'refused', code: status };
  const name = typeof code === 'string' ? code : error instanceof Error ? error.name : 'unknown';
  return { outcome: 'failed', cause: status === undefined ? name : `${name} ${status}` };
};

const connected = async (socket: Socket): Promise<void> => {
  if (!socket.connecting) return;
  await new Promise<void>((ready, failed) => {
    socket.once('connect', ready).once('error', failed);
  });
};

const deliver = async (server: MailServer, mail: Mail, socket: Socket): Promise<Sent> => {
  const { host, port, security, credentials, trust, dkim, timeoutMs } = server;
  const message = composeMail(mail);
  try {
    await connected(socket);
    const transport = createTransport({
      host,
      port,
      connection: socket,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ...(credentials !== undefined && { auth: { user: credentials.username, pass: credentials.password } }),
      tls: { minVersion: 'TLSv1.2', ...(trust !== undefined && { ca: trust }) },
      ...(dkim !== undefined && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.key } }),
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
    });
    const { response, rejected } = await transport.sendMail(message);
    return { outcome: 'accepted', reference: response.slice(0, 200), without: rejected };
  } catch (error) {
    return failureOf(error);
  }
};

/**
 * Sends one mail over a connection of its own. Throws a RangeError, before anything is sent, for a mail that is none; everything else
 * is an outcome. Whether a mail whose sending was cut off arrived nobody knows: its id tells the recipient.
 */
export const sendMail = async (server: MailServer, mail: Mail): Promise<Sent> => {
  composeMail(mail);
  const socket = server.connect?.() ?? connect({ host: server.host, port: server.port });
  // Whatever happens to the connection behind the end of sending is nobody's concern, and must not end the process.
  socket.on('error', () => undefined);
  const ended = new AbortController();
  const late = delay(server.timeoutMs, { outcome: 'failed', cause: 'ETIMEDOUT' } as const, { signal: ended.signal, ref: false });
  try {
    return await Promise.race([deliver(server, mail, socket), late]);
  } finally {
    ended.abort();
    late.catch(() => undefined);
    socket.destroy();
  }
};
