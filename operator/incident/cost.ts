import { effective } from '../api/entries.ts';
import { own } from '../api/own.ts';
import type { IncidentCost, IncidentPolicy, IncidentSpec } from '../api/types.gen.ts';

/** The sum of an incident's costs, exact to the cent (L1). */
export interface Cost {
  readonly total: string;
  readonly currency: string;
  readonly estimate: boolean;
}

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

/** Labour without an amount is minutes at the rate of the role, rounded to the cent, half up. */
const labour = (entry: IncidentCost, policy: IncidentPolicy | undefined): bigint => {
  const rate = entry.role === undefined ? undefined : own(policy?.spec.rates?.perHour, entry.role);
  if (rate === undefined || entry.minutes === undefined) return 0n;
  return (cents(rate) * BigInt(entry.minutes) * 2n + 60n) / 120n;
};

/** What one entry adds: its amount, or its labour; a reimbursement is subtracted. */
export const entryCents = (entry: IncidentCost, policy: IncidentPolicy | undefined): bigint => {
  const value = entry.amount === undefined ? labour(entry, policy) : cents(entry.amount);
  return entry.kind === 'Reimbursement' ? -value : value;
};

/**
 * The total in the currency of the policy, or of the first entry where the policy names none. Entries in another currency
 * are left out of the total, because no rate is declared for them. Undefined when there is nothing to sum.
 */
export const costOf = (spec: IncidentSpec, policy: IncidentPolicy | undefined): Cost | undefined => {
  const entries = effective(spec.costs);
  const first = entries[0];
  if (first === undefined) return undefined;
  const currency = policy?.spec.rates?.currency ?? first.currency ?? 'EUR';
  const counted = entries.filter((entry) => (entry.currency ?? currency) === currency);
  const total = counted.reduce((sum, entry) => sum + entryCents(entry, policy), 0n);
  return { total: amountOf(total), currency, estimate: counted.some((entry) => entry.estimate === true) };
};
