import { byOthers, effective } from '../api/entries.ts';
import type { IncidentPersonalData, IncidentPersonalDataDecision } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';

type Decision = IncidentPersonalDataDecision;

/** What the controller's decisions amount to. `level` is what the regimes see: before a decision the risk counts as present (N1). */
export interface Risk {
  readonly level: 'Unlikely' | 'Risk' | 'High';
  readonly state: 'Undecided' | 'Decided' | 'Lapsed';
  /** False once the controller has decided, on the DPO's advice, that there was no breach. */
  readonly breach: boolean;
  readonly decision?: Decision;
  readonly exemption?: Decision;
  /** Which facts each counting decision was made on, to be kept in the status: decision id → digest, or `lapsed`. */
  readonly bindings: Readonly<Record<string, string>>;
}

/** Facts that a decision does not rest on: what was decided or advised, and the clock, which has rules of its own. */
const outside = new Set(['advices', 'decisions', 'orders', 'awareAt', 'awareBy', 'awareBasis', 'awareCorrections', 'counterpart']);

/** The digest of the facts on which a decision rests (api.md: a decision binds the digest of the facts). */
export const factsDigest = (personalData: IncidentPersonalData): string =>
  digest(Object.fromEntries(Object.entries(personalData).filter(([name]) => !outside.has(name))));

/** Unlikely, NoBreach and exemptions take somebody's protection away: they count only on an advice of somebody else (N1, N8). */
const counts = (decision: Decision, personalData: IncidentPersonalData): boolean => {
  const lifting = decision.risk === 'Unlikely' || decision.noBreach === true || decision.exemption !== undefined;
  if (!lifting) return true;
  const advice = effective(personalData.advices).find((candidate) => candidate.id === decision.advice);
  if (advice === undefined || !byOthers(advice, decision)) return false;
  if (decision.exemption !== 'Unintelligible') return true;
  return personalData.protection?.unintelligible === true && personalData.protection.key === 'Safe';
};

const lapsed = 'lapsed';

/**
 * The digest a decision is bound to: what the status holds, or the present facts when the register sees the decision for the
 * first time. A lapse is final: facts that change back do not revive a decision, somebody has to decide again.
 */
const bind = (decision: Decision, facts: string, before: Readonly<Record<string, string>>): string => {
  const bound = before[bindingKey(decision.id)];
  return bound === undefined || bound === facts ? facts : lapsed;
};

/** Where the status keeps what a decision was bound to. */
export const bindingKey = (id: string): string => `decision/${id}`;

const undecided: Risk = { level: 'Risk', state: 'Undecided', breach: true, bindings: {} };

/** Reads the decisions as a whole; `before` is what the status holds of earlier bindings. */
export const riskOf = (personalData: IncidentPersonalData | undefined, before: Readonly<Record<string, string>>): Risk => {
  if (personalData === undefined) return undecided;
  const decisions = effective(personalData.decisions).filter((candidate) => counts(candidate, personalData));
  const decision = decisions.filter((candidate) => candidate.risk !== undefined || candidate.noBreach === true).at(-1);
  const exemption = decisions.filter((candidate) => candidate.exemption !== undefined).at(-1);
  if (decision === undefined && exemption === undefined) return undecided;
  const facts = factsDigest(personalData);
  const bindings = Object.fromEntries(
    [decision, exemption].flatMap((each) => (each === undefined ? [] : [[bindingKey(each.id), bind(each, facts, before)] as const])),
  );
  const standing = exemption !== undefined && bindings[bindingKey(exemption.id)] !== lapsed ? { exemption } : {};
  if (decision === undefined) return { ...undecided, ...standing, bindings };
  if (bindings[bindingKey(decision.id)] !== lapsed) return { ...decided(decision), ...standing, bindings };
  // A lapsed High stays high: new facts never take a duty away before somebody has weighed them.
  return { level: decision.risk === 'High' ? 'High' : 'Risk', state: 'Lapsed', breach: true, decision, ...standing, bindings };
};

const decided = (decision: Decision): Omit<Risk, 'bindings'> =>
  decision.noBreach === true
    ? { level: 'Unlikely', state: 'Decided', breach: false, decision }
    : { level: decision.risk ?? 'Risk', state: 'Decided', breach: true, decision };
