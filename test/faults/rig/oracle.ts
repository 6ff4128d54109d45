// The oracle: a run with a fault ends as one without, each write is there once, and then nothing is written any more.
import { setTimeout as delay } from 'node:timers/promises';
import { differencesBetween } from '../../e2e/support/compare.ts';
import type { History } from '../../e2e/support/register.ts';
import { type Course, flow, insist } from './flow.ts';
import type { Arena, Arrangement, Ground } from './ground.ts';
import { breaches, historiesOf, type Picture, pictureOf, repeatsIn, type Writes, writesOf } from './picture.ts';

/** What came of one run. */
export interface Run {
  readonly problems: readonly string[];
  readonly figures: readonly string[];
  readonly picture: Picture;
  readonly writes: Writes;
  /** How many messages were taken more than once, each under its own key. */
  readonly repeats: number;
}

/** What a run without a fault is. */
export interface Reference {
  readonly picture: Picture;
  readonly writes: Writes;
}

/** A fault as it is played. */
export interface Play extends Course {
  readonly arrangement?: Arrangement;
  /** Whether Events are compared with timelines; a fault may take them away. */
  readonly events?: boolean;
  /** Records that are there besides those of the flow, by name; they are not compared. */
  readonly beside?: RegExp;
  /** How many writes more than without a fault each object may need. */
  readonly slack?: number;
  /** What else has to hold in the end, as sentences about what does not. */
  readonly also?: (arena: Arena, all: readonly History[]) => Promise<readonly string[]> | readonly string[];
  readonly figures?: (arena: Arena) => readonly string[];
  /** Takes back what the fault did to the ground, however the run ended. */
  readonly undo?: () => Promise<void> | void;
  /** Told the arena before anything happens in it. */
  readonly open?: (arena: Arena) => void;
}

/** For how long nothing may be written in the end (milliseconds): longer than every pause, claim and lease of the compressed settings. */
export const quietMs = 3_500;

/** Waits until nothing was written for the quiet time, or says what goes on being written. */
const quiet = async (arena: Arena): Promise<readonly string[]> => {
  const contents = (): number => arena.trace().filter(({ content }) => content).length;
  const before = contents();
  await delay(quietMs);
  const written = arena.trace().filter(({ content }) => content);
  return written.slice(before).map(({ method, object, status }) => `written although all was at rest: ${method} ${object} (${status})`);
};

/** Waits until the Events have followed the timelines. */
const settledBreaches = async (ground: Ground, arena: Arena, events: boolean): Promise<readonly string[]> => {
  const end = performance.now() + 15_000;
  for (;;) {
    const found = await insist(async () => breaches(ground, arena, await historiesOf(ground, arena)));
    const left = events ? found : found.filter((each) => !/^(?:no Event|no entry|an Event)/.test(each));
    if (left.length === 0 || performance.now() > end) return left;
    await delay(200);
  }
};

const tooMany = (writes: Writes, reference: Writes, slack: number): readonly string[] =>
  [...writes].flatMap(([object, count]) => {
    // The intake counts an alert beside the decisions on it, sometimes in one write more and sometimes in one less.
    const most = (reference.get(object) ?? 0) + slack + (object.endsWith('/alert') ? 1 : 0);
    return count > most ? [`${object} was written ${count} times, without a fault ${reference.get(object) ?? 0} times`] : [];
  });

/** Plays a fault in an arena of its own and judges what it leaves behind. */
export const play = async (ground: Ground, reference: Reference | undefined, fault: Play = {}): Promise<Run> => {
  const arena = await ground.arena(fault.arrangement);
  try {
    fault.open?.(arena);
    await flow(ground, arena, fault);
    const broken = await settledBreaches(ground, arena, fault.events !== false);
    const noise = await quiet(arena);
    const all = (await insist(() => historiesOf(ground, arena))).filter(({ record }) => fault.beside?.test(record.metadata.name) !== true);
    const picture = pictureOf(arena, all, fault.beside);
    const writes = writesOf(arena, all, fault.beside);
    const kills = arena.replicas.reduce((sum, each) => sum + each.kills(), 0);
    const also = (await fault.also?.(arena, all)) ?? [];
    return {
      picture,
      writes,
      repeats: repeatsIn(arena),
      problems: [
        ...(reference === undefined ? [] : differencesBetween(picture, reference.picture)),
        ...(reference === undefined ? [] : tooMany(writes, reference.writes, (fault.slack ?? 0) + kills)),
        ...broken,
        ...noise,
        ...also,
      ],
      figures: [
        `${arena.trace().filter(({ content }) => content).length} writes`,
        ...(kills === 0 ? [] : [`${kills} kills`]),
        ...(repeatsIn(arena) === 0 ? [] : [`${repeatsIn(arena)} repeats under their key`]),
        ...(fault.figures?.(arena) ?? []),
      ],
    };
  } finally {
    await fault.undo?.();
    await arena.close();
  }
};

/** Two runs without a fault differ, so that nothing can be compared with them. */
export class UnstableOracle extends Error {
  constructor(differences: readonly string[]) {
    super(`Two runs without a fault differ, so that nothing can be compared:\n  ${differences.join('\n  ')}`);
    this.name = 'UnstableOracle';
  }
}

/** Two runs without a fault; what differs between them is no oracle, and is thrown. */
export const referenceOf = async (ground: Ground): Promise<Reference> => {
  const [first, second] = [await play(ground, undefined), await play(ground, undefined)];
  const unstable = [...differencesBetween(second.picture, first.picture), ...first.problems, ...second.problems];
  if (unstable.length > 0) throw new UnstableOracle(unstable);
  const writes = new Map([...first.writes].map(([object, count]) => [object, Math.max(count, second.writes.get(object) ?? 0)]));
  return { picture: first.picture, writes };
};
