import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Mail } from '../../operator/mail/message.ts';
import { type MailServer, sendMail } from '../../operator/mail/send.ts';
import { account, type MailReceiver, startMailServer } from './support/server.ts';

const mail: Mail = {
  id: 'checkpoint.45@incidents.example.org',
  from: { name: 'Meldpunt – incidents', address: 'meldpunt@example.org' },
  to: ['auditor@example.org', 'notary@example.org'],
  subject: 'Checkpoint of 45 lines – één',
  text: 'A text with é.\n',
};

const timeoutMs = 10_000;

const serving = async (options: SMTPServerOptions, run: (receiver: MailReceiver, server: MailServer) => Promise<void>): Promise<void> => {
  const receiver = await startMailServer(options);
  const { port, authority } = receiver;
  try {
    await run(receiver, { host: 'localhost', port, security: options.secure === true ? 'tls' : 'starttls', trust: authority, timeoutMs });
  } finally {
    await receiver.close();
  }
};

for (const secure of [true, false]) {
  test(`a mail is sent over ${secure ? 'TLS' : 'STARTTLS'}, signed in, to everybody it names`, () =>
    serving({ secure }, async ({ received }, server) => {
      const sent = await sendMail({ ...server, credentials: account }, mail);
      assert.is(sent.outcome, 'accepted', JSON.stringify(sent));
      assert.equal(
        received.map(({ raw: _, ...envelope }) => envelope),
        [{ from: 'meldpunt@example.org', to: ['auditor@example.org', 'notary@example.org'], secure: true, user: 'meldpunt' }],
      );
      const raw = received[0]?.raw ?? '';
      assert.match(raw, 'Message-ID: <checkpoint.45@incidents.example.org>');
      assert.match(raw, 'Auto-Submitted: auto-generated');
      assert.match(raw, /^Subject: =\?UTF-8\?Q\?Checkpoint_of_45_lines/m);
      assert.not.match(raw, /X-Mailer/i);
    }));
}

test('a server that offers no encryption gets nothing, no password either', () =>
  serving({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, async ({ received }, server) => {
    assert.is((await sendMail({ ...server, credentials: account }, mail)).outcome, 'failed');
    assert.equal(received, []);
  }));

test('a server whose certificate is of somebody unknown, or for another name, gets nothing', () =>
  serving({ secure: true }, async ({ received }, server) => {
    const { trust: _, ...untrusting } = server;
    assert.is((await sendMail(untrusting, mail)).outcome, 'failed');
    assert.is((await sendMail({ ...server, host: '127.0.0.1' }, mail)).outcome, 'failed');
    assert.equal(received, []);
  }));

test('only a server on this machine is spoken to without encryption, where it offers none', () =>
  serving({ disabledCommands: ['STARTTLS'] }, async ({ received }, server) => {
    const sent = await sendMail({ ...server, security: 'loopback' }, mail);
    assert.is(sent.outcome, 'accepted', JSON.stringify(sent));
    assert.is(received[0]?.secure, false);
  }));

const refusing = (responseCode: number): SMTPServerOptions => ({
  onRcptTo: ({ address }, _session, done) =>
    address.startsWith('notary') ? done(Object.assign(new Error(`no ${address}`), { responseCode })) : done(),
});

test('whom a server refuses is told, and whoever else the mail names receives it', () =>
  serving(refusing(550), async ({ received }, server) => {
    const sent = await sendMail(server, mail);
    assert.equal(sent.outcome === 'accepted' ? sent.without : sent, ['notary@example.org']);
    assert.equal(received[0]?.to, ['auditor@example.org']);
    assert.equal(await sendMail(server, { ...mail, to: ['notary@example.org'] }), { outcome: 'refused', code: 550 });
  }));

test('a server that asks to come back later has not refused', () =>
  serving(refusing(451), async (_, server) => {
    assert.equal(await sendMail(server, { ...mail, to: ['notary@example.org'] }), { outcome: 'failed', cause: 'EENVELOPE 451' });
  }));

test('a wrong password is a failure that tells nothing of it', () =>
  serving({}, async (_, server) => {
    const credentials = { username: 'meldpunt', password: 'wrong' };
    assert.equal(await sendMail({ ...server, credentials }, mail), { outcome: 'failed', cause: 'EAUTH 535' });
  }));

test('a server that greets and then says a word now and then is given up in time, and let go', async () => {
  const ends: Promise<void>[] = [];
  const slow = createServer((socket) => {
    socket.on('error', () => undefined);
    const words = setInterval(() => socket.write('220-one moment\r\n'), 20);
    ends.push(new Promise((ended) => socket.once('close', () => ended(clearInterval(words)))));
  });
  await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
  const { port } = slow.address() as AddressInfo;
  const server = { host: '127.0.0.1', port, security: 'starttls', timeoutMs: 200 } as const;
  assert.equal(await sendMail(server, mail), { outcome: 'failed', cause: 'ETIMEDOUT' });
  await Promise.all(ends);
  await new Promise((closed) => slow.close(closed));
  assert.equal(await sendMail(server, mail), { outcome: 'failed', cause: 'ECONNREFUSED' });
});

test('what could add a header or a recipient is refused before anybody is spoken to', async () => {
  const nowhere = { host: '127.0.0.1', port: 1, security: 'starttls', timeoutMs } as const;
  const wrong: readonly Partial<Mail>[] = [
    { to: [] },
    { to: ['a@example.org, b@example.org'] },
    { to: ['a@example.org\r\nBcc: b@example.org'] },
    { to: ['Somebody <a@example.org>'] },
    { from: { name: '', address: 'nobody' } },
    { id: 'no domain' },
    { id: 'a@b>\r\nBcc: c' },
  ];
  for (const part of wrong) {
    const refusal = await sendMail(nowhere, { ...mail, ...part }).catch((error: unknown) => error);
    assert.instance(refusal, RangeError, JSON.stringify(part));
  }
});

test('a line break in a subject or a name adds no header', () =>
  serving({}, async ({ received }, server) => {
    const from = { name: 'Meldpunt\r\nBcc: x@example.org', address: 'meldpunt@example.org' };
    await sendMail(server, { ...mail, from, subject: 'Checkpoint\r\nBcc: x@example.org' });
    assert.not.match(received[0]?.raw ?? '', /^Bcc:/m);
    assert.equal(received[0]?.to, mail.to);
  }));

test('a code that no standard knows refuses nothing for good', () =>
  serving(refusing(999), async (_, server) => {
    const sent = await sendMail(server, { ...mail, to: ['notary@example.org'] });
    assert.equal(sent, { outcome: 'failed', cause: 'EENVELOPE 999' });
  }));

test.run();
