// The truth of a synthetic year, counted from what its author chose, by counting and nothing else.
import type { Case, CaseCost } from './case.ts';

const zone = 'Europe/Brussels';

const dayOf = (millis: number): string => Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(zone).toPlainDate().toString();

/** What lies between two days, both inside, is told by how the days are written. */
const inside = (millis: number, first: string, last: string): boolean => dayOf(millis) >= first && dayOf(millis) <= last;

const tally = (values: readonly (string | undefined)[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? '?'] = (counts[value ?? '?'] ?? 0) + 1;
  return counts;
};

const euros = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;

/** What a dollar is worth on a day; undefined before anybody said so. */
const dollar = (at: number): number | undefined => (dayOf(at) < '2026-03-01' ? undefined : dayOf(at) < '2026-08-01' ? 2 : 3);

const signed = ({ kind, cents, currency, at }: CaseCost): number =>
  (kind === 'Reimbursement' ? -cents : cents) * (currency === 'EUR' ? 1 : (dollar(at) ?? 1));

const spent = (costs: readonly CaseCost[]): number => costs.reduce((sum, cost) => sum + signed(cost), 0);

const severities = { Low: 'S4', High: 'S2', Critical: 'S1' } as const;

/** The middle and the ninth of ten, found by asking of each value how many are not above it. */
const spread = (values: readonly (number | undefined)[]) => {
  const known = values.flatMap((value) => value ?? []);
  const notAbove = (limit: number): number => known.filter((value) => value <= limit).length;
  const smallest = (share: number): number => Math.min(...known.filter((value) => notAbove(value) >= share * known.length));
  const above = Math.min(...known.filter((value) => notAbove(value) > known.length / 2));
  const none = known.length === 0;
  return {
    n: known.length,
    unknown: values.length - known.length,
    median: none ? null : (smallest(0.5) + above) / 2,
    p90: none ? null : smallest(0.9),
    longest: none ? null : Math.max(...known),
  };
};

const seconds = (from: number, to: number | undefined): number | undefined => (to === undefined ? undefined : (to - from) / 1000);

/** The two duties of each incident: when they were due, when they were done, and whether somebody said why not in time. */
const dutiesOf = (each: Case) => [
  { duty: 'assess', due: each.reported + 24 * 3_600_000, done: each.assessed, explained: false, notice: false },
  ...(each.breach === undefined
    ? []
    : [{ duty: 'tell', due: each.breach.aware + 72 * 3_600_000, done: each.breach.sent, explained: each.breach.explained, notice: true }]),
];

const lessonsIn = (cases: readonly Case[], first: string, last: string, now: number) => {
  const reviews = cases.flatMap(({ review }) => review ?? []);
  const over = (millis: number): boolean => dayOf(millis) > last || millis >= now;
  const returned = reviews.filter(({ approval }) => approval?.decision === 'Return' && !over(approval.at));
  const standing = reviews.filter((review) => !over(review.at) && !returned.includes(review));
  const drawn = standing.filter(({ at }) => inside(at, first, last));
  const approved = drawn.filter(({ approval }) => approval?.decision === 'Approve' && !over(approval.at));
  const settled = reviews
    .flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.settled ?? []))
    .filter(({ at }) => inside(at, first, last));
  const open = standing.flatMap(({ lessons }) => lessons).filter((lesson) => lesson.settled === undefined || over(lesson.settled.at));
  return {
    drawn: drawn.flatMap(({ lessons }) => lessons).length,
    approved: approved.flatMap(({ lessons }) => lessons).length,
    done: settled.filter(({ outcome }) => outcome === 'Done').length,
    dropped: settled.filter(({ outcome }) => outcome === 'Dropped').length,
    open: open.length,
    overdue: open.filter(({ dueAt }) => dueAt !== undefined && !over(dueAt)).length,
  };
};

const controlsIn = (cases: readonly Case[], first: string, last: string) => {
  const judged = cases.flatMap(({ review }) => (review !== undefined && inside(review.at, first, last) ? review.controls : []));
  return tally(judged.map(({ control, adequate }) => `${control} ${adequate ? 'yes' : 'no'}`));
};

const costsIn = (cases: readonly Case[], first: string, last: string) => {
  const costs = cases.flatMap((each) => each.costs.map((cost) => ({ ...cost, each }))).filter(({ at }) => inside(at, first, last));
  const own = costs.filter(({ currency, at }) => currency === 'EUR' || dollar(at) !== undefined);
  const by = (key: (cost: (typeof own)[number]) => string | undefined) =>
    Object.fromEntries(Object.keys(tally(own.map(key))).map((of) => [of, euros(spent(own.filter((cost) => (key(cost) ?? '?') === of)))]));
  const known = own.filter(({ guessed }) => guessed !== undefined);
  const guessed = spent(known.map((cost) => ({ ...cost, cents: cost.guessed ?? 0 })));
  return {
    cost: euros(spent(own)),
    estimated: euros(spent(own.filter(({ estimate }) => estimate))),
    recovered: euros(-spent(own.filter(({ kind }) => kind === 'Reimbursement'))),
    dollars: euros(spent(costs.filter((cost) => !own.includes(cost)))),
    costByKind: by(({ kind }) => kind),
    costByCategory: by(({ each }) => each.category),
    costByDepartment: by(({ each }) => each.department),
    costByMonth: by(({ at }) => dayOf(at).slice(0, 7)),
    costByIncident: by(({ each }) => each.name),
    recoveredByCategory: Object.fromEntries(
      Object.keys(tally(own.map(({ each }) => each.category))).map((of) => [
        of,
        euros(-spent(own.filter(({ each, kind }) => kind === 'Reimbursement' && (each.category ?? '?') === of))),
      ]),
    ),
    settled: {
      n: known.length,
      estimated: euros(guessed),
      actual: euros(spent(known)),
      difference: euros(spent(known) - guessed),
      unknown: costs.filter((cost) => cost.guessed !== undefined && !own.includes(cost)).length,
    },
  };
};

/** What the figures of a period must say, of days both inside. */
export const truthOf = (all: readonly Case[], first: string, last: string, asOf: string) => {
  const now = Date.parse(asOf);
  const cases = all.filter(({ drill }) => !drill);
  const reports = cases.filter(({ reported }) => inside(reported, first, last));
  const counted = (some: readonly Case[]) => tally(some.map(({ verdict }) => verdict));
  const incidents = reports.filter(({ verdict }) => verdict === 'Incident');
  const duties = cases.flatMap(dutiesOf).filter(({ due }) => inside(due, first, last));
  const again = reports.filter(({ times = 0 }) => times >= 3);
  const toReview = reports.filter(({ verdict }) => verdict === 'Incident' || verdict === 'NearMiss');
  return {
    reports: reports.length,
    drills: all.filter(({ drill, reported }) => drill && inside(reported, first, last)).length,
    verdicts: counted(reports),
    categories: tally(reports.map(({ category }) => category)),
    incidentsByDepartment: tally(incidents.map(({ department }) => department)),
    severities: tally(incidents.map(({ level }) => level && severities[level])),
    channels: tally(reports.map(({ channel }) => channel)),
    months: tally(reports.map(({ reported }) => dayOf(reported).slice(0, 7))),
    major: incidents.filter(({ level }) => level === 'Critical').length,
    breaches: reports.filter(({ breach }) => breach !== undefined).length,
    open: reports.filter(({ closed, verdict }) => !closed && verdict !== 'Event' && verdict !== 'FalsePositive').length,
    times: {
      toReport: spread(reports.map(({ established, reported }) => seconds(established, reported))),
      toAssess: spread(reports.map(({ reported, assessed }) => seconds(reported, assessed))),
      toContain: spread(incidents.map(({ established, contained }) => seconds(established, contained))),
      toRecover: spread(incidents.map(({ established, recovered }) => seconds(established, recovered))),
    },
    ...costsIn(cases, first, last),
    duties: tally(
      duties.map(
        ({ duty, due, done }) => `${duty} ${done === undefined ? (due < now ? 'missed' : 'running') : done <= due ? 'inTime' : 'late'}`,
      ),
    ),
    late: duties.filter(({ due, done }) => (done === undefined ? due < now : done > due)).length,
    unexplained: duties.filter(({ due, done, explained }) => (done === undefined ? due < now : done > due) && !explained).length,
    again: again.map(({ name }) => name).sort(),
    toReview: toReview.length,
    reviewed: toReview.filter(({ review }) => review !== undefined).length,
    rootCauses: tally(toReview.map(({ review }) => review?.rootCause.replaceAll('  ', ' ').toLowerCase())),
    breachCauses: tally(
      reports.flatMap(({ breach }) => (breach === undefined ? [] : [breach.cause === 'Unknown' ? undefined : breach.cause])),
    ),
    controls: controlsIn(cases, first, last),
    lessons: lessonsIn(cases, first, last, now),
  };
};
