// Installs what a fresh clone is missing, and builds the embedded control plane once. It is plain JavaScript without
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
