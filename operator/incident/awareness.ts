import { after, effective } from '../api/entries.ts';
import type { IncidentSpec } from '../api/types.gen.ts';

/** From when the legal clocks run, and on what that rests. */
export interface Awareness {
  readonly at: string;
  /** Provisional: nobody has said when the organisation became aware, so the moment of establishing counts (A6). */
  readonly basis: 'Recorded' | 'Corrected' | 'Provisional';
}

/**
 * The effective awareness (N1, A6). With personal data it is `personalData.awareAt`; corrections all stay readable, and until
 * the DPO has advised after a correction the earliest reading counts, so that a correction can never buy time by itself. Where
 * nothing is recorded the clock runs from the moment at which the facts were established: silence never stops a clock.
 * Undefined where no personal data are known or suspected and no awareness is recorded.
 */
export const awarenessOf = (spec: IncidentSpec): Awareness | undefined => {
  const { personalData } = spec;
  const recorded = personalData?.awareAt ?? spec.awareAt;
  const first = recorded ?? spec.report.establishedAt;
  const basis = recorded === undefined ? 'Provisional' : 'Recorded';
  if (personalData === undefined) {
    return recorded === undefined && !suspected(spec) ? undefined : { at: first, basis };
  }
  const corrections = effective(personalData.awareCorrections);
  const latest = corrections.at(-1);
  if (latest === undefined) return { at: first, basis };
  const advised = effective(personalData.advices).some((advice) => latest.at === undefined || after(advice, latest.at));
  if (advised) return { at: latest.awareAt, basis: 'Corrected' };
  const earliest = [first, ...corrections.map((entry) => entry.awareAt)].reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a));
  return { at: earliest, basis: earliest === first ? basis : 'Corrected' };
};

/** Whether personal data may be involved although nobody has said so yet: the provisional clock runs (api.md, personalDataCheck). */
export const suspected = (spec: IncidentSpec): boolean => spec.category === 'PrivacyBreach' || spec.personalDataCheck === 'Unknown';
