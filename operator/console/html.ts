/** HTML that was made here; nothing that comes from outside can be one, because the mark is no string. */
export interface Html {
  readonly [mark]: string;
}

/** What may stand in a template: text is escaped, HTML is not, and nothing is nothing. */
export type Shown = Html | string | number | undefined | false | readonly Shown[];

const mark: unique symbol = Symbol('html');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A text as HTML shows it, also within an attribute in quotation marks. Line ends stay; other control and formatting characters, which
 * would turn around or hide what stands beside them, go.
 */
export const escapeText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

const isHtml = (value: Shown): value is Html => typeof value === 'object' && mark in value;

const shown = (value: Shown): string => {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return isHtml(value) ? value[mark] : value.map(shown).join('');
};

/** A template of HTML: every value in it is escaped unless it is HTML itself. Attributes must stand in quotation marks. */
export const html = (parts: TemplateStringsArray, ...values: readonly Shown[]): Html => ({
  [mark]: parts.map((part, index) => `${part}${shown(values[index])}`).join(''),
});

/** The text of a page, to be sent. */
export const textOf = (page: Html): string => page[mark];

/** HTML that another renderer of this program made. Never for anything that a person wrote. */
export const trusted = (text: string): Html => ({ [mark]: text });
