import type { IncidentPersonalData } from '../../operator/api/types.gen.ts';
import type { SuggestedRisk } from '../../operator/breach/suggestion.ts';

/** A published example of the EDPB, its facts in our own words, and what it comes to. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Unlikely: document only; Risk: also notify the authority; High: also communicate to the data subjects. */
  readonly risk: SuggestedRisk;
  readonly facts: Omit<IncidentPersonalData, 'role'>;
}

const nothingLeft = { exfiltration: 'Excluded', logs: 'Complete', recipients: { who: 'None' } } as const;
const encrypted = { unintelligible: true, key: 'Safe', accessControl: 'Strong' } as const;
const readable = { unintelligible: false, accessControl: 'Weak' } as const;

/** Guidelines 01/2021 (version 2.0): ransomware and exfiltration. */
const attacks: readonly Case[] = [
  {
    id: '01/2021 1',
    title: 'ransomware at a small manufacturer, data encrypted at rest, restored from a backup within hours, nothing left',
    risk: 'Unlikely',
    facts: {
      kinds: ['Availability'],
      cause: 'Ransomware',
      malicious: true,
      subjects: { approximate: 40, vulnerable: false },
      records: { approximate: 60, categories: ['Identity', 'Contact'] },
      protection: encrypted,
      ...nothingLeft,
      availability: { backup: 'Intact', restored: true, within: 'PT6H', serviceImpact: 'None' },
    },
  },
  {
    id: '01/2021 2',
    title: 'ransomware at a farm without an electronic backup, re-entered from paper in five working days, nothing left',
    risk: 'Risk',
    facts: {
      kinds: ['Availability'],
      cause: 'Ransomware',
      malicious: true,
      subjects: { approximate: 45, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Employment'] },
      protection: readable,
      ...nothingLeft,
      availability: { backup: 'PaperOnly', restored: true, within: 'P5D', serviceImpact: 'Minor' },
    },
  },
  {
    id: '01/2021 3',
    title: 'ransomware in a hospital, restored from a backup in two days, operations put off, nothing left',
    risk: 'High',
    facts: {
      kinds: ['Availability'],
      cause: 'Ransomware',
      malicious: true,
      subjects: { approximate: 6000, vulnerable: true },
      records: { categories: ['Identity', 'Contact', 'NationalNumber', 'Health'] },
      protection: readable,
      ...nothingLeft,
      availability: { backup: 'Intact', restored: true, within: 'P2D', serviceImpact: 'Major' },
    },
  },
  {
    id: '01/2021 4',
    title: 'ransomware at a transport company, backup encrypted too, identity and card data taken',
    risk: 'High',
    facts: {
      kinds: ['Availability', 'Confidentiality'],
      cause: 'Ransomware',
      malicious: true,
      subjects: { approximate: 5000, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'IdentityDocument', 'PaymentCard'] },
      protection: readable,
      exfiltration: 'Confirmed',
      logs: 'Complete',
      recipients: { who: 'Unknown' },
      availability: { backup: 'Affected', restored: false, serviceImpact: 'Major' },
    },
  },
  {
    id: '01/2021 5',
    title: 'malicious code on a job application site, found a month later, over 200 forms may have been taken',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality', 'Integrity'],
      cause: 'Malware',
      malicious: true,
      subjects: { approximate: 213, vulnerable: false },
      records: { approximate: 213, categories: ['Identity', 'Contact', 'Education', 'Employment'] },
      protection: readable,
      exfiltration: 'Likely',
      logs: 'Partial',
      recipients: { who: 'Unknown' },
    },
  },
  {
    id: '01/2021 6',
    title: 'strongly hashed passwords and pseudonymous user names taken from a cooking site, the salt safe',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Intrusion',
      malicious: true,
      subjects: { approximate: 1200, vulnerable: false },
      records: { categories: ['HashedCredentials', 'Pseudonymous'] },
      protection: { key: 'Safe' },
      exfiltration: 'Confirmed',
      logs: 'Complete',
      recipients: { who: 'Unknown' },
    },
  },
  {
    id: '01/2021 7',
    title: 'credential stuffing at a bank, 2,000 accounts entered',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'CredentialAttack',
      malicious: true,
      subjects: { approximate: 100_000, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Birth', 'NationalNumber', 'Credentials'] },
      protection: readable,
      exfiltration: 'Confirmed',
      logs: 'Complete',
      recipients: { who: 'Unknown' },
    },
  },
];

/** Guidelines 01/2021: people within, lost or stolen devices and papers. */
const people: readonly Case[] = [
  {
    id: '01/2021 8',
    title: 'contact data of customers copied by an employee who left, and used for his own business',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Insider',
      malicious: true,
      subjects: { approximate: 300, vulnerable: false },
      records: { categories: ['Identity', 'Contact'] },
      protection: readable,
      exfiltration: 'Confirmed',
      logs: 'Complete',
      recipients: { who: 'Known', count: 1, deletionConfirmed: false },
    },
  },
  {
    id: '01/2021 9',
    title: 'data of two dozen customers shown to an insurance agent bound to secrecy, who reported it and deleted them',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 24, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Financial'] },
      protection: readable,
      exfiltration: 'Confirmed',
      recipients: { who: 'Trusted', count: 1, deletionConfirmed: true },
      severity: { dpc: 'Financial', dpcScore: 2, ease: '1', confidentiality: '0.25', integrity: '0', availability: '0', malicious: false },
    },
  },
  {
    id: '01/2021 10',
    title: 'two encrypted tablets stolen from a day-care centre, wiped from afar, a copy remains',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality', 'Availability'],
      cause: 'Theft',
      malicious: true,
      subjects: { approximate: 60, vulnerable: true },
      records: { categories: ['Identity', 'Contact', 'Birth', 'Family'] },
      protection: { ...encrypted, remoteWiped: true },
      exfiltration: 'Unknown',
      logs: 'None',
      recipients: { who: 'Unknown' },
      availability: { backup: 'Intact' },
    },
  },
  {
    id: '01/2021 11',
    title: 'an unencrypted laptop stolen with names, addresses and birth dates of more than 100,000 customers',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Theft',
      malicious: true,
      subjects: { approximate: 100_000, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Birth'] },
      protection: { ...readable, remoteWiped: false },
      exfiltration: 'Unknown',
      logs: 'None',
      recipients: { who: 'Unknown' },
    },
  },
  {
    id: '01/2021 12',
    title: 'the only paper log of patients stolen from a rehabilitation centre',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality', 'Availability'],
      cause: 'Theft',
      malicious: true,
      subjects: { approximate: 80, vulnerable: true },
      records: { categories: ['Identity', 'Health'] },
      protection: { unintelligible: false, accessControl: 'None' },
      exfiltration: 'Unknown',
      logs: 'None',
      recipients: { who: 'Unknown' },
      availability: { backup: 'None', restored: false, serviceImpact: 'Minor' },
    },
  },
];

/** Guidelines 01/2021: mail gone astray, deceit. */
const mail: readonly Case[] = [
  {
    id: '01/2021 13',
    title: 'two customers get each other’s shoes with the bill',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 2, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Behaviour'] },
      recipients: { who: 'Known', count: 2, deletionConfirmed: false },
    },
  },
  {
    id: '01/2021 14',
    title: 'social security numbers of 60,000 job seekers attached to a mail to all of them',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 60_000, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'NationalNumber'] },
      recipients: { who: 'Known', deletionConfirmed: false },
      severity: { dpc: 'Simple', dpcScore: 1, ease: '1', confidentiality: '0.25', integrity: '0', availability: '0', malicious: false },
    },
  },
  {
    id: '01/2021 15',
    title: 'the list of 15 participants of a course, two of them lactose intolerant, sent to 15 others',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 15, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Health'] },
      recipients: { who: 'Known', count: 15, deletionConfirmed: false },
      severity: {
        dpc: 'Sensitive',
        dpcScore: 2,
        ease: '0.75',
        confidentiality: '0.25',
        integrity: '0',
        availability: '0',
        malicious: false,
      },
    },
  },
  {
    id: '01/2021 16',
    title: 'an insurance letter with birth date and premium put in the envelope of somebody else',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 1, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Birth', 'Financial'] },
      recipients: { who: 'Known', count: 1, deletionConfirmed: false },
      severity: { dpc: 'Financial', dpcScore: 2, ease: '1', confidentiality: '0.25', integrity: '0', availability: '0', malicious: false },
    },
  },
  {
    id: '01/2021 17',
    title: 'somebody poses as a customer of a telecom operator and has the bills with the calls sent to himself',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality', 'Integrity'],
      cause: 'SocialEngineering',
      malicious: true,
      subjects: { approximate: 1, vulnerable: false },
      records: { categories: ['Identity', 'Contact', 'Behaviour'] },
      exfiltration: 'Confirmed',
      recipients: { who: 'Unknown', count: 1 },
      availability: { backup: 'Intact', restored: true, serviceImpact: 'None' },
    },
  },
  {
    id: '01/2021 18',
    title: 'mail of a supermarket chain forwarded to an attacker for three months, wages and family data of 99 employees',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Intrusion',
      malicious: true,
      subjects: { approximate: 99, vulnerable: false },
      records: { categories: ['Identity', 'Employment', 'Family', 'Financial'] },
      exfiltration: 'Confirmed',
      logs: 'Partial',
      recipients: { who: 'Unknown' },
    },
  },
];

/** Guidelines 9/2022 (version 2.0), annex B; where it says "depending on the data", the facts chosen here are the common ones. */
const annexB: readonly Case[] = [
  {
    id: '9/2022 B i',
    title: 'an encrypted backup on a key stolen in a burglary, the data still there',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality', 'Availability'],
      cause: 'Theft',
      malicious: true,
      records: { categories: ['Identity', 'Contact', 'Financial'] },
      protection: encrypted,
      availability: { backup: 'Intact', restored: true, within: 'PT4H', serviceImpact: 'None' },
    },
  },
  {
    id: '9/2022 B ii',
    title: 'data of individuals taken from an online service in a cyber-attack',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Intrusion',
      malicious: true,
      subjects: { approximate: 4000 },
      records: { categories: ['Identity', 'Contact', 'Behaviour'] },
      exfiltration: 'Confirmed',
      recipients: { who: 'Unknown' },
    },
  },
  {
    id: '9/2022 B iii',
    title: 'the records of a call centre out of reach for minutes in a power cut',
    risk: 'Unlikely',
    facts: {
      kinds: ['Availability'],
      cause: 'Malfunction',
      malicious: false,
      records: { categories: ['Identity', 'Contact', 'Communications'] },
      availability: { restored: true, within: 'PT10M', serviceImpact: 'Minor' },
    },
  },
  {
    id: '9/2022 B iv',
    title: 'ransomware, no backups, nothing restored, nothing but encryption',
    risk: 'Risk',
    facts: {
      kinds: ['Availability'],
      cause: 'Ransomware',
      malicious: true,
      subjects: { approximate: 400 },
      records: { categories: ['Identity', 'Contact', 'Financial'] },
      ...nothingLeft,
      availability: { backup: 'None', restored: false, serviceImpact: 'Minor' },
    },
  },
  {
    id: '9/2022 B v',
    title: 'somebody got the monthly bank statement of another customer',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 1 },
      records: { categories: ['Identity', 'Contact', 'Financial'] },
      recipients: { who: 'Known', count: 1 },
      severity: { dpc: 'Financial', dpcScore: 3, ease: '1', confidentiality: '0.25', integrity: '0', availability: '0', malicious: false },
    },
  },
  {
    id: '9/2022 B vi',
    title: 'user names, passwords and purchases of a marketplace published by the attacker',
    risk: 'High',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Intrusion',
      malicious: true,
      subjects: { approximate: 20_000 },
      records: { categories: ['Identity', 'Credentials', 'Behaviour'] },
      exfiltration: 'Confirmed',
      recipients: { who: 'Public' },
    },
  },
  {
    id: '9/2022 B vii',
    title: 'an error in the code of a hosting firm lets users see the accounts of others',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Malfunction',
      malicious: false,
      subjects: { approximate: 250 },
      records: { categories: ['Identity', 'Contact', 'Behaviour'] },
      exfiltration: 'Unknown',
      logs: 'Partial',
      recipients: { who: 'Unknown' },
    },
  },
  {
    id: '9/2022 B viii',
    title: 'medical records of a hospital out of reach for 30 hours in a cyber-attack',
    risk: 'High',
    facts: {
      kinds: ['Availability'],
      cause: 'Intrusion',
      malicious: true,
      subjects: { approximate: 2000, vulnerable: true },
      records: { categories: ['Identity', 'Health'] },
      ...nothingLeft,
      availability: { backup: 'Intact', restored: true, within: 'PT30H' },
    },
  },
  {
    id: '9/2022 B ix',
    title: 'data of many students sent to a wrong list of more than 1,000 recipients',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 600 },
      records: { categories: ['Identity', 'Contact', 'Education'] },
      recipients: { who: 'Known', count: 1000, deletionConfirmed: false },
    },
  },
  {
    id: '9/2022 B x, few',
    title: 'a mailing shows a few addresses to all its recipients',
    risk: 'Unlikely',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 30 },
      records: { categories: ['Contact'] },
      recipients: { who: 'Known', count: 30 },
    },
  },
  {
    id: '9/2022 B x, many',
    title: 'a mailing shows thousands of addresses to all its recipients',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 3000 },
      records: { categories: ['Contact'] },
      recipients: { who: 'Known', count: 3000 },
    },
  },
  {
    id: '9/2022 B x, psychotherapist',
    title: 'the mailing list of a psychotherapist shown to all on it',
    risk: 'Risk',
    facts: {
      kinds: ['Confidentiality'],
      cause: 'Misdirected',
      malicious: false,
      subjects: { approximate: 30 },
      records: { categories: ['Contact', 'Health'] },
      recipients: { who: 'Known', count: 30 },
    },
  },
];

/** The eighteen cases of guidelines 01/2021, in their order. */
export const published: readonly Case[] = [...attacks, ...people, ...mail];

/** The examples of annex B of guidelines 9/2022. */
export const annex: readonly Case[] = annexB;
