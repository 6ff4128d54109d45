// The loop: change an input, run it, keep it where it reached something new.
import type { Chance } from '../hostile/chance.ts';
import { changed, mostBytes } from './change.ts';
import { corpusOf, keepBroken } from './corpus.ts';
import { type Coverage, startCoverage } from './coverage.ts';
import type { Opened, Target } from './target.ts';
import { startWatchdog } from './watchdog.ts';

/** What a campaign came to. */
export interface Outcome {
  readonly runs: number;
  readonly seconds: number;
  readonly blocks: number;
  readonly corpus: readonly Buffer[];
  /** What broke a promise: the reason, and the file in which it is kept. */
  readonly broken: readonly { readonly reason: string; readonly file: string }[];
  /** The longest that an input took (milliseconds). */
  readonly slowest: number;
}

/** So many inputs at most are run before it is asked what they reached: asking costs as much as many of them. */
const mostTogether = 256;

/** Of slow ones fewer: a campaign is to end when it should. */
const batchSize = (runs: number, milliseconds: number): number =>
  Math.min(mostTogether, Math.max(8, Math.floor((runs / Math.max(1, milliseconds)) * 500)));

/** So many different faults are enough to begin repairing. */
const mostBroken = 20;

interface State {
  readonly target: Target;
  readonly opened: Opened;
  readonly coverage: Coverage;
  readonly begin: (input: Buffer) => void;
  readonly known: Set<string>;
  readonly corpus: Buffer[];
  readonly broken: Map<string, string>;
  runs: number;
  slowest: number;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `something was thrown: ${typeof error}`;
  const place = /\/((?:operator|node_modules|test\/fuzz)\/[^\s)]+:\d+):\d+/.exec(error.stack ?? '')?.[1] ?? 'somewhere';
  return `${error.name}: ${error.message.slice(0, 200)} (${place})`;
};

/** Runs one input. What it breaks is kept once for each place. */
const once = async (state: State, input: Buffer): Promise<void> => {
  state.runs += 1;
  state.begin(input);
  const started = performance.now();
  try {
    await state.opened.run(input);
  } catch (error) {
    const reason = reasonOf(error);
    const place = reason.slice(reason.lastIndexOf('('));
    if (!state.broken.has(place)) state.broken.set(place, `${reason}\u0000${keepBroken(state.target.name, input)}`);
  }
  state.slowest = Math.max(state.slowest, performance.now() - started);
};

const isNew = (state: State, reached: ReadonlySet<string>): boolean => [...reached].some((block) => !state.known.has(block));

const learn = (state: State, reached: ReadonlySet<string>): void => {
  for (const block of reached) state.known.add(block);
};

/** Which blocks an input reaches. */
const reachedBy = async (state: State, input: Buffer): Promise<ReadonlySet<string>> => {
  state.coverage.since();
  await once(state, input);
  return state.coverage.since();
};

/** Runs inputs, and finds among those that reached something new, by halves, the ones that did. */
const batch = async (state: State, inputs: readonly Buffer[]): Promise<void> => {
  const [first] = inputs;
  if (first === undefined) return;
  state.coverage.since();
  for (const input of inputs) await once(state, input);
  const reached = state.coverage.since();
  if (!isNew(state, reached)) return;
  if (inputs.length === 1) {
    learn(state, reached);
    state.corpus.push(first);
    return;
  }
  const half = inputs.length >> 1;
  await batch(state, inputs.slice(0, half));
  await batch(state, inputs.slice(half));
};

/** Leaves out what others reach too: the shortest first, each only if it adds something. */
const minimised = async (state: State, inputs: readonly Buffer[]): Promise<readonly Buffer[]> => {
  const kept: Buffer[] = [];
  const seen = new Set<string>();
  for (const input of inputs.toSorted((a, b) => a.length - b.length)) {
    const reached = await reachedBy(state, input);
    const adds = [...reached].some((block) => !seen.has(block));
    for (const block of reached) seen.add(block);
    if (adds) kept.push(input);
  }
  return kept;
};

/** Fuzzes a target for so many seconds, with choices that follow from `chance`. */
export const campaign = async (target: Target, seconds: number, chance: Chance, dump: string): Promise<Outcome> => {
  const opened = await target.open();
  const watchdog = startWatchdog(dump);
  const coverage = startCoverage(target.code);
  const start = performance.now();
  const state: State = {
    target,
    opened,
    coverage,
    begin: watchdog.begin,
    known: new Set(),
    corpus: [],
    broken: new Map(),
    runs: 0,
    slowest: 0,
  };
  const given = [...(await target.seeds()), ...corpusOf(target.name)].map((input) => input.subarray(0, mostBytes));
  // The first run of anything compiles it, which is nobody's fault.
  for (const input of given) await once(state, input);
  state.slowest = 0;
  await batch(state, given);
  if (state.corpus.length === 0)
    throw new Error(`Nothing of ${target.code.join(', ')} ran: the coverage of ${target.name} is of other files.`);
  while (performance.now() - start < seconds * 1_000 && state.broken.size < mostBroken) {
    const size = batchSize(state.runs, performance.now() - start);
    const next = Array.from({ length: size }, () => changed(chance.pick(state.corpus), chance, target.words, state.corpus));
    await batch(state, next);
  }
  const took = (performance.now() - start) / 1_000;
  const corpus = await minimised(state, state.corpus);
  coverage.stop();
  await watchdog.stop();
  await opened.close();
  const broken = [...state.broken.values()].map((each) => {
    const [reason = '', file = ''] = each.split('\u0000');
    return { reason, file };
  });
  return { runs: state.runs, seconds: took, blocks: state.known.size, corpus, broken, slowest: state.slowest };
};
