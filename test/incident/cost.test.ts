// Shows: L1.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentCost } from '../../operator/api/types.gen.ts';
import { amountOf, cents, costOf, priceOf } from '../../operator/incident/cost.ts';
import { at, incident, policy } from '../build.ts';

const cost = (id: string, changes: Partial<IncidentCost>): IncidentCost => ({
  id,
  at: at(1),
  by: 'c.peeters',
  kind: 'External',
  ...changes,
});
const total = (costs: readonly IncidentCost[], organisation: Parameters<typeof costOf>[1] = policy()) =>
  costOf(incident({ costs }).spec, organisation);
const euros = (amount: string, estimate = false) => ({ total: amount, currency: 'EUR', estimate });

const sums: readonly (readonly [string, readonly IncidentCost[], ReturnType<typeof total>])[] = [
  ['no costs give no total', [], undefined],
  [
    'amounts are added to the cent',
    [cost('c1', { amount: '0.10' }), cost('c2', { amount: '0.2' }), cost('c3', { amount: '7' })],
    euros('7.30'),
  ],
  [
    'a reimbursement is subtracted, and shown as what came back',
    [cost('c1', { amount: '100.00' }), cost('c2', { kind: 'Reimbursement', amount: '150.05' })],
    { ...euros('-50.05'), recovered: '150.05' },
  ],
  ['labour is minutes at the rate of the role', [cost('c1', { kind: 'Labour', role: 'responder', minutes: 90 })], euros('112.50')],
  [
    'half a cent is rounded up',
    [cost('c1', { kind: 'Labour', role: 'responder', minutes: 1 }), cost('c2', { amount: '0.00' })],
    euros('1.25'),
  ],
  ['an amount goes before the rate', [cost('c1', { kind: 'Labour', role: 'responder', minutes: 90, amount: '10.00' })], euros('10.00')],
  [
    'labour of a role without a rate is in no total, and said so',
    [cost('c1', { kind: 'Labour', role: 'director', minutes: 90 }), cost('c2', { kind: 'Labour', role: 'director', minutes: 30 })],
    { ...euros('0.00'), unrated: [{ role: 'director', minutes: 120 }] },
  ],
  [
    'a first guess that was guessed again is compared with what it came to in the end',
    [
      cost('c1', { amount: '10.00', estimate: true }),
      cost('c2', { amount: '12.00', estimate: true, corrects: 'c1' }),
      cost('c3', { amount: '9.50', corrects: 'c2' }),
    ],
    { ...euros('9.50'), difference: '-0.50' },
  ],
  [
    'a difference to an estimate in a currency without a rate is not known',
    [cost('c1', { amount: '10.00', currency: 'USD', estimate: true }), cost('c2', { amount: '9.50', corrects: 'c1' })],
    euros('9.50'),
  ],
  [
    'corrections that go round in a ring, which all count, are compared with nothing',
    [cost('c1', { amount: '1.00', estimate: true, corrects: 'c2' }), cost('c2', { amount: '2.00', corrects: 'c1' })],
    { ...euros('3.00', true), actual: '2.00', estimated: '1.00' },
  ],
  [
    'a currency without a rate is in no total, and said so',
    [
      cost('c1', { amount: '10.00' }),
      cost('c2', { amount: '99.00', currency: 'USD' }),
      cost('c3', { kind: 'Reimbursement', amount: '9.00', currency: 'USD' }),
      cost('c4', { amount: '1.00', currency: 'CHF' }),
    ],
    {
      ...euros('10.00'),
      unconverted: [
        { currency: 'CHF', total: '1.00' },
        { currency: 'USD', total: '90.00' },
      ],
    },
  ],
  [
    'an estimate makes the total one, and what is known stands beside it',
    [cost('c1', { amount: '10.00' }), cost('c2', { amount: '5.00', estimate: true })],
    { ...euros('15.00', true), actual: '10.00', estimated: '5.00' },
  ],
  [
    'an estimate that was corrected by what it came to does not, and the difference is shown',
    [cost('c1', { amount: '10.00', estimate: true }), cost('c2', { amount: '12.00', corrects: 'c1' })],
    { ...euros('12.00'), difference: '2.00' },
  ],
  [
    'the largest amount that is accepted is exact',
    [cost('c1', { amount: '999999999999.99' }), cost('c2', { amount: '0.01' })],
    euros('1000000000000.00'),
  ],
];

for (const [what, costs, expected] of sums) test(what, () => assert.equal(total(costs), expected));

test('a third of a cent is rounded down, and half a cent up', () => {
  const rate = (perHour: string, minutes: number) =>
    total([cost('c1', { kind: 'Labour', role: 'r', minutes })], policy({ rates: { currency: 'EUR', perHour: { r: perHour } } }))?.total;
  assert.equal([rate('0.20', 1), rate('0.30', 1), rate('0.29', 1), rate('100.00', 1)], ['0.00', '0.01', '0.00', '1.67']);
});

test('without a policy the first cost names the currency', () => {
  const { rates: _, ...spec } = policy().spec;
  const unrated = { ...policy(), spec };
  const costs = [cost('c2', { at: at(2), amount: '5.00' }), cost('c1', { amount: '10.00', currency: 'CHF' })];
  assert.equal(total(costs, unrated), { total: '15.00', currency: 'CHF', estimate: false });
});

test('writing an amount and reading it back is exact', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (value) => assert.is(cents(amountOf(value)), value)));
});

const exchange = [
  { currency: 'USD', from: '2026-11-01', rate: '0.95' },
  { currency: 'USD', from: '2026-10-01', rate: '0.92145' },
  { currency: 'JPY', from: '2026-01-01', rate: '0.0061234567' },
];
/** The price of an hour changes at midnight in Brussels. */
const dearer = policy({
  timezone: 'Europe/Brussels',
  rates: {
    currency: 'EUR',
    perHour: { responder: '60.00' },
    hourly: [
      { role: 'responder', from: '2027-01-01', price: '90.00' },
      { role: 'responder', from: '2026-07-01', price: '75.00' },
      { role: 'ciso', from: '2026-07-01', price: '110.00' },
    ],
  },
});
const hours: readonly (readonly [string, string | undefined, string, string | undefined])[] = [
  ['before the first day of a rate the one without a day counts', '2026-06-30T23:59:59+02:00', 'responder', '60.00'],
  ['a rate counts from its first moment in the zone of the organisation', '2026-06-30T22:00:00Z', 'responder', '75.00'],
  ['a rate counts until the next', '2026-12-31T22:59:59Z', 'responder', '75.00'],
  ['the next counts from its first moment', '2026-12-31T23:00:00Z', 'responder', '90.00'],
  ['before the first day of a role that has no other rate there is none', '2026-06-30T12:00:00Z', 'ciso', undefined],
  ['the rate of one role is not that of another', '2026-07-01T12:00:00Z', 'ciso', '110.00'],
  ['work of no day has no rate where it depends on the day', undefined, 'responder', undefined],
];

for (const [name, when, role, amount] of hours) {
  test(`by the calendar, ${name}`, () => {
    const entry = { id: 'c1', by: 'c.peeters', kind: 'Labour', role, minutes: 60, ...(when && { at: when }) } as const;
    const price = priceOf(entry, dearer);
    assert.is(price.kind === 'Priced' ? amountOf(price.cents) : undefined, amount);
  });
}

test('a new price leaves what was worked before as it was, to the cent', () => {
  const worked = fc.property(fc.array(fc.tuple(fc.nat({ max: 700 }), fc.nat({ max: 10_000 })), { maxLength: 20 }), (entries) => {
    const costs = entries.map(([days, minutes], n) =>
      cost(`c${n}`, {
        at: new Date(Date.parse('2026-01-01T12:00:00Z') + days * 86_400_000).toISOString(),
        kind: 'Labour',
        role: 'responder',
        minutes,
      }),
    );
    const price = (days: number): bigint => (days < 181 ? 6000n : days < 365 ? 7500n : 9000n);
    const expected = entries.reduce((sum, [days, minutes]) => sum + (2n * price(days) * BigInt(minutes) + 60n) / 120n, 0n);
    assert.is(total(costs, dearer)?.total ?? '0.00', amountOf(expected));
  });
  fc.assert(worked);
});

const trading = policy({ timezone: 'Europe/Brussels', rates: { currency: 'EUR', perHour: { responder: '75.00' }, exchange } });
const priced = (changes: Partial<IncidentCost>) => priceOf(cost('c1', changes), trading);

const conversions: readonly (readonly [string, Partial<IncidentCost>, ReturnType<typeof priced>])[] = [
  ['the rate of its day', { amount: '100.00', currency: 'USD', at: '2026-10-31T12:00:00Z' }, { kind: 'Priced', cents: 9_215n }],
  [
    'the next rate from its first day on',
    { amount: '100.00', currency: 'USD', at: '2026-11-01T00:00:00+01:00' },
    { kind: 'Priced', cents: 9_500n },
  ],
  [
    'the day of the organisation, not of UTC',
    { amount: '100.00', currency: 'USD', at: '2026-10-31T23:30:00Z' },
    { kind: 'Priced', cents: 9_500n },
  ],
  ['a rate to ten decimals', { amount: '1000000.00', currency: 'JPY', at: '2026-10-31T12:00:00Z' }, { kind: 'Priced', cents: 612_346n }],
  [
    'no rate before the first',
    { amount: '100.00', currency: 'USD', at: '2026-09-30T12:00:00Z' },
    { kind: 'NoExchange', currency: 'USD', cents: 10_000n },
  ],
  [
    'no rate of another currency',
    { amount: '1.00', currency: 'CHF', at: '2026-10-31T12:00:00Z' },
    { kind: 'NoExchange', currency: 'CHF', cents: 100n },
  ],
  [
    'labour in the currency of the rates, whatever it says',
    { kind: 'Labour', role: 'responder', minutes: 60, currency: 'USD' },
    { kind: 'Priced', cents: 7_500n },
  ],
  [
    'a reimbursement in another currency',
    { kind: 'Reimbursement', amount: '100.00', currency: 'USD', at: '2026-10-31T12:00:00Z' },
    { kind: 'Priced', cents: -9_215n },
  ],
];

for (const [what, changes, expected] of conversions) test(`a cost is priced by ${what}`, () => assert.equal(priced(changes), expected));

test('a cost in another currency that does not say when has no rate', () => {
  const { at: _, ...undated } = cost('c1', { amount: '1.00', currency: 'USD' });
  assert.equal(priceOf(undated, trading), { kind: 'NoExchange', currency: 'USD', cents: 100n });
});

/** The rate as millionths and the amount as cents, so that the expected value is reckoned in another way than the program does. */
const anyRate = fc.integer({ min: 1, max: 9_999_999_999 });
const rateText = (millionths: number): string => `${Math.floor(millionths / 1e6)}.${String(millionths % 1e6).padStart(6, '0')}`;

test('an exchange is the nearest cent, half up, of the exact product', () => {
  const exchanges = fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), anyRate, (value, millionths) => {
    const rates = { currency: 'EUR', exchange: [{ currency: 'USD', from: '2026-01-01', rate: rateText(millionths) }] };
    const price = priceOf(cost('c1', { amount: amountOf(value), currency: 'USD' }), policy({ rates }));
    if (price.kind !== 'Priced') throw new Error('A rate is declared.');
    const rest = value * BigInt(millionths) - price.cents * 1_000_000n;
    assert.ok(rest >= -500_000n && rest < 500_000n, String(rest));
  });
  fc.assert(exchanges);
});

const anyCost = fc.record({
  amount: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(amountOf),
  currency: fc.constantFrom('EUR', 'USD', 'CHF'),
  kind: fc.constantFrom('External' as const, 'Loss' as const, 'Reimbursement' as const),
  estimate: fc.boolean(),
});

test('the total is the sum of the prices, and what is known and what is estimated make it up', () => {
  const adds = fc.property(fc.array(anyCost, { minLength: 1, maxLength: 12 }), (all) => {
    const costs = all.map((changes, index) => cost(`c${index}`, changes));
    const figures = total(costs, trading);
    const prices = costs.map((entry) => priceOf(entry, trading));
    const sum = prices.reduce((so, price) => so + (price.kind === 'Priced' ? price.cents : 0n), 0n);
    assert.is(figures?.total, amountOf(sum));
    const signed = (text = '0'): bigint => (text.startsWith('-') ? -cents(text.slice(1)) : cents(text));
    if (figures?.estimate === true) assert.is(signed(figures.actual) + signed(figures.estimated), sum);
    const left = prices.reduce((so, price) => so + (price.kind === 'NoExchange' ? price.cents : 0n), 0n);
    assert.is(figures?.unconverted?.reduce((so, { total: text }) => so + signed(text), 0n) ?? 0n, left);
  });
  fc.assert(adds);
});

test.run();
