import { BlockList, isIP } from 'node:net';

/**
 * What an address is for (IANA special-purpose registries, RFC 6890): `Public` can be reached from anywhere; `Internal` is of this
 * machine, cluster or organisation; `Never` is no destination of ours at all: link-local addresses, where clouds keep the credentials of
 * machines, multicast, and what stands for another address.
 */
export type AddressKind = 'Public' | 'Internal' | 'Never';

type Family = 'ipv4' | 'ipv6';

const familyOf = (address: string): Family | undefined => {
  const version = isIP(address);
  return version === 4 ? 'ipv4' : version === 6 ? 'ipv6' : undefined;
};

const listOf = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), familyOf(network) ?? 'ipv4');
  }
  return list;
};

const internal = listOf(['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7']);

const never = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  // The credentials of a machine in the cloud, under the other version of the protocol.
  'fd00:ec2::254/128',
]);

/** What an address is for; undefined for a text that is no address. An IPv4 address inside an IPv6 one counts as itself. */
export const kindOf = (address: string): AddressKind | undefined => {
  const family = familyOf(address);
  if (family === undefined) return undefined;
  if (never.check(address, family)) return 'Never';
  return internal.check(address, family) ? 'Internal' : 'Public';
};

const range = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/;

/** Whether a text is a range of addresses, such as 10.20.0.0/16 or fd12::/48. */
export const isRange = (text: string): boolean => {
  const [, network = '', bits = ''] = range.exec(text) ?? [];
  const family = familyOf(network);
  return family !== undefined && Number(bits) <= (family === 'ipv4' ? 32 : 128);
};

/** Says of an address whether we may connect to it. */
export type Reach = (address: string) => boolean;

/**
 * Where we may connect to: public addresses, and of the internal ones those in the ranges that an administrator names. What is no
 * destination stays none, whatever the ranges say. Throws a RangeError for a text that is no range.
 */
export const reachOf = (ranges: readonly string[]): Reach => {
  const wrong = ranges.find((text) => !isRange(text));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong.slice(0, 64))} is no range of addresses, such as 10.20.0.0/16.`);
  const named = listOf(ranges);
  return (address) => {
    const kind = kindOf(address);
    return kind === 'Public' || (kind === 'Internal' && named.check(address, familyOf(address) ?? 'ipv4'));
  };
};
