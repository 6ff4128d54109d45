import type { KeyObject } from 'node:crypto';
import { createHash, createPublicKey, sign, verify } from 'node:crypto';

/**
 * Signed notes after C2SP signed-note: a text, an empty line, and lines of signatures. Ed25519 only (signature type 0x01), since the
 * specification advises one algorithm. Anybody's tool for transparency logs reads what is written here.
 */

/** Whom a signature is expected from. The name is part of the identity: name and key together make the key id. */
export interface NoteVerifier {
  readonly name: string;
  /** An Ed25519 public key. */
  readonly publicKey: KeyObject;
}

/** Who signs. */
export interface NoteSigner {
  readonly name: string;
  /** An Ed25519 private key. */
  readonly privateKey: KeyObject;
}

/** What opening a note gave: the text, only if a known key signed it. */
export type OpenedNote =
  | { readonly outcome: 'verified'; readonly text: string; readonly signedBy: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: string };

interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

const ed25519 = 0x01;
const line = /^\u2014 (\S+) (\S+)$/;
// The specification asks for at least 16 and for some limit, so that a hostile file cannot make a verifier work for hours.
const mostSignatures = 100;

const isNoteText = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what the specification forbids.
  text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);

const isKeyName = (name: string): boolean => name.isWellFormed() && /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);

const requireEd25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new TypeError(`A note is signed with Ed25519; this key is ${key.asymmetricKeyType ?? 'a secret key'}.`);
};

const requireKeyName = (name: string): string => {
  if (isKeyName(name)) return name;
  throw new RangeError('The name of a key must not be empty and must hold neither white space, control characters nor "+".');
};

/** Base64 with exactly one notation per value, or undefined: otherwise one signature would have several texts. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

/** The 32 bytes of an Ed25519 public key (RFC 8032, 5.1.5). Throws a TypeError for another kind of key. */
export const rawPublicKey = (key: KeyObject): Uint8Array => {
  const { x } = requireEd25519(key).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
};

const keyIdOf = (name: string, raw: Uint8Array): string =>
  createHash('sha256').update(`${name}\n`, 'utf8').update(Uint8Array.of(ed25519)).update(raw).digest('hex').slice(0, 8);

/** The key id: SHA-256(name, 0x0A, 0x01, public key), first four bytes, as eight hexadecimal digits. Throws for a name or key that no note may have. */
export const keyId = ({ name, publicKey }: NoteVerifier): string => keyIdOf(requireKeyName(name), rawPublicKey(publicKey));

/** The text in which a verifier is handed on: `<name>+<key id>+<base64 of 0x01 and key>`. Throws as `keyId` does. */
export const formatVerifier = (verifier: NoteVerifier): string =>
  `${verifier.name}+${keyId(verifier)}+${Buffer.of(ed25519, ...rawPublicKey(verifier.publicKey)).toString('base64')}`;

/** Reads what `formatVerifier` writes; undefined if it is not that, or if its key id does not fit. */
export const parseVerifier = (text: string): NoteVerifier | undefined => {
  const [, name = '', id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  if (bytes === undefined || bytes.length !== 33 || bytes[0] !== ed25519 || !isKeyName(name)) return undefined;
  const raw = bytes.subarray(1);
  if (keyIdOf(name, raw) !== id) return undefined;
  const x = Buffer.from(raw).toString('base64url');
  return { name, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
};

/**
 * Signs a text that ends with a line feed, and returns the note. Throws a RangeError for a text or name that no note may have, a
 * TypeError for a key that is not Ed25519.
 */
export const signNote = (text: string, { name, privateKey }: NoteSigner): string => {
  if (!isNoteText(text) || !text.endsWith('\n')) {
    throw new RangeError('The text of a note must be Unicode, end with a line feed and hold no other control character.');
  }
  const publicKey = createPublicKey(requireEd25519(privateKey));
  const id = Buffer.from(keyId({ name, publicKey }), 'hex');
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  return `${text}\n\u2014 ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
};

const readLine = (text: string): SignatureLine | undefined => {
  const [, name = '', encoded = ''] = line.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: Buffer.from(bytes.subarray(0, 4)).toString('hex'), signature: bytes.subarray(4) };
};

const refused = (reason: string): OpenedNote => ({ outcome: 'refused', reason });

/** The text with its last line feed, and the lines behind the last empty line. */
const splitNote = (note: string): { text: string; lines: readonly string[] } | undefined => {
  const gap = note.lastIndexOf('\n\n');
  if (gap === -1 || !note.endsWith('\n') || !isNoteText(note)) return undefined;
  return { text: note.slice(0, gap + 1), lines: note.slice(gap + 2, -1).split('\n') };
};

/**
 * Opens a note: its text counts only if it is signed by a known key. Signatures of unknown keys are ignored, a wrong one of a known
 * key refuses the whole note. Never throws for what the note holds; throws as `keyId` does for a verifier that cannot be one.
 */
export const openNote = (note: string, verifiers: readonly NoteVerifier[]): OpenedNote => {
  const parts = splitNote(note);
  if (parts === undefined) return refused('This is no signed note: a text, an empty line and signatures, without control characters.');
  if (parts.lines.length > mostSignatures) return refused(`The note has more than ${mostSignatures} signatures.`);
  const known = verifiers.map((verifier) => ({ ...verifier, id: keyId(verifier) }));
  const signedBy: string[] = [];
  for (const [i, raw] of parts.lines.entries()) {
    const found = readLine(raw);
    if (found === undefined) return refused(`Line ${i + 1} behind the text is no signature.`);
    const by = known.find(({ name, id }) => name === found.name && id === found.keyId);
    if (by === undefined) continue;
    if (!verify(null, Buffer.from(parts.text, 'utf8'), by.publicKey, found.signature)) {
      return refused(`The signature of ${by.name} is wrong: the text was changed, or somebody else signed in that name.`);
    }
    signedBy.push(by.name);
  }
  if (signedBy.length === 0) return refused('None of the known keys signed this note.');
  return { outcome: 'verified', text: parts.text, signedBy };
};
