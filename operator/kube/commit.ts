import type { Decision, TimelineDraft } from '../api/decision.ts';
import { type Kind, kinds } from '../api/kinds.ts';
import type { TimelineArchive, TimelineArchiveOf, TimelineArchiveSpec } from '../api/types.gen.ts';
import { type ArchiveDraft, windowLimit } from '../journal/archive.ts';
import { append, headOf, type TimelineEntry } from '../journal/chain.ts';
import { type Occasion, type Recording, record } from '../journal/record.ts';
import type { Cache } from './cache.ts';
import type { Client } from './client.ts';
import { hasCode, isTerminal, KubeError } from './errors.ts';
import type { Lean, Recorded } from './lean.ts';
import { apiVersionOf, type KubeObject } from './object.ts';
import { type StatusChange, sameJson, statusPatch } from './status-patch.ts';

/** What became of a decision. */
export type CommitOutcome<T extends KubeObject> =
  | { readonly kind: 'unchanged' }
  /** `version` is that of our own write; `object` is what the cache holds now, which may be a newer one. */
  | { readonly kind: 'stored'; readonly version: string; readonly object: Lean<T>; readonly entries: readonly TimelineEntry[] }
  /** Somebody was faster: the cache holds the newer object, and the decision has to be taken anew. */
  | { readonly kind: 'conflict' }
  /** The object is no longer there. */
  | { readonly kind: 'gone' }
  /** We are not the leader any more, or cannot know it: nothing was sent. */
  | { readonly kind: 'fenced' }
  /** The API server will never take it: the object has to be set aside. */
  | { readonly kind: 'rejected'; readonly error: KubeError };

/** What a commit needs of the world. */
export interface CommitOptions {
  readonly client: Client;
  /** Whether this process may write right now; asked before every write (see lease.ts). */
  readonly fence: () => boolean;
  /** Hears of the entries that were stored; must neither wait nor throw. */
  readonly announce: (kind: Kind, object: KubeObject, entries: readonly TimelineEntry[]) => void;
  /** Hears of an object that may hold entries, from a number on, of which nobody was told that they were stored. */
  readonly recall?: (kind: Kind, object: KubeObject, from: number) => void;
  /** The kind that takes the oldest entries. */
  readonly archives?: Kind;
}

/** Applies a decision to the object it was taken on, at an instant (RFC 3339). Throws a KubeError when it may be tried again. */
export type Commit = <T extends Recorded>(
  cache: Cache<T>,
  object: Lean<T>,
  decision: Pick<Decision<object>, 'status' | 'entries'>,
  at: string,
) => Promise<CommitOutcome<T>>;

interface Plan {
  readonly timeline: StatusChange['timeline'];
  readonly added: readonly TimelineEntry[];
}

const ownerOf = (kind: Kind, { metadata }: KubeObject): TimelineArchiveOf => ({
  kind: kind.kind as TimelineArchiveOf['kind'],
  name: metadata.name,
  uid: metadata.uid ?? '',
});

/** Entries that fit: they are chained behind the head that the cache keeps, and nothing has to be read. */
const fitting = (kind: Kind, object: Lean<Recorded>, drafts: readonly TimelineDraft[], at: string): Plan => {
  if (drafts.length === 0) return { timeline: { kind: 'keep' }, added: [] };
  const added = append(object.window ?? headOf(ownerOf(kind, object), []), drafts, at);
  return { timeline: { kind: object.window === undefined ? 'replace' : 'append', entries: added }, added };
};

/** Writes the archives that make room for an occasion, and says what the timeline is then. */
const createArchiving = ({ client, fence, archives = kinds.TimelineArchive }: CommitOptions) => {
  /** What stands under the draft's name already, if that is something else. */
  const contradiction = async (namespace: string | undefined, { name, spec }: ArchiveDraft): Promise<TimelineArchiveSpec | undefined> => {
    const metadata = { name, ...(namespace !== undefined && { namespace }) };
    try {
      await client.create(archives, { apiVersion: apiVersionOf(archives), kind: archives.kind, metadata, spec });
      return undefined;
    } catch (error) {
      if (!hasCode(error, 'AlreadyExists')) throw error;
      const standing = await client.get<TimelineArchive>(archives, metadata);
      return sameJson(standing.spec, spec) ? undefined : standing.spec;
    }
  };
  return async (namespace: string | undefined, occasion: Occasion): Promise<Recording | 'fenced'> => {
    const existing: TimelineArchiveSpec[] = [];
    let recording = record(occasion);
    for (let next = 0; next < recording.archives.length; ) {
      if (!fence()) return 'fenced';
      const draft = recording.archives[next];
      const other = draft && (await contradiction(namespace, draft));
      if (other === undefined) next += 1;
      else {
        // An attempt that was cut off wrote it. What it holds is on the record, so the timeline continues behind it.
        existing.push(other);
        recording = record({ ...occasion, existing });
        next = 0;
      }
    }
    return recording;
  };
};

/** Whether nobody can say what became of a write: it may have been stored, and only its answer was lost. */
const isUnsure = (error: unknown): boolean => hasCode(error, 'Timeout', 'Unavailable', 'Aborted');

/** Remembers from which entry on nobody knows whether they were stored, by the uid of their object. */
const createDoubts = ({ recall = () => undefined }: CommitOptions) => {
  const doubts = new Map<string, number>();
  return {
    /** A write failed in a way that says nothing about whether it was stored. */
    doubt: ({ metadata: { uid = '' } }: KubeObject, [first]: readonly TimelineEntry[]): void => {
      if (first !== undefined) doubts.set(uid, Math.min(first.seq, doubts.get(uid) ?? first.seq));
    },
    /** The object was read or written since: whatever it holds beyond what is announced now has to be looked for. */
    settle: (kind: Kind, object: KubeObject, [first]: readonly TimelineEntry[]): void => {
      const { uid = '' } = object.metadata;
      const from = doubts.get(uid);
      if (from === undefined) return;
      doubts.delete(uid);
      if (first === undefined || first.seq > from) recall(kind, object, from);
    },
    forget: ({ metadata: { uid = '' } }: KubeObject): void => void doubts.delete(uid),
  };
};

/** The committer. One decision is one write; only when the window overflows are archives written before it. */
export const createCommit = (options: CommitOptions): Commit => {
  const { client, fence, announce } = options;
  const archive = createArchiving(options);
  const doubts = createDoubts(options);

  /** Entries that do not fit: the window is read in full, for the cache does not keep it, and its oldest part moves out first. */
  const overflowing = async <T extends Recorded>(
    cache: Cache<T>,
    object: Lean<T>,
    drafts: readonly TimelineDraft[],
    at: string,
  ): Promise<Plan | 'conflict' | 'fenced'> => {
    const full = await client.get<T>(cache.kind, object.metadata);
    if (full.metadata.resourceVersion !== object.metadata.resourceVersion) {
      cache.put(full, 'read');
      return 'conflict';
    }
    const window = full.status?.timeline ?? [];
    const recording = await archive(full.metadata.namespace, { of: ownerOf(cache.kind, full), window, drafts, at });
    if (recording === 'fenced') return 'fenced';
    return { timeline: { kind: 'replace', entries: recording.timeline }, added: recording.added };
  };
  const write = async <T extends Recorded>(cache: Cache<T>, object: Lean<T>, after: object, plan: Plan): Promise<CommitOutcome<T>> => {
    const resourceVersion = object.metadata.resourceVersion ?? '';
    const operations = statusPatch({ resourceVersion, before: object.status, after, timeline: plan.timeline });
    if (operations.length === 0) {
      doubts.settle(cache.kind, object, []);
      return { kind: 'unchanged' };
    }
    if (!fence()) return { kind: 'fenced' };
    const writing = client.jsonPatch<T>(cache.kind, object.metadata, operations, { subresource: 'status' });
    const raw = await writing.catch((error: unknown) => {
      if (isUnsure(error)) doubts.doubt(object, plan.added);
      throw error;
    });
    doubts.settle(cache.kind, raw, plan.added);
    if (plan.added.length > 0) announce(cache.kind, raw, plan.added);
    const version = raw.metadata.resourceVersion ?? '';
    return { kind: 'stored', version, object: cache.put(raw, 'own'), entries: plan.added };
  };
  return async (cache, object, { status, entries }, at) => {
    const overflows = (object.window?.count ?? 0) + entries.length > windowLimit;
    try {
      const plan = overflows ? await overflowing(cache, object, entries, at) : fitting(cache.kind, object, entries, at);
      return typeof plan === 'string' ? { kind: plan } : await write(cache, object, status, plan);
    } catch (error) {
      const outcome = await refusal(client, cache, object, error);
      if (outcome.kind === 'gone') doubts.forget(object);
      return outcome;
    }
  };
};

/** What a refused write means. Throws what may be tried again. */
const refusal = async <T extends KubeObject>(
  client: Client,
  cache: Cache<T>,
  object: Lean<T>,
  error: unknown,
): Promise<CommitOutcome<T>> => {
  if (hasCode(error, 'NotFound')) return { kind: 'gone' };
  const terminal = isTerminal(error);
  if (!(error instanceof KubeError) || !(terminal || error.code === 'Conflict')) throw error;
  try {
    const fresh = await client.get<T>(cache.kind, object.metadata);
    const changed = fresh.metadata.resourceVersion !== object.metadata.resourceVersion;
    if (changed) cache.put(fresh, 'read');
    // A patch is first applied and only then compared with the version: on a newer object it may be refused as invalid before that.
    return changed || !terminal ? { kind: 'conflict' } : { kind: 'rejected', error };
  } catch (reading) {
    if (hasCode(reading, 'NotFound')) return { kind: 'gone' };
    throw reading;
  }
};
