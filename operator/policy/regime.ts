import type { ReportingRegime, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type Calendar, startOfDay } from '../deadline/calendar.ts';
import { type CelFailure, type CompiledDuty as Compiled, compileDuty, type Variables } from './cel.ts';

/** A duty with its expressions compiled. */
export interface CompiledDuty {
  readonly duty: ReportingRegimeDuty;
  /** One that could not be compiled fails at every evaluation, with the place and the reason. */
  readonly evaluate: Compiled['evaluate'];
  /** Whether it asks since when the register knows of something, which is another moment for each duty (`facts.seenAt`). */
  readonly asksSeenAt: boolean;
}

/** A regime, ready to be evaluated. */
export interface Regime {
  readonly name: string;
  /** Days (ISO 8601), each one included, on the calendar of the organisation; absent: it always held, or holds until further notice. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly duties: readonly CompiledDuty[];
}

/** A regime compiled, and the first thing in it that cannot be used. */
export interface CompiledRegime {
  readonly regime: Regime;
  readonly problem?: CelFailure;
}

const compiledBySpec = new WeakMap<object, CompiledRegime>();

/**
 * Compiles every duty of a regime, once for each version of it. One bad expression or duration stalls this regime, and the
 * problem names the very field (decision 4). Its duty fails at every evaluation, so that deadlines which run already are kept and
 * nobody loses a clock to a typing error; the other duties go on.
 */
export const compileRegime = (regime: ReportingRegime): CompiledRegime => {
  const known = compiledBySpec.get(regime.spec);
  if (known !== undefined) return known;
  const compiled = compileAnew(regime);
  compiledBySpec.set(regime.spec, compiled);
  return compiled;
};

const asksSeenAt = ({ when, from, metAt, cap }: ReportingRegimeDuty): boolean =>
  [when, from, metAt, cap?.from].some((expression) => expression?.includes('seenAt') === true);

const compileAnew = ({ metadata, spec }: ReportingRegime): CompiledRegime => {
  const problems: CelFailure[] = [];
  const duties = spec.duties.map((duty, index): CompiledDuty => {
    const compiled = compileDuty(duty, `.spec.duties[${index}]`);
    if (compiled.ok) return { duty, evaluate: compiled.evaluate, asksSeenAt: asksSeenAt(duty) };
    problems.push(compiled);
    return { duty, evaluate: () => compiled, asksSeenAt: false };
  });
  const [problem] = problems;
  const regime = {
    name: metadata.name,
    ...(spec.validFrom === undefined ? {} : { validFrom: spec.validFrom }),
    ...(spec.validUntil === undefined ? {} : { validUntil: spec.validUntil }),
    duties,
  };
  return { regime, ...(problem === undefined ? {} : { problem }) };
};

/**
 * The regimes that count, by name, whatever the order in which they were read: those that the policy names, or all where there is no
 * policy yet or it names none.
 */
export const regimesOf = (all: readonly ReportingRegime[], named: readonly string[] | undefined): readonly Regime[] =>
  all
    .filter((regime) => named === undefined || named.includes(regime.metadata.name))
    .map((regime) => compileRegime(regime).regime)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** From when until before when a regime holds, in milliseconds since the epoch. */
interface Validity {
  readonly from: number;
  readonly until: number;
}

const validities = new WeakMap<Regime, Map<string, Validity>>();

const dayStart = (day: Temporal.PlainDate, calendar: Calendar): number => startOfDay(day, calendar).epochMilliseconds;

const validityOf = (regime: Regime, calendar: Calendar): Validity => {
  const { validFrom, validUntil } = regime;
  const known = validities.get(regime) ?? new Map<string, Validity>();
  const found = known.get(calendar.timezone) ?? {
    from: validFrom === undefined ? Number.NEGATIVE_INFINITY : dayStart(Temporal.PlainDate.from(validFrom), calendar),
    until: validUntil === undefined ? Number.POSITIVE_INFINITY : dayStart(Temporal.PlainDate.from(validUntil).add({ days: 1 }), calendar),
  };
  validities.set(regime, known.set(calendar.timezone, found));
  return found;
};

/**
 * The versions of the laws that count at an instant (RFC 3339): those in force on that day as the calendar of the organisation has it,
 * whatever the offset in which the instant is written. An instant that cannot be read ends no law.
 */
export const inForce = (regimes: readonly Regime[], instant: string, calendar: Calendar): readonly Regime[] => {
  const millis = Date.parse(instant);
  return regimes.filter((regime) => {
    const { from, until } = validityOf(regime, calendar);
    return !(millis < from) && !(millis >= until);
  });
};

export type DutyVariables = Variables;
