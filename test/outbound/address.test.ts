import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AddressKind, isRange, kindOf, reachOf } from '../../operator/outbound/address.ts';

const kinds: Readonly<Record<AddressKind, readonly string[]>> = {
  Public: ['9.9.9.9', '172.15.255.255', '172.32.0.0', '100.128.0.0', '2620:fe::fe', '::ffff:9.9.9.9'],
  Internal: [
    '10.0.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd12::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
  ],
  Never: [
    '0.0.0.0',
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ],
};

for (const [kind, addresses] of Object.entries(kinds)) {
  for (const address of addresses) test(`${address} is ${kind}`, () => assert.is(kindOf(address), kind));
}

test('a name is no address', () => assert.is(kindOf('localhost'), undefined));

test('internal addresses are reached where an administrator names their range, and what is no destination never', () => {
  const reach = reachOf(['10.20.0.0/16', '169.254.0.0/16', '::1/128']);
  assert.equal(
    ['9.9.9.9', '10.20.3.4', '10.21.0.1', '127.0.0.1', '::1', '169.254.169.254', '::ffff:10.20.3.4', 'localhost'].map((address) =>
      reach(address),
    ),
    [true, true, false, false, true, false, true, false],
  );
});

test('what is no range is refused with an example', () => {
  assert.equal(
    ['10.0.0.0/8', '::/0', '10.0.0.0/33', '10.0.0.0', 'example.org/8', '10.0.0/8'].map((text) => isRange(text)),
    [true, true, false, false, false, false],
  );
  assert.throws(() => reachOf(['10.0.0.0']), '"10.0.0.0" is no range of addresses, such as 10.20.0.0/16.');
});

test.run();
