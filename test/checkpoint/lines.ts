import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import type { Standing } from '../../operator/checkpoint/line.ts';

/** A hash like that of an entry. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A uid as the API server makes them, different for every number. */
export const uidOf = (n: number): string => {
  const hex = hashOf(`uid ${n}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Where the timeline with a number stands after so many entries. */
export const standing = (n: number, seq: number, fields: Partial<Standing> = {}): Standing => ({
  uid: uidOf(n),
  seq,
  hash: hashOf(`entry ${seq} of ${n}`),
  kind: 'Incident',
  namespace: 'incidents',
  name: `inc-${n}`,
  state: 'present',
  ...fields,
});

/** Which timelines move in each of several rounds; a timeline that moves gets one entry more. */
export const anyMoves: fc.Arbitrary<readonly (readonly number[])[]> = fc.array(
  fc.uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 12 }),
  { minLength: 1, maxLength: 8 },
);
