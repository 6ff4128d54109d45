import { after, type Entry, effective, inOrder } from '../api/entries.ts';
import type { IncidentSpec } from '../api/types.gen.ts';
import { parseInstant } from '../deadline/instant.ts';
import type { Duplicate } from './observed.ts';

/** From when the legal clocks run, and on what that rests. */
export interface Awareness {
  readonly at: string;
  /**
   * Provisional: nobody has said when the organisation became aware, so the moment of establishing counts (A6). Duplicate: it was aware
   * earlier, by another report of the same.
   */
  readonly basis: 'Recorded' | 'Corrected' | 'Provisional' | 'Duplicate';
}

/** A correction of a moment, with what it says instead. */
interface Reading {
  readonly entry: Entry;
  readonly moment: string;
}

const earliest = (first: string, others: readonly string[]): string =>
  others.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a), first);

/**
 * The reading that counts of a moment that was corrected (N1). A correction counts once the DPO has advised after it; until then the
 * earliest reading since the last one that did, whatever has been corrected away, so that nobody buys time alone.
 */
const weigh = (first: string, readings: readonly Reading[], advices: readonly Entry[]): string => {
  const standing = effective(readings.map(({ entry }) => entry));
  const advised = standing.findLast((entry) => entry.at !== undefined && advices.some((advice) => after(advice, entry.at ?? '')));
  const inTime = readings.toSorted((a, b) => inOrder(a.entry, b.entry));
  const from = inTime.findIndex(({ entry }) => entry === advised);
  const base = inTime[from]?.moment ?? first;
  return earliest(
    base,
    inTime.slice(from + 1).map(({ moment }) => moment),
  );
};

/** Whether personal data may be involved although nobody has said so yet: the provisional clock runs (api.md, personalDataCheck). */
export const suspected = (spec: IncidentSpec): boolean => spec.category === 'PrivacyBreach' || spec.personalDataCheck === 'Unknown';

/**
 * When the facts were established (R-m): as reported, or as an answer corrected it since. With personal data, known or suspected, the
 * legal clocks may rest on it, and it is weighed as awareness is. What is no moment corrects nothing.
 */
export const establishedOf = (spec: IncidentSpec): string => {
  const { establishedAt } = spec.report;
  const answers = (spec.answers ?? []).filter((answer) => answer.question === 'establishedAt' && parseInstant(answer.value).ok);
  if (answers.length === 0) return establishedAt;
  if (spec.personalData === undefined && !suspected(spec)) return effective(answers).at(-1)?.value ?? establishedAt;
  const readings = answers.map((entry) => ({ entry, moment: entry.value }));
  return weigh(establishedAt, readings, effective(spec.personalData?.advices));
};

/**
 * The effective awareness (N1, A6). With personal data it is `personalData.awareAt`, and its corrections are weighed. Where nobody has
 * recorded it the clock runs from the moment at which the facts were established, or from the awareness of the incident itself if that
 * is earlier: silence never stops a clock. Undefined where no personal data are known or suspected and no awareness is recorded.
 */
const ownAwareness = (spec: IncidentSpec): Awareness | undefined => {
  const { personalData } = spec;
  if (personalData === undefined && !suspected(spec)) {
    return spec.awareAt === undefined ? undefined : { at: spec.awareAt, basis: 'Recorded' };
  }
  const recorded = personalData?.awareAt;
  const first = recorded ?? earliest(establishedOf(spec), spec.awareAt === undefined ? [] : [spec.awareAt]);
  const basis = recorded === undefined ? 'Provisional' : 'Recorded';
  const readings = (personalData?.awareCorrections ?? []).map((entry) => ({ entry, moment: entry.awareAt }));
  if (readings.length === 0) return { at: first, basis };
  const at = weigh(first, readings, effective(personalData?.advices));
  return { at, basis: at === first ? basis : 'Corrected' };
};

/**
 * The effective awareness, duplicates counted in: an organisation that knew of the same breach by another report knew of it, whichever of
 * the two is pursued.
 */
export const awarenessOf = (spec: IncidentSpec, duplicates: readonly Duplicate[]): Awareness | undefined => {
  // Where only a duplicate found personal data, the clock runs all the same: silence here never stops it.
  const told = duplicates.some(({ personalData }) => personalData);
  const own = ownAwareness(spec) ?? (told ? { at: establishedOf(spec), basis: 'Provisional' as const } : undefined);
  if (own === undefined || duplicates.length === 0) return own;
  const at = earliest(
    own.at,
    duplicates.flatMap(({ awareAt }) => awareAt ?? []),
  );
  return at === own.at ? own : { at, basis: 'Duplicate' };
};
