import type { Language, Tone } from './model.ts';

/** What the renderers add to a document by themselves. */
export interface Wording {
  readonly reference: string;
  readonly generated: string;
  readonly sharing: string;
  readonly page: (page: number, pages: number) => string;
  readonly tone: Readonly<Record<Tone, string>>;
  readonly months: readonly string[];
  readonly date: (day: number, month: string, year: number) => string;
  readonly at: (date: string, time: string) => string;
  /** With the space that French puts before it. */
  readonly colon: string;
  /** Between thousands; never a plain space, at which a line could break. */
  readonly thousands: string;
  readonly decimal: string;
}

/** One wording for each language: a language or a text left out does not type-check. */
export const wordings: Readonly<Record<Language, Wording>> = {
  nl: {
    reference: 'Referentie',
    generated: 'Opgesteld op',
    sharing: 'Verspreiding',
    page: (page, pages) => `Pagina ${page} van ${pages}`,
    tone: { note: 'Ter info', warning: 'Let op', gap: 'Ontbreekt', success: 'In orde' },
    months: ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
    date: (day, month, year) => `${day} ${month} ${year}`,
    at: (date, time) => `${date} om ${time}\u00a0uur`,
    colon: ':',
    thousands: '.',
    decimal: ',',
  },
  fr: {
    reference: 'Référence',
    generated: 'Établi le',
    sharing: 'Diffusion',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    tone: { note: 'Pour information', warning: 'Attention', gap: 'Manquant', success: 'En ordre' },
    months: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
    date: (day, month, year) => `${day === 1 ? '1er' : day} ${month} ${year}`,
    at: (date, time) => `${date} à ${time.replace(':', '\u00a0h\u00a0')}`,
    colon: '\u00a0:',
    thousands: '\u202f',
    decimal: ',',
  },
  de: {
    reference: 'Aktenzeichen',
    generated: 'Erstellt am',
    sharing: 'Weitergabe',
    page: (page, pages) => `Seite ${page} von ${pages}`,
    tone: { note: 'Hinweis', warning: 'Achtung', gap: 'Fehlt', success: 'In Ordnung' },
    months: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
    date: (day, month, year) => `${day}. ${month} ${year}`,
    at: (date, time) => `${date} um ${time}\u00a0Uhr`,
    colon: ':',
    thousands: '.',
    decimal: ',',
  },
  en: {
    reference: 'Reference',
    generated: 'Drawn up on',
    sharing: 'Sharing',
    page: (page, pages) => `Page ${page} of ${pages}`,
    tone: { note: 'Note', warning: 'Attention', gap: 'Missing', success: 'In order' },
    months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
    date: (day, month, year) => `${day} ${month} ${year}`,
    at: (date, time) => `${date} at ${time}`,
    colon: ':',
    thousands: ',',
    decimal: '.',
  },
};
