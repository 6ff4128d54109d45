import type { Language } from '../../document/model.ts';
import { type BreachTerms, breachTerms } from './breach.ts';
import { type ClosingWords, closingWords } from './closing.ts';
import { type CommonWords, commonWords } from './common.ts';
import type { DossierWords } from './dossier.ts';
import { de as dossierDe } from './dossier-de.ts';
import { en as dossierEn } from './dossier-en.ts';
import { fr as dossierFr } from './dossier-fr.ts';
import { nl as dossierNl } from './dossier-nl.ts';
import { type ExemptionWords, exemptionWords } from './exemption.ts';
import { type LetterWords, letterWords } from './letter.ts';
import { type ManagementWords, managementWords } from './management.ts';
import type { NoticeWords } from './notice.ts';
import { de as noticeDe } from './notice-de.ts';
import { en as noticeEn } from './notice-en.ts';
import { fr as noticeFr } from './notice-fr.ts';
import { nl as noticeNl } from './notice-nl.ts';
import { type RecordTerms, recordTerms } from './record.ts';
import { type ReporterWords, reporterWords } from './reporter.ts';

/** Every text that documents say by themselves, in one language. */
export interface Catalogue {
  readonly common: CommonWords;
  readonly breach: BreachTerms;
  readonly record: RecordTerms;
  readonly dossier: DossierWords;
  readonly letter: LetterWords;
  readonly notice: NoticeWords;
  readonly management: ManagementWords;
  readonly reporter: ReporterWords;
  readonly closing: ClosingWords;
  readonly exemption: ExemptionWords;
}

const dossiers: Readonly<Record<Language, DossierWords>> = { nl: dossierNl, fr: dossierFr, de: dossierDe, en: dossierEn };
const notices: Readonly<Record<Language, NoticeWords>> = { nl: noticeNl, fr: noticeFr, de: noticeDe, en: noticeEn };

/** The texts in a language; one that a language lacks does not type-check. */
export const catalogueOf = (language: Language): Catalogue => ({
  common: commonWords[language],
  breach: breachTerms[language],
  record: recordTerms[language],
  dossier: dossiers[language],
  letter: letterWords[language],
  notice: notices[language],
  management: managementWords[language],
  reporter: reporterWords[language],
  closing: closingWords[language],
  exemption: exemptionWords[language],
});
