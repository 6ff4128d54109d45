import { type Kind, kinds } from '../api/kinds.ts';
import { digest } from '../journal/canonical.ts';
import type { Rule } from './bundle.ts';
import type { Cluster } from './cluster.ts';
import { listIn, objectOf, readRecord, textIn, titleOf, valueAt } from './record.ts';

/** An incident with everything that belongs to it, as the cluster holds it now. */
export interface Gathered {
  readonly records: readonly unknown[];
  readonly archives: readonly unknown[];
  readonly rules: readonly Rule[];
  readonly missing: readonly string[];
}

/** kubectl is a process of its own for each request; more at a time than this only makes each of them slower. */
const atATime = 6;

/** The results of tasks, in their order, a few at a time. */
const inTurn = async <T, R>(items: readonly T[], task: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atATime)
    results.push(...(await Promise.all(items.slice(from, from + atATime).map(task))));
  return results;
};

/** Who manages which field and the copy of kubectl are no part of the record, and are most of its bytes. */
const lean = (value: unknown): unknown => {
  const object = objectOf(value);
  const metadata = objectOf(object?.['metadata']);
  if (object === undefined || metadata === undefined) return value;
  const { managedFields: _, annotations, ...kept } = metadata;
  const { 'kubectl.kubernetes.io/last-applied-configuration': __, ...notes } = objectOf(annotations) ?? {};
  return { ...object, metadata: Object.keys(notes).length === 0 ? kept : { ...kept, annotations: notes } };
};

/** The items of a list carry no kind of their own. */
const listed = async (cluster: Cluster, kind: Kind, namespace: string | undefined, selector?: string): Promise<readonly unknown[]> =>
  (await cluster.list(kind, namespace, selector)).map((item) =>
    lean({ apiVersion: `${kind.group}/${kind.version}`, kind: kind.kind, ...objectOf(item) }),
  );

const byName = (a: unknown, b: unknown): number => (textIn(valueAt(a, 'metadata.name')) < textIn(valueAt(b, 'metadata.name')) ? -1 : 1);

/** The archives of the timelines of records; their specs are what `inspect` takes. */
export const archivesOf = async (cluster: Cluster, records: readonly unknown[]): Promise<readonly unknown[]> => {
  const found = await inTurn(records, async (value) => {
    const record = readRecord(value);
    if (record === undefined) return [];
    return (await listed(cluster, kinds.TimelineArchive, record.namespace, `spec.of.uid=${record.uid}`)).toSorted(
      (a, b) => Number(valueAt(a, 'spec.first')) - Number(valueAt(b, 'spec.first')),
    );
  });
  return found.flat();
};

const ruleOf = (value: unknown): readonly Rule[] => {
  const record = readRecord(value);
  if (record === undefined) return [];
  const { kind, name, uid, generation, spec } = record;
  return [{ kind, name, uid, generation, digest: digest(spec) }];
};

/** The rules by which an incident is handled: the policy, the regimes whose duties it has, and its playbook. */
const rulesOf = async (
  cluster: Cluster,
  incident: unknown,
): Promise<{ readonly rules: readonly Rule[]; readonly missing: readonly string[] }> => {
  const regimes = listIn(valueAt(incident, 'status.deadlines')).map((deadline) => textIn(valueAt(deadline, 'regime')));
  const playbook = textIn(valueAt(incident, 'spec.playbookRef.name'));
  const wanted: readonly (readonly [Kind, string])[] = [
    [kinds.IncidentPolicy, 'default'],
    ...[...new Set(regimes)]
      .filter((name) => name !== '')
      .toSorted()
      .map((name) => [kinds.ReportingRegime, name] as const),
    ...(playbook === '' ? [] : [[kinds.Playbook, playbook] as const]),
  ];
  const found = await inTurn(wanted, async ([kind, name]) => {
    try {
      return ruleOf(await cluster.get(kind, undefined, name));
    } catch {
      // Whoever may read an incident need not be allowed to read the rules; the export then says that they are missing.
      return [];
    }
  });
  const missing = wanted
    .filter((_, i) => found[i]?.length === 0)
    .map(([kind, name]) => `${kind.kind} ${name} is not there or cannot be read.`);
  return { rules: found.flat(), missing };
};

const weaknessesOf = async (cluster: Cluster, namespace: string, incident: unknown): Promise<readonly [string, unknown][]> => {
  const names = listIn(valueAt(incident, 'spec.weaknesses')).map((weakness) => textIn(valueAt(weakness, 'name')));
  return inTurn(
    [...new Set(names)].toSorted(),
    async (name) => [name, await cluster.get(kinds.Weakness, namespace, name)] as [string, unknown],
  );
};

/** What crossed a boundary without a valid authorisation is recorded, and no copy of it leaves (V7). */
const isQuarantined = (record: unknown): boolean => valueAt(record, 'status.accepted') === false;

/** Gathers an incident with everything that belongs to it; undefined if there is none of that name. Throws an Unreadable. */
export const gather = async (cluster: Cluster, namespace: string, name: string): Promise<Gathered | undefined> => {
  const found = await cluster.get(kinds.Incident, namespace, name);
  if (found === undefined) return undefined;
  const incident = lean(found);
  const [children, weaknesses, { rules, missing }] = await Promise.all([
    inTurn([kinds.Notification, kinds.EvidenceItem], (kind) => listed(cluster, kind, namespace, `spec.incidentRef.name=${name}`)),
    weaknessesOf(cluster, namespace, incident),
    rulesOf(cluster, incident),
  ]);
  const present = weaknesses.flatMap(([, weakness]) => (weakness === undefined ? [] : [lean(weakness)]));
  const belonging = children.flatMap((list) => list.toSorted(byName));
  const held = belonging.filter(isQuarantined);
  const records = [incident, ...belonging.filter((record) => !isQuarantined(record)), ...present];
  const absent = weaknesses.filter(([, weakness]) => weakness === undefined);
  return {
    records,
    archives: await archivesOf(cluster, records),
    rules,
    missing: [
      ...missing,
      ...held.map((item) => `EvidenceItem ${textIn(valueAt(item, 'metadata.name'))} is in quarantine and is not exported (V7).`),
      ...absent.map(([weakness]) => `${titleOf({ kind: 'Weakness', namespace, name: weakness })} is named and is not there.`),
    ],
  };
};

/** The archives that remain of incidents of a name which are no longer there. Throws an Unreadable. */
export const gatherRemains = (cluster: Cluster, namespace: string, name: string): Promise<readonly unknown[]> =>
  listed(cluster, kinds.TimelineArchive, namespace, `spec.of.kind=Incident,spec.of.name=${name}`);

/** The kinds that have timelines. */
const recordKinds = [kinds.Incident, kinds.Notification, kinds.EvidenceItem, kinds.Weakness] as const;

/**
 * Every record of a namespace, or of all, with the archives of their timelines: one kind after the other, so that never more than one kind is held in
 * memory. The archives are read after their records, because a timeline is shortened only once its archive is there. Throws an Unreadable.
 */
export async function* gatherAll(
  cluster: Cluster,
  namespace: string | undefined,
): AsyncGenerator<{ readonly records: readonly unknown[]; readonly archives: readonly unknown[] }> {
  for (const kind of recordKinds) {
    const records = await listed(cluster, kind, namespace);
    yield { records, archives: await listed(cluster, kinds.TimelineArchive, namespace, `spec.of.kind=${kind.kind}`) };
  }
}
