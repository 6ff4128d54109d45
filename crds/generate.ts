import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printReference, printReferenceIndex } from './reference.ts';
import { crdDirectory, type Definition, readDefinitions } from './schema.ts';
import { printTypes } from './types.ts';

const root = join(crdDirectory, '..');

const notice = '# Generated from crds/ by `npm run generate`: do not edit.\n';

/** Every generated file, by its path below the repository's root, with the text that it should have. */
export const generatedFiles = (definitions: readonly Definition[]): ReadonlyMap<string, string> =>
  new Map([
    ['operator/api/types.gen.ts', printTypes(definitions)],
    ['docs/api/README.md', printReferenceIndex(definitions)],
    ...definitions.map((definition): [string, string] => [`docs/api/${definition.crd.spec.names.singular}.md`, printReference(definition)]),
    ...definitions.map((definition): [string, string] => [`charts/meldpunt/files/crds/${definition.file}`, notice + definition.text]),
  ]);

/** The paths of generated files that differ from what the definitions say now. */
export const staleFiles = (files: ReadonlyMap<string, string>): string[] =>
  [...files]
    .filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
    .map(([path]) => path);

const main = (): void => {
  const files = generatedFiles(readDefinitions());
  const stale = staleFiles(files);
  if (process.argv.includes('--check')) {
    for (const path of stale) process.stderr.write(`${path} is stale: run \`npm run generate\` and commit what it writes.\n`);
    process.exitCode = stale.length > 0 ? 1 : 0;
    return;
  }
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? '');
    process.stdout.write(`${path}\n`);
  }
};

if (import.meta.main) main();
