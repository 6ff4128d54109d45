import type { ReasonName } from '../api/reasons.ts';
import type { FollowedFact } from '../api/recorded.ts';
import type { IncidentPersonalData } from '../api/types.gen.ts';

const joined = (codes: readonly string[] | undefined): string | undefined => codes?.toSorted().join('+');

/** The fields of a form in one line, so that a number that changed can be read (api.md): `dpc Financial, ease 1`. */
const line = (form: object | undefined): string | undefined =>
  form &&
  Object.entries(form)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');

/**
 * The facts of a breach that may change, each with what a reader of the timeline may see of it (N6): codes, numbers and times as they
 * are, texts by their digest. Entries have a record of their own.
 */
export const personalDataFacts = (personalData: IncidentPersonalData | undefined): readonly FollowedFact[] => {
  if (personalData === undefined) return [];
  const { subjects, records, protection, recipients, availability } = personalData;
  const { contexts, ...rated } = personalData.severity ?? {};
  const fact = (as: FollowedFact['as'], field: string, value: unknown): FollowedFact => ({ path: `personalData.${field}`, value, as });
  const first = (field: string, value: unknown, reason: ReasonName): FollowedFact => ({
    ...fact('code', field, value),
    reason: () => reason,
    fromStart: true,
  });
  return [
    first('role', personalData.role, 'PersonalDataFound'),
    first('awareAt', personalData.awareAt, 'AwarenessRecorded'),
    fact('digest', 'awareBy', personalData.awareBy),
    fact('digest', 'awareBasis', personalData.awareBasis),
    fact('digest', 'counterpart', personalData.counterpart),
    fact('code', 'kinds', joined(personalData.kinds)),
    fact('code', 'cause', personalData.cause),
    fact('code', 'malicious', personalData.malicious),
    fact('digest', 'subjects.categories', subjects?.categories),
    fact('code', 'subjects.approximate', subjects?.approximate),
    fact('code', 'subjects.vulnerable', subjects?.vulnerable),
    fact('code', 'records.approximate', records?.approximate),
    fact('code', 'records.categories', joined(records?.categories)),
    fact('code', 'protection', line(protection)),
    fact('code', 'exfiltration', personalData.exfiltration),
    fact('code', 'logs', personalData.logs),
    fact('code', 'recipients', line(recipients)),
    fact('code', 'availability', line(availability)),
    fact('digest', 'consequences', personalData.consequences),
    fact('digest', 'measures', personalData.measures),
    fact('code', 'severity', personalData.severity && line(rated)),
    fact('digest', 'severity.contexts', contexts),
  ];
};
