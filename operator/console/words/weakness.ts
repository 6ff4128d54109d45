import type { WeaknessEvaluationLikelihood, WeaknessEvaluationTreat, WeaknessStatusPhase } from '../../api/types.gen.ts';
import type { Language } from '../../document/model.ts';

/** What those who evaluate a weakness read (R-f, W4). */
export interface WeaknessWords {
  readonly phase: Readonly<Record<WeaknessStatusPhase, string>>;
  readonly likelihood: string;
  readonly impact: string;
  readonly treat: string;
  readonly level: Readonly<Record<WeaknessEvaluationLikelihood, string>>;
  readonly treatment: Readonly<Record<Exclude<WeaknessEvaluationTreat, 'Duplicate'>, string>>;
}

/** The words in every language. */
export const weaknessWords: Readonly<Record<Language, WeaknessWords>> = {
  nl: {
    phase: {
      Reported: 'gemeld',
      Evaluated: 'geëvalueerd',
      Remedying: 'wordt verholpen',
      Remedied: 'verholpen',
      Accepted: 'aanvaard',
      Rejected: 'verworpen',
    },
    likelihood: 'Hoe waarschijnlijk',
    impact: 'Hoe erg',
    treat: 'Wat ermee gebeurt',
    level: { Low: 'laag', Medium: 'middelmatig', High: 'hoog' },
    treatment: { Remedy: 'verhelpen', Accept: 'het risico laten aanvaarden', NotAWeakness: 'het is geen zwakke plek' },
  },
  fr: {
    phase: {
      Reported: 'signalée',
      Evaluated: 'évaluée',
      Remedying: 'en cours de correction',
      Remedied: 'corrigée',
      Accepted: 'acceptée',
      Rejected: 'rejetée',
    },
    likelihood: 'Probabilité',
    impact: 'Gravité',
    treat: 'Ce qu’on en fait',
    level: { Low: 'faible', Medium: 'moyenne', High: 'élevée' },
    treatment: { Remedy: 'corriger', Accept: 'faire accepter le risque', NotAWeakness: 'ce n’est pas une faiblesse' },
  },
  de: {
    phase: {
      Reported: 'gemeldet',
      Evaluated: 'bewertet',
      Remedying: 'wird behoben',
      Remedied: 'behoben',
      Accepted: 'hingenommen',
      Rejected: 'verworfen',
    },
    likelihood: 'Wie wahrscheinlich',
    impact: 'Wie schwer',
    treat: 'Was damit geschieht',
    level: { Low: 'gering', Medium: 'mittel', High: 'hoch' },
    treatment: { Remedy: 'beheben', Accept: 'das Risiko hinnehmen lassen', NotAWeakness: 'es ist keine Schwachstelle' },
  },
  en: {
    phase: {
      Reported: 'reported',
      Evaluated: 'evaluated',
      Remedying: 'being remedied',
      Remedied: 'remedied',
      Accepted: 'accepted',
      Rejected: 'rejected',
    },
    likelihood: 'How likely',
    impact: 'How bad',
    treat: 'What is done about it',
    level: { Low: 'low', Medium: 'medium', High: 'high' },
    treatment: { Remedy: 'remedy', Accept: 'have the risk accepted', NotAWeakness: 'it is no weakness' },
  },
};
