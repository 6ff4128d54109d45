import type { WeaknessEvaluationLikelihood, WeaknessEvaluationTreat, WeaknessStatusPhase } from '../../api/types.gen.ts';
import type { Language } from '../../document/model.ts';

/** What those who evaluate a weakness read (R-f, W4). */
export interface WeaknessWords {
  readonly phase: Readonly<Record<WeaknessStatusPhase, string>>;
  readonly evaluate: { readonly title: string; readonly send: string };
  readonly accept: { readonly title: string; readonly send: string; readonly hint: string };
  readonly likelihood: string;
  readonly impact: string;
  readonly treat: string;
  readonly until: string;
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
    evaluate: { title: 'Evalueren', send: 'Vastleggen' },
    accept: { title: 'Het risico aanvaarden', send: 'Aanvaarden', hint: 'Tot dan geldt de aanvaarding; daarna wordt opnieuw beslist.' },
    likelihood: 'Hoe waarschijnlijk',
    impact: 'Hoe erg',
    treat: 'Wat ermee gebeurt',
    until: 'Tot',
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
    evaluate: { title: 'Évaluer', send: 'Enregistrer' },
    accept: { title: 'Accepter le risque', send: 'Accepter', hint: 'L’acceptation vaut jusque-là ; ensuite on décide à nouveau.' },
    likelihood: 'Probabilité',
    impact: 'Gravité',
    treat: 'Ce qu’on en fait',
    until: 'Jusqu’au',
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
    evaluate: { title: 'Bewerten', send: 'Festhalten' },
    accept: { title: 'Das Risiko hinnehmen', send: 'Hinnehmen', hint: 'Bis dahin gilt es; danach wird neu entschieden.' },
    likelihood: 'Wie wahrscheinlich',
    impact: 'Wie schwer',
    treat: 'Was damit geschieht',
    until: 'Bis',
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
    evaluate: { title: 'Evaluate', send: 'Record' },
    accept: { title: 'Accept the risk', send: 'Accept', hint: 'It is accepted until then; after that it is decided anew.' },
    likelihood: 'How likely',
    impact: 'How bad',
    treat: 'What is done about it',
    until: 'Until',
    level: { Low: 'low', Medium: 'medium', High: 'high' },
    treatment: { Remedy: 'remedy', Accept: 'have the risk accepted', NotAWeakness: 'it is no weakness' },
  },
};
