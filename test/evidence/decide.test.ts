// Shows: V6, V7, V8.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem, EvidenceItemSpec } from '../../operator/api/types.gen.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import type { Check } from '../../operator/evidence/verification.ts';
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

const given = { id: 'h1', at: at(4), by: 'c.peeters', from: 'c.peeters', to: 'k.jacobs', reason: 'Analysis' };
const got = { id: 'r1', at: at(4.5), by: 'k.jacobs', of: 'h1' };

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
  [
    'a mismatch that nobody can look at again',
    decide({ verifications: [verification('v1', 5, 'Mismatch'), verification('v2', 6, 'Unreadable')] }).status,
    'Compromised',
  ],
  ['what crossed a boundary without an authorisation', decide({ crossesBoundary: true }).status, 'Quarantined'],
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

test('either digest of an item shows that the bytes are its own, and another one of the same length does not', () => {
  const sha512 = 'f'.repeat(128);
  const digest = { algorithm: 'sha256', value: sha('a'), sha512 } as const;
  const result = (found: string) => decide({ digest, verifications: [verification('v1', 5, 'Match', found)] }).status.verified?.result;
  assert.equal([sha('a'), sha512, sha('b'), 'e'.repeat(128)].map(result), ['Match', 'Match', 'Mismatch', 'Mismatch']);
});

/** The findings but for the fields of each medium, which have a table of their own (media.test.ts). */
const reasons = (status: EvidenceItem['status']): readonly string[] =>
  (status?.findings ?? []).map(({ reason }) => reason).filter((reason) => !reason.startsWith('Missing'));
const collected = (changes: object) => ({
  collection: { at: at(3), by: 'c.peeters', method: 'Exported', qualification: 'GCFA', ...changes },
});
const { qualification: _, ...unqualified } = collected({}).collection;
const crossing = (changes: object) => ({
  crossesBoundary: true,
  authorisation: { basis: 'EIO', authoriser: 'Judge', reference: 'EIO-1', scope: 'The log of one user', expires: at(100), ...changes },
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
  assert.is(decide({ ...crossing({ expires: at(12) }), crossesBoundary: false }).wakeAt, undefined);
});

test('the holder is shown where somebody holds it', () => {
  assert.is(decide({ custody: [given], receipts: [got] }).status.holder, 'k.jacobs');
  const { status } = decide({ custody: [given] });
  assert.equal([status.holder, status.custody], ['c.peeters', { intact: true, handOvers: 0, pending: { entry: 'h1', to: 'k.jacobs' } }]);
  assert.not('holder' in without('collection', 'digest').status);
});

test('everything that happened to an item is recorded once, in order, without a name in a note', () => {
  const spec = {
    identified: { at: at(1), by: 'm.janssens', where: 'Train' },
    custody: [given],
    receipts: [got],
    accesses: [{ id: 'x1', at: at(4.6), by: 'k.jacobs', kind: 'Access' as const, purpose: 'Analysis' }],
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
      `c.peeters CustodyTransferred custody/h1 ${digest(given)}`,
      `k.jacobs CustodyReceived receipts/r1 h1 Received ${digest(got)}`,
      `k.jacobs EvidenceAccessed accesses/x1 ${digest(spec.accesses[0])}`,
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

const sealed = sha('a');
const read = (hours: number, result: 'Match' | 'Mismatch', value = result === 'Match' ? sealed : sha('b')): Check => ({
  at: at(hours),
  result,
  digest: value,
  bytes: 12,
});
const unread = (hours: number, detail: string): Check => ({ at: at(hours), result: 'Unreadable', detail });

/** The decisions that follow one another as the operator reads the bytes again and again. */
const readings = (...checks: readonly Check[]) => {
  const decisions: ReturnType<typeof decide>[] = [];
  for (const check of checks) {
    const item = evidence({}, decisions.at(-1)?.status);
    decisions.push(decideEvidence({ item, incident: incident(), policy: policy(), check }, check.at));
  }
  return decisions;
};

test('what the operator reads is recorded, and a mismatch stays on record whatever is read later', () => {
  const told = readings(read(4, 'Match'), read(5, 'Mismatch'), unread(6, 'Stalled'), unread(7, 'Stalled'), read(8, 'Match'));
  assert.equal(
    told.map(({ status, entries }) => [
      status.phase,
      ...entries.filter(({ actor }) => actor === 'meldpunt').map(({ reason, note }) => `${reason} ${note}`),
    ]),
    [
      ['Preserved', `EvidenceVerified Match ${sealed} 12 bytes`],
      [
        'Compromised',
        `EvidenceMismatch Mismatch ${sha('b')} 12 bytes`,
        'PhaseChanged Preserved -> Compromised',
        'Escalated evidence-compromised to CISO',
      ],
      ['Compromised', 'EvidenceUnreadable Unreadable Stalled'],
      ['Compromised'],
      ['Preserved', `EvidenceVerified Match ${sealed} 12 bytes`, 'PhaseChanged Compromised -> Preserved'],
    ],
  );
  assert.equal(told.at(-1)?.status.checked, { at: at(8), result: 'Match', matchAt: at(8), mismatchAt: at(5) });
  assert.equal(told.at(-1)?.status.verified, { at: at(8), result: 'Match', digest: sealed, bytes: 12 });
  assert.equal(reasons(told.at(-1)?.status), ['BytesDiffer']);
  assert.equal(reasons(told[3]?.status), ['BytesDiffer', 'BytesUnreadable']);
});

test('a reading that was stored already changes nothing', () => {
  const [once] = readings(read(4, 'Match'));
  const again = decideEvidence(
    { item: evidence({}, once?.status), incident: incident(), policy: policy(), check: read(4, 'Match') },
    at(4),
  );
  assert.equal([again.entries, again.status], [[], once?.status]);
});

test('an item in quarantine is recorded, told to the CISO by a notice of its own, and leaves it with its authorisation', () => {
  const { status, entries, children } = decide({ crossesBoundary: true });
  assert.equal(
    [status.accepted, status.conditions?.map(({ type, reason }) => `${type} ${reason}`)],
    [false, ['Ready Reconciled', 'Accepted Quarantined']],
  );
  assert.equal(
    entries.slice(-2).map(({ reason, note }) => `${reason} ${note}`),
    ['Quarantined Unauthorised', 'Escalated evidence-quarantined to CISO'],
  );
  const [notice] = children;
  assert.match(notice?.metadata.name ?? '', /^evi-1-evidence-quarantined-[0-9a-f]{8}$/);
  assert.equal(notice?.spec, {
    incidentRef: { name: 'inc-1' },
    duty: 'evidence-quarantined',
    audience: 'CISO',
    stage: 'Initial',
    languages: policy().spec.languages,
    content: {
      summary:
        'Evidence item evi-1 of incident inc-1 crosses a boundary without a valid authorisation. It is on record, and neither accepted nor exported until it has one.',
    },
  });
  const after = decide(crossing({}), status);
  assert.equal(
    after.entries.map(({ reason, note }) => `${reason} ${note}`).filter((line) => !line.startsWith('FactChanged')),
    ['PhaseChanged Quarantined -> Preserved', 'QuarantineLifted Authorised'],
  );
  assert.equal([after.status.accepted, after.children], [true, []]);
});

test('an authorisation lacks what it lacks by name, and one given afterwards is told', () => {
  const message = (authorisation: object): string | undefined =>
    decide({ crossesBoundary: true, authorisation: { basis: 'EIO', authoriser: 'Judge', ...authorisation } }).status.findings?.find(
      ({ reason }) => reason === 'NotAuthorised',
    )?.message;
  assert.match(message({ reference: 'EIO-1', scope: 'All' }) ?? '', 'valid authorisation: expires missing (V7)');
  assert.match(message({ expires: at(100) }) ?? '', 'valid authorisation: reference, scope missing (V7)');
  assert.equal(reasons(decide(crossing({ given: at(4) })).status), ['AuthorisedAfterwards']);
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
