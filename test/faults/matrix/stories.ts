// Both sample cases, told while the operator is killed at every write.
import { kinds } from '../../../operator/api/kinds.ts';
import { play as playSample, stepsOf } from '../../../scripts/play.ts';
import { differencesBetween } from '../../e2e/support/compare.ts';
import { goldenOfStory } from '../../e2e/support/golden.ts';
import { settle } from '../../e2e/support/settle.ts';
import { falseAlarm, lostLaptop, type Story } from '../../e2e/support/story.ts';
import type { Fate } from '../rig/exchange.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import { lawOfFlow } from '../rig/law.ts';
import { breaches, historiesOf } from '../rig/picture.ts';
import { leads, untilLed } from '../rig/replica.ts';
import type { Fault, Finding, Stage } from './fault.ts';
import { atWrites } from './kills.ts';

interface Told {
  readonly outcome: unknown;
  readonly problems: readonly string[];
  readonly writes: number;
  readonly kills: number;
}

/** Waits until nothing changes any more while one process leads all the time: while nobody does, everything is quiet. */
const rest = async ({ product }: Ground, { namespace, replicas }: Arena): Promise<void> => {
  const doors = (): string => replicas.map((each) => each.door()).join();
  for (const end = Date.now() + 240_000; Date.now() < end; ) {
    await untilLed(replicas, 120_000);
    const before = doors();
    await settle(product, { quiet: 500, within: 120_000, namespace });
    if (replicas.some(leads) && doors() === before) return;
  }
  throw new Error('The story does not come to rest within four minutes.');
};

const tellOnce = async (ground: Ground, story: Story, fate?: Parameters<Ground['tap']['arrange']>[0]['fate']): Promise<Told> => {
  const arena = await ground.arena();
  const { kubeconfig } = ground.product.plane;
  const { namespace, begins: now } = arena;
  try {
    if (fate !== undefined) ground.tap.arrange({ fate });
    for (let step = 1; step <= stepsOf(story.name, now).length; step += 1) {
      await rest(ground, arena);
      await playSample(story.name, { kubeconfig, namespace, from: step, to: step, now });
    }
    await rest(ground, arena);
    const all = await historiesOf(ground, arena);
    const golden = goldenOfStory(all, Temporal.Instant.fromEpochMilliseconds(now), story.belongs);
    const written = arena.trace().filter(({ content, status }) => content && status >= 200 && status < 300);
    const made = Map.groupBy(
      written.filter(({ method }) => method === 'POST'),
      ({ object }) => object,
    );
    let left = await breaches(ground, arena, all);
    for (const end = Date.now() + 15_000; left.length > 0 && Date.now() < end; )
      left = await breaches(ground, arena, await historiesOf(ground, arena));
    return {
      outcome: JSON.parse(JSON.stringify(golden).replaceAll(namespace, 'arena')),
      problems: [
        ...left,
        ...[...made].flatMap(([object, times]) => (times.length > 1 ? [`${object} was created ${times.length} times`] : [])),
      ],
      writes: written.length,
      kills: arena.replicas.reduce((sum, each) => sum + each.kills(), 0),
    };
  } finally {
    await arena.close();
  }
};

/** The law of the samples instead of that of the flow, with nobody to tell by mail. */
const withLaw = async <T>({ product: { admin } }: Ground, work: () => Promise<T>): Promise<T> => {
  const policy = await admin.get<{ metadata: { name: string }; spec: { channels?: unknown } }>(kinds.IncidentPolicy, { name: 'default' });
  const set = (regimes: readonly string[], channels: unknown): Promise<unknown> =>
    admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes, channels } });
  await set(['gdpr', 'policy'], null);
  try {
    return await work();
  } finally {
    await set([lawOfFlow.metadata.name], policy.spec.channels);
  }
};

const positions: readonly (readonly [string, Extract<Fate, { kind: 'kill' }>['when'], 'first' | 'second'])[] = [
  ['before', 'before', 'first'],
  ['committed', 'committed', 'first'],
  ['committed, the other half', 'committed', 'second'],
  ['replied', 'replied', 'first'],
  ['replied, the other half', 'replied', 'second'],
];

const told = async (ground: Ground, story: Story, stage: Stage): Promise<Finding> => {
  const [first, second] = [await tellOnce(ground, story), await tellOnce(ground, story)];
  const unstable = [...differencesBetween(second.outcome, first.outcome), ...first.problems, ...second.problems];
  if (unstable.length > 0) return { kind: 'broken', figures: ['two tellings without a kill differ'], problems: unstable };
  const figures = [`${first.writes} writes`];
  const problems: string[] = [];
  for (const [name, when, begin] of positions) {
    if (stage.left() <= 0) {
      figures.push(`${name}: not begun, the time is up`);
      continue;
    }
    const kill = atWrites(when, begin);
    let spared = 0;
    const run = await tellOnce(ground, story, (passing) => {
      const fate = kill(passing);
      // When the time is up the story is told to its end, without further kills, so that what was tried is judged all the same.
      if (fate === undefined || stage.left() > 0) return fate;
      spared += 1;
      return undefined;
    });
    figures.push(`${name}: ${run.kills} kills${spared === 0 ? '' : ` and ${spared} left out, the time was up`}`);
    problems.push(...[...differencesBetween(run.outcome, first.outcome), ...run.problems].map((each) => `${name}: ${each}`));
  }
  return problems.length === 0 ? { kind: 'held', figures } : { kind: 'broken', figures, problems };
};

const storyFault = (story: Story, cost: number): Fault => ({
  id: `boundaries-${story.name}`,
  title: `${story.name}: kill -9 at every write, in three positions`,
  cost,
  run: async (stage) => {
    const ground = await stage.ground();
    return withLaw(ground, () => told(ground, story, stage));
  },
});

/** The exhaustive campaign. */
export const stories: readonly Fault[] = [storyFault(falseAlarm, 240), storyFault(lostLaptop, 1_200)];
