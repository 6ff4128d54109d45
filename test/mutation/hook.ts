// Preloaded into a test file (`--import=.../hook.ts?instrumented=DIRECTORY&coverage=FILE`): the room that is mutated comes from the
// directory, where every mutant of it lies dormant; one awakes by the environment of the instrumenter. Writes which of them were passed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/process.ts';

const { searchParams } = new URL(import.meta.url);
const directory = searchParams.get('instrumented') ?? '';
const coverage = searchParams.get('coverage');
const base = pathToFileURL(`${root}/`).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const file = url.startsWith(base) ? join(directory, decodeURI(url.slice(base.length))) : '';
    return file !== '' && existsSync(file) ? { ...loaded, source: readFileSync(file, 'utf8') } : loaded;
  },
});

interface Passed {
  readonly mutantCoverage?: { readonly static: Readonly<Record<string, number>> };
}

if (coverage !== null) {
  process.once('exit', () => {
    const { mutantCoverage } = (globalThis as { readonly __stryker__?: Passed }).__stryker__ ?? {};
    writeFileSync(coverage, JSON.stringify(Object.keys(mutantCoverage?.static ?? {})));
  });
}
