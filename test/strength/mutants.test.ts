import { existsSync, globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../scripts/process.ts';
import { edited, type Mutant, Unfitting } from './mutant.ts';
import { mutantOf, mutants } from './mutants.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('there are thirty, numbered through', () => {
  assert.equal(
    mutants.map(({ number }) => number),
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
});

for (const mutant of mutants) {
  test(`${mutant.number}: ${mutant.bug}: fits the source, changes it, and is a program still`, () => {
    for (const file of new Set(mutant.edits.map((edit) => edit.file))) {
      const text = edited(mutant, file, read(file));
      assert.is.not(text, read(file));
      assert.ok(stripTypeScriptTypes(text).length > 0, file);
    }
    assert.ok(mutant.tests.length > 0);
    for (const file of mutant.tests) assert.ok(existsSync(join(root, file)), `${file} is not there`);
  });
}

test('one that does not fit says which text it missed', () => {
  const stale: Mutant = { number: 99, bug: 'x', edits: [{ file: 'a.ts', from: 'gone()', to: '' }], tests: [] };
  assert.throws(
    () => edited(stale, 'a.ts', 'here()'),
    (error: unknown) => error instanceof Unfitting && /gone\(\)/.test(error.message),
  );
  assert.throws(() => edited(stale, 'a.ts', 'gone(); gone()'), /finds 2 times/);
  assert.throws(() => mutantOf(31), /from 1 to 30/);
});

test('the operator knows of none of them', () => {
  const all = globSync('{operator,scripts,charts,crds}/**/*', { cwd: root }).filter((file) => /\.(?:ts|mjs|yaml|json)$/.test(file));
  assert.ok(all.length > 300);
  assert.equal(
    all.filter((file) => /strength\/(?:hook|mutants?)/.test(read(file))),
    [],
  );
});

test.run();
