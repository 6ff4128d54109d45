import type { IncidentPersonalData, IncidentPersonalDataCause } from '../api/types.gen.ts';
import { clauses, ground } from './clauses.ts';

/**
 * Into whose hands the data may have come, from least to most:
 * - `Excluded`: nobody can have read them.
 * - `Assured`: whoever had them is trusted and confirmed the deletion, or the device was guarded and wiped.
 * - `Limited`: few recipients, known, by accident.
 * - `Open`: unknown hands, or somebody who took them on purpose.
 * - `Taken`: an attacker has them, or everybody.
 */
export type Hands = 'Excluded' | 'Assured' | 'Limited' | 'Open' | 'Taken';

const order: readonly Hands[] = ['Excluded', 'Assured', 'Limited', 'Open', 'Taken'];

/** Into whose hands the data may have come, and the grounds for saying so. */
export interface Exposure {
  readonly hands: Hands;
  readonly grounds: readonly string[];
}

const outsiders = new Set<IncidentPersonalDataCause | undefined>([
  'Ransomware',
  'Intrusion',
  'CredentialAttack',
  'Malware',
  'SocialEngineering',
]);
const accidents = new Set<IncidentPersonalDataCause | undefined>(['HumanError', 'Misdirected', 'Malfunction', 'Loss']);
const undetermined = new Set<IncidentPersonalDataCause | undefined>(['Other', 'Unknown', undefined]);

/** Beyond this many recipients nobody can vouch for what happens with the data; the number at which ENISA speaks of many. */
const manyRecipients = 100;

/** An accident must have been said, by the cause or, where that is open, by `malicious: false`. */
const isAccident = ({ cause, malicious }: IncidentPersonalData): boolean =>
  malicious !== true && (accidents.has(cause) || (malicious === false && undetermined.has(cause)));

const saidToHaveLeft = ({ exfiltration }: IncidentPersonalData): boolean => exfiltration === 'Likely' || exfiltration === 'Confirmed';

/** An attacker who broke confidentiality has what he came for, until complete logs show otherwise. */
const hasLeft = (personalData: IncidentPersonalData): boolean =>
  saidToHaveLeft(personalData) || (outsiders.has(personalData.cause) && personalData.kinds?.includes('Confidentiality') === true);

/** Whether the data are unintelligible to whoever has them, with a key that is said to be safe (art. 34(3)(a)). */
export const unreadable = ({ protection }: IncidentPersonalData): boolean =>
  protection?.unintelligible === true && protection.key === 'Safe';

/**
 * Whether confidentiality is in question at all. Only after a malfunction or an error does a list of the properties lost that leaves
 * confidentiality out settle it: whoever breaks in or finds a device may have looked, whatever was noticed first.
 */
export const confidentialityInQuestion = (personalData: IncidentPersonalData): boolean => {
  const { kinds = [], cause, malicious, exfiltration, recipients } = personalData;
  if (kinds.length === 0 || kinds.includes('Confidentiality')) return true;
  if ((cause !== 'Malfunction' && cause !== 'HumanError') || malicious === true) return true;
  const left = exfiltration !== undefined && exfiltration !== 'Excluded';
  return left || (recipients?.who !== undefined && recipients.who !== 'None');
};

/** Recipients of an accident: known, trusted, unknown or none. */
const byAccident = (personalData: IncidentPersonalData): Exposure => {
  const { who, count = 0, deletionConfirmed } = personalData.recipients ?? {};
  if (who === 'Trusted' && deletionConfirmed === true) {
    return { hands: 'Assured', grounds: [ground('The recipient is trusted and confirmed that the data were deleted', clauses.trusted)] };
  }
  if (who === 'Trusted' || who === 'Known') {
    if (count > manyRecipients && deletionConfirmed !== true) {
      return { hands: 'Open', grounds: [ground('The recipients are known, but too many to vouch for', clauses.manyRecipients)] };
    }
    const trust =
      who === 'Trusted'
        ? 'trusted, but has not confirmed the deletion'
        : 'known and got the data by accident, but their use cannot be ruled out';
    return { hands: 'Limited', grounds: [ground(`The recipient is ${trust}`, clauses.known)] };
  }
  if (who === 'None' && !saidToHaveLeft(personalData)) {
    return {
      hands: 'Limited',
      grounds: [ground('Nobody is known to have received the data, but that is not shown by complete logs', clauses.burden)],
    };
  }
  if (saidToHaveLeft(personalData) && personalData.cause !== 'Misdirected') {
    return { hands: 'Taken', grounds: [ground('The data came into unknown hands', clauses.unknownHands)] };
  }
  return { hands: 'Open', grounds: [ground('Who has the data is unknown, which never counts as nobody', clauses.burden)] };
};

/** What an attacker, an insider or a thief may have done. */
const onPurpose = (personalData: IncidentPersonalData): Exposure => {
  const { cause, exfiltration, recipients } = personalData;
  const identified = cause === 'Insider' || recipients?.who === 'Known' || recipients?.who === 'Trusted';
  if (hasLeft(personalData) && (outsiders.has(cause) || !identified)) {
    const holder = outsiders.has(cause) ? 'An attacker' : 'Somebody unknown';
    const certain = exfiltration === 'Confirmed' ? 'has' : 'must be taken to have';
    return { hands: 'Taken', grounds: [ground(`${holder} ${certain} the data`, clauses.attacker)] };
  }
  if (identified) {
    return {
      hands: 'Open',
      grounds: [ground('Whoever has the data took them on purpose, so that further abuse cannot be ruled out', clauses.deliberate)],
    };
  }
  if (cause === 'Theft')
    return { hands: 'Open', grounds: [ground('The data are in unknown hands and can be read there', clauses.unknownHands)] };
  return { hands: 'Open', grounds: [ground('It cannot be excluded that the data left, and unknown never counts as none', clauses.burden)] };
};

/** A device that was wiped from afar, with proof, before anything is known to have left it. */
const wiped = (personalData: IncidentPersonalData): Exposure | undefined => {
  const { cause, protection } = personalData;
  if ((cause !== 'Theft' && cause !== 'Loss') || protection?.remoteWiped !== true || saidToHaveLeft(personalData)) return undefined;
  if (protection.accessControl === 'Strong') {
    return {
      hands: 'Assured',
      grounds: [ground('The device was guarded by strong access control and wiped from afar, with proof', clauses.wiped)],
    };
  }
  return {
    hands: 'Limited',
    grounds: [ground('The device was wiped from afar, with proof, but may have been read before', clauses.wiped)],
  };
};

/**
 * Weighs into whose hands the data may have come: whether they could be read, whether complete logs exclude that they left, who
 * received them and why. Unknown never counts as none, and a fact that is absent counts as unknown (recital 85).
 */
export const exposureOf = (personalData: IncidentPersonalData): Exposure => {
  const { cause, exfiltration, logs, recipients } = personalData;
  if (unreadable(personalData)) {
    return { hands: 'Excluded', grounds: [ground('The data are unintelligible to others, and the key is safe', clauses.unreadable)] };
  }
  if (recipients?.who === 'Public') return { hands: 'Taken', grounds: [ground('The data were open to the public', clauses.published)] };
  const accident = isAccident(personalData);
  if (cause === 'Misdirected' && accident) {
    if (recipients?.who !== 'None') return byAccident(personalData);
    return { hands: 'Excluded', grounds: [ground('What was sent astray reached nobody', clauses.known)] };
  }
  // Complete logs show what left a system; they say nothing of what was sent on purpose, or by whoever may read it anyway.
  if (exfiltration === 'Excluded' && logs === 'Complete' && cause !== 'Misdirected' && cause !== 'Insider') {
    return { hands: 'Excluded', grounds: [ground('Complete logs exclude that data left', clauses.noExfiltration)] };
  }
  const exposure = accident ? byAccident(personalData) : onPurpose(personalData);
  const afterWipe = wiped(personalData);
  return afterWipe !== undefined && order.indexOf(afterWipe.hands) < order.indexOf(exposure.hands) ? afterWipe : exposure;
};
