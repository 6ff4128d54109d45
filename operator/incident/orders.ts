import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentStatusDeadline } from '../api/types.gen.ts';
import type { CarriedOut } from './closure.ts';
import { type Instance, isOpen, stateNow } from './deadlines.ts';
import { type Notifications, notificationName } from './fulfilment.ts';
import type { Observed } from './observed.ts';

type Deadline = IncidentStatusDeadline;

/** What stands for the regime of a duty that the authority opened. */
export const orderRegime = 'order';

/** The name of the duty that an order of the authority opens. */
export const orderDuty = (id: string): string => `gdpr-order-${id}`;

const recorded = (observed: Observed): ReadonlyMap<string, Deadline> =>
  new Map(
    (observed.incident.status?.deadlines ?? [])
      .filter((deadline) => deadline.regime === orderRegime)
      .map((deadline) => [deadline.name, deadline]),
  );

/** When each order was carried out: when its notification was sent, which stays true when that is erased after its retention. */
export const carriedOut = (observed: Observed, notes: Notifications): CarriedOut => {
  const orders = observed.incident.spec.personalData?.orders ?? [];
  if (orders.length === 0) return new Map();
  const before = recorded(observed);
  return new Map(
    orders.flatMap(({ id }) => {
      const name = orderDuty(id);
      const done = notes.get(notificationName(observed.incident.metadata.name, name))?.status?.sentAt ?? before.get(name)?.metAt;
      return done === undefined ? [] : [[id, done] as const];
    }),
  );
};

/**
 * The duties that the authority's orders open (N9): each overrides an exemption, has the date that the authority set, and is met
 * by a Notification of its own. One that a later entry corrects is superseded by what that one asks.
 */
export const ordersOf = (observed: Observed, done: CarriedOut, now: string): readonly Instance[] => {
  const before = recorded(observed);
  const orders = effective(observed.incident.spec.personalData?.orders);
  const standing = orders.map((order): Instance => {
    const name = orderDuty(order.id);
    const known = before.get(name);
    const dueAt = utc(order.dueAt);
    const metAt = done.get(order.id);
    const deadline: Deadline = {
      name,
      regime: orderRegime,
      clause: 'art. 34(4)',
      from: utc(order.at ?? known?.from ?? now),
      dueAt,
      state: stateNow({ dueAt, ...(metAt === undefined ? {} : { metAt }) }, known, now),
      notification: notificationName(observed.incident.metadata.name, name),
      ...(metAt === undefined ? {} : { metAt: utc(metAt) }),
      ...(known?.warned === undefined || known.dueAt !== dueAt ? {} : { warned: known.warned }),
      ...(known?.escalated === undefined || known.dueAt !== dueAt ? {} : { escalated: known.escalated }),
    };
    return { deadline, warnBefore: ['PT24H'] };
  });
  const names = new Set(orders.map(({ id }) => orderDuty(id)));
  const corrected = [...before.values()]
    .filter(({ name }) => !names.has(name))
    .map((deadline): Instance => {
      if (!isOpen(deadline)) return { deadline, warnBefore: [] };
      const state = stateNow({ dueAt: deadline.dueAt, supersededAt: now }, deadline, now);
      return { deadline: { ...deadline, state, endedAt: now }, warnBefore: [], endedBy: 'Facts' };
    });
  return [...standing, ...corrected];
};
