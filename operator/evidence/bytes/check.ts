import type { EvidenceItem } from '../../api/types.gen.ts';
import type { Place } from '../stores.ts';
import type { Check } from '../verification.ts';
import { readDigests } from './hash.ts';
import { type Openers, openPlace } from './open.ts';
import type { Pace } from './pace.ts';
import { ReadFailure } from './source.ts';

/** The names of the algorithms for node:crypto. */
export const algorithms = { sha256: 'sha256', sha512: 'sha512', 'sha3-256': 'sha3-256' } as const;

/** What is to be read, and how. */
export interface Checking {
  readonly item: EvidenceItem;
  readonly place: Place;
  readonly openers: Openers;
  readonly pace: Pace;
  /** The time of day: RFC 3339, UTC. */
  readonly now: () => string;
  readonly signal: AbortSignal;
}

/**
 * Reads the bytes of an item and compares them with its digests and its size (V8): other bytes only where all of them could be read.
 * Undefined for an item without a digest.
 */
export const checkBytes = async ({ item, place, openers, pace, now, signal }: Checking): Promise<Check | undefined> => {
  const { digest } = item.spec;
  if (digest === undefined) return undefined;
  const second = digest.sha512 !== undefined && digest.algorithm !== 'sha512' ? digest.sha512 : undefined;
  const names = [algorithms[digest.algorithm], ...(second === undefined ? [] : ['sha512'])];
  try {
    const source = await openPlace(place, openers);
    const came = await readDigests({ source, algorithms: names, expectedBytes: digest.bytes, pace, signal });
    if (came.kind === 'Unreadable') return { at: now(), result: 'Unreadable', detail: came.why };
    const [value = '', other] = came.digests;
    const same = value === digest.value && other === second && (digest.bytes ?? came.bytes) === came.bytes;
    return { at: now(), result: same ? 'Match' : 'Mismatch', digest: value, bytes: came.bytes };
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    return { at: now(), result: 'Unreadable', detail: error.why };
  }
};
