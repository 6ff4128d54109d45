import { effective } from '../api/entries.ts';
import { own } from '../api/own.ts';
import type { Incident, IncidentStatusPrecedentAlike } from '../api/types.gen.ts';

/** What two incidents are compared by (A10). What is not known is undefined, and equals nothing. */
export interface Features {
  readonly category: string | undefined;
  readonly asset: string | undefined;
  readonly cause: string | undefined;
  readonly ratings: Readonly<Record<string, string>> | undefined;
}

/** How alike two incidents are, from 0 to 100, and in what. */
export interface Likeness {
  readonly score: number;
  readonly alike: readonly IncidentStatusPrecedentAlike[];
}

/**
 * What each thing in common counts for. What happened and what it hit come first, for they decide what has to be done; why comes next;
 * each dimension that was rated alike adds a little, up to four.
 */
const weights = { category: 30, asset: 30, cause: 20, rating: 5, ratings: 20 } as const;

/** Of every way to be alike that is worth showing, at least one of the two first ones is part. */
export const enough = weights.category;

const known = (value: string | undefined, unknown: string): string | undefined => (value === '' || value === unknown ? undefined : value);

/** The last ratings that count; most incidents have one assessment, which needs no order. */
const ratingsOf = ({ assessments = [] }: Incident['spec']): Features['ratings'] => {
  const ordered = assessments.length > 1 ? effective(assessments) : assessments;
  return ordered.findLast((assessment) => assessment.ratings !== undefined)?.ratings;
};

/** What an incident is compared by. */
export const featuresOf = ({ spec }: Incident): Features => ({
  category: known(spec.category, 'Other'),
  asset: known(spec.asset, ''),
  cause: known(spec.personalData?.cause, 'Unknown'),
  ratings: ratingsOf(spec),
});

/**
 * How alike two incidents are. Symmetric; a fact that one of them does not state never makes them more alike, and what neither states
 * makes them no more alike either.
 */
export const likenessOf = (a: Features, b: Features): Likeness => {
  const same = (['category', 'asset', 'cause'] as const).filter((field) => a[field] !== undefined && a[field] === b[field]);
  const rated = Object.entries(a.ratings ?? {}).filter(([dimension, level]) => own(b.ratings, dimension) === level).length;
  const score = same.reduce((sum, field) => sum + weights[field], Math.min(weights.ratings, rated * weights.rating));
  return { score, alike: rated === 0 ? same : [...same, 'ratings'] };
};
