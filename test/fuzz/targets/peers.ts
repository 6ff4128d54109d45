import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { errorFromResponse, KubeError } from '../../../operator/kube/errors.ts';
import { createDecoder } from '../../../operator/kube/stream.ts';
import type { Mail } from '../../../operator/mail/message.ts';
import { type MailServer, sendMail } from '../../../operator/mail/send.ts';
import { reachOf } from '../../../operator/outbound/address.ts';
import { createWebhook } from '../../../operator/outbound/webhook.ts';
import { nonceFrom, timestampRequest } from '../../../operator/timestamp/request.ts';
import { readResponse } from '../../../operator/timestamp/response.ts';
import { readToken } from '../../../operator/timestamp/token.ts';
import { verifyToken } from '../../../operator/timestamp/verify.ts';
import { issue } from '../../cluster/x509.ts';
import { createAuthority } from '../../timestamp/support/authority.ts';
import { demand, type Opened, plain, type Target } from '../target.ts';

const imprint = { algorithm: 'sha256', digest: createHash('sha256').update('the evidence').digest() } as const;
const nonce = nonceFrom(Buffer.from('a1b2c3d4e5f60718', 'hex'));

const stamped = async (): Promise<readonly Buffer[]> => {
  const authority = await createAuthority();
  try {
    const answer = Buffer.from(await authority.reply(timestampRequest(imprint, nonce)));
    const response = readResponse(answer);
    return response.outcome === 'granted' ? [answer, Buffer.from(response.token)] : [answer];
  } finally {
    await authority.remove();
  }
};

/** Its own certificates as anchors: whoever forges a token brings them along, and they are looked into all the same. */
const ownAnchors = (token: Uint8Array): ReturnType<typeof readToken>['certificates'] => {
  try {
    return readToken(token).certificates;
  } catch {
    return [];
  }
};

const checkStamp = (bytes: Uint8Array): void => {
  for (const anchors of [[], ownAnchors(bytes)]) {
    const check = verifyToken(bytes, { imprint, nonce, anchors });
    demand(check.outcome === 'verified' || check.reason !== '', 'what is not verified says why');
  }
};

const mail: Mail = {
  id: 'note-0123456789abcdef@incidents.example.org',
  from: { name: 'Meldpunt', address: 'meldpunt@example.org' },
  to: ['dpo@example.org', 'ciso@example.org'],
  subject: 'Something happened',
  text: 'Read it.\n',
  language: 'en',
};

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
};

const closed = (server: Server): Promise<void> => new Promise((done) => void server.close(() => done()));

/** A server that answers each line with the next part of the input (parts end with a zero byte), and hangs up when there is none. */
const openSmtp = async (): Promise<Opened> => {
  let parts: Buffer[] = [];
  const server = createServer((socket: Socket) => {
    const say = (): void => {
      const part = parts.shift();
      if (part === undefined) socket.destroy();
      else socket.write(part);
    };
    socket.on('error', () => undefined).on('data', say);
    say();
  });
  const options: MailServer = { host: 'localhost', port: await listening(server), security: 'loopback', timeoutMs: 60 };
  return {
    run: async (input) => {
      parts = [];
      for (let at = 0; at <= input.length; ) {
        const end = input.indexOf(0, at);
        parts.push(input.subarray(at, end === -1 ? input.length : end));
        at = end === -1 ? input.length + 1 : end + 1;
      }
      const sent = await sendMail(options, mail);
      if (sent.outcome === 'accepted') demand(sent.reference.length <= 200, 'what a server says is cut');
      else if (sent.outcome === 'refused') demand(sent.code >= 500 && sent.code < 600, 'only a code of 500 to 599 is a refusal');
      else demand(/^\w+(?: \d+)?$/.test(sent.cause), 'a cause is a code and no words of the server');
    },
    close: () => closed(server),
  };
};

/** A server that answers with the input and hangs up. */
const openWebhook = async (): Promise<Opened> => {
  let answer = Buffer.alloc(0);
  const now = Temporal.Now.instant();
  const house = { name: 'authority of the house' };
  const authority = issue(house, { kind: 'authority' }, now);
  const { certificate, key } = issue({ name: 'siem' }, { kind: 'server', hosts: ['localhost'] }, now, {
    subject: house,
    identity: authority,
  });
  const server = createTlsServer({ cert: certificate, key }, (socket: TLSSocket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(answer));
  });
  const url = new URL(`https://localhost:${await listening(server)}/hooks`);
  const webhook = createWebhook({
    url,
    secrets: [],
    reach: reachOf(['127.0.0.0/8', '::1/128']),
    ca: authority.certificate,
    timeoutMs: 60,
  });
  return {
    run: async (input) => {
      answer = Buffer.from(input);
      const posted = await webhook.post({ id: 'note-1', contentType: 'application/json', body: '{}' });
      if (posted.outcome === 'accepted') demand(posted.status >= 200 && posted.status < 300, 'only a status of 200 to 299 is a success');
      if (posted.outcome !== 'failed') return;
      demand(posted.retryAfterMs >= 0 && posted.retryAfterMs <= 3_600_000, 'nobody is waited for longer than an hour');
      demand(/^[\w ]{1,64}$/.test(posted.cause), 'a cause is a code and no words of the receiver');
    },
    close: async () => {
      webhook.close();
      await closed(server);
    },
  };
};

const dialogue = [
  '220 mail.example ESMTP\r\n',
  '250-mail.example\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n',
  '250 2.1.0 Ok\r\n',
  '250 2.1.5 Ok\r\n',
  '250 2.1.5 Ok\r\n',
  '354 go on\r\n',
  '250 2.0.0 queued as 4711\r\n',
  '221 Bye\r\n',
];

const refusing = (error: unknown): void => {
  if (!(error instanceof KubeError)) throw error;
};

/** What others answer to us. */
export const peerTargets: readonly Target[] = [
  {
    name: 'timestamps',
    promise: 'the answer of a time-stamping authority, and a token, are verified, or refused with a reason',
    code: ['/operator/timestamp/', '/pkijs/', '/asn1js/'],
    seeds: stamped,
    words: [
      '\x30\x80',
      '\x30\x84\xff\xff\xff\xff',
      '\x02\x01\x00',
      '\x05\x00',
      '\xa0\x80',
      '\x00\x00',
      '\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04',
      '\x18\x0f20261023091200Z',
    ],
    open: plain((input) => {
      const bytes = new Uint8Array(input);
      checkStamp(bytes);
      const response = readResponse(bytes);
      if (response.outcome === 'granted') checkStamp(response.token);
      else demand(response.reason !== '', 'what is refused says why');
    }),
  },
  {
    name: 'smtp',
    promise: 'whatever a mail server says, sending ends in time with an outcome, and none of its words is passed on as a cause',
    code: ['/operator/mail/', '/nodemailer/'],
    seeds: () => [
      Buffer.from(dialogue.join('\0')),
      Buffer.from([...dialogue.slice(0, 3), '550 5.1.1 no such user\r\n', '250 ok\r\n', '354 go\r\n', '451 4.3.0 later\r\n'].join('\0')),
      Buffer.from('421 busy\r\n'),
    ],
    words: [
      '220 ',
      '250 ',
      '250-',
      '334 ',
      '354 ',
      '421 ',
      '451 ',
      '500 ',
      '550 5.1.1 ',
      '\r\n',
      '\n',
      '\0',
      'AUTH PLAIN LOGIN',
      'STARTTLS',
      'PIPELINING',
      'SIZE 0',
      '\r',
      '999 ',
      'x'.repeat(64),
    ],
    open: openSmtp,
  },
  {
    name: 'webhooks',
    promise: 'whatever a receiver answers, posting ends in time with an outcome, and none of its words is passed on',
    code: ['/operator/outbound/'],
    seeds: () =>
      [
        'HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok',
        'HTTP/1.1 429 Slow\r\nretry-after: 17\r\ncontent-length: 0\r\n\r\n',
        'HTTP/1.1 503 No\r\nretry-after: Wed, 21 Oct 2026 07:28:00 GMT\r\ntransfer-encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n',
        'HTTP/1.1 307 There\r\nlocation: https://elsewhere.example/\r\n\r\n',
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
      ].map((text) => Buffer.from(text)),
    words: [
      'HTTP/1.1 ',
      'HTTP/1.0 ',
      '200',
      '101',
      '304',
      '410',
      '\r\n',
      '\r\n\r\n',
      'retry-after: ',
      '-1',
      '99999999999',
      'content-length: ',
      'transfer-encoding: chunked',
      'content-encoding: gzip',
      'connection: upgrade',
      'ffffffffffffffff',
    ],
    open: openWebhook,
  },
  {
    name: 'watches',
    promise: 'whatever a stream or an answer of the API server says, it is read, or refused without a word of it',
    code: ['/operator/kube/'],
    seeds: () => [
      Buffer.from(
        '{"type":"ADDED","object":{"kind":"Incident","metadata":{"name":"a","resourceVersion":"1"}}}\n{"type":"BOOKMARK","object":{}}\n',
      ),
      Buffer.from('{"type":"ERROR","object":{"code":410,"reason":"Expired","message":"too old"}}\n'),
      Buffer.from(
        '{"reason":"Invalid","code":422,"details":{"retryAfterSeconds":5,"causes":[{"reason":"FieldValueInvalid","field":"spec.a[x]"}]}}',
      ),
    ],
    words: [
      '\n',
      '\r\n',
      '"causes"',
      '"details"',
      '"reason"',
      'NamespaceTerminating',
      'ResourceVersionTooLarge',
      'Expired',
      'AlreadyExists',
      'null',
      '[]',
      '{}',
      'Request entity too large',
    ],
    open: plain((input) => {
      for (const size of [input.length, 7]) {
        const decode = createDecoder('watch Incident');
        try {
          for (let at = 0; at < input.length; at += Math.max(1, size)) decode(input.subarray(at, at + Math.max(1, size)));
        } catch (error) {
          refusing(error);
        }
      }
      for (const status of [400, 422, 500]) {
        const error = errorFromResponse('get Incident', status, input.toString('utf8'), input.toString('latin1').slice(0, 12));
        demand(error.retryAfter >= 0 && error.retryAfter <= 600_000, 'nobody waits longer than ten minutes');
      }
    }),
  },
];
