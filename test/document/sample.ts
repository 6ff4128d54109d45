// A document that has one of everything, in the language asked for.
import type { Block, Document, Language } from '../../operator/document/model.ts';

const pages: Block = {
  kind: 'table',
  caption: 'Incidents by month',
  columns: [{ heading: 'Month' }, { heading: 'What', width: 0.6 }, { heading: 'Number', align: 'end' }],
  rows: Array.from({ length: 40 }, (_, index) => [
    `Month ${index + 1}`,
    'Laptop left on a train, with an export of pension files.',
    String(index * 7),
  ]),
  rowHeadings: true,
};

/** Every kind of block once. */
export const everyBlock: readonly Block[] = [
  { kind: 'heading', level: 2, text: 'De inbreuk' },
  { kind: 'paragraph', text: 'Été, Straße, œuvre, coöperatie, façade, « citation » – „Zitat“ … 1 200 €.' },
  { kind: 'list', items: ['eerste', 'tweede'] },
  { kind: 'list', ordered: true, items: ['premier', 'deuxième'] },
  { kind: 'heading', level: 3, text: 'Feiten' },
  {
    kind: 'facts',
    facts: [
      { term: 'Betrokkenen', values: ['ongeveer 1.200', 'gepensioneerden'] },
      { term: 'Gevolgen', values: [], gap: 'nog niet bekend, verwacht op 1 november' },
    ],
  },
  { kind: 'notice', tone: 'gap', title: 'Maatregelen', text: 'In te vullen onder spec.personalData.measures.' },
  { kind: 'notice', tone: 'warning', title: 'Te laat', text: 'De termijn is verstreken.' },
  { kind: 'notice', tone: 'success', title: 'Ketting', text: 'De ketting klopt.' },
  { kind: 'notice', tone: 'note', title: 'Oefening', text: 'Dit is een oefening.' },
  {
    kind: 'figure',
    caption: 'Incidenten per maand',
    alt: 'Twee balken: januari 3, februari 6.',
    bars: [
      { label: 'januari', value: 3, text: '3' },
      { label: 'februari', value: 6, text: '6' },
    ],
    table: {
      kind: 'table',
      caption: 'Incidenten per maand in cijfers',
      columns: [{ heading: 'Maand' }, { heading: 'Aantal', align: 'end' }],
      rows: [
        ['januari', '3'],
        ['februari', '6'],
      ],
    },
  },
  pages,
];

/** Those of them that stand on one page together. */
export const onePage: readonly Block[] = everyBlock.filter((block) =>
  block.kind === 'notice' ? block.tone !== 'note' && block.tone !== 'success' : block !== pages,
);

/** A document of such blocks. */
export const sample = (blocks: readonly Block[] = everyBlock, language: Language = 'nl'): Document => ({
  schema: 'meldpunt.dev/document/v1',
  language,
  title: 'Melding van een inbreuk',
  issuer: 'Pensioenkas Voorbeeld',
  reference: 'lost-laptop',
  generatedAt: '2026-10-23T07:12:00Z',
  zone: 'Europe/Brussels',
  tlp: 'AMBER+STRICT',
  blocks,
});
