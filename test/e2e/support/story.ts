// The stories of the samples, told as their people tell them, and what they come to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { play, type Settled, stepsOf } from '../../../scripts/play.ts';
import { type Golden, goldenOfStory } from './golden.ts';
import type { Product } from './product.ts';
import { histories, type Record } from './register.ts';
import { type Settling, settle } from './settle.ts';

/** A sample, and which records it leaves behind. */
export interface Story {
  readonly name: string;
  readonly belongs: (record: string) => boolean;
  /** The namespace it is told in, and that in which what is TLP RED of it lies; that of the samples unless told. */
  readonly namespace?: string;
}

export const lostLaptop: Story = {
  name: 'lost-laptop',
  belongs: (name) => name.startsWith('lost-laptop') || name === 'export-unencrypted',
};
export const falseAlarm: Story = { name: 'false-alarm', belongs: (name) => name.startsWith('false-alarm') };

/** How a story is told. */
export interface Telling {
  /** The story begins at this moment (milliseconds since the epoch). */
  readonly begins: number;
  /** Called with the number of a step that was just applied, before the operator is waited for. */
  readonly applied?: (step: number) => Promise<void>;
}

/** The namespaces of a story. */
const placesOf = ({ namespace }: Story): readonly string[] => (namespace === undefined ? ['incidents'] : [namespace, `${namespace}-red`]);

/** Tells a story to its end, step by step: each waits until the operator has taken in the one before, so that the record is the same every time. */
export const tell = async (product: Product, story: Story, { begins, applied }: Telling): Promise<void> => {
  const { name, belongs, namespace } = story;
  const among: Settling['among'] = ({ metadata }) => belongs(metadata.name);
  const settled = async (place: string): Promise<readonly Settled[]> =>
    (await settle(product, { among, namespace: place })) as readonly (Record & Settled)[];
  for (let step = 1; step <= stepsOf(name, begins).length; step += 1) {
    await Promise.all(placesOf(story).map(settled));
    await play(name, {
      kubeconfig: product.plane.kubeconfig,
      from: step,
      to: step,
      now: begins,
      settle: settled,
      ...(namespace && { namespace }),
    });
    await applied?.(step);
  }
  await Promise.all(placesOf(story).map(settled));
};

/** What the records of a story have become. */
export const outcomeOf = async ({ admin }: Product, story: Story, { begins }: Telling): Promise<{ readonly [record: string]: Golden }> => {
  const all = (await Promise.all(placesOf(story).map((place) => histories(admin, place)))).flat();
  return goldenOfStory(all, Temporal.Instant.fromEpochMilliseconds(begins), story.belongs);
};

const fileOf = (story: Story): string => resolve(import.meta.dirname, '../../fixtures/samples', `${story.name}.json`);

/** What the records of a story have to become: the committed outcome. With `--write` on the command line the outcome is committed instead. */
export const expectedOf = (story: Story, outcome: { readonly [record: string]: Golden }): unknown => {
  const file = fileOf(story);
  if (process.argv.includes('--write') || !existsSync(file)) writeFileSync(file, `${JSON.stringify(outcome, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
};
