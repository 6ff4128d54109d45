import type { Language } from '../../document/model.ts';
import type { BreachEntry } from '../breaches.ts';

/** What the register of breaches says by itself; the terms of a breach are those of the dossier for the authority. */
export interface BreachRegisterWords {
  readonly title: string;
  readonly titleIn: (period: string) => string;
  readonly reference: string;
  readonly basis: string;
  readonly none: string;
  readonly noneText: string;
  readonly caption: string;
  readonly notTold: string;
  readonly at: (date: string, references: string) => string;
  readonly dueAt: (date: string) => string;
  readonly erased: string;
  readonly erasedText: (date: string, digest: string) => string;
  readonly state: Readonly<Record<BreachEntry['state'], string>>;
  readonly suspectedText: string;
  readonly role: Readonly<Record<'Controller' | 'Processor', string>>;
  readonly term: Readonly<
    Record<
      | 'incident'
      | 'state'
      | 'phase'
      | 'role'
      | 'reported'
      | 'awareBasis'
      | 'suggested'
      | 'decision'
      | 'decidedBy'
      | 'advice'
      | 'aware'
      | 'risk'
      | 'exemptionReasons'
      | 'authority'
      | 'subjectsTold'
      | 'controller'
      | 'contained'
      | 'recovered'
      | 'ended',
      string
    >
  >;
}

/** These words in every language. */
export const breachRegisterWords: Readonly<Record<Language, BreachRegisterWords>> = {
  nl: {
    title: 'Register van inbreuken in verband met persoonsgegevens',
    titleIn: (period) => `Register van inbreuken in verband met persoonsgegevens, ${period}`,
    reference: 'register van inbreuken',
    basis:
      'Artikel 33, lid 5, van Verordening (EU) 2016/679 (AVG): alle inbreuken, ook die waarvan niemand in kennis werd gesteld, met de feiten, de gevolgen en de genomen maatregelen. Oefeningen staan er niet in.',
    none: 'Geen inbreuken',
    noneText: 'Het register bevat geen inbreuk in verband met persoonsgegevens.',
    caption: 'Overzicht',
    notTold: 'niet vereist',
    at: (date, references) => (references === '' ? date : `${date} (${references})`),
    dueAt: (date) => `uiterlijk ${date}`,
    erased: 'Gewist na de bewaartermijn',
    erasedText: (date, digest) =>
      `Het dossier werd gewist op ${date}. De teksten zijn weg; wie een kopie bewaarde, kan ze toetsen aan ${digest}.`,
    state: { Breach: 'inbreuk', Suspected: 'vermoed', NoBreach: 'geen inbreuk volgens beslissing' },
    suspectedText: 'Nog niemand heeft gezegd of persoonsgegevens geraakt zijn.',
    role: { Controller: 'verwerkingsverantwoordelijke', Processor: 'verwerker' },
    term: {
      aware: 'Kennisname',
      risk: 'Risico',
      incident: 'Incident',
      state: 'Aard van de inschrijving',
      phase: 'Fase',
      role: 'Hoedanigheid',
      reported: 'Intern gemeld op',
      awareBasis: 'Waarop de kennis berust',
      suggested: 'Voorgesteld risico',
      decision: 'Redenen van de beslissing',
      decidedBy: 'Beslist door',
      advice: 'Advies van de DPO',
      exemptionReasons: 'Redenen van de vrijstelling',
      authority: 'Autoriteit',
      subjectsTold: 'Betrokkenen',
      controller: 'Verwerkingsverantwoordelijke',
      contained: 'Ingeperkt op',
      recovered: 'Hersteld op',
      ended: 'Afgesloten op',
    },
  },
  fr: {
    title: 'Registre des violations de données à caractère personnel',
    titleIn: (period) => `Registre des violations de données à caractère personnel, ${period}`,
    reference: 'registre des violations',
    basis:
      'Article 33, paragraphe 5, du règlement (UE) 2016/679 (RGPD) : toutes les violations, y compris celles qui n’ont été notifiées à personne, avec les faits, les effets et les mesures prises. Les exercices n’y figurent pas.',
    none: 'Aucune violation',
    noneText: 'Le registre ne contient aucune violation de données à caractère personnel.',
    caption: 'Aperçu',
    notTold: 'non requis',
    at: (date, references) => (references === '' ? date : `${date} (${references})`),
    dueAt: (date) => `au plus tard le ${date}`,
    erased: 'Effacé après le délai de conservation',
    erasedText: (date, digest) =>
      `Le dossier a été effacé le ${date}. Les textes ont disparu ; qui en a gardé une copie peut la vérifier par ${digest}.`,
    state: { Breach: 'violation', Suspected: 'présumée', NoBreach: 'pas de violation, selon la décision' },
    suspectedText: 'Personne n’a encore dit si des données à caractère personnel sont touchées.',
    role: { Controller: 'responsable du traitement', Processor: 'sous-traitant' },
    term: {
      aware: 'Prise de connaissance',
      risk: 'Risque',
      incident: 'Incident',
      state: 'Nature de l’inscription',
      phase: 'Phase',
      role: 'Qualité',
      reported: 'Signalé en interne le',
      awareBasis: 'Fondement de la prise de connaissance',
      suggested: 'Risque proposé',
      decision: 'Motifs de la décision',
      decidedBy: 'Décidé par',
      advice: 'Avis du DPO',
      exemptionReasons: 'Motifs de l’exemption',
      authority: 'Autorité',
      subjectsTold: 'Personnes concernées',
      controller: 'Responsable du traitement',
      contained: 'Maîtrisé le',
      recovered: 'Rétabli le',
      ended: 'Clôturé le',
    },
  },
  de: {
    title: 'Verzeichnis der Verletzungen des Schutzes personenbezogener Daten',
    titleIn: (period) => `Verzeichnis der Verletzungen des Schutzes personenbezogener Daten, ${period}`,
    reference: 'Verzeichnis der Verletzungen',
    basis:
      'Artikel 33 Absatz 5 der Verordnung (EU) 2016/679 (DSGVO): alle Verletzungen, auch die, die niemandem gemeldet wurden, mit den Fakten, den Auswirkungen und den Abhilfemaßnahmen. Übungen stehen nicht darin.',
    none: 'Keine Verletzungen',
    noneText: 'Das Verzeichnis enthält keine Verletzung des Schutzes personenbezogener Daten.',
    caption: 'Übersicht',
    notTold: 'nicht erforderlich',
    at: (date, references) => (references === '' ? date : `${date} (${references})`),
    dueAt: (date) => `bis ${date}`,
    erased: 'Nach der Aufbewahrungsfrist gelöscht',
    erasedText: (date, digest) =>
      `Die Akte wurde am ${date} gelöscht. Die Texte sind weg; wer eine Kopie aufbewahrt hat, kann sie an ${digest} prüfen.`,
    state: { Breach: 'Verletzung', Suspected: 'vermutet', NoBreach: 'laut Entscheidung keine Verletzung' },
    suspectedText: 'Noch niemand hat gesagt, ob personenbezogene Daten betroffen sind.',
    role: { Controller: 'Verantwortlicher', Processor: 'Auftragsverarbeiter' },
    term: {
      aware: 'Kenntnisnahme',
      risk: 'Risiko',
      incident: 'Vorfall',
      state: 'Art des Eintrags',
      phase: 'Phase',
      role: 'Rolle',
      reported: 'Intern gemeldet am',
      awareBasis: 'Worauf die Kenntnis beruht',
      suggested: 'Vorgeschlagenes Risiko',
      decision: 'Gründe der Entscheidung',
      decidedBy: 'Entschieden von',
      advice: 'Rat des DSB',
      exemptionReasons: 'Gründe der Ausnahme',
      authority: 'Behörde',
      subjectsTold: 'Betroffene Personen',
      controller: 'Verantwortlicher',
      contained: 'Eingedämmt am',
      recovered: 'Wiederhergestellt am',
      ended: 'Abgeschlossen am',
    },
  },
  en: {
    title: 'Register of personal data breaches',
    titleIn: (period) => `Register of personal data breaches, ${period}`,
    reference: 'register of breaches',
    basis:
      'Article 33(5) of Regulation (EU) 2016/679 (GDPR): all breaches, those that nobody was notified of too, with the facts, the effects and the remedial action. Rehearsals are not in it.',
    none: 'No breaches',
    noneText: 'The register holds no personal data breach.',
    caption: 'Overview',
    notTold: 'not required',
    at: (date, references) => (references === '' ? date : `${date} (${references})`),
    dueAt: (date) => `by ${date}`,
    erased: 'Erased after its retention',
    erasedText: (date, digest) =>
      `The record was erased on ${date}. Its texts are gone; whoever kept a copy can check it against ${digest}.`,
    state: { Breach: 'breach', Suspected: 'suspected', NoBreach: 'no breach, by decision' },
    suspectedText: 'Nobody has said yet whether personal data are touched.',
    role: { Controller: 'controller', Processor: 'processor' },
    term: {
      aware: 'Aware',
      risk: 'Risk',
      incident: 'Incident',
      state: 'Kind of entry',
      phase: 'Phase',
      role: 'Capacity',
      reported: 'Reported internally on',
      awareBasis: 'What the awareness rests on',
      suggested: 'Suggested risk',
      decision: 'Reasons of the decision',
      decidedBy: 'Decided by',
      advice: 'Advice of the DPO',
      exemptionReasons: 'Reasons of the exemption',
      authority: 'Authority',
      subjectsTold: 'Data subjects',
      controller: 'Controller',
      contained: 'Contained on',
      recovered: 'Recovered on',
      ended: 'Closed on',
    },
  },
};
