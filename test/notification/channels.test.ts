import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPolicy, IncidentPolicyChannel, IncidentPolicySpec } from '../../operator/api/types.gen.ts';
import type { Result } from '../../operator/delivery/step.ts';
import { type Channels, createChannels, type Message } from '../../operator/notification/channels.ts';
import { policy } from '../build.ts';
import { issue } from '../cluster/x509.ts';
import { type MailReceiver, startMailServer } from '../mail/support/server.ts';

const house = { name: 'authority of the house' };
const now = Temporal.Now.instant();
const authority = issue(house, { kind: 'authority' }, now);
const hosts = ['localhost', '127.0.0.1'];
const identity = issue({ name: 'siem' }, { kind: 'server', hosts }, now, { subject: house, identity: authority });

interface Heard {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let secrets: string;
let channels: Channels;
let receiver: MailReceiver;
let siem: Server;
let heard: Heard[] = [];
let answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } = { status: 204 };
/** Something on this machine that must never be spoken to. */
let forbidden: ReturnType<typeof createTcpServer>;
let touched = 0;

const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port;

const secret = (name: string, files: Readonly<Record<string, string>>): void => {
  mkdirSync(join(secrets, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(secrets, name, file), text);
};

const mailChannel = (more: Partial<IncidentPolicyChannel> = {}): IncidentPolicyChannel => ({
  name: 'mail',
  type: 'SMTP',
  url: `smtp://localhost:${receiver.port}`,
  secretRef: { name: 'smtp' },
  addresses: ['127.0.0.0/8', '::1/128'],
  ...more,
});
const webhookChannel = (more: Partial<IncidentPolicyChannel> = {}): IncidentPolicyChannel => ({
  name: 'siem',
  type: 'Webhook',
  url: `https://localhost:${portOf(siem)}/hook`,
  secretRef: { name: 'siem' },
  addresses: ['127.0.0.0/8', '::1/128'],
  ...more,
});

const people = (dpo: string): NonNullable<IncidentPolicySpec['people']> => ({
  dpo: { username: 'p.lambert', name: 'P. Lambert', email: dpo },
  ciso: { username: 's.wouters' },
  management: { username: 'a.verbeke' },
});

const organisation = (spec: Partial<IncidentPolicySpec> = {}): IncidentPolicy =>
  policy({
    contactPoint: { name: 'Meldpunt', email: 'meldpunt@example.org' },
    people: people('dpo@example.org'),
    ...spec,
  });

const message = (more: Partial<Message> = {}): Message => ({
  key: 'note-3b5d5c3712955042212316173ccf37be6e0e0b1d',
  reference: 'lost-laptop',
  language: 'nl',
  text: 'Er is een laptop verloren.\n',
  attachments: () => Promise.resolve([]),
  payload: { type: 'meldpunt.notification', data: { reference: 'lost-laptop' } },
  ...more,
});

const mailed = (changes: {
  policy?: IncidentPolicy;
  channel?: Partial<IncidentPolicyChannel>;
  to?: string;
  message?: Partial<Message>;
}): Promise<Result> =>
  channels.send(changes.policy ?? organisation(), mailChannel(changes.channel), changes.to ?? 'dpo', message(changes.message));

/** The headers of a mail as it came, unfolded, by name. */
const headersOf = (raw: string): ReadonlyMap<string, readonly string[]> => {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), value.join(':').trim()]);
  }
  return found;
};

/** The headers that a mail of ours has; whatever else stands there was smuggled in. */
const own = [
  'auto-submitted',
  'content-language',
  'content-transfer-encoding',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
];

test.before(async () => {
  secrets = mkdtempSync(join(tmpdir(), 'meldpunt-channels-'));
  channels = createChannels({ secrets, timeoutMs: 5_000 });
  receiver = await startMailServer();
  secret('smtp', { username: 'meldpunt', password: 'correct horse', 'ca.crt': receiver.authority });
  secret('siem', { secret: `whsec_${Buffer.alloc(24, 7).toString('base64')}`, 'ca.crt': authority.certificate });
  siem = createServer({ cert: identity.certificate, key: identity.key }, (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((listening) => siem.listen(0, '127.0.0.1', listening));
  forbidden = createTcpServer((socket) => {
    touched += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => forbidden.listen(0, '127.0.0.1', listening));
});

test.before.each(() => {
  heard = [];
  answer = { status: 204 };
  (receiver.received as unknown[]).length = 0;
  touched = 0;
});

test.after(async () => {
  await receiver.close();
  siem.closeAllConnections();
  siem.close();
  forbidden.close();
  rmSync(secrets, { recursive: true });
});

test('a mail goes to one address, signed in over TLS, with the reference as its subject and the key in its id', async () => {
  assert.equal(await mailed({}), { kind: 'accepted', reference: '250' });
  assert.equal(
    receiver.received.map(({ raw: _, ...envelope }) => envelope),
    [{ from: 'meldpunt@example.org', to: ['dpo@example.org'], secure: true, user: 'meldpunt' }],
  );
  const headers = headersOf(receiver.received[0]?.raw ?? '');
  assert.equal(headers.get('subject'), ['lost-laptop']);
  assert.equal(headers.get('message-id'), ['<note-3b5d5c3712955042212316173ccf37be6e0e0b1d@example.org>']);
  assert.equal([...headers.keys()].sort(), own);
});

test('a mail is signed for a domain where the Secret has its key', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  secret('signing', { 'ca.crt': receiver.authority, 'dkim.key': key, 'dkim.domain': 'example.org', 'dkim.selector': 'm1' });
  assert.is((await mailed({ channel: { secretRef: { name: 'signing' } } })).kind, 'accepted');
  assert.match(headersOf(receiver.received[0]?.raw ?? '').get('dkim-signature')?.[0] ?? '', /d=example\.org;.* s=m1/);
});

test('an address that is to stand in no policy comes from the Secret, and a changed Secret works at once', async () => {
  const files = { 'ca.crt': receiver.authority, recipients: '# who\ndpo privacy@example.org\n', from: 'noreply@example.org' };
  secret('addresses', files);
  const send = (): Promise<Result> => mailed({ channel: { secretRef: { name: 'addresses' } } });
  assert.is((await send()).kind, 'accepted');
  secret('addresses', { ...files, recipients: 'dpo other@example.org' });
  assert.is((await send()).kind, 'accepted');
  assert.equal(
    receiver.received.map(({ from, to }) => [from, to]),
    [
      ['noreply@example.org', ['privacy@example.org']],
      ['noreply@example.org', ['other@example.org']],
    ],
  );
});

const causes: readonly (readonly [string, Parameters<typeof mailed>[0], string])[] = [
  ['a Secret that is not mounted', { channel: { secretRef: { name: 'absent' } } }, 'SecretMissing'],
  ['a Secret whose name leads elsewhere', { channel: { secretRef: { name: '../smtp' } } }, 'SecretMissing'],
  ['a name that the policy does not have', { to: '__proto__' }, 'AddressUnknown'],
  ['a name that every object has', { to: 'constructor' }, 'AddressUnknown'],
  [
    'a sender that is no address',
    { policy: organisation({ contactPoint: { name: 'x', email: 'a@b\r\nBcc: evil@example.net' } }) },
    'SenderUnknown',
  ],
  ['a URL that is none of a mail server', { channel: { url: 'smtp://user:pw@localhost:25' } }, 'ServerUnknown'],
];
for (const [what, changes, reference] of causes) {
  test(`${what} is a cause that somebody can mend, and sends nothing`, async () => {
    assert.equal(await mailed(changes), { kind: 'failed', reference, retryAfterMs: 0 });
    assert.equal(receiver.received, []);
  });
}

/** Texts with which others have made a mail say more than it should. */
const hostile = [
  'x\r\nBcc: evil@example.net',
  'x\nBcc: evil@example.net\n\nbody',
  'x\r\n\r\n<script>alert(1)</script>',
  'x\r\n.\r\nMAIL FROM:<a@example.net>\r\nRCPT TO:<evil@example.net>\r\nDATA\r\nSubject: smuggled\r\n\r\nbody\r\n.\r\n',
  'x\n.\nMAIL FROM:<a@example.net>',
  'x\r.\rRCPT TO:<evil@example.net>',
  '=?utf-8?Q?x=0D=0ABcc:_evil@example.net?=',
  '" <evil@example.net>, "',
  '{{constructor.constructor("return process")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of an attack, not a template.
  '${process.exit(1)} <%= 7*7 %> #{7*7}',
  '__proto__',
  'x\u0000\u2028\u2029\u0085Bcc: evil@example.net',
  `x${'y'.repeat(5_000)}`,
];

for (const [index, text] of hostile.entries()) {
  test(`hostile text ${index} adds no recipient, no header and no second mail`, async () => {
    const sent = await mailed({
      policy: organisation({ organisation: text }),
      message: { reference: text, text, language: 'nl' },
    });
    assert.is(sent.kind, 'accepted', JSON.stringify(sent));
    assert.equal(
      receiver.received.map(({ to }) => to),
      [['dpo@example.org']],
    );
    const headers = headersOf(receiver.received[0]?.raw ?? '');
    assert.equal([...headers.keys()].sort(), own);
    for (const values of headers.values()) assert.is(values.length, 1);
    assert.equal(headers.get('to'), ['dpo@example.org']);
    assert.is(({} as { readonly evil?: unknown }).evil, undefined);
  });

  test(`an address with hostile text ${index} reaches nobody`, async () => {
    for (const email of [`dpo@example.org${text}`, `${text}@example.org`, `dpo@example.org, ${text}@example.net`]) {
      const sent = await mailed({ policy: organisation({ people: people(email) }) });
      if (sent.kind === 'accepted')
        assert.equal(
          receiver.received.flatMap(({ to }) => to),
          [email],
        );
      else assert.equal(sent, { kind: 'failed', reference: 'AddressUnknown', retryAfterMs: 0 });
      (receiver.received as unknown[]).length = 0;
    }
  });
}

test('whoever reported is written to where the Secret says, and nowhere else', async () => {
  const lines = (reporters: string): void => secret('reports', { 'ca.crt': receiver.authority, reporters });
  const toReporter = (reporter: string): Promise<Result> =>
    mailed({ channel: { secretRef: { name: 'reports' } }, to: 'reporter', message: { reporter } });
  lines('m.janssens an@elsewhere.example\n* @example.org\n');
  for (const user of ['m.janssens', 'k.peeters', 'K.Maes@EXAMPLE.org']) assert.is((await toReporter(user)).kind, 'accepted', user);
  const strangers = [
    'x@elsewhere.example',
    'x@y@example.org',
    'x@sub.example.org',
    'system:serviceaccount:a:b',
    '@example.org',
    'a b',
    '*',
    '',
  ];
  for (const user of strangers)
    assert.equal(await toReporter(user), { kind: 'failed', reference: 'AddressUnknown', retryAfterMs: 0 }, user);
  lines('* helpdesk@example.org\n');
  assert.is((await toReporter('system:serviceaccount:a:b')).kind, 'accepted');
  lines('k.peeters k.peeters@example.org\n');
  assert.is((await toReporter('m.janssens')).kind, 'failed');
  assert.equal(
    receiver.received.map(({ to }) => to.join()),
    ['an@elsewhere.example', 'k.peeters@example.org', 'K.Maes@example.org', 'helpdesk@example.org'],
  );
});

test('a server that stops answering after the final dot leaves the outcome open, within bounded time', async () => {
  const silent = await startMailServer({ onData: (stream) => void stream.resume() });
  try {
    const brief = createChannels({ secrets, timeoutMs: 800 });
    secret('silent', { 'ca.crt': silent.authority });
    const channel = mailChannel({ url: `smtp://localhost:${silent.port}`, secretRef: { name: 'silent' } });
    assert.equal(await brief.send(organisation(), channel, 'dpo', message()), { kind: 'failed', reference: 'ETIMEDOUT', retryAfterMs: 0 });
  } finally {
    await silent.close();
  }
});

test('a refusal is one of the recipient, or of the moment', async () => {
  const refusing = async (code: number): Promise<Result> => {
    const server = await startMailServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no dpo@example.org here'), { responseCode: code })),
    });
    secret('refusing', { 'ca.crt': server.authority });
    try {
      return await mailed({ channel: { url: `smtp://localhost:${server.port}`, secretRef: { name: 'refusing' } } });
    } finally {
      await server.close();
    }
  };
  assert.equal(await refusing(550), { kind: 'refused', reference: '550' });
  assert.equal(await refusing(450), { kind: 'failed', reference: 'EENVELOPE 450', retryAfterMs: 0 });
});

test('a call carries the key and a signature, and a status decides what becomes of it', async () => {
  const send = (): Promise<Result> => channels.send(organisation(), webhookChannel(), 'siem', message());
  assert.equal(await send(), { kind: 'accepted', reference: 'HTTP 204' });
  assert.is(heard[0]?.headers['webhook-id'], 'note-3b5d5c3712955042212316173ccf37be6e0e0b1d');
  assert.match(String(heard[0]?.headers['webhook-signature']), /^v1,/);
  assert.equal(JSON.parse(heard[0]?.body ?? ''), { type: 'meldpunt.notification', data: { reference: 'lost-laptop' } });
  answer = { status: 503, headers: { 'retry-after': '120' } };
  assert.equal(await send(), { kind: 'failed', reference: 'HTTP 503', retryAfterMs: 120_000 });
  answer = { status: 422 };
  assert.equal(await send(), { kind: 'refused', reference: 'HTTP 422' });
});

test('a redirect is not followed, wherever it leads', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    answer = { status, headers: { location: `https://127.0.0.1:${portOf(forbidden)}/` } };
    const sent = await channels.send(organisation(), webhookChannel(), 'siem', message());
    assert.equal(sent, { kind: 'failed', reference: `HTTP ${status}`, retryAfterMs: 0 });
  }
  assert.is(touched, 0);
  assert.is(heard.length, 5);
});

/** Ways to write an address of this machine, of its cluster or of the cloud around it. */
const disguises = [
  '127.0.0.1',
  'localhost',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '127.000.000.001',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  'localhost.',
  '127。0。0。1',
  '①②⑦.0.0.1',
];

for (const host of disguises) {
  test(`nothing is sent to ${host}, by call or by mail`, async () => {
    const port = portOf(forbidden);
    for (const userinfo of ['', 'example.org@', 'example.org:443@']) {
      const url = `https://${userinfo}${host}:${port}/`;
      assert.is((await channels.send(organisation(), webhookChannel({ url, addresses: [] }), 'siem', message())).kind, 'failed');
    }
    for (const scheme of ['smtp', 'smtps']) {
      assert.is((await mailed({ channel: { url: `${scheme}://${host}:${port}`, addresses: [] } })).kind, 'failed');
    }
    assert.is(touched, 0);
  });
}

test('where an administrator names the range, the same addresses are spoken to', async () => {
  const port = portOf(forbidden);
  await channels.send(organisation(), webhookChannel({ url: `https://2130706433:${port}/` }), 'siem', message());
  await mailed({ channel: { url: `smtp://127.1:${port}` } });
  assert.is(touched, 2);
});

test('only https is spoken to a webhook', async () => {
  const port = portOf(forbidden);
  for (const url of [
    `http://localhost:${port}`,
    `ftp://localhost:${port}`,
    'file:///etc/passwd',
    'data:,x',
    'javascript:1',
    'https:',
    '',
  ]) {
    assert.equal(await channels.send(organisation(), webhookChannel({ url }), 'siem', message()), {
      kind: 'failed',
      reference: 'AddressUnknown',
      retryAfterMs: 0,
    });
  }
  assert.is(touched, 0);
});

test.run();
