// Changes of bytes: small ones that keep most of what was understood, and words that mean something to the parser.
import type { Chance } from '../hostile/chance.ts';

/** No input is longer (bytes): what is long is tested elsewhere, and a short one finds more in the same time. */
export const mostBytes = 4_096;

type Change = (bytes: Buffer, chance: Chance, words: readonly string[], others: readonly Buffer[]) => Buffer;

const whole = (chance: Chance, below: number): number => Math.floor(chance.next() * Math.max(1, below));

const spliced = (bytes: Buffer, at: number, removed: number, added: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);

/** Numbers at which parsers change their minds. */
const numbers = ['0', '-1', '1', '127', '255', '256', '65535', '2147483648', '4294967296', '9007199254740993', '1e309', '-0', '0.1'];

const anyText = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g;

/** A value of a JSON text, or a number in any text, becomes another one. */
const exchanged: Change = (bytes, chance, words) => {
  const text = bytes.toString('latin1');
  const places = [...text.matchAll(anyText)];
  const place = places[whole(chance, places.length)];
  if (place === undefined) return bytes;
  const words2 = words.map((word) => JSON.stringify(word));
  const value = chance.pick([
    ...numbers,
    ...words2,
    'null',
    'true',
    '[]',
    '{}',
    '""',
    '[[]]',
    places[whole(chance, places.length)]?.[0] ?? '0',
  ]);
  return spliced(bytes, place.index, place[0].length, Buffer.from(value, 'latin1'));
};

const changes: readonly Change[] = [
  (bytes, chance) => {
    const copy = Buffer.from(bytes);
    const at = whole(chance, copy.length);
    if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << whole(chance, 8));
    return copy;
  },
  (bytes, chance) => spliced(bytes, whole(chance, bytes.length + 1), 0, Buffer.of(whole(chance, 256))),
  (bytes, chance) => spliced(bytes, whole(chance, bytes.length), 1 + whole(chance, 16), Buffer.alloc(0)),
  (bytes, chance) => {
    const from = whole(chance, bytes.length);
    return spliced(bytes, whole(chance, bytes.length + 1), 0, bytes.subarray(from, from + 1 + whole(chance, 64)));
  },
  (bytes, chance, words) => spliced(bytes, whole(chance, bytes.length + 1), 0, Buffer.from(chance.pick(words))),
  (bytes, chance, words) => {
    const at = whole(chance, bytes.length + 1);
    const word = Buffer.from(chance.pick(words));
    return spliced(bytes, at, word.length, word);
  },
  (bytes, chance, _, others) => {
    const other = chance.pick(others);
    return Buffer.concat([bytes.subarray(0, whole(chance, bytes.length + 1)), other.subarray(whole(chance, other.length))]);
  },
  exchanged,
  exchanged,
];

/** An input changed in one to six places, one after the other. */
export const changed = (input: Buffer, chance: Chance, words: readonly string[], others: readonly Buffer[]): Buffer => {
  let bytes = input;
  const times = 1 + whole(chance, 6);
  for (let count = 0; count < times; count += 1) bytes = chance.pick(changes)(bytes, chance, words, others);
  return bytes.subarray(0, mostBytes);
};
