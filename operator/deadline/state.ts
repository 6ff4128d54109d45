import { fixedSeconds } from './duration.ts';
import { formatInstant, isAfter, parseInstant, secondsAfter } from './instant.ts';
import { accept, type Outcome } from './refusal.ts';

/** The state of one deadline. `Running` is the only one that time alone can change. */
export type DeadlineState = 'Running' | 'Met' | 'MetLate' | 'Missed' | 'Waived' | 'Superseded';

/** The facts about one deadline; all RFC 3339. `supersededAt` is when the facts that the duty rested on ceased to hold. */
export interface DeadlineFacts {
  readonly dueAt: string;
  readonly metAt?: string;
  readonly waivedAt?: string;
  readonly supersededAt?: string;
}

interface Moments {
  readonly due: Temporal.Instant;
  readonly met: Temporal.Instant | undefined;
  readonly waived: Temporal.Instant | undefined;
  readonly superseded: Temporal.Instant | undefined;
  readonly now: Temporal.Instant;
}

const absent: Outcome<undefined> = accept(undefined);
const parseOptional = (text: string | undefined): Outcome<Temporal.Instant | undefined> =>
  text === undefined ? absent : parseInstant(text);

const momentsOf = (facts: DeadlineFacts, now: string): Outcome<Moments> => {
  const due = parseInstant(facts.dueAt);
  if (!due.ok) return due;
  const met = parseOptional(facts.metAt);
  if (!met.ok) return met;
  const waived = parseOptional(facts.waivedAt);
  if (!waived.ok) return waived;
  const superseded = parseOptional(facts.supersededAt);
  if (!superseded.ok) return superseded;
  const at = parseInstant(now);
  return at.ok ? accept({ due: due.value, met: met.value, waived: waived.value, superseded: superseded.value, now: at.value }) : at;
};

const inTime = (instant: Temporal.Instant | undefined, due: Temporal.Instant): boolean => instant !== undefined && !isAfter(instant, due);

/**
 * What ended a deadline in time, if anything: doing it counts before a waiver, and of waiver and supersession the earlier one counts.
 */
const endedInTime = ({ due, met, waived, superseded }: Moments): DeadlineState | undefined => {
  if (inTime(met, due)) return 'Met';
  const waivedInTime = inTime(waived, due);
  if (!inTime(superseded, due)) return waivedInTime ? 'Waived' : undefined;
  const waivedFirst = waivedInTime && waived !== undefined && superseded !== undefined && !isAfter(waived, superseded);
  return waivedFirst ? 'Waived' : 'Superseded';
};

/**
 * A fact later than the due time proves that the due time has passed, even where the clock of the machine has been put back since: so
 * a miss never turns back into Running.
 */
const duePassed = ({ due, met, waived, superseded, now }: Moments): boolean =>
  [met, waived, superseded, now].some((instant) => instant !== undefined && isAfter(instant, due));

/**
 * The state of a deadline as a pure function of facts and now (R9; api.md): done at exactly the due time is `Met`, later `MetLate`. What
 * happens after the due time does not undo it: a waiver leaves `Missed`, and so does supersession, for the duty stood when its time
 * came. A corrected awareness moves `dueAt` itself, and the state follows from the new one. Refuses unreadable moments.
 */
export const stateOf = (facts: DeadlineFacts, now: string): Outcome<DeadlineState> => {
  const read = momentsOf(facts, now);
  if (!read.ok) return read;
  const ended = endedInTime(read.value);
  if (ended !== undefined) return accept(ended);
  if (read.value.met !== undefined) return accept('MetLate');
  return accept(duePassed(read.value) ? 'Missed' : 'Running');
};

/** The deadline whose warning marks are asked for. `warnBefore` in ISO 8601, without months. */
export interface WarningPlan {
  readonly from: string;
  readonly dueAt: string;
  readonly warnBefore: readonly string[];
}

/** One mark: how long before the due time, when that is (RFC 3339 UTC), and whether it has passed. */
export interface Warning {
  readonly before: string;
  readonly at: string;
  readonly passed: boolean;
}

interface Mark {
  readonly before: string;
  readonly instant: Temporal.Instant;
}

/** A mark at or before the start of the period is left out: it would warn the moment that the duty begins, of nothing that the beginning does not say. */
const marksOf = ({ from, dueAt, warnBefore }: WarningPlan): Outcome<readonly Mark[]> => {
  const [start, due] = [parseInstant(from), parseInstant(dueAt)];
  if (!start.ok) return start;
  if (!due.ok) return due;
  const marks: Mark[] = [];
  for (const before of new Set(warnBefore)) {
    const seconds = fixedSeconds(before);
    if (!seconds.ok) return seconds;
    const instant = secondsAfter(due.value, -seconds.value);
    if (isAfter(instant, start.value)) marks.push({ before, instant });
  }
  return accept(marks.sort((a, b) => Number(isAfter(a.instant, b.instant)) - Number(isAfter(b.instant, a.instant))));
};

const hasPassed = ({ instant }: Mark, now: Temporal.Instant): boolean => !isAfter(instant, now);

/** The warning marks of a deadline in the order of time (R-g). Refuses unreadable moments, durations and months. */
export const warnings = (plan: WarningPlan, now: string): Outcome<Warning[]> => {
  const marks = marksOf(plan);
  if (!marks.ok) return marks;
  const at = parseInstant(now);
  if (!at.ok) return at;
  return accept(marks.value.map((mark) => ({ before: mark.before, at: mark.instant.toString(), passed: hasPassed(mark, at.value) })));
};

/** What is known of a deadline that runs: the marks that have passed, in the order of time, and when time alone changes something next. */
export interface Watch {
  readonly passed: readonly string[];
  /** RFC 3339 UTC. */
  readonly wakeAt: string;
}

/**
 * Watches a deadline that runs. A deadline is missed only after its due time, so the wake after the last mark is one millisecond later:
 * never early. Refuses what `warnings` refuses.
 */
export const watch = (plan: WarningPlan, now: string): Outcome<Watch> => {
  const marks = marksOf(plan);
  if (!marks.ok) return marks;
  const [due, at] = [parseInstant(plan.dueAt), parseInstant(now)];
  if (!due.ok) return due;
  if (!at.ok) return at;
  const passed = marks.value.filter((mark) => hasPassed(mark, at.value));
  const wakeAt = formatInstant(marks.value[passed.length]?.instant ?? due.value.add({ milliseconds: 1 }));
  return wakeAt.ok ? accept({ passed: passed.map(({ before }) => before), wakeAt: wakeAt.value }) : wakeAt;
};

/**
 * The earliest moment after now at which time alone changes the state or a warning of a deadline, or null when only new facts can
 * (RFC 3339 UTC).
 */
export const nextWake = (facts: DeadlineFacts, plan: WarningPlan, now: string): Outcome<string | null> => {
  const state = stateOf(facts, now);
  if (!state.ok) return state;
  if (state.value !== 'Running') return accept(null);
  const watched = watch(plan, now);
  return watched.ok ? accept(watched.value.wakeAt) : watched;
};
