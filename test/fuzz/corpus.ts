// The inputs that are kept: each reaches something that no other one does.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, 'corpus');

/** Inputs that once broke a promise; they are never taken out. */
const brokenOf = (target: string): string => join(directory, target, 'broken');

const filesIn = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => join(path, name))
        .toSorted()
    : [];

/** The files of a target, those that once broke something last. */
export const corpusFiles = (target: string): readonly string[] => [...filesIn(join(directory, target)), ...filesIn(brokenOf(target))];

/** The inputs of a target. */
export const corpusOf = (target: string): readonly Buffer[] => corpusFiles(target).map((file) => readFileSync(file));

const nameOf = (input: Buffer): string => createHash('sha256').update(input).digest('hex').slice(0, 16);

/** Replaces the inputs of a target, but for those that once broke something. */
export const keepCorpus = (target: string, inputs: readonly Buffer[]): void => {
  for (const file of filesIn(join(directory, target))) rmSync(file);
  mkdirSync(join(directory, target), { recursive: true });
  for (const input of inputs) writeFileSync(join(directory, target, nameOf(input)), input);
};

/** Keeps an input that broke a promise; returns where. */
export const keepBroken = (target: string, input: Buffer): string => {
  mkdirSync(brokenOf(target), { recursive: true });
  const file = join(brokenOf(target), nameOf(input));
  writeFileSync(file, input);
  return file;
};
