// Values of the definitions among which a person chooses or over which something is counted. The compiler names a value that is missing.
import type { IncidentCategory, IncidentPersonalDataCause } from './types.gen.ts';

const namesOf = <T extends string>(values: Readonly<Record<T, true>>): readonly T[] => Object.keys(values) as T[];

/** The nine situations of the policy, and another (E2). */
export const categories = namesOf<IncidentCategory>({
  IneffectiveControl: true,
  IntegrityConfidentialityAvailability: true,
  HumanError: true,
  NonCompliance: true,
  PhysicalBreach: true,
  PrivacyBreach: true,
  UncontrolledChange: true,
  Malfunction: true,
  AccessViolation: true,
  Other: true,
});

/** What a breach of personal data came from. */
export const breachCauses = namesOf<IncidentPersonalDataCause>({
  Ransomware: true,
  Intrusion: true,
  CredentialAttack: true,
  Malware: true,
  SocialEngineering: true,
  Insider: true,
  HumanError: true,
  Misdirected: true,
  Theft: true,
  Loss: true,
  Malfunction: true,
  Other: true,
  Unknown: true,
});
