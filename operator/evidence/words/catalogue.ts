import type { Language } from '../../document/model.ts';
import type { CodeWords } from './codes.ts';
import { de as codesDe } from './codes-de.ts';
import { en as codesEn } from './codes-en.ts';
import { fr as codesFr } from './codes-fr.ts';
import { nl as codesNl } from './codes-nl.ts';
import type { FindingWords } from './findings.ts';
import { de as findingsDe } from './findings-de.ts';
import { en as findingsEn } from './findings-en.ts';
import { fr as findingsFr } from './findings-fr.ts';
import { nl as findingsNl } from './findings-nl.ts';
import type { FormWords } from './form.ts';
import { de as formDe } from './form-de.ts';
import { en as formEn } from './form-en.ts';
import { fr as formFr } from './form-fr.ts';
import { nl as formNl } from './form-nl.ts';

/** Every text that is said about evidence, in one language. */
export interface EvidenceWords {
  readonly form: FormWords;
  readonly codes: CodeWords;
  readonly findings: FindingWords;
}

/** These texts in every language: a language or a text left out does not type-check. */
export const evidenceWords: Readonly<Record<Language, EvidenceWords>> = {
  nl: { form: formNl, codes: codesNl, findings: findingsNl },
  fr: { form: formFr, codes: codesFr, findings: findingsFr },
  de: { form: formDe, codes: codesDe, findings: findingsDe },
  en: { form: formEn, codes: codesEn, findings: findingsEn },
};
