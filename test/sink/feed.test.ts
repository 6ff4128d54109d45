import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineEntry } from '../../operator/api/types.gen.ts';
import type { Posted, WebhookMessage } from '../../operator/outbound/webhook.ts';
import { createFeed, type Feed } from '../../operator/sink/feed.ts';
import type { Ledger } from '../../operator/sink/ledger.ts';
import type { Story } from '../../operator/sink/story.ts';
import { until } from '../kube/lab.ts';

const entry = (seq: number): TimelineEntry => ({
  seq,
  at: '2026-10-23T07:12:00Z',
  actor: 'meldpunt',
  reason: 'PhaseChanged',
  note: '',
  prev: '',
  hash: '',
});

const memory = (): Ledger => {
  const known = new Map<string, number>();
  return {
    read: () => Promise.resolve(),
    at: (_, uid) => known.get(uid) ?? 0,
    known: () => known.keys(),
    advance: (_, uid, seq) => void known.set(uid, seq),
    forget: (_, uid) => void known.delete(uid),
    retain: () => undefined,
    write: () => Promise.resolve(),
  };
};

/** A feed over timelines of so many entries each, and what its receiver heard. */
const world = (timelines: Map<string, number>, answer: (id: string, attempt: number) => Posted | Promise<Posted>, ledger = memory()) => {
  const heard: string[] = [];
  const told: string[] = [];
  const attempts = new Map<string, number>();
  let time = 0;
  const post = async ({ id }: WebhookMessage): Promise<Posted> => {
    const attempt = (attempts.get(id) ?? 0) + 1;
    attempts.set(id, attempt);
    const posted = await answer(id, attempt);
    if (posted.outcome === 'accepted') heard.push(id);
    return posted;
  };
  const feed: Feed = createFeed({
    sink: 'siem',
    receiver: { post, close: () => undefined },
    ledger,
    read: ({ uid }, after): Promise<Story> => {
      const entries = Array.from({ length: timelines.get(uid) ?? 0 }, (_, n) => entry(n + 1)).filter(({ seq }) => seq > after);
      return Promise.resolve({ subject: { kind: 'Incident', namespace: 'n', name: uid, uid }, entries, gone: false });
    },
    whereabouts: (uid) => ({
      uid,
      place: { kind: { kind: 'Incident', group: '', version: '', plural: '', namespaced: true }, namespace: 'n', name: uid },
    }),
    messages: ({ subject, entries }) => entries.map(({ seq }) => ({ id: `${subject.uid}.${seq}`, contentType: '', body: '' })),
    fence: () => true,
    observer: { log: (level, message) => void told.push(`${level} ${message}`), told: () => undefined },
    now: () => {
      time += 1_000;
      return time;
    },
    random: () => 1,
  });
  return { feed, heard, told, ledger };
};

const accepted: Posted = { outcome: 'accepted', status: 200 };
const failed: Posted = { outcome: 'failed', cause: 'HTTP 503', retryAfterMs: 0 };

const caughtUp = (feed: Feed): Promise<void> => until('the feed caught up', () => feed.behind() === 0);

test('a record is told in its own order, whatever fails in between', async () => {
  const { feed, heard, told } = world(new Map([['a', 4]]), (id, attempt) => (id === 'a.2' && attempt < 3 ? failed : accepted));
  feed.add('a', 'n');
  await caughtUp(feed);
  assert.equal(heard, ['a.1', 'a.2', 'a.3', 'a.4']);
  assert.equal(told, [
    'warn A sink does not take what it is sent; it is tried again, and nothing is lost.',
    'info A sink takes what it is sent again.',
  ]);
  await feed.stop();
});

test('what moves while it is told of is told too', async () => {
  const timelines = new Map([['a', 1]]);
  const { feed, heard } = world(timelines, (id) => {
    if (id === 'a.1') {
      timelines.set('a', 2);
      feed.add('a', 'n');
    }
    return accepted;
  });
  feed.add('a', 'n');
  await caughtUp(feed);
  assert.equal(heard, ['a.1', 'a.2']);
  await feed.stop();
});

test('an entry that is refused holds up its own record, and no other', async () => {
  const { feed, heard } = world(
    new Map([
      ['a', 3],
      ['b', 2],
    ]),
    (id) => (id === 'a.2' ? { outcome: 'refused', status: 422 } : accepted),
  );
  feed.add('a', 'n');
  feed.add('b', 'n');
  await until('the other one is told', () => heard.includes('b.2') && heard.includes('a.1'));
  assert.is(feed.behind(), 1);
  assert.not.ok(heard.includes('a.3'));
  await feed.stop();
});

test('a feed that is begun anew goes on where the last one was', async () => {
  const timelines = new Map([['a', 2]]);
  const first = world(timelines, () => accepted);
  first.feed.add('a', 'n');
  await caughtUp(first.feed);
  await first.feed.stop();
  timelines.set('a', 3);
  const second = world(timelines, () => accepted, first.ledger);
  second.feed.add('a', 'n');
  await caughtUp(second.feed);
  assert.equal([first.heard, second.heard], [['a.1', 'a.2'], ['a.3']]);
  await second.feed.stop();
});

test('a feed that is stopped waits for no receiver', async () => {
  const { feed } = world(new Map([['a', 1]]), () => new Promise<Posted>((resolve) => setTimeout(resolve, 50, accepted)));
  feed.add('a', 'n');
  await feed.stop();
  assert.is(feed.behind(), 1);
});

test('how long a sink is stuck counts only while something is to be told', async () => {
  const { feed } = world(new Map([['a', 1]]), () => failed);
  assert.is(feed.stuckFor(), 0);
  feed.add('a', 'n');
  await until('it failed', () => feed.stuckFor() > 5_000);
  await feed.stop();
});

test.run();
