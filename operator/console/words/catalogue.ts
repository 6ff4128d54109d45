import type { Language } from '../../document/model.ts';
import type { ConsoleWords } from './console.ts';
import { de as consoleDe } from './console-de.ts';
import { en as consoleEn } from './console-en.ts';
import { fr as consoleFr } from './console-fr.ts';
import { nl as consoleNl } from './console-nl.ts';
import type { FormsWords } from './forms.ts';
import { de as formsDe } from './forms-de.ts';
import { en as formsEn } from './forms-en.ts';
import { fr as formsFr } from './forms-fr.ts';
import { nl as formsNl } from './forms-nl.ts';
import type { ReportWords } from './report.ts';
import { de as reportDe } from './report-de.ts';
import { en as reportEn } from './report-en.ts';
import { fr as reportFr } from './report-fr.ts';
import { nl as reportNl } from './report-nl.ts';
import { type ShellWords, shellWords } from './shell.ts';
import { type StatisticsWords, statisticsWords } from './statistics.ts';
import { type WeaknessWords, weaknessWords } from './weakness.ts';

/** Every text that pages say by themselves, in one language. */
export interface Catalogue {
  readonly language: Language;
  readonly shell: ShellWords;
  readonly report: ReportWords;
  readonly console: ConsoleWords;
  readonly forms: FormsWords;
  readonly weakness: WeaknessWords;
  readonly statistics: StatisticsWords;
}

const reports: Readonly<Record<Language, ReportWords>> = { nl: reportNl, fr: reportFr, de: reportDe, en: reportEn };
const consoles: Readonly<Record<Language, ConsoleWords>> = { nl: consoleNl, fr: consoleFr, de: consoleDe, en: consoleEn };
const forms: Readonly<Record<Language, FormsWords>> = { nl: formsNl, fr: formsFr, de: formsDe, en: formsEn };

/** The texts in a language; one that a language lacks does not type-check. */
export const wordsIn = (language: Language): Catalogue => ({
  language,
  shell: shellWords[language],
  report: reports[language],
  console: consoles[language],
  forms: forms[language],
  weakness: weaknessWords[language],
  statistics: statisticsWords[language],
});
