import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem } from '../../../operator/api/types.gen.ts';
import { createPace } from '../../../operator/evidence/bytes/pace.ts';
import { createVerifier } from '../../../operator/evidence/bytes/verifier.ts';
import type { Check } from '../../../operator/evidence/verification.ts';
import { at, evidence, policy } from '../../build.ts';

const volumes = mkdtempSync(join(tmpdir(), 'volumes-'));
mkdirSync(join(volumes, 'nas'));
writeFileSync(join(volumes, 'nas/log.jsonl'), 'evidence');
test.after(() => rmSync(volumes, { recursive: true }));

const sha = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');
const house = policy({
  evidence: {
    stores: [
      { name: 'nas', type: 'Volume' },
      { name: 'bucket', type: 'S3', url: 'https://s3.example', bucket: 'evidence' },
    ],
  },
});
const digest = { algorithm: 'sha256', value: sha('sha256', 'evidence'), bytes: 8, sha512: sha('sha512', 'evidence') } as const;
const itemOf = (spec: Partial<EvidenceItem['spec']> = {}, name = 'evi-1'): EvidenceItem =>
  evidence({ digest, location: { uri: 'volume://nas/log.jsonl' }, ...spec }, undefined, name);

/** A verifier, and what it told. */
const verifying = (atATime = 2) => {
  const told: string[] = [];
  const waiting = new Map<string, () => void>();
  const verifier = createVerifier({
    openers: { credentials: '', volumes },
    policy: () => house,
    observer: { checked: (result, bytes) => void told.push(`${result} ${bytes}`), log: (_level, message) => void told.push(message) },
    now: () => at(10),
    done: (key) => waiting.get(key)?.(),
    atATime,
  });
  verifier.start();
  const read = async (item: EvidenceItem): Promise<Check | undefined> => {
    const done = new Promise<void>((resolve) => waiting.set(`${item.metadata.namespace}/${item.metadata.name}`, resolve));
    verifier.offer(item);
    await done;
    return verifier.checkOf(item);
  };
  return { verifier, told, read };
};

const cases: readonly (readonly [string, EvidenceItem, object])[] = [
  ['the bytes that were collected', itemOf(), { result: 'Match', digest: digest.value, bytes: 8 }],
  ['another digest', itemOf({ digest: { ...digest, value: 'b'.repeat(64) } }), { result: 'Mismatch', digest: digest.value, bytes: 8 }],
  ['another size', itemOf({ digest: { ...digest, bytes: 9 } }), { result: 'Mismatch', digest: digest.value, bytes: 8 }],
  ['another SHA-512', itemOf({ digest: { ...digest, sha512: 'b'.repeat(128) } }), { result: 'Mismatch', digest: digest.value, bytes: 8 }],
  [
    'a digest by SHA3-256',
    itemOf({ digest: { algorithm: 'sha3-256', value: sha('sha3-256', 'evidence') } }),
    { result: 'Match', digest: sha('sha3-256', 'evidence'), bytes: 8 },
  ],
  ['a file that is not there', itemOf({ location: { uri: 'volume://nas/gone' } }), { result: 'Unreadable', detail: 'NotThere' }],
  ['a way out of the volume', itemOf({ location: { uri: 'volume://nas/../x' } }), { result: 'Unreadable', detail: 'NotThere' }],
  ['a bucket without credentials', itemOf({ location: { uri: 's3://evidence/x' } }), { result: 'Unreadable', detail: 'Misconfigured' }],
];

for (const [what, item, expected] of cases) {
  test(`a reading of ${what}`, async () => {
    const { verifier, read } = verifying();
    assert.equal(await read(item), { at: at(10), ...expected });
    await verifier.stop();
  });
}

test('what was found counts for exactly this item, and is forgotten once it is stored', async () => {
  const { verifier, told, read } = verifying();
  const item = itemOf();
  assert.is((await read(item))?.result, 'Match');
  assert.is(verifier.checkOf({ ...item, metadata: { ...item.metadata, uid: 'another' } }), undefined);
  await read(item);
  assert.is(verifier.checkOf({ ...item, status: { checked: { at: at(10), result: 'Match' } } }), undefined);
  assert.is(verifier.checkOf(item), undefined);
  assert.equal(told, ['Match 8', 'Match 8']);
  await verifier.stop();
});

test('many items wait for their turn, none twice, and a stop forgets them', async () => {
  const { verifier, told, read } = verifying(1);
  const items = Array.from({ length: 20 }, (_, n) => itemOf({}, `evi-${n}`));
  const all = Promise.all(items.map(read));
  for (const item of items) verifier.offer(item);
  await all;
  assert.is(told.length, 20);
  for (const item of items) verifier.offer(itemOf({}, `${item.metadata.name}-b`));
  await verifier.stop();
  assert.ok(told.length <= 21, 'what waited is not read');
  verifier.offer(itemOf({}, 'late'));
  assert.is(verifier.checkOf(itemOf({}, 'late')), undefined);
});

test('a pace makes everybody wait for what was read beyond it', async () => {
  const pace = createPace(() => 1_000);
  const { signal } = new AbortController();
  const started = performance.now();
  // A second's worth may come at once.
  for (let n = 0; n < 3; n += 1) await pace(400, signal);
  assert.ok(performance.now() - started >= 190);
  const broken = await pace(1_000_000, AbortSignal.timeout(10)).catch((error: unknown) => error);
  assert.is((broken as Error).name, 'AbortError');
  await createPace(() => undefined)(1e12, signal);
});

test.run();
