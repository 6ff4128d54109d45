import { calendarOf } from '../deadline/calendar.ts';
import { type Counting, type Due, dueOf, type Period } from '../deadline/due.ts';
import { belgianHolidays } from '../deadline/holidays.ts';
import { checkOrder, formatInstant, parseInstant, parseTimezone } from '../deadline/instant.ts';
import { accept, type Outcome } from '../deadline/refusal.ts';
import { type CelFailure, type CompiledDuty, compileDuty, type DutyFacts, type DutySource, type Variables } from '../policy/cel.ts';
import { type Question, variablesOf } from './suppose.ts';

/** A duty as its regime writes it, as far as the clock reads it. */
export interface ClockDuty extends DutySource {
  readonly counting?: Counting;
  readonly clause?: string;
}

/** A regime as its file writes it. */
export interface ClockRegime {
  readonly name: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly duties: readonly ClockDuty[];
}

/** One answer. A duty that has not started has null for its moments, and its basis says what it waits for. */
export interface Row {
  readonly regime: string;
  readonly duty: string;
  readonly clause: string;
  readonly from: string | null;
  readonly dueAt: string | null;
  readonly legalDueAt: string | null;
  readonly basis: string;
  /** The end under the contested reading of Reg. 1182/71 art. 3(5), or null. */
  readonly contested: string | null;
  /** The outer limit of a duty that has not started, or null. */
  readonly provisionalDueAt: string | null;
}

/** Why a what-if has no answer: the code of the refusal, or the place of the mistake in a regime. */
export type Answer<Value> = Outcome<Value> | (CelFailure & { readonly code?: never });

/** Which duties the moment `--notified` speaks of: the notification proper, not the early warning before it. */
const notified: Readonly<Record<string, readonly string[]>> = {
  gdpr: ['gdpr-authority'],
  nis2: ['nis2-notification', 'nis2-trust-notification'],
  dora: ['dora-initial'],
};

interface Compiled {
  readonly duty: ClockDuty;
  readonly compiled: CompiledDuty;
}

const compileAll = (regime: ClockRegime): Answer<Compiled[]> => {
  const all: Compiled[] = [];
  for (const [index, duty] of regime.duties.entries()) {
    const compiled = compileDuty(duty, `${regime.name}: .spec.duties[${index}]`);
    if (!compiled.ok) return compiled;
    all.push({ duty, compiled });
  }
  return accept(all);
};

const periodOf = (duty: ClockDuty, within: string, from: string, facts: DutyFacts, calendar: Period['calendar']): Period => ({
  from,
  within,
  calendar,
  noonRelief: facts.relieved,
  ...(duty.counting === undefined ? {} : { counting: duty.counting }),
  ...(duty.cap === undefined || facts.cap === undefined ? {} : { cap: { from: facts.cap, within: duty.cap.within } }),
});

const utc = (text: string): Outcome<string> => {
  const instant = parseInstant(text);
  return instant.ok ? formatInstant(instant.value) : instant;
};

const withDue = (base: Pick<Row, 'regime' | 'duty' | 'clause'>, from: string, due: Due): Row => ({
  ...base,
  from,
  dueAt: due.dueAt,
  legalDueAt: due.legalDueAt,
  basis: due.basis,
  contested: due.contested,
  provisionalDueAt: null,
});

const notStarted = (base: Pick<Row, 'regime' | 'duty' | 'clause'>, basis: string, provisionalDueAt: string | null): Row => ({
  ...base,
  from: null,
  dueAt: null,
  legalDueAt: null,
  basis,
  contested: null,
  provisionalDueAt,
});

/** What a clock waits for, in words where it is the sending of a report, else as the regime writes it. */
const startOf = (duty: ClockDuty): string => {
  const reports = [...duty.from.matchAll(/[sS]ent\['([^']+)'\]/g)].map(([, name]) => name);
  return reports.length === 0 ? `${duty.from} is known` : `${[...new Set(reports)].join(' or ')} is sent`;
};

const waiting = (
  base: Pick<Row, 'regime' | 'duty' | 'clause'>,
  duty: ClockDuty,
  facts: DutyFacts,
  calendar: Period['calendar'],
): Outcome<Row> => {
  const basis = `Not started: ${duty.within ?? ''} begins once ${startOf(duty)}.`;
  if (duty.cap === undefined || facts.cap === undefined) return accept(notStarted(base, basis, null));
  const limit = dueOf({ from: facts.cap, within: duty.cap.within, calendar, counting: 'AsWritten' });
  if (!limit.ok) return limit;
  const provisional = `${basis} Provisional outer limit: ${limit.value.basis} It is void once the period begins after it.`;
  return accept(notStarted(base, provisional, limit.value.dueAt));
};

const rowOf = (regime: string, duty: ClockDuty, facts: DutyFacts, calendar: Period['calendar']): Outcome<Row> => {
  const base = { regime, duty: duty.name, clause: duty.clause ?? '' };
  if (duty.within === undefined)
    return accept(notStarted(base, 'The time is a target of the severity, in the policy of the organisation.', null));
  if (facts.from === undefined) return waiting(base, duty, facts, calendar);
  const from = utc(facts.from);
  if (!from.ok) return from;
  const due = dueOf(periodOf(duty, duty.within, facts.from, facts, calendar));
  return due.ok ? accept(withDue(base, from.value, due.value)) : due;
};

const rowsOver = (regime: string, all: readonly Compiled[], vars: Variables, calendar: Period['calendar']): Answer<Row[]> => {
  const rows: Row[] = [];
  for (const { duty, compiled } of all) {
    const facts = compiled.evaluate(vars);
    if (!facts.ok) return facts;
    if (!facts.value.applies) continue;
    const row = rowOf(regime, duty, facts.value, calendar);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return accept(rows);
};

/**
 * What an incident that was handled at a moment leaves behind: everything that fell due before is supposed to have been sent when it
 * was due, each report starting the clock of the next, unless the question says when.
 */
const sentBefore = (
  regime: string,
  all: readonly Compiled[],
  question: Question,
  handledAt: string,
  calendar: Period['calendar'],
): Answer<Record<string, string>> => {
  let sent: Record<string, string> = { ...question.sent };
  for (let step = 0; step < all.length; step += 1) {
    const rows = rowsOver(regime, all, variablesOf(regime, question, sent, null), calendar);
    if (!rows.ok) return rows;
    const due = rows.value.filter(
      (row) => row.dueAt !== null && Date.parse(row.dueAt) < Date.parse(handledAt) && sent[row.duty] === undefined,
    );
    if (due.length === 0) break;
    sent = { ...sent, ...Object.fromEntries(due.map((row) => [row.duty, row.dueAt ?? ''])) };
  }
  return accept(sent);
};

const holidaysOf = (question: Question): readonly string[] => {
  if (question.holidays !== undefined) return question.holidays;
  if (question.zone !== 'Europe/Brussels') return [];
  const years = [...Object.values(question.facts), ...Object.values(question.sent)].map((text) => Number(String(text).slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  // Nothing that a regime of ours asks for runs longer than two years after the last fact.
  return Array.from({ length: last - first + 3 }, (_, n) => belgianHolidays(first + n)).flat();
};

const regimeRows = (regime: ClockRegime, question: Question, calendar: Period['calendar']): Answer<Row[]> => {
  const all = compileAll(regime);
  if (!all.ok) return all;
  const { notifiedAt, handledAt } = question.facts;
  const given = notifiedAt === undefined ? {} : Object.fromEntries((notified[regime.name] ?? []).map((duty) => [duty, notifiedAt]));
  const asked = { ...question, sent: { ...given, ...question.sent } };
  if (handledAt === undefined) return rowsOver(regime.name, all.value, variablesOf(regime.name, asked, asked.sent, null), calendar);
  const sent = sentBefore(regime.name, all.value, asked, handledAt, calendar);
  if (!sent.ok) return sent;
  return rowsOver(regime.name, all.value, variablesOf(regime.name, asked, sent.value, handledAt), calendar);
};

/** Whether a regime is in force on the day of awareness, on the clock of the place; where nobody is aware yet, it is. */
const inForce = (regime: ClockRegime, question: Question): boolean => {
  const aware = question.facts.awareAt === undefined ? undefined : parseInstant(question.facts.awareAt);
  if (aware === undefined || !aware.ok) return true;
  const day = aware.value.toZonedDateTimeISO(question.zone).toPlainDate().toString();
  return regime.validFrom <= day && (regime.validUntil === undefined || day <= regime.validUntil);
};

const byTime = (a: Row, b: Row): number =>
  Number(a.dueAt === null) - Number(b.dueAt === null) || (a.dueAt ?? '').localeCompare(b.dueAt ?? '');

/**
 * Every duty that the regimes ask for under the supposed facts, with its due times and reasons, the earliest first. Computed by the
 * same expressions and arithmetic as in the operator, without any network. Refused: moments that cannot be read or that
 * contradict one another, an unknown zone, a regime that is wrong, with its place.
 */
export const clockRows = (regimes: readonly ClockRegime[], question: Question): Answer<Row[]> => {
  const order = checkOrder(question.facts);
  if (!order.ok) return order;
  const zone = parseTimezone(question.zone);
  if (!zone.ok) return zone;
  const calendar = calendarOf(zone.value, holidaysOf(question));
  if (!calendar.ok) return calendar;
  const rows: Row[] = [];
  for (const regime of regimes.filter((candidate) => inForce(candidate, question))) {
    const found = regimeRows(regime, question, calendar.value);
    if (!found.ok) return found;
    rows.push(...found.value);
  }
  return accept(rows.sort(byTime));
};
