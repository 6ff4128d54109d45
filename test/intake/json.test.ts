import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deepest, mostValues, parseJson, valueAt } from '../../operator/intake/json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const problemOf = (body: Uint8Array): string => {
  const parsed = parseJson(body);
  return parsed.ok ? '' : parsed.problem;
};

test('JSON without hostile names is read as JSON.parse reads it', () => {
  void fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/__proto__|constructor|prototype/.test(text));
      assert.equal(parseJson(bytes(text)), { ok: true, value: JSON.parse(text) });
    }),
  );
});

test('whatever the bytes, there is an answer, and its sentence holds none of them', () => {
  void fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
      const parsed = parseJson(body);
      if (!parsed.ok) assert.match(parsed.problem, /^The body (?:is not|nests|holds)/);
    }),
  );
});

test('nesting is counted outside strings only', () => {
  const nested = (levels: number): Uint8Array => bytes('['.repeat(levels) + ']'.repeat(levels));
  assert.is(problemOf(nested(deepest)), '');
  assert.match(problemOf(nested(deepest + 1)), /nests more than 32 levels/);
  assert.is(problemOf(bytes(JSON.stringify('['.repeat(1000)))), '');
  assert.is(problemOf(bytes(JSON.stringify(`"\\"${'{'.repeat(1000)}`))), '');
  assert.match(problemOf(bytes('['.repeat(900_000))), /nests more than/);
});

test('the number of values is bounded', () => {
  assert.is(problemOf(bytes(JSON.stringify(Array(mostValues - 1).fill(0)))), '');
  assert.match(problemOf(bytes(JSON.stringify(Array(mostValues).fill(0)))), /more than 100000 values/);
});

for (const name of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
  test(`a field called ${name} is refused at any depth`, () => {
    assert.match(problemOf(bytes(`{"a":[{"${name}":{"polluted":true}}]}`)), /accepted nowhere/);
    assert.is(({} as { readonly polluted?: boolean }).polluted, undefined);
  });
}

test('bytes that are no UTF-8 are refused, and a byte order mark is not', () => {
  assert.is(problemOf(Uint8Array.of(0x22, 0xc3, 0x28, 0x22)), 'The body is not UTF-8.');
  assert.is(problemOf(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)), 'The body is not UTF-8.');
  assert.is(problemOf(bytes('\ufeff{}')), '');
});

test('a field that an object only inherits is none of its own', () => {
  assert.is(valueAt({}, 'toString'), undefined);
  assert.is(valueAt({ a: 1 }, 'a'), 1);
});

test.run();
