import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonicalBytes, canonicalText, digest } from '../../operator/journal/canonical.ts';
import { holds } from './holds.ts';

/** RFC 8785, appendix B: the bits of a double and how it is written. */
const numbers: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

test('numbers are written as RFC 8785, appendix B, lists them', () => {
  const written = numbers.map(([bits]) => canonicalText(Buffer.from(bits, 'hex').readDoubleBE()));
  assert.equal(
    written,
    numbers.map(([, text]) => text),
  );
});

test('the example of RFC 8785, 3.2, gives the bytes printed there', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };
  assert.is(
    Buffer.from(canonicalBytes(value)).toString('hex'),
    Buffer.from(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ).toString('hex'),
  );
});

test('names are sorted by UTF-16 code units, as RFC 8785, 3.2.3, orders them', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  const names = canonicalText(value).matchAll(/:(\d)/g);
  assert.equal([...names].map(([, n]) => n).join(''), '2467153');
});

test('a name such as __proto__ is a name like any other', () => {
  assert.is(canonicalText(JSON.parse('{"b":1,"__proto__":{"a":2}}')), '{"__proto__":{"a":2},"b":1}');
});

const circle: { self?: unknown } = {};
circle.self = circle;

const refused: readonly (readonly [what: string, value: unknown, message: RegExp])[] = [
  ['undefined in an object', { a: { b: undefined } }, /^the value\.a\.b .*JSON knows no undefined/],
  ['a hole in a list', new Array(1), /^the value\[0\] .*JSON knows no undefined/],
  ['NaN', { cost: Number.NaN }, /^the value\.cost .*NaN is no number of JSON/],
  ['Infinity', Number.NEGATIVE_INFINITY, /^the value .*-Infinity is no number of JSON/],
  ['bigint', [1n], /^the value\[0\] .*JSON knows no bigint/],
  ['a function', () => 1, /JSON knows no function/],
  ['half a surrogate pair', ['\ud83d'], /^the value\[0\] .*half a surrogate pair/],
  ['half a surrogate pair in a name', { '\ude02': 1 }, /^a name in the value .*half a surrogate pair/],
  ['a date', { at: new Date(0) }, /^the value\.at .*plain objects/],
  ['a map', new Map(), /plain objects/],
  ['a cycle', circle, /nested more than 200 deep, or contains itself/],
];

for (const [what, value, message] of refused) {
  test(`${what} is refused, with the place`, () => {
    assert.throws(
      () => canonicalText(value),
      (error: unknown) => error instanceof TypeError && message.test(error.message),
    );
  });
}

const jsonValue = fc.jsonValue({ stringUnit: 'binary' });

test('what is written reads back as the same value, and writing it again gives the same text', () => {
  holds(
    fc.property(jsonValue, (value) => {
      const text = canonicalText(value);
      // JSON knows no negative zero, so JSON.stringify is the measure.
      assert.equal(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      assert.is(canonicalText(JSON.parse(text)), text);
    }),
  );
});

test('the order in which an object was built does not matter', () => {
  holds(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), jsonValue), (value) => {
      assert.is(canonicalText(Object.fromEntries(Object.entries(value).reverse())), canonicalText(value));
    }),
  );
});

test('a digest names its algorithm and is taken over the canonical bytes', () => {
  const expected = createHash('sha256').update('{"a":[],"b":"\u00e9"}').digest('hex');
  assert.is(digest({ b: '\u00e9', a: [] }), `sha256:${expected}`);
});

test.run();
