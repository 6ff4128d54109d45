import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { afterAttempt, type Line, type Pace, turnOf, used, type Waiting } from '../../operator/delivery/pace.ts';
import { pauseAfter, usualPatience } from '../../operator/delivery/patience.ts';

const pace: Pace = { perMinute: 60, burst: 2, perChannel: 2 };
const message = (id: string, dueAt: number, more: Partial<Waiting> = {}): Waiting => ({
  id,
  channel: 'mail',
  from: 0,
  deferred: false,
  dueAt,
  ...more,
});
const line = (messages: readonly Waiting[], more: Partial<Line> = {}): Line => ({
  waiting: new Map(messages.map((each) => [each.id, each])),
  busy: false,
  spentUntil: 0,
  failed: new Map(),
  suspect: new Set(),
  ...more,
});
const started = (lines: readonly Line[], now = 1_000, underWay: ReadonlyMap<string, number> = new Map()) => {
  const { start, askAt } = turnOf(lines, underWay, pace, now);
  return [start.map(({ id }) => id), askAt];
};

test('of each recipient the message that falls due first goes, one at a time', () => {
  assert.equal(started([line([message('b', 2), message('a', 1)]), line([message('c', 9)])]), [['a', 'c'], undefined]);
  assert.equal(started([line([message('a', 1)], { busy: true })]), [[], undefined]);
});

test('a channel carries so many and no more, the most urgent first', () => {
  const lines = [line([message('a', 3)]), line([message('b', 1)]), line([message('c', 2)])];
  assert.equal(started(lines), [['b', 'c'], undefined]);
  assert.equal(started(lines, 1_000, new Map([['mail', 1]])), [['b'], undefined]);
});

test('a recipient is sent a burst and then a message in each interval', () => {
  let spentUntil = 0;
  const sent: number[] = [];
  for (let now = 0; now < 5_000; now += 100) {
    const [ids] = started([line([message('a', 1)], { spentUntil })], now);
    if ((ids as readonly string[]).length === 0) continue;
    sent.push(now);
    spentUntil = used(spentUntil, pace, now);
  }
  assert.equal(sent, [0, 100, 1_000, 2_000, 3_000, 4_000]);
});

test('after a failure the whole line waits, and then the most urgent goes first', () => {
  const waiting = [message('a', 1, { deferred: true, from: 5_000 }), message('b', 2)];
  const failed = new Map([['a', 1]]);
  assert.equal(started([line(waiting, { failed })]), [[], 5_000]);
  assert.equal(started([line(waiting, { failed })], 5_000), [['a'], undefined]);
});

test('a message that fails alone is found out, and keeps nobody else waiting', () => {
  const poison = message('a', 1, { deferred: true, from: 0 });
  let memory: Pick<Line, 'failed' | 'suspect'> = { failed: new Map(), suspect: new Set() };
  const next = (): string => String((started([line([poison, message('b', 2)], memory)])[0] as readonly string[])[0]);
  const tried: string[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const id = next();
    tried.push(id);
    memory = afterAttempt(memory, id, id === 'b');
  }
  assert.equal(tried, ['a', 'a', 'a', 'b']);
  assert.ok(memory.suspect.has('a'));
  const waiting = [message('a', 1, { deferred: true, from: 9_000 }), message('c', 3)];
  assert.equal(started([line(waiting, memory)]), [['c'], 9_000]);
});

test('a message that was taken is suspected no longer', () => {
  assert.equal(afterAttempt({ failed: new Map([['b', 1]]), suspect: new Set(['a']) }, 'a', true), {
    failed: new Map(),
    suspect: new Set(['b']),
  });
});

test('pauses double up to the longest, spread by the key, and never undercut what the receiver asked', () => {
  const pauses = [1, 2, 3, 4, 5, 50, 1_000].map((attempt) => pauseAfter(usualPatience, 'key', attempt, 0));
  const most = [30, 60, 120, 240, 300, 300, 300].map((seconds) => seconds * 1_000);
  for (const [index, pause] of pauses.entries()) {
    const limit = most[index] ?? 0;
    assert.ok(pause <= limit && pause >= limit * 0.8, `${pause} of ${limit}`);
  }
  assert.is(pauseAfter(usualPatience, 'key', 1, 3_600_000), 3_600_000);
  assert.is.not(pauseAfter(usualPatience, 'a', 1, 0), pauseAfter(usualPatience, 'b', 1, 0));
});

test.run();
