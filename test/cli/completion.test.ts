// What a shell completes, asked as shells ask it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { respond } from '../../operator/cli/command.ts';
import { optionsIn } from '../../operator/cli/completion.ts';

const words = async (...line: readonly string[]): Promise<readonly string[]> => {
  const { code, out, err } = await respond(['__complete', ...line]);
  assert.equal([code, err], [0, '']);
  return out
    .trimEnd()
    .split('\n')
    .map((each) => each.split('\t')[0] ?? '');
};

test('commands, options, and the values that an option may have', async () => {
  assert.equal(await words('t'), ['triage', 'timeline', ':4']);
  assert.equal(await words('triage', '--re'), ['--reasons', '--refer', ':4']);
  assert.equal(await words('triage', 'inc', '--refer', ''), ['CISO', 'DPO', ':4']);
  assert.equal(await words('triage', 'inc', '--refer=D'), ['--refer=DPO', ':4']);
  assert.equal(await words('breach', 'inc', '--kinds', 'Integrity,C'), ['Integrity,Confidentiality', ':4']);
  assert.equal(await words('status', 'inc', '--con'), ['--context', ':4']);
  assert.equal(await words('clock', '--aw'), ['--aware', ':4']);
  assert.equal(await words('report', '--per'), ['--personal-data', '--period', ':4']);
  assert.equal(await words('evidence', 'a'), ['add', ':4']);
  assert.equal(await words('evidence', 'add', '--wit'), ['--witness', ':4']);
  assert.equal(await words('completion', ''), ['bash', 'zsh', 'fish', ':4']);
});

test('files where a file is meant, and nothing for what does not exist', async () => {
  assert.equal(await words('review', 'inc', '-f', ''), [':0']);
  assert.equal(await words('evidence', 'add', 'sign'), [':0']);
  assert.equal(await words('destroy', ''), [':4']);
});

test('every option of a help text is found in it', () => {
  const found = optionsIn(
    '  --aware <moment>  when\n  -n, --namespace <name>   the\n  --tool <name>  --tool-version <text>  --safety <text>\n  --context, --kubeconfig, --as   as\n  --help',
  );
  assert.equal(
    found.map(({ name, short, value }) => [name, short, value]),
    [
      ['aware', undefined, 'moment'],
      ['namespace', 'n', 'name'],
      ['tool', undefined, 'name'],
      ['tool-version', undefined, 'text'],
      ['safety', undefined, 'text'],
      ['context', undefined, undefined],
      ['kubeconfig', undefined, undefined],
      ['as', undefined, undefined],
      ['help', undefined, undefined],
    ],
  );
});

const script = async (shell: string): Promise<string> => (await respond(['completion', shell])).out;

test('bash completes a line with it, at its end and in its middle', async () => {
  const bin = mkdtempSync(join(tmpdir(), 'meldpunt-complete-'));
  try {
    symlinkSync(process.execPath, join(bin, 'node'));
    symlinkSync(resolve(import.meta.dirname, '../../operator/cli/kubectl-incident'), join(bin, 'kubectl-incident'));
    const asked = (line: readonly string[]): string =>
      `COMP_WORDS=(${line.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${line.length - 1}; _kubectl_incident; echo "\${COMPREPLY[*]}"`;
    const lines = [
      ['kubectl-incident', 'tri'],
      ['kubectl-incident', 'act', 'inc', '--reached', ''],
      ['kubectl-incident', 'act', 'inc', '--obs'],
    ];
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${await script('bash')}\n${lines.map(asked).join('\n')}`], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin` },
    });
    assert.is(stderr, '');
    assert.equal(stdout.trim().split('\n'), ['triage', 'Contained Eradicated Recovered', '--observed']);
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
});

test('zsh and fish have theirs, another shell has none', async () => {
  assert.match(await script('zsh'), /^#compdef kubectl-incident\n/);
  assert.match(await script('fish'), /complete -c kubectl-incident/);
  const { code, err } = await respond(['completion', 'tcsh']);
  assert.equal([code, err], [2, 'There is none for tcsh: bash, zsh or fish.\n']);
});

test.run();
