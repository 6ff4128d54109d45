import type { Language } from '../../document/model.ts';

/** What somebody who reported hears: that it arrived, and later what became of it (W2, E1, E4). */
export interface ReporterWords {
  readonly thanksTitle: string;
  readonly thanks: (reference: string, date: string) => string;
  readonly promiseTitle: string;
  readonly promise: readonly string[];
  readonly within: (date: string) => string;
  readonly doNot: string;
  readonly addTitle: string;
  readonly add: (reference: string) => string;
  readonly feedbackTitle: string;
  readonly feedback: (reference: string, date: string) => string;
  readonly verdictTitle: string;
  readonly verdict: (verdict: string) => string;
  readonly noVerdict: string;
  readonly doneTitle: string;
  readonly closing: string;
}

/** The words for the reporter in every language. */
export const reporterWords: Readonly<Record<Language, ReporterWords>> = {
  nl: {
    thanksTitle: 'Uw melding is goed aangekomen',
    thanks: (reference, date) => `Bedankt voor uw melding van ${date}. Ze is geregistreerd met de referentie ${reference}.`,
    promiseTitle: 'Wat er nu gebeurt',
    promise: [
      'Het contactpunt leest en beoordeelt uw melding.',
      'Wie te goeder trouw meldt, ondervindt daar geen nadeel van.',
      'U hoort van ons zodra er iets beslist is dat wij met u mogen delen.',
    ],
    within: (date) => `De beoordeling gebeurt uiterlijk op ${date}.`,
    doNot: 'Probeer niets zelf uit en bewaar wat u gezien hebt. Praat er alleen over met wie het moet weten.',
    addTitle: 'Weet u nog iets?',
    add: (reference) => `Neem contact op met het contactpunt en vermeld ${reference}.`,
    feedbackTitle: 'Wat er met uw melding is gebeurd',
    feedback: (reference, date) =>
      `Op ${date} hebt u iets gemeld onder de referentie ${reference}. Hieronder leest u wat ermee is gebeurd.`,
    verdictTitle: 'De beoordeling',
    verdict: (verdict) => `Uw melding is beoordeeld als: ${verdict}.`,
    noVerdict: 'Uw melding wordt nog beoordeeld.',
    doneTitle: 'Wat er is gedaan',
    closing: 'Dank u: dankzij meldingen zoals de uwe kunnen wij op tijd ingrijpen.',
  },
  fr: {
    thanksTitle: 'Votre signalement est bien arrivé',
    thanks: (reference, date) => `Merci pour votre signalement du ${date}. Il est enregistré sous la référence ${reference}.`,
    promiseTitle: 'La suite',
    promise: [
      'Le point de contact lit et évalue votre signalement.',
      'Un signalement fait de bonne foi ne vous causera aucun préjudice.',
      'Nous vous recontacterons dès qu’une décision pourra vous être communiquée.',
    ],
    within: (date) => `L’évaluation aura lieu au plus tard le ${date}.`,
    doNot: 'N’essayez rien vous-même et conservez ce que vous avez vu. N’en parlez qu’aux personnes qui doivent le savoir.',
    addTitle: 'Vous voulez ajouter quelque chose ?',
    add: (reference) => `Contactez le point de contact en mentionnant ${reference}.`,
    feedbackTitle: 'Les suites de votre signalement',
    feedback: (reference, date) => `Le ${date}, vous avez fait un signalement sous la référence ${reference}. Voici ce qu’il est devenu.`,
    verdictTitle: 'L’évaluation',
    verdict: (verdict) => `Votre signalement a été évalué comme suit : ${verdict}.`,
    noVerdict: 'Votre signalement est encore en cours d’évaluation.',
    doneTitle: 'Ce qui a été fait',
    closing: 'Merci : des signalements comme le vôtre nous permettent d’agir à temps.',
  },
  de: {
    thanksTitle: 'Ihre Meldung ist gut angekommen',
    thanks: (reference, date) => `Danke für Ihre Meldung vom ${date}. Sie ist unter dem Aktenzeichen ${reference} erfasst.`,
    promiseTitle: 'Wie es weitergeht',
    promise: [
      'Die Anlaufstelle liest und bewertet Ihre Meldung.',
      'Wer in gutem Glauben meldet, hat dadurch keine Nachteile.',
      'Sie hören von uns, sobald etwas entschieden ist, das wir Ihnen mitteilen dürfen.',
    ],
    within: (date) => `Die Bewertung erfolgt spätestens am ${date}.`,
    doNot:
      'Probieren Sie nichts selbst aus und bewahren Sie auf, was Sie gesehen haben. Sprechen Sie nur mit Personen, die es wissen müssen.',
    addTitle: 'Wissen Sie noch etwas?',
    add: (reference) => `Wenden Sie sich an die Anlaufstelle und nennen Sie ${reference}.`,
    feedbackTitle: 'Was aus Ihrer Meldung geworden ist',
    feedback: (reference, date) =>
      `Am ${date} haben Sie unter dem Aktenzeichen ${reference} etwas gemeldet. Hier lesen Sie, was daraus geworden ist.`,
    verdictTitle: 'Die Bewertung',
    verdict: (verdict) => `Ihre Meldung wurde so bewertet: ${verdict}.`,
    noVerdict: 'Ihre Meldung wird noch bewertet.',
    doneTitle: 'Was getan wurde',
    closing: 'Danke: Meldungen wie Ihre erlauben es uns, rechtzeitig zu handeln.',
  },
  en: {
    thanksTitle: 'Your report has arrived',
    thanks: (reference, date) => `Thank you for your report of ${date}. It is registered under the reference ${reference}.`,
    promiseTitle: 'What happens now',
    promise: [
      'The contact point reads and assesses your report.',
      'Whoever reports in good faith suffers no harm from it.',
      'You will hear from us as soon as something is decided that we may share with you.',
    ],
    within: (date) => `The assessment takes place on ${date} at the latest.`,
    doNot: 'Try nothing yourself and keep what you saw. Talk only to those who have to know.',
    addTitle: 'Is there anything to add?',
    add: (reference) => `Get in touch with the contact point and mention ${reference}.`,
    feedbackTitle: 'What became of your report',
    feedback: (reference, date) => `On ${date} you reported something under the reference ${reference}. This is what became of it.`,
    verdictTitle: 'The assessment',
    verdict: (verdict) => `Your report was assessed as: ${verdict}.`,
    noVerdict: 'Your report is still being assessed.',
    doneTitle: 'What was done',
    closing: 'Thank you: reports like yours let us act in time.',
  },
};
