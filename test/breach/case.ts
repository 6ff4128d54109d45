import type { IncidentPersonalData } from '../../operator/api/types.gen.ts';
import type { SuggestedRisk } from '../../operator/breach/suggestion.ts';

/** A published example of the EDPB, its facts in our own words, and what it comes to. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Unlikely: document only; Risk: also notify the authority; High: also communicate to the data subjects. */
  readonly risk: SuggestedRisk;
  readonly facts: Omit<IncidentPersonalData, 'role'>;
}

/** Complete logs exclude that data left, and nobody received any. */
export const nothingLeft = { exfiltration: 'Excluded', logs: 'Complete', recipients: { who: 'None' } } as const;

/** Encrypted, with the key safe. */
export const encrypted = { unintelligible: true, key: 'Safe', accessControl: 'Strong' } as const;

/** Not encrypted. */
export const readable = { unintelligible: false, accessControl: 'Weak' } as const;
