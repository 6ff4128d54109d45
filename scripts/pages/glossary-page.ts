import { abbreviations, terms } from './glossary.ts';

/** The anchor of a term, as a heading would have it. */
export const anchorOfTerm = (en: string): string => en.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** The glossary: each term in four languages, and what each abbreviation stands for. Pure. */
export const glossaryPage = (): string =>
  [
    '<!-- Generated from scripts/pages/glossary.ts by `npm run generate`: do not edit. -->',
    '# Glossary',
    '',
    'Legal terms are those of the official texts. On the site, an abbreviation shows what it stands for.',
    '',
    '| English | Nederlands | français | Deutsch | what it means here |',
    '|---|---|---|---|---|',
    ...terms.map(({ en, nl, fr, de, meaning }) => `| <a id="${anchorOfTerm(en)}"></a>${en} | ${nl} | ${fr} | ${de} | ${meaning} |`),
    '',
    '## Abbreviations',
    '',
    '| short | stands for |',
    '|---|---|',
    ...Object.entries(abbreviations).map(([short, long]) => `| ${short} | ${long} |`),
    '',
  ].join('\n');
