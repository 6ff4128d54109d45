import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem, IncidentPolicyEvidenceStore } from '../../operator/api/types.gen.ts';
import { isDue, nextReading } from '../../operator/evidence/schedule.ts';
import { placeOf } from '../../operator/evidence/stores.ts';
import { at, evidence, policy } from '../build.ts';

const stores: readonly IncidentPolicyEvidenceStore[] = [
  { name: 'vault', type: 'HTTPS', url: 'https://evidence.example/cases/' },
  { name: 'case-4711', type: 'HTTPS', url: 'https://evidence.example/cases/4711/' },
  { name: 'bucket', type: 'S3', url: 'https://s3.example', bucket: 'evidence' },
  { name: 'nas', type: 'Volume' },
  { name: 'closed', type: 'Volume', namespaces: ['elsewhere'] },
];
const house = policy({ evidence: { stores } });
const itemAt = (uri: string): EvidenceItem => evidence({ location: { uri } });

const places: readonly (readonly [string, string | undefined])[] = [
  ['https://evidence.example/cases/4712/disk.e01?version=2', 'vault 4712/disk.e01?version=2'],
  ['https://evidence.example/cases/4711/disk.e01', 'case-4711 disk.e01'],
  ['https://evidence.example/cases/4711/../4712/disk.e01', 'vault 4712/disk.e01'],
  ['https://evidence.example/cases/../admin', undefined],
  ['https://evidence.example/cases/%2e%2e/admin', undefined],
  ['https://evidence.example/cases/a%2fb', undefined],
  ['https://evidence.example/other/disk.e01', undefined],
  ['https://evidence.example:8443/cases/disk.e01', undefined],
  ['https://evidence.example.attacker.example/cases/disk.e01', undefined],
  ['https://someone:secret@evidence.example/cases/disk.e01', undefined],
  ['http://evidence.example/cases/disk.e01', undefined],
  ['https://evidence.example/cases/', undefined],
  ['s3://evidence/4711/disk%20image.raw', 'bucket 4711/disk image.raw'],
  ['s3://other/4711/disk.raw', undefined],
  ['volume://nas/4711/disk.raw', 'nas 4711/disk.raw'],
  ['volume://nas/%zz', undefined],
  ['volume://closed/4711/disk.raw', undefined],
  ['file:///etc/passwd', undefined],
];

for (const [uri, expected] of places) {
  test(`${uri} is ${expected === undefined ? 'in no store' : 'in a store'}`, () => {
    const place = placeOf(itemAt(uri), house);
    assert.is(place && `${place.store.name} ${place.path}`, expected);
  });
}

test('without stores nothing is read', () => {
  assert.is(placeOf(itemAt('volume://nas/x'), policy()), undefined);
  assert.is(placeOf(itemAt('volume://nas/x'), undefined), undefined);
});

const item = itemAt('volume://nas/disk.raw');
const received = (hours: number) => ({
  custody: [{ id: 'h1', at: at(hours - 1), by: 'c.peeters', from: 'c.peeters', to: 'd.maes', reason: 'Analysis' }],
  receipts: [{ id: 'r1', at: at(hours), by: 'd.maes', of: 'h1' }],
});
const next = (spec: Partial<EvidenceItem['spec']>, checked: NonNullable<EvidenceItem['status']>['checked'], every?: string) =>
  nextReading(
    evidence({ ...item.spec, ...spec }),
    checked,
    policy({ evidence: { stores, ...(every === undefined ? {} : { verifyEvery: every }) } }),
    at(10),
  );

test('what was never read is read at once, then after the span of the policy, and after each hand-over', () => {
  assert.is(next({}, undefined), at(10));
  assert.is(next({}, { at: at(4), result: 'Match' }, 'P1D'), at(28));
  assert.is(next({}, { at: at(4), result: 'Match' }), at(4 + 30 * 24));
  assert.is(next({}, { at: at(4), result: 'Mismatch' }, 'P1D'), at(28));
  assert.is(next(received(5), { at: at(4), result: 'Match' }), at(5).replace(':00Z', ':01Z'));
  assert.is(next(received(5), { at: at(6), result: 'Match' }, 'P1D'), at(30));
  assert.is(next({}, { at: at(4), result: 'Match' }, 'P99999Y'), undefined);
});

test('what could not be read is tried again after an hour, whatever happened to it', () => {
  assert.is(next(received(5), { at: at(4.5), result: 'Unreadable' }), at(5.5));
});

test('nothing is read of what has no digest, lies in no store, or was disposed of', () => {
  const { digest: _, ...without } = item.spec;
  assert.is(nextReading({ ...item, spec: without }, undefined, house, at(10)), undefined);
  assert.is(next({ location: { place: 'Safe 3' } }, undefined), undefined);
  assert.is(next({ disposal: { id: 'd1', method: 'Shredded', authority: 'Schedule' } }, undefined), undefined);
});

test('due is what comes next by now', () => {
  const checked = { at: at(4), result: 'Match' } as const;
  const due = (hours: number): boolean =>
    isDue({ ...item, status: { checked } }, policy({ evidence: { stores, verifyEvery: 'P1D' } }), at(hours));
  assert.equal([due(27.9), due(28), due(29)], [false, true, true]);
});

test.run();
