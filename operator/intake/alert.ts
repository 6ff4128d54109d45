import { createHash } from 'node:crypto';
import type { Problem } from '../api/validate.ts';

/** The formats that are understood; each is the `system` of the source of its incidents (R-auto). */
export type System = 'alertmanager' | 'cloudevents' | 'falco';

/**
 * One alert, whatever format it came in. Times are UTC as the operator writes them. Labels decide on rules and nothing else;
 * they are a Map, so that no name of a label can be mistaken for a property.
 */
export interface Alert {
  readonly system: System;
  /** What is the same in all repetitions: at most 128 characters. */
  readonly fingerprint: string;
  readonly state: 'firing' | 'resolved';
  readonly rule?: string;
  readonly labels: ReadonlyMap<string, string>;
  /** What the source says happened: free text, which goes into the report and nowhere else (S6). */
  readonly what: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly url?: string;
  readonly severity?: string;
  /** What the source, or its format, puts together; equal for alerts that belong together. */
  readonly group?: string;
}

/** What one request brought. */
export interface Message {
  readonly alerts: readonly Alert[];
  /** How many alerts the source left out because its message would have been too long. */
  readonly truncated: number;
}

/** What came of reading a message: the alerts, or everything that is wrong with it. */
export type Normalised = { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A short digest of parts, none of which can be mistaken for a piece of another: lower-case hexadecimal, `length` characters. */
export const shortDigest = (length: number, ...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
