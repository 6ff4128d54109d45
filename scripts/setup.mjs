// Installs what a fresh clone is missing, and builds the embedded control plane once. With --browser it also sees to Chromium, in which
// tests look at pages. It is plain JavaScript without
// dependencies because it must run on whatever Node the machine has, before the pinned one is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.installed');

/** The digest of what decides the installed packages; a match with the stamp means that nothing is to be done. */
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['inherit', 2, 'inherit'] });
  if (error !== undefined || status !== 0) process.exit(status ?? 1);
};

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  process.stderr.write('Installing packages (once) ...\n');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

if (process.argv.includes('--cluster')) {
  const helm = process.argv.includes('--helm') ? ['--helm'] : [];
  run(join(root, 'node_modules', '.bin', 'node'), [join(root, 'test', 'cluster', 'build.ts'), ...helm]);
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const isThere = (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;

if (process.argv.includes('--browser') && !browsers.some(isThere)) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && isThere('apt-get')) {
    process.stderr.write('Installing Chromium from Debian, in which pages are looked at (once, 100 MB) ...\n');
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 'inherit'] });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } else {
    process.stderr.write(
      'There is no Chromium; the tests that look at pages will fail until it is installed: sudo apt-get install chromium\n',
    );
  }
}
