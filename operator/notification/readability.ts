import type { Language } from '../document/model.ts';
import { clean } from '../document/text.ts';

/** How a text reads: the score of the formula of its language, and its sentences that are too long. */
export interface Readability {
  /** From about 0 (hardly readable) to 100 (very easy); undefined for fewer words than a formula can judge. */
  readonly score: number | undefined;
  readonly longSentences: readonly { readonly number: number; readonly words: number }[];
}

/** A reading-ease formula: `base - sentence × words per sentence - syllable × syllables per word`, and how syllables are heard. */
interface Formula {
  readonly base: number;
  readonly sentence: number;
  readonly syllable: number;
  readonly silent: RegExp;
}

/**
 * The adaptations of Flesch's reading ease: Douma (1960) for Dutch, Kandel and Moles (1958) for French, Amstad (1978) for German, Flesch
 * (1948) for English. `silent` is an ending that is written and not heard.
 */
const formulas: Readonly<Record<Language, Formula>> = {
  nl: { base: 206.84, sentence: 0.93, syllable: 77, silent: /$^/ },
  fr: { base: 207, sentence: 1.015, syllable: 73.6, silent: /(?<=[^aeiouyàâéèêëîïôöùûü])(?:e|es|ent)$/ },
  de: { base: 180, sentence: 1, syllable: 58.5, silent: /$^/ },
  en: { base: 206.835, sentence: 1.015, syllable: 84.6, silent: /(?<=[^aeiouyl])(?:e|es|ed)$/ },
};

/** A sentence with more words than this is read twice. */
export const longestSentence = 25;

/** Below this score a text is hard for a reader without a degree; newspapers lie around 50 to 60. */
export const hardestScore = 45;

/** Fewer words say nothing about a text. */
const fewestWords = 25;

const vowels = /[aeiouyàáâäæéèêëíîïóôöœùúûüÿ]+/g;

const wordsOf = (sentence: string): readonly string[] => sentence.toLowerCase().match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];

/** How many syllables a word has: its groups of vowels that are heard, one at the least. */
export const syllables = (word: string, language: Language): number =>
  Math.max(1, word.replace(formulas[language].silent, '').match(vowels)?.length ?? 1);

/** The sentences of a text. A full stop within a number or an address ends none. */
export const sentencesOf = (text: string): readonly string[] =>
  clean(text)
    .split(/(?<=[.!?…])\s+(?=\S)/u)
    .filter((sentence) => wordsOf(sentence).length > 0);

/** Judges how easily a text reads in a language (N7, art. 12(1): clear and plain language). Advisory: no formula understands a text. */
export const readabilityOf = (text: string, language: Language): Readability => {
  const sentences = sentencesOf(text).map(wordsOf);
  const words = sentences.flat();
  const longSentences = sentences.flatMap(({ length }, index) => (length > longestSentence ? [{ number: index + 1, words: length }] : []));
  if (words.length < fewestWords) return { score: undefined, longSentences };
  const { base, sentence, syllable } = formulas[language];
  const heard = words.reduce((sum, word) => sum + syllables(word, language), 0);
  const score = base - sentence * (words.length / sentences.length) - syllable * (heard / words.length);
  return { score: Math.round(score), longSentences };
};

/** Words of the trade that somebody outside it does not know, with what to say instead. */
const jargon: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  nl: [
    [/\bexfiltrat\w*/i, 'weggenomen'],
    [/\bcompromitt\w*|\bgecompromitteerd\w*/i, 'in verkeerde handen'],
    [/\b(?:inbreuk in verband met persoonsgegevens|datalek)\b/i, 'er is iets misgegaan met uw gegevens'],
    [/\bverwerkingsverantwoordelijke\b/i, 'de naam van de organisatie'],
    [/\b(?:mitiger\w*|mitigatie)\b/i, 'de gevolgen beperken'],
    [/\bcredentials?\b/i, 'gebruikersnaam en wachtwoord'],
    [/\bransomware\b|\bmalware\b|\bphishing\b/i, 'een uitleg in gewone woorden'],
  ],
  fr: [
    [/\bexfiltr\w*/i, 'emporté'],
    [/\bcompromis(?:e|es)?\b/i, 'tombé entre de mauvaises mains'],
    [/\bviolation de données à caractère personnel\b/i, 'un problème avec vos données'],
    [/\bresponsable du traitement\b/i, 'le nom de l’organisation'],
    [/\bcredentials?\b|\bidentifiants de connexion\b/i, 'nom d’utilisateur et mot de passe'],
    [/\bransomware\b|\brançongiciel\b|\bphishing\b|\bmalware\b/i, 'une explication en mots simples'],
  ],
  de: [
    [/exfiltr\w*/i, 'entwendet'],
    [/kompromitt\w*/i, 'in falsche Hände geraten'],
    [/Verletzung des Schutzes personenbezogener Daten/i, 'ein Problem mit Ihren Daten'],
    [/\bVerantwortliche[rn]?\b/, 'der Name der Organisation'],
    [/\bCredentials?\b/i, 'Benutzername und Passwort'],
    [/\bRansomware\b|\bMalware\b|\bPhishing\b/i, 'eine Erklärung in einfachen Worten'],
  ],
  en: [
    [/\bexfiltrat\w*/i, 'taken'],
    [/\bcompromised?\b/i, 'in the wrong hands'],
    [/\bpersonal data breach\b/i, 'something went wrong with your data'],
    [/\bdata controller\b|\bthe controller\b/i, 'the name of the organisation'],
    [/\bmitigat\w*/i, 'limit the consequences'],
    [/\bcredentials?\b/i, 'user name and password'],
    [/\bransomware\b|\bmalware\b|\bphishing\b/i, 'an explanation in plain words'],
  ],
};

/** What to say instead of the words of the trade that stand in a text. */
export const jargonIn = (text: string, language: Language): readonly string[] =>
  jargon[language].filter(([pattern]) => pattern.test(text)).map(([, instead]) => instead);
