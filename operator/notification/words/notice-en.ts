import type { NoticeWords } from './notice.ts';

/** The words of the notices in English. */
export const en: NoticeWords = {
  to: {
    Authority: {
      title: 'Notification of an incident',
      opening: (organisation) => `${organisation} notifies you of the following incident.`,
      ask: 'Please acknowledge receipt with the number of your file.',
    },
    Controller: {
      title: 'Notification by the processor of a personal data breach',
      opening: (organisation) =>
        `As processor, ${organisation} notifies you, the controller, of a breach without undue delay (Article 33(2) GDPR). Your own period of 72 hours in principle begins when you receive this message.`,
      ask: 'Please acknowledge receipt. As controller you decide on the notification to the authority and the communication to the data subjects.',
    },
    DPO: {
      title: 'Personal data breach: notice to the DPO',
      opening: (organisation) => `An incident that involves personal data was established at ${organisation}.`,
      ask: 'Please acknowledge receipt and advise on the risk to the data subjects.',
    },
    CISO: {
      title: 'Security incident: notice to the CISO',
      opening: (organisation) => `An incident that needs your attention was established at ${organisation}.`,
      ask: 'Please acknowledge receipt and consider whether you have to lead or support the response.',
    },
    ContactPoint: {
      title: 'New report for the contact point',
      opening: (organisation) => `An event was reported at ${organisation} and is still to be assessed.`,
      ask: 'Assess the report and decide whether it is an incident.',
    },
    Staff: {
      title: 'Message to staff about an incident',
      opening: (organisation) => `An incident happened at ${organisation}. This is what you need to know for your work.`,
      ask: 'Share this message only with those who need it. If you noticed something, report it to the contact point.',
    },
    ThirdParty: {
      title: 'Message about an incident',
      opening: (organisation) => `${organisation} informs you of an incident that may affect you as well.`,
      ask: 'Share this message only with those who need it, and tell us whether you see consequences yourself.',
    },
    ServiceRecipients: {
      title: 'Message to the users of our service',
      opening: (organisation) => `An incident happened at ${organisation} that may affect the service you use.`,
      ask: 'Follow the advice below and contact us if you have questions.',
    },
  },
  askTitle: 'What we ask of you',
  section: {
    incident: 'The incident',
    data: 'The personal data',
    consequences: 'The consequences',
    measures: 'The measures',
    recommendations: 'Our advice',
    contact: 'Contact',
    cause: 'The cause',
  },
  term: {
    what: 'What happened',
    category: 'Kind of situation',
    department: 'Department',
    severity: 'Severity',
    established: 'Established on',
    aware: 'Awareness of the breach',
    subjects: 'Data subjects',
    records: 'Data',
    kinds: 'Kind of breach',
    consequences: 'Likely consequences',
    risk: 'Risk',
    rootCause: 'Cause',
    malicious: 'Suspected malicious act',
    crossBorder: 'Possible consequences in other countries',
    summary: 'Summary',
  },
  major: 'major incident',
};
