// The tests of admission try every list of entries there is: a list that a definition gains and they do not know would go untried.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDefinitions, type Schema } from '../../crds/schema.ts';
import { incidentLists, otherLists } from './lists.ts';

/** Those that have tests of their own: a closure or reopening is a write of its own, and a receipt answers one hand-over. */
const triedElsewhere = ['Incident closures', 'Incident reopenings', 'EvidenceItem receipts'];

/** The lists in a spec of which each item says who wrote it, as dotted paths. */
const entryLists = (schema: Schema, path: readonly string[]): readonly string[] => [
  ...(schema.items?.properties?.['via'] === undefined ? [] : [path.join('.')]),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => entryLists(field, [...path, name])),
];

test('every list of entries that a definition has is among those that the tests of admission try', () => {
  const defined = readDefinitions().flatMap(
    ({
      crd: {
        spec: { names, versions },
      },
    }) => {
      const spec = versions[0]?.schema.openAPIV3Schema.properties?.['spec'];
      return spec === undefined ? [] : entryLists(spec, []).map((path) => `${names.kind} ${path}`);
    },
  );
  const tried = Object.entries({ Incident: { lists: incidentLists }, ...otherLists }).flatMap(([kind, { lists }]) =>
    lists.map(({ path }) => `${kind} ${path.join('.')}`),
  );
  assert.equal(defined.toSorted(), [...tried, ...triedElsewhere].toSorted());
});

test.run();
