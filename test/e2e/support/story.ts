// The stories of the samples, told as their people tell them, and what they come to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { play, stepsOf } from '../../../scripts/play.ts';
import { type Golden, goldenOfStory } from './golden.ts';
import type { Product } from './product.ts';
import { histories } from './register.ts';
import { type Settling, settle } from './settle.ts';

/** A sample, and which records it leaves behind. */
export interface Story {
  readonly name: string;
  readonly belongs: (record: string) => boolean;
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

/** Tells a story to its end, step by step: each waits until the operator has taken in the one before, so that the record is the same every time. */
export const tell = async (product: Product, { name, belongs }: Story, { begins, applied }: Telling): Promise<void> => {
  const own: Settling = { among: ({ metadata }) => belongs(metadata.name) };
  for (let step = 1; step <= stepsOf(name, begins).length; step += 1) {
    await settle(product, own);
    await play(name, { kubeconfig: product.plane.kubeconfig, from: step, to: step, now: begins });
    await applied?.(step);
  }
  await settle(product, own);
};

/** What the records of a story have become. */
export const outcomeOf = async (
  { admin }: Product,
  { belongs }: Story,
  { begins }: Telling,
): Promise<{ readonly [record: string]: Golden }> =>
  goldenOfStory(await histories(admin), Temporal.Instant.fromEpochMilliseconds(begins), belongs);

const fileOf = (story: Story): string => resolve(import.meta.dirname, '../../fixtures/samples', `${story.name}.json`);

/** What the records of a story have to become: the committed outcome. With `--write` on the command line the outcome is committed instead. */
export const expectedOf = (story: Story, outcome: { readonly [record: string]: Golden }): unknown => {
  const file = fileOf(story);
  if (process.argv.includes('--write') || !existsSync(file)) writeFileSync(file, `${JSON.stringify(outcome, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
};
