import { momentText } from './format.ts';
import type { Document } from './model.ts';
import { wordings } from './wording.ts';

/** What stands above every document: who it comes from, what it is filed under, when it was made and how widely it may be shared. */
export interface Head {
  readonly issuer: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** The head of a document, in its language. */
export const headOf = ({ language, issuer, reference, generatedAt, zone, tlp }: Document): Head => {
  const wording = wordings[language];
  return {
    issuer,
    facts: [
      [wording.reference, reference],
      [wording.generated, momentText(generatedAt, zone, language)],
      ...(tlp === undefined ? [] : [[wording.sharing, `TLP:${tlp}`] as const]),
    ],
  };
};
