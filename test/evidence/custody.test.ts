// Shows: V2.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItemReceipt, EvidenceItemSpec } from '../../operator/api/types.gen.ts';
import { custodyOf, type Why } from '../../operator/evidence/custody.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import { at, evidence, incident, policy } from '../build.ts';

const handOver = (id: string, hours: number, from: string, to: string, more: object = {}) => ({
  id,
  at: at(hours),
  by: from,
  from,
  to,
  reason: 'For analysis',
  ...more,
});
const receipt = (of: string, hours: number, by: string, more: object = {}): EvidenceItemReceipt => ({
  id: `r-${of}`,
  at: at(hours),
  by,
  of,
  outcome: 'Received',
  ...more,
});

/** The chain as the tests compare it: who holds it, who waits for it, what arrived, and where it broke. */
const walk = (changes: Partial<EvidenceItemSpec>) => {
  const { holder, pending, received, gaps } = custodyOf(evidence(changes).spec);
  return {
    holder,
    ...(pending && { pending: pending.entry }),
    received: received.map(({ handOver: { id } }) => id),
    gaps: gaps.map(({ entry, why }) => `${entry} ${why}`),
  };
};
const custody = [
  handOver('h1', 4, 'c.peeters', 'k.jacobs'),
  handOver('h2', 5, 'k.jacobs', 'n.hendrickx'),
  handOver('h3', 6, 'n.hendrickx', 'c.peeters'),
] as const;
const receipts = [receipt('h1', 4.1, 'k.jacobs'), receipt('h2', 5.1, 'n.hendrickx'), receipt('h3', 6.1, 'c.peeters')] as const;
const [first, second, third] = custody;
const [got1, got2, got3] = receipts;

const { collection: _, ...uncollected } = evidence().spec;
const identified = { at: at(1), by: 'm.janssens' };

const table: readonly (readonly [string, Partial<EvidenceItemSpec>, ReturnType<typeof walk>])[] = [
  ['whoever collected it holds it', {}, { holder: 'c.peeters', received: [], gaps: [] }],
  ['whoever collected it holds it, whoever found it', { identified }, { holder: 'c.peeters', received: [], gaps: [] }],
  ['each hand-over is received', { custody, receipts }, { holder: 'c.peeters', received: ['h1', 'h2', 'h3'], gaps: [] }],
  [
    'in any order of the lists',
    { custody: custody.toReversed(), receipts: receipts.toReversed() },
    { holder: 'c.peeters', received: ['h1', 'h2', 'h3'], gaps: [] },
  ],
  [
    'until it is received, the giver holds it',
    { custody: [first, second], receipts: [got1] },
    { holder: 'k.jacobs', pending: 'h2', received: ['h1'], gaps: [] },
  ],
  [
    'what was refused stays with the giver, who may hand it to somebody else',
    {
      custody: [first, handOver('h2', 5, 'c.peeters', 'd.maes')],
      receipts: [{ ...got1, outcome: 'Refused' }, receipt('h2', 5.1, 'd.maes')],
    },
    { holder: 'd.maes', received: ['h2'], gaps: [] },
  ],
  [
    'what was withdrawn was never given',
    { custody: [first], receipts: [receipt('h1', 4.5, 'c.peeters', { outcome: 'Withdrawn' })] },
    { holder: 'c.peeters', received: [], gaps: [] },
  ],
  [
    'what was found and handed on before it was collected has no gap',
    { identified, custody: [handOver('h1', 2, 'm.janssens', 'c.peeters')], receipts: [receipt('h1', 2.1, 'c.peeters')] },
    { holder: 'c.peeters', received: ['h1'], gaps: [] },
  ],
  [
    'a corrected hand-over does not count',
    {
      custody: [handOver('h1', 4, 'd.maes', 'k.jacobs'), { ...handOver('h2', 5, 'c.peeters', 'k.jacobs'), corrects: 'h1' }],
      receipts: [receipt('h2', 5, 'k.jacobs')],
    },
    { holder: 'k.jacobs', received: ['h2'], gaps: [] },
  ],
  [
    'hand-overs within one second follow one another',
    {
      custody: [handOver('h1', 4, 'k.jacobs', 'd.maes'), handOver('h2', 4, 'c.peeters', 'k.jacobs')],
      receipts: [receipt('h1', 4, 'd.maes'), receipt('h2', 4, 'k.jacobs')],
    },
    { holder: 'd.maes', received: ['h2', 'h1'], gaps: [] },
  ],
];

for (const [what, spec, expected] of table) test(what, () => assert.equal(walk(spec), expected));

test('nobody holds what nobody found, and whoever found it holds it until it is collected', () => {
  assert.is(custodyOf(uncollected).holder, undefined);
  assert.is(custodyOf({ ...uncollected, identified }).holder, 'm.janssens');
});

const breaks: readonly (readonly [string, Partial<EvidenceItemSpec>, Why, string])[] = [
  ['it comes from somebody else', { custody: [handOver('h1', 4, 'd.maes', 'k.jacobs')] }, 'Gap', 'k.jacobs'],
  [
    'the hand-over before it is missing',
    { custody: [first, handOver('x', 6, 'n.hendrickx', 'f.smet')], receipts: [got1] },
    'Gap',
    'f.smet',
  ],
  ['its giver had handed it over already', { custody: [first, handOver('x', 5, 'c.peeters', 'd.maes')] }, 'DoubleSpend', 'd.maes'],
  ['somebody else records it', { custody: [handOver('x', 4, 'c.peeters', 'd.maes', { by: 'd.maes' })] }, 'NotGivenByHolder', 'd.maes'],
  ['it was passed on before it was received', { custody: [first, handOver('x', 5, 'k.jacobs', 'd.maes')] }, 'NotReceived', 'd.maes'],
  ['it goes to whoever gave it', { custody: [handOver('x', 4, 'c.peeters', 'c.peeters')] }, 'SelfReceived', 'c.peeters'],
  [
    'its giver signs the receipt as well',
    { custody: [handOver('x', 4, 'c.peeters', 'd.maes')], receipts: [receipt('x', 4, 'c.peeters')] },
    'SelfReceived',
    'd.maes',
  ],
  [
    'it was received before it was given',
    { custody: [handOver('x', 4, 'c.peeters', 'd.maes')], receipts: [receipt('x', 3.5, 'd.maes')] },
    'BackDated',
    'd.maes',
  ],
  [
    'it was given before its giver had it',
    { custody: [first, handOver('x', 4.05, 'k.jacobs', 'd.maes')], receipts: [got1, receipt('x', 7, 'd.maes')] },
    'BackDated',
    'd.maes',
  ],
  ['it says so itself', { custody: [handOver('x', 4, 'f.smet', 'd.maes', { broken: 'Found on a desk' })] }, 'Declared', 'd.maes'],
];

for (const [what, spec, why, holder] of breaks) {
  test(`a chain breaks where ${what}, and goes on with whoever has the item`, () => {
    const entry = spec.custody?.at(-1)?.id ?? '';
    const actual = walk(spec);
    assert.equal([actual.gaps, actual.holder], [[`${entry} ${why}`], holder]);
  });
}

const people = ['c.peeters', 'k.jacobs', 'n.hendrickx', 'd.maes'] as const;

test('a chain in which each receives and hands on to another has no gap, and losing a link or a receipt breaks what follows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 2, maxLength: 12 }), fc.nat(), (steps, lost) => {
      // Each hands it to one of the three others.
      const places = [0];
      for (const step of steps) places.push(((places.at(-1) ?? 0) + 1 + step) % 4);
      const holders = places.map((n) => people[n] ?? '');
      const links = steps.map((_step, n) => handOver(`h${n}`, 4 + n, holders[n] ?? '', holders[n + 1] ?? ''));
      const got = links.map(({ id, to }, n) => receipt(id, 4.5 + n, to));
      assert.equal(walk({ custody: links, receipts: got }), { holder: holders.at(-1), received: links.map(({ id }) => id), gaps: [] });
      const index = lost % (links.length - 1);
      assert.equal(walk({ custody: links, receipts: got.toSpliced(index, 1) }).gaps, [`h${index + 1} NotReceived`]);
      const leads = links[index]?.from === links[index + 1]?.from;
      assert.equal(walk({ custody: links.toSpliced(index, 1), receipts: got }).gaps, leads ? [] : [`h${index + 1} Gap`]);
    }),
  );
});

const decide = (spec: Partial<EvidenceItemSpec>, status?: ReturnType<typeof evidence>['status']) =>
  decideEvidence({ item: evidence(spec, status), incident: incident(), policy: policy() }, at(10));

test('a gap is recorded once, compromises the item, says where it broke, and stays visible when the missing link is recorded late', () => {
  const broken = decide({ custody: [first, third], receipts: [got1, got3] });
  assert.is(broken.status.phase, 'Compromised');
  assert.equal(broken.status.custody, { intact: false, handOvers: 2, broken: { entry: 'h3', at: at(6), why: 'Gap' } });
  assert.equal(
    broken.entries.filter(({ reason }) => reason === 'CustodyBroken').map(({ note }) => note),
    ['custody/h3 Gap'],
  );
  assert.equal(
    broken.status.findings?.filter(({ reason }) => reason.startsWith('Custody')).map(({ reason, message }) => [reason, message]),
    [['CustodyGap', 'The chain of custody is broken (V2): h3 not from the present holder.']],
  );
  const healed = decide({ custody, receipts }, broken.status);
  assert.is(healed.status.phase, 'Preserved');
  assert.equal(
    healed.entries.map(({ reason }) => reason),
    ['CustodyTransferred', 'CustodyReceived', 'PhaseChanged'],
  );
  assert.equal(
    healed.status.findings?.filter(({ reason }) => reason.startsWith('Custody')).map(({ reason, message }) => [reason, message]),
    [['CustodyRecordedLate', 'Recorded before what leads to it (V2): h3.']],
  );
  assert.equal(decide({ custody, receipts }, healed.status).entries, []);
});

test('several gaps are one finding, so that the status can be stored', () => {
  const { status, entries } = decide({ custody: [handOver('h1', 4, 'd.maes', 'k.jacobs'), handOver('h2', 5, 'd.maes', 'c.peeters')] });
  assert.equal(
    status.findings?.filter(({ reason }) => reason === 'CustodyGap').map(({ message }) => message),
    ['The chain of custody is broken (V2): h1 not from the present holder, h2 not from the present holder.'],
  );
  assert.is(entries.filter(({ reason }) => reason === 'CustodyBroken').length, 2);
});

test('each transfer is shown to have changed nothing by the digest on receipt or by a verification before the next one', () => {
  const value = 'a'.repeat(64);
  const unverified = (spec: Partial<EvidenceItemSpec>): readonly string[] =>
    (decide(spec).status.findings ?? []).flatMap(({ reason, message }) => (reason === 'TransferNotVerified' ? [message] : []));
  assert.equal(unverified({ custody, receipts }), ['Nobody has shown that it arrived unchanged (V8): h1, h2, h3.']);
  assert.equal(unverified({ custody, receipts: receipts.map((one) => ({ ...one, digest: value })) }), []);
  const verifications = [{ id: 'v1', at: at(5.5), by: 'n.hendrickx', result: 'Match' as const }];
  assert.equal(unverified({ custody, receipts, verifications }), ['Nobody has shown that it arrived unchanged (V8): h1, h3.']);
  assert.is(decide({ custody: [first], receipts: [{ ...got1, digest: 'b'.repeat(64) }] }).status.phase, 'Compromised');
});

test('what the operator reads after a receipt verifies that transfer, and goes on doing so when the next one follows', () => {
  const digest = 'a'.repeat(64);
  const spec = { custody: [first, second], receipts: [got1, got2] };
  const check = { at: at(6), result: 'Match', digest, bytes: 12 } as const;
  const seen = decideEvidence({ item: evidence(spec), incident: incident(), policy: policy(), check }, at(10));
  assert.equal(seen.status.recorded?.entries?.['checked'], ['h2']);
  const after = decide({ custody, receipts }, seen.status);
  assert.equal(
    after.status.findings?.filter(({ reason }) => reason === 'TransferNotVerified').map(({ message }) => message),
    ['Nobody has shown that it arrived unchanged (V8): h1, h3.'],
  );
});

test.run();
