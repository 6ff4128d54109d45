import { readFileSync } from 'node:fs';
import { type KindName, kinds } from '../api/kinds.ts';
import type { Incident, IncidentPolicy, Notification, TimelineArchive, Weakness } from '../api/types.gen.ts';
import { validate } from '../api/validate.ts';
import type { Scope } from '../report/register.ts';
import { Unreadable, unreadable } from './answer.ts';
import { bundleFormat } from './bundle.ts';
import { type Cluster, type ClusterValues, clusterOf } from './cluster.ts';
import { listIn, objectOf, textIn, valueAt } from './record.ts';

/** The records of an organisation: from the cluster as the user may read it, or from files that were taken from it. */
export interface Source {
  readonly policy: IncidentPolicy;
  readonly incidents: readonly Incident[];
  readonly notifications: readonly Notification[];
  readonly weaknesses: readonly Weakness[];
  readonly archives: readonly TimelineArchive[];
  readonly scope: Scope;
  /** What the reader should know of the source, in sentences. */
  readonly remarks: readonly string[];
}

/** The options of commands that read a whole register. */
export const sourceOptions = {
  'all-namespaces': { type: 'boolean', short: 'A', default: false },
  file: { type: 'string', short: 'f', multiple: true, default: [] as string[] },
} as const;

/** How these options are told in a help text. */
export const sourceUsage = `  -A, --all-namespaces     the records of all namespaces, not only of one
  -f, --file <file>        read files instead of the cluster, may be repeated: what this command prints
                             kubectl get incidents,notifications,weaknesses,timelinearchives,incidentpolicies -A -o json
                           or exports (kubectl incident export); the policy must be among them`;

/** What was given for them. */
export interface SourceValues extends ClusterValues {
  readonly 'all-namespaces': boolean;
  readonly file: readonly string[];
}

const noPolicy = 'There is no policy named default: without it nobody knows in which zone days begin, nor which currency counts.';

/** The cluster answers a list without the kind of its items; its schema vouches for the rest. */
const listed = async <Item>(cluster: Cluster, kind: KindName, namespace: string | undefined): Promise<readonly Item[]> =>
  (await cluster.list(kinds[kind], namespace)) as readonly Item[];

const fromCluster = async (values: SourceValues): Promise<Source> => {
  const cluster = clusterOf(values);
  const namespace = values['all-namespaces'] ? undefined : await cluster.namespace();
  const [policy, incidents, notifications, weaknesses, archives] = await Promise.all([
    cluster.get(kinds.IncidentPolicy, undefined, 'default') as Promise<IncidentPolicy | undefined>,
    listed<Incident>(cluster, 'Incident', namespace),
    listed<Notification>(cluster, 'Notification', namespace),
    listed<Weakness>(cluster, 'Weakness', namespace),
    listed<TimelineArchive>(cluster, 'TimelineArchive', namespace),
  ]);
  if (policy === undefined) return unreadable(noPolicy);
  return {
    policy,
    incidents,
    notifications,
    weaknesses,
    archives,
    scope: namespace === undefined ? { kind: 'All' } : { kind: 'Namespace', name: namespace },
    remarks: [],
  };
};

const objectsIn = (file: string): readonly unknown[] => {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (textIn(valueAt(content, 'format')) === bundleFormat) {
    return [...listIn(valueAt(content, 'records')), ...listIn(valueAt(content, 'archives'))];
  }
  return textIn(valueAt(content, 'kind')).endsWith('List') ? listIn(valueAt(content, 'items')) : [content];
};

const wanted = ['IncidentPolicy', 'Incident', 'Notification', 'Weakness', 'TimelineArchive'] as const;
type Wanted = (typeof wanted)[number];

interface Found {
  readonly file: string;
  readonly kind: Wanted;
  readonly object: unknown;
}

/** A file may have been edited: what is no valid object is refused with what is wrong, and no figure is made of it. */
const checked = ({ file, kind, object }: Found): unknown => {
  const result = validate(kind, object);
  if (result.ok) return result.object;
  const [problem] = result.problems;
  const name = textIn(valueAt(object, 'metadata.name'));
  return unreadable(`${file}: ${kind} ${name} is not valid at ${problem?.path}: ${problem?.message}.`);
};

/** The same record in two files, as in two exports of related incidents, counts once; the newer state counts. */
const once = (found: readonly Found[]): readonly Found[] => {
  const byUid = new Map<string, Found>();
  for (const each of found) {
    const key = textIn(valueAt(each.object, 'metadata.uid')) || JSON.stringify([each.kind, valueAt(each.object, 'metadata')]);
    const before = byUid.get(key);
    const generation = (of: Found | undefined): number => Number(valueAt(of?.object, 'metadata.generation') ?? 0);
    if (before === undefined || generation(each) >= generation(before)) byUid.set(key, each);
  }
  return [...byUid.values()];
};

const fromFiles = (files: readonly string[]): Source => {
  const found = files.flatMap((file) =>
    objectsIn(file).flatMap((object): readonly Found[] => {
      const kind = wanted.find((each) => each === textIn(objectOf(object)?.['kind']));
      return kind === undefined ? [] : [{ file, kind, object }];
    }),
  );
  const objects = Map.groupBy(once(found), ({ kind }) => kind);
  const of = <Item>(kind: Wanted): readonly Item[] => (objects.get(kind) ?? []).map((each) => checked(each) as Item);
  const [policy] = of<IncidentPolicy>('IncidentPolicy');
  if (policy === undefined) throw new Unreadable(`${noPolicy} None of the files holds it.`);
  return {
    policy,
    incidents: of('Incident'),
    notifications: of('Notification'),
    weaknesses: of('Weakness'),
    archives: of('TimelineArchive'),
    scope: { kind: 'Files' },
    remarks: [`Made from ${files.join(', ')}, and not from the cluster.`],
  };
};

/** Reads the register. Throws an Unreadable that says what cannot be read, and why. */
export const readSource = (values: SourceValues): Source | Promise<Source> =>
  values.file.length > 0 ? fromFiles(values.file) : fromCluster(values);
