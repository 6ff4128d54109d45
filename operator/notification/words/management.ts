import type { Language } from '../../document/model.ts';

/** What the page for management says: one page, what it means and what is asked (A2, E3, E4). */
export interface ManagementWords {
  readonly title: string;
  readonly section: Readonly<Record<'state' | 'people' | 'done' | 'asked', string>>;
  readonly term: Readonly<Record<'phase' | 'severity' | 'leader' | 'cost' | 'people' | 'data' | 'risk' | 'impact', string>>;
  readonly major: string;
  readonly estimate: string;
  readonly nobody: string;
  readonly nothingAsked: string;
  /** What management or the controller has to do, by the reason for which the incident cannot be closed yet. */
  readonly asked: Readonly<
    Record<'RiskUndecided' | 'DecisionLapsed' | 'WeaknessUntreated' | 'LessonsNotApproved' | 'SupplementOpen' | 'DutyOpen', string>
  >;
  readonly askedOther: (count: number) => string;
  readonly clocks: { readonly caption: string; readonly duty: string; readonly due: string; readonly state: string; readonly none: string };
}

/** The words of the page in every language. */
export const managementWords: Readonly<Record<Language, ManagementWords>> = {
  nl: {
    title: 'Incident: overzicht voor de directie',
    section: {
      state: 'Stand van zaken',
      people: 'Persoonsgegevens',
      done: 'Wat is er gedaan',
      asked: 'Wat wordt van u gevraagd',
    },
    term: {
      phase: 'Fase',
      severity: 'Ernst',
      leader: 'Leider van de incidentbehandeling',
      cost: 'Kosten tot nu toe',
      people: 'Betrokkenen',
      data: 'Gegevens',
      risk: 'Risico voor de betrokkenen',
      impact: 'Gevolg voor de werking',
    },
    major: 'groot incident',
    estimate: 'deels geraamd',
    nobody: 'nog niet aangesteld',
    nothingAsked: 'Op dit moment wordt geen beslissing van u gevraagd.',
    asked: {
      RiskUndecided: 'Beslis, als verwerkingsverantwoordelijke, over het risico voor de betrokkenen. De DPO adviseert.',
      DecisionLapsed: 'Beslis opnieuw: de feiten zijn gewijzigd sinds de vorige beslissing.',
      WeaknessUntreated: 'Laat de zwakke plek verhelpen of aanvaard het risico uitdrukkelijk.',
      LessonsNotApproved: 'Beoordeel de lessen uit dit incident en keur ze goed.',
      SupplementOpen: 'Laat de aanvullende melding vertrekken.',
      DutyOpen: 'Laat de verplichte melding of mededeling vertrekken.',
    },
    askedOther: (count) => (count === 1 ? 'Er staat nog één ander punt open.' : `Er staan nog ${count} andere punten open.`),
    clocks: {
      caption: 'Openstaande termijnen',
      duty: 'Verplichting',
      due: 'Uiterlijk',
      state: 'Stand',
      none: 'Geen termijn staat nog open.',
    },
  },
  fr: {
    title: 'Incident : synthèse pour la direction',
    section: {
      state: 'État de la situation',
      people: 'Données à caractère personnel',
      done: 'Ce qui a été fait',
      asked: 'Ce qui vous est demandé',
    },
    term: {
      phase: 'Phase',
      severity: 'Gravité',
      leader: 'Responsable de la gestion de l’incident',
      cost: 'Coûts à ce jour',
      people: 'Personnes concernées',
      data: 'Données',
      risk: 'Risque pour les personnes',
      impact: 'Conséquence pour l’activité',
    },
    major: 'incident majeur',
    estimate: 'estimé en partie',
    nobody: 'pas encore désigné',
    nothingAsked: 'Aucune décision ne vous est demandée pour le moment.',
    asked: {
      RiskUndecided: 'Décidez, en tant que responsable du traitement, du risque pour les personnes. Le DPO donne son avis.',
      DecisionLapsed: 'Décidez à nouveau : les faits ont changé depuis la décision précédente.',
      WeaknessUntreated: 'Faites remédier à la faiblesse ou acceptez expressément le risque.',
      LessonsNotApproved: 'Examinez et approuvez les leçons tirées de cet incident.',
      SupplementOpen: 'Faites partir la notification complémentaire.',
      DutyOpen: 'Faites partir la notification ou la communication obligatoire.',
    },
    askedOther: (count) => (count === 1 ? 'Un autre point reste ouvert.' : `${count} autres points restent ouverts.`),
    clocks: {
      caption: 'Délais en cours',
      duty: 'Obligation',
      due: 'Au plus tard',
      state: 'État',
      none: 'Aucun délai n’est plus en cours.',
    },
  },
  de: {
    title: 'Vorfall: Überblick für die Leitung',
    section: {
      state: 'Stand der Dinge',
      people: 'Personenbezogene Daten',
      done: 'Was getan wurde',
      asked: 'Worum Sie gebeten werden',
    },
    term: {
      phase: 'Phase',
      severity: 'Schwere',
      leader: 'Leitung der Bearbeitung',
      cost: 'Bisherige Kosten',
      people: 'Betroffene Personen',
      data: 'Daten',
      risk: 'Risiko für die betroffenen Personen',
      impact: 'Auswirkung auf den Betrieb',
    },
    major: 'schwerer Vorfall',
    estimate: 'teilweise geschätzt',
    nobody: 'noch nicht benannt',
    nothingAsked: 'Zurzeit wird keine Entscheidung von Ihnen erbeten.',
    asked: {
      RiskUndecided: 'Entscheiden Sie als Verantwortlicher über das Risiko für die betroffenen Personen. Der DSB berät.',
      DecisionLapsed: 'Entscheiden Sie erneut: Die Tatsachen haben sich seit der letzten Entscheidung geändert.',
      WeaknessUntreated: 'Lassen Sie die Schwachstelle beheben oder nehmen Sie das Risiko ausdrücklich hin.',
      LessonsNotApproved: 'Prüfen und genehmigen Sie die Lehren aus diesem Vorfall.',
      SupplementOpen: 'Lassen Sie die ergänzende Meldung absenden.',
      DutyOpen: 'Lassen Sie die vorgeschriebene Meldung oder Benachrichtigung absenden.',
    },
    askedOther: (count) => (count === 1 ? 'Ein weiterer Punkt ist noch offen.' : `${count} weitere Punkte sind noch offen.`),
    clocks: {
      caption: 'Offene Fristen',
      duty: 'Pflicht',
      due: 'Spätestens',
      state: 'Stand',
      none: 'Keine Frist ist mehr offen.',
    },
  },
  en: {
    title: 'Incident: overview for management',
    section: {
      state: 'State of affairs',
      people: 'Personal data',
      done: 'What was done',
      asked: 'What is asked of you',
    },
    term: {
      phase: 'Phase',
      severity: 'Severity',
      leader: 'Leader of the response',
      cost: 'Costs so far',
      people: 'Data subjects',
      data: 'Data',
      risk: 'Risk to the data subjects',
      impact: 'Effect on operations',
    },
    major: 'major incident',
    estimate: 'partly estimated',
    nobody: 'not appointed yet',
    nothingAsked: 'No decision is asked of you at this moment.',
    asked: {
      RiskUndecided: 'Decide, as controller, on the risk to the data subjects. The DPO advises.',
      DecisionLapsed: 'Decide again: the facts have changed since the last decision.',
      WeaknessUntreated: 'Have the weakness remedied, or accept the risk expressly.',
      LessonsNotApproved: 'Review and approve the lessons of this incident.',
      SupplementOpen: 'Have the supplementary notification sent.',
      DutyOpen: 'Have the mandatory notification or communication sent.',
    },
    askedOther: (count) => (count === 1 ? 'One other point is still open.' : `${count} other points are still open.`),
    clocks: { caption: 'Open deadlines', duty: 'Duty', due: 'At the latest', state: 'State', none: 'No deadline is open any more.' },
  },
};
