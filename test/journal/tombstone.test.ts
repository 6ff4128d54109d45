import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineArchiveSpec } from '../../operator/api/types.gen.ts';
import { inspectErased } from '../../operator/cli/inspect.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { append, headOf, type TimelineEntry } from '../../operator/journal/chain.ts';
import { record } from '../../operator/journal/record.ts';
import { registerOf } from '../../operator/journal/register.ts';
import { isEntombed, tombstone } from '../../operator/journal/tombstone.ts';
import { holds } from './holds.ts';

const of = { kind: 'Incident', name: 'lost-laptop', uid: '8d0a4b0e-6a1c-4c57-9f0a-5a9c6a1f2b3c' } as const;
const at = '2026-10-23T07:15:00Z';
const register = registerOf({
  record: { metadata: { creationTimestamp: at, deletionTimestamp: '2036-12-02T08:00:00Z' }, spec: { title: 'Laptop' } },
  facts: { 'spec.category': 'PrivacyBreach', 'spec.personalData.kinds': ['Confidentiality', 'Integrity'], empty: [], absent: undefined },
});

/** A timeline of a number of entries as it stands after they came in some at a time: archives, and a window. */
const lived = (
  sizes: readonly number[],
): { readonly window: readonly TimelineEntry[]; readonly archived: readonly TimelineArchiveSpec[] } => {
  let window: readonly TimelineEntry[] = [];
  const archived: TimelineArchiveSpec[] = [];
  for (const size of sizes) {
    const drafts = Array.from({ length: size }, (_, i) => ({ actor: 'meldpunt', reason: 'PhaseChanged' as const, note: `${i}` }));
    const recording = record({ of, window, drafts, at });
    archived.push(...recording.archives.map(({ spec }) => spec));
    window = recording.timeline;
  }
  return { window, archived };
};

const specsOf = (drafts: ReturnType<typeof tombstone>): readonly TimelineArchiveSpec[] => drafts.map(({ spec }) => spec);

test('archives alone hold the whole chain of an erased record, its register bound by the last entry', () => {
  holds(
    fc.property(fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 5 }), (sizes) => {
      const { window, archived } = lived(sizes);
      const all = [...archived, ...specsOf(tombstone({ of, window, archived, register }))];
      const found = inspectErased('incidents', all);
      assert.equal(found?.findings, []);
      assert.is(found?.entries, sizes.reduce((sum, size) => sum + size, 0) + 1);
      assert.ok(all.every(({ entries }) => entries.length <= 64));
    }),
    { numRuns: 50 },
  );
});

test('an attempt that was cut off after any of its archives is continued, and one that was finished writes nothing more', () => {
  const { window, archived } = lived([64]);
  const drafts = tombstone({ of, window, archived, register });
  assert.is(drafts.length, 2);
  const [first, second] = specsOf(drafts);
  assert.ok(first && second);
  assert.equal(tombstone({ of, window, archived: [first], register }), drafts.slice(1));
  assert.equal(tombstone({ of, window, archived: [first, second], register }), []);
  assert.not.ok(isEntombed([first]));
  assert.ok(isEntombed([first, second]));
});

test('entries that were archived before the status knew them stay on the chain', () => {
  const { window, archived } = lived([10]);
  const ahead = append(headOf(of, window), [{ actor: 'meldpunt', reason: 'PhaseChanged', note: 'ahead' }], at);
  const all = [...window, ...ahead];
  const [oldest, newest] = [all.at(0), all.at(-1)];
  assert.ok(oldest && newest);
  const spec = { of, first: 1, last: newest.seq, entries: all, prev: oldest.prev, head: newest.hash };
  const [last] = specsOf(tombstone({ of, window, archived: [...archived, spec], register }));
  assert.is(last?.first, 12);
  assert.is(last?.prev, newest.hash);
});

test('a register that was changed afterwards is found', () => {
  const { window, archived } = lived([3]);
  const [spec] = specsOf(tombstone({ of, window, archived, register }));
  assert.ok(spec);
  const edited = { ...spec, register: { ...register, facts: { ...register.facts, 'spec.category': 'HumanError' } } };
  assert.equal(
    inspectErased('incidents', [edited])?.findings.map(({ problem, seq }) => ({ problem, seq })),
    [{ problem: 'edited', seq: 4 }],
  );
});

test('the register keeps facts as text, leaves out what is not known, and binds what went', () => {
  assert.equal(register, {
    erasedAt: '2036-12-02T08:00:00Z',
    createdAt: at,
    facts: { 'spec.category': 'PrivacyBreach', 'spec.personalData.kinds': 'Confidentiality, Integrity' },
    digests: { spec: digest({ title: 'Laptop' }) },
  });
});

test.run();
