import { fixedSeconds } from './duration.ts';
import { formatInstant, parseInstant } from './instant.ts';
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

const inTime = (instant: Temporal.Instant | undefined, due: Temporal.Instant): boolean =>
  instant !== undefined && Temporal.Instant.compare(instant, due) <= 0;

/**
 * What ended a deadline in time, if anything: doing it counts before a waiver, and of waiver and supersession the earlier one counts.
 */
const endedInTime = ({ due, met, waived, superseded }: Moments): DeadlineState | undefined => {
  if (inTime(met, due)) return 'Met';
  const waivedInTime = inTime(waived, due);
  if (!inTime(superseded, due)) return waivedInTime ? 'Waived' : undefined;
  const waivedFirst = waivedInTime && waived !== undefined && superseded !== undefined && Temporal.Instant.compare(waived, superseded) <= 0;
  return waivedFirst ? 'Waived' : 'Superseded';
};

/**
 * A fact later than the due time proves that the due time has passed, even where the clock of the machine has been put back since: so
 * a miss never turns back into Running.
 */
const duePassed = ({ due, met, waived, superseded, now }: Moments): boolean =>
  [met, waived, superseded, now].some((instant) => instant !== undefined && Temporal.Instant.compare(instant, due) > 0);

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

/**
 * The warning marks of a deadline in the order of time (R-g). A mark at or before the start of the period is left out: it would warn
 * the moment that the duty begins, of nothing that the beginning does not say. Refuses unreadable moments, durations and months.
 */
export const warnings = ({ from, dueAt, warnBefore }: WarningPlan, now: string): Outcome<Warning[]> => {
  const [start, due, at] = [parseInstant(from), parseInstant(dueAt), parseInstant(now)];
  if (!start.ok) return start;
  if (!due.ok) return due;
  if (!at.ok) return at;
  const marks: { before: string; instant: Temporal.Instant }[] = [];
  for (const before of new Set(warnBefore)) {
    const seconds = fixedSeconds(before);
    if (!seconds.ok) return seconds;
    const instant = due.value.subtract({ seconds: seconds.value });
    if (Temporal.Instant.compare(instant, start.value) > 0) marks.push({ before, instant });
  }
  marks.sort((a, b) => Temporal.Instant.compare(a.instant, b.instant));
  return accept(
    marks.map(({ before, instant }) => ({ before, at: instant.toString(), passed: Temporal.Instant.compare(instant, at.value) <= 0 })),
  );
};

/**
 * The earliest moment after now at which time alone changes the state or a warning of a deadline, or null when only new facts can
 * (RFC 3339 UTC). A deadline is missed only after its due time, so that wake is one millisecond later: never early.
 */
export const nextWake = (facts: DeadlineFacts, plan: WarningPlan, now: string): Outcome<string | null> => {
  const state = stateOf(facts, now);
  if (!state.ok) return state;
  if (state.value !== 'Running') return accept(null);
  const marks = warnings(plan, now);
  if (!marks.ok) return marks;
  const next = marks.value.find((mark) => !mark.passed);
  if (next !== undefined) return accept(next.at);
  const due = parseInstant(facts.dueAt);
  return due.ok ? formatInstant(due.value.add({ milliseconds: 1 })) : due;
};
