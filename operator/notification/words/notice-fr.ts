import type { NoticeWords } from './notice.ts';

/** The words of the notices in French. */
export const fr: NoticeWords = {
  to: {
    Authority: {
      title: 'Notification d’un incident',
      opening: (organisation) => `${organisation} vous notifie l’incident suivant.`,
      ask: 'Veuillez en accuser réception en mentionnant le numéro de votre dossier.',
    },
    Controller: {
      title: 'Notification par le sous-traitant d’une violation de données à caractère personnel',
      opening: (organisation) =>
        `En sa qualité de sous-traitant, ${organisation} vous notifie, en tant que responsable du traitement, une violation dans les meilleurs délais (article 33, § 2, RGPD). Votre propre délai de 72 heures commence en principe à la réception de ce message.`,
      ask: 'Veuillez en accuser réception. La décision de notifier à l’autorité et de communiquer aux personnes concernées vous appartient.',
    },
    DPO: {
      title: 'Violation de données à caractère personnel : information du DPO',
      opening: (organisation) => `Un incident touchant des données à caractère personnel a été constaté chez ${organisation}.`,
      ask: 'Veuillez en accuser réception et rendre votre avis sur le risque pour les personnes concernées.',
    },
    CISO: {
      title: 'Incident de sécurité : information du CISO',
      opening: (organisation) => `Un incident qui requiert votre attention a été constaté chez ${organisation}.`,
      ask: 'Veuillez en accuser réception et vérifier si vous devez diriger ou soutenir la gestion de l’incident.',
    },
    ContactPoint: {
      title: 'Nouveau signalement pour le point de contact',
      opening: (organisation) => `Un événement a été signalé chez ${organisation} et doit encore être évalué.`,
      ask: 'Évaluez le signalement et décidez s’il s’agit d’un incident.',
    },
    Staff: {
      title: 'Message aux collaborateurs au sujet d’un incident',
      opening: (organisation) => `Un incident s’est produit chez ${organisation}. Voici ce que vous devez savoir pour votre travail.`,
      ask: 'Ne partagez ce message qu’avec les personnes qui en ont besoin. Si vous avez remarqué quelque chose, signalez-le au point de contact.',
    },
    ThirdParty: {
      title: 'Message au sujet d’un incident',
      opening: (organisation) => `${organisation} vous informe d’un incident qui peut aussi vous toucher.`,
      ask: 'Ne partagez ce message qu’avec les personnes qui en ont besoin et dites-nous si vous constatez des conséquences.',
    },
    ServiceRecipients: {
      title: 'Message aux utilisateurs de notre service',
      opening: (organisation) =>
        `Un incident s’est produit chez ${organisation}. Il peut avoir des conséquences pour le service que vous utilisez.`,
      ask: 'Suivez les conseils ci-dessous et contactez-nous si vous avez des questions.',
    },
  },
  askTitle: 'Ce que nous vous demandons',
  section: {
    incident: 'L’incident',
    data: 'Les données à caractère personnel',
    consequences: 'Les conséquences',
    measures: 'Les mesures',
    recommendations: 'Nos conseils',
    contact: 'Contact',
    cause: 'La cause',
  },
  term: {
    what: 'Ce qui s’est passé',
    category: 'Type de situation',
    department: 'Service',
    severity: 'Gravité',
    established: 'Constaté le',
    aware: 'Prise de connaissance de la violation',
    subjects: 'Personnes concernées',
    records: 'Données',
    kinds: 'Type de violation',
    consequences: 'Conséquences probables',
    risk: 'Risque',
    rootCause: 'Cause',
    malicious: 'Acte malveillant présumé',
    crossBorder: 'Conséquences possibles dans d’autres pays',
    summary: 'Résumé',
  },
  major: 'incident majeur',
};
