import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { afterAttempt, type Line, type Pace, turnOf, used, type Waiting } from '../../operator/delivery/pace.ts';
import { pauseAfter, usualPatience } from '../../operator/delivery/patience.ts';

const pace: Pace = { perMinute: 60, burst: 2, perChannel: 2, windowMs: 500, together: 3 };
const message = (id: string, dueAt: number, more: Partial<Waiting> = {}): Waiting => ({
  id,
  channel: 'mail',
  from: 0,
  deferred: false,
  dueAt,
  joins: false,
  ...more,
});
const line = (messages: readonly Waiting[], more: Partial<Line> = {}): Line => ({
  waiting: new Map(messages.map((each) => [each.id, each])),
  busy: false,
  spentUntil: 0,
  gatherUntil: 0,
  failed: new Map(),
  suspect: new Set(),
  ...more,
});
const started = (lines: readonly Line[], now = 1_000, underWay: ReadonlyMap<string, number> = new Map()) => {
  const { start, askAt } = turnOf(lines, underWay, pace, now);
  return [start.map((group) => group.map(({ id }) => id).join('+')), askAt];
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
    memory = afterAttempt(memory, [id], id === 'b');
  }
  assert.equal(tried, ['a', 'a', 'a', 'b']);
  assert.ok(memory.suspect.has('a'));
  const waiting = [message('a', 1, { deferred: true, from: 9_000 }), message('c', 3)];
  assert.equal(started([line(waiting, memory)]), [['c'], 9_000]);
});

test('a message that was taken is suspected no longer', () => {
  assert.equal(afterAttempt({ failed: new Map([['b', 1]]), suspect: new Set(['a']) }, ['a'], true), {
    failed: new Map(),
    suspect: new Set(['b']),
  });
});

const joining = (id: string, dueAt = 10_000, more: Partial<Waiting> = {}): Waiting => message(id, dueAt, { joins: true, ...more });

test('what waits for one recipient and may go together is one message, the most urgent first, and no more than so many', () => {
  const many = ['a', 'b', 'c', 'd'].map((id, index) => joining(id, 9_000 - index));
  assert.equal(started([line([...many, message('law', 9_500)])]), [['d+c+b'], undefined]);
  assert.equal(started([line([message('law', 1), ...many])]), [['law'], undefined]);
});

test('after a message the next ones wait for each other, but none falls due for it', () => {
  const waits = (dueAt: number, now: number): unknown => started([line([joining('a', dueAt), joining('b')], { gatherUntil: 2_000 })], now);
  assert.equal(waits(10_000, 1_500), [[], 2_000]);
  assert.equal(waits(10_000, 2_000), [['a+b'], undefined]);
  assert.equal(waits(2_100, 1_500), [[], 1_600]);
  assert.equal(waits(2_100, 1_600), [['a+b'], 2_000]);
  assert.equal(waits(1_000, 1_500), [['a+b'], 2_000]);
});

test('without a window each goes alone, but what was tried together goes together', () => {
  const alone: Pace = { ...pace, windowMs: 0 };
  const groups = (messages: readonly Waiting[]) =>
    turnOf([line(messages)], new Map(), alone, 1_000).start.map((all) => all.map(({ id }) => id));
  assert.equal(groups([joining('a', 2), joining('b', 1)]), [['b']]);
  assert.equal(groups([message('a', 1, { bundle: 'x' }), message('b', 2, { bundle: 'x' }), message('c', 3)]), [['a', 'b']]);
});

test('what was tried together waits until all of it may go again, and nothing joins it', () => {
  const messages = [message('a', 1, { bundle: 'x', from: 1_500 }), message('b', 2, { bundle: 'x' }), joining('c', 10_000)];
  assert.equal(started([line(messages)]), [['c'], 1_500]);
  assert.equal(started([line(messages)], 1_500), [['a+b'], undefined]);
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
