import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineEntry, TimelineHead } from '../../operator/journal/chain.ts';
import { append, genesis, hashOf, headOf } from '../../operator/journal/chain.ts';
import type { Evidence } from '../../operator/journal/verify.ts';
import { verify } from '../../operator/journal/verify.ts';
import { after, chainOf, draft, drafts, of, store } from './timeline.ts';

const start: TimelineHead = { seq: 0, hash: genesis(of), at: null };
const whole = chainOf(6);
/** 100 entries, one a write: an archive of 48 and a window of 52. */
const { window, archives } = store(drafts(100).map((one) => [one]));
const archive = archives[0];
assert.ok(archive);

const head = (seq: number, chain: readonly TimelineEntry[] = whole): TimelineHead => {
  const entry = chain[seq - 1];
  return entry === undefined ? start : { seq, hash: entry.hash, at: entry.at };
};

const replaced = (seq: number, change: (entry: TimelineEntry) => TimelineEntry): readonly TimelineEntry[] =>
  whole.map((entry) => (entry.seq === seq ? change(entry) : entry));

/** The entry with a hash of its own, as somebody makes it who can compute hashes. */
const rehashed = (entry: TimelineEntry): TimelineEntry => ({ ...entry, hash: hashOf(entry) });

const without = (seq: number): readonly TimelineEntry[] => whole.filter((entry) => entry.seq !== seq);

test('a timeline that nobody touched is intact, up to its head', () => {
  assert.equal(verify({ of, window: whole }), { verdict: 'intact', head: head(6), confirmed: 0 });
});

test('a timeline not begun is intact', () => {
  assert.equal(verify({ of, window: [] }), { verdict: 'intact', head: start, confirmed: 0 });
});

test('archives may come in any order, and may overlap the window before it is shortened', () => {
  const long = store(drafts(200).map((one) => [one]));
  const all = [...long.archives.flatMap(({ entries }) => entries), ...long.window];
  const overlapping = all.slice(140);
  const result = verify({ of, window: overlapping, archives: long.archives.toReversed() });
  assert.equal(result, { verdict: 'intact', head: head(200, all), confirmed: 0 });
});

test('heads kept earlier confirm the timeline up to the newest of them', () => {
  const known = [5, 0, 2].map((seq) => head(seq)).map(({ seq, hash }) => ({ seq, hash }));
  assert.equal(verify({ of, window: whole, known }), { verdict: 'intact', head: head(6), confirmed: 5 });
});

/** What was done to a timeline, and what the verifier has to say: problem, entry, last good entry. */
const cases: readonly (readonly [what: string, evidence: Omit<Evidence, 'of'>, problem: string, seq: number, lastGood: number])[] = [
  ['a changed note', { window: replaced(3, (entry) => ({ ...entry, note: 'nothing' })) }, 'edited', 3, 2],
  ['a changed actor', { window: replaced(1, (entry) => ({ ...entry, actor: 'eve' })) }, 'edited', 1, 0],
  ['a changed last entry', { window: replaced(6, (entry) => ({ ...entry, note: '' })) }, 'edited', 6, 5],
  ['a changed number', { window: replaced(3, (entry) => ({ ...entry, seq: 4 })) }, 'edited', 3, 2],
  ['a changed entry with its hash computed anew', { window: replaced(3, (entry) => rehashed({ ...entry, note: '' })) }, 'unlinked', 4, 2],
  ['a removed entry', { window: without(3) }, 'removed', 3, 2],
  ['a removed first entry', { window: without(1) }, 'removed', 1, 0],
  [
    'two entries that changed places',
    { window: [...whole.slice(0, 2), ...whole.slice(2, 4).reverse(), ...whole.slice(4)] },
    'reordered',
    3,
    2,
  ],
  ['an entry that stands there twice', { window: whole.toSpliced(3, 0, ...whole.slice(1, 2)) }, 'inserted', 2, 3],
  ['an entry repeated at once', { window: whole.toSpliced(3, 0, ...whole.slice(2, 3)) }, 'inserted', 3, 3],
  [
    'an entry recorded before its predecessor',
    { window: [...whole, ...append({ ...head(6), at: null }, [draft(7)], after(-9))] },
    'backdated',
    7,
    6,
  ],
  ['the timeline of another uid', { window: append(headOf({ ...of, uid: 'x' }, []), drafts(2), after(0)) }, 'foreign', 1, 0],
  ['a field that no hash covers', { window: replaced(2, (entry) => Object.assign({ via: 'eve' }, entry)) }, 'malformed', 2, 1],
  ['a field left out', { window: [{ ...whole[0], note: undefined }] }, 'malformed', 1, 0],
  ['a day that does not exist', { window: replaced(2, (entry) => ({ ...entry, at: '2026-02-31T00:00:00Z' })) }, 'malformed', 2, 1],
  ['a window that was left out', { window: undefined }, 'malformed', 1, 0],
  ['something else than a list', { window: { 0: whole[0] } }, 'malformed', 1, 0],
  ['a cut end', { window: whole.slice(0, 4), known: [{ seq: 5, hash: whole[4]?.hash }] }, 'truncated', 5, 4],
  ['everything gone', { window: [], known: [{ seq: 1, hash: whole[0]?.hash }] }, 'truncated', 1, 0],
  [
    'an end that was written anew',
    {
      window: [...whole.slice(0, 3), ...append(head(3), drafts(3), after(9))],
      known: [head(2), head(5)].map(({ seq, hash }) => ({ seq, hash })),
    },
    'forked',
    5,
    2,
  ],
  ['a kept head that is none', { window: whole, known: [null] }, 'malformed', 0, 6],
];

for (const [what, evidence, problem, seq, lastGood] of cases) {
  test(`${what} is found, with the last good entry`, () => {
    const result = verify({ of, ...evidence });
    assert.equal(result.verdict === 'broken' && [result.problem, result.seq, result.lastGood], [problem, seq, head(lastGood)]);
  });
}

const inArchive: readonly (readonly [what: string, evidence: Omit<Evidence, 'of'>, problem: string, seq: number, lastGood: number])[] = [
  ['an archive that was deleted', { window, archives: [] }, 'removed', 1, 0],
  ['an entry removed from an archive', { window, archives: [{ ...archive, entries: archive.entries.toSpliced(9, 1) }] }, 'removed', 10, 9],
  ['an archive that was cut short', { window, archives: [{ ...archive, entries: archive.entries.slice(0, 40) }] }, 'edited', 1, 0],
  ['an archive of another object', { window, archives: [{ ...archive, of: { ...of, name: 'other' } }] }, 'foreign', 1, 48],
  ['an archive with a false first', { window, archives: [{ ...archive, first: 2 }] }, 'edited', 2, 1],
  ['an archive with a false last', { window, archives: [{ ...archive, last: 47 }] }, 'edited', 1, 0],
  ['an archive with a false head', { window, archives: [{ ...archive, head: archive.prev }] }, 'edited', 1, 0],
  ['an archive with a false prev', { window, archives: [{ ...archive, prev: archive.head }] }, 'edited', 1, 0],
  ['an archive that is none', { window, archives: [archive, 7] }, 'malformed', 49, 48],
  ['a window that was emptied', { window: [], archives }, 'truncated', 1, 48],
  ['a window set back behind the archives', { window: archive.entries.slice(0, 20), archives }, 'truncated', 21, 48],
];

const all = [...archive.entries, ...window];

for (const [what, evidence, problem, seq, lastGood] of inArchive) {
  test(`${what} is found, with the last good entry`, () => {
    const result = verify({ of, ...evidence });
    assert.equal(result.verdict === 'broken' && [result.problem, result.seq, result.lastGood], [problem, seq, head(lastGood, all)]);
  });
}

test('a window that contradicts its archive is a fork, good up to the entry before', () => {
  const other = append(head(40, all), drafts(20), after(500));
  assert.equal(verify({ of, window: other, archives }), {
    verdict: 'broken',
    problem: 'forked',
    seq: 41,
    place: 'status.timeline',
    detail: 'entry 41 is another one here than in the archive before it',
    suspect: 41,
    lastGood: head(40, all),
  });
});

test('an owner that cannot be read leaves nothing that is good', () => {
  const result = verify({ of: { ...of, uid: 7 }, window: whole });
  assert.equal(result, {
    verdict: 'broken',
    problem: 'malformed',
    seq: 0,
    place: 'owner',
    detail: 'the owner of the timeline has no valid field "uid"',
    lastGood: null,
  });
});

test('the finding quotes nothing of what is recorded', () => {
  const secret = 'Jane Doe';
  const result = verify({ of, window: replaced(3, (entry) => ({ ...entry, actor: secret, note: secret })) });
  assert.is(result.verdict, 'broken');
  assert.not.match(JSON.stringify(result), secret);
});

test.run();
