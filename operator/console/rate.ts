import { isIP } from 'node:net';
import { createExpiring } from '../inbound/expiring.ts';

/** Says whether somebody may do one thing more now; undefined if so, else the seconds after which they may. */
export type Rate = (who: string) => number | undefined;

/** So many addresses are remembered; whoever has more of them than that is no reporter. */
const mostRemembered = 20_000;

/** At most so many a minute for each, saved up for a minute. `now` is in milliseconds and never runs backwards. */
export const createRate = (perMinute: number, now: () => number): Rate => {
  const buckets = createExpiring<{ readonly left: number; readonly at: number }>(mostRemembered, now);
  const perMillisecond = perMinute / 60_000;
  return (who) => {
    const at = now();
    const before = buckets.get(who) ?? { left: perMinute, at };
    const left = Math.min(perMinute, before.left + (at - before.at) * perMillisecond);
    if (left < 1) return Math.max(1, Math.ceil((1 - left) / perMillisecond / 1_000));
    // A bucket that nobody touched for a minute is full again, and need not be remembered.
    buckets.set(who, { left: left - 1, at }, 60_000);
    return undefined;
  };
};

const ipv6Network = (address: string): string => {
  const [head = '', tail = ''] = address.split('%', 1)[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0') : [];
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`;
};

/**
 * Who sends, as far as limits go: the address of the connection, or what the outermost of our proxies saw. What a sender writes into
 * X-Forwarded-For by itself stands before that and does not count. Of IPv6 it is the network, which one household has whole.
 */
export const senderOf = (remote: string | undefined, forwarded: string | undefined, proxies: number): string => {
  const chain = (forwarded ?? '').split(',').map((part) => part.trim());
  const seen = proxies > 0 ? (chain.at(-proxies) ?? '') : '';
  const address = (isIP(seen) > 0 ? seen : (remote ?? '')).replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  return isIP(address) === 6 ? ipv6Network(address) : address;
};
