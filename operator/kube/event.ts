import type { Kind } from '../api/kinds.ts';
import { type Reason, reasons } from '../api/reasons.ts';
import type { TimelineEntry } from '../journal/chain.ts';
import { apiVersionOf, type KubeObject, type ObjectMeta } from './object.ts';

/** Who reports; also the field selector by which our Events are found again. */
export const reportingController = 'meldpunt.dev/operator';

/** The most bytes that `note` of an events.k8s.io Event may have. */
const noteLimit = 1024;

/**
 * The name of the Event of an entry: it follows from the object's uid and the entry's number, so that posting it again after a crash
 * is refused as existing instead of becoming a second Event. A uid has 36 characters, hence at most 253 in all for any kind's name.
 */
export const eventName = (kind: Kind, uid: string, seq: number): string => `${kind.kind.toLowerCase()}-${uid}-${seq}`;

/** A text of at most some bytes in UTF-8, cut between characters. */
export const cutBytes = (text: string, limit: number): string => {
  // A character has at most three bytes per UTF-16 unit, so most notes need no counting.
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= limit) return text;
  let end = limit;
  // Bytes 10xxxxxx continue a character that began before.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
};

const typeOf = (reason: string): Reason['type'] => {
  const known: Readonly<Record<string, Reason>> = reasons;
  return Object.hasOwn(known, reason) ? (known[reason]?.type ?? 'Normal') : 'Normal';
};

/** A time in UTC, as entries have it, with exactly six decimals: the API server refuses any other number of them. */
export const microTime = (at: string): string => {
  const [whole = '', fraction = ''] = at.slice(0, -1).split('.');
  return `${whole}.${fraction.slice(0, 6).padEnd(6, '0')}Z`;
};

/** The Event (events.k8s.io/v1) of a timeline entry. It says what happened, never who did it: Events are read by more people than records. */
export const eventOf = (kind: Kind, { namespace, name, uid }: ObjectMeta, entry: TimelineEntry, instance: string): KubeObject => {
  const place = namespace === undefined ? {} : { namespace };
  const note = cutBytes(entry.note, noteLimit);
  const event = {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: eventName(kind, uid ?? '', entry.seq), ...place },
    eventTime: microTime(entry.at),
    reportingController,
    reportingInstance: instance.slice(0, 128),
    action: 'Record',
    reason: entry.reason,
    type: typeOf(entry.reason),
    note,
    regarding: { apiVersion: apiVersionOf(kind), kind: kind.kind, ...place, name, ...(uid !== undefined && { uid }) },
  };
  return event;
};
