// What a fault is, and what playing it can come to.
import type { Ground } from '../rig/ground.ts';
import type { Reference } from '../rig/oracle.ts';

/** Everything that held, or did not; or why this machine cannot play it, which is never counted as held. */
export type Finding =
  | { readonly kind: 'held'; readonly figures: readonly string[] }
  | { readonly kind: 'broken'; readonly figures: readonly string[]; readonly problems: readonly string[] }
  | { readonly kind: 'not here'; readonly why: string };

/** What a fault is played with. */
export interface Stage {
  /** Starts the ground when a fault first needs it. */
  readonly ground: () => Promise<Ground>;
  /** Two runs without a fault, made when first needed; throws when they differ. */
  readonly reference: () => Promise<Reference>;
  readonly seed: number;
  /** How many random kills are asked for. */
  readonly kills: number;
  /** How much time is left (seconds). */
  readonly left: () => number;
}

/** A fault of the matrix. */
export interface Fault {
  /** A number of the matrix, or a name for what goes beyond it. */
  readonly id: string;
  readonly title: string;
  /** What it costs on two cores (seconds), as measured; for choosing a slice. */
  readonly cost: number;
  readonly run: (stage: Stage) => Promise<Finding>;
}

/** Held if there are no problems. */
export const judged = ({ problems, figures }: { readonly problems: readonly string[]; readonly figures: readonly string[] }): Finding =>
  problems.length === 0 ? { kind: 'held', figures } : { kind: 'broken', figures, problems };
