import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItemSpec } from '../../operator/api/types.gen.ts';
import { custodyOf } from '../../operator/evidence/custody.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import { at, evidence, incident, policy } from '../build.ts';

const handOver = (id: string, hours: number, from: string, to: string) => ({
  id,
  at: at(hours),
  by: from,
  from,
  to,
  reason: 'For analysis',
});
const gap = (entry: string, expected: string, from: string) => ({ entry, expected, from });

const walk = (custody: EvidenceItemSpec['custody'], changes: Partial<EvidenceItemSpec> = {}) =>
  custodyOf(evidence({ ...changes, ...(custody && { custody }) }).spec);
const chain = [
  handOver('h1', 4, 'c.peeters', 'k.jacobs'),
  handOver('h2', 5, 'k.jacobs', 'n.hendrickx'),
  handOver('h3', 6, 'n.hendrickx', 'c.peeters'),
];

const { collection: _, ...uncollected } = evidence().spec;
const identified = { at: at(1), by: 'm.janssens' };

const table: readonly (readonly [string, ReturnType<typeof walk>, ReturnType<typeof walk>])[] = [
  ['whoever collected it holds it', walk([]), { holder: 'c.peeters', gaps: [] }],
  ['nobody holds what nobody found', custodyOf(uncollected), { holder: undefined, gaps: [] }],
  ['whoever found it holds it until it is collected', custodyOf({ ...uncollected, identified }), { holder: 'm.janssens', gaps: [] }],
  ['whoever collected it holds it, whoever found it', walk([], { identified }), { holder: 'c.peeters', gaps: [] }],
  ['each hand-over comes from the present holder', walk(chain), { holder: 'c.peeters', gaps: [] }],
  ['in any order of the list', walk(chain.toReversed()), { holder: 'c.peeters', gaps: [] }],
  [
    'what was found and handed on before it was collected has no gap',
    walk([handOver('h1', 2, 'm.janssens', 'c.peeters')], { identified }),
    { holder: 'c.peeters', gaps: [] },
  ],
  [
    'a hand-over from somebody else is a gap, and its receiver has the item',
    walk([handOver('h1', 4, 'd.maes', 'k.jacobs')]),
    { holder: 'k.jacobs', gaps: [gap('h1', 'c.peeters', 'd.maes')] },
  ],
  [
    'a missing hand-over is a gap',
    walk([chain[0], chain[2]].flatMap((entry) => entry ?? [])),
    { holder: 'c.peeters', gaps: [gap('h3', 'k.jacobs', 'n.hendrickx')] },
  ],
  [
    'nobody hands over twice what they held once',
    walk([handOver('h1', 4, 'c.peeters', 'k.jacobs'), handOver('h2', 5, 'c.peeters', 'd.maes')]),
    { holder: 'd.maes', gaps: [gap('h2', 'k.jacobs', 'c.peeters')] },
  ],
  [
    'hand-overs within one second follow one another',
    walk([handOver('h1', 4, 'k.jacobs', 'd.maes'), handOver('h2', 4, 'c.peeters', 'k.jacobs')]),
    { holder: 'd.maes', gaps: [] },
  ],
  [
    'a corrected hand-over does not count',
    walk([handOver('h1', 4, 'd.maes', 'k.jacobs'), { ...handOver('h2', 5, 'c.peeters', 'k.jacobs'), corrects: 'h1' }]),
    { holder: 'k.jacobs', gaps: [] },
  ],
];

for (const [what, actual, expected] of table) test(what, () => assert.equal(actual, expected));

const people = ['c.peeters', 'k.jacobs', 'n.hendrickx', 'd.maes'] as const;

test('a chain in which each hands on what they received has no gap, and losing one link makes one unless it led back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...people), { minLength: 1, maxLength: 12 }), fc.nat(), (receivers, lost) => {
      const links = receivers.map((to, n) => handOver(`h${n}`, 4 + n, n === 0 ? 'c.peeters' : (receivers[n - 1] ?? ''), to));
      assert.equal(walk(links), { holder: receivers.at(-1), gaps: [] });
      const index = lost % links.length;
      const [missing, next] = [links[index], links[index + 1]];
      const broken = next !== undefined && missing?.from !== missing?.to;
      assert.is(walk(links.toSpliced(index, 1)).gaps.length, broken ? 1 : 0);
    }),
  );
});

const decide = (spec: Partial<EvidenceItemSpec>, status?: ReturnType<typeof evidence>['status']) =>
  decideEvidence({ item: evidence(spec, status), incident: incident(), policy: policy() }, at(10));

test('a gap is recorded once, compromises the item, and stays visible when the missing hand-over is recorded late', () => {
  const [first, second, third] = chain;
  assert.ok(first && second && third);
  const broken = decide({ custody: [first, third] });
  assert.is(broken.status.phase, 'Compromised');
  assert.equal(
    broken.entries.filter(({ reason }) => reason === 'CustodyBroken').map(({ note }) => note),
    ['custody/h3 does not come from the holder'],
  );
  assert.equal(
    broken.status.findings?.map(({ reason, message }) => [reason, message]),
    [['CustodyGap', 'Not from the present holder (V2): h3.']],
  );
  const healed = decide({ custody: [first, second, third] }, broken.status);
  assert.is(healed.status.phase, 'Preserved');
  assert.equal(
    healed.entries.map(({ reason }) => reason),
    ['CustodyTransferred', 'PhaseChanged'],
  );
  assert.equal(
    healed.status.findings?.map(({ reason, message }) => [reason, message]),
    [['CustodyRecordedLate', 'Recorded before the hand-over that leads to it (V2): h3.']],
  );
});

test('several gaps are one finding, so that the status can be stored', () => {
  const { status, entries } = decide({ custody: [handOver('h1', 4, 'd.maes', 'k.jacobs'), handOver('h2', 5, 'd.maes', 'c.peeters')] });
  assert.equal(
    status.findings?.map(({ reason, message }) => [reason, message]),
    [['CustodyGap', 'Not from the present holder (V2): h1, h2.']],
  );
  assert.is(entries.filter(({ reason }) => reason === 'CustodyBroken').length, 2);
});

test.run();
