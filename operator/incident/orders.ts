import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import { stateOf } from '../deadline/state.ts';
import { type Instance, notificationName } from './duties.ts';
import type { Observed } from './observed.ts';

/** The name of the duty that an order of the authority opens. */
export const orderDuty = (id: string): string => `gdpr-order-${id}`;

/** Telling people in plain words needs all that art. 34(2) asks. */
export const orderRequires = ['nature', 'contact', 'consequences', 'measures', 'recommendations'] as const;

/** Days that an order without a date leaves; the authority usually sets one, and "without undue delay" is not never. */
const silentOrderMillis = 72 * 3_600_000;

/**
 * The duties that the authority's orders open (N9): each overrides an exemption, has the date that the authority set, and is met
 * by a Notification of its own.
 */
export const ordersOf = (observed: Observed, now: string): readonly Instance[] => {
  const before = new Map((observed.incident.status?.deadlines ?? []).map((deadline) => [deadline.name, deadline]));
  return effective(observed.incident.spec.personalData?.orders).map((order): Instance => {
    const name = orderDuty(order.id);
    const known = before.get(name);
    const from = utc(order.at ?? known?.from ?? now);
    const dueAt = order.dueAt === undefined ? utc(Date.parse(from) + silentOrderMillis) : utc(order.dueAt);
    const notification = notificationName(observed.incident.metadata.name, name);
    const metAt = observed.notifications.find((note) => note.metadata.name === notification)?.status?.sentAt;
    const state = stateOf({ dueAt, ...(metAt === undefined ? {} : { metAt }) }, now);
    const deadline: IncidentStatusDeadline = {
      name,
      regime: 'order',
      clause: 'art. 34(4)',
      from,
      dueAt,
      state: state.ok ? state.value : 'Running',
      notification,
      ...(metAt === undefined ? {} : { metAt }),
      ...(known?.warned === undefined || known.dueAt !== dueAt ? {} : { warned: known.warned }),
    };
    return { deadline, warnBefore: ['PT24H'] };
  });
};
