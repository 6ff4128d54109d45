import type { IncidentPersonalData, IncidentStatusPersonalDataSuggestedRisk } from '../api/types.gen.ts';
import { clauses, ground } from './clauses.ts';
import { type Content, contentOf, type Rank } from './content.ts';
import { confidentialityInQuestion, type Exposure, exposureOf, type Hands } from './exposure.ts';
import { lossInQuestion, lossOf } from './loss.ts';
import type { Severity } from './severity.ts';

/** The risk to the rights and freedoms of natural persons: document only, also notify (art. 33), also communicate (art. 34). */
export type SuggestedRisk = IncidentStatusPersonalDataSuggestedRisk;

/** A risk and the grounds for it, each a sentence with its clause. */
export interface Suggestion {
  readonly risk: SuggestedRisk;
  readonly grounds: readonly string[];
}

const order: readonly SuggestedRisk[] = ['Unlikely', 'Risk', 'High'];

const counted = new Intl.NumberFormat('en-GB');

/** Up to this many persons, known recipients of an accident are a matter between few; ENISA flags what is above. */
const few = 100;

/**
 * The number of persons from which the risk is high whatever else is known, because abuse of some of them becomes likely. The more
 * the data allow, the fewer it takes (recital 75, "a large number of data subjects"). Infinity: the number alone never does it.
 */
const highFrom: Readonly<Record<'Limited' | 'Open' | 'Taken', Readonly<Record<Exclude<Rank, 'Negligible'>, number>>>> = {
  Limited: { Plain: Number.POSITIVE_INFINITY, Detail: Number.POSITIVE_INFINITY, Profile: 10_000, Unknown: 10_000, Critical: few + 1 },
  Open: { Plain: 10_000, Detail: 1000, Profile: 1000, Unknown: 1000, Critical: 0 },
  Taken: { Plain: 10_000, Detail: 0, Profile: 0, Unknown: 0, Critical: 0 },
};

/** The number of persons concerned; the number of records stands in where only that is known. */
const personsOf = ({ subjects, records }: IncidentPersonalData): number | undefined => subjects?.approximate ?? records?.approximate;

const isFew = (persons: number | undefined): boolean => persons !== undefined && persons <= few;

/**
 * Whether the hands into which the data came, and what the data are, make a risk unlikely. Data of which nobody has said what they
 * are do so only where nobody can have read them.
 */
const unlikely = (hands: Hands, rank: Rank, personalData: IncidentPersonalData): boolean => {
  if (hands === 'Excluded' || rank === 'Negligible') return true;
  if ((personalData.records?.categories ?? []).length === 0) return false;
  const persons = personsOf(personalData);
  if (hands === 'Assured') return rank !== 'Critical' || (isFew(persons) && personalData.subjects?.vulnerable !== true);
  return hands === 'Limited' && (rank === 'Plain' || rank === 'Detail') && isFew(persons);
};

const isVeryHigh = (severity: Severity | undefined): boolean =>
  (severity?.state === 'Scored' && severity.level === 'VeryHigh') || (severity?.state === 'Incomplete' && severity.atLeast === 'VeryHigh');

const ofExposure = (
  personalData: IncidentPersonalData,
  exposure: Exposure,
  content: Content,
  severity: Severity | undefined,
): Suggestion => {
  const { hands } = exposure;
  const { rank } = content;
  const persons = personsOf(personalData);
  const grounds = hands === 'Excluded' ? exposure.grounds : [...exposure.grounds, ...content.grounds];
  if (unlikely(hands, rank, personalData)) {
    const small = hands === 'Limited' || (hands === 'Assured' && rank === 'Critical');
    return {
      risk: 'Unlikely',
      grounds: small ? [...grounds, ground(`Not more than ${few} persons are concerned`, clauses.number)] : grounds,
    };
  }
  if (hands === 'Excluded' || hands === 'Assured' || rank === 'Negligible') return { risk: 'Risk', grounds };
  if (isVeryHigh(severity)) {
    return { risk: 'High', grounds: [...grounds, ground('The severity is very high, and the data are out of hand', clauses.enisa)] };
  }
  const threshold = highFrom[hands][rank];
  if ((persons ?? 0) < threshold) return { risk: 'Risk', grounds };
  if (persons === undefined || threshold === 0) return { risk: 'High', grounds };
  return { risk: 'High', grounds: [...grounds, ground(`${counted.format(persons)} persons are concerned`, clauses.number)] };
};

/** Which facts that bear on the outcome nobody has stated, as paths under `spec.personalData`. */
const unstated = (personalData: IncidentPersonalData, confidentiality: boolean, loss: boolean): readonly string[] => {
  const { kinds, cause, records, subjects, exfiltration, logs, recipients, protection, availability } = personalData;
  const facts: readonly (readonly [string, unknown])[] = [
    ['kinds', kinds],
    ['cause', cause],
    ['records.categories', records?.categories],
    ['subjects.approximate', personsOf(personalData)],
    ['subjects.vulnerable', subjects?.vulnerable],
    ...(confidentiality && cause === 'Misdirected' ? ([['recipients.who', recipients?.who]] as const) : []),
    ...(confidentiality && cause !== 'Misdirected'
      ? ([
          ['exfiltration', exfiltration],
          ['logs', logs],
          ['recipients.who', recipients?.who],
          ['protection.key', protection?.unintelligible === true ? protection.key : 'not asked'],
        ] as const)
      : []),
    ...(loss
      ? ([
          ['availability.backup', availability?.backup],
          ['availability.restored', availability?.restored],
          ['availability.within', availability?.within],
          ['availability.serviceImpact', availability?.serviceImpact],
        ] as const)
      : []),
  ];
  return facts.filter(([, value]) => value === undefined).map(([name]) => name);
};

/**
 * Suggests the risk of a breach from its facts, after EDPB guidelines 9/2022 and 01/2021. Each property that may have been lost is
 * weighed by itself, and the worst of them counts. Grounds come in the order in which they matter: those of what decided first, the
 * facts nobody has stated last. It is a suggestion: the DPO advises, the controller decides (art. 33(1), 34(1), 39(1)(a)).
 */
export const suggestionOf = (personalData: IncidentPersonalData, severity: Severity | undefined): Suggestion => {
  const confidentiality = confidentialityInQuestion(personalData);
  const loss = lossInQuestion(personalData);
  const exposure = exposureOf(personalData);
  const mild = exposure.hands === 'Limited' || exposure.hands === 'Assured';
  const content = contentOf(personalData, severity, mild);
  const parts = [
    ...(confidentiality ? [ofExposure(personalData, exposure, content, severity)] : []),
    ...(loss ? [lossOf(personalData, contentOf(personalData, severity, false), personsOf(personalData))] : []),
  ].toSorted((a, b) => order.indexOf(b.risk) - order.indexOf(a.risk));
  const risk = parts[0]?.risk ?? 'Risk';
  const grounds = [...new Set(parts.flatMap((part) => part.grounds))];
  const open = unstated(personalData, confidentiality && exposure.hands !== 'Excluded', loss && risk !== 'Unlikely');
  const asked =
    open.length === 0 || risk === 'Unlikely' ? [] : [ground(`Not stated, so counted as unknown: ${open.join(', ')}`, clauses.burden)];
  return { risk, grounds: [...grounds, ...asked] };
};
