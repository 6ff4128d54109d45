import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NoteVerifier } from '../journal/note.ts';
import { formatVerifier, rawPublicKey } from '../journal/note.ts';

/** With what checkpoints are signed, and whose signatures are accepted on those that are there already. */
export interface CheckpointKeys {
  readonly privateKey: KeyObject;
  /** The key itself, and those that it took over from. */
  readonly accepted: readonly NoteVerifier[];
  /** The text to hand to whoever verifies: `<origin>+<key id>+<key>`. */
  readonly verifier: string;
}

const block = /-----BEGIN (PRIVATE|PUBLIC) KEY-----[\s\S]+?-----END \1 KEY-----/g;

const readBlock = (pem: string, read: (pem: string) => KeyObject): KeyObject => {
  try {
    const key = read(pem);
    rawPublicKey(key.type === 'private' ? createPublicKey(key) : key);
    return key;
  } catch {
    // The reason of the library may repeat a part of the key, and this sentence goes to the log.
    throw new Error('A key in the file of the checkpoint key cannot be read, or is no Ed25519 key.');
  }
};

/**
 * Reads the keys from PEM: one private key (PKCS#8, Ed25519), and the public keys of earlier ones, if the key was changed. Throws an
 * Error, with a sentence that repeats nothing of the text, if it is not that.
 */
export const readKeys = (pem: string, origin: string): CheckpointKeys => {
  const blocks = [...pem.matchAll(block)].map(([text, sort]) => ({ text, sort }));
  const [own, ...others] = blocks.filter(({ sort }) => sort === 'PRIVATE');
  if (own === undefined || others.length > 0) {
    throw new Error(
      'The file of the checkpoint key must hold exactly one private key in PEM (PKCS#8). Make one with: openssl genpkey -algorithm ed25519 -out FILE',
    );
  }
  const privateKey = readBlock(own.text, createPrivateKey);
  const earlier = blocks.filter(({ sort }) => sort === 'PUBLIC').map(({ text }) => readBlock(text, createPublicKey));
  const accepted = [createPublicKey(privateKey), ...earlier].map((publicKey) => ({ name: origin, publicKey }));
  return { privateKey, accepted, verifier: accepted.slice(0, 1).map(formatVerifier).join('') };
};

/**
 * Makes a key for a control plane of one's own if there is none yet, readable by its owner alone, and returns its public text for
 * `--key`. In a real cluster the key is made by whoever installs, and mounted from a Secret.
 */
export const ensureKeyFile = (path: string, origin: string): string => {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return readKeys(readFileSync(path, 'utf8'), origin).verifier;
};
