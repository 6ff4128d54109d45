import type { NoticeWords } from './notice.ts';

/** The words of the notices in German. */
export const de: NoticeWords = {
  to: {
    Authority: {
      title: 'Meldung eines Vorfalls',
      opening: (organisation) => `${organisation} meldet Ihnen den folgenden Vorfall.`,
      ask: 'Bitte bestätigen Sie den Empfang unter Angabe Ihres Aktenzeichens.',
    },
    Controller: {
      title: 'Meldung des Auftragsverarbeiters über eine Verletzung des Schutzes personenbezogener Daten',
      opening: (organisation) =>
        `Als Auftragsverarbeiter meldet ${organisation} Ihnen als Verantwortlichem unverzüglich eine Verletzung (Artikel 33 Absatz 2 DSGVO). Ihre eigene Frist von 72 Stunden beginnt grundsätzlich mit dem Empfang dieser Nachricht.`,
      ask: 'Bitte bestätigen Sie den Empfang. Über die Meldung an die Behörde und die Benachrichtigung der betroffenen Personen entscheiden Sie als Verantwortlicher.',
    },
    DPO: {
      title: 'Verletzung des Schutzes personenbezogener Daten: Unterrichtung des DSB',
      opening: (organisation) => `Bei ${organisation} wurde ein Vorfall festgestellt, der personenbezogene Daten betrifft.`,
      ask: 'Bitte bestätigen Sie den Empfang und beraten Sie zum Risiko für die betroffenen Personen.',
    },
    CISO: {
      title: 'Sicherheitsvorfall: Unterrichtung des CISO',
      opening: (organisation) => `Bei ${organisation} wurde ein Vorfall festgestellt, der Ihre Aufmerksamkeit verlangt.`,
      ask: 'Bitte bestätigen Sie den Empfang und prüfen Sie, ob Sie die Bearbeitung leiten oder unterstützen.',
    },
    ContactPoint: {
      title: 'Neue Meldung für die Anlaufstelle',
      opening: (organisation) => `Bei ${organisation} wurde ein Ereignis gemeldet, das noch zu bewerten ist.`,
      ask: 'Bewerten Sie die Meldung und entscheiden Sie, ob ein Vorfall vorliegt.',
    },
    Staff: {
      title: 'Mitteilung an das Personal über einen Vorfall',
      opening: (organisation) => `Bei ${organisation} gab es einen Vorfall. Hier lesen Sie, was Sie für Ihre Arbeit wissen müssen.`,
      ask: 'Geben Sie diese Mitteilung nur an Personen weiter, die sie benötigen. Haben Sie etwas bemerkt, melden Sie es der Anlaufstelle.',
    },
    ThirdParty: {
      title: 'Mitteilung über einen Vorfall',
      opening: (organisation) => `${organisation} informiert Sie über einen Vorfall, der auch Sie betreffen kann.`,
      ask: 'Geben Sie diese Mitteilung nur an Personen weiter, die sie benötigen, und sagen Sie uns, ob Sie selbst Folgen feststellen.',
    },
    ServiceRecipients: {
      title: 'Mitteilung an die Empfänger unseres Dienstes',
      opening: (organisation) => `Bei ${organisation} gab es einen Vorfall, der sich auf den von Ihnen genutzten Dienst auswirken kann.`,
      ask: 'Befolgen Sie die folgenden Empfehlungen und wenden Sie sich bei Fragen an uns.',
    },
  },
  askTitle: 'Worum wir Sie bitten',
  section: {
    incident: 'Der Vorfall',
    data: 'Die personenbezogenen Daten',
    consequences: 'Die Folgen',
    measures: 'Die Maßnahmen',
    recommendations: 'Unsere Empfehlungen',
    contact: 'Kontakt',
    cause: 'Die Ursache',
  },
  term: {
    what: 'Was geschehen ist',
    category: 'Art der Situation',
    department: 'Abteilung',
    severity: 'Schwere',
    established: 'Festgestellt am',
    aware: 'Kenntnisnahme der Verletzung',
    subjects: 'Betroffene Personen',
    records: 'Daten',
    kinds: 'Art der Verletzung',
    consequences: 'Wahrscheinliche Folgen',
    risk: 'Risiko',
    rootCause: 'Ursache',
    malicious: 'Verdacht auf böswilliges Handeln',
    crossBorder: 'Mögliche Folgen in anderen Ländern',
    summary: 'Zusammenfassung',
  },
  major: 'schwerer Vorfall',
};
