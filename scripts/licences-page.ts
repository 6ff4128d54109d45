// node scripts/licences-page.ts [--check]: writes docs/reference/licences.md from the lockfile, or tells whether it is stale. It fails for a package
// under a licence that nobody has decided on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepCurrent } from './generated.ts';
import { root } from './process.ts';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** A package as the page lists it. */
export interface Listed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly isShipped: boolean;
}

/** What may be shipped and used: licences that ask for no more than their text and the names of their authors. */
const accepted: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT AND OFL-1.1',
  'MIT OR Apache-2.0',
  'MIT-0',
  'PSF-2.0',
  'Unlicense',
]);

/** What may be used unchanged in tests besides: licences that ask for their own source, or for a name to be told, when something is passed on, which a test does not do. */
const acceptedInTests: ReadonlySet<string> = new Set(['MPL-2.0', 'CC-BY-4.0']);

/** What says its licence in a file only, read there by a person. */
const stated: ReadonlyMap<string, string> = new Map([['png-js', 'MIT']]);

/** The packages of a lockfile, by name and version; one that stands in it more than once is listed once. Pure. */
export const packagesIn = (lockfile: string): readonly Listed[] => {
  const { packages } = JSON.parse(lockfile) as { readonly packages: Readonly<Record<string, Locked>> };
  const listed = new Map<string, Listed>();
  for (const [path, { version = '', license, dev = false }] of Object.entries(packages)) {
    if (path === '') continue;
    const name = path.replace(/^.*node_modules\//, '');
    const key = `${name} ${version}`;
    const isShipped = !dev || listed.get(key)?.isShipped === true;
    listed.set(key, { name, version, licence: license ?? stated.get(name) ?? 'unknown', isShipped });
  }
  return [...listed].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
};

/** The packages under a licence that is not accepted. Pure. */
export const undecided = (packages: readonly Listed[]): readonly string[] =>
  packages
    .filter(({ licence, isShipped }) => !accepted.has(licence) && (isShipped || !acceptedInTests.has(licence)))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence}`);

const table = (packages: readonly Listed[]): readonly string[] => [
  '| package | version | licence |',
  '|---|---|---|',
  ...packages.map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} |`),
];

/** The page. Pure. */
export const licencesPage = (packages: readonly Listed[]): string => {
  const shipped = packages.filter(({ isShipped }) => isShipped);
  const others = packages.filter(({ isShipped }) => !isShipped);
  const counts = Map.groupBy(shipped, ({ licence }) => licence);
  const sums = [...counts].toSorted(([, a], [, b]) => b.length - a.length).map(([licence, each]) => `${licence} (${each.length})`);
  return `${[
    '# Licences',
    '',
    '<!-- Written by scripts/licences-page.ts from package-lock.json. Change that and run `npm run generate`. -->',
    '',
    `Meldpunt itself is under [Apache-2.0](../../LICENSE). What its image is made of is under ${sums.join(', ')}.`,
    'The licences that packages were published with are in the image with them, below `/app/node_modules`. A package under any other licence',
    'fails `npm run verify` until somebody has decided on it.',
    '',
    '## In the image',
    '',
    'Types that packages ask for are installed with them and left out of the image.',
    '',
    ...table(shipped),
    '',
    '## For development and tests only',
    '',
    ...table(others),
    '',
    'Node itself (MIT, and the licences of what it is made of), with the C library of Debian (LGPL-2.1-or-later and others), comes from the base of the',
    'image. The embedded control plane and Helm are built for tests from Go modules under Apache-2.0, MIT and BSD licences, and are never shipped.',
  ].join('\n')}\n`;
};

const main = (): void => {
  const path = 'docs/reference/licences.md';
  const packages = packagesIn(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const open = undecided(packages);
  for (const each of open) process.stderr.write(`${each}: decide on this licence in scripts/licences-page.ts.\n`);
  if (open.length > 0) process.exitCode = 1;
  keepCurrent(new Map([[path, licencesPage(packages)]]));
};

if (import.meta.main) main();
