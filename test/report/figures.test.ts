// Shows: L1, L2.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Figures, figuresOf } from '../../operator/report/figures.ts';
import { parsePeriod } from '../../operator/report/period.ts';
import { holds } from '../journal/holds.ts';
import { truthOf } from './truth.ts';
import { asOf, organisation, syntheticYear, type Year } from './year.ts';

const periods: readonly (readonly [name: string, first: string, last: string])[] = [
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q2', '2026-04-01', '2026-06-30'],
  ['2026-Q3', '2026-07-01', '2026-09-30'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2026-10', '2026-10-01', '2026-10-31'],
  ['2026-03-29/2026-04-02', '2026-03-29', '2026-04-02'],
  ['2027', '2027-01-01', '2027-12-31'],
];

const figuresIn = ({ register }: Year, name: string): Figures => {
  const read = parsePeriod(name, organisation.spec.timezone);
  if (!read.ok) throw new Error(read.message);
  return figuresOf(register, organisation, read.period, asOf);
};

interface Row {
  readonly of: string | null;
}

const table = <R extends Row>(rows: readonly R[], value: (row: R) => number | string): Readonly<Record<string, number | string>> =>
  Object.fromEntries(rows.map((row) => [row.of ?? '?', value(row)] as const).filter(([, shown]) => shown !== 0));

const n = ({ n: count }: { readonly n: number }): number => count;

/** The figures in the form in which the truth is counted. */
const told = (figures: Figures): ReturnType<typeof truthOf> => {
  const { volumes, costs, duties, learning, recurrence } = figures;
  const { list: _, ...lessons } = learning.lessons;
  const months = costs.byMonth.filter(({ of }) => costs.byMonth.length > 0 && of !== null);
  return {
    reports: volumes.reports,
    drills: figures.drills,
    verdicts: table(volumes.byVerdict, n) as Record<string, number>,
    categories: table(volumes.byCategory, ({ reports }) => reports) as Record<string, number>,
    incidentsByDepartment: table(volumes.byDepartment, ({ incidents }) => incidents) as Record<string, number>,
    severities: table(volumes.bySeverity, n) as Record<string, number>,
    channels: table(volumes.byChannel, n) as Record<string, number>,
    months: table(volumes.byMonth, ({ reports }) => reports) as Record<string, number>,
    major: volumes.major,
    breaches: volumes.breaches,
    open: volumes.open,
    times: figures.times,
    cost: costs.total,
    estimated: costs.estimated,
    recovered: costs.recovered,
    dollars: costs.foreign[0]?.total ?? '0.00',
    costByKind: table(costs.byKind, ({ total }) => total) as Record<string, string>,
    costByCategory: table(costs.byCategory, ({ total }) => total) as Record<string, string>,
    costByDepartment: table(costs.byDepartment, ({ total }) => total) as Record<string, string>,
    costByIncident: Object.fromEntries(costs.byIncident.map(({ incident, total }) => [incident, total])),
    recoveredByCategory: table(costs.byCategory, ({ recovered }) => recovered) as Record<string, string>,
    settled: costs.settled,
    costByMonth: Object.fromEntries(months.map(({ of, total }) => [of ?? '?', total]).filter(([, total]) => total !== '0.00')),
    duties: Object.fromEntries(
      duties.byDuty.flatMap(({ duty, inTime, late, missed, running }) =>
        Object.entries({ inTime, late, missed, running })
          .filter(([, count]) => count > 0)
          .map(([state, count]) => [`${duty} ${state}`, count]),
      ),
    ),
    late: duties.late.length,
    unexplained: duties.late.filter(({ explained }) => !explained).length,
    again: recurrence.groups.flatMap(({ incidents }) => incidents).toSorted(),
    toReview: learning.toReview,
    reviewed: learning.reviewed,
    rootCauses: Object.fromEntries(learning.rootCauses.map(({ of, n: count }) => [of?.toLowerCase() ?? '?', count])),
    breachCauses: table(learning.breachCauses, n) as Record<string, number>,
    controls: Object.fromEntries(
      learning.controls.flatMap(({ control, adequate, inadequate }) =>
        (
          [
            ['yes', adequate],
            ['no', inadequate],
          ] as const
        )
          .filter(([, count]) => count > 0)
          .map(([how, count]) => [`${control} ${how}`, count]),
      ),
    ),
    lessons,
  };
};

const ordered = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, ordered(inner)]),
      );

const year = syntheticYear(2026, 2_000);

for (const [name, first, last] of periods) {
  test(`of 2,000 incidents of a year, every figure of ${name} is what really happened`, () => {
    assert.equal(ordered(told(figuresIn(year, name))), ordered(truthOf(year.cases, first, last, asOf)));
  });
}

test('what was planted is found to recur, and nothing else', () => {
  const { recurrence } = figuresIn(year, '2026');
  const planted = year.cases.filter(({ times = 0 }) => times >= 3);
  assert.is.not(planted.length, 0);
  assert.is(recurrence.incidents, planted.length);
  for (const { values, most, incidents } of recurrence.groups) {
    const members = planted.filter(({ asset }) => asset === values[1]);
    assert.equal(values, ['HumanError', members[0]?.asset]);
    assert.equal(
      incidents,
      members.toSorted((a, b) => a.established - b.established).map(({ name }) => name),
    );
    assert.is(most, Math.max(...members.map(({ times = 0 }) => times)));
  }
});

test('other years, whatever happened in them, are told as exactly', () => {
  holds(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 150 }), fc.constantFrom(...periods), (seed, howMany, [name, first, last]) => {
      const other = syntheticYear(seed, howMany);
      assert.equal(ordered(told(figuresIn(other, name))), ordered(truthOf(other.cases, first, last, asOf)));
    }),
    { numRuns: 25 },
  );
});

test('quarters add up to the year', () => {
  const quarters = periods.slice(1, 5).map(([name]) => figuresIn(year, name));
  const whole = figuresIn(year, '2026');
  const sum = (value: (figures: Figures) => number): number => quarters.reduce((total, figures) => total + value(figures), 0);
  for (const value of [
    ({ volumes }: Figures) => volumes.reports,
    ({ volumes }: Figures) => volumes.breaches,
    ({ duties }: Figures) => duties.late.length,
    ({ recurrence }: Figures) => recurrence.incidents,
    ({ costs }: Figures) => Math.round(Number(costs.total) * 100),
    ({ times }: Figures) => times.toContain.n,
    ({ times }: Figures) => times.toContain.unknown,
  ]) {
    assert.is(sum(value), value(whole));
  }
});

test('a quarter is compared with the one before, and the first of a register with none', () => {
  const [second, third] = [figuresIn(year, '2026-Q2'), figuresIn(year, '2026-Q3')];
  assert.equal(third.before, { name: '2026-Q2', headline: second.headline, whole: true });
  assert.is(figuresIn(year, '2026-Q1').before, null);
  assert.is(figuresIn(year, '2026').before, null);
});

test('without any record every figure is nothing, and none is guessed', () => {
  const empty = figuresIn({ cases: [], register: { incidents: [], notifications: [], weaknesses: [] } }, '2026-11');
  assert.equal(empty.times.toContain, { n: 0, unknown: 0, median: null, p90: null, longest: null });
  assert.is(empty.costs.total, '0.00');
  assert.is(empty.before, null);
  assert.equal(empty.volumes.byMonth, [{ of: '2026-11', reports: 0, incidents: 0, breaches: 0 }]);
});

test.run();
