import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blocksOf, commandsOf, isShell, problemsOf } from './page.ts';
import { isAsQuoted, requoted } from './quote.ts';

const page = `# A page

\`\`\`sh
# only a comment
helm install a b \\
  --set c=d
cat <<'EOF' > file
$ not a prompt
EOF
\`\`\`

<!-- not run: there is no engine -->
\`\`\`sh
docker build .
\`\`\`

1. Within a list:

   <!-- fails: it may not -->
   \`\`\`console
   $ one
   first
   second
   $ two \\
     more
   \`\`\`

\`\`\`yaml
kind: Incident
\`\`\`
`;

test('blocks are found with their language and mark, and commands with all their lines and what is quoted below them', () => {
  const blocks = blocksOf(page);
  assert.equal(
    blocks.map(({ line, language, mark }) => [line, language, mark]),
    [
      [3, 'sh', { kind: 'typed' }],
      [13, 'sh', { kind: 'left', reason: 'there is no engine' }],
      [20, 'console', { kind: 'fails', reason: 'it may not' }],
      [28, 'yaml', { kind: 'typed' }],
    ],
  );
  assert.equal(blocks.filter(isShell).map(commandsOf), [
    [
      { line: 5, text: 'helm install a b \\\n  --set c=d', quoted: undefined },
      { line: 7, text: "cat <<'EOF' > file\n$ not a prompt\nEOF", quoted: undefined },
    ],
    [{ line: 14, text: 'docker build .', quoted: undefined }],
    [
      { line: 21, text: 'one', quoted: ['first', 'second'] },
      { line: 24, text: 'two \\\n  more', quoted: undefined },
    ],
  ]);
  assert.equal(problemsOf(page), []);
});

test('a block that says not what it is, begins without a prompt, types nothing, or is marked for nothing is a mistake', () => {
  const fenced = (language: string, ...lines: readonly string[]): string => ['```'.concat(language), ...lines, '```'].join('\n');
  assert.equal(problemsOf(fenced('', 'ls')), ['line 1: the block does not say what it is: sh, console, text, yaml ...']);
  assert.equal(problemsOf(fenced('console', 'ls')), ['line 1: a console begins with a prompt ($ ).']);
  assert.equal(problemsOf(fenced('sh', '# ls')), ['line 1: there is nothing to type.']);
  assert.equal(problemsOf(`<!-- not run: why -->\n${fenced('yaml', 'a: 1')}`), ['line 2: only a block of sh or console can be marked.']);
  assert.throws(() => blocksOf('```sh\nls'), /begins on line 1 is never closed/);
  assert.throws(() => commandsOf({ line: 1, language: 'sh', lines: ["cat <<'EOF'"], mark: { kind: 'typed' } }), /EOF is never closed/);
});

test('what differs between two runs may differ, three dots stand for any lines, and anything else may not', () => {
  const quoted = ['NAME    DEADLINE               AGE', '...', 'laptop  2026-11-24T10:23:33Z   2m31s'];
  assert.ok(isAsQuoted(quoted, ['NAME DEADLINE AGE', 'other', 'laptop 2027-01-01T00:00:00Z 5s']));
  assert.ok(isAsQuoted(quoted, ['NAME DEADLINE AGE', 'laptop 2027-01-01T00:00:00Z 5s']));
  assert.not.ok(isAsQuoted(quoted, ['NAME DEADLINE AGE', 'phone 2027-01-01T00:00:00Z 5s']));
  assert.not.ok(isAsQuoted(quoted, ['NAME DEADLINE AGE', 'laptop 2027-01-01T00:00:00Z 5s', 'more']));
  assert.ok(isAsQuoted([...quoted, '...'], ['NAME DEADLINE AGE', 'laptop 2027-01-01T00:00:00Z 5s', 'more']));
  assert.ok(isAsQuoted(['policies 8 as in this version'], ['policies 12 as in this version']));
  assert.not.ok(isAsQuoted(['stored as v1alpha1'], ['stored as v1alpha2']));
  assert.not.ok(isAsQuoted(['one'], []));
});

test('what was printed takes the place of what was quoted, and everything else stays', () => {
  const [one, two] = blocksOf(page)
    .filter(({ language }) => language === 'console')
    .flatMap(commandsOf);
  assert.ok(one && two);
  const outputs = [
    { command: one, printed: ['third'] },
    { command: two, printed: ['fourth'] },
  ];
  const after = requoted(page, outputs);
  assert.equal(after.split('\n').slice(20, 26), ['   $ one', '   third', '   $ two \\', '     more', '   fourth', '   ```']);
  assert.is(requoted(page, []), page);
});

test.run();
