import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Shell, startShell } from './shell.ts';
import { typePage } from './type.ts';

const directory = mkdtempSync(join(tmpdir(), 'typing-'));
const shells: Shell[] = [];

const shell = (): Shell => {
  const started = startShell(directory, { PATH: process.env['PATH'] ?? '', HOME: directory });
  shells.push(started);
  return started;
};

test.after(async () => {
  await Promise.all(shells.map((each) => each.stop()));
  rmSync(directory, { recursive: true });
});

/** A page of blocks: each its opening line, with a mark above it if it has one, and its lines. */
const page = (...blocks: readonly (readonly string[])[]): string =>
  blocks
    .map(([mark, language, ...lines]) => [...(mark === '' ? [] : [mark]), `\`\`\`${language}`, ...lines, '```', ''].join('\n'))
    .join('\n');

test('what one command sets holds for the next, both streams are heard, and how it ended is told', async () => {
  const one = shell();
  assert.is((await one.type('export WHO=h.desk; cd /')).code, 0);
  const { code, output } = await one.type('echo "$WHO in $PWD"; echo aside >&2; (exit 3)');
  assert.equal({ code, output }, { code: 3, output: 'h.desk in /\naside\n' });
  const many = await one.type("cat <<'EOF'\nfirst\nsecond\nEOF");
  assert.is(many.output, 'first\nsecond\n');
  const asked = await one.type('read answer; echo "got: $answer"');
  assert.is(asked.output, 'got: \n', 'no command reads what is typed next');
});

test('a command that does not end, or that ends the shell, is told with what it printed', async () => {
  const slow = await shell()
    .type('echo begun; sleep 60', 300)
    .catch((error: unknown) => String(error));
  assert.match(String(slow), /did not end within 0\.3 s; it printed:\nbegun/);
  const over = await shell()
    .type('echo last; exit 0')
    .catch((error: unknown) => String(error));
  assert.match(String(over), /ended the shell; it printed:\nlast/);
});

test('a page is typed in its order; what is not run is left with its reason, and what fails as it should is well', async () => {
  const typed = await typePage(
    page(
      ['', 'sh', 'greeting=hello'],
      ['<!-- not run: it would never end -->', 'sh', 'sleep 1000'],
      ['', 'console', '$ echo "$greeting"', 'hello', '$ echo unquoted'],
      ['<!-- fails: it is meant to -->', 'console', '$ echo no; false', 'no'],
      ['', 'yaml', 'kind: Incident'],
    ),
    shell(),
  );
  assert.equal(
    typed.outcomes.map(({ command, code, problem }) => [command.text, code, problem]),
    [
      ['greeting=hello', 0, undefined],
      ['echo "$greeting"', 0, undefined],
      ['echo unquoted', 0, undefined],
      ['echo no; false', 1, undefined],
    ],
  );
  assert.equal(
    typed.left.map(({ reason }) => reason),
    ['it would never end'],
  );
  assert.equal(typed.problems, []);
});

test('an output that differs is told and ends nothing; a command that fails is told and ends the page', async () => {
  const typed = await typePage(page(['', 'console', '$ echo new', 'old'], ['', 'sh', 'ls /nowhere', 'echo never']), shell());
  assert.equal(
    typed.outcomes.map(({ command }) => command.text),
    ['echo new', 'ls /nowhere'],
  );
  assert.match(typed.problems[0] ?? '', /^line 2: echo new\nit printed something else than is quoted:\nnew$/);
  assert.match(typed.problems[1] ?? '', /^line 7: ls \/nowhere\nit failed \(2\):\n.*nowhere/);
});

test('what should fail and does not is wrong, and a page with mistakes is not typed at all', async () => {
  const wrong = await typePage(page(['<!-- fails: it is meant to -->', 'sh', 'true', 'touch here']), shell());
  assert.equal(wrong.problems, ['line 3: true\nit succeeded, and should fail: it is meant to']);
  assert.is(wrong.outcomes.length, 1);
  const mistaken = await typePage(page(['', '', 'touch here']), shell());
  assert.is(mistaken.problems.length, 1);
  assert.equal(mistaken.outcomes, []);
});

test.run();
