/**
 * A text as it is printed: composed (NFC), on one line, without control and formatting characters, which would turn around, hide or
 * break what stands beside them. Spaces at which no line may break stay what they are.
 */
export const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?:[\p{Cc}\p{Cf}\p{Cs}]|(?![\u00a0\u202f])\s)+/gu, ' ')
    .trim();

/** The paragraphs of a text that somebody wrote with empty lines between them; line ends within one become spaces. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map(clean)
    .filter((paragraph) => paragraph !== '');
