import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ensureKeyFile, readKeys } from '../../operator/checkpoint/keys.ts';
import { readCheckpoint, signCheckpoint } from '../../operator/journal/checkpoint.ts';
import { emptyRoot } from '../../operator/journal/merkle.ts';
import { parseVerifier } from '../../operator/journal/note.ts';

const origin = 'incidents.example.org/cluster-1';
const pair = () => generateKeyPairSync('ed25519');
const privatePem = ({ privateKey }: ReturnType<typeof pair>): string => String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const publicPem = ({ publicKey }: ReturnType<typeof pair>): string => String(publicKey.export({ type: 'spki', format: 'pem' }));

const checkpoint = { origin, size: 0, root: emptyRoot };

test('what the key signs is accepted by the text that is handed out', () => {
  const keys = readKeys(privatePem(pair()), origin);
  const verifier = parseVerifier(keys.verifier);
  assert.ok(verifier !== undefined);
  const note = signCheckpoint(checkpoint, keys.privateKey);
  assert.equal(readCheckpoint(note, origin, [verifier]), {
    outcome: 'verified',
    checkpoint: { ...checkpoint, root: Buffer.from(emptyRoot) },
    signedBy: [origin],
  });
});

test('after a change of the key, checkpoints of the earlier one are accepted and the new one signs', () => {
  const [earlier, later] = [pair(), pair()];
  const keys = readKeys(`${privatePem(later)}${publicPem(earlier)}`, origin);
  const old = signCheckpoint(checkpoint, earlier.privateKey);
  assert.is(readCheckpoint(old, origin, keys.accepted).outcome, 'verified');
  assert.is(readKeys(privatePem(later), origin).verifier, keys.verifier);
  assert.is(readCheckpoint(old, origin, readKeys(privatePem(later), origin).accepted).outcome, 'refused');
});

test('anything but one Ed25519 key is refused without a word of what is in the file', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsaPem = String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const secret = 'c2VjcmV0c2VjcmV0';
  const damaged = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`;
  const cases = ['', 'not a key', publicPem(pair()), privatePem(pair()) + privatePem(pair()), rsaPem, damaged];
  for (const pem of cases) {
    try {
      readKeys(pem, origin);
      assert.unreachable();
    } catch (error) {
      assert.ok(error instanceof Error);
      assert.match(error.message, /exactly one private key in PEM|is no Ed25519 key/);
      assert.not.match(error.message, secret);
    }
  }
});

test('a key for a control plane of one’s own is made once, for its owner alone', () => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-key-'));
  try {
    const file = join(directory, 'pki', 'checkpoint.pem');
    const first = ensureKeyFile(file, origin);
    assert.is(statSync(file).mode & 0o777, 0o600);
    const written = readFileSync(file, 'utf8');
    assert.is(ensureKeyFile(file, origin), first);
    assert.is(readFileSync(file, 'utf8'), written);
    assert.match(first, /^incidents\.example\.org\/cluster-1\+[0-9a-f]{8}\+/);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.run();
