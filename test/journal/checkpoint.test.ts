import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatCheckpoint, parseCheckpoint, readCheckpoint, signCheckpoint } from '../../operator/journal/checkpoint.ts';
import { leafHash } from '../../operator/journal/merkle.ts';
import type { NoteVerifier } from '../../operator/journal/note.ts';
import { formatVerifier, keyId, openNote, parseVerifier, rawPublicKey, signNote } from '../../operator/journal/note.ts';
import { holds } from './holds.ts';

const parsed = (text: string): NoteVerifier => {
  const verifier = parseVerifier(text);
  assert.ok(verifier);
  return verifier;
};

/** The published key of the checksum database of Go, and a checkpoint that it signed: a log that we have no part in. */
const goKey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
const goNote =
  'go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n' +
  '\u2014 sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n';

const origin = 'incidents.example.org/cluster-1';
const signer = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const verifier: NoteVerifier = { name: origin, publicKey: signer.publicKey };
const checkpoint = { origin, size: 12, root: leafHash(Buffer.from('root')) };
const signed = signCheckpoint(checkpoint, signer.privateKey);

test('a checkpoint that another log signed is read, and its key is written as it was published', () => {
  assert.is(formatVerifier(parsed(goKey)), goKey);
  assert.equal(readCheckpoint(goNote, 'go.sum database tree', [parsed(goKey)]), {
    outcome: 'verified',
    checkpoint: {
      origin: 'go.sum database tree',
      size: 63096908,
      root: Buffer.from('8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=', 'base64'),
    },
    signedBy: ['sum.golang.org'],
  });
});

test('a note is signed with the bytes of RFC 8032, for its own key (7.1, test 1)', () => {
  const pkcs8 = '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8, 'hex'), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  assert.is(Buffer.from(rawPublicKey(publicKey)).toString('hex'), 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  const signature = sign(null, Buffer.from('A text.\n'), privateKey);
  const id = createHash('sha256').update('example.com/log\n\x01').update(rawPublicKey(publicKey)).digest().subarray(0, 4);
  const expected = `A text.\n\n\u2014 example.com/log ${Buffer.concat([id, signature]).toString('base64')}\n`;
  assert.is(signNote('A text.\n', { name: 'example.com/log', privateKey }), expected);
});

test('the text of a note may hold empty lines: the last one ends it', () => {
  const text = 'One.\n\nTwo.\n';
  const note = signNote(text, { name: origin, privateKey: signer.privateKey });
  assert.equal(openNote(note, [verifier]), { outcome: 'verified', text, signedBy: [origin] });
});

test('a checkpoint is three lines: origin, size, root', () => {
  assert.is(formatCheckpoint(checkpoint), `${origin}\n12\n${Buffer.from(checkpoint.root).toString('base64')}\n`);
});

test('what was signed is read back', () => {
  assert.equal(readCheckpoint(signed, origin, [verifier]), { outcome: 'verified', checkpoint, signedBy: [origin] });
});

test('every flipped bit of a signed checkpoint is found', () => {
  const bytes = Buffer.from(signed, 'utf8');
  const missed: string[] = [];
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << bit);
      if (readCheckpoint(copy.toString('utf8'), origin, [verifier]).outcome === 'verified') missed.push(`byte ${at}, bit ${bit}`);
    }
  }
  assert.equal(missed, []);
});

const refusal = (note: string, verifiers = [verifier], of = origin): string => {
  const result = readCheckpoint(note, of, verifiers);
  return result.outcome === 'refused' ? result.reason : 'verified';
};

test('a checkpoint that only a stranger signed is refused', () => {
  assert.is(refusal(signCheckpoint(checkpoint, stranger.privateKey)), 'None of the known keys signed this note.');
});

test('a checkpoint of another log is refused, even if a known key signed it', () => {
  assert.is(
    refusal(signed, [verifier], 'incidents.example.org/cluster-2'),
    `The checkpoint is of the log ${origin}, not of incidents.example.org/cluster-2.`,
  );
});

test('the signature of a witness that is not known is left aside, one that is known is told', () => {
  const witness = signNote(formatCheckpoint(checkpoint), { name: 'witness.example.org', privateKey: stranger.privateKey });
  const both = signed + witness.slice(witness.lastIndexOf('\n\n') + 2);
  const known = { name: 'witness.example.org', publicKey: stranger.publicKey };
  assert.equal(readCheckpoint(both, origin, [verifier]), { outcome: 'verified', checkpoint, signedBy: [origin] });
  assert.equal(readCheckpoint(both, origin, [verifier, known]), { outcome: 'verified', checkpoint, signedBy: [origin, known.name] });
});

test('a wrong signature of a known key refuses the note, whoever else signed it', () => {
  const elsewhere = signCheckpoint({ ...checkpoint, size: 13 }, signer.privateKey);
  const both = signed + elsewhere.slice(elsewhere.lastIndexOf('\n\n') + 2);
  assert.match(refusal(both), /^The signature of incidents\.example\.org\/cluster-1 is wrong/);
});

test('the same key under another name is another signer', () => {
  assert.is(refusal(signed, [{ ...verifier, name: 'elsewhere.example.org' }]), 'None of the known keys signed this note.');
  assert.is.not(keyId(verifier), keyId({ ...verifier, name: 'elsewhere.example.org' }));
});

const noNote = 'This is no signed note: a text, an empty line and signatures, without control characters.';
const root = Buffer.from(checkpoint.root).toString('base64');
const notNotes: readonly (readonly [what: string, note: string, reason: string])[] = [
  ['nothing', '', noNote],
  ['a text without signatures', `${origin}\n12\n${root}\n`, noNote],
  ['a note without its last line feed', signed.slice(0, -1), noNote],
  ['a note with carriage returns', signed.replaceAll('\n', '\r\n'), noNote],
  ['a line that is no signature', `${signed}signed, the CISO\n`, 'Line 2 behind the text is no signature.'],
  [
    'more signatures than anybody needs',
    signed + signed.slice(signed.lastIndexOf('\n\n') + 2).repeat(100),
    'The note has more than 100 signatures.',
  ],
  [
    'a signed note that is no checkpoint',
    signNote('good morning\n', { name: origin, privateKey: signer.privateKey }),
    'The note is signed, but its text is no checkpoint.',
  ],
];

for (const [what, note, reason] of notNotes) test(`${what} is refused with a reason`, () => assert.is(refusal(note), reason));

const noCheckpoints: readonly (readonly [what: string, text: string])[] = [
  ['no line feed at the end', `${origin}\n12\n${root}`],
  ['an empty origin', `\n12\n${root}\n`],
  ['two lines', `${origin}\n12\n`],
  ['a leading zero', `${origin}\n012\n${root}\n`],
  ['a sign', `${origin}\n+12\n${root}\n`],
  ['a fraction', `${origin}\n1.5\n${root}\n`],
  ['an exponent', `${origin}\n1e3\n${root}\n`],
  ['more entries than can be counted exactly', `${origin}\n9007199254740993\n${root}\n`],
  ['a short root', `${origin}\n12\nAAAA\n`],
  ['a root in another notation', `${origin}\n12\n${root.replace('=', '')}\n`],
  ['an empty line', `${origin}\n12\n${root}\n\nmore\n`],
];

for (const [what, text] of noCheckpoints) test(`a text with ${what} is no checkpoint`, () => assert.is(parseCheckpoint(text), undefined));

test('extension lines are allowed and say nothing', () => {
  assert.equal(parseCheckpoint(`${origin}\n12\n${root}\nmore\n`), { ...checkpoint, root: Buffer.from(checkpoint.root) });
});

test('any checkpoint that can be written is read back', () => {
  const any = fc.record(
    {
      origin: fc.stringMatching(/^[a-z0-9./-]+$/),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    },
    { noNullPrototype: true },
  );
  holds(
    fc.property(any, (one) => {
      const result = readCheckpoint(signCheckpoint(one, signer.privateKey), one.origin, [
        { name: one.origin, publicKey: signer.publicKey },
      ]);
      assert.ok(result.outcome === 'verified');
      assert.equal({ ...result.checkpoint, root: Uint8Array.from(result.checkpoint.root) }, one);
    }),
  );
});

test('nothing that is given to the reader makes it throw', () => {
  const pieces = fc.array(fc.constantFrom('\n', '\n\n', '\u2014 ', origin, ' ', 'AAAAAAAA', '12', '\ud83d', '+', ...signed.split(' ')), {
    maxLength: 12,
  });
  holds(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        pieces.map((all) => all.join('')),
      ),
      (text) => {
        assert.is(typeof readCheckpoint(text, origin, [verifier]).outcome, 'string');
        assert.ok(parseVerifier(text) === undefined);
      },
    ),
    { numRuns: 1000 },
  );
});

test('what no checkpoint can state is not signed', () => {
  const { privateKey } = signer;
  assert.throws(() => signCheckpoint({ ...checkpoint, origin: 'two\nlines' }, privateKey), /one line/);
  assert.throws(() => signCheckpoint({ ...checkpoint, origin: 'two words' }, privateKey), /neither white space/);
  assert.throws(() => signCheckpoint({ ...checkpoint, size: -1 }, privateKey), /cannot count -1/);
  assert.throws(() => signCheckpoint({ ...checkpoint, root: new Uint8Array(20) }, privateKey), /32 bytes, this one has 20/);
  assert.throws(() => signCheckpoint(checkpoint, generateKeyPairSync('ed448').privateKey), /signed with Ed25519; this key is ed448/);
  assert.throws(() => signNote('no line feed', { name: origin, privateKey }), /end with a line feed/);
});

test('a verifier of which the key id does not fit the key is refused', () => {
  assert.is(parseVerifier(goKey.replace('033de0ae', '033de0af')), undefined);
});

test.run();
