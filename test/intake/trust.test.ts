import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createReplays } from '../../operator/intake/replays.ts';
import { isSigned, isTimely, secretsIn, signatureOf } from '../../operator/outbound/signature.ts';

const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const now = 1_614_265_330;
const signed = (more: object = {}) => ({ id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: String(now), signatures: '', ...more });

test('the example of Standard Webhooks has the signature that its specification gives', () => {
  const signature = signatureOf(secret, signed(), Buffer.from('{"test": 2432232314}'));
  assert.is(`v1,${signature.toString('base64')}`, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a signature holds for one body, id, time and secret, and for no other', () => {
  void fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), fc.string(), (body, other, id) => {
      const message = signed({ id });
      const signatures = `v1,AAAA v1a,x v1,${signatureOf(secret, message, body).toString('base64')}`;
      const carried = { ...message, signatures };
      assert.is(isSigned([Buffer.from('another secret of length'), secret], carried, body), true);
      assert.is(isSigned([secret], carried, other), Buffer.from(body).equals(Buffer.from(other)));
      assert.is(isSigned([secret], { ...carried, id: `${id}.` }, body), false);
      assert.is(isSigned([secret], { ...carried, timestamp: '1' }, body), false);
      assert.is(isSigned([], carried, body), false);
    }),
  );
});

test('without a signature nothing is signed', () => {
  for (const signatures of ['', 'v1,', 'v2,AAAA', 'v1', ' ', createHmac('sha256', secret).digest('base64')]) {
    assert.is(isSigned([secret], signed({ signatures }), Buffer.from('x')), false, signatures);
  }
});

test('a message is of now within five minutes, both ways', () => {
  const at = (seconds: number): boolean => isTimely(signed({ timestamp: String(now + seconds) }), now);
  assert.equal([-301, -300, 0, 300, 301].map(at), [false, true, true, true, false]);
  for (const timestamp of ['', 'NaN', '1e9', '-1', ' 1', '0x10', '9'.repeat(30)])
    assert.is(isTimely(signed({ timestamp }), now), false, timestamp);
  for (const id of ['', 'a b', 'x'.repeat(257), 'é']) assert.is(isTimely(signed({ id }), now), false, id);
});

test('a file has a secret a line, and what is too short is none', () => {
  assert.equal(secretsIn(`whsec_${secret.toString('base64')}\n\n  a plain secret of some length \nshort\nwhsec_AAAA\n`), [
    secret,
    Buffer.from('a plain secret of some length'),
  ]);
});

test('a copy is replayed, a failed attempt may come again, a stored one is delivered', () => {
  let clock = 0;
  const replays = createReplays(() => clock);
  const first = signed();
  const later = signed({ timestamp: String(now + 10) });
  assert.is(replays.begin('s', first), 'fresh');
  assert.is(replays.begin('s', first), 'under way');
  assert.is(replays.begin('other', first), 'fresh');
  replays.end('s', first, false);
  assert.is(replays.begin('s', first), 'fresh');
  replays.end('s', first, true);
  assert.is(replays.begin('s', first), 'replayed');
  assert.is(replays.begin('s', later), 'delivered');
  assert.is(replays.begin('s', later), 'replayed');
  clock = 600_001;
  assert.is(replays.begin('s', first), 'fresh');
});

test.run();
