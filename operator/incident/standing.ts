import type { IncidentStatusBlocker, IncidentStatusPlaybook } from '../api/types.gen.ts';
import type { Assessed } from './assessment.ts';
import type { Closure } from './closure.ts';
import type { Instance } from './deadlines.ts';
import type { Milestones } from './lifecycle.ts';
import type { Observed } from './observed.ts';
import type { Risk } from './risk.ts';

/** What the checks look at: everything that a decision has derived so far. */
export interface Standing {
  readonly observed: Observed;
  readonly assessed: Assessed;
  readonly closure: Closure;
  readonly milestones: Milestones;
  readonly risk: Risk;
  /** The severity of the assessment that counts, by the scale as it was then. */
  readonly severity: string | undefined;
  readonly major: boolean;
  readonly instances: readonly Instance[];
  /** The steps of the playbook as this incident took them over. */
  readonly checklist: IncidentStatusPlaybook | undefined;
  /** The supplementary notices that are to be opened now. */
  readonly supplements: readonly string[];
}

/** Something that stands before the closure, and the role that can lift it. */
export type Blocker = IncidentStatusBlocker;

/** One thing that is looked at before a closure. */
export type Check = (standing: Standing) => readonly Blocker[];

/** The longest message that a status holds (api.md). */
const longest = 256;

/** A blocker where something stands, else none. A message that is too long for the status is cut. */
export const when = (stands: boolean, reason: string, role: string, message: string): readonly Blocker[] =>
  stands ? [{ reason, role, message: message.length <= longest ? message : `${message.slice(0, longest - 1)}…` }] : [];
