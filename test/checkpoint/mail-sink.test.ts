import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mailSink } from '../../operator/checkpoint/mail-sink.ts';
import { readMailSecret } from '../../operator/mail/secret.ts';
import { account, startMailServer } from '../mail/support/server.ts';

const publication = { note: 'log\n3\nroot\n\n\u2014 log AAAA\n', stamp: undefined, size: 3, linesFrom: async () => [] };
const from = 'meldpunt@example.org';
const to = ['auditor@example.org', 'notary@example.org'];
const origin = 'incidents.example.org/cluster-1';

const withSecret = async (files: Readonly<Record<string, string>>, run: (directory: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-mail-secret-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    await run(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const partOf = (raw: string, filename: string): string => {
  const part = raw.split(/\r\n--[^\r]*\r\n/).find((one) => one.includes(`filename=${filename}`)) ?? '';
  const [head = '', body = ''] = part.split('\r\n\r\n');
  return /base64/i.test(head) ? Buffer.from(body, 'base64').toString('utf8') : body;
};

test('each checkpoint is mailed to everybody who keeps one, byte for byte, with the credentials of the mounted Secret', async () => {
  const receiver = await startMailServer();
  try {
    await withSecret({ ...account, username: `${account.username}\n`, 'ca.crt': receiver.authority }, async (secret) => {
      const server = async () => ({
        host: 'localhost',
        port: receiver.port,
        security: 'starttls' as const,
        ...(await readMailSecret(secret)),
        timeoutMs: 10_000,
      });
      const sink = mailSink({ server, from, to, origin });
      await sink.publish(publication);
      await sink.publish({ ...publication, stamp: Buffer.from('token') });
    });
    assert.equal(
      receiver.received.map(({ raw: _, ...rest }) => rest),
      [
        { from, to, secure: true, user: 'meldpunt' },
        { from, to, secure: true, user: 'meldpunt' },
      ],
    );
    const [first = '', second = ''] = receiver.received.map(({ raw }) => raw);
    assert.match(first, 'Subject: Checkpoint of 3 lines, incidents.example.org/cluster-1');
    assert.match(first, /^Message-ID: <checkpoint\.3\.[0-9a-f]{16}@example\.org>/m);
    assert.match(second, /^Message-ID: <checkpoint\.3\.[0-9a-f]{16}\.stamped@example\.org>/m);
    assert.is(partOf(first, '000000000003.checkpoint'), publication.note);
    assert.is(partOf(second, '000000000003.checkpoint.tst'), 'token');
  } finally {
    await receiver.close();
  }
});

test('a mail that was not taken for everybody counts as not kept, and is told by its code', async () => {
  const receiver = await startMailServer({
    onRcptTo: ({ address }, _session, done) =>
      address === 'notary@example.org' ? done(Object.assign(new Error('no'), { responseCode: 550 })) : done(),
  });
  const told = async (recipients: readonly string[], password: string): Promise<unknown> => {
    const credentials = { ...account, password };
    const server = async () => ({
      host: 'localhost',
      port: receiver.port,
      security: 'starttls' as const,
      trust: receiver.authority,
      credentials,
      timeoutMs: 10_000,
    });
    const failure = await mailSink({ server, from, to: recipients, origin })
      .publish(publication)
      .catch((error: unknown) => error);
    return (failure as { readonly code?: unknown } | undefined)?.code;
  };
  try {
    assert.is(await told(to, account.password), 'recipient refused');
    assert.is(await told(['notary@example.org'], account.password), 'refused 550');
    assert.is(await told(to, 'wrong'), 'EAUTH 535');
    assert.is(await told(['auditor@example.org'], account.password), undefined);
  } finally {
    await receiver.close();
  }
});

test('without files in it a Secret says nothing', () =>
  withSecret({}, async (directory) => assert.equal(await readMailSecret(directory), {})));

test.run();
