// The rules of incidents and notifications played against one another as the operator does, without an API server.
import * as assert from 'uvu/assert';
import type { TimelineDraft } from '../operator/api/decision.ts';
import type { IncidentSpec, IncidentStatus, Notification, NotificationSpec } from '../operator/api/types.gen.ts';
import { decideIncident } from '../operator/incident/decide.ts';
import type { Observed } from '../operator/incident/observed.ts';
import { decideNotification } from '../operator/notification/decide.ts';
import { observeNotification } from '../operator/notification/observe.ts';
import { notification, observed, withSpec, written } from './build.ts';

/** What is stored after a moment, and all that was recorded on the way: of the incident, and of its notifications by name. */
export interface World {
  readonly observed: Observed;
  readonly entries: readonly TimelineDraft[];
  readonly told: Readonly<Record<string, readonly TimelineDraft[]>>;
}

/** A report that nobody has decided on yet. */
export const world = (spec: Partial<IncidentSpec> = {}, around: Partial<Observed> = {}): World => ({
  observed: observed(spec, around),
  entries: [],
  told: {},
});

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** More rounds than this are a loop: a decision that never comes to rest would write for ever. */
const mostRounds = 30;

const decideNotes = ({ observed: before, entries, told }: World, now: string): World => {
  const around = {
    policy: () => before.policy,
    regimes: () => before.regimes,
    incident: () => before.incident,
    notificationsOf: () => before.notifications,
  };
  const decided = before.notifications.map((note) => ({ note, decision: decideNotification(observeNotification(note, around), now) }));
  return {
    observed: { ...before, notifications: decided.map(({ note, decision }) => ({ ...note, status: stored(decision.status) })) },
    entries,
    told: {
      ...told,
      ...Object.fromEntries(
        decided.map(({ note: { metadata }, decision }) => [metadata.name, [...(told[metadata.name] ?? []), ...decision.entries]]),
      ),
    },
  };
};

/** Decides until nothing changes any more at a moment, creating what is missing. */
export const settle = (start: World, now: string): World => {
  let current = start;
  for (let round = 0; round < mostRounds; round += 1) {
    const decision = decideIncident(current.observed, now);
    const next = written(current.observed, decision);
    const created = decision.children.map(
      ({ metadata, spec }): Notification => notification(spec as NotificationSpec, undefined, metadata.name),
    );
    const after = decideNotes(
      {
        ...current,
        observed: { ...next, notifications: [...next.notifications, ...created] },
        entries: [...current.entries, ...decision.entries],
      },
      now,
    );
    if (JSON.stringify(after) === JSON.stringify(current)) return current;
    current = after;
  }
  throw new Error(`Deciding at ${now} has not come to rest after ${mostRounds} rounds.`);
};

/** The world after facts were added and everything has settled. */
export const afterwards = (before: World, spec: Partial<IncidentSpec>, now: string): World =>
  settle({ ...before, observed: withSpec(before.observed, spec) }, now);

/** The world after somebody has written into a notification. */
export const noted = (before: World, name: string, spec: Partial<NotificationSpec>, now: string): World => {
  const notifications = before.observed.notifications.map((note) =>
    note.metadata.name === name ? { ...note, spec: { ...note.spec, ...spec } } : note,
  );
  assert.ok(
    before.observed.notifications.some((note) => note.metadata.name === name),
    `${name} is there`,
  );
  return settle({ ...before, observed: { ...before.observed, notifications } }, now);
};

/** A deadline of the incident as it stands. */
export const deadlineOf = ({ observed: { incident } }: World, name: string) =>
  incident.status?.deadlines?.find((deadline) => deadline.name === name);

/** What the timeline says of one duty, as `reason note`. */
export const linesOf = ({ entries }: World, duty: string): readonly string[] =>
  entries.filter(({ note }) => note.startsWith(`${duty} `)).map(({ reason, note }) => `${reason} ${note.slice(duty.length + 1)}`);

/** The status of the incident. */
export const statusOf = ({ observed: { incident } }: World): IncidentStatus => incident.status ?? {};
