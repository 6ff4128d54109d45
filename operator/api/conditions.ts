/** A condition after the Kubernetes API conventions, with an observed generation of its own. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  observedGeneration: number;
  lastTransitionTime: string;
}

/** A condition as a decision states it; the time of its transition follows from what stood there before. */
export type ConditionDraft = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** The three standard conditions (kstatus): `Reconciling` and `Stalled` are present only while true. */
export const conditionTypes = { Ready: 'Ready', Reconciling: 'Reconciling', Stalled: 'Stalled' } as const;

/**
 * The conditions that follow from the drafts: `lastTransitionTime` moves only when a status does, whatever the message says;
 * a condition that is no longer stated disappears. Order follows the drafts, because kstatus lets the first of two speak.
 */
export const conditionsAfter = (
  before: readonly Condition[] | undefined,
  drafts: readonly ConditionDraft[],
  generation: number,
  now: string,
): Condition[] =>
  drafts.map((draft) => {
    const old = before?.find((condition) => condition.type === draft.type);
    const lastTransitionTime = old !== undefined && old.status === draft.status ? old.lastTransitionTime : now;
    // A sentence that was cut within a character would be stored as another one, and be written again for ever after.
    return { ...draft, message: draft.message.toWellFormed(), observedGeneration: generation, lastTransitionTime };
  });

/** `Ready`: the operator has done its part. It never says that an incident is over: `status.phase` says that. */
export const readyConditions = (message: string): ConditionDraft[] => [{ type: 'Ready', status: 'True', reason: 'Reconciled', message }];

/** Not ready because of the object or of what it needs; a person has to change something before the operator can go on. */
export const stalledConditions = (reason: string, message: string): ConditionDraft[] => [
  { type: 'Stalled', status: 'True', reason, message },
  { type: 'Ready', status: 'False', reason, message },
];
