import type { Language } from '../../document/model.ts';

/** The words of the letter to the people concerned, and of the public communication: short sentences, no terms of the law. */
export interface LetterWords {
  readonly title: string;
  readonly publicTitle: string;
  readonly greeting: string;
  readonly opening: (organisation: string) => string;
  readonly publicOpening: (organisation: string) => string;
  readonly happened: string;
  readonly when: (date: string) => string;
  readonly data: string;
  readonly dataIntro: string;
  readonly consequences: string;
  readonly done: string;
  readonly doIt: string;
  readonly questions: string;
  readonly questionsIntro: (reference: string) => string;
  readonly complaint: (authority: string) => string;
  readonly sorry: string;
  readonly closing: string;
  readonly phone: string;
  readonly email: string;
  readonly web: string;
}

/** The words of the letter in every language. */
export const letterWords: Readonly<Record<Language, LetterWords>> = {
  nl: {
    title: 'Er is iets misgegaan met uw gegevens',
    publicTitle: 'Er is iets misgegaan met gegevens van onze klanten',
    greeting: 'Geachte mevrouw, geachte heer,',
    opening: (organisation) =>
      `Wij schrijven u omdat er bij ${organisation} iets is misgegaan met persoonlijke gegevens. Ook uw gegevens zijn erbij. In deze brief leest u wat er is gebeurd, wat dit voor u kan betekenen en wat u zelf kunt doen.`,
    publicOpening: (organisation) =>
      `Bij ${organisation} is er iets misgegaan met persoonlijke gegevens. Wij kunnen niet iedereen apart een brief sturen. Daarom leest u hier wat er is gebeurd, wat dit voor u kan betekenen en wat u zelf kunt doen.`,
    happened: 'Wat is er gebeurd?',
    when: (date) => `Dit is gebeurd op ${date}.`,
    data: 'Over welke gegevens gaat het?',
    dataIntro: 'Het kan gaan om:',
    consequences: 'Wat kan dit voor u betekenen?',
    done: 'Wat doen wij?',
    doIt: 'Wat kunt u zelf doen?',
    questions: 'Hebt u vragen?',
    questionsIntro: (reference) => `Neem gerust contact met ons op. Vermeld daarbij: ${reference}.`,
    complaint: (authority) => `Bent u niet tevreden? Dan kunt u een klacht indienen bij de toezichthouder: ${authority}.`,
    sorry: 'Het spijt ons dat dit is gebeurd.',
    closing: 'Met vriendelijke groeten,',
    phone: 'Telefoon:',
    email: 'E-mail:',
    web: 'Website:',
  },
  fr: {
    title: 'Un problème est survenu avec vos données',
    publicTitle: 'Un problème est survenu avec des données de nos clients',
    greeting: 'Madame, Monsieur,',
    opening: (organisation) =>
      `Nous vous écrivons parce qu’un problème est survenu chez ${organisation} avec des données personnelles. Vos données sont concernées. Cette lettre explique ce qui s’est passé, ce que cela peut changer pour vous et ce que vous pouvez faire.`,
    publicOpening: (organisation) =>
      `Un problème est survenu chez ${organisation} avec des données personnelles. Nous ne pouvons pas écrire à chacun. Vous trouvez donc ici ce qui s’est passé, ce que cela peut changer pour vous et ce que vous pouvez faire.`,
    happened: 'Que s’est-il passé ?',
    when: (date) => `Cela s’est passé le ${date}.`,
    data: 'De quelles données s’agit-il ?',
    dataIntro: 'Il peut s’agir de :',
    consequences: 'Qu’est-ce que cela peut changer pour vous ?',
    done: 'Que faisons-nous ?',
    doIt: 'Que pouvez-vous faire ?',
    questions: 'Vous avez des questions ?',
    questionsIntro: (reference) => `N’hésitez pas à nous contacter. Mentionnez cette référence : ${reference}.`,
    complaint: (authority) => `Vous n’êtes pas satisfait ? Vous pouvez porter plainte auprès de l’autorité de contrôle : ${authority}.`,
    sorry: 'Nous regrettons ce qui s’est passé.',
    closing: 'Meilleures salutations,',
    phone: 'Téléphone\u00a0:',
    email: 'E-mail\u00a0:',
    web: 'Site web\u00a0:',
  },
  de: {
    title: 'Es gab ein Problem mit Ihren Daten',
    publicTitle: 'Es gab ein Problem mit Daten unserer Kunden',
    greeting: 'Sehr geehrte Damen und Herren,',
    opening: (organisation) =>
      `Wir schreiben Ihnen, weil es bei ${organisation} ein Problem mit persönlichen Daten gab. Auch Ihre Daten sind dabei. In diesem Brief lesen Sie, was geschehen ist, was das für Sie bedeuten kann und was Sie selbst tun können.`,
    publicOpening: (organisation) =>
      `Bei ${organisation} gab es ein Problem mit persönlichen Daten. Wir können nicht allen einzeln schreiben. Deshalb lesen Sie hier, was geschehen ist, was das für Sie bedeuten kann und was Sie selbst tun können.`,
    happened: 'Was ist geschehen?',
    when: (date) => `Das war am ${date}.`,
    data: 'Um welche Daten geht es?',
    dataIntro: 'Es kann um diese Daten gehen:',
    consequences: 'Was kann das für Sie bedeuten?',
    done: 'Was tun wir?',
    doIt: 'Was können Sie selbst tun?',
    questions: 'Haben Sie Fragen?',
    questionsIntro: (reference) => `Melden Sie sich gern bei uns. Nennen Sie dabei dieses Aktenzeichen: ${reference}.`,
    complaint: (authority) => `Sind Sie nicht zufrieden? Dann können Sie sich bei der Aufsichtsbehörde beschweren: ${authority}.`,
    sorry: 'Es tut uns leid, dass das geschehen ist.',
    closing: 'Mit freundlichen Grüßen',
    phone: 'Telefon:',
    email: 'E-Mail:',
    web: 'Website:',
  },
  en: {
    title: 'Something went wrong with your data',
    publicTitle: 'Something went wrong with data of our customers',
    greeting: 'Dear Sir or Madam,',
    opening: (organisation) =>
      `We are writing to you because something went wrong with personal data at ${organisation}. Your data are among them. This letter tells you what happened, what it can mean for you and what you can do.`,
    publicOpening: (organisation) =>
      `Something went wrong with personal data at ${organisation}. We cannot write to everybody. So you can read here what happened, what it can mean for you and what you can do.`,
    happened: 'What happened?',
    when: (date) => `This happened on ${date}.`,
    data: 'Which data are involved?',
    dataIntro: 'They may include:',
    consequences: 'What can this mean for you?',
    done: 'What are we doing?',
    doIt: 'What can you do?',
    questions: 'Do you have questions?',
    questionsIntro: (reference) => `Please contact us. Mention this reference: ${reference}.`,
    complaint: (authority) => `Are you not satisfied? You can complain to the supervisory authority: ${authority}.`,
    sorry: 'We are sorry that this happened.',
    closing: 'Kind regards,',
    phone: 'Telephone:',
    email: 'Email:',
    web: 'Website:',
  },
};
