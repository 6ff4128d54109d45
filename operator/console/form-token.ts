import { randomBytes } from 'node:crypto';
import type { Seals } from './seal.ts';

/**
 * What a form carries to show that this console handed it out, to this person, for this use. Its nonce also names what the form makes,
 * so that a form sent twice makes one thing.
 */
export interface FormTokens {
  readonly issue: (use: string, person: string) => string;
  /** The nonce of a token that is good; else why it is not. */
  readonly check: (use: string, person: string, token: string) => TokenCheck;
}

/** What came of checking a token. */
export type TokenCheck = { readonly kind: 'good'; readonly nonce: string } | { readonly kind: 'old' } | { readonly kind: 'foreign' };

/** How long a form may lie open (milliseconds): a working day with its night. */
const lifetime = 24 * 3_600_000;

/** Tokens by the key of the console; `now` in milliseconds since the epoch. */
export const createFormTokens = ({ digest, isDigest }: Pick<Seals, 'digest' | 'isDigest'>, now: () => number): FormTokens => {
  const signed = (use: string, person: string, body: string): string => JSON.stringify([use, person, body]);
  return {
    issue: (use, person) => {
      const body = `${randomBytes(12).toString('base64url')}.${now().toString(36)}`;
      return `${body}.${digest('form', signed(use, person, body)).toString('base64url')}`;
    },
    check: (use, person, token) => {
      const [nonce = '', issued = '', mac = ''] = token.split('.');
      if (!isDigest('form', signed(use, person, `${nonce}.${issued}`), mac)) return { kind: 'foreign' };
      const age = now() - Number.parseInt(issued, 36);
      return age >= 0 && age <= lifetime ? { kind: 'good', nonce } : { kind: 'old' };
    },
  };
};
