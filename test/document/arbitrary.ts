// Documents of any content, also of the kind that an attacker would write, for properties of the renderers.
import fc from 'fast-check';
import { type Block, type Document, languages } from '../../operator/document/model.ts';
import { sample } from './sample.ts';

const nasty = fc.constantFrom(
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '# heading',
  '1. one',
  '| a | b |',
  '`code` *strong* _it_ ~~gone~~',
  '&amp; &lt; &#39;',
  '</style></title>',
  'é ß œ ï ç € „“ « »',
  '漢字 🙂 \u202eevil\u202c',
  '\\*\\',
  '---',
  '> quote',
  'https://evil.example/?a=1&b=2',
);

/** A text that anybody may have written into a record. */
export const text = fc.oneof(nasty, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.lorem({ maxCount: 12 }));

const table = fc
  .record({ columns: fc.array(fc.record({ heading: text }), { minLength: 1, maxLength: 4 }), caption: text, rowHeadings: fc.boolean() })
  .chain(({ columns, caption, rowHeadings }) =>
    fc
      .array(fc.array(text, { minLength: columns.length, maxLength: columns.length }), { maxLength: 5 })
      .map((rows) => ({ kind: 'table' as const, caption, columns, rows, rowHeadings })),
  );

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(2 as const, 3 as const), text }),
  fc.record({ kind: fc.constant('paragraph' as const), text }),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(text, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ term: text, values: fc.array(text, { maxLength: 3 }), gap: text }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('notice' as const), tone: fc.constantFrom('note' as const, 'gap' as const), title: text, text }),
  table,
  fc.record({
    kind: fc.constant('figure' as const),
    caption: text,
    alt: text,
    bars: fc.array(fc.record({ label: text, value: fc.double(), text }), { maxLength: 4 }),
    table,
  }),
);

/** A document of any blocks in any language. */
export const document: fc.Arbitrary<Document> = fc
  .record({
    blocks: fc.array(block, { maxLength: 6 }),
    language: fc.constantFrom(...languages),
    head: fc.record({ title: text, issuer: text, reference: text }),
  })
  .map(({ blocks, language, head }) => ({ ...sample(blocks, language), ...head }));
