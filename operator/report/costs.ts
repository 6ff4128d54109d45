import { effective } from '../api/entries.ts';
import { own } from '../api/own.ts';
import type { Incident, IncidentCost, IncidentPolicy } from '../api/types.gen.ts';
import { amountOf, cents, entryCents } from '../incident/cost.ts';
import { inRank } from './counts.ts';
import { monthsOf, type Period, within } from './period.ts';

/** An amount of money for one thing, exact to the cent; `estimated` is the part of the total that is an estimate. */
export interface Amount {
  readonly of: string | null;
  readonly total: string;
  readonly estimated: string;
}

/** Money that is in no total: by its currency, since without a rate it is not added up. */
export interface ForeignAmount {
  readonly currency: string;
  readonly n: number;
  readonly total: string;
}

/**
 * What was spent in a period (L1): the entries of which `at` lies in it, of all records that are no drills, whenever they were reported
 * and whatever they were judged, since a false alarm costs money too. An entry that another one corrects counts no more.
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
  readonly foreign: readonly ForeignAmount[];
  /** Entries of labour that no amount follows from: without minutes, or of a role without a rate. */
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

const amount = (of: string | null, entries: readonly Entry[]): Amount => ({
  of,
  total: amountOf(sum(entries)),
  estimated: amountOf(sum(entries.filter(({ cost }) => cost.estimate === true))),
});

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b));

const amountsBy = (entries: readonly Entry[], key: (entry: Entry) => string | undefined): readonly Amount[] =>
  [...Map.groupBy(entries, (entry) => key(entry) ?? null)]
    .sort(
      ([a, one], [b, other]) => (a === null || b === null ? 0 : compare(sum(other), sum(one))) || inRank({ of: a, n: 0 }, { of: b, n: 0 }),
    )
    .map(([of, group]) => amount(of, group));

const hasPrice = ({ amount: stated, role, minutes }: IncidentCost, policy: IncidentPolicy): boolean =>
  stated !== undefined || (role !== undefined && minutes !== undefined && own(policy.spec.rates?.perHour, role) !== undefined);

const foreignOf = (costs: readonly IncidentCost[]): readonly ForeignAmount[] =>
  [...Map.groupBy(costs, ({ currency = '' }) => currency)]
    .map(([currency, all]) => {
      const total = all.reduce(
        (before, { amount: stated, kind }) => before + cents(stated ?? '0') * (kind === 'Reimbursement' ? -1n : 1n),
        0n,
      );
      return { currency, n: all.length, total: amountOf(total) };
    })
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));

/** Sums what was spent in a period, in the currency of the policy; drills must have been left out. */
export const costsOf = (incidents: readonly Incident[], policy: IncidentPolicy, period: Period): Costs => {
  const currency = policy.spec.rates?.currency ?? 'EUR';
  const all = incidents.flatMap((incident) => effective(incident.spec.costs).map((cost) => ({ incident, cost })));
  const dated = all.filter(({ cost }) => within(period, cost.at));
  const isForeign = ({ cost }: (typeof all)[number]): boolean => (cost.currency ?? currency) !== currency;
  const own = dated.filter((entry) => !isForeign(entry));
  const priced = own.filter(({ cost }) => hasPrice(cost, policy)).map((entry) => ({ ...entry, cents: entryCents(entry.cost, policy) }));
  const months = monthsOf(period);
  return {
    currency,
    entries: priced.length,
    total: amountOf(sum(priced)),
    estimated: amountOf(sum(priced.filter(({ cost }) => cost.estimate === true))),
    recovered: amountOf(-sum(priced.filter(({ cost }) => cost.kind === 'Reimbursement'))),
    byKind: amountsBy(priced, ({ cost }) => cost.kind),
    byCategory: amountsBy(priced, ({ incident }) => incident.spec.category),
    byDepartment: amountsBy(priced, ({ incident }) => incident.spec.department),
    byMonth: months.map((month) =>
      amount(
        month.name,
        priced.filter(({ cost }) => within(month, cost.at)),
      ),
    ),
    foreign: foreignOf(dated.filter(isForeign).map(({ cost }) => cost)),
    unpriced: own.length - priced.length,
    undated: all.filter(({ cost }) => cost.at === undefined).length,
  };
};
