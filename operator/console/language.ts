import { type Language, languages } from '../document/model.ts';

const known = (tag: string | undefined): Language | undefined => languages.find((each) => each === tag?.slice(0, 2).toLowerCase());

interface Wish {
  readonly language: Language | undefined;
  readonly weight: number;
}

const wishesIn = (header: string): readonly Wish[] =>
  header
    .slice(0, 512)
    .split(',')
    .map((part) => {
      const [tag, ...rest] = part.trim().split(';');
      const weight = Number(/^\s*q=([0-9.]+)\s*$/.exec(rest[0] ?? '')?.[1] ?? 1);
      return { language: known(tag), weight: Number.isFinite(weight) ? weight : 0 };
    });

/**
 * The language of a page: what was asked for by the switch, then what was chosen before, then what the browser prefers, then the first
 * language of the organisation.
 */
export const languageOf = (
  asked: string | null | undefined,
  chosen: string | undefined,
  accepted: string | undefined,
  own: readonly Language[] | undefined,
): Language => {
  const explicit = languages.find((each) => each === asked) ?? languages.find((each) => each === chosen);
  if (explicit !== undefined) return explicit;
  const best = wishesIn(accepted ?? '')
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)[0];
  return best?.language ?? own?.[0] ?? 'en';
};
