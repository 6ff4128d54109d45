import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers of a signed message (Standard Webhooks). */
export interface Signed {
  readonly id: string;
  /** Seconds since the epoch, as text: it is part of what is signed. */
  readonly timestamp: string;
  /** `v1,<base64>`, several with spaces between them while a secret is being replaced. */
  readonly signatures: string;
}

/** How far the time of a message may be from ours (seconds): beyond it a copy of it is worth nothing. */
export const toleranceSeconds = 300;

const prefix = 'whsec_';

/** The secrets of a source: one a line, the new beside the old while it is being replaced. Lines that are too short are no secret. */
export const secretsIn = (text: string): readonly Buffer[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith(prefix) ? Buffer.from(line.slice(prefix.length), 'base64') : Buffer.from(line, 'utf8')))
    .filter((secret) => secret.length >= 16);

/** Whether a message carries what a signed one has to, and is of now. `now` in seconds since the epoch. */
export const isTimely = ({ id, timestamp }: Signed, now: number): boolean =>
  /^[\x21-\x7e]{1,256}$/.test(id) && /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) - now) <= toleranceSeconds;

/** The signature of a message under a secret. */
export const signatureOf = (secret: Buffer, { id, timestamp }: Pick<Signed, 'id' | 'timestamp'>, body: Uint8Array): Buffer =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();

/** Whether one of the signatures is that of the body under one of the secrets; takes as long for a wrong one as for a right one. */
export const isSigned = (secrets: readonly Buffer[], signed: Signed, body: Uint8Array): boolean => {
  const given = signed.signatures
    .split(' ', 8)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  let found = false;
  for (const secret of secrets) {
    const right = signatureOf(secret, signed, body);
    for (const one of given) if (one.length === right.length && timingSafeEqual(one, right)) found = true;
  }
  return found;
};
