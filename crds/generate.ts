import { join } from 'node:path';
import { keepCurrent } from '../scripts/generated.ts';
import { printReference, printReferenceIndex } from './reference.ts';
import { crdDirectory, type Definition, readDefinitions } from './schema.ts';
import { printTypes } from './types.ts';

const _root = join(crdDirectory, '..');

const notice = '# Generated from crds/ by `npm run generate`: do not edit.\n';

/** Every generated file, by its path below the repository's root, with the text that it should have. */
export const generatedFiles = (definitions: readonly Definition[]): ReadonlyMap<string, string> =>
  new Map([
    ['operator/api/types.gen.ts', printTypes(definitions)],
    ['docs/api/README.md', printReferenceIndex(definitions)],
    ...definitions.map((definition): [string, string] => [`docs/api/${definition.crd.spec.names.singular}.md`, printReference(definition)]),
    ...definitions.map((definition): [string, string] => [`charts/meldpunt/files/crds/${definition.file}`, notice + definition.text]),
  ]);

if (import.meta.main) keepCurrent(generatedFiles(readDefinitions()));
