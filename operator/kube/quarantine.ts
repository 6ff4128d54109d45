import { type Condition, conditionsAfter, stalledConditions } from '../api/conditions.ts';
import type { Cache } from './cache.ts';
import type { Client } from './client.ts';
import { KubeError } from './errors.ts';
import type { Lean } from './lean.ts';
import type { KubeObject } from './object.ts';
import { statusPatch } from './status-patch.ts';

/** The reason of the condition on an object that was set aside. */
export const quarantineReason = 'Quarantined';

/** How long an object that was set aside is left alone, unless it changes (milliseconds). */
export const quarantinePause = 600_000;

/** Why an object was set aside, without anything of its content. */
const causeOf = (error: unknown): string => {
  if (error instanceof KubeError) return error.fields.length > 0 ? `${error.code} at ${error.fields.join(', ')}` : error.code;
  return error instanceof Error ? error.name : 'unknown';
};

/**
 * Sets an object aside that cannot be processed: it gets `Stalled`, and others go on. Only the conditions are written, as the smallest
 * patch there is, for the object may be at its size limit. Returns the version that was stored, if anything had to be written. `status.observedGeneration` stays as it is: closing a record is
 * allowed on the blockers of an observed generation, and those of this one were never determined. Throws as a request does.
 */
export const quarantine = async <T extends KubeObject>(
  client: Client,
  cache: Cache<T>,
  object: Lean<T>,
  error: unknown,
  now: string,
): Promise<string | undefined> => {
  const status = object.status as { readonly conditions?: readonly Condition[] } | undefined;
  const message =
    `The operator cannot process this object and has set it aside (${causeOf(error)}); all others go on. ` +
    'It is tried again when the object changes, when the operator starts, and every ten minutes.';
  const drafts = stalledConditions(quarantineReason, message);
  const others = (status?.conditions ?? []).filter(({ type }) => drafts.every((draft) => draft.type !== type));
  const conditions = [...conditionsAfter(status?.conditions, drafts, object.metadata.generation ?? 0, now), ...others];
  const operations = statusPatch({
    resourceVersion: object.metadata.resourceVersion ?? '',
    before: status,
    after: { ...status, conditions },
    timeline: { kind: 'keep' },
  });
  if (operations.length === 0) return undefined;
  const raw = await client.jsonPatch<T>(cache.kind, object.metadata, operations, { subresource: 'status' });
  cache.put(raw, 'own');
  return raw.metadata.resourceVersion;
};
