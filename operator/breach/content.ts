import type { IncidentPersonalData, IncidentPersonalDataRecordsCategory } from '../api/types.gen.ts';
import { clauses, ground } from './clauses.ts';
import type { Severity } from './severity.ts';

type Category = IncidentPersonalDataRecordsCategory;

/**
 * What the data allow whoever has them (EDPB 9/2022, IV.B), from least to most:
 * - `Negligible`: nothing that leads to a person or opens anything.
 * - `Plain`: a name and an address, or hashes that may be weak.
 * - `Detail`: something of a person's habits, work or family as well.
 * - `Profile`: enough to pose as somebody, or to know their life.
 * - `Critical`: data that do serious harm by themselves.
 *
 * `Unknown` stands where nobody said which data were involved: weighed as a profile, and never a reason for Unlikely.
 */
export type Rank = 'Unknown' | 'Negligible' | 'Plain' | 'Detail' | 'Profile' | 'Critical';

/** What the data are, and the grounds for that reading. */
export interface Content {
  readonly rank: Rank;
  readonly grounds: readonly string[];
}

interface Serious {
  readonly what: string;
  readonly clause: string;
}

/** Categories that the law itself protects, and those that open accounts or pass for a person. */
const critical: Partial<Readonly<Record<Category, Serious>>> = {
  Health: { what: 'data on health', clause: clauses.special },
  OtherSpecial: { what: 'special categories of data', clause: clauses.special },
  Criminal: { what: 'data on convictions and offences', clause: clauses.criminal },
  ProfessionalSecret: { what: 'data under professional secrecy', clause: clauses.secret },
  Credentials: { what: 'credentials', clause: clauses.fraud },
  PaymentCard: { what: 'payment card data', clause: clauses.fraud },
  Financial: { what: 'financial data', clause: clauses.fraud },
  NationalNumber: { what: 'national numbers', clause: clauses.fraud },
  IdentityDocument: { what: 'identity documents', clause: clauses.fraud },
};

const brokenHashes: Serious = { what: 'hashed credentials that can be resolved', clause: clauses.fraud };

/** What the other categories add to a name and an address: one point makes a detail, three a profile. */
const points: Partial<Readonly<Record<Category, number>>> = {
  Birth: 3,
  Location: 3,
  Communications: 3,
  Behaviour: 1,
  Family: 1,
  Employment: 1,
  Education: 1,
};

/** Categories that name a person by themselves, so that pseudonyms beside them hide nobody. */
const naming = new Set<Category>([
  'Identity',
  'Contact',
  'NationalNumber',
  'IdentityDocument',
  'Credentials',
  'PaymentCard',
  'Communications',
]);

/** Categories whose weight lies in what they tell, which a rating measures. Numbers and credentials open doors whatever they tell. */
const telling = new Set<Category>(['Health', 'OtherSpecial', 'Financial']);

const raised: Readonly<Record<Rank, Rank>> = {
  Unknown: 'Unknown',
  Negligible: 'Negligible',
  Plain: 'Detail',
  Detail: 'Profile',
  Profile: 'Critical',
  Critical: 'Critical',
};

const enumerated = (names: readonly string[]): string => {
  const [first = '', second = '', ...rest] = names;
  const start = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  if (second === '') return start;
  if (rest.length === 0) return `${start} and ${second}`;
  return `${start}, ${second} and ${rest.length === 1 ? 'one other' : `${rest.length} others`}`;
};

const seriousOf = (personalData: IncidentPersonalData, little: boolean): readonly Serious[] => {
  const { protection, records } = personalData;
  // What is said of the key is said of what resolves the hashes; that other data beside them can be read says nothing of it.
  const resolved = protection?.key === 'Compromised' || (protection?.unintelligible === false && protection.key !== 'Safe');
  return (records?.categories ?? []).flatMap((category) => {
    if (category === 'HashedCredentials') return resolved ? [brokenHashes] : [];
    const serious = critical[category];
    return serious === undefined || (little && telling.has(category)) ? [] : [serious];
  });
};

/** Points of what is not serious by itself; among it data that tell little, which are a detail like any other. */
const pointsOf = (categories: readonly Category[]): number =>
  categories.reduce((sum, category) => sum + (telling.has(category) ? 1 : (points[category] ?? 0)), 0);

const described: Readonly<Record<'Plain' | 'Detail' | 'Profile', string>> = {
  Plain: 'The data are hardly more than a name and an address',
  Detail: 'The data tell something of a person’s life beside a name and an address',
  Profile: 'Together the data describe persons well enough to pose as them or to know their lives',
};

const rankOf = (score: number): 'Plain' | 'Detail' | 'Profile' => {
  if (score >= 3) return 'Profile';
  return score >= 1 ? 'Detail' : 'Plain';
};

/** Codes stand for the names, nothing else names the person, and the list that resolves the codes is said to be safe. */
const isPseudonymised = (categories: readonly Category[], keySafe: boolean): boolean =>
  keySafe && categories.includes('Pseudonymous') && !categories.some((category) => naming.has(category));

const isHidden = (categories: readonly Category[], keySafe: boolean): boolean =>
  keySafe && categories.every((category) => category === 'HashedCredentials' || category === 'Pseudonymous');

const ofCategories = (personalData: IncidentPersonalData, categories: readonly Category[], little: boolean): Content => {
  const keySafe = personalData.protection?.key === 'Safe';
  const serious = seriousOf(personalData, little);
  if (serious.length === 0 && isHidden(categories, keySafe)) {
    return {
      rank: 'Negligible',
      grounds: [ground('Only hashes or pseudonyms are involved, and what resolves them is safe', clauses.hashed)],
    };
  }
  const hidden = isPseudonymised(categories, keySafe);
  const grounds = hidden ? [ground('Codes stand for the names, and the list that resolves them is safe', clauses.pseudonymous)] : [];
  if (serious.length > 0) {
    const cited = [...new Set(serious.slice(0, 2).map(({ clause }) => clause))].join('; ');
    const harm = ground(`${enumerated(serious.map(({ what }) => what))} can do serious harm by themselves`, cited);
    return { rank: hidden ? 'Detail' : 'Critical', grounds: [harm, ...grounds] };
  }
  const rank = hidden ? 'Plain' : rankOf(pointsOf(categories));
  return { rank, grounds: [...grounds, ...(hidden ? [] : [ground(described[rank], clauses.combination)])] };
};

/**
 * Weighs what the data are: the categories and their combination, the ENISA rating of their context, and vulnerable persons. A
 * rating of 3 or 4 makes any data critical. A score that is Low on the whole, with a rating of 1 or 2, lets data on health or money
 * count as a mere detail, but only if `mild`: strangers put together what a rating holds apart. Source: EDPB 9/2022, IV.B.
 */
export const contentOf = (personalData: IncidentPersonalData, severity: Severity | undefined, mild: boolean): Content => {
  const categories = personalData.records?.categories ?? [];
  const rating = personalData.severity?.dpcScore;
  const told = rating !== undefined && rating >= 3 ? [ground(`The context of the data is rated ${rating} of 4`, clauses.enisa)] : [];
  if (categories.length === 0) {
    const unsaid = ground('Nobody has said which categories of data are involved', clauses.burden);
    return { rank: told.length > 0 ? 'Critical' : 'Unknown', grounds: [unsaid, ...told] };
  }
  const little = mild && severity?.state === 'Scored' && severity.level === 'Low' && rating !== undefined && rating <= 2;
  const content = ofCategories(personalData, categories, little);
  if (content.rank === 'Negligible') return content;
  const tempered = little && categories.some((category) => telling.has(category));
  const grounds = tempered
    ? [ground(`In their context the data tell little: rated ${rating} of 4, and Low on the whole`, clauses.enisa), ...content.grounds]
    : [...content.grounds, ...(content.rank === 'Critical' ? [] : told)];
  const rank = told.length > 0 ? 'Critical' : content.rank;
  if (personalData.subjects?.vulnerable !== true) return { rank, grounds };
  return { rank: raised[rank], grounds: [...grounds, ground('Vulnerable persons are among those concerned', clauses.vulnerable)] };
};
