import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../scripts/process.ts';

// The script is run as it is; the commands that it counts are replaced by ones that print what a case says.
const directory = mkdtempSync(join(tmpdir(), 'ci-'));
test.after(() => rmSync(directory, { recursive: true }));
writeFileSync(
  join(directory, 'npm'),
  '#!/bin/sh\ncase "$*" in\ntest) eval "$TEST_COMMAND" ;;\n"run rights") echo "0 passed, 0 failed" ;;\n*) eval "$VERIFY_COMMAND" ;;\nesac\n',
);
chmodSync(join(directory, 'npm'), 0o755);

const runCi = (tests: string, verify: string): { last: string | undefined; code: number | null } => {
  const path = [directory, process.env['PATH'] ?? ''].join(delimiter);
  const { stdout, status } = spawnSync(join(root, '.ci', 'run'), {
    encoding: 'utf8',
    env: { PATH: path, TEST_COMMAND: tests, VERIFY_COMMAND: verify },
  });
  return { last: stdout.trimEnd().split('\n').at(-1), code: status };
};

const line = (text: string, code = 0): string => `echo "something else"; echo "${text}"; exit ${code}`;

const cases: readonly {
  readonly name: string;
  readonly tests: string;
  readonly verify: string;
  readonly last: string;
  readonly code: number;
}[] = [
  { name: 'all is well', tests: line('12 passed, 0 failed'), verify: line('8 passed, 0 failed'), last: '20 passed, 0 failed', code: 0 },
  {
    name: 'a test fails, the checks run all the same',
    tests: line('11 passed, 1 failed', 1),
    verify: line('8 passed, 0 failed'),
    last: '19 passed, 1 failed',
    code: 1,
  },
  {
    name: 'a check fails',
    tests: line('12 passed, 0 failed'),
    verify: line('6 passed, 2 failed', 1),
    last: '18 passed, 2 failed',
    code: 1,
  },
  {
    name: 'the tests end without a count',
    tests: 'echo broken; exit 1',
    verify: line('8 passed, 0 failed'),
    last: '8 passed, 1 failed',
    code: 1,
  },
  {
    name: 'the tests end badly without naming a failure',
    tests: line('12 passed, 0 failed', 7),
    verify: line('8 passed, 0 failed'),
    last: '20 passed, 1 failed',
    code: 1,
  },
  {
    name: 'nothing ran at all',
    tests: line('0 passed, 0 failed'),
    verify: line('0 passed, 0 failed'),
    last: '0 passed, 0 failed',
    code: 1,
  },
];

for (const { name, tests, verify, last, code } of cases) {
  test(`when ${name}, the last line is ${last}`, () => {
    assert.equal(runCi(tests, verify), { last, code });
  });
}

test.run();
