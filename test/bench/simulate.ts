// node test/bench/simulate.ts [--incidents 1000000] [--operators 4] [--clusters 1] … : a year of a large register, second by second, with the costs that the
// benchmarks measured. What arrives is drawn by chance from a fixed seed, so that the same question has the same answer. See docs/explanation/scale.md.
import { parseArgs } from 'node:util';
import { quantile } from '../e2e/support/quantile.ts';

/** A question: how much comes, and what each piece costs. Options of the same names change them. */
const question = {
  /** Reports in a year. */
  incidents: 1_000_000,
  /** A disaster, say of a supplier of many: so many reports beside the usual ones, by machines, within so many seconds; their deadlines come as close together. */
  disaster: 20_000,
  disasterSeconds: 60,
  /** Changes that people make to one incident until it is closed, each answered by one status write. */
  changes: 12,
  /** Deadlines, warnings and rungs of one incident that pass by the clock alone. */
  alarms: 3,
  /** Processor milliseconds of the API server for a report, its answer and its Event, and for a change with its answer. */
  serverReport: 10,
  serverChange: 11,
  /** Processor milliseconds of the operator for each of them. */
  operatorReport: 1.6,
  operatorChange: 2,
  /** Days for which a record stays in the cluster: while it is open, and after closure until it is moved out. */
  days: 60,
  /** Kilobytes of a record in etcd with its timeline, its archives and its notifications; and in the memory of the leader. */
  stored: 20,
  held: 7,
  /** Megabytes of an operator without records, and processor seconds of a start for each thousand records. */
  base: 130,
  startPerThousand: 0.25,
  /** Among how many operators, and how many clusters, the namespaces are divided evenly. */
  operators: 1,
  clusters: 1,
  /** Processor cores that each API server has for itself; an operator decides on one. */
  cores: 2,
  seed: 1,
};

type Question = typeof question;

const asked = (): Question => {
  const options = Object.fromEntries(
    Object.entries(question).map(([name, value]) => [name, { type: 'string', default: String(value) }] as const),
  );
  const { values } = parseArgs({ options });
  const numbers = Object.entries(values).map(([name, value]) => [name, Number(value)] as const);
  const wrong = numbers.find(([, value]) => !(value >= 0));
  if (wrong !== undefined) throw new Error(`--${wrong[0]} is a number of 0 or more.`);
  return { ...question, ...Object.fromEntries(numbers) };
};

/** Uniform numbers below 1, the same for the same seed (mulberry32). */
const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** How many come in a second in which `mean` are expected (Poisson, by Knuth; above 30 its normal approximation). */
const drawn = (mean: number, random: () => number): number => {
  if (mean > 30) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
};

const day = 86_400;
const week = 7 * day;

/** How busy an hour is beside the others: people report and work from eight to six on five days, machines always. */
const busyness = (second: number): number => {
  const hour = Math.floor((second % day) / 3600);
  const working = second % week < 5 * day && hour >= 8 && hour < 18;
  return working ? 1 : 0.12;
};

const meanBusyness = Array.from({ length: 168 }, (_, hour) => busyness(hour * 3600)).reduce((sum, each) => sum + each, 0) / 168;

const disasterAt = 100 * day + 10 * 3600;

/** When deadlines of one report fall due that nobody met: an early warning and a notification (NIS2 art. 23(4)(a), (b)). */
const dueAfter = [day, 3 * day];

/** One that works off what comes, first come, first served; what waits is told in seconds of its work. */
const worker = (perSecond: number) => {
  const waits = new Float32Array(365 * day);
  let left = 0;
  let done = 0;
  return {
    take: (second: number, work: number): void => {
      done += work;
      left = Math.max(0, left + work - perSecond);
      waits[second] = left / perSecond;
    },
    figures: () => {
      // A quantile of sixty seconds each: a year of seconds is more than need be sorted.
      const worst = Array.from({ length: 365 * 1440 }, (_, minute) =>
        waits.subarray(minute * 60, minute * 60 + 60).reduce((a, b) => Math.max(a, b), 0),
      );
      const over = worst.filter((wait) => wait > 3).length;
      return { share: done / (perSecond * 365 * day), p99: quantile(worst, 0.99), most: quantile(worst, 1), over };
    },
  };
};

const simulate = (
  of: Question,
): {
  readonly server: ReturnType<ReturnType<typeof worker>['figures']>;
  readonly operator: ReturnType<ReturnType<typeof worker>['figures']>;
} => {
  const random = chance(of.seed);
  const server = worker(of.cores * 1000);
  const operator = worker(1000);
  const perSecond = of.incidents / (365 * day) / meanBusyness;
  const disasterIn = (second: number): number =>
    second >= disasterAt && second < disasterAt + of.disasterSeconds ? of.disaster / of.disasterSeconds : 0;
  for (let second = 0; second < 365 * day; second += 1) {
    const usual = perSecond * busyness(second);
    const reports = drawn(usual + disasterIn(second), random);
    const due = dueAfter.reduce((sum, later) => sum + disasterIn(second - later), 0);
    const changes = drawn(usual * (of.changes + of.alarms) + due, random);
    server.take(second, (reports * of.serverReport + changes * of.serverChange) / of.clusters);
    operator.take(second, (reports * of.operatorReport + changes * of.operatorChange) / of.operators);
  }
  return { server: server.figures(), operator: operator.figures() };
};

const of = asked();
const { server, operator } = simulate(of);
const records = Math.round((of.incidents * of.days) / 365);
const [perOperator, perCluster] = [records / of.operators, records / of.clusters];
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const line = (name: string, { share, p99, most, over }: typeof server): string =>
  `${name.padEnd(22)} busy ${percent(share)} of the year; work waits ${p99.toFixed(2)} s in 99 of 100 minutes, ${most.toFixed(1)} s at most, over 3 s in ${over} minutes`;
console.log(
  `${of.incidents} incidents a year, a disaster of ${of.disaster} in ${of.disasterSeconds} s; ${of.operators} operators, ${of.clusters} clusters of ${of.cores} cores.`,
);
console.log(line('each API server', server));
console.log(line('each leader', operator));
console.log(`records at a time      ${records}: ${Math.round(perOperator)} for each leader, ${Math.round(perCluster)} in each cluster`);
console.log(`etcd of each cluster   ${((perCluster * of.stored) / 1e6).toFixed(2)} GB of records`);
console.log(`memory of each leader  ${Math.round(of.base + (perOperator * of.held) / 1000)} MB`);
console.log(`start of each leader   ${((perOperator / 1000) * of.startPerThousand).toFixed(1)} s of processor time`);
