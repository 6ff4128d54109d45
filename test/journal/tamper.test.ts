import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { append, headOf } from '../../operator/journal/chain.ts';
import { verify } from '../../operator/journal/verify.ts';
import { holds } from './holds.ts';
import type { Stored } from './timeline.ts';
import { after, anyDraft, chainOf, drafts, of, store } from './timeline.ts';

/** A file that holds a timeline, as bytes. */
const serialise = (stored: Stored): Uint8Array => Buffer.from(JSON.stringify(stored), 'utf8');

/** Whether a reader of the file notices nothing: it is text, JSON, of the two fields that it should have, and its timeline verifies. */
const isIntact = (bytes: Uint8Array): boolean => {
  let stored: { window?: unknown; archives?: unknown } | null;
  try {
    stored = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
  if (stored === null || Object.keys(stored).join() !== 'window,archives') return false;
  return verify({ of, window: stored.window, archives: stored.archives }).verdict === 'intact';
};

const flipped = (bytes: Uint8Array, at: number, mask: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
};

/** Two entries in an archive, two in the window: small enough for every bit, and every kind of byte is in it. */
const small: Stored = (() => {
  const entries = chainOf(4);
  const [first, second] = entries;
  assert.ok(first !== undefined && second !== undefined);
  const spec = { of, first: 1, last: 2, entries: [first, second], prev: first.prev, head: second.hash };
  return { window: entries.slice(2), archives: [spec] };
})();

test('every flipped bit of a serialised timeline is found', () => {
  const bytes = serialise(small);
  assert.ok(isIntact(bytes));
  const missed: string[] = [];
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) if (isIntact(flipped(bytes, at, 1 << bit))) missed.push(`byte ${at}, bit ${bit}`);
  }
  assert.equal(missed, []);
});

test('any changed byte of a serialised timeline of any content is found', () => {
  const long = fc.array(anyDraft, { minLength: 1, maxLength: 80 }).map((all) => serialise(store(all.map((one) => [one]))));
  holds(
    fc.property(long, fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, mask) => {
      assert.ok(isIntact(bytes));
      assert.not.ok(isIntact(flipped(bytes, at % bytes.length, mask)));
    }),
    { numRuns: 200 },
  );
});

const chain = chainOf(40);
const place = fc.nat({ max: chain.length - 1 });
const verdict = (window: readonly TimelineEntry[], known: readonly TimelineEntry[] = []): string =>
  verify({ of, window, known: known.map(({ seq, hash }) => ({ seq, hash })) }).verdict;

test('any dropped run of entries but the last ones is found, and also these against the head that was kept', () => {
  holds(
    fc.property(place, fc.integer({ min: 1, max: 40 }), (from, count) => {
      assert.is(verdict(chain.toSpliced(from, count), chain.slice(-1)), 'broken');
      if (from + count < chain.length) assert.is(verdict(chain.toSpliced(from, count)), 'broken');
    }),
  );
});

test('a cut end alone is a valid timeline: only a kept head shows it', () => {
  assert.is(verdict(chain.slice(0, 30)), 'intact');
  assert.is(verdict(chain.slice(0, 30), chain.slice(30, 31)), 'broken');
});

test('any two entries that changed places are found, also with their numbers put right', () => {
  holds(
    fc.property(place, place, (a, b) => {
      const [one, other] = [chain[a], chain[b]];
      fc.pre(one !== undefined && other !== undefined && a !== b);
      assert.is(verdict(chain.with(a, other).with(b, one)), 'broken');
      assert.is(verdict(chain.with(a, { ...other, seq: one.seq }).with(b, { ...one, seq: other.seq })), 'broken');
    }),
  );
});

test('any entry that stands there again, anywhere, is found', () => {
  holds(
    fc.property(place, fc.nat({ max: chain.length }), (which, where) => {
      assert.is(verdict(chain.toSpliced(where, 0, ...chain.slice(which, which + 1))), 'broken');
    }),
  );
});

test('any chain written anew from some entry on is found against any head kept at or after that entry', () => {
  holds(
    fc.property(place, place, anyDraft, (from, keptAt, other) => {
      fc.pre(from <= keptAt);
      const good = chain.slice(0, from);
      const rewritten = [...good, ...append(headOf(of, good), [other, ...drafts(60)], after(900))];
      assert.is(verdict(rewritten), 'intact');
      assert.is(verdict(rewritten, chain.slice(keptAt, keptAt + 1)), 'broken');
    }),
  );
});

test('any part of an archive and any archive that is missing is found', () => {
  const { window, archives } = store(drafts(230).map((one) => [one]));
  holds(
    fc.property(fc.nat({ max: archives.length - 1 }), fc.nat({ max: 47 }), (which, entry) => {
      const spec = archives[which];
      assert.ok(spec);
      const shorter = { ...spec, entries: spec.entries.toSpliced(entry, 1) };
      assert.is(verify({ of, window, archives: archives.with(which, shorter) }).verdict, 'broken');
      assert.is(verify({ of, window, archives: archives.toSpliced(which, 1) }).verdict, 'broken');
    }),
  );
});

test('nothing that is given to the verifier makes it throw', () => {
  const anything = fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true, withDate: true });
  const almost = fc.record(
    {
      seq: fc.oneof(fc.integer(), anything),
      at: anything,
      actor: anything,
      reason: anything,
      note: anything,
      prev: anything,
      hash: anything,
    },
    { requiredKeys: [] },
  );
  const list = fc.oneof(anything, fc.array(fc.oneof(almost, anything, fc.constantFrom(...chain))));
  const spec = fc.record({
    of: fc.oneof(fc.constant(of), anything),
    first: fc.nat(),
    last: fc.nat(),
    entries: list,
    prev: anything,
    head: anything,
  });
  const specs = fc.oneof(anything, fc.array(fc.oneof(spec, anything, fc.constantFrom(...small.archives))));
  holds(
    fc.property(fc.oneof(fc.constant(of), anything), list, specs, list, (owner, window, archives, known) => {
      assert.ok(['intact', 'broken'].includes(verify({ of: owner, window, archives, known }).verdict));
    }),
    { numRuns: 2000 },
  );
});

test.run();
