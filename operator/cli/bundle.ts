import type { CheckpointProof } from '../checkpoint/proof.ts';
import { readProof } from '../checkpoint/proof-shape.ts';
import { digest } from '../journal/canonical.ts';
import { listIn, objectOf, textIn } from './record.ts';

/**
 * The file of an export: one incident with everything that belongs to it. It has exactly one text for its content, which its own
 * digest binds, so that a single changed byte shows. The digest proves no origin, since whoever edits a file can make a new one:
 * that is what the chains, the facts bound in them and the proofs of the checkpoints are for.
 */

/** What an export is called by programs that meet one; a change of its form changes the number. */
export const bundleFormat = 'meldpunt.dev/export/v1';

/** A rule by which the incident was handled, as it was at the time of the export. */
export interface Rule {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: unknown;
  /** The digest of its spec. */
  readonly digest: string;
}

/** The content of an export. */
export interface Bundle {
  /** When it was made, by the clock of whoever made it (RFC 3339, UTC). */
  readonly exportedAt: string;
  readonly incident: { readonly namespace: string; readonly name: string; readonly uid: string };
  /** The Incident first, then its Notifications, EvidenceItems and Weaknesses, whole. */
  readonly records: readonly unknown[];
  /** The TimelineArchives of all of them, whole. */
  readonly archives: readonly unknown[];
  readonly rules: readonly Rule[];
  /** What belongs to it and could not be read, in sentences. */
  readonly missing: readonly string[];
  /** What checkpoints say of its timelines. */
  readonly proofs: readonly CheckpointProof[];
}

/** What reading an export gave. */
export type ReadBundle = { readonly outcome: 'read'; readonly bundle: Bundle } | { readonly outcome: 'broken'; readonly reason: string };

const serialize = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** The text of an export. Throws a TypeError for a content that has no canonical JSON, as half a surrogate pair. */
export const formatBundle = (bundle: Bundle): string => serialize({ format: bundleFormat, digest: digest(bundle), ...bundle });

const broken = (reason: string): ReadBundle => ({ outcome: 'broken', reason });

const parse = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const digestMatches = (content: object, claimed: unknown): boolean => {
  try {
    return digest(content) === claimed;
  } catch {
    return false;
  }
};

const shape = (content: Readonly<Record<string, unknown>>): Bundle | undefined => {
  const { exportedAt, incident: whose, records, archives, rules, missing, proofs: given } = content;
  const incident = objectOf(whose);
  const proofs = listIn(given).map(readProof);
  const lists = [records, archives, rules, missing, given];
  if (incident === undefined || typeof exportedAt !== 'string' || !lists.every(Array.isArray)) return undefined;
  const [namespace, name, uid] = [textIn(incident['namespace']), textIn(incident['name']), textIn(incident['uid'])];
  if (uid === '' || proofs.some((proof) => proof === undefined)) return undefined;
  return {
    exportedAt,
    incident: { namespace, name, uid },
    records: listIn(records),
    archives: listIn(archives),
    rules: listIn(rules) as readonly Rule[],
    missing: listIn(missing).map(textIn),
    proofs: proofs.flatMap((proof) => proof ?? []),
  };
};

/** Reads an export of which nobody vouches. Broken, with a sentence, if it is none or if a single byte of it was changed. */
export const readBundle = (bytes: Uint8Array): ReadBundle => {
  const text = decode(bytes);
  const value = text === undefined ? undefined : parse(text);
  if (value === undefined) return broken('The file is no export: it is not JSON in UTF-8, or was damaged.');
  const { format, digest: claimed, ...content } = value;
  if (format !== bundleFormat) return broken(`The file is no export of the form ${bundleFormat}.`);
  // Another text of the same content is no edit of the record, but then bytes could change unseen.
  if (text !== serialize(value))
    return broken('The file was written by something else than an export: its text is not the one of its content.');
  if (!digestMatches(content, claimed))
    return broken('The file was changed after the export: its content has another digest than it says.');
  const bundle = shape(content);
  return bundle === undefined ? broken('The file lacks parts that every export has.') : { outcome: 'read', bundle };
};
