// A real SMTP server behind a door that fails as servers and networks do.
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { issue } from '../cluster/x509.ts';
import type { Ledger, Notice } from './ledger.ts';

/** How one connection goes: as it should, or in one of the ways in which it does not. */
export type MailMood =
  | 'good'
  /** The connection is broken off at once. */
  | 'away'
  /** It is taken and never answered. */
  | 'silent'
  /** It is taken, and answered with a byte a second. */
  | 'drip'
  /** The recipient is refused for the moment (450), or the message is (451). */
  | 'busy'
  | 'later'
  /** The message is refused for good (554). */
  | 'never'
  /** The message is taken, and the answer to its final dot never arrives. */
  | 'cut'
  /** As `cut`, and the sender is killed at that moment; or in the middle of the message. */
  | 'strike'
  | 'strikeEarly';

/** What a mailbox is made with. */
export interface MailboxOptions {
  readonly ledger: Ledger;
  readonly mood: () => MailMood;
  /** Kills the sender. */
  readonly strike: () => Promise<void>;
}

/** A running mailbox. */
export interface Mailbox {
  readonly port: number;
  /** The certificate of its authority (PEM). */
  readonly ca: string;
  readonly close: () => void;
}

interface Connection {
  readonly mood: MailMood;
  readonly client?: Socket;
}

/** A header as it reads, unfolded. */
const header = (raw: string, name: string): string =>
  new RegExp(`^${name}: ?(.*)$`, 'im').exec(raw.split('\r\n\r\n', 1)[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '')?.[1]?.trim() ?? '';

/**
 * What a mail holds: itself, or the notices that it lists at its head. Lines that were broken for the way are whole again, and of a mail
 * with HTML the text is read.
 */
const noticesIn = (raw: string, id: string): readonly Notice[] => {
  if (!id.startsWith('notes-')) return [{ key: id, reference: header(raw, 'Subject') }];
  const text = raw.slice(0, raw.search(/^Content-Type: text\/html/im) >>> 0).replace(/=\r\n/g, '');
  return [...text.matchAll(/^- \*\*(\S+?)\*\*:\r\n(?: {2}- .*\r\n)*? {2}- (note-[0-9a-f]{40})\r$/gm)].map(
    ([, reference = '', key = '']) => ({
      key,
      reference,
    }),
  );
};

/** Servers repeat the address in what they say. */
const refusal = (code: number, to: string): Error => Object.assign(new Error(`not for ${to}`), { responseCode: code });

const taking: readonly MailMood[] = ['good', 'cut', 'strike'];

/** Receives a message whole, or as much as its mood lets through, and says with which code it is refused, if it is. */
const receive = async (
  { ledger, strike }: MailboxOptions,
  { mood, client }: Connection,
  stream: NodeJS.ReadableStream,
  to: readonly string[],
): Promise<number> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    if (mood === 'strikeEarly') {
      void strike();
      client?.destroy();
    }
  }
  if (mood === 'strikeEarly') return 451;
  const raw = Buffer.concat(chunks).toString('utf8');
  const id = header(raw, 'Message-ID').replace(/^<|@.*$/g, '');
  const notices = noticesIn(raw, id);
  ledger.note({ channel: 'mail', id, notices, to, taken: taking.includes(mood) });
  if (mood === 'cut' || mood === 'strike') {
    for (const { key } of notices) ledger.doubt(key);
    if (mood === 'strike') await strike();
    client?.destroy();
  }
  if (mood === 'later') return 451;
  return mood === 'never' ? 554 : 250;
};

/** Starts a mailbox on this machine. */
export const startMailbox = async (options: MailboxOptions): Promise<Mailbox> => {
  const now = Temporal.Now.instant();
  const house = { name: 'authority of the mailbox' };
  const authority = issue(house, { kind: 'authority' }, now);
  const host = issue({ name: 'mailbox' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, {
    subject: house,
    identity: authority,
  });
  const connections = new Map<number, Connection>();
  const sockets = new Set<Socket>();
  const of = (port: number): Connection => connections.get(port) ?? { mood: 'good' };
  const server = new SMTPServer({
    key: host.key,
    cert: host.certificate,
    authOptional: true,
    onRcptTo: ({ address }, { remotePort }, done) => done(of(remotePort).mood === 'busy' ? refusal(450, address) : null),
    onData: (stream, { envelope, remotePort }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      void receive(options, of(remotePort), stream, to).then(
        (code) => done(code === 250 ? null : refusal(code, to.join())),
        () => done(refusal(451, to.join())),
      );
    },
  });
  // Senders that are killed leave broken handshakes behind.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const inside = (server.server.address() as AddressInfo).port;
  const door = createServer((client) => {
    const mood = options.mood();
    sockets.add(client);
    client.on('error', () => undefined).on('close', () => sockets.delete(client));
    if (mood === 'silent') return;
    if (mood === 'drip') {
      const dripping = setInterval(() => client.write('2'), 1_000);
      client.on('close', () => clearInterval(dripping));
      return;
    }
    if (mood === 'away') {
      client.destroy();
      return;
    }
    const upstream = dial({ port: inside, host: '127.0.0.1' }, () => {
      connections.set(upstream.localPort ?? 0, { mood, client });
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  return {
    port: (door.address() as AddressInfo).port,
    ca: authority.certificate,
    close: () => {
      for (const socket of sockets) socket.destroy();
      door.close();
      server.close();
    },
  };
};
