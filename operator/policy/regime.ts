import type { ReportingRegime, ReportingRegimeDuty } from '../api/types.gen.ts';
import { type CelFailure, type CompiledDuty as Compiled, compileDuty, type Variables } from './cel.ts';

/** A duty with its expressions compiled. */
export interface CompiledDuty {
  readonly duty: ReportingRegimeDuty;
  readonly evaluate: Compiled['evaluate'];
}

/** A regime that can be evaluated. */
export interface Regime {
  readonly name: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly duties: readonly CompiledDuty[];
}

/** A regime compiled, or the place in it that cannot be. */
export type CompiledRegime = { readonly ok: true; readonly regime: Regime } | CelFailure;

/** A regime without a first day always held. */
const beginning = '0001-01-01';

const compiledBySpec = new WeakMap<object, CompiledRegime>();

/**
 * Compiles every duty of a regime, once for each version of it. One bad expression or duration stalls this regime alone; the
 * failure names the very field (decision 4).
 */
export const compileRegime = (regime: ReportingRegime): CompiledRegime => {
  const known = compiledBySpec.get(regime.spec);
  if (known !== undefined) return known;
  const compiled = compileAnew(regime);
  compiledBySpec.set(regime.spec, compiled);
  return compiled;
};

const compileAnew = ({ metadata, spec }: ReportingRegime): CompiledRegime => {
  const duties: CompiledDuty[] = [];
  for (const [index, duty] of spec.duties.entries()) {
    const compiled = compileDuty(duty, `.spec.duties[${index}]`);
    if (!compiled.ok) return compiled;
    duties.push({ duty, evaluate: compiled.evaluate });
  }
  const until = spec.validUntil === undefined ? {} : { validUntil: spec.validUntil };
  return { ok: true, regime: { name: metadata.name, validFrom: spec.validFrom ?? beginning, ...until, duties } };
};

/** The regimes that count: those that the policy names, or all where there is no policy yet or it names none; stalled ones left out. */
export const regimesOf = (all: readonly ReportingRegime[], named: readonly string[] | undefined): readonly Regime[] =>
  all
    .filter((regime) => named === undefined || named.includes(regime.metadata.name))
    .map(compileRegime)
    .flatMap((compiled) => (compiled.ok ? [compiled.regime] : []));

export type DutyVariables = Variables;
