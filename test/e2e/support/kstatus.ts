// How Flux, Argo CD and whoever else uses kstatus (sigs.k8s.io/cli-utils) reads the state of an object of a kind that it does not know.

/** What kstatus says of an object. */
export type Kstatus = 'Current' | 'InProgress' | 'Failed' | 'Terminating';

/** What kstatus looks at; anything else may be there. */
export interface Readable {
  readonly metadata: { readonly generation?: number; readonly deletionTimestamp?: string };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/**
 * The generic rules, in their order: a deletion comes before everything; a status about another generation, even a later one, says
 * nothing yet; of `Reconciling` and `Stalled` the one that is listed first speaks; then `Ready` does; an object that says nothing is
 * taken to be as it should.
 */
export const kstatusOf = ({ metadata, status }: Readable): Kstatus => {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const observed = status?.observedGeneration;
  if (observed !== undefined && observed !== metadata.generation) return 'InProgress';
  const conditions = status?.conditions ?? [];
  const standard = conditions.find(({ type, status: truth }) => (type === 'Reconciling' || type === 'Stalled') && truth === 'True');
  if (standard !== undefined) return standard.type === 'Stalled' ? 'Failed' : 'InProgress';
  const ready = conditions.find(({ type }) => type === 'Ready');
  return ready === undefined || ready.status === 'True' ? 'Current' : 'InProgress';
};
