import type { Block, Document, Language } from '../document/model.ts';
import { catalogueOf } from './words/catalogue.ts';

/** A notice that goes together with others: its documents, and its own key. */
export interface Bundled {
  readonly key: string;
  readonly reference: string;
  readonly documents: readonly Document[];
}

/** Sharing labels, the strictest first: what holds several notices is shared as the strictest of them. */
const labels = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'];

/** So many references stand in a subject; the others are counted. */
const mostNamed = 3;

/** The incidents that a message is about, as its subject names them: references and nothing else (S6). */
export const referencesOf = (notices: readonly Pick<Bundled, 'reference'>[]): string => {
  const all = [...new Set(notices.map(({ reference }) => reference))];
  const more = all.length - mostNamed;
  return `${all.slice(0, mostNamed).join(', ')}${more > 0 ? ` +${more}` : ''}`;
};

/** Headings of a notice stand under the heading of the notice itself. */
const lowered = (block: Block): Block => (block.kind === 'heading' ? { ...block, level: 3 } : block);

/**
 * Several notices to one recipient as one document in a language: first a list of them, each with the key under which it would go alone,
 * then each whole, the most urgent first. Undefined where none is in that language. Pure.
 */
export const bundleDocument = (notices: readonly Bundled[], language: Language, generatedAt: string): Document | undefined => {
  const parts = notices.flatMap(({ documents, ...notice }) => {
    const document = documents.find((each) => each.language === language);
    return document === undefined ? [] : [{ ...notice, document }];
  });
  const [first] = parts;
  if (first === undefined) return undefined;
  const tlp = labels.find((label) => parts.some(({ document }) => document.tlp === label));
  return {
    schema: first.document.schema,
    language,
    title: catalogueOf(language).common.several(String(parts.length)),
    issuer: first.document.issuer,
    reference: referencesOf(parts),
    generatedAt,
    zone: first.document.zone,
    ...(tlp === undefined ? {} : { tlp }),
    blocks: [
      { kind: 'facts', facts: parts.map(({ key, reference, document }) => ({ term: reference, values: [document.title, key] })) },
      ...parts.flatMap(({ reference, document }): readonly Block[] => [
        { kind: 'heading', level: 2, text: `${reference}: ${document.title}` },
        ...document.blocks.map(lowered),
      ]),
    ],
  };
};
