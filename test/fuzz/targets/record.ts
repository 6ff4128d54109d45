import { createPrivateKey, createPublicKey } from 'node:crypto';
import { validate } from '../../../operator/api/validate.ts';
import { parseChunk, parseTail } from '../../../operator/checkpoint/chunks.ts';
import { linesOf, parseLine } from '../../../operator/checkpoint/line.ts';
import { createLog } from '../../../operator/checkpoint/log.ts';
import { bundleFormat } from '../../../operator/cli/bundle.ts';
import { verifyFile } from '../../../operator/cli/verify-file.ts';
import { custodyOf } from '../../../operator/evidence/custody.ts';
import { custodyForm } from '../../../operator/evidence/form.ts';
import { digest } from '../../../operator/journal/canonical.ts';
import { readCheckpoint } from '../../../operator/journal/checkpoint.ts';
import { formatVerifier, parseVerifier, signNote } from '../../../operator/journal/note.ts';
import { verify } from '../../../operator/journal/verify.ts';
import { caseOf } from '../../cli/case.ts';
import { drafts, of, store } from '../../journal/timeline.ts';
import { demand, jsonSeed, plain, type Target } from '../target.ts';

/** A key that is the same in every run (an Ed25519 seed of ones), so that an input means the same in every run. */
const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${'01'.repeat(32)}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const origin = 'incidents.example.org/fuzzed';
const verifier = { name: origin, publicKey: createPublicKey(privateKey) };
const key = formatVerifier(verifier);

const objectIn = (input: Buffer): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(input.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

/** Whether the API server could have it: it takes no number that JSON cannot write. */
const isFiniteAll = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isFiniteAll)
    : typeof value !== 'number' || Number.isFinite(value);

const storable = <T extends object>(value: T | undefined): T | undefined => (isFiniteAll(value) ? value : undefined);

/** Whoever edits an export gives it a fitting digest again; only what has a canonical text can have one. */
const exported = (content: object): Buffer | undefined => {
  try {
    return Buffer.from(`${JSON.stringify({ format: bundleFormat, digest: digest(content), ...content }, null, 1)}\n`);
  } catch {
    return undefined;
  }
};

const verifyBytes = (bytes: Buffer): void => {
  for (const given of [undefined, key]) {
    const report = verifyFile({ bytes, name: 'export.json', key: given, kept: [], checkStamp: undefined });
    demand(report.verdict === 'intact' || report.findings.length > 0, 'what is not intact is told');
  }
};

const checkpoint = (input: Buffer): void => {
  const text = input.toString('utf8');
  // A log of which the signer is hostile too: the text is signed, whatever it says.
  let note = text.slice(1);
  if (text.startsWith('!')) {
    try {
      note = signNote(note, { name: origin, privateKey });
    } catch {
      // A text that no note can hold is none.
    }
  }
  const read = readCheckpoint(note, origin, [verifier]);
  demand(read.outcome === 'verified' || read.reason !== '', 'what is refused says why');
  if (read.outcome === 'verified')
    demand(Number.isSafeInteger(read.checkpoint.size) && read.checkpoint.root.length === 32, 'what is verified is whole');
  parseVerifier(text);
  const lines = linesOf(text) ?? [];
  const log = createLog();
  for (const line of lines) {
    parseLine(line);
    log.add(line);
  }
  demand(log.size() === lines.length, 'every line is on the log, whatever it says');
  const data = { checkpoint: text, verifier: key, first: text.slice(0, 8), lines: text };
  parseTail(data);
  parseChunk(data);
};

const signed = (text: string): Buffer => Buffer.from(`!${text}`);
const { bundle, lines, note } = caseOf(2);
const stored = store(drafts(3).map((each) => [each]));

const custody = {
  incidentRef: { name: 'lost-laptop' },
  description: 'A log.',
  mediaType: 'LogExtract',
  collection: { at: '2026-10-23T10:00:00Z', by: 'c.peeters', method: 'copy' },
  custody: [
    { id: 'c1', at: '2026-10-23T11:00:00Z', by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Into the safe.' },
    { id: 'c2', at: '2026-10-24T11:00:00Z', by: 'k.jacobs', from: 'k.jacobs', to: 'd.maes', reason: 'For examination.', corrects: 'c1' },
  ],
  receipts: [{ id: 'r1', at: '2026-10-23T11:05:00Z', by: 'k.jacobs', of: 'c1', outcome: 'Received' }],
};

const item = (spec: object) => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'EvidenceItem',
  metadata: { name: 'log', namespace: 'incidents', uid: 'u', creationTimestamp: '2026-10-23T10:00:00Z' },
  spec,
});

/** What was kept of the record, and comes back to be verified. */
export const recordTargets: readonly Target[] = [
  {
    name: 'exports',
    promise: 'whatever a file says, and with whatever digest, its verification ends with a report',
    code: ['/operator/cli/', '/operator/journal/', '/operator/checkpoint/'],
    seeds: () => [jsonSeed(bundle), jsonSeed({ ...bundle, proofs: [], archives: [] }), Buffer.from(note)],
    words: [
      'records',
      'archives',
      'proofs',
      'metadata',
      'uid',
      'status',
      'timeline',
      'spec',
      'seq',
      'prev',
      'hash',
      'kind',
      'Incident',
      '__proto__',
      '\ud800',
      'checkpoint',
      'entries',
    ],
    open: plain((input) => {
      verifyBytes(input);
      const content = objectIn(input);
      const bytes = content === undefined ? undefined : exported(content);
      if (bytes !== undefined) verifyBytes(bytes);
    }),
  },
  {
    name: 'timelines',
    promise: 'whatever stands where a timeline should be, the verifier says intact or what is wrong',
    code: ['/operator/journal/'],
    seeds: () => [
      jsonSeed({ of, window: stored.window, archives: stored.archives, known: [{ seq: 2, hash: stored.window[1]?.hash ?? '' }] }),
      jsonSeed({ of, window: [] }),
    ],
    words: [
      'of',
      'window',
      'archives',
      'known',
      'seq',
      'at',
      'actor',
      'reason',
      'note',
      'prev',
      'hash',
      'first',
      'last',
      'entries',
      'head',
      '__proto__',
    ],
    open: plain((input) => {
      const { of: owner, window, archives, known } = objectIn(input) ?? {};
      const result = verify({ of: owner, window, archives, known });
      demand(result.verdict === 'intact' || result.detail !== '', 'what is broken is told in a sentence');
    }),
  },
  {
    name: 'custody',
    promise: 'every chain of custody that the API server takes has an answer and a form, whatever the hand-overs say',
    code: ['/operator/evidence/', '/operator/api/'],
    seeds: () => [jsonSeed(custody), jsonSeed({ ...custody, receipts: [] })],
    words: [
      'from',
      'to',
      'by',
      'of',
      'c1',
      'c2',
      'corrects',
      'outcome',
      'Received',
      'Refused',
      'Withdrawn',
      'custody',
      'receipts',
      'k.jacobs',
      'constructor',
    ],
    open: plain((input) => {
      const spec = storable(objectIn(input));
      const checked = validate('EvidenceItem', item(spec ?? {}));
      if (spec === undefined || !checked.ok) return;
      const { gaps, received } = custodyOf(checked.object.spec);
      demand(gaps.length + received.length <= 2 * (checked.object.spec.custody?.length ?? 0), 'each hand-over counts once');
      custodyForm(checked.object, { language: 'en', organisation: 'RSZ', zone: 'Europe/Brussels', generatedAt: '2026-10-25T10:00:00Z' });
    }),
  },
  {
    name: 'checkpoints',
    promise: 'a note, key or log is read, or refused with a reason; only what is whole and signed is verified',
    code: ['/operator/journal/', '/operator/checkpoint/'],
    seeds: () => [
      signed(`${origin}\n3\n${Buffer.alloc(32, 7).toString('base64')}\n`),
      Buffer.from(`?${note}`),
      Buffer.from(`?${lines.join('\n')}\n`),
      Buffer.from(key),
    ],
    words: ['\n', '\n\n', '— ', origin, 'snapshot ', ' gone', '0', '99999999999999999999', 'AAAA', '=', '!', '+'],
    open: plain(checkpoint),
  },
];
