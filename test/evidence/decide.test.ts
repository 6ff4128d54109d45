import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem, EvidenceItemSpec } from '../../operator/api/types.gen.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { at, evidence, incident, policy } from '../build.ts';

const decide = (spec: Partial<EvidenceItemSpec>, status?: EvidenceItem['status'], now = at(10)) =>
  decideEvidence({ item: evidence(spec, status), incident: incident(), policy: policy() }, now);
const without = (...names: readonly (keyof EvidenceItemSpec)[]) => {
  const item = evidence();
  const spec = Object.fromEntries(
    Object.entries(item.spec).filter(([name]) => !names.includes(name as keyof EvidenceItemSpec)),
  ) as unknown as EvidenceItemSpec;
  return decideEvidence({ item: { ...item, spec }, incident: incident(), policy: policy() }, at(10));
};
const sha = (letter: string): string => letter.repeat(64);
const verification = (id: string, hours: number, result: 'Match' | 'Mismatch' | 'Unreadable', value?: string) => ({
  id,
  at: at(hours),
  by: 'k.jacobs',
  result,
  ...(value && { digest: value }),
});
const disposal = { id: 'z1', at: at(9), by: 's.wouters', method: 'Shredded', authority: 'Retention' };

const phases: readonly (readonly [string, EvidenceItem['status'], string])[] = [
  ['what was only found', without('collection', 'digest').status, 'Identified'],
  ['what was collected and not yet fixed', without('digest').status, 'Collected'],
  ['what is stored under seal', decide({ storage: { seal: '0815' } }).status, 'Preserved'],
  ['what has its digest', decide({}).status, 'Preserved'],
  ['other bytes than were collected', decide({ verifications: [verification('v1', 5, 'Mismatch')] }).status, 'Compromised'],
  [
    'a verification that states another digest and calls it a match',
    decide({ verifications: [verification('v1', 5, 'Match', sha('b'))] }).status,
    'Compromised',
  ],
  [
    'a mismatch that was corrected',
    decide({ verifications: [verification('v1', 5, 'Mismatch'), { ...verification('v2', 6, 'Match', sha('a')), corrects: 'v1' }] }).status,
    'Preserved',
  ],
  ['bytes that nobody can read', decide({ verifications: [verification('v1', 5, 'Unreadable')] }).status, 'Preserved'],
  ['what was disposed of', decide({ disposal, verifications: [verification('v1', 5, 'Mismatch')] }).status, 'Disposed'],
];

for (const [what, status, phase] of phases) test(`${what} is ${phase}`, () => assert.is(status?.phase, phase));

test('the last verification is shown as what it amounts to, and an earlier one of the operator itself yields', () => {
  const one = [verification('v1', 5, 'Match', sha('a')), verification('v2', 6, 'Match', sha('b'))];
  assert.equal(decide({ verifications: one }).status.verified, { at: at(6), result: 'Mismatch', digest: sha('b') });
  const own = { at: at(7), result: 'Match', digest: sha('a'), bytes: 12 } as const;
  assert.equal(decide({ verifications: one }, { verified: own }).status.verified, own);
  assert.equal(decide({}, { verified: own }).status.verified, own);
  assert.is(decide({}).status.verified, undefined);
});

const reasons = (status: EvidenceItem['status']): readonly string[] => (status?.findings ?? []).map(({ reason }) => reason);
const collected = (changes: object) => ({
  collection: { at: at(3), by: 'c.peeters', method: 'Exported', qualification: 'GCFA', ...changes },
});
const { qualification: _, ...unqualified } = collected({}).collection;
const crossing = (changes: object) => ({
  crossesBoundary: true,
  authorisation: { basis: 'EIO', authoriser: 'Judge', reference: 'EIO-1', ...changes },
});

const findings: readonly (readonly [string, EvidenceItem['status'], readonly string[]])[] = [
  ['a sound item has none', decide({}).status, []],
  ['what was not collected', without('collection', 'digest').status, ['NotCollected']],
  ['neither a certified tool nor a qualified person', decide({ collection: unqualified }).status, ['NeitherCertifiedNorQualified']],
  [
    'a tool that is not certified',
    decide({ collection: { ...unqualified, tool: { name: 'dd', version: '9' } } }).status,
    ['NeitherCertifiedNorQualified'],
  ],
  [
    'a certified tool is enough',
    decide({ collection: { ...unqualified, tool: { name: 'ewfacquire', certification: 'CFTT' } } }).status,
    [],
  ],
  ['a day after the facts were established is in time', decide(collected({ at: at(24) }), undefined, at(40)).status, []],
  ['later than a day is late', decide(collected({ at: at(24.01) }), undefined, at(40)).status, ['CollectedLate']],
  ['no digest of bytes', without('digest').status, ['NotHashed']],
  ['bytes that differ', decide({ verifications: [verification('v1', 5, 'Match', sha('b'))] }).status, ['BytesDiffer']],
  [
    'and still after a later match',
    decide({ verifications: [verification('v1', 5, 'Mismatch'), verification('v2', 6, 'Match')] }).status,
    ['BytesDiffer'],
  ],
  ['no place', without('location').status, ['LocationUnknown']],
  ['a thing without a seal', decide({ mediaType: 'PhysicalObject' }).status, ['NotSealed']],
  ['a thing under seal', decide({ mediaType: 'PhysicalObject', storage: { seal: '0815' } }).status, []],
  ['a testimony needs no seal', decide({ mediaType: 'Testimony' }).status, []],
  ['a border crossed with an authorisation', decide(crossing({})).status, []],
  ['a border crossed without one', decide({ crossesBoundary: true }).status, ['NotAuthorised']],
  [
    'an authorisation without a reference',
    decide({ crossesBoundary: true, authorisation: { basis: 'EIO', authoriser: 'Judge' } }).status,
    ['NotAuthorised'],
  ],
  ['an authorisation that ran out before the collection', decide(crossing({ expires: at(2) })).status, ['AuthorisationExpired']],
  ['an authorisation that ran out after the collection', decide(crossing({ expires: at(4) })).status, []],
];

for (const [what, status, expected] of findings) test(`findings: ${what}`, () => assert.equal(reasons(status), expected));

test('an authorisation that runs out before the collection wakes the operator at that moment', () => {
  const { collection: __, digest: ___, ...spec } = evidence().spec;
  const item = { ...evidence(), spec: { ...spec, ...crossing({ expires: at(12) }) } };
  const [before, after] = [at(10), at(13)].map((now) => decideEvidence({ item, incident: incident(), policy: policy() }, now));
  assert.equal([before?.wakeAt, reasons(before?.status)], [at(12).replace('Z', '.001Z'), ['NotCollected']]);
  assert.equal([after?.wakeAt, reasons(after?.status)], [undefined, ['NotCollected', 'AuthorisationExpired']]);
});

test('an item that was collected, or whose authorisation does not run out, wakes nobody', () => {
  assert.is(decide(crossing({ expires: at(12) })).wakeAt, undefined);
  assert.is(decide({ ...crossing({}), crossesBoundary: false }).wakeAt, undefined);
});

test('the holder is shown where somebody holds it', () => {
  assert.is(
    decide({ custody: [{ id: 'h1', at: at(4), by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Analysis' }] }).status.holder,
    'k.jacobs',
  );
  assert.not('holder' in without('collection', 'digest').status);
});

test('everything that happened to an item is recorded once, in order, without a name in a note', () => {
  const spec = {
    identified: { at: at(1), by: 'm.janssens', where: 'Train' },
    custody: [{ id: 'h1', at: at(4), by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Analysis' }],
    verifications: [verification('v1', 5, 'Match', sha('a')), verification('v2', 6, 'Match', sha('b'))],
    disposal,
  };
  const first = decide(spec);
  const { spec: whole } = evidence(spec);
  assert.equal(
    first.entries.map(({ actor, reason, note }) => `${actor} ${reason} ${note}`),
    [
      `m.janssens EvidenceIdentified identified ${digest(whole.identified)}`,
      `c.peeters EvidenceCollected LogExtract ${digest(whole.collection)}`,
      `c.peeters EvidenceSealed sha256:${sha('a')}`,
      `s.wouters EvidenceDisposed disposal ${digest(disposal)}`,
      `c.peeters CustodyTransferred custody/h1 ${digest(spec.custody[0])}`,
      `k.jacobs EvidenceVerified verifications/v1 Match ${digest(spec.verifications[0])}`,
      `k.jacobs EvidenceMismatch verifications/v2 Mismatch ${digest(spec.verifications[1])}`,
    ],
  );
  const again = decide(spec, JSON.parse(JSON.stringify(first.status)));
  assert.equal(again.entries, []);
  assert.equal(again.status, first.status);
});

test('what may change is told as a change, and the phase that follows', () => {
  const before = without('digest').status;
  const after = decide({ location: { place: 'Safe 3' } }, before);
  assert.equal(
    after.entries.map(({ reason, note }) => `${reason} ${note}`),
    [
      `EvidenceSealed sha256:${sha('a')}`,
      `FactChanged location ${digest({ place: 'Safe 2' })} -> ${digest({ place: 'Safe 3' })}`,
      'PhaseChanged Collected -> Preserved',
    ],
  );
});

test('an item without its incident is recorded, and says that a name was mistyped', () => {
  const { status } = decideEvidence({ item: evidence(), incident: undefined, policy: policy() }, at(10));
  assert.equal(
    status.conditions?.map(({ type, reason }) => [type, reason]),
    [
      ['Ready', 'Reconciled'],
      ['IncidentFound', 'IncidentMissing'],
    ],
  );
  assert.is(status.phase, 'Preserved');
});

test.run();
