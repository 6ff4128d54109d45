import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commands, respond, usage } from '../../operator/cli/command.ts';

const names = [...usage.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name ?? '');

test('without a command, or asked for help, it tells every command', async () => {
  assert.equal(names.slice(0, 4), ['inbox', 'status', 'report', 'triage']);
  assert.equal(
    names,
    commands.map(({ name }) => name),
  );
  for (const args of [[], ['help'], ['--help'], ['-h']]) assert.equal(await respond(args), { code: 0, out: usage, err: '' });
});

test('every command explains itself, asked in either way', async () => {
  for (const name of names) {
    const { code, out } = await respond([name, '--help']);
    assert.is(code, 0);
    assert.match(out, new RegExp(`^Usage: kubectl incident ${name} `));
    assert.equal(await respond(['help', name]), { code: 0, out, err: '' });
  }
});

const misunderstood: readonly (readonly [readonly string[], RegExp])[] = [
  [['destroy'], /There is no command destroy\.\n\nUsage: kubectl incident <command>/],
  [['verify', '--colour'], /Unknown option '--colour'/],
  [['verify', 'a', 'b'], /verify takes one name, or one file/],
  [['verify', 'a', '-f', 'b'], /verify takes one name, or one file/],
  [['verify', '-o', 'xml'], /-o xml is unknown: json or text/],
  [['verify', '--checkpoint', '/dev/null'], /A checkpoint counts by its signature only/],
  [['verify', '-f', '/dev/null', '--tsa-anchors', '/dev/null'], /--tsa-anchors \/dev\/null is of no use. It holds no certificate/],
  [['export'], /export takes the name of one incident/],
  [['export', 'a', 'b'], /export takes the name of one incident/],
  [['export', 'a', '--format', 'pdf'], /--format pdf is unknown: json or markdown/],
  [['markdown'], /markdown takes one file/],
  [['document'], /document takes the name of one notification or incident/],
  [['document', 'a', '-o', 'docx'], /-o docx is unknown: markdown, html, pdf/],
  [['document', 'a', '-o', 'pdf'], /say with --out FILE where to write it/],
  [['document', 'a', '--out', 'a.md', '--language', 'it'], /--language it is unknown: nl, fr, de, en/],
  [['precedents'], /precedents takes the name of one incident/],
  [['precedents', 'a', '-o', 'xml'], /-o xml is unknown: json or text/],
  [['checklist'], /checklist takes the name of one incident/],
  [['status'], /status takes the name of one incident/],
  [['inbox', 'a'], /inbox takes no a/],
  [['inbox', '-o', 'xml'], /-o xml is unknown: text, json, yaml, name/],
  [['timeline', 'a', '--kind', 'Playbook'], /--kind Playbook is unknown/],
  [['triage'], /triage takes one name/],
  [['triage', 'a', '--verdict', 'Perhaps'], /--verdict Perhaps is unknown: Incident, Event/],
  [['triage', 'a', '--dry-run', 'client'], /--dry-run client is unknown: server/],
  [['report', 'a'], /report takes no a: everything is said by options/],
  [['report', '--what', 'x'], /report still needs --title <text>/],
  [['report', '--weakness', '--what', 'x', '--title', 'y'], /report still needs --not-exploited/],
  [['drill'], /drill still needs --playbook <name> and --what <text>/],
  [['scale', 'a'], /scale takes no a: there is one scale/],
  [['clock', 'tomorrow'], /clock takes no tomorrow/],
];

test('a question that is not understood is answered with what would be right, and exit code 2', async () => {
  for (const [args, expected] of misunderstood) {
    const { code, out, err } = await respond([...args]);
    assert.equal([code, out], [2, ''], args.join(' '));
    assert.match(err, expected);
  }
});

test('a file that cannot be read is told with exit code 3', async () => {
  for (const args of [
    ['verify', '-f', '/nowhere/export.json'],
    ['markdown', '/nowhere/export.json'],
  ]) {
    const { code, out, err } = await respond(args);
    assert.equal([code, out], [3, '']);
    assert.match(err, '/nowhere/export.json cannot be read: ');
  }
});

const main = fileURLToPath(new URL('../../operator/cli/main.ts', import.meta.url));

const startAs = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });

test('without a kubectl it says where one is looked for, and a failing one is quoted, with exit code 3', () => {
  const none = startAs(['verify', 'lost-laptop', '-n', 'incidents'], { KUBECTL: '/nowhere/kubectl' });
  assert.equal([none.status, none.stdout], [3, '']);
  assert.match(none.stderr, 'There is no kubectl on this machine; put it on the path, or name it in the variable KUBECTL.');
  const failing = startAs(['verify', 'lost-laptop', '-n', 'incidents'], { KUBECTL: '/bin/false' });
  assert.equal([failing.status, failing.stdout], [3, '']);
  assert.match(failing.stderr, '/apis/meldpunt.dev/v1alpha1/namespaces/incidents/incidents/lost-laptop cannot be read');
});

test('started as a plugin of kubectl is, by its other file, it answers the same', () => {
  const plugin = fileURLToPath(new URL('../../operator/cli/kubectl-incident', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [plugin, 'verify', '--help'], { encoding: 'utf8' });
  assert.equal([status, stdout], [0, startAs(['verify', '--help'], {}).stdout]);
});

test('no command loads a client of Kubernetes, nor anything that another command needs', () => {
  for (const [name, foreign] of [
    ['verify', /client-node|undici|cel-js|js-yaml|ajv/],
    ['export', /client-node|undici|cel-js|js-yaml|ajv/],
    ['clock', /client-node|undici|ajv/],
  ] as const) {
    const { status, stderr } = startAs([name, '--help'], { NODE_DEBUG: 'esm' });
    assert.is(status, 0);
    assert.match(stderr, `${name}-command.ts`);
    assert.not.match(stderr, foreign);
  }
});

test.run();
