import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { builtDirectory } from './assets.ts';

const temporary = mkdtempSync(join(tmpdir(), 'meldpunt-build-'));
test.after(() => rmSync(temporary, { recursive: true, force: true }));

const directory = (name: string): string => {
  const path = join(temporary, name);
  mkdirSync(path);
  return path;
};

const empty = directory('empty');
const script = join(import.meta.dirname, 'build.ts');

// A compiler that takes a moment and notes that it was asked: what is tested is who builds, which the real one would make slow.
const COMPILER = `#!/bin/sh
case "$1 $2" in
"version ") ;;
"list -m") echo v1.2.3 2026-01-01T00:00:00Z ;;
list*) echo some/package ;;
build*) echo asked >>"$MELDPUNT_CACHE/asked"; sleep 0.5; while [ "$1" != -o ]; do shift; done; echo >"$2" ;;
esac
`;

const build = (env: Record<string, string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('without a Go toolchain and without a build in the cache, one sentence names the other ways in', () => {
  const { status, stdout, stderr } = build({ PATH: empty, MELDPUNT_CACHE: empty });
  assert.is(status, 1);
  assert.is(stdout, '');
  assert.match(
    stderr,
    /^The control plane is built from Go source once, and there is no `go` command here: install Go .*--kubeconfig FILE.*KUBEBUILDER_ASSETS/,
  );
});

test('KUBEBUILDER_ASSETS without the programs in it is refused, not passed over', () => {
  const { status, stderr } = build({ KUBEBUILDER_ASSETS: empty });
  assert.is(status, 1);
  assert.is(
    stderr,
    `KUBEBUILDER_ASSETS is ${empty}, but etcd and kube-apiserver are not both in it; correct it, or unset it to have them built.\n`,
  );
});

test('of several that need it at once one builds, and all get the same programs; what a killed build left behind is removed', async () => {
  const [bin, cache] = [directory('bin'), directory('cache')];
  writeFileSync(join(bin, 'go'), COMPILER, { mode: 0o755 });
  const env = { PATH: `${bin}:/usr/bin:/bin`, MELDPUNT_CACHE: cache };
  process.env['MELDPUNT_CACHE'] = cache;
  const expected = builtDirectory();
  mkdirSync(`${expected}.abandoned`);
  const builds = Array.from(
    { length: 3 },
    () =>
      new Promise<string>((resolve, reject) =>
        execFile(process.execPath, [script], { env }, (error, out) => (error ? reject(error) : resolve(out))),
      ),
  );
  assert.equal(await Promise.all(builds), Array(3).fill(`${expected}\n`));
  assert.is(readFileSync(join(cache, 'asked'), 'utf8'), 'asked\n');
  assert.equal(readdirSync(cache).toSorted(), ['asked', basename(expected), `${basename(expected)}.lock`]);
  assert.equal(readdirSync(expected).toSorted(), ['cluster', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kubectl']);
});

test.run();
