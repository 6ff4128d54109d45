import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDefinitions } from '../../crds/schema.ts';
import { type Reason, reasons } from '../../operator/api/reasons.ts';

const catalogue: readonly (readonly [string, Reason])[] = Object.entries(reasons);

test('every reason has a meaning that is a whole sentence of its own', () => {
  const unclear = catalogue.filter(([, { meaning }]) => !/^[A-Z].{15,}\.$/.test(meaning)).map(([name]) => name);
  assert.equal(unclear, []);
  assert.is(new Set(catalogue.map(([, { meaning }]) => meaning)).size, catalogue.length);
});

test('every reason is fit for an Event, and for the timeline and conditions of every kind', () => {
  const patterns = readDefinitions().flatMap(({ version }) => {
    const { status } = version.schema.openAPIV3Schema.properties ?? {};
    return ['timeline', 'conditions'].flatMap((list) => {
      const reason = status?.properties?.[list]?.items?.properties?.['reason'];
      return reason === undefined ? [] : [{ pattern: new RegExp(reason.pattern ?? '^[A-Z]'), maxLength: reason.maxLength ?? 0 }];
    });
  });
  assert.ok(patterns.length > 7);
  const unfit = catalogue.filter(
    ([name]) => name.length > 64 || !patterns.every(({ pattern, maxLength }) => pattern.test(name) && name.length <= maxLength),
  );
  assert.equal(unfit, []);
});

test('what needs a person is announced as a warning', () => {
  const needing = /(Missed|Near|Broken|Mismatch|Lapsed|Unjustified|Unavailable|Reopened|Disputed)$/;
  const quiet = catalogue.filter(([name, { type }]) => needing.test(name) && type !== 'Warning').map(([name]) => name);
  assert.equal(quiet, []);
});

test.run();
