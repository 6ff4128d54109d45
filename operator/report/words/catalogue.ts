import type { Language } from '../../document/model.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nl } from './nl.ts';
import type { ReportWords } from './words.ts';

/** The words of the report in every language; a language or a text left out does not type-check. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { nl, fr, de, en };
