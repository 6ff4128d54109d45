// node scripts/image.ts DIRECTORY: makes the file system of the image. The Dockerfile runs it, and so does its test: there is no other list
// of what is in the image. It holds Node with the libraries it is linked to, the operator, its production dependencies and nothing else:
// no shell, no package manager, no setuid program.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './process.ts';
import { runtimeFlags } from './runtime.ts';

/** The user and group of the operator: no name of a machine has this number. */
export const user = 65_532;

/** Where Node keeps what it compiled; written when the image is made, read-only ever after. */
const compiled = '/app/.compiled';

const run = (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  if (error !== undefined || status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
};

const isThere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** Node itself, without its symbols where the machine can take them off (30 MB), and the libraries that it loads. */
const copyNode = (into: string): void => {
  const program = join(into, 'usr/local/bin/node');
  mkdirSync(dirname(program), { recursive: true });
  cpSync(realpathSync(process.execPath), program);
  if (isThere('strip')) run('strip', [program]);
  chmodSync(program, 0o755);
  const libraries = run('ldd', [program]).matchAll(/(?:=> )?(\/\S+) \(0x/g);
  for (const [, library = ''] of libraries) {
    mkdirSync(join(into, dirname(library)), { recursive: true });
    cpSync(realpathSync(library), join(into, library));
  }
};

/** What packages bring for people and for compilers. */
const unneeded = [
  '**/*.d.ts',
  '**/*.d.mts',
  '**/*.d.cts',
  '**/*.map',
  '**/*.md',
  '**/*.ts',
  '**/*.standalone.js',
  '**/*.browser.{js,mjs}',
  // Binaries of a few packages for another runtime than Node, for telephones among others.
  '**/prebuilds/',
  '**/.yarn/',
  '**/{test,tests,docs,example,examples,coverage,.github}/',
];

/** Licences ask for their text to go with every copy, whatever the file is called. */
const isLicence = (path: string): boolean => /(?:^|\/)(?:licen[cs]e|copying|notice)[^/]*$/i.test(path);

interface Bill {
  readonly components: readonly { readonly 'bom-ref': string; readonly name: string; readonly version: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * The bill of materials of what is installed (`name@version`), from that of the whole lockfile: npm's own `--omit=dev` also leaves out
 * what both the program and its tests depend on. Pure.
 */
export const billOf = (text: string, installed: ReadonlySet<string>): string => {
  const bill = JSON.parse(text) as Bill;
  const [kept, left] = [true, false].map((is) => bill.components.filter(({ name, version }) => installed.has(`${name}@${version}`) === is));
  const gone = new Set(left?.map((component) => component['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => !gone.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => !gone.has(other)) }));
  return `${JSON.stringify({ ...bill, components: kept, dependencies }, null, 2)}\n`;
};

/** What of a lockfile stands in a directory. */
const installedIn = (app: string): ReadonlySet<string> => {
  const { packages } = JSON.parse(readFileSync(join(app, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const there = Object.entries(packages).filter(([path]) => path !== '' && existsSync(join(app, path)));
  return new Set(there.map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`));
};

const installPackages = (app: string): void => {
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(app, file));
  // No package runs a script here: the lockfile says what is installed, and what was published is what is copied (T3).
  run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: app });
  const all = run('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], { cwd: app });
  writeFileSync(join(app, 'sbom.cdx.json'), billOf(all, installedIn(app)));
  const packages = join(app, 'node_modules');
  for (const path of globSync(unneeded, { cwd: packages }).filter((each) => !isLicence(each)))
    rmSync(join(packages, path), { recursive: true, force: true });
  for (const path of ['@types', '.bin', '.package-lock.json']) rmSync(join(packages, path), { recursive: true, force: true });
};

const describeUsers = (into: string): void => {
  mkdirSync(join(into, 'etc'), { recursive: true });
  writeFileSync(join(into, 'etc/passwd'), `root:x:0:0:root:/:/nonexistent\nmeldpunt:x:${user}:${user}:meldpunt:/app:/nonexistent\n`);
  writeFileSync(join(into, 'etc/group'), `root:x:0:\nmeldpunt:x:${user}:\n`);
};

/** What is loaded only when the first document is printed is to be compiled too. */
const drawing = '--import=/app/operator/document/pdf.ts';

/** Starts the program once in its own file system, so that its types are erased and its modules compiled before it is shipped. */
const compile = (into: string): void => {
  const cache = join(into, compiled);
  mkdirSync(cache);
  chmodSync(cache, 0o777);
  run('chroot', [`--userspec=${user}:${user}`, into, '/usr/local/bin/node', ...runtimeFlags, drawing, '/app/operator/main.ts', '--help'], {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled },
  });
  chmodSync(cache, 0o755);
};

/** Makes the file system of the image in a directory, which must not exist yet. Needs to be root, for the last step. */
export const makeImage = (directory: string): void => {
  const into = resolve(directory);
  if (existsSync(into)) throw new Error(`${into} exists already; name a directory that does not.`);
  const app = join(into, 'app');
  mkdirSync(app, { recursive: true });
  mkdirSync(join(into, 'tmp'), { mode: 0o1777 });
  copyNode(into);
  installPackages(app);
  cpSync(join(root, 'operator'), join(app, 'operator'), { recursive: true });
  // What is reported over HTTP is checked against the definitions themselves.
  for (const file of globSync('crds/*.yaml', { cwd: root })) cpSync(join(root, file), join(app, file));
  describeUsers(into);
  compile(into);
};

/** The size of all files below a directory, in bytes. */
export const sizeOf = (directory: string): number =>
  Number(run('du', ['-s', '-B1', '--apparent-size', directory]).split('\t')[0] ?? Number.NaN);

if (import.meta.main) {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) {
    process.stderr.write('Usage: node scripts/image.ts DIRECTORY\n');
    process.exitCode = 2;
  } else {
    makeImage(directory);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    process.stdout.write(`${directory} holds meldpunt ${version}: ${Math.round(sizeOf(directory) / 1e6)} MB.\n`);
  }
}
