import { type Kind, kinds } from '../api/kinds.ts';
import type { TimelineArchive, TimelineEntry } from '../api/types.gen.ts';
import type { Client } from '../kube/client.ts';
import { hasCode } from '../kube/errors.ts';
import type { Recorded } from '../kube/lean.ts';

/** A record by what names it. */
export interface Subject {
  /** The name of its kind, such as `Incident`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** What there is to tell of a record after an entry; of one that is gone, what its archives hold. */
export interface Story {
  readonly subject: Subject;
  /** In order, each behind the number that was asked for. */
  readonly entries: readonly TimelineEntry[];
  readonly gone: boolean;
}

/** Where a record is looked for; of one that is gone for long, only the uid is known. */
export interface Whereabouts {
  readonly uid: string;
  readonly place?: { readonly kind: Kind; readonly namespace: string; readonly name: string };
}

/** Reads what comes after an entry. Undefined where neither the record nor an archive of it is there. Throws a KubeError. */
export type ReadStory = (where: Whereabouts, after: number) => Promise<Story | undefined>;

/** Reads stories: from the record where that is enough, and from its archives where it is not, or is gone. */
export const createReader = (client: Client, namespaces: readonly string[]): ReadStory => {
  const findRecord = async ({ uid, place }: Whereabouts): Promise<Recorded | undefined> => {
    if (place === undefined) return undefined;
    try {
      const found = await client.get<Recorded>(place.kind, place);
      // Another object may have the name by now.
      return found.metadata.uid === uid ? found : undefined;
    } catch (error) {
      if (hasCode(error, 'NotFound')) return undefined;
      throw error;
    }
  };
  const archivesIn = async (namespace: string | undefined, uid: string, after: number): Promise<readonly TimelineArchive[]> => {
    const found: TimelineArchive[] = [];
    const options = { namespace, fieldSelector: `spec.of.uid=${uid}`, limit: 20 };
    for await (const page of client.listPages<TimelineArchive>(kinds.TimelineArchive, options)) {
      if (page.restarted) found.length = 0;
      found.push(...page.items.filter(({ spec }) => spec.last > after));
    }
    return found;
  };
  const archived = async ({ uid, place }: Whereabouts, after: number): Promise<readonly TimelineArchive[]> => {
    const served = namespaces.length === 0 ? [undefined] : namespaces;
    const all = await Promise.all((place === undefined ? served : [place.namespace]).map((one) => archivesIn(one, uid, after)));
    return all.flat();
  };
  return async (where, after) => {
    const record = await findRecord(where);
    const window = record?.status?.timeline ?? [];
    const isEnough = record !== undefined && (window[0]?.seq ?? 1) <= after + 1;
    const archives = isEnough ? [] : await archived(where, after);
    const [first] = archives;
    const { uid, place } = where;
    const entries = new Map([...archives.flatMap(({ spec }) => spec.entries), ...window].map((entry) => [entry.seq, entry]));
    const ordered = [...entries.values()].filter(({ seq }) => seq > after).toSorted((a, b) => a.seq - b.seq);
    const gone = record === undefined;
    if (place !== undefined) {
      const { kind, namespace, name } = place;
      return { subject: { kind: kind.kind, namespace, name, uid }, entries: ordered, gone };
    }
    if (first === undefined) return undefined;
    const { kind, name } = first.spec.of;
    return { subject: { kind, namespace: first.metadata.namespace, name, uid }, entries: ordered, gone };
  };
};
