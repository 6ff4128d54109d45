import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { append, genesis, hashOf, headOf } from '../../operator/journal/chain.ts';
import { holds } from './holds.ts';
import { after, anyDraft, chainOf, draft, drafts, of } from './timeline.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('an entry is hashed as documented, so that any tool can take the hash again', () => {
  const start = sha256(`meldpunt.dev/timeline-genesis/v1\n{"kind":"Incident","uid":"${of.uid}"}`);
  const [entry] = append(headOf(of, []), [{ actor: 'ann', reason: 'Reported', note: 'caf\u00e9' }], '2026-11-24T08:00:00Z');
  const hash = sha256(
    `meldpunt.dev/timeline-entry/v1\n{"actor":"ann","at":"2026-11-24T08:00:00Z","note":"caf\u00e9","prev":"${start}","reason":"Reported","seq":1}`,
  );
  assert.equal(entry, { seq: 1, at: '2026-11-24T08:00:00Z', actor: 'ann', reason: 'Reported', note: 'caf\u00e9', prev: start, hash });
});

test('the genesis is another one for another uid or another kind', () => {
  const all = [genesis(of), genesis({ ...of, uid: 'another' }), genesis({ ...of, kind: 'Weakness' })];
  assert.is(new Set(all).size, 3);
});

test('the genesis does not depend on the name, which can be used again', () => {
  assert.is(genesis({ kind: of.kind, uid: of.uid }), genesis(of));
});

test('an object without a uid has no timeline, since all such objects would share one', () => {
  assert.throws(() => genesis({ kind: 'Incident', uid: '' }), /a uid; this one has none/);
  assert.throws(() => genesis({ kind: '', uid: of.uid }), /a uid; this one has none/);
});

test('entries are numbered from one without gaps, and each carries the hash of the one before', () => {
  const entries = chainOf(5);
  assert.equal(
    entries.map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  );
  assert.equal(
    entries.map(({ prev }) => prev),
    [genesis(of), ...entries.slice(0, -1).map(({ hash }) => hash)],
  );
});

test('appending in one batch or one by one with the same time gives the same chain', () => {
  holds(
    fc.property(fc.array(anyDraft), fc.nat(), (all, split) => {
      const cut = split % (all.length + 1);
      const first = append(headOf(of, []), all.slice(0, cut), after(0));
      const second = append(headOf(of, first), all.slice(cut), after(0));
      assert.equal([...first, ...second], append(headOf(of, []), all, after(0)));
    }),
  );
});

test('a clock that was set back does not make the record run backwards', () => {
  const before = append(headOf(of, []), [draft(1)], '2026-11-24T08:00:05Z');
  const [entry] = append(headOf(of, before), [draft(2)], '2026-11-24T08:00:04.999Z');
  assert.is(entry?.at, '2026-11-24T08:00:05Z');
});

test('a time with an offset is recorded in UTC', () => {
  const [entry] = append(headOf(of, []), [draft(1)], '2026-11-24T09:30:00.250+01:00');
  assert.is(entry?.at, '2026-11-24T08:30:00.25Z');
});

test('a time that is none is refused', () => {
  assert.throws(
    () => append(headOf(of, []), [draft(1)], 'yesterday'),
    (error: unknown) => error instanceof RangeError,
  );
});

test('nothing to append gives nothing', () => {
  assert.equal(append(headOf(of, chainOf(3)), [], after(9)), []);
});

test('every field takes part in the hash', () => {
  const [entry] = append(headOf(of, []), drafts(1), after(0));
  assert.ok(entry);
  const { hash, ...rest } = entry;
  const changed = [
    rest,
    { ...rest, seq: 2 },
    { ...rest, at: after(1) },
    { ...rest, actor: 'bob' },
    { ...rest, reason: 'Closed' },
    { ...rest, note: '' },
    { ...rest, prev: hash },
  ];
  assert.is(new Set(changed.map(hashOf)).size, changed.length);
});

test.run();
