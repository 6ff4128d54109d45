// Sessions live in the browser, sealed: they end, fit into cookies, and cannot be made or changed by anybody else.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCookies } from '../../operator/console/cookies.ts';
import { createSeals } from '../../operator/console/seal.ts';
import { createSessions, longestToken } from '../../operator/console/signin/session.ts';

const seals = createSeals(Buffer.alloc(32, 1));
const cookies = createCookies(true);
let now = 1_000_000;
const sessions = createSessions(seals, cookies, () => now);
const sent = (written: readonly string[]): string =>
  written
    .filter((one) => !one.includes('Max-Age=0'))
    .map((one) => one.split(';')[0])
    .join('; ');
const session = (token: string) => ({ user: 'm.janssens', token, expires: now + 60_000 });

test('a session is read as it was begun, until it ends', () => {
  const begun = session('eyJ.x.y');
  const header = sent(sessions.begin(begun));
  assert.equal(sessions.read(header), begun);
  assert.not.match(header, /eyJ|janssens/);
  now += 60_000;
  assert.is(sessions.read(header), undefined);
});

test('the largest token fits into cookies that every browser keeps', () => {
  const written = sessions.begin(session('x'.repeat(longestToken)));
  assert.ok(written.every((one) => (one.split(';')[0]?.length ?? 0) <= 4_000));
  assert.is(sessions.read(sent(written))?.token.length, longestToken);
});

test('a shorter session leaves nothing of the longer one before it', () => {
  const jar = new Map<string, string>();
  for (const written of [...sessions.begin(session('x'.repeat(7_000))), ...sessions.begin(session('short'))]) {
    const [name = '', value = ''] = written.split(';')[0]?.split('=') ?? [];
    if (written.includes('Max-Age=0')) jar.delete(name);
    else jar.set(name, value);
  }
  assert.is(sessions.read([...jar].map(([name, value]) => `${name}=${value}`).join('; '))?.token, 'short');
});

test('what was sealed for something else, by another key, or by nobody is no session', () => {
  const name = '__Host-meldpunt-session';
  const text = JSON.stringify(['a.verbeke', 'x', now + 60_000]);
  assert.is(sessions.read(`${name}=${seals.seal('report', text)}`), undefined);
  assert.is(sessions.read(`${name}=${createSeals(Buffer.alloc(32, 2)).seal('session', text)}`), undefined);
  assert.is(sessions.read(`${name}=${Buffer.from(text).toString('base64url')}`), undefined);
  assert.is(sessions.read(`${name}=${seals.seal('session', '{"user":"a.verbeke"}')}`), undefined);
  assert.is(sessions.read(''), undefined);
  assert.is(sessions.read(`${name}=${seals.seal('session', text)}`)?.user, 'a.verbeke');
});

test('signing out removes every part', () => {
  assert.equal(
    sessions.end().map((one) => /Max-Age=0/.test(one)),
    [true, true, true],
  );
});

test.run();
