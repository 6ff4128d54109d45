import type { NotificationStatusGapPart } from '../../api/types.gen.ts';
import type { Language } from '../../document/model.ts';

/** What more than one document says. */
export interface CommonWords {
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  /** Between the items of an enumeration, with the space that French puts before it. */
  readonly semicolon: string;
  readonly about: (count: string) => string;
  readonly notKnown: string;
  readonly expected: (date: string) => string;
  readonly expectedBecause: (date: string, reason: string) => string;
  readonly part: Readonly<Record<NotificationStatusGapPart, string>>;
  readonly dpo: string;
  readonly contactPoint: string;
  readonly drillTitle: string;
  readonly drill: string;
  /** The title of a message that holds so many notices. */
  readonly several: (count: string) => string;
}

/** The common words in every language. */
export const commonWords: Readonly<Record<Language, CommonWords>> = {
  nl: {
    yes: 'ja',
    no: 'nee',
    unknown: 'onbekend',
    semicolon: '; ',
    about: (count) => `ongeveer ${count}`,
    notKnown: 'nog niet bekend',
    expected: (date) => `nog niet bekend, verwacht tegen ${date}`,
    expectedBecause: (date, reason) => `nog niet bekend, verwacht tegen ${date}: ${reason}`,
    part: {
      nature: 'Aard van de inbreuk',
      subjects: 'Betrokkenen',
      records: 'Persoonsgegevens',
      contact: 'Contactpersoon',
      consequences: 'Waarschijnlijke gevolgen',
      measures: 'Maatregelen',
      recommendations: 'Aanbevelingen',
      summary: 'Samenvatting',
      processing: 'Verwerking en doel',
      detection: 'Wijze van vaststelling',
      crossBorder: 'Andere landen en autoriteiten',
      delayJustification: 'Redenen van de vertraging',
    },
    dpo: 'Functionaris voor gegevensbescherming (DPO)',
    contactPoint: 'Contactpunt',
    drillTitle: 'Dit is een oefening',
    drill: 'Dit document hoort bij een oefening. Stuur het naar niemand buiten de oefening.',
    several: (count) => `Berichten over incidenten: ${count}`,
  },
  fr: {
    yes: 'oui',
    no: 'non',
    unknown: 'inconnu',
    semicolon: '\u00a0; ',
    about: (count) => `environ ${count}`,
    notKnown: 'pas encore connu',
    expected: (date) => `pas encore connu, attendu pour le ${date}`,
    expectedBecause: (date, reason) => `pas encore connu, attendu pour le ${date} : ${reason}`,
    part: {
      nature: 'Nature de la violation',
      subjects: 'Personnes concernées',
      records: 'Données à caractère personnel',
      contact: 'Personne de contact',
      consequences: 'Conséquences probables',
      measures: 'Mesures',
      recommendations: 'Recommandations',
      summary: 'Résumé',
      processing: 'Traitement et finalité',
      detection: 'Mode de constatation',
      crossBorder: 'Autres pays et autorités',
      delayJustification: 'Motifs du retard',
    },
    dpo: 'Délégué à la protection des données (DPO)',
    contactPoint: 'Point de contact',
    drillTitle: 'Ceci est un exercice',
    drill: 'Ce document fait partie d’un exercice. Ne l’envoyez à personne en dehors de l’exercice.',
    several: (count) => `Messages relatifs à des incidents : ${count}`,
  },
  de: {
    yes: 'ja',
    no: 'nein',
    unknown: 'unbekannt',
    semicolon: '; ',
    about: (count) => `ungefähr ${count}`,
    notKnown: 'noch nicht bekannt',
    expected: (date) => `noch nicht bekannt, erwartet bis ${date}`,
    expectedBecause: (date, reason) => `noch nicht bekannt, erwartet bis ${date}: ${reason}`,
    part: {
      nature: 'Art der Verletzung',
      subjects: 'Betroffene Personen',
      records: 'Personenbezogene Daten',
      contact: 'Ansprechpartner',
      consequences: 'Wahrscheinliche Folgen',
      measures: 'Maßnahmen',
      recommendations: 'Empfehlungen',
      summary: 'Zusammenfassung',
      processing: 'Verarbeitung und Zweck',
      detection: 'Art der Feststellung',
      crossBorder: 'Andere Länder und Behörden',
      delayJustification: 'Gründe für die Verzögerung',
    },
    dpo: 'Datenschutzbeauftragter (DSB)',
    contactPoint: 'Anlaufstelle',
    drillTitle: 'Dies ist eine Übung',
    drill: 'Dieses Dokument gehört zu einer Übung. Senden Sie es an niemanden außerhalb der Übung.',
    several: (count) => `Nachrichten zu Vorfällen: ${count}`,
  },
  en: {
    yes: 'yes',
    no: 'no',
    unknown: 'unknown',
    semicolon: '; ',
    about: (count) => `about ${count}`,
    notKnown: 'not known yet',
    expected: (date) => `not known yet, expected by ${date}`,
    expectedBecause: (date, reason) => `not known yet, expected by ${date}: ${reason}`,
    part: {
      nature: 'Nature of the breach',
      subjects: 'Data subjects',
      records: 'Personal data',
      contact: 'Contact',
      consequences: 'Likely consequences',
      measures: 'Measures',
      recommendations: 'Recommendations',
      summary: 'Summary',
      processing: 'Processing and purpose',
      detection: 'How it was established',
      crossBorder: 'Other countries and authorities',
      delayJustification: 'Reasons for the delay',
    },
    dpo: 'Data protection officer (DPO)',
    contactPoint: 'Contact point',
    drillTitle: 'This is a drill',
    drill: 'This document belongs to a drill. Send it to nobody outside the drill.',
    several: (count) => `Notices about incidents: ${count}`,
  },
};
