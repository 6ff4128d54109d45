// Every input that is kept is run again, those that once broke something too.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chanceOf } from '../hostile/chance.ts';
import { changed, mostBytes } from './change.ts';
import { corpusFiles } from './corpus.ts';
import { targets } from './targets.ts';

for (const target of targets) {
  test(`${target.name}: ${target.promise}`, async () => {
    const files = corpusFiles(target.name);
    assert.ok(files.length > 0, `there are inputs of ${target.name}: npm run fuzz -- ${target.name}`);
    const opened = await target.open();
    try {
      for (const file of files) {
        try {
          await opened.run(readFileSync(file));
        } catch (error) {
          assert.unreachable(`${target.name}/${basename(file)}: ${error instanceof Error ? error.stack : String(error)}`);
        }
      }
    } finally {
      await opened.close();
    }
  });
}

test('the inputs take less room than they are worth', () => {
  const sizes = targets.flatMap(({ name }) => corpusFiles(name)).map((file) => statSync(file).size);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 200 * 1_024);
});

test('a seed gives the same changes again, and no input outgrows its bound', () => {
  const input = Buffer.from('{"a": [1, "b"]}');
  const all = (): readonly Buffer[] => {
    const chance = chanceOf(7);
    return Array.from({ length: 500 }, () => changed(input, chance, ['word', ''], [Buffer.alloc(mostBytes, 'x'), input]));
  };
  assert.equal(all(), all());
  assert.ok(all().every(({ length }) => length <= mostBytes));
  assert.ok(new Set(all().map(String)).size > 400);
});

test.run();
