import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { advance } from '../../operator/checkpoint/advance.ts';
import { formatStanding } from '../../operator/checkpoint/line.ts';
import { createLog } from '../../operator/checkpoint/log.ts';
import { createPending } from '../../operator/checkpoint/pending.ts';
import { createCache } from '../../operator/kube/cache.ts';
import { leanRecord, type Recorded } from '../../operator/kube/lean.ts';
import { silent } from '../../operator/kube/observer.ts';
import { hashOf, standing, uidOf } from './lines.ts';

let version = 1;

/** The incident with a number, after so many entries, as the API server sends it. */
const incident = (n: number, seq: number, uid = uidOf(n)): Recorded => {
  version += 1;
  const entry = {
    seq,
    at: '2026-10-23T08:00:00Z',
    actor: 'x',
    reason: 'Reported',
    note: '',
    prev: '',
    hash: hashOf(`entry ${seq} of ${n}`),
  };
  return {
    metadata: { name: `inc-${n}`, namespace: 'incidents', uid, resourceVersion: String(version) },
    status: { timeline: seq === 0 ? [] : [entry] },
  };
};

const register = () => {
  const cache = createCache<Recorded>({ kind: kinds.Incident, trim: leanRecord(kinds.Incident), observer: silent });
  return { cache, source: cache.source(), pending: createPending([cache], (namespace) => namespace === 'incidents') };
};

const taken = ({ pending }: ReturnType<typeof register>): readonly string[] =>
  pending
    .take()
    .map(({ name, seq, state }) => `${name} ${seq} ${state}`)
    .toSorted();

test('what moves is pending until the log was told, and what moved again meanwhile stays', () => {
  const made = register();
  made.source.apply(incident(1, 1));
  made.source.apply(incident(2, 1));
  made.source.apply(incident(1, 2));
  assert.equal(taken(made), ['inc-1 2 present', 'inc-2 1 present']);
  const now = made.pending.take();
  made.source.apply(incident(1, 3));
  made.pending.told(now);
  assert.equal(taken(made), ['inc-1 3 present']);
});

test('a change that adds no entry is not pending, and neither is an object without a timeline', () => {
  const made = register();
  made.source.apply(incident(1, 0));
  made.source.apply(incident(2, 1));
  made.pending.told(made.pending.take());
  made.source.apply(incident(2, 1));
  assert.equal(taken(made), []);
});

test('an object that is gone, was replaced under its name, or lost its timeline is pending as gone', () => {
  const made = register();
  for (const n of [1, 2, 3]) made.source.apply(incident(n, 4));
  made.pending.told(made.pending.take());
  made.source.remove(incident(1, 4));
  made.source.apply(incident(2, 1, 'another-uid'));
  made.source.apply(incident(3, 0));
  assert.equal(taken(made), ['inc-1 4 gone', 'inc-2 1 present', 'inc-2 4 gone', 'inc-3 4 gone']);
});

test('a new leader looks at everything: what the log does not know, and what it knows that is gone', async () => {
  const made = register();
  const log = createLog();
  for (const one of [standing(1, 1), standing(2, 2), standing(9, 1), standing(8, 1, { namespace: 'elsewhere' })])
    log.add(formatStanding(one));
  made.source.apply(incident(1, 1));
  made.source.apply(incident(2, 3));
  made.source.apply(incident(3, 1));
  made.pending.told(made.pending.take());
  await made.pending.lookAtAll(log);
  const { lines, alarms } = advance(log, made.pending.take());
  assert.equal(alarms, []);
  const expected = [standing(2, 3), standing(3, 1), standing(9, 1, { state: 'gone' })].map(formatStanding).toSorted();
  assert.equal(lines, expected);
});

test.run();
