import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstWatchState, nextWatchState, type WatchInput, type WatchState } from '../../operator/kube/watch-state.ts';

const backoff = { base: 100, cap: 1000, jitter: 0 };
const walk = (state: WatchState, ...inputs: readonly WatchInput[]): WatchState =>
  inputs.reduce((before, input) => nextWatchState(before, input, 0, backoff), state);

const quiet = { failures: 0, relists: 0 };
const began: WatchInput = { kind: 'list-began' };
const ended: WatchInput = { kind: 'list-ended', resourceVersion: '100' };
const opened = (at = 0): WatchInput => ({ kind: 'stream-began', at });
const heard = (resourceVersion: string): WatchInput => ({ kind: 'heard', resourceVersion });
const failed = (at = 0, retryAfter = 0): WatchInput => ({ kind: 'failed', at, retryAfter });
const watching = walk(firstWatchState, began, ended, opened());

const cases: readonly (readonly [string, WatchState, WatchState])[] = [
  [
    'the first list leads to a watch from its version',
    watching,
    { kind: 'watching', trouble: quiet, resourceVersion: '100', since: 0, heard: false },
  ],
  [
    'a clean end resumes from the last version heard, at once and without a list',
    walk(watching, heard('107'), { kind: 'stream-ended', at: 48_000 }),
    { kind: 'listed', trouble: quiet, resourceVersion: '107' },
  ],
  [
    'a short but busy stream is no trouble',
    walk(watching, heard('107'), { kind: 'stream-ended', at: 10 }),
    { kind: 'listed', trouble: quiet, resourceVersion: '107' },
  ],
  [
    'a stream that ends at once without a word does not spin',
    walk(watching, { kind: 'stream-ended', at: 10 }),
    {
      kind: 'waiting',
      trouble: { failures: 1, relists: 0 },
      delay: 100,
      next: { kind: 'listed', trouble: { failures: 1, relists: 0 }, resourceVersion: '100' },
    },
  ],
  [
    'a failure of the stream waits and resumes from the last version heard',
    walk(watching, heard('120'), failed(5), { kind: 'waited' }),
    { kind: 'listed', trouble: { failures: 1, relists: 0 }, resourceVersion: '120' },
  ],
  [
    'a failure of the list waits and lists again',
    walk(firstWatchState, began, failed(5), { kind: 'waited' }),
    { kind: 'empty', trouble: { failures: 1, relists: 0 } },
  ],
  [
    'the wait asked for by the server is kept',
    walk(watching, failed(5, 4000)),
    {
      kind: 'waiting',
      trouble: { failures: 1, relists: 0 },
      delay: 4100,
      next: { kind: 'listed', trouble: { failures: 1, relists: 0 }, resourceVersion: '100' },
    },
  ],
  [
    'a forgotten version lists anew at once, however hard the server was to reach before',
    walk(watching, failed(), { kind: 'waited' }, failed(), { kind: 'waited' }, opened(1), { kind: 'void', at: 2 }),
    { kind: 'empty', trouble: { failures: 0, relists: 1 } },
  ],
  [
    'a version that is forgotten again and again waits longer before each list',
    walk(watching, { kind: 'void', at: 1 }, began, ended, opened(2), { kind: 'void', at: 3 }, { kind: 'waited' }, began, ended, opened(4), {
      kind: 'void',
      at: 5,
    }),
    {
      kind: 'waiting',
      trouble: { failures: 0, relists: 3 },
      delay: 400,
      next: { kind: 'empty', trouble: { failures: 0, relists: 3 } },
    },
  ],
  [
    'a stream that held for half a minute makes up for all earlier trouble',
    walk(watching, failed(), { kind: 'waited' }, opened(1000), heard('130'), { kind: 'stream-ended', at: 31_000 }),
    { kind: 'listed', trouble: quiet, resourceVersion: '130' },
  ],
];
for (const [name, actual, expected] of cases) test(name, () => assert.equal(actual, expected));

test('whatever happens, only a void version or an unfinished list leads back to listing, and no wait exceeds the cap', () => {
  const input: fc.Arbitrary<WatchInput> = fc.oneof(
    fc.constant<WatchInput>(began),
    fc.constant<WatchInput>(ended),
    fc.nat(100_000).map(opened),
    fc.nat(1000).map((n) => heard(String(n + 100))),
    fc.nat(100_000).map((at) => ({ kind: 'stream-ended', at }) as const),
    fc.nat(100_000).map((at) => ({ kind: 'void', at }) as const),
    fc.nat(100_000).map((at) => failed(at)),
    fc.constant<WatchInput>({ kind: 'waited' }),
  );
  const listsNext = (state: WatchState): boolean =>
    state.kind === 'empty' || state.kind === 'listing' || (state.kind === 'waiting' && state.next.kind === 'empty');
  void fc.assert(
    fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
      let state = firstWatchState;
      for (const each of inputs) {
        const next = nextWatchState(state, each, 0.5, backoff);
        if (next.kind === 'waiting') assert.ok(next.delay <= backoff.cap);
        if (!listsNext(state) && listsNext(next)) assert.ok(each.kind === 'void' || each.kind === 'list-began');
        state = next;
      }
    }),
  );
});

test.run();
