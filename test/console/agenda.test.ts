// Lists: in the order of the next clock, in pages, found by what people know of an incident.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident } from '../../operator/api/types.gen.ts';
import { createAgenda, onePage, type Wanted } from '../../operator/console/agenda.ts';
import { holds } from '../journal/holds.ts';
import { reportedIncident } from './support/asked.ts';

const incident = (name: string, status: object = {}, spec: object = {}, namespace = 'incidents'): Incident => {
  const base = reportedIncident(spec, status as Incident['status']);
  return { ...base, metadata: { ...base.metadata, name, namespace } };
};

/** A cache of what is given; `change` tells that it changed. */
const cacheOf = (items: Incident[]) => {
  const heard: (() => void)[] = [];
  return {
    values: () => items,
    subscribe: (handler: (change: never) => void) => {
      heard.push(() => handler(undefined as never));
    },
    synced: () => true,
    change: () => {
      for (const hear of heard) hear();
    },
  };
};

const everything: Wanted = { namespaces: ['incidents'], shown: 'all', search: '', page: 1 };
const names = (items: readonly Incident[]): readonly string[] => items.map(({ metadata }) => metadata.name);

test('what is due first stands first, and what has no deadline last', () => {
  const agenda = createAgenda(
    cacheOf([
      incident('none'),
      incident('late', { nextDeadline: '2026-10-26T07:12:00Z' }),
      incident('soon', { nextDeadline: '2026-10-24T07:12:00Z' }),
    ]),
  );
  assert.equal(names(agenda.slice(everything).items), ['soon', 'late', 'none']);
});

test('a namespace that was not asked for shows nothing, and an incident without a status waits for the contact point', () => {
  const agenda = createAgenda(cacheOf([incident('here'), incident('there', {}, {}, 'other'), incident('closed', { phase: 'Closed' })]));
  assert.equal(names(agenda.slice({ ...everything, shown: 'Reported' }).items), ['here']);
  assert.equal(names(agenda.slice({ ...everything, shown: 'open', namespaces: ['other'] }).items), ['there']);
  assert.equal(names(agenda.slice({ ...everything, shown: 'Closed' }).items), ['closed']);
  assert.equal(agenda.slice({ ...everything, namespaces: [] }), { items: [], page: 1, pages: 1, total: 0 });
});

test('an incident is found by its reference, its title or what was hit, in capitals or not', () => {
  const agenda = createAgenda(cacheOf([incident('report-a1', {}, { title: 'Lost laptop', asset: 'laptop-fleet' }), incident('report-b2')]));
  const found = (search: string): readonly string[] => names(agenda.slice({ ...everything, search }).items);
  assert.equal(
    [found('REPORT-A1'), found('lost fleet'), found('report'), found('nowhere')],
    [['report-a1'], ['report-a1'], ['report-a1', 'report-b2'], []],
  );
});

test('what changed is in the next list', () => {
  const items = [incident('a')];
  const cache = cacheOf(items);
  const agenda = createAgenda(cache);
  assert.is(agenda.slice(everything).total, 1);
  items.push(incident('b'));
  cache.change();
  assert.is(agenda.slice(everything).total, 2);
});

test('the pages together hold every incident once, whatever page is asked for', () => {
  holds(
    fc.property(fc.integer({ min: 0, max: 220 }), fc.integer({ min: -5, max: 20 }), (count, asked) => {
      const agenda = createAgenda(cacheOf(Array.from({ length: count }, (_, index) => incident(`i${index}`))));
      const { pages, page } = agenda.slice({ ...everything, page: asked });
      assert.ok(page >= 1 && page <= pages);
      const all = Array.from({ length: pages }, (_, index) => agenda.slice({ ...everything, page: index + 1 }).items).flat();
      assert.is(new Set(names(all)).size, count);
      assert.is(all.length, count);
      assert.ok(agenda.slice({ ...everything, page: asked }).items.length <= onePage);
    }),
    { numRuns: 30 },
  );
});

test.run();
