// node scripts/reference-pages.ts [--check]: writes the pages of docs/ that follow from code, or tells which are stale.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freeSettings } from './chart-pages.ts';
import { keepCurrent } from './generated.ts';
import { readSources } from './layers.ts';
import { architecturePicture, roomsOf, roomsTable } from './pages/architecture.ts';
import { configurationPage } from './pages/configuration.ts';
import { eventsPage } from './pages/events.ts';
import { glossaryPage } from './pages/glossary-page.ts';
import { lawMappingPage, type Texts } from './pages/law-mapping.ts';
import { lawsPage } from './pages/laws.ts';
import { root } from './process.ts';

const textsOf = (...patterns: readonly string[]): Texts =>
  new Map(
    globSync(patterns, { cwd: root })
      .toSorted()
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );

/** A page with what stands between two marks replaced, so that people write around what is drawn. Throws where the marks are missing. */
export const between = (page: string, name: string, text: string): string => {
  const parts = new RegExp(`(<!-- ${name}: written by \`npm run generate\` -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);
  if (!parts.test(page)) throw new Error(`The page has no place for ${name}.`);
  return page.replace(parts, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`);
};

const explanation = 'docs/explanation/architecture.md';

/** Every page that follows from code, by its path. */
export const referencePages = (): ReadonlyMap<string, string> => {
  const sources = readSources(root);
  const rooms = roomsOf(sources);
  const rules = textsOf('operator/incident/*.ts');
  return new Map([
    [
      'docs/explanation/requirements.md',
      lawMappingPage(
        textsOf('operator/**/!(*.gen).ts', 'crds/*.yaml', 'charts/meldpunt/files/{regimes,admission,roles}/*.yaml'),
        textsOf('test/**/*.test.ts'),
      ),
    ],
    ['docs/reference/events.md', eventsPage(rules)],
    ['docs/reference/configuration.md', configurationPage(readFileSync(join(root, 'charts/meldpunt/values.yaml'), 'utf8'), freeSettings())],
    ['docs/reference/laws.md', lawsPage(textsOf('charts/meldpunt/files/regimes/*.yaml'))],
    ['docs/reference/glossary.md', glossaryPage()],
    ['docs/explanation/architecture.svg', architecturePicture(rooms)],
    [explanation, between(readFileSync(join(root, explanation), 'utf8'), 'rooms', roomsTable(rooms))],
  ]);
};

if (import.meta.main) keepCurrent(new Map(referencePages()));
