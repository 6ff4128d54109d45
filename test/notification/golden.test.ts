// The documents of the lost laptop, as committed: what a DPO reads, in every language. `node test/notification/golden.test.ts --write` commits others.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { renderHtml } from '../../operator/document/html.ts';
import { renderMarkdown } from '../../operator/document/markdown.ts';
import { type Document, type Language, languages, textsOf } from '../../operator/document/model.ts';
import { renderPdf } from '../../operator/document/pdf.ts';
import { bundleDocument } from '../../operator/notification/bundle.ts';
import { documentOf, incidentDocumentOf, unsent } from '../../operator/notification/document.ts';
import { readPdf } from '../document/read-pdf.ts';
import { storyUntil, tellingOf } from './story.ts';

const directory = resolve(import.meta.dirname, '../fixtures/documents');
const generatedAt = '2026-10-23T17:00:00Z';

/** The record when the first notice is filed, when the risk is decided, and when everything is closed. */
const first = storyUntil(14);
const decided = storyUntil(17);
const closed = storyUntil(29);

const management = (language: Language): Document => {
  const { incident, policy } = decided.observed;
  return documentOf({ note: unsent(incident, 'Management', 'policy-management'), incident, policy, earlier: [] }, language, generatedAt);
};

/** What the CISO reads when two notices go together. */
const bundle = (language: Language): Document => {
  const notices = ['lost-laptop-policy-ciso', 'lost-laptop-policy-contact'].map((name, index) => ({
    key: `note-${String(index).repeat(40)}`,
    reference: 'lost-laptop',
    documents: [documentOf(tellingOf(closed, name), language, generatedAt)],
  }));
  const document = bundleDocument(notices, language, generatedAt);
  if (document === undefined) throw new Error(`Nothing is in ${language}.`);
  return document;
};

const documents: Readonly<Record<string, (language: Language) => Document>> = {
  dossier: (language) => documentOf(tellingOf(first, 'lost-laptop-gdpr-authority'), language, generatedAt),
  supplement: (language) => documentOf(tellingOf(closed, 'lost-laptop-gdpr-authority-supplementary-1'), language, generatedAt),
  letter: (language) => documentOf(tellingOf(closed, 'lost-laptop-gdpr-subjects'), language, generatedAt),
  dpo: (language) => documentOf(tellingOf(closed, 'lost-laptop-policy-dpo'), language, generatedAt),
  ciso: (language) => documentOf(tellingOf(closed, 'lost-laptop-policy-ciso'), language, generatedAt),
  contact: (language) => documentOf(tellingOf(closed, 'lost-laptop-policy-contact'), language, generatedAt),
  feedback: (language) => documentOf(tellingOf(closed, 'lost-laptop-policy-reporter'), language, generatedAt),
  management,
  bundle,
  acknowledgement: (language) => incidentDocumentOf('acknowledgement', first.observed, language, generatedAt),
  closing: (language) => incidentDocumentOf('closing', closed.observed, language, generatedAt),
};

const expected = (file: string, found: string): string => {
  const path = join(directory, file);
  if (process.argv.includes('--write') || !existsSync(path)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(path, found);
  }
  return readFileSync(path, 'utf8');
};

for (const [name, make] of Object.entries(documents)) {
  test(`${name} is as committed in every language`, () => {
    for (const language of languages) {
      const found = renderMarkdown(make(language));
      assert.fixture(found, expected(`${name}.${language}.md`, found));
    }
  });
}

for (const name of ['dossier', 'letter']) {
  test(`${name} is as committed in HTML too, and its PDF says every word of it`, async () => {
    for (const language of languages) {
      const document = documents[name]?.(language);
      assert.ok(document, name);
      const html = renderHtml(document);
      assert.fixture(html, expected(`${name}.${language}.html`, html));
      const read = await readPdf(await renderPdf(document));
      assert.equal([read.language, read.title, read.marked], [language, document.title, true]);
      for (const text of textsOf(document))
        assert.ok(read.text.includes(text.replace(/\s+/g, '')), `${name}.${language}.pdf says: ${text}`);
    }
  });
}

test('the page for management is one page in every language', async () => {
  for (const language of languages) assert.is((await readPdf(await renderPdf(management(language)))).pages, 1, language);
});

test.run();
