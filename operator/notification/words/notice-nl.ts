import type { NoticeWords } from './notice.ts';

/** The words of the notices in Dutch. */
export const nl: NoticeWords = {
  to: {
    Authority: {
      title: 'Melding van een incident',
      opening: (organisation) => `${organisation} meldt u het volgende incident.`,
      ask: 'Bevestig de ontvangst met de code van uw dossier.',
    },
    Controller: {
      title: 'Melding door de verwerker van een inbreuk in verband met persoonsgegevens',
      opening: (organisation) =>
        `Als verwerker stelt ${organisation} u, de verwerkingsverantwoordelijke, zonder onredelijke vertraging in kennis van een inbreuk (artikel 33, lid 2, AVG). Uw eigen termijn van 72 uur begint in beginsel met de ontvangst van dit bericht.`,
      ask: 'Bevestig de ontvangst. U beslist als verwerkingsverantwoordelijke over de melding aan de autoriteit en de mededeling aan de betrokkenen.',
    },
    DPO: {
      title: 'Inbreuk in verband met persoonsgegevens: kennisgeving aan de DPO',
      opening: (organisation) => `Bij ${organisation} is een incident vastgesteld waarbij persoonsgegevens betrokken zijn.`,
      ask: 'Bevestig de ontvangst en geef uw advies over het risico voor de betrokkenen.',
    },
    CISO: {
      title: 'Beveiligingsincident: kennisgeving aan de CISO',
      opening: (organisation) => `Bij ${organisation} is een incident vastgesteld dat uw aandacht vraagt.`,
      ask: 'Bevestig de ontvangst en ga na of u de behandeling moet leiden of ondersteunen.',
    },
    ContactPoint: {
      title: 'Nieuwe melding voor het contactpunt',
      opening: (organisation) => `Bij ${organisation} is een gebeurtenis gemeld die nog beoordeeld moet worden.`,
      ask: 'Beoordeel de melding en beslis of het om een incident gaat.',
    },
    Staff: {
      title: 'Bericht aan de medewerkers over een incident',
      opening: (organisation) => `Bij ${organisation} is een incident gebeurd. U leest hier wat u moet weten voor uw werk.`,
      ask: 'Deel dit bericht alleen met wie het nodig heeft. Hebt u iets opgemerkt, meld het dan aan het contactpunt.',
    },
    ThirdParty: {
      title: 'Bericht over een incident',
      opening: (organisation) => `${organisation} brengt u op de hoogte van een incident dat ook u kan raken.`,
      ask: 'Deel dit bericht alleen met wie het nodig heeft en laat ons weten of u zelf gevolgen vaststelt.',
    },
    ServiceRecipients: {
      title: 'Bericht aan de afnemers van onze dienst',
      opening: (organisation) => `Bij ${organisation} is een incident gebeurd dat gevolgen kan hebben voor de dienst die u afneemt.`,
      ask: 'Volg de onderstaande raad op en neem bij vragen contact met ons op.',
    },
  },
  askTitle: 'Wat wij van u vragen',
  section: {
    incident: 'Het incident',
    data: 'De persoonsgegevens',
    consequences: 'De gevolgen',
    measures: 'De maatregelen',
    recommendations: 'Onze raad',
    contact: 'Contact',
    cause: 'De oorzaak',
  },
  term: {
    what: 'Wat is er gebeurd',
    category: 'Soort situatie',
    department: 'Dienst',
    severity: 'Ernst',
    established: 'Vastgesteld op',
    aware: 'Kennisname van de inbreuk',
    subjects: 'Betrokkenen',
    records: 'Gegevens',
    kinds: 'Soort inbreuk',
    consequences: 'Waarschijnlijke gevolgen',
    risk: 'Risico',
    rootCause: 'Oorzaak',
    malicious: 'Vermoeden van kwaad opzet',
    crossBorder: 'Mogelijke gevolgen in andere landen',
    summary: 'Samenvatting',
  },
  major: 'groot incident',
};
