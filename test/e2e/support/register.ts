// What the cluster holds, read as an auditor reads it: whole records, their archives, and the Events about them.
import { type Kind, kinds } from '../../../operator/api/kinds.ts';
import type { TimelineArchive } from '../../../operator/api/types.gen.ts';
import type { TimelineEntry } from '../../../operator/journal/chain.ts';
import { type Verification, verify } from '../../../operator/journal/verify.ts';
import type { Client } from '../../../operator/kube/client.ts';
import { builtins, type KubeObject } from '../../../operator/kube/object.ts';

/** A record with its status, as stored. */
export interface Record extends KubeObject {
  readonly kind: string;
  readonly spec: Readonly<{ [field: string]: unknown }>;
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string; readonly message: string }[];
    readonly timeline?: readonly TimelineEntry[];
    readonly [field: string]: unknown;
  };
}

/** An Event of events.k8s.io/v1, as far as these tests look at it. */
export interface RecordEvent extends KubeObject {
  readonly reason: string;
  readonly note: string;
  readonly reportingController: string;
  readonly regarding: { readonly kind: string; readonly name: string; readonly uid: string };
}

/** The kinds that have a timeline. */
export const recordKinds: readonly Kind[] = [kinds.Incident, kinds.Notification, kinds.EvidenceItem, kinds.Weakness];

/** All kinds that the operator writes a status to. */
export const statusKinds: readonly Kind[] = [...recordKinds, kinds.Playbook, kinds.ReportingRegime, kinds.IncidentPolicy];

/** Every object of a kind, in the order of the API server. */
export const listAll = async <T extends KubeObject>(client: Client, kind: Kind, namespace?: string): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const page of client.listPages<T>(kind, namespace === undefined ? {} : { namespace })) all.push(...page.items);
  return all.map((each) => ({ ...each, kind: kind.kind }));
};

/** Every object of several kinds. */
export const listKinds = async (client: Client, of: readonly Kind[], namespace?: string): Promise<readonly Record[]> =>
  (await Promise.all(of.map((kind) => listAll<Record>(client, kind, kind.namespaced ? namespace : undefined)))).flat();

/** One record with everything that was ever recorded on it, oldest first. */
export interface History {
  readonly record: Record;
  readonly entries: readonly TimelineEntry[];
  readonly verification: Verification;
}

/** The histories of all records: the timeline in the status behind what was archived, and whether the chain holds. */
export const histories = async (client: Client, namespace?: string): Promise<readonly History[]> => {
  const [records, archives] = await Promise.all([
    listKinds(client, recordKinds, namespace),
    listAll<TimelineArchive & KubeObject>(client, kinds.TimelineArchive, namespace),
  ]);
  return records.map((record) => {
    const { name, uid = '' } = record.metadata;
    const own = archives.filter(({ spec }) => spec.of.uid === uid).toSorted((a, b) => a.spec.first - b.spec.first);
    const window = record.status?.timeline ?? [];
    const verification = verify({ of: { kind: record.kind, name, uid }, window, archives: own.map(({ spec }) => spec) });
    return { record, entries: [...own.flatMap(({ spec }) => spec.entries), ...window], verification };
  });
};

/** All Events of the operator, or those in one namespace. */
export const operatorEvents = async (client: Client, namespace?: string): Promise<readonly RecordEvent[]> => {
  const all: RecordEvent[] = [];
  const selector = { fieldSelector: 'reportingController=meldpunt.dev/operator', ...(namespace !== undefined && { namespace }) };
  for await (const page of client.listPages<RecordEvent>(builtins.Event, selector)) all.push(...page.items);
  return all;
};

/** Where the Events and the entries of the timelines differ: each entry has exactly one Event with its reason, and no Event is about nothing. */
export const unmatched = (all: readonly History[], events: readonly RecordEvent[]): readonly string[] => {
  const expected = all.flatMap(({ record, entries }) =>
    entries.map(({ seq, reason }) => `${record.kind}/${record.metadata.name} ${record.metadata.uid} ${seq} ${reason}`),
  );
  const found = events.map(({ metadata, regarding, reason }) => {
    const seq = metadata.name.slice(metadata.name.lastIndexOf('-') + 1);
    return `${regarding.kind}/${regarding.name} ${regarding.uid} ${seq} ${reason}`;
  });
  const [entriesLeft, eventsLeft] = [new Set(expected), new Set(found)];
  return [
    ...expected.filter((each) => !eventsLeft.has(each)).map((each) => `no Event: ${each}`),
    ...found.filter((each) => !entriesLeft.has(each)).map((each) => `no entry: ${each}`),
    ...(found.length === eventsLeft.size ? [] : ['an Event is there twice']),
    ...(expected.length === entriesLeft.size ? [] : ['an entry is there twice']),
  ];
};
