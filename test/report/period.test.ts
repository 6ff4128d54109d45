import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { monthsOf, type Period, parsePeriod, precedingOf, within } from '../../operator/report/period.ts';
import { holds } from '../journal/holds.ts';

const brussels = 'Europe/Brussels';

const read = (text: string, zone = brussels): Period => {
  const period = parsePeriod(text, zone);
  if (!period.ok) throw new Error(period.message);
  return period.period;
};

const shown = ({ name, first, last, begins, ends }: Period) => [
  name,
  first,
  last,
  new Date(begins).toISOString(),
  new Date(ends).toISOString(),
];

test('years, quarters, months and days begin and end at midnight where the organisation is', () => {
  assert.equal(
    ['2026', '2026-Q4', '2026-03', '2026-10-05/2026-10-18', '2028-02-29/2028-02-29'].map((text) => shown(read(text))),
    [
      ['2026', '2026-01-01', '2026-12-31', '2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
      ['2026-Q4', '2026-10-01', '2026-12-31', '2026-09-30T22:00:00.000Z', '2026-12-31T23:00:00.000Z'],
      ['2026-03', '2026-03-01', '2026-03-31', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      ['2026-10-05/2026-10-18', '2026-10-05', '2026-10-18', '2026-10-04T22:00:00.000Z', '2026-10-18T22:00:00.000Z'],
      ['2028-02-29/2028-02-29', '2028-02-29', '2028-02-29', '2028-02-28T23:00:00.000Z', '2028-02-29T23:00:00.000Z'],
    ],
  );
});

const refusals: readonly (readonly [text: string, says: RegExp])[] = [
  ['', /names no period: write a year \(2026\)/],
  ['2026-Q5', /names no period/],
  ['2026-13', /names no period/],
  ['26', /names no period/],
  ['2026-10-05', /names no period/],
  ['2026-10-05/', /a day that does not exist/],
  ['2026-02-30/2026-03-01', /a day that does not exist/],
  ['2026-10-18/2026-10-05', /ends before it begins: write the earlier day first, 2026-10-05\/2026-10-18/],
  ['2026-10-05/2026-10-06/2026-10-07', /names no period/],
  ['2026-10-05T00:00:00Z/2026-10-06', /a day that does not exist/],
];

for (const [text, says] of refusals) {
  test(`${JSON.stringify(text)} is refused with what would be right`, () => {
    const period = parsePeriod(text, brussels);
    assert.match(period.ok ? 'accepted' : period.message, says);
  });
}

test('the period before is as long, in months where it is made of months', () => {
  const before = (text: string) => precedingOf(read(text)).name;
  assert.equal(
    ['2026', '2026-Q1', '2026-Q3', '2026-03', '2026-10-05/2026-10-18', '2026-01-01/2026-02-28', '2026-02-01/2026-04-30'].map(before),
    ['2025', '2025-Q4', '2026-Q2', '2026-02', '2026-09-21/2026-10-04', '2025-11-01/2025-12-31', '2025-11-01/2026-01-31'],
  );
});

const day = fc
  .date({ min: new Date('1970-01-02T00:00:00Z'), max: new Date('2199-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zones = fc.constantFrom(brussels, 'UTC', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kathmandu');

test('the months of a period follow on one another without a gap, from its beginning to its end', () => {
  holds(
    fc.property(day, fc.integer({ min: 0, max: 900 }), zones, (first, length, zone) => {
      const last = Temporal.PlainDate.from(first).add({ days: length }).toString();
      const period = read(`${first}/${last}`, zone);
      const months = monthsOf(period);
      assert.is(months[0]?.begins, period.begins);
      assert.is(months.at(-1)?.ends, period.ends);
      for (const [index, month] of months.entries()) {
        assert.is(month.begins, index === 0 ? period.begins : months[index - 1]?.ends);
        assert.ok(month.ends > month.begins);
      }
    }),
  );
});

test('the period before ends where the period begins, and reading its name gives it back', () => {
  holds(
    fc.property(day, fc.integer({ min: 0, max: 900 }), zones, (first, length, zone) => {
      const period = read(`${first}/${Temporal.PlainDate.from(first).add({ days: length })}`, zone);
      const before = precedingOf(period);
      assert.is(before.ends, period.begins);
      assert.equal(read(before.name, zone), before);
    }),
  );
});

test('a moment is inside from the first midnight on and outside from the last, and what is no moment is nowhere', () => {
  const october = read('2026-10');
  const moments = [
    '2026-09-30T21:59:59.999Z',
    '2026-09-30T22:00:00Z',
    '2026-10-31T22:59:59.999Z',
    '2026-10-31T23:00:00Z',
    'yesterday',
    undefined,
  ];
  assert.equal(
    moments.map((at) => within(october, at)),
    [false, true, true, false, false, false],
  );
});

test.run();
