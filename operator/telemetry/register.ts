import { effective } from '../api/entries.ts';
import type { EvidenceItem, Incident, IncidentPolicy, Notification } from '../api/types.gen.ts';
import { homeCurrency, priceOf } from '../incident/cost.ts';
import { isOpen } from '../incident/deadlines.ts';
import { recurrenceThreshold } from '../incident/recurrence.ts';
import { createBelonging } from './belonging.ts';
import { type Cell, createFamily, exactly, type Family, folding, type Labels } from './family.ts';
import { ended, type Happenings, none, type Seen, tellHappenings } from './happenings.ts';
import { createNearest, type Due, type Nearest } from './nearest.ts';

/** What the figures are made of. */
export type Countable = Incident | Notification | EvidenceItem;

/** The sums over the register, kept up to date object by object. */
export interface Register {
  /** Puts what an object says in the place of what it said before; the same object again changes nothing. */
  replace(object: Countable): void;
  /** Takes away what the object with this uid said; one that was never seen is no mistake. */
  remove(uid: string): void;
  readonly incidents: Family;
  readonly costs: Family;
  readonly deadlines: Family;
  readonly nearest: Nearest;
  readonly notifications: Family;
  readonly evidence: Family;
  /** Notifications past their due time that are neither sent nor waived. */
  overdue(): number;
  /** Open incidents that are recurrences (L2). */
  recurring(): number;
  /** Those of them that are a matter for management (L2). */
  recurringHighImpact(): number;
  /** Approved lessons of which the date has passed, of closed incidents too (L4). */
  lessonsOverdue(): number;
  costsLeftOut(): number;
  /** Items of evidence of which the operator could not read the bytes (V8). */
  unread(): number;
  /** Objects of which no figures could be made. */
  unreadable(): number;
}

/** An amount of money added to one series. */
interface Share {
  readonly cell: Cell;
  readonly amount: bigint;
}

/**
 * All that one object has added, so that exactly this can be taken back, whatever the object says by then. There is one of these
 * for each object of the register, so it holds references only, and what counts one takes no more than its reference.
 */
interface Contribution {
  units: Cell[];
  shares: Share[];
  dues: Due[];
  overdue: number;
  recurring: number;
  recurringHighImpact: number;
  lessonsOverdue: number;
  costsLeftOut: number;
  unread: number;
  unreadable: number;
}

const emptyContribution = (): Contribution => ({
  units: [],
  shares: [],
  dues: [],
  overdue: 0,
  recurring: 0,
  recurringHighImpact: 0,
  lessonsOverdue: 0,
  costsLeftOut: 0,
  unread: 0,
  unreadable: 0,
});

/** A list that grew by pushing holds room for more; 50,000 incidents waste 14 MB by it. */
const trimmed = ({ units, shares, dues, ...rest }: Contribution): Contribution => ({
  units: units.slice(),
  shares: shares.slice(),
  dues: dues.slice(),
  ...rest,
});

const families = () => ({
  // The phase is the last thing to become coarse, because every question begins with what is still open.
  incidents: createFamily(exactly(52), folding(20, 'severity'), folding(9, 'severity', 'category')),
  // The currency is never folded: money of two currencies is not added up.
  costs: createFamily(exactly(26), folding(24, 'category')),
  deadlines: createFamily(exactly(64), folding(7, 'duty')),
  nearest: createNearest(24),
  notifications: createFamily(exactly(24), folding(9, 'audience')),
  evidence: createFamily(exactly(16), folding(6, 'media_type')),
});

type Families = ReturnType<typeof families>;

const count = (into: Contribution, family: Family, labels: Labels): void => {
  const cell = family.add(labels);
  if (cell !== undefined) into.units.push(cell);
};

const isRecurrence = ({ status }: Incident, policy: IncidentPolicy | undefined): boolean =>
  (status?.recurrence?.count ?? 0) >= recurrenceThreshold(policy);

/** What came back, as long as it is open, and which lessons wait, also afterwards (L2, L4). */
const addLearning = (into: Contribution, incident: Incident, policy: IncidentPolicy | undefined): void => {
  const { phase = 'Reported', recurrence, lessons } = incident.status ?? {};
  into.lessonsOverdue = lessons?.overdue ?? 0;
  if (ended(phase)) return;
  into.recurring = isRecurrence(incident, policy) ? 1 : 0;
  into.recurringHighImpact = recurrence?.highImpact === true ? 1 : 0;
};

const addIncident = (into: Contribution, all: Families, incident: Incident, policy: IncidentPolicy | undefined): void => {
  const { category = none, costs } = incident.spec;
  const { phase = 'Reported', severity = none, deadlines = [] } = incident.status ?? {};
  count(into, all.incidents, { category, severity, phase });
  addLearning(into, incident, policy);
  for (const cost of effective(costs)) {
    const price = priceOf(cost, policy);
    // What has no exchange rate keeps its own currency; minutes without a rate are no money at all.
    const amount = price.kind === 'NoRate' ? 0n : price.cents;
    const currency = price.kind === 'NoExchange' ? price.currency : homeCurrency(policy);
    const cell = all.costs.add({ category, kind: cost.kind, currency }, amount);
    if (cell === undefined) into.costsLeftOut += 1;
    else into.shares.push({ cell, amount });
  }
  for (const deadline of deadlines) {
    count(into, all.deadlines, { duty: deadline.name, state: deadline.state });
    const due = isOpen(deadline) ? all.nearest.add(deadline.name, Date.parse(deadline.dueAt)) : undefined;
    if (due !== undefined) into.dues.push(due);
  }
};

const addNotification = (into: Contribution, all: Families, { spec, status }: Notification): void => {
  const phase = status?.phase ?? 'Incomplete';
  count(into, all.notifications, { audience: spec.audience, phase });
  if (status?.late === true && status.sentAt === undefined && phase !== 'Waived') into.overdue = 1;
};

const addEvidence = (into: Contribution, all: Families, { spec, status }: EvidenceItem): void => {
  count(into, all.evidence, { media_type: spec.mediaType, phase: status?.phase ?? 'Identified' });
  if (status?.checked?.result === 'Unreadable') into.unread = 1;
};

/** The incident that an object belongs to, as a key; an incident belongs to itself. */
const incidentOf = (object: Countable): string => {
  const name = object.kind === 'Incident' ? object.metadata.name : object.spec.incidentRef.name;
  return `${object.metadata.namespace}/${name}`;
};

/** What is kept of one object: a few references, never the object. */
interface Kept {
  readonly incident: string;
  contribution: Contribution;
  seen: Seen | undefined;
}

/**
 * The register's figures. Gauges are sums over what is in the register now, so that a restart or a new leader starts from the
 * same numbers. Counters and durations are told to `happenings` when they happen before the eyes of this process: an incident
 * counts as created when it is first seen without a phase, which is what no operator has decided on yet; it counts as
 * closed, and its durations as known, when that appears on an object seen before. So a list, a relist or a restart counts
 * nothing twice, and the counters of a process only ever rise, as Prometheus asks of them.
 * Pure bookkeeping: no clock, no input or output. `policy` gives the rates at which labour without an amount is reckoned.
 */
export const createRegister = (happenings: Happenings, policy: () => IncidentPolicy | undefined = () => undefined): Register => {
  const all = families();
  const belonging = createBelonging();
  const kept = new Map<string, Kept>();
  const totals = { overdue: 0, recurring: 0, recurringHighImpact: 0, lessonsOverdue: 0, costsLeftOut: 0, unread: 0, unreadable: 0 };

  const tally = (contribution: Contribution, sign: 1 | -1): void => {
    totals.overdue += sign * contribution.overdue;
    totals.recurring += sign * contribution.recurring;
    totals.recurringHighImpact += sign * contribution.recurringHighImpact;
    totals.lessonsOverdue += sign * contribution.lessonsOverdue;
    totals.costsLeftOut += sign * contribution.costsLeftOut;
    totals.unread += sign * contribution.unread;
    totals.unreadable += sign * contribution.unreadable;
  };
  const withdraw = ({ units, shares, dues }: Contribution): void => {
    for (const cell of units) cell.family.take(cell);
    for (const { cell, amount } of shares) cell.family.take(cell, amount);
    for (const due of dues) all.nearest.remove(due);
  };
  const contribute = (object: Countable, incident: string): Contribution => {
    const contribution = emptyContribution();
    if (belonging.isDrill(incident)) return contribution;
    try {
      if (object.kind === 'Incident') addIncident(contribution, all, object, policy());
      else if (object.kind === 'Notification') addNotification(contribution, all, object);
      else addEvidence(contribution, all, object);
      return trimmed(contribution);
    } catch {
      // A poison object must not stop the figures of the others; its own reconcile says what is wrong with it.
      withdraw(contribution);
      return { ...emptyContribution(), unreadable: 1 };
    }
  };
  const exchange = (entry: Kept, next: Contribution): void => {
    tally(entry.contribution, -1);
    withdraw(entry.contribution);
    entry.contribution = next;
    tally(next, 1);
  };

  return {
    ...all,
    replace: (object) => {
      const { uid } = object.metadata;
      const incident = incidentOf(object);
      const drill = object.kind === 'Incident' && object.spec.drill === true;
      if (object.kind === 'Incident') {
        for (const member of belonging.mark(incident, drill)) {
          const entry = kept.get(member);
          if (entry !== undefined) exchange(entry, emptyContribution());
        }
      } else belonging.join(incident, uid);
      const entry = kept.get(uid) ?? { incident, contribution: emptyContribution(), seen: undefined };
      kept.set(uid, entry);
      exchange(entry, contribute(object, incident));
      if (object.kind === 'Incident' && !drill) entry.seen = tellHappenings(entry.seen, object, happenings);
    },
    remove: (uid) => {
      const entry = kept.get(uid);
      if (entry === undefined) return;
      exchange(entry, emptyContribution());
      belonging.leave(entry.incident, uid);
      kept.delete(uid);
    },
    overdue: () => totals.overdue,
    unread: () => totals.unread,
    recurring: () => totals.recurring,
    recurringHighImpact: () => totals.recurringHighImpact,
    lessonsOverdue: () => totals.lessonsOverdue,
    costsLeftOut: () => totals.costsLeftOut,
    unreadable: () => totals.unreadable,
  };
};
