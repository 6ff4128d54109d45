// Preloaded by the runner of the mutants (`--import=.../hook.ts?mutant=7&mark=FILE`): this process has the bug of that number. It writes
// the number into the file as soon as the bug is really loaded, for a bug that nobody reached was caught by nobody.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from '../../scripts/process.ts';
import { edited } from './mutant.ts';
import { mutantOf } from './mutants.ts';

const { searchParams } = new URL(import.meta.url);
const mutant = mutantOf(Number(searchParams.get('mutant')));
const mark = searchParams.get('mark');
const concerned = new Set(mutant.edits.map(({ file }) => file));
const base = pathToFileURL(`${root}/`).href;

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    const file = url.startsWith(base) ? decodeURI(url.slice(base.length)) : '';
    if (!concerned.has(file) || loaded.source === undefined || loaded.source === null) return loaded;
    const source = typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString('utf8');
    if (mark !== null) appendFileSync(fileURLToPath(pathToFileURL(mark)), `${mutant.number} ${file}\n`);
    return { ...loaded, source: edited(mutant, file, source) };
  },
});
