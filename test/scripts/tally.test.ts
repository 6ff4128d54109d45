import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../../scripts/process.ts';
import { lastLine, sumOf, type Tally, tallyOf } from '../../scripts/tally.ts';

// Real files run by the real runner: what uvu prints is what has to be counted.
const directory = mkdtempSync(join(tmpdir(), 'tally-'));
test.after(() => rmSync(directory, { recursive: true }));

/** A killed process that nobody has reaped yet still has its number, so `ps` is asked for its state. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
};

const head = `import { test } from '${import.meta.resolve('uvu')}';\n`;

const tallied = async (name: string, body: string, limitSeconds = 30): Promise<Tally> => {
  const file = join(directory, `${name}.ts`);
  writeFileSync(file, head + body);
  return tallyOf(await run({ command: process.execPath, args: [file], limitSeconds }));
};

const cases: readonly { readonly name: string; readonly body: string; readonly expected: Tally }[] = [
  {
    name: 'two tests that pass',
    body: "test('a', () => {}); test('b', () => {}); test.run();",
    expected: { passed: 2, failed: 0 },
  },
  {
    name: 'one of two that fails',
    body: "test('a', () => {}); test('b', () => { throw new Error('no'); }); test.run();",
    expected: { passed: 1, failed: 1, problem: '1 of 2 tests did not pass.' },
  },
  {
    name: 'a before hook that throws, which exits with 0 and runs nothing',
    body: "test.before(() => { throw new Error('no'); }); test('a', () => {}); test('b', () => {}); test.run();",
    expected: { passed: 0, failed: 2, problem: '2 of 2 tests did not pass.' },
  },
  {
    name: 'a forgotten run, which exits with 0 without a word',
    body: "test('a', () => {});",
    expected: {
      passed: 0,
      failed: 1,
      problem: 'No summary was printed. It ended as if all were well, but ran no test: does it end with test.run()?',
    },
  },
  {
    name: 'a run of nothing',
    body: 'test.run();',
    expected: { passed: 0, failed: 1, problem: 'It ran no test.' },
  },
  {
    name: 'a crash before the first test',
    body: 'process.exit(3);',
    expected: { passed: 0, failed: 1, problem: 'No summary was printed. It ended with exit code 3.' },
  },
  {
    name: 'a test that never settles',
    body: "test('a', () => new Promise(() => {})); test.run();",
    expected: { passed: 0, failed: 1, problem: 'No summary was printed. It ended with exit code 1.' },
  },
  {
    name: 'a crash after the last test',
    body: "test('a', () => {}); test.run(); process.on('exit', () => { process.exitCode = 7; });",
    expected: { passed: 1, failed: 1, problem: 'All tests passed, but it ended with exit code 7.' },
  },
  {
    name: 'a kill by a signal',
    body: "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);",
    expected: { passed: 0, failed: 1, problem: 'No summary was printed. It was ended by SIGKILL.' },
  },
];

for (const [index, { name, body, expected }] of cases.entries()) {
  test(`${name} is counted for what it is`, async () => {
    assert.equal(await tallied(`case-${index}`, body), expected);
  });
}

test('a file that leaves something open is stopped at its limit and counts as a failure', async () => {
  const tally = await tallied('open', "test('a', () => {}); test.run(); setInterval(() => {}, 1000);", 1);
  assert.equal(tally, {
    passed: 1,
    failed: 1,
    problem: 'All tests passed, but it did not end within 1 s and was stopped; something was still open or waiting.',
  });
});

test('a process that a test left behind ends with it', async () => {
  const body = `import { spawn } from 'node:child_process';
    const left = spawn('sleep', ['600'], { stdio: 'inherit' });
    left.unref();
    console.log('left ' + left.pid);
    test('a', () => {});
    test.run();`;
  const file = join(directory, 'leaves.ts');
  writeFileSync(file, head + body);
  const ran = await run({ command: process.execPath, args: [file], limitSeconds: 30 });
  const left = Number(/left (\d+)/.exec(ran.output)?.[1]);
  assert.equal(tallyOf(ran), { passed: 1, failed: 0 });
  assert.ok(left > 0, ran.output);
  assert.not.ok(isAlive(left));
});

test('colours do not hide the summary', () => {
  const output = '\n  Total:     3\u001b[31m\n  Passed:    2\u001b[39m\n  Skipped:   0\n';
  const tally = tallyOf({ output, ending: { kind: 'exited', code: 1 }, seconds: 0 });
  assert.equal(tally, { passed: 2, failed: 1, problem: '1 of 3 tests did not pass.' });
});

test('a program that does not exist is a failure with its reason', async () => {
  const ran = await run({ command: join(directory, 'absent'), args: [], limitSeconds: 1 });
  assert.is(ran.ending.kind, 'unstartable');
  assert.match(tallyOf(ran).problem ?? '', /could not be started: spawn .* ENOENT/);
});

test('the last line is the sum', () => {
  assert.is(
    lastLine(
      sumOf([
        { passed: 2, failed: 0 },
        { passed: 1, failed: 3 },
      ]),
    ),
    '3 passed, 3 failed',
  );
});

test.run();
