// Kills at random moments, as many as asked for, over as many flows as they need.
import { setTimeout as delay } from 'node:timers/promises';
import { randomOf } from '../random.ts';
import { type Play, play } from '../rig/oracle.ts';
import type { Fault, Finding } from './fault.ts';

/** How many kills one flow bears; with more it would hardly come to its end. */
const perFlow = 8;

/** Kills at moments that follow from the seed, counted from when the operator last began to lead. */
const randomly = (random: () => number, most: number): Play => {
  let going = true;
  return {
    open: (arena) => {
      void (async () => {
        while (going && (arena.replicas[0]?.kills() ?? most) < most) {
          await delay(150 + random() * 2_200);
          if (going) await arena.replicas[0]?.strike();
        }
      })();
    },
    undo: () => {
      going = false;
    },
    within: 120_000,
    slack: perFlow,
  };
};

/** The random campaign. */
export const chance: Fault = {
  id: 'random',
  title: 'kill -9 at random moments',
  cost: 3_000,
  run: async ({ ground, reference, seed, kills, left }): Promise<Finding> => {
    const random = randomOf(seed);
    const [known, on] = [await reference(), await ground()];
    const problems: string[] = [];
    let [flows, killed] = [0, 0];
    let repeats = 0;
    while (killed < kills && left() > 0 && problems.length === 0) {
      const run = await play(on, known, randomly(random, Math.min(perFlow, kills - killed)));
      const arena = on.arenaNow();
      flows += 1;
      killed += arena?.replicas[0]?.kills() ?? 0;
      repeats += run.repeats;
      problems.push(...run.problems);
    }
    const figures = [`${killed} of ${kills} kills asked for, over ${flows} flows`, `${repeats} repeats under their key`];
    return problems.length === 0 ? { kind: 'held', figures } : { kind: 'broken', figures, problems };
  },
};
