// Seals, tokens, limits, cookies, languages, and where a request comes from.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createCookies } from '../../operator/console/cookies.ts';
import { createFormTokens } from '../../operator/console/form-token.ts';
import { languageOf } from '../../operator/console/language.ts';
import { isCrossSite, ownPath } from '../../operator/console/origin.ts';
import { createRate, senderOf } from '../../operator/console/rate.ts';
import { createSeals, sealingKey } from '../../operator/console/seal.ts';
import { holds } from '../journal/holds.ts';

const seals = createSeals(Buffer.alloc(32, 1));

test('what is sealed opens again, for its purpose, with its key, and unchanged', () => {
  holds(
    fc.property(fc.string(), fc.nat(), (text, at) => {
      const sealed = seals.seal('report', text);
      assert.is(seals.open('report', sealed), text);
      assert.is(seals.open('session', sealed), undefined);
      assert.is(createSeals(Buffer.alloc(32, 2)).open('report', sealed), undefined);
      const bytes = Buffer.from(sealed, 'base64url');
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
      assert.is(seals.open('report', bytes.toString('base64url')), undefined);
    }),
  );
});

test('a text is sealed otherwise each time, so that nobody sees that two are one', () => {
  assert.is.not(seals.seal('report', 'x'), seals.seal('report', 'x'));
});

test('anything else does not open', () => {
  for (const text of ['', 'x', 'A'.repeat(60), '../../etc/passwd', '%00']) assert.is(seals.open('report', text), undefined);
});

test('a short key is refused, with what would be right', () => {
  assert.throws(() => sealingKey(Buffer.alloc(31)), /has 31 bytes; at least 32 are needed/);
});

test('a form token is good for its use and its person, for a day, and its nonce is its own', () => {
  let now = 1_000_000;
  const tokens = createFormTokens(seals, () => now);
  const token = tokens.issue('report', 'm.janssens');
  assert.is(tokens.check('report', 'm.janssens', token).kind, 'good');
  assert.equal(tokens.check('approve', 'm.janssens', token), { kind: 'foreign' });
  assert.equal(tokens.check('report', 'a.verbeke', token), { kind: 'foreign' });
  assert.equal(tokens.check('report', 'm.janssens', `x${token}`), { kind: 'foreign' });
  assert.equal(tokens.check('report', 'm.janssens', token.replace(/\.[^.]+\./, '.zzzz.')), { kind: 'foreign' });
  assert.equal(tokens.check('report', 'm.janssens', ''), { kind: 'foreign' });
  now += 24 * 3_600_000 + 1;
  assert.equal(tokens.check('report', 'm.janssens', token), { kind: 'old' });
});

const own = 'https://incidents.example.org';
const origins: readonly (readonly [Readonly<Record<string, string>>, boolean])[] = [
  [{}, false],
  [{ origin: own }, false],
  [{ 'sec-fetch-site': 'same-origin', origin: own }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ 'sec-fetch-site': 'same-site', origin: own }, true],
  [{ 'sec-fetch-site': 'cross-site' }, true],
  [{ origin: 'https://evil.example' }, true],
  [{ origin: 'null' }, true],
  [{ origin: `${own}.evil.example` }, true],
  [{ origin: 'http://incidents.example.org' }, true],
];

for (const [headers, expected] of origins) {
  test(`a form ${JSON.stringify(headers)} is ${expected ? 'of another site' : 'taken'}`, () => {
    assert.is(isCrossSite(headers, own), expected);
  });
}

test('after signing in, somebody goes on to a page of the console and to no other', () => {
  const wanted = [
    '/incidents',
    '/incidents/a?b=c',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    null,
    '/a/..//evil.example',
  ];
  assert.equal(wanted.map(ownPath), ['/incidents', '/incidents/a?b=c', '/', '/', '/', '/', '/', '/', '/', '/']);
});

test('no wanted path leads to another origin', () => {
  holds(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
      ),
      (wanted) => {
        assert.is(new URL(ownPath(wanted), own).origin, own);
      },
    ),
  );
});

test('an address may send so many a minute, and others meanwhile', () => {
  let now = 0;
  const rate = createRate(2, () => now);
  assert.equal([rate('a'), rate('a'), rate('a'), rate('b')], [undefined, undefined, 30, undefined]);
  now = 30_000;
  assert.equal([rate('a'), rate('a')], [undefined, 30]);
});

const senders: readonly (readonly [string | undefined, string | undefined, number, string])[] = [
  ['192.0.2.1', undefined, 0, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ['192.0.2.1', '198.51.100.9', 0, '192.0.2.1'],
  ['10.0.0.1', '203.0.113.5, 198.51.100.9', 1, '198.51.100.9'],
  ['10.0.0.1', '203.0.113.5, 198.51.100.9, 10.0.0.2', 2, '198.51.100.9'],
  ['10.0.0.1', 'nonsense', 1, '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
  ['2001:db8::1', undefined, 0, '2001:db8:0:0::/64'],
  [undefined, undefined, 0, ''],
];

for (const [remote, forwarded, proxies, expected] of senders) {
  test(`from ${remote}, forwarded for ${forwarded}, behind ${proxies}: ${expected || 'nobody'}`, () => {
    assert.is(senderOf(remote, forwarded, proxies), expected);
  });
}

test('cookies are of this host alone, and one that was put beside ours is not taken', () => {
  const cookies = createCookies(true);
  assert.is(cookies.write('session', 'x', 60), '__Host-meldpunt-session=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60');
  assert.is(cookies.read('a=b; __Host-meldpunt-session=x', 'session'), 'x');
  assert.is(cookies.read('meldpunt-session=x', 'session'), undefined);
  assert.is(cookies.read('__Host-meldpunt-session=x; __Host-meldpunt-session=y', 'session'), undefined);
  assert.is(cookies.read(undefined, 'session'), undefined);
});

test('the language is what was asked for, chosen before, preferred by the browser, or of the organisation', () => {
  assert.is(languageOf('fr', 'nl', 'de', ['en']), 'fr');
  assert.is(languageOf('xx', 'nl', 'de', ['en']), 'nl');
  assert.is(languageOf(null, undefined, 'pl, fr-BE;q=0.4, de-AT;q=0.9', ['en']), 'de');
  assert.is(languageOf(null, undefined, 'pl;q=1, *;q=0.1', ['nl']), 'nl');
  assert.is(languageOf(null, undefined, undefined, undefined), 'en');
});

test.run();
