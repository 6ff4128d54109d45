import type { Language } from '../../document/model.ts';

/** The duties of the regimes that are shipped, as people name them; others go by the name in their regime. */
const names = {
  'gdpr-authority': {
    nl: 'Melding aan de gegevensbeschermingsautoriteit',
    fr: 'Notification à l’autorité de protection des données',
    de: 'Meldung an die Datenschutzbehörde',
    en: 'Notification to the data protection authority',
  },
  'gdpr-subjects': {
    nl: 'Mededeling aan de betrokkenen',
    fr: 'Communication aux personnes concernées',
    de: 'Benachrichtigung der betroffenen Personen',
    en: 'Communication to the data subjects',
  },
  'gdpr-public': { nl: 'Openbare mededeling', fr: 'Communication publique', de: 'Öffentliche Bekanntmachung', en: 'Public communication' },
  'gdpr-controller': {
    nl: 'Melding aan de verwerkingsverantwoordelijke',
    fr: 'Notification au responsable du traitement',
    de: 'Meldung an den Verantwortlichen',
    en: 'Notification to the controller',
  },
  'nis2-early-warning': {
    nl: 'NIS2: vroegtijdige waarschuwing',
    fr: 'NIS2 : alerte précoce',
    de: 'NIS2: Frühwarnung',
    en: 'NIS2: early warning',
  },
  'nis2-notification': {
    nl: 'NIS2: incidentmelding',
    fr: 'NIS2 : notification d’incident',
    de: 'NIS2: Meldung des Vorfalls',
    en: 'NIS2: incident notification',
  },
  'nis2-final': { nl: 'NIS2: eindverslag', fr: 'NIS2 : rapport final', de: 'NIS2: Abschlussbericht', en: 'NIS2: final report' },
  'nis2-trust-notification': {
    nl: 'NIS2: incidentmelding van een verlener van vertrouwensdiensten',
    fr: 'NIS2 : notification d’incident d’un prestataire de services de confiance',
    de: 'NIS2: Meldung des Vorfalls eines Vertrauensdiensteanbieters',
    en: 'NIS2: incident notification of a trust service provider',
  },
  'nis2-progress': {
    nl: 'NIS2: voortgangsverslag',
    fr: 'NIS2 : rapport d’avancement',
    de: 'NIS2: Fortschrittsbericht',
    en: 'NIS2: progress report',
  },
  'nis2-recipients': {
    nl: 'NIS2: bericht aan de afnemers van de dienst',
    fr: 'NIS2 : information des destinataires du service',
    de: 'NIS2: Unterrichtung der Empfänger des Dienstes',
    en: 'NIS2: message to the recipients of the service',
  },
  'dora-initial': {
    nl: 'DORA: eerste melding',
    fr: 'DORA : notification initiale',
    de: 'DORA: Erstmeldung',
    en: 'DORA: initial notification',
  },
  'dora-intermediate': {
    nl: 'DORA: tussentijds verslag',
    fr: 'DORA : rapport intermédiaire',
    de: 'DORA: Zwischenbericht',
    en: 'DORA: intermediate report',
  },
  'dora-final': { nl: 'DORA: eindverslag', fr: 'DORA : rapport final', de: 'DORA: Abschlussbericht', en: 'DORA: final report' },
  'dora-clients': {
    nl: 'DORA: bericht aan de cliënten',
    fr: 'DORA : information des clients',
    de: 'DORA: Unterrichtung der Kunden',
    en: 'DORA: message to the clients',
  },
  'policy-authority': {
    nl: 'Interne termijn voor de autoriteit',
    fr: 'Délai interne pour l’autorité',
    de: 'Interne Frist für die Behörde',
    en: 'Internal deadline for the authority',
  },
  'policy-contact': {
    nl: 'Contactpunt ingelicht',
    fr: 'Point de contact informé',
    de: 'Anlaufstelle unterrichtet',
    en: 'Contact point informed',
  },
  'policy-assess': { nl: 'Beoordeling', fr: 'Évaluation', de: 'Bewertung', en: 'Assessment' },
  'policy-dpo': { nl: 'DPO ingelicht', fr: 'DPO informé', de: 'DSB unterrichtet', en: 'DPO informed' },
  'policy-ciso': { nl: 'CISO ingelicht', fr: 'CISO informé', de: 'CISO unterrichtet', en: 'CISO informed' },
  'policy-management': { nl: 'Directie ingelicht', fr: 'Direction informée', de: 'Leitung unterrichtet', en: 'Management informed' },
  'policy-contain': { nl: 'Inperking', fr: 'Confinement', de: 'Eindämmung', en: 'Containment' },
  'policy-evidence': { nl: 'Eerste bewijsstuk', fr: 'Premier élément de preuve', de: 'Erstes Beweismittel', en: 'First evidence' },
  'policy-review': { nl: 'Evaluatie', fr: 'Évaluation après incident', de: 'Auswertung', en: 'Review' },
  'policy-feedback': {
    nl: 'Terugkoppeling aan de bevoegde instanties',
    fr: 'Retour d’information aux instances compétentes',
    de: 'Rückmeldung an die zuständigen Stellen',
    en: 'Feedback to the competent bodies',
  },
  'policy-acknowledgement': {
    nl: 'Ontvangstbevestiging aan de melder',
    fr: 'Accusé de réception à l’auteur du signalement',
    de: 'Empfangsbestätigung an die meldende Person',
    en: 'Acknowledgement to the reporter',
  },
  'policy-reporter': {
    nl: 'Terugkoppeling aan de melder',
    fr: 'Retour d’information à l’auteur du signalement',
    de: 'Rückmeldung an die meldende Person',
    en: 'Feedback to the reporter',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

const isNamed = (duty: string): duty is keyof typeof names => Object.hasOwn(names, duty);

/** The name of an order of the authority to tell the data subjects, which is a duty of its own (art. 34(4)). */
const order: Readonly<Record<Language, string>> = {
  nl: 'Mededeling op bevel van de autoriteit',
  fr: 'Communication ordonnée par l’autorité',
  de: 'Von der Behörde angeordnete Benachrichtigung',
  en: 'Communication ordered by the authority',
};

/** The name of a duty in a language; that of its regime where it is not a shipped one. */
export const dutyName = (duty: string, language: Language): string => {
  if (isNamed(duty)) return names[duty][language];
  return duty.startsWith('gdpr-order-') ? order[language] : duty;
};
