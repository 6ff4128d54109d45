import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { type Change, createCache } from '../../operator/kube/cache.ts';
import { relation } from '../../operator/kube/controller.ts';
import { leanObject, leanRecord, type Recorded } from '../../operator/kube/lean.ts';
import { compareVersions, type KubeObject, keyFor } from '../../operator/kube/object.ts';
import { countingObserver } from './lab.ts';

interface Thing extends KubeObject {
  readonly spec?: { readonly of?: string };
}

const thing = (name: string, version: number, of = 'none', namespace = 'a'): Thing => ({
  metadata: { name, namespace, resourceVersion: String(version) },
  spec: { of },
});

const created = () => {
  const { observer, logs } = countingObserver();
  const indexes = { of: (each: Thing) => (each.spec?.of === 'hostile' ? hostile() : [each.spec?.of ?? '']) };
  const cache = createCache<Thing>({ kind: kinds.Incident, trim: (raw) => raw, indexes, observer });
  const changes: string[] = [];
  cache.subscribe(({ key, before, after, origin }: Change<Thing>) => {
    changes.push(`${key} ${before?.metadata.resourceVersion ?? '-'}>${after?.metadata.resourceVersion ?? '-'} ${origin}`);
  });
  return { cache, changes, logs };
};
const hostile = (): never => {
  throw new TypeError('hostile');
};
const names = (cache: { keys(): Iterable<string> }) => [...cache.keys()].toSorted();

test('a list fills the cache, and it is synced only when every source has completed its own', () => {
  const { cache } = created();
  assert.is(cache.synced(), false);
  const [one, two] = [cache.source('a'), cache.source('b')];
  one.begin('10');
  one.apply(thing('x', 5));
  one.finish('10');
  assert.is(cache.synced(), false);
  two.begin('11');
  two.finish('11');
  assert.is(cache.synced(), true);
  assert.equal(names(cache), ['a/x']);
});

test('a new list notices what vanished, changes what changed, and is silent about the rest', () => {
  const { cache, changes } = created();
  const source = cache.source();
  source.begin('10');
  for (const [name, version] of [
    ['gone', 3],
    ['same', 4],
    ['new', 5],
  ] as const)
    source.apply(thing(name, version));
  source.finish('10');
  changes.length = 0;
  source.begin('20');
  source.apply(thing('same', 4));
  source.apply(thing('new', 15));
  source.finish('20');
  assert.equal(changes, ['a/new 5>15 watch', 'a/gone 3>- watch']);
});

test('a list of one namespace says nothing about another', () => {
  const { cache } = created();
  const [one, two] = [cache.source('a'), cache.source('b')];
  two.begin('5');
  two.apply(thing('y', 5, 'none', 'b'));
  two.finish('5');
  one.begin('9');
  one.finish('9');
  assert.equal(names(cache), ['b/y']);
});

test('what we wrote is read at once, and its announcement is no change', () => {
  const { cache, changes } = created();
  const source = cache.source();
  source.apply(thing('x', 5));
  cache.put(thing('x', 8), 'own');
  source.apply(thing('x', 8));
  source.apply(thing('x', 7));
  assert.is(cache.get('a/x')?.metadata.resourceVersion, '8');
  assert.equal(changes, ['a/x ->5 watch', 'a/x 5>8 own']);
});

test('what we wrote after a list was taken is not taken for vanished', () => {
  const { cache } = created();
  const source = cache.source();
  source.begin('10');
  cache.put(thing('x', 12), 'own');
  source.finish('10');
  assert.equal(names(cache), ['a/x']);
});

test('the answer to a write that arrives after the deletion raises no ghost', () => {
  const { cache, changes } = created();
  const source = cache.source();
  source.apply(thing('x', 5));
  source.remove(thing('x', 9));
  cache.put(thing('x', 8), 'own');
  assert.equal(names(cache), []);
  source.apply(thing('x', 11));
  assert.equal(changes, ['a/x ->5 watch', 'a/x 5>- watch', 'a/x ->11 watch']);
});

test('an old deletion does not remove an object that was made anew', () => {
  const { cache } = created();
  const source = cache.source();
  source.apply(thing('x', 11));
  source.remove(thing('x', 9));
  assert.equal(names(cache), ['a/x']);
});

test('a store that was put back to an earlier state is believed', () => {
  const { cache } = created();
  const source = cache.source();
  source.begin('1000');
  source.apply(thing('x', 990));
  source.apply(thing('y', 995));
  source.finish('1000');
  source.begin('500');
  source.apply(thing('x', 400));
  source.finish('500');
  assert.equal(names(cache), ['a/x']);
  assert.is(cache.get('a/x')?.metadata.resourceVersion, '400');
  source.apply(thing('x', 501));
  assert.is(cache.get('a/x')?.metadata.resourceVersion, '501');
});

test('objects are found by what an index says of them, as long as it says so', () => {
  const { cache } = created();
  const source = cache.source();
  source.apply(thing('x', 1, 'inc-1'));
  source.apply(thing('y', 2, 'inc-1'));
  source.apply(thing('y', 3, 'inc-2'));
  assert.equal(
    cache.by('of', 'inc-1').map(({ metadata }) => metadata.name),
    ['x'],
  );
  assert.equal(
    cache.by('of', 'inc-2').map(({ metadata }) => metadata.name),
    ['y'],
  );
  source.remove(thing('y', 4, 'inc-2'));
  assert.equal(cache.by('of', 'inc-2'), []);
  assert.throws(() => cache.by('from', 'x'), /no index "from"/);
});

test('a hostile object is logged without its content and keeps no other from being taken in', () => {
  const { cache, logs } = created();
  const seen: string[] = [];
  cache.subscribe(({ key }) => (key === 'a/x' ? hostile() : seen.push(key)));
  cache.subscribe(({ key }) => seen.push(key));
  const source = cache.source();
  source.apply(thing('x', 1, 'hostile'));
  source.apply(thing('y', 2));
  assert.equal(seen, ['a/x', 'a/y', 'a/y']);
  assert.equal(
    logs.map((line) => line.includes('TypeError')),
    [true, true],
  );
  assert.not.match(logs.join(), /hostile/);
});

test('a change of one kind concerns the objects that it refers to now, and those that it referred to before', () => {
  const { cache } = created();
  const source = cache.source();
  const enqueued: string[] = [];
  relation(cache, (each) => [keyFor('a', each.spec?.of ?? '')]).subscribe((keys) => enqueued.push(...keys));
  source.apply(thing('x', 1, 'inc-1'));
  source.apply(thing('x', 2, 'inc-2'));
  source.remove(thing('x', 3, 'inc-2'));
  assert.equal(enqueued, ['a/inc-1', 'a/inc-1', 'a/inc-2', 'a/inc-2']);
});

test('whatever order announcements, answers and lists come in, the newest version stands', () => {
  const arrival = fc.record({ name: fc.constantFrom('x', 'y'), version: fc.integer({ min: 1, max: 300 }), own: fc.boolean() });
  void fc.assert(
    fc.property(fc.array(arrival, { minLength: 1, maxLength: 50 }), (arrivals) => {
      const { cache } = created();
      const source = cache.source();
      for (const { name, version, own } of arrivals) {
        if (own) cache.put(thing(name, version), 'own');
        else source.apply(thing(name, version));
      }
      for (const name of ['x', 'y']) {
        const newest = Math.max(...arrivals.filter((each) => each.name === name).map(({ version }) => version));
        assert.is(cache.get(`a/${name}`)?.metadata.resourceVersion, newest > 0 ? String(newest) : undefined);
      }
    }),
  );
});

test('versions compare as the numbers that they are, however long', () => {
  void fc.assert(
    fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), (a, b) => {
      const expected = a === b ? 0 : a < b ? -1 : 1;
      assert.is(Math.sign(compareVersions(String(a), String(b))), expected);
    }),
  );
  assert.ok(compareVersions(undefined, '1') < 0);
});

test('what is kept of an object is everything but what only its writers need', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', kept: 'yes' };
  const raw: KubeObject = { metadata: { name: 'x', uid: 'u', managedFields: [{}], annotations }, spec: { a: 1 } };
  assert.equal(leanObject(kinds.Playbook)(raw), {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Playbook',
    metadata: { name: 'x', uid: 'u', annotations: { kept: 'yes' } },
    spec: { a: 1 },
  });
});

test('of a timeline is kept where it ends and how long the window is', () => {
  const entry = (seq: number): TimelineEntry => ({ seq, at: `t${seq}`, actor: 'a', reason: 'r', note: 'n', prev: 'p', hash: `h${seq}` });
  const raw = { metadata: { name: 'x' }, status: { phase: 'A', timeline: [entry(49), entry(50)] } };
  assert.equal(leanRecord<Recorded>(kinds.Incident)(raw), {
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: 'x' },
    status: { phase: 'A' },
    window: { seq: 50, hash: 'h50', at: 't50', first: 49, count: 2 },
  });
  assert.is(leanRecord<Recorded>(kinds.Incident)({ metadata: { name: 'x' }, status: { timeline: [] } }).window, undefined);
  assert.is(leanRecord<Recorded>(kinds.Incident)({ metadata: { name: 'x' } }).status, undefined);
});

test.run();
