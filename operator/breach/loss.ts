import type { IncidentPersonalData } from '../api/types.gen.ts';
import { clauses, ground } from './clauses.ts';
import type { Content } from './content.ts';

/** The risk of data lost, locked or altered, and the grounds for it. */
export interface Loss {
  readonly risk: 'Unlikely' | 'Risk' | 'High';
  readonly grounds: readonly string[];
}

/** Data that are back within a day are back in time, unless somebody suffered by it or care depends on them. */
const promptSeconds = 86_400;

/** The number of persons above which a major loss of any data is a high risk. */
const manyPersons = 1000;

/** Seconds of an ISO 8601 duration, a day counted as 24 hours; undefined, so unknown, when it cannot be read or runs backwards. */
const secondsOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  try {
    const seconds = Temporal.Duration.from(text).total({ unit: 'seconds', relativeTo: '2000-01-01' });
    return seconds < 0 ? undefined : seconds;
  } catch {
    return undefined;
  }
};

/**
 * Whether availability or integrity is in question. A list of the properties lost is believed, for a loss shows; so is that what was
 * sent astray is still where it was. Facts that speak of a loss all the same count.
 */
export const lossInQuestion = ({ kinds = [], cause, availability }: IncidentPersonalData): boolean => {
  if (kinds.includes('Availability') || kinds.includes('Integrity')) return true;
  if (kinds.length === 0 && cause !== 'Misdirected') return true;
  return availability?.restored === false || availability?.serviceImpact === 'Minor' || availability?.serviceImpact === 'Major';
};

/** What came back is as good as where it came from: after a mere malfunction nothing had to be brought back. */
const cameBackWhole = ({ cause, malicious, availability }: IncidentPersonalData): boolean => {
  if (availability?.restored !== true) return false;
  if (availability.backup !== undefined) return availability.backup === 'Intact';
  return (cause === 'Malfunction' || cause === 'HumanError') && malicious !== true;
};

/** Where a device or a paper is gone, an intact copy elsewhere means that the data are not. */
const copyRemains = ({ cause, availability }: IncidentPersonalData): boolean =>
  (cause === 'Theft' || cause === 'Loss') &&
  availability?.backup === 'Intact' &&
  availability.restored !== false &&
  availability.serviceImpact !== 'Major';

const settled = (personalData: IncidentPersonalData): Loss | undefined => {
  const { availability, records } = personalData;
  const impact = availability?.serviceImpact;
  if (copyRemains(personalData)) {
    return {
      risk: 'Unlikely',
      grounds: [ground('An intact copy remains, so that nothing was lost with the device or paper', clauses.copy)],
    };
  }
  if (!cameBackWhole(personalData) || impact === 'Major') return undefined;
  if (impact === 'None') {
    return { risk: 'Unlikely', grounds: [ground('The data were restored whole, and nobody suffered by their absence', clauses.restored)] };
  }
  const categories = records?.categories ?? [];
  const seconds = secondsOf(availability?.within);
  const care = categories.includes('Health') || (impact === undefined && categories.length === 0);
  if (seconds === undefined || seconds > promptSeconds || care) return undefined;
  return { risk: 'Unlikely', grounds: [ground('The data were restored whole and within a day', clauses.restored)] };
};

const grave = (personalData: IncidentPersonalData, content: Content, persons: number | undefined): string | undefined => {
  const { availability, records } = personalData;
  const health = records?.categories?.includes('Health') === true;
  const impact = availability?.serviceImpact;
  const weighty = content.rank === 'Critical' || content.rank === 'Unknown' || personalData.subjects?.vulnerable === true;
  if (impact === 'Major' && (weighty || (persons ?? 0) >= manyPersons)) {
    return ground('Those who needed the data suffered a major impact, and the data or the number of persons make it grave', clauses.care);
  }
  if (health && impact === undefined && (secondsOf(availability?.within) ?? 0) > promptSeconds) {
    return ground('Data on health were missing for more than a day, and nobody has said that care did not suffer', clauses.care);
  }
  const gone = availability?.restored !== true && (availability?.backup === 'None' || availability?.backup === 'Affected');
  const special = records?.categories?.some((category) => category === 'Health' || category === 'OtherSpecial') === true;
  return gone && special ? ground('Special categories of data are lost, and no sound backup is left', clauses.special) : undefined;
};

/**
 * Weighs the loss of availability and of integrity: whether the data came back whole and in time, from what, and what their absence
 * meant for those who needed them (EDPB 9/2022, annex B; EDPB 01/2021, cases 1 to 3). `persons` is their approximate number.
 */
export const lossOf = (personalData: IncidentPersonalData, content: Content, persons: number | undefined): Loss => {
  const high = grave(personalData, content, persons);
  if (high !== undefined) return { risk: 'High', grounds: [high] };
  const calm = settled(personalData);
  if (calm !== undefined) return calm;
  const { availability } = personalData;
  const sound = availability?.restored === true && cameBackWhole(personalData);
  const said = sound
    ? 'The data came back, but late, or their absence was felt, or nobody has said otherwise'
    : 'It is not shown that all data came back from an intact backup';
  return { risk: 'Risk', grounds: [ground(said, clauses.loss)] };
};
