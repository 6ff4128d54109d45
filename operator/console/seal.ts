import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a sealed text is for; one that was sealed for another purpose does not open. */
export type Purpose = 'session' | 'sign-in' | 'report';

/** Seals texts so that only replicas with the same key can read them or make them. */
export interface Seals {
  /** A text for a URL or a cookie: unreadable, and different each time. */
  readonly seal: (purpose: Purpose, text: string) => string;
  /** The text; undefined for what was not sealed by this key for this purpose, or was changed since. */
  readonly open: (purpose: Purpose, sealed: string) => string | undefined;
  /** Bytes that follow from a text, and that nobody without the key can tell. */
  readonly digest: (label: string, text: string) => Buffer;
  /** Whether a digest, as base64url, is the one of a text. */
  readonly isDigest: (label: string, text: string, given: string) => boolean;
}

const nonceBytes = 12;
const tagBytes = 16;

const leastKey = 32;

/** What a file holds, if that can be a key. Throws a RangeError with a sentence if it is too short to be one. */
export const sealingKey = (bytes: Buffer): Buffer => {
  if (bytes.length < leastKey) throw new RangeError(`The key of the console has ${bytes.length} bytes; at least ${leastKey} are needed.`);
  return bytes;
};

/** Seals by a key of at least 32 random bytes: AES-256-GCM and HMAC-SHA-256, with a key of its own for each use. */
export const createSeals = (key: Buffer): Seals => {
  const derived = (info: string): Buffer => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `meldpunt console ${info}`, 32));
  const keys: Readonly<Record<Purpose, Buffer>> = { session: derived('session'), 'sign-in': derived('sign-in'), report: derived('report') };
  const macKey = derived('digest');
  const digest = (label: string, text: string): Buffer =>
    createHmac('sha256', macKey)
      .update(JSON.stringify([label, text]))
      .digest();
  return {
    digest,
    isDigest: (label, text, given) => {
      const bytes = Buffer.from(given, 'base64url');
      const right = digest(label, text);
      return bytes.length === right.length && timingSafeEqual(bytes, right);
    },
    seal: (purpose, text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keys[purpose], nonce);
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open: (purpose, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return undefined;
      try {
        const opening = createDecipheriv('aes-256-gcm', keys[purpose], bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
        opening.setAuthTag(bytes.subarray(-tagBytes));
        return Buffer.concat([opening.update(bytes.subarray(nonceBytes, -tagBytes)), opening.final()]).toString('utf8');
      } catch {
        // The tag does not fit: it is somebody else's, or was changed.
        return undefined;
      }
    },
  };
};
