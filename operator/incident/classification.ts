import { own } from '../api/own.ts';
import type { IncidentPolicy } from '../api/types.gen.ts';
import { fixedSeconds } from '../deadline/duration.ts';
import { digest } from '../journal/canonical.ts';

type Classification = NonNullable<IncidentPolicy['spec']['classification']>;

/** The organisation's one scale (A7), with the digest that pins an assessment to it. */
export interface Scale {
  readonly classification: Classification;
  readonly digest: string;
}

/** A severity of the scale, or why the ratings give none. */
export type Severity =
  | { readonly kind: 'Rated'; readonly name: string; readonly major: boolean; readonly score: number }
  | { readonly kind: 'Refused'; readonly problem: string };

const scales = new WeakMap<Classification, Scale>();

/** The scale of a policy; undefined when there is no policy or it holds no scale. The digest is computed once per policy. */
export const scaleOf = (policy: IncidentPolicy | undefined): Scale | undefined => {
  const classification = policy?.spec.classification;
  if (classification === undefined) return undefined;
  const known = scales.get(classification);
  if (known !== undefined) return known;
  const scale = { classification, digest: digest(classification) };
  scales.set(classification, scale);
  return scale;
};

/**
 * The severity that ratings give on a scale: each dimension's level has a score, `combine` takes the highest or the sum, and
 * the severity with the highest `minScore` that is reached counts, the lowest of all where none is (A7). Severity is never typed freely. A rating outside
 * the scale, or a dimension left unrated, gives none: unknown never counts as low.
 */
export const severityOf = (scale: Scale, ratings: Readonly<Record<string, string>>): Severity => {
  const { dimensions, severities, combine } = scale.classification;
  const stranger = Object.keys(ratings).find((name) => !dimensions.some((dimension) => dimension.name === name));
  if (stranger !== undefined) return refuse(`ratings.${stranger} is no dimension of the scale: ${names(dimensions)}`);
  const scores: number[] = [];
  for (const dimension of dimensions) {
    const rated = own(ratings, dimension.name);
    if (rated === undefined) return refuse(`ratings.${dimension.name} is missing: rate it as one of ${levelsOf(dimension)}`);
    const level = dimension.levels.find((candidate) => candidate.name === rated);
    if (level === undefined) return refuse(`ratings.${dimension.name} must be one of ${levelsOf(dimension)}`);
    scores.push(level.score);
  }
  const score = combine === 'Sum' ? scores.reduce((sum, next) => sum + next, 0) : Math.max(...scores);
  const descending = [...severities].sort((a, b) => b.minScore - a.minScore);
  const reached = descending.find((severity) => severity.minScore <= score) ?? descending.at(-1);
  if (reached === undefined) return refuse('the scale names no severity');
  return { kind: 'Rated', name: reached.name, major: reached.major ?? false, score };
};

const refuse = (problem: string): Severity => ({ kind: 'Refused', problem });

const names = (items: readonly { readonly name: string }[]): string => items.map((item) => item.name).join(', ');

/** The levels of a dimension, each with the criterion by which it is the right one, so that whoever is refused knows what to write. */
const levelsOf = ({ levels }: Classification['dimensions'][number]): string =>
  levels.map(({ name, criterion = '' }) => (criterion === '' ? name : `${name} (${criterion})`)).join(', ');

/** The shortest of several durations; one that cannot be compared, such as a month, is left to its severity. */
const shortest = (durations: readonly string[]): string | undefined =>
  durations
    .flatMap((text) => {
      const seconds = fixedSeconds(text);
      return seconds.ok ? [{ text, seconds: seconds.value }] : [];
    })
    .sort((a, b) => a.seconds - b.seconds)[0]?.text ?? durations[0];

/**
 * What a scale says of a target such as `contain`: the time, that this severity has none, or nothing at all, because there is no
 * scale or the severity is no longer in it.
 */
export type Target = { readonly kind: 'Within'; readonly within: string } | { readonly kind: 'None' } | { readonly kind: 'Unknown' };

/**
 * The target of a severity, as an ISO 8601 duration. Before a severity is known the strictest of all counts, since unknown is not low.
 */
export const targetOf = (scale: Scale | undefined, severity: string | undefined, target: string): Target => {
  const severities = scale?.classification.severities ?? [];
  const candidates = severity === undefined ? severities : severities.filter((candidate) => candidate.name === severity);
  if (candidates.length === 0) return { kind: 'Unknown' };
  const within = shortest(candidates.flatMap((candidate) => own(candidate.within, target) ?? []));
  return within === undefined ? { kind: 'None' } : { kind: 'Within', within };
};
