import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stepsOf } from '../../scripts/play.ts';
import { root } from '../../scripts/process.ts';

const samples = join(root, 'samples');

/** The samples that are told in steps. */
const told = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(samples, entry.name)).some((file) => file.startsWith('01-')))
  .map(({ name }) => name);

const story = (name: string): string => readFileSync(join(samples, name, 'README.md'), 'utf8');

/** The numbers of the steps that a table of a story tells, such as those of `| 01–03 | ...`. */
const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/^\| (\d{2})(?:–(\d{2}))? \|/gm)].flatMap(([, first, last]) => {
    const [from, to] = [Number(first), Number(last ?? first)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });

test('the table of every story tells each of its steps once, in order', () => {
  const wrong = told.flatMap((name) => {
    const numbers = [...new Set(stepsOf(name, 0).map(({ file }) => Number(file.slice(0, 2))))];
    const tabled = numbersIn(story(name));
    return tabled.length === 0 || tabled.join() === numbers.join() ? [] : [`${name}: ${tabled.join()} instead of ${numbers.join()}`];
  });
  assert.equal(wrong, []);
});

test('the index names every sample, and every story says how it is played', () => {
  const index = readFileSync(join(samples, 'README.md'), 'utf8');
  assert.equal(
    told.filter((name) => !index.includes(`](${name}/README.md)`)),
    [],
  );
  assert.equal(
    told.filter((name) => !story(name).includes(`npm run -s sample -- ${name}\``)),
    [],
  );
  assert.ok(told.length >= 11, told.join());
});

test.run();
