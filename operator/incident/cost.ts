import { effective } from '../api/entries.ts';
import { own } from '../api/own.ts';
import type { IncidentCost, IncidentPolicy, IncidentSpec, IncidentStatusCost } from '../api/types.gen.ts';
import { policyCalendar } from '../policy/calendar.ts';

/** Cents of a decimal amount such as "1250.5"; exact, because money is never a binary fraction. */
export const cents = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2));
};

/** The decimal amount of cents, with two decimals. */
export const amountOf = (value: bigint): string => {
  const sign = value < 0n ? '-' : '';
  const absolute = value < 0n ? -value : value;
  return `${sign}${absolute / 100n}.${String(absolute % 100n).padStart(2, '0')}`;
};

/** A quotient of two that are not negative, rounded half up. */
const divided = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by);

/**
 * What one entry adds to the totals of the policy's currency, in cents; a reimbursement is negative (L1). Or why it adds nothing: no
 * rate is declared on its day for its currency, or for the role whose minutes it counts. A rate is never guessed.
 */
export type Price =
  | { readonly kind: 'Priced'; readonly cents: bigint }
  | { readonly kind: 'NoExchange'; readonly currency: string; readonly cents: bigint }
  | { readonly kind: 'NoRate'; readonly role: string; readonly minutes: number };

/** The currency of all totals: that of the policy, else the euro. */
export const homeCurrency = (policy: IncidentPolicy | undefined): string => policy?.spec.rates?.currency ?? 'EUR';

/** The day on which an entry happened, on the calendar of the organisation; undefined where it does not say when. */
const dayOf = (at: string | undefined, policy: IncidentPolicy | undefined): string | undefined => {
  const millis = at === undefined ? Number.NaN : Date.parse(at);
  if (Number.isNaN(millis)) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(policyCalendar(policy).timezone).toPlainDate().toString();
};

/** What counts on a day of some that each begin on one: the last that began by then. */
const onDay = <R extends { readonly from: string }>(declared: readonly R[], day: string | undefined): R | undefined =>
  declared
    .filter(({ from }) => day !== undefined && from <= day)
    .reduce<R | undefined>((a, b) => (a === undefined || a.from < b.from ? b : a), undefined);

/** The exchange rate of a currency on a day: the last that began by then; undefined where the policy declares none. */
const exchangeRate = (currency: string, at: string | undefined, policy: IncidentPolicy | undefined): string | undefined => {
  const declared = policy?.spec.rates?.exchange?.filter((rate) => rate.currency === currency) ?? [];
  return declared.length === 0 ? undefined : onDay(declared, dayOf(at, policy))?.rate;
};

/**
 * The price of an hour of a role on a day: the last that began by then, before the first the one that has no day; undefined where the policy
 * declares none, and for work of no day where the price depends on it.
 */
const hourlyRate = (role: string, at: string | undefined, policy: IncidentPolicy | undefined): string | undefined => {
  const declared = policy?.spec.rates?.hourly?.filter((rate) => rate.role === role) ?? [];
  const always = own(policy?.spec.rates?.perHour, role);
  if (declared.length === 0) return always;
  const day = dayOf(at, policy);
  return day === undefined ? undefined : (onDay(declared, day)?.price ?? always);
};

/** Cents at a decimal rate such as "0.92145", rounded half up to the cent of the other currency. */
const exchanged = (value: bigint, rate: string): bigint => {
  const [whole = '0', fraction = ''] = rate.split('.');
  return divided(value * BigInt(whole + fraction), 10n ** BigInt(fraction.length));
};

const statedPrice = (entry: IncidentCost, amount: string, policy: IncidentPolicy | undefined, home: string): Price => {
  const { currency = home } = entry;
  const value = cents(amount);
  if (currency === home) return { kind: 'Priced', cents: value };
  const rate = exchangeRate(currency, entry.at, policy);
  return rate === undefined ? { kind: 'NoExchange', currency, cents: value } : { kind: 'Priced', cents: exchanged(value, rate) };
};

/** Minutes at the rate of the role on their day, which is in the currency of the policy; rounded half up to the cent. */
const labourPrice = ({ role = '', minutes = 0, at }: IncidentCost, policy: IncidentPolicy | undefined): Price => {
  const rate = hourlyRate(role, at, policy);
  return rate === undefined ? { kind: 'NoRate', role, minutes } : { kind: 'Priced', cents: divided(cents(rate) * BigInt(minutes), 60n) };
};

/** The price of one entry; see {@link Price}. `home` is the currency of the totals. */
export const priceOf = (entry: IncidentCost, policy: IncidentPolicy | undefined, home = homeCurrency(policy)): Price => {
  const price = entry.amount === undefined ? labourPrice(entry, policy) : statedPrice(entry, entry.amount, policy, home);
  return entry.kind === 'Reimbursement' && price.kind !== 'NoRate' ? { ...price, cents: -price.cents } : price;
};

interface Priced {
  readonly entry: IncidentCost;
  readonly price: Price;
}

const centsOf = ({ price }: Priced): bigint => (price.kind === 'Priced' ? price.cents : 0n);
const sum = (all: readonly Priced[]): bigint => all.reduce((total, priced) => total + centsOf(priced), 0n);

/** The entry that a chain of corrections began with; of a chain that leads nowhere or round in a ring, the entry itself. */
const originOf = (entry: IncidentCost, byId: ReadonlyMap<string, IncidentCost>): IncidentCost => {
  const seen = new Set<string>();
  for (let next: IncidentCost | undefined = entry; next !== undefined; next = byId.get(next.corrects ?? '')) {
    if (seen.has(next.id)) return entry;
    seen.add(next.id);
    if (next.corrects === undefined) return next;
  }
  return entry;
};

/** An entry that replaced an estimate for good, with what both come to. */
export interface Settlement {
  readonly entry: IncidentCost;
  readonly actual: Price;
  readonly estimate: Price;
}

/**
 * The estimates of an incident that became known, each compared with the first guess of its chain of corrections (L1). A guess that was
 * guessed again is no settlement yet. `home` is the currency of the totals.
 */
export const settlementsOf = (
  spec: Pick<IncidentSpec, 'costs'>,
  policy: IncidentPolicy | undefined,
  home = homeCurrency(policy),
): readonly Settlement[] => {
  const byId = new Map((spec.costs ?? []).map((entry) => [entry.id, entry]));
  return effective(spec.costs).flatMap((entry) => {
    const origin = originOf(entry, byId);
    const settled = entry.estimate !== true && origin.estimate === true;
    return settled ? [{ entry, actual: priceOf(entry, policy, home), estimate: priceOf(origin, policy, home) }] : [];
  });
};

/**
 * What came out more than was estimated, over the entries that replaced an estimate; less is negative. Undefined where nothing replaced
 * one, or where a price is not known, since a difference to the unknown would be a guess.
 */
const differenceOf = (settled: readonly Settlement[]): bigint | undefined =>
  settled.length === 0
    ? undefined
    : settled.reduce<bigint | undefined>((total, { actual, estimate }) => {
        if (total === undefined || actual.kind !== 'Priced' || estimate.kind !== 'Priced') return undefined;
        return total + actual.cents - estimate.cents;
      }, 0n);

/** How many currencies and roles without a rate are named (crds/incident.yaml). */
const shown = 8;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : Number(a > b));

const unconvertedOf = (all: readonly Priced[]): NonNullable<IncidentStatusCost['unconverted']> => {
  const foreign = all.flatMap(({ price }) => (price.kind === 'NoExchange' ? [price] : []));
  return [...Map.groupBy(foreign, ({ currency }) => currency)]
    .sort(byName)
    .slice(0, shown)
    .map(([currency, some]) => ({ currency, total: amountOf(some.reduce((total, price) => total + price.cents, 0n)) }));
};

const unratedOf = (all: readonly Priced[]): NonNullable<IncidentStatusCost['unrated']> => {
  const unrated = all.flatMap(({ price }) => (price.kind === 'NoRate' ? [price] : []));
  return [...Map.groupBy(unrated, ({ role }) => role)]
    .sort(byName)
    .slice(0, shown)
    .map(([role, some]) => ({ role, minutes: some.reduce((total, { minutes }) => total + minutes, 0) }));
};

/**
 * What an incident costs, exact to the cent, in the currency of the policy, or of the first entry where the policy names none (L1): the
 * total, how much of it is known and how much estimated, what came back, and what is in no total because no rate is declared for
 * it. Undefined when there is nothing to sum.
 */
export const costOf = (spec: IncidentSpec, policy: IncidentPolicy | undefined): IncidentStatusCost | undefined => {
  const entries = effective(spec.costs);
  const [first] = entries;
  if (first === undefined) return undefined;
  const home = policy?.spec.rates?.currency ?? first.currency ?? 'EUR';
  const all = entries.map((entry) => ({ entry, price: priceOf(entry, policy, home) }));
  const estimates = all.filter(({ entry, price }) => entry.estimate === true && price.kind === 'Priced');
  const [total, estimated] = [sum(all), sum(estimates)];
  const recovered = -sum(all.filter(({ entry }) => entry.kind === 'Reimbursement'));
  const difference = differenceOf(settlementsOf(spec, policy, home));
  const [unconverted, unrated] = [unconvertedOf(all), unratedOf(all)];
  return {
    total: amountOf(total),
    currency: home,
    estimate: estimates.length > 0,
    ...(estimates.length === 0 ? {} : { actual: amountOf(total - estimated), estimated: amountOf(estimated) }),
    ...(recovered === 0n ? {} : { recovered: amountOf(recovered) }),
    ...(difference === undefined ? {} : { difference: amountOf(difference) }),
    ...(unconverted.length === 0 ? {} : { unconverted }),
    ...(unrated.length === 0 ? {} : { unrated }),
  };
};
