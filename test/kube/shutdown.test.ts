import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shutDown } from '../../operator/kube/shutdown.ts';
import { countingObserver } from './lab.ts';

test('things end in their order; one that hangs and one that fails are named and keep no later one from its turn', async () => {
  const { observer, logs } = countingObserver();
  const ended: string[] = [];
  const end = (name: string) => async () => {
    await new Promise((resolve) => setImmediate(resolve));
    ended.push(name);
  };
  const began = performance.now();
  await shutDown(
    [
      { name: 'controllers', stop: end('controllers'), within: 1000 },
      { name: 'events', stop: () => new Promise<void>(() => undefined), within: 50 },
      { name: 'watches', stop: () => Promise.reject(new TypeError('with content')), within: 1000 },
      { name: 'lease', stop: end('lease'), within: 1000 },
    ],
    observer,
  );
  assert.equal(ended, ['controllers', 'lease']);
  assert.ok(performance.now() - began < 1000);
  assert.equal(logs, [
    'warn A part of the operator did not end in time. {"part":"events"}',
    'warn A part of the operator did not end properly. {"part":"watches","cause":"TypeError"}',
  ]);
});

test.run();
