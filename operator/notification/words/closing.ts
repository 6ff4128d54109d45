import type { Language } from '../../document/model.ts';

/** The words of the closing report (S8, P6). */
export interface ClosingWords {
  readonly title: string;
  readonly section: Readonly<
    Record<
      | 'summary'
      | 'incident'
      | 'course'
      | 'measures'
      | 'duties'
      | 'data'
      | 'cause'
      | 'lessons'
      | 'controls'
      | 'cost'
      | 'evidence'
      | 'closure',
      string
    >
  >;
  readonly term: Readonly<
    Record<
      | 'what'
      | 'category'
      | 'department'
      | 'asset'
      | 'severity'
      | 'verdict'
      | 'leader'
      | 'occurred'
      | 'established'
      | 'reported'
      | 'assessed'
      | 'closed'
      | 'rootCause'
      | 'forensics'
      | 'recurrence'
      | 'items'
      | 'verified'
      | 'intact'
      | 'total'
      | 'subjects'
      | 'records'
      | 'consequences'
      | 'risk',
      string
    >
  >;
  readonly duties: { readonly caption: string; readonly duty: string; readonly due: string; readonly done: string; readonly state: string };
  readonly lessons: {
    readonly caption: string;
    readonly lesson: string;
    readonly owner: string;
    readonly due: string;
    readonly outcome: string;
  };
  readonly outcome: Readonly<Record<'Done' | 'Dropped' | 'Open', string>>;
  readonly controls: { readonly caption: string; readonly control: string; readonly adequate: string; readonly change: string };
  readonly durations: {
    readonly caption: string;
    readonly alt: string;
    readonly table: string;
    readonly step: string;
    readonly time: string;
    readonly steps: Readonly<Record<'toReportSeconds' | 'toAssessSeconds' | 'toContainSeconds' | 'toRecoverSeconds', string>>;
  };
  readonly duration: (days: number, hours: number, minutes: number) => string;
  readonly earlier: (count: number, names: string) => string;
  readonly noEarlier: string;
  readonly notClosed: string;
  readonly notClosedText: string;
}

const spell = (parts: readonly (readonly [number, string])[], none: string): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ') || none;

/** The words of the report in every language. */
export const closingWords: Readonly<Record<Language, ClosingWords>> = {
  nl: {
    title: 'Afsluitend verslag van een incident',
    section: {
      summary: 'Samenvatting',
      incident: 'Het incident',
      course: 'Het verloop',
      measures: 'De maatregelen',
      duties: 'Verplichtingen en termijnen',
      data: 'Persoonsgegevens',
      cause: 'Oorzaak',
      lessons: 'Lessen',
      controls: 'Beheersmaatregelen',
      cost: 'Kosten',
      evidence: 'Bewijsmateriaal',
      closure: 'Afsluiting',
    },
    term: {
      what: 'Wat is er gebeurd',
      category: 'Soort situatie',
      department: 'Dienst',
      asset: 'Getroffen middel',
      severity: 'Ernst',
      verdict: 'Beoordeling',
      leader: 'Leider van de incidentbehandeling',
      occurred: 'Gebeurd op',
      established: 'Vastgesteld op',
      reported: 'Gemeld op',
      assessed: 'Beoordeeld op',
      closed: 'Afgesloten op',
      rootCause: 'Grondoorzaak',
      forensics: 'Forensisch onderzoek',
      recurrence: 'Eerdere gelijkaardige incidenten',
      items: 'Bewijsstukken',
      verified: 'Geverifieerd',
      intact: 'Ongeschonden',
      total: 'Totaal',
      subjects: 'Betrokkenen',
      records: 'Gegevens',
      consequences: 'Waarschijnlijke gevolgen',
      risk: 'Risico voor de betrokkenen',
    },
    duties: { caption: 'Verplichtingen', duty: 'Verplichting', due: 'Uiterlijk', done: 'Gedaan op', state: 'Stand' },
    lessons: { caption: 'Lessen', lesson: 'Les', owner: 'Verantwoordelijke', due: 'Tegen', outcome: 'Opvolging' },
    outcome: { Done: 'uitgevoerd', Dropped: 'niet behouden', Open: 'open' },
    controls: { caption: 'Beoordeling van de maatregelen', control: 'Maatregel', adequate: 'Toereikend', change: 'Aanpassing' },
    durations: {
      caption: 'Doorlooptijden',
      alt: 'De tijd tot melding, beoordeling, inperking en herstel als balken; dezelfde cijfers staan in de tabel.',
      table: 'Doorlooptijden in cijfers',
      step: 'Stap',
      time: 'Duur',
      steps: {
        toReportSeconds: 'vaststelling tot melding',
        toAssessSeconds: 'melding tot beoordeling',
        toContainSeconds: 'vaststelling tot inperking',
        toRecoverSeconds: 'vaststelling tot herstel',
      },
    },
    duration: (days, hours, minutes) =>
      spell(
        [
          [days, days === 1 ? 'dag' : 'dagen'],
          [hours, 'uur'],
          [minutes, minutes === 1 ? 'minuut' : 'minuten'],
        ],
        'minder dan een minuut',
      ),
    earlier: (count, names) => `${count} (${names})`,
    noEarlier: 'geen',
    notClosed: 'nog niet afgesloten',
    notClosedText: 'Dit incident is nog niet formeel afgesloten. Het verslag geeft de huidige stand weer.',
  },
  fr: {
    title: 'Rapport de clôture d’un incident',
    section: {
      summary: 'Résumé',
      incident: 'L’incident',
      course: 'Le déroulement',
      measures: 'Les mesures',
      duties: 'Obligations et délais',
      data: 'Données à caractère personnel',
      cause: 'Cause',
      lessons: 'Leçons',
      controls: 'Mesures de maîtrise',
      cost: 'Coûts',
      evidence: 'Éléments de preuve',
      closure: 'Clôture',
    },
    term: {
      what: 'Ce qui s’est passé',
      category: 'Type de situation',
      department: 'Service',
      asset: 'Moyen touché',
      severity: 'Gravité',
      verdict: 'Évaluation',
      leader: 'Responsable de la gestion de l’incident',
      occurred: 'Survenu le',
      established: 'Constaté le',
      reported: 'Signalé le',
      assessed: 'Évalué le',
      closed: 'Clôturé le',
      rootCause: 'Cause profonde',
      forensics: 'Analyse forensique',
      recurrence: 'Incidents semblables antérieurs',
      items: 'Éléments de preuve',
      verified: 'Vérifiés',
      intact: 'Intacts',
      total: 'Total',
      subjects: 'Personnes concernées',
      records: 'Données',
      consequences: 'Conséquences probables',
      risk: 'Risque pour les personnes',
    },
    duties: { caption: 'Obligations', duty: 'Obligation', due: 'Au plus tard', done: 'Fait le', state: 'État' },
    lessons: { caption: 'Leçons', lesson: 'Leçon', owner: 'Responsable', due: 'Pour le', outcome: 'Suivi' },
    outcome: { Done: 'réalisé', Dropped: 'non retenu', Open: 'ouvert' },
    controls: { caption: 'Appréciation des mesures', control: 'Mesure', adequate: 'Adéquate', change: 'Adaptation' },
    durations: {
      caption: 'Durées de traitement',
      alt: 'Le temps jusqu’au signalement, à l’évaluation, au confinement et au rétablissement, en barres ; les mêmes chiffres figurent dans le tableau.',
      table: 'Durées de traitement en chiffres',
      step: 'Étape',
      time: 'Durée',
      steps: {
        toReportSeconds: 'constat – signalement',
        toAssessSeconds: 'signalement – évaluation',
        toContainSeconds: 'constat – confinement',
        toRecoverSeconds: 'constat – rétablissement',
      },
    },
    duration: (days, hours, minutes) =>
      spell(
        [
          [days, days === 1 ? 'jour' : 'jours'],
          [hours, hours === 1 ? 'heure' : 'heures'],
          [minutes, minutes === 1 ? 'minute' : 'minutes'],
        ],
        'moins d’une minute',
      ),
    earlier: (count, names) => `${count} (${names})`,
    noEarlier: 'aucun',
    notClosed: 'pas encore clôturé',
    notClosedText: 'Cet incident n’est pas encore formellement clôturé. Le rapport donne l’état actuel.',
  },
  de: {
    title: 'Abschlussbericht über einen Vorfall',
    section: {
      summary: 'Zusammenfassung',
      incident: 'Der Vorfall',
      course: 'Der Verlauf',
      measures: 'Die Maßnahmen',
      duties: 'Pflichten und Fristen',
      data: 'Personenbezogene Daten',
      cause: 'Ursache',
      lessons: 'Lehren',
      controls: 'Schutzmaßnahmen',
      cost: 'Kosten',
      evidence: 'Beweismittel',
      closure: 'Abschluss',
    },
    term: {
      what: 'Was geschehen ist',
      category: 'Art der Situation',
      department: 'Abteilung',
      asset: 'Betroffenes Mittel',
      severity: 'Schwere',
      verdict: 'Bewertung',
      leader: 'Leitung der Bearbeitung',
      occurred: 'Geschehen am',
      established: 'Festgestellt am',
      reported: 'Gemeldet am',
      assessed: 'Bewertet am',
      closed: 'Abgeschlossen am',
      rootCause: 'Grundursache',
      forensics: 'Forensische Untersuchung',
      recurrence: 'Frühere ähnliche Vorfälle',
      items: 'Beweismittel',
      verified: 'Überprüft',
      intact: 'Unversehrt',
      total: 'Gesamt',
      subjects: 'Betroffene Personen',
      records: 'Daten',
      consequences: 'Wahrscheinliche Folgen',
      risk: 'Risiko für die betroffenen Personen',
    },
    duties: { caption: 'Pflichten', duty: 'Pflicht', due: 'Spätestens', done: 'Erledigt am', state: 'Stand' },
    lessons: { caption: 'Lehren', lesson: 'Lehre', owner: 'Zuständig', due: 'Bis', outcome: 'Umsetzung' },
    outcome: { Done: 'umgesetzt', Dropped: 'verworfen', Open: 'offen' },
    controls: { caption: 'Bewertung der Maßnahmen', control: 'Maßnahme', adequate: 'Ausreichend', change: 'Anpassung' },
    durations: {
      caption: 'Bearbeitungszeiten',
      alt: 'Die Zeit bis zu Meldung, Bewertung, Eindämmung und Wiederherstellung als Balken; dieselben Zahlen stehen in der Tabelle.',
      table: 'Bearbeitungszeiten in Zahlen',
      step: 'Schritt',
      time: 'Dauer',
      steps: {
        toReportSeconds: 'Feststellung – Meldung',
        toAssessSeconds: 'Meldung – Bewertung',
        toContainSeconds: 'Feststellung – Eindämmung',
        toRecoverSeconds: 'Feststellung – Betrieb',
      },
    },
    duration: (days, hours, minutes) =>
      spell(
        [
          [days, days === 1 ? 'Tag' : 'Tage'],
          [hours, hours === 1 ? 'Stunde' : 'Stunden'],
          [minutes, minutes === 1 ? 'Minute' : 'Minuten'],
        ],
        'weniger als eine Minute',
      ),
    earlier: (count, names) => `${count} (${names})`,
    noEarlier: 'keine',
    notClosed: 'noch nicht abgeschlossen',
    notClosedText: 'Dieser Vorfall ist noch nicht förmlich abgeschlossen. Der Bericht zeigt den gegenwärtigen Stand.',
  },
  en: {
    title: 'Closing report of an incident',
    section: {
      summary: 'Summary',
      incident: 'The incident',
      course: 'The course of events',
      measures: 'The measures',
      duties: 'Duties and deadlines',
      data: 'Personal data',
      cause: 'Cause',
      lessons: 'Lessons',
      controls: 'Controls',
      cost: 'Costs',
      evidence: 'Evidence',
      closure: 'Closure',
    },
    term: {
      what: 'What happened',
      category: 'Kind of situation',
      department: 'Department',
      asset: 'What was hit',
      severity: 'Severity',
      verdict: 'Assessment',
      leader: 'Leader of the response',
      occurred: 'Happened on',
      established: 'Established on',
      reported: 'Reported on',
      assessed: 'Assessed on',
      closed: 'Closed on',
      rootCause: 'Root cause',
      forensics: 'Forensic analysis',
      recurrence: 'Similar earlier incidents',
      items: 'Items of evidence',
      verified: 'Verified',
      intact: 'Intact',
      total: 'Total',
      subjects: 'Data subjects',
      records: 'Data',
      consequences: 'Likely consequences',
      risk: 'Risk to the data subjects',
    },
    duties: { caption: 'Duties', duty: 'Duty', due: 'At the latest', done: 'Done on', state: 'State' },
    lessons: { caption: 'Lessons', lesson: 'Lesson', owner: 'Owner', due: 'By', outcome: 'Follow-up' },
    outcome: { Done: 'done', Dropped: 'dropped', Open: 'open' },
    controls: { caption: 'How the controls fared', control: 'Control', adequate: 'Adequate', change: 'Change' },
    durations: {
      caption: 'How long it took',
      alt: 'The time to report, assessment, containment and recovery as bars; the same figures are in the table.',
      table: 'How long it took, in figures',
      step: 'Step',
      time: 'Time',
      steps: {
        toReportSeconds: 'established to reported',
        toAssessSeconds: 'reported to assessed',
        toContainSeconds: 'established to contained',
        toRecoverSeconds: 'established to recovered',
      },
    },
    duration: (days, hours, minutes) =>
      spell(
        [
          [days, days === 1 ? 'day' : 'days'],
          [hours, hours === 1 ? 'hour' : 'hours'],
          [minutes, minutes === 1 ? 'minute' : 'minutes'],
        ],
        'less than a minute',
      ),
    earlier: (count, names) => `${count} (${names})`,
    noEarlier: 'none',
    notClosed: 'not closed yet',
    notClosedText: 'This incident has not been closed formally yet. The report shows how it stands.',
  },
};
