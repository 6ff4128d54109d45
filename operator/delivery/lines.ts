import type { Notification, NotificationAudience } from '../api/types.gen.ts';
import { claimableFrom } from './decide.ts';
import type { Line, Waiting } from './pace.ts';
import { reporterName } from './plan.ts';

/** A message that waits, with its line and what is asked for to claim it. */
export interface Standing extends Waiting {
  /** One line for each recipient of a channel, so that a slow one keeps nobody else waiting. */
  readonly line: string;
  /** The notification, as `namespace/name`. */
  readonly note: string;
  readonly to: string;
  readonly key: string;
  /** Since when it is tried (milliseconds since the epoch). */
  readonly since: number;
}

/** Whoever works in the house reads several notices as one message; what a law has told, and what somebody reported, goes alone. */
const houseAudiences: ReadonlySet<NotificationAudience> = new Set(['DPO', 'CISO', 'Management', 'ContactPoint', 'Staff']);

/** The recipient of a line. Everybody who reported is somebody else. */
const recipientOf = (to: string, { metadata: { namespace }, spec: { incidentRef } }: Pick<Notification, 'metadata' | 'spec'>): string =>
  to === reporterName ? `${to} of ${namespace}/${incidentRef.name}` : to;

/** The messages of a notification that may be claimed, now or later. What may not go out at all is in no line. Pure. */
export const standingOf = (note: string, notification: Pick<Notification, 'metadata' | 'spec' | 'status'>): readonly Standing[] => {
  const { spec, status } = notification;
  const { phase, deliveries = [], dueAt } = status ?? {};
  if (phase !== 'Scheduled' && phase !== 'Sending') return [];
  return deliveries.flatMap((delivery) => {
    const { to, key, channel = '', bundle } = delivery;
    const from = claimableFrom(delivery);
    if (from === undefined) return [];
    return [
      {
        id: `${note} ${to}`,
        note,
        to,
        key,
        channel,
        line: `${channel} ${recipientOf(to, notification)}`,
        bundle,
        joins: delivery.attempt === 0 && bundle === undefined && houseAudiences.has(spec.audience),
        from: Date.parse(from),
        deferred: delivery.outcome === 'Deferred',
        dueAt: dueAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt),
        since: Date.parse(delivery.since ?? delivery.at),
      },
    ];
  });
};

/** A line that changes as messages come and go. */
export interface OpenLine extends Line<Standing> {
  readonly waiting: Map<string, Standing>;
  busy: boolean;
  spentUntil: number;
  gatherUntil: number;
  failed: Line['failed'];
  suspect: Line['suspect'];
}

/** All lines, fed with every notification as it changes. */
export interface Lines {
  all(): Iterable<OpenLine>;
  line(name: string): OpenLine;
  /** Puts what a notification says in the place of what it said before; undefined for one that is gone. */
  replace(note: string, object: Pick<Notification, 'metadata' | 'spec' | 'status'> | undefined): void;
  /** Since when the oldest message is tried that may go (milliseconds since the epoch). */
  oldest(): number | undefined;
  /** How many notifications hold a message that was given up. */
  dead(): number;
}

/** Empty lines. */
export const createLines = (): Lines => {
  const lines = new Map<string, OpenLine>();
  const standing = new Map<string, readonly Standing[]>();
  const dead = new Set<string>();
  const line = (name: string): OpenLine => {
    const made = lines.get(name) ?? {
      waiting: new Map(),
      busy: false,
      spentUntil: 0,
      gatherUntil: 0,
      failed: new Map(),
      suspect: new Set(),
    };
    lines.set(name, made);
    return made;
  };
  return {
    all: () => lines.values(),
    line,
    replace: (note, object) => {
      for (const each of standing.get(note) ?? []) line(each.line).waiting.delete(each.id);
      const messages = object === undefined ? [] : standingOf(note, object);
      for (const each of messages) line(each.line).waiting.set(each.id, each);
      if (messages.length === 0) standing.delete(note);
      else standing.set(note, messages);
      if (object?.status?.deadLetter === true) dead.add(note);
      else dead.delete(note);
    },
    oldest: () => {
      let oldest: number | undefined;
      for (const messages of standing.values()) {
        for (const { since } of messages) oldest = oldest === undefined ? since : Math.min(oldest, since);
      }
      return oldest;
    },
    dead: () => dead.size,
  };
};
