import { effective } from '../api/entries.ts';
import type { Incident, IncidentCost, IncidentPolicy } from '../api/types.gen.ts';
import { amountOf, homeCurrency, type Price, priceOf, settlementsOf } from '../incident/cost.ts';
import { inRank } from './counts.ts';
import { monthsOf, type Period, within } from './period.ts';

/**
 * An amount of money for one thing, exact to the cent: all of it, what came back subtracted; how much of that is an estimate; and what came back.
 */
export interface Amount {
  readonly of: string | null;
  readonly total: string;
  readonly estimated: string;
  readonly recovered: string;
}

/** What one incident cost in the period; the dearest comes first. */
export interface IncidentAmount extends Omit<Amount, 'of'> {
  readonly namespace: string;
  readonly incident: string;
}

/**
 * The entries of the period that replaced an estimate: how many, what had been estimated, what it came to, and by how much that is more, or
 * less where negative. `unknown` are those of which one price is not known; they are in none of the sums.
 */
export interface Settled {
  readonly n: number;
  readonly estimated: string;
  readonly actual: string;
  readonly difference: string;
  readonly unknown: number;
}

/** Money that is in no total: by its currency, since without an exchange rate for its day it is not added up. */
export interface ForeignAmount {
  readonly currency: string;
  readonly n: number;
  readonly total: string;
}

/**
 * What was spent in a period (L1): the entries of which `at` lies in it, of all records that are no drills, whenever they were reported
 * and whatever they were judged, since a false alarm costs money too. An entry that another one corrects counts no more.
 * Other currencies count at the rate that the policy declares for the day of the entry.
 */
export interface Costs {
  readonly currency: string;
  readonly entries: number;
  /** Everything, reimbursements subtracted. */
  readonly total: string;
  readonly estimated: string;
  /** What came back; it is subtracted in `total` already. */
  readonly recovered: string;
  readonly byKind: readonly Amount[];
  readonly byCategory: readonly Amount[];
  readonly byDepartment: readonly Amount[];
  readonly byMonth: readonly Amount[];
  readonly byIncident: readonly IncidentAmount[];
  readonly settled: Settled;
  readonly foreign: readonly ForeignAmount[];
  /** Entries of labour of a role for which the policy declares no rate on that day. */
  readonly unpriced: number;
  /** Entries that do not say when; they are in no period, so their number is that of all. */
  readonly undated: number;
}

interface Entry {
  readonly incident: Incident;
  readonly cost: IncidentCost;
  readonly cents: bigint;
}

const sum = (entries: readonly Entry[]): bigint => entries.reduce((total, entry) => total + entry.cents, 0n);

const sumsOf = (entries: readonly Entry[]): Omit<Amount, 'of'> => ({
  total: amountOf(sum(entries)),
  estimated: amountOf(sum(entries.filter(({ cost }) => cost.estimate === true))),
  recovered: amountOf(-sum(entries.filter(({ cost }) => cost.kind === 'Reimbursement'))),
});

const amount = (of: string | null, entries: readonly Entry[]): Amount => ({ of, ...sumsOf(entries) });

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b));

const amountsBy = (entries: readonly Entry[], key: (entry: Entry) => string | undefined): readonly Amount[] =>
  [...Map.groupBy(entries, (entry) => key(entry) ?? null)]
    .sort(
      ([a, one], [b, other]) => (a === null || b === null ? 0 : compare(sum(other), sum(one))) || inRank({ of: a, n: 0 }, { of: b, n: 0 }),
    )
    .map(([of, group]) => amount(of, group));

const byIncident = (entries: readonly Entry[]): readonly IncidentAmount[] =>
  [...Map.groupBy(entries, ({ incident }) => incident).entries()]
    .map(([{ metadata }, group]) => ({ namespace: metadata.namespace, incident: metadata.name, cents: sum(group), group }))
    .sort(
      (a, b) =>
        compare(b.cents, a.cents) || inRank({ of: `${a.namespace} ${a.incident}`, n: 0 }, { of: `${b.namespace} ${b.incident}`, n: 0 }),
    )
    .map(({ namespace, incident, group }) => ({ namespace, incident, ...sumsOf(group) }));

const settledIn = (incidents: readonly Incident[], policy: IncidentPolicy, period: Period): Settled => {
  const all = incidents.flatMap(({ spec }) => settlementsOf(spec, policy)).filter(({ entry }) => within(period, entry.at));
  const known = all.flatMap(({ actual, estimate }) =>
    actual.kind === 'Priced' && estimate.kind === 'Priced' ? [{ actual: actual.cents, estimated: estimate.cents }] : [],
  );
  const [actual, estimated] = [
    known.reduce((total, one) => total + one.actual, 0n),
    known.reduce((total, one) => total + one.estimated, 0n),
  ];
  return {
    n: known.length,
    estimated: amountOf(estimated),
    actual: amountOf(actual),
    difference: amountOf(actual - estimated),
    unknown: all.length - known.length,
  };
};

const foreignOf = (prices: readonly Price[]): readonly ForeignAmount[] =>
  [
    ...Map.groupBy(
      prices.flatMap((price) => (price.kind === 'NoExchange' ? [price] : [])),
      ({ currency }) => currency,
    ),
  ]
    .map(([currency, all]) => ({ currency, n: all.length, total: amountOf(all.reduce((total, price) => total + price.cents, 0n)) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));

/** Sums what was spent in a period, in the currency of the policy; drills must have been left out. */
export const costsOf = (incidents: readonly Incident[], policy: IncidentPolicy, period: Period): Costs => {
  const all = incidents.flatMap((incident) => effective(incident.spec.costs).map((cost) => ({ incident, cost })));
  const dated = all.filter(({ cost }) => within(period, cost.at)).map((entry) => ({ ...entry, price: priceOf(entry.cost, policy) }));
  const priced = dated.flatMap(({ price, ...entry }) => (price.kind === 'Priced' ? [{ ...entry, cents: price.cents }] : []));
  const months = monthsOf(period);
  return {
    currency: homeCurrency(policy),
    entries: priced.length,
    ...sumsOf(priced),
    byKind: amountsBy(priced, ({ cost }) => cost.kind),
    byCategory: amountsBy(priced, ({ incident }) => incident.spec.category),
    byDepartment: amountsBy(priced, ({ incident }) => incident.spec.department),
    byMonth: months.map((month) =>
      amount(
        month.name,
        priced.filter(({ cost }) => within(month, cost.at)),
      ),
    ),
    byIncident: byIncident(priced),
    settled: settledIn(incidents, policy, period),
    foreign: foreignOf(dated.map(({ price }) => price)),
    unpriced: dated.filter(({ price }) => price.kind === 'NoRate').length,
    undated: all.filter(({ cost }) => cost.at === undefined).length,
  };
};
