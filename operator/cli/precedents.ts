import { listIn, objectOf, textIn, valueAt } from './record.ts';

/** One earlier incident, as a person compares it with the one at hand; what nobody stated is null. */
export interface Precedent {
  readonly name: string;
  readonly score: number;
  readonly alike: readonly string[];
  /** What it was judged to be, with every rating, by whom and why. */
  readonly assessment: {
    readonly verdict: string | null;
    readonly severity: string | null;
    readonly ratings: Readonly<Record<string, string>>;
    readonly by: string | null;
    readonly at: string | null;
    readonly reasons: string | null;
  };
  /** What was decided on the risk for persons, and why; null where no personal data were concerned or nobody has decided. */
  readonly decision: { readonly risk: string; readonly by: string | null; readonly reasons: string | null } | null;
  readonly outcome: { readonly phase: string | null; readonly rootCause: string | null; readonly lessons: number };
}

/** A precedent that is named and can be read no more. */
export interface Unread {
  readonly name: string;
  readonly unread: true;
}

const orNull = (value: unknown): string | null => (textIn(value) === '' ? null : textIn(value));

/** The entries that count, oldest first: as the operator reads them, from an object that nobody vouches for. */
const standing = (incident: unknown, path: string): readonly unknown[] => {
  const entries = listIn(valueAt(incident, path));
  const corrected = new Set(entries.map((entry) => textIn(valueAt(entry, 'corrects'))));
  return entries
    .filter((entry) => !corrected.has(textIn(valueAt(entry, 'id'))))
    .toSorted((a, b) => Date.parse(textIn(valueAt(a, 'at'))) - Date.parse(textIn(valueAt(b, 'at'))));
};

const ratingsOf = (assessment: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectOf(valueAt(assessment, 'ratings')) ?? {}).map(([dimension, level]) => [dimension, textIn(level)]),
  );

const decisionOf = (incident: unknown): Precedent['decision'] => {
  const decision = standing(incident, 'spec.personalData.decisions').findLast((entry) => textIn(valueAt(entry, 'risk')) !== '');
  if (decision === undefined) return null;
  return { risk: textIn(valueAt(decision, 'risk')), by: orNull(valueAt(decision, 'by')), reasons: orNull(valueAt(decision, 'reasons')) };
};

/** What a person compares: from the list in the status of one incident, and the earlier incident as it is now. */
export const precedentOf = (listed: unknown, earlier: unknown): Precedent | Unread => {
  const name = textIn(valueAt(listed, 'name'));
  if (earlier === undefined) return { name, unread: true };
  const verdict = orNull(valueAt(earlier, 'status.verdict'));
  const assessment = standing(earlier, 'spec.assessments').findLast((entry) => textIn(valueAt(entry, 'verdict')) === verdict);
  const review = standing(earlier, 'spec.review').at(-1);
  return {
    name,
    score: Number(valueAt(listed, 'score') ?? 0),
    alike: listIn(valueAt(listed, 'alike')).map(textIn),
    assessment: {
      verdict,
      severity: orNull(valueAt(earlier, 'status.severity')),
      ratings: ratingsOf(assessment),
      by: orNull(valueAt(assessment, 'by')),
      at: orNull(valueAt(assessment, 'at')),
      reasons: orNull(valueAt(assessment, 'reasons')),
    },
    decision: decisionOf(earlier),
    outcome: {
      phase: orNull(valueAt(earlier, 'status.phase')),
      rootCause: orNull(valueAt(review, 'rootCause')),
      lessons: listIn(valueAt(review, 'lessons')).length,
    },
  };
};

const because = (by: string | null, at: string | null, reasons: string | null): string =>
  `${by === null ? '' : ` by ${by}`}${at === null ? '' : ` on ${at.slice(0, 10)}`}${reasons === null ? '' : `: ${reasons}`}`;

const sentences: Readonly<Record<string, string>> = {
  category: 'the same category',
  asset: 'the same asset',
  cause: 'the same cause',
  ratings: 'ratings alike',
};

const textOf = (precedent: Precedent | Unread): string => {
  if ('unread' in precedent) return `${precedent.name}\n  is no longer there, or not yours to read`;
  const { name, score, alike, assessment, decision, outcome } = precedent;
  const ratings = Object.entries(assessment.ratings).map(([dimension, level]) => `${dimension} ${level}`);
  const judged = [assessment.verdict ?? 'not judged', ...(assessment.severity === null ? [] : [assessment.severity]), ...ratings].join(
    ', ',
  );
  const lessons = outcome.lessons === 1 ? '1 lesson' : `${outcome.lessons} lessons`;
  return [
    `${name}   ${score} of 100: ${alike.map((thing) => sentences[thing] ?? thing).join(', ')}`,
    `  assessed  ${judged}${because(assessment.by, assessment.at, assessment.reasons)}`,
    ...(decision === null ? [] : [`  risk      ${decision.risk}${because(decision.by, null, decision.reasons)}`]),
    `  outcome   ${outcome.phase ?? 'unknown'}; ${outcome.rootCause === null ? 'no root cause' : `root cause: ${outcome.rootCause}`}; ${lessons}`,
  ].join('\n');
};

/** The precedents of an incident for a person. */
export const precedentsText = (name: string, precedents: readonly (Precedent | Unread)[]): string =>
  precedents.length === 0
    ? `No earlier incident that was judged shares its category or asset with ${name}, as far as they are known.`
    : precedents.map(textOf).join('\n\n');
