import { byOthers, effective } from '../api/entries.ts';
import type { Recorded } from '../api/recorded.ts';
import type { IncidentPersonalData, IncidentPersonalDataAdviceOn, IncidentPersonalDataDecision } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';

type Decision = IncidentPersonalDataDecision;

/** A decision that counts, and since when the same was decided without a break: deciding it again never moves a clock. */
export interface Standing {
  readonly decision: Decision;
  readonly since: string | undefined;
}

/** What the controller's decisions amount to. `level` is what the regimes see: before a decision the risk counts as present (N1). */
export interface Risk {
  readonly level: 'Unlikely' | 'Risk' | 'High';
  readonly state: 'Undecided' | 'Decided' | 'Lapsed';
  /** False once the controller has decided, on the DPO's advice, that there was no breach. */
  readonly breach: boolean;
  readonly decided?: Standing;
  readonly exemption?: Standing;
  /** Which facts each counting decision was made on, to be kept in the status: decision id → digest, or `lapsed`. */
  readonly bindings: Readonly<Record<string, string>>;
}

/** Facts that a decision does not rest on: what was decided or advised, and the clock, which has rules of its own. */
const outside = new Set(['advices', 'decisions', 'orders', 'awareAt', 'awareBy', 'awareBasis', 'awareCorrections', 'counterpart']);

const digests = new WeakMap<IncidentPersonalData, string>();

/** The digest of the facts on which a decision rests (api.md: a decision binds the digest of the facts). Worked out once an object. */
export const factsDigest = (personalData: IncidentPersonalData): string => {
  const known = digests.get(personalData);
  if (known !== undefined) return known;
  const value = digest(Object.fromEntries(Object.entries(personalData).filter(([name]) => !outside.has(name))));
  digests.set(personalData, value);
  return value;
};

/** What the DPO has to have advised on before a decision that takes somebody's protection away; undefined where it takes none (N1, N8). */
export const neededAdvice = (decision: Decision): IncidentPersonalDataAdviceOn | undefined => {
  if (decision.exemption !== undefined) return 'Exemption';
  if (decision.noBreach === true) return 'NoBreach';
  return decision.risk === 'Unlikely' ? 'Risk' : undefined;
};

/** Unlikely, NoBreach and exemptions count only on an advice of somebody else on the same matter. */
const counts = (decision: Decision, personalData: IncidentPersonalData): boolean => {
  const matter = neededAdvice(decision);
  if (matter === undefined) return true;
  const advice = effective(personalData.advices).find((candidate) => candidate.id === decision.advice && candidate.on === matter);
  if (advice === undefined || !byOthers(advice, decision)) return false;
  if (decision.exemption !== 'Unintelligible') return true;
  return personalData.protection?.unintelligible === true && personalData.protection.key === 'Safe';
};

const lapsed = 'lapsed';
const prefix = 'decision/';

/** Where the status keeps what a decision was bound to. */
export const bindingKey = (id: string): string => `${prefix}${id}`;

/** Whether a value of the bookkeeping is such a binding, and no fact of the spec. */
export const isBinding = (path: string): boolean => path.startsWith(prefix);

/** The list of the decisions, as the bookkeeping names it. */
const decisionList = 'personalData.decisions';

/**
 * The digest a decision is bound to: what the status holds, or the present facts when the register sees the decision for the
 * first time. A lapse is final: facts that change back do not revive a decision, somebody has to decide again. One that was seen before,
 * without its binding being kept, was overtaken by another since; nobody knows on which facts it would stand now, so it has lapsed.
 */
const bind = (decision: Decision, facts: string, recorded: Recorded | undefined): string => {
  const bound = recorded?.values?.[bindingKey(decision.id)];
  if (bound === undefined) return recorded?.entries?.[decisionList]?.includes(decision.id) === true ? lapsed : facts;
  return bound === facts ? facts : lapsed;
};

/** How many lapses of overtaken decisions are kept in mind: the bookkeeping is bounded, and an old one decides nothing any more. */
const keptLapses = 8;

const earlierLapses = (personalData: IncidentPersonalData, recorded: Recorded | undefined): readonly (readonly [string, string])[] =>
  effective(personalData.decisions)
    .map(({ id }) => bindingKey(id))
    .filter((key) => recorded?.values?.[key] === lapsed)
    .slice(-keptLapses)
    .map((key) => [key, lapsed] as const);

const undecided: Risk = { level: 'Risk', state: 'Undecided', breach: true, bindings: {} };

/** The last of some decisions, since the first in the unbroken run that decided the same and has not lapsed. */
const standing = (
  decisions: readonly Decision[],
  what: (decision: Decision) => string,
  bindings: Readonly<Record<string, string>>,
): Standing | undefined => {
  const decision = decisions.at(-1);
  if (decision === undefined) return undefined;
  const breaks = decisions.findLastIndex(
    (each) => what(each) !== what(decision) || (each !== decision && bindings[bindingKey(each.id)] === lapsed),
  );
  return { decision, since: decisions[breaks + 1]?.at };
};

const outcomeOf = (decision: Decision): string => (decision.noBreach === true ? 'NoBreach' : (decision.risk ?? ''));

/**
 * The risk that a standing decision leaves. A lapsed High stays high, and stays so from the same moment: new facts never take a duty
 * away before somebody has weighed them.
 */
const levelOf = ({ decision }: Standing, hasLapsed: boolean): Pick<Risk, 'level' | 'state' | 'breach'> => {
  if (hasLapsed) return { level: decision.risk === 'High' ? 'High' : 'Risk', state: 'Lapsed', breach: true };
  if (decision.noBreach === true) return { level: 'Unlikely', state: 'Decided', breach: false };
  return { level: decision.risk ?? 'Risk', state: 'Decided', breach: true };
};

/** Reads the decisions as a whole; `recorded` is what the status holds of earlier bindings. */
export const riskOf = (personalData: IncidentPersonalData | undefined, recorded: Recorded | undefined): Risk => {
  if (personalData?.decisions === undefined) return undecided;
  const counting = effective(personalData.decisions).filter((candidate) => counts(candidate, personalData));
  const onRisk = counting.filter((candidate) => candidate.risk !== undefined || candidate.noBreach === true);
  const onExemption = counting.filter((candidate) => candidate.exemption !== undefined);
  const facts = factsDigest(personalData);
  const last = [onRisk.at(-1), onExemption.at(-1)].flatMap((decision) => decision ?? []);
  const bound = last.map((decision) => [bindingKey(decision.id), bind(decision, facts, recorded)] as const);
  const bindings = Object.fromEntries([...earlierLapses(personalData, recorded), ...bound]);
  // A High that lapsed and is decided again is still the same duty to the data subjects, so lapses break the run of the others only.
  const decided = standing(onRisk, outcomeOf, onRisk.at(-1)?.risk === 'High' ? {} : bindings);
  const exemption = standing(onExemption, (decision) => decision.exemption ?? '', bindings);
  const exempt = exemption !== undefined && bindings[bindingKey(exemption.decision.id)] !== lapsed ? { exemption } : {};
  if (decided === undefined) return { ...undecided, ...exempt, bindings };
  return { ...levelOf(decided, bindings[bindingKey(decided.decision.id)] === lapsed), decided, ...exempt, bindings };
};
