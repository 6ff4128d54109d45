import { kinds } from '../api/kinds.ts';
import { orderOf } from '../api/occurrences.ts';
import type { Incident } from '../api/types.gen.ts';
import type { Bulkhead } from '../inbound/bulkhead.ts';
import type { Cache } from '../kube/cache.ts';
import type { Client, PatchOperation } from '../kube/client.ts';
import { hasCode, KubeError } from '../kube/errors.ts';
import { createCoalesce } from './coalesce.ts';
import { alertDraft } from './draft.ts';
import type { FamilyOf } from './family.ts';
import type { Holding } from './holding.ts';
import { type Addition, occurrencesAfter } from './occurrences.ts';
import type { Pending } from './pending.ts';
import { generationOf, type Place, placeOf } from './place.ts';
import { createWaiting } from './waiting.ts';
import { type Arrival, type Batch, newestStart, type Outcome, workOf } from './work.ts';

/** What storing needs. */
export interface StoreOptions {
  readonly client: Client;
  readonly incidents: Cache<Incident>;
  readonly families: FamilyOf;
  readonly pending: Pending;
  readonly holding: Holding;
  readonly bulkhead: Bulkhead;
  readonly now: () => string;
  /** Names a write; never the same twice. */
  readonly token: () => string;
}

/** Stores an arrival, and resolves when the API server has it. Throws a KubeError where it does not, or may not. */
export type Store = (arrival: Arrival) => Promise<Outcome>;

/** Two replicas and the engine write to one status; each of them loses a race a few times, never this often. */
const mostAttempts = 100;

/** So many arrivals are counted in one write. */
const mostTogether = 500;

/** Only the occurrences are written, and only over the version that was counted on: the engine's part of the status stays its own. */
const countPatch = (incident: Incident, addition: Addition): readonly PatchOperation[] => {
  const occurrences = occurrencesAfter(incident.status?.occurrences, addition);
  const guard: PatchOperation = { op: 'replace', path: '/metadata/resourceVersion', value: incident.metadata.resourceVersion };
  return incident.status === undefined
    ? [guard, { op: 'add', path: '/status', value: { occurrences } }]
    : [guard, { op: 'add', path: '/status/occurrences', value: occurrences }];
};

/** An answer that was lost says nothing about whether the write took place. */
const isUncertain = (error: unknown): boolean => hasCode(error, 'Timeout', 'Unavailable');

/** Who has to look at what was counted: of most repetitions nobody has to decide anything; of some the timeline tells. */
const originOf = ({ status: before }: Incident, { status: after }: Incident): 'read' | 'own' => {
  const [was, is] = [before?.occurrences, after?.occurrences];
  const stands = orderOf(was?.count ?? 0) === orderOf(is?.count ?? 0) && (was?.resolvedAt === undefined) === (is?.resolvedAt === undefined);
  return stands ? 'own' : 'read';
};

/** The calls, each of which leaves the cache as new as its answer. */
const createCalls = ({ client, incidents, bulkhead }: StoreOptions) => {
  const read = async (namespace: string, name: string): Promise<Incident | undefined> => {
    try {
      const found = await bulkhead(() => client.get<Incident>(kinds.Incident, { namespace, name }));
      incidents.put(found, 'read');
      return found;
    } catch (error) {
      if (hasCode(error, 'NotFound')) return undefined;
      throw error;
    }
  };
  const create = async (draft: ReturnType<typeof alertDraft>): Promise<'created' | 'exists'> => {
    try {
      incidents.put(await bulkhead(() => client.create<Incident>(kinds.Incident, draft as Incident)), 'read');
      return 'created';
    } catch (error) {
      if (hasCode(error, 'AlreadyExists')) return 'exists';
      throw error;
    }
  };
  /** Whether the addition is in the object now; the newest version is in the cache either way. */
  const count = async (incident: Incident, addition: Addition): Promise<boolean> => {
    const { namespace, name } = incident.metadata;
    try {
      const operations = countPatch(incident, addition);
      const raw = await bulkhead(() =>
        client.jsonPatch<Incident>(kinds.Incident, { namespace, name }, operations, { subresource: 'status' }),
      );
      incidents.put(raw, originOf(incident, raw));
      return true;
    } catch (error) {
      // It was deleted, and the watch will tell in a moment: then the report is sent again, and finds its place.
      if (hasCode(error, 'NotFound')) throw new KubeError('Unavailable', 'count Incident: it was deleted', { status: 0 });
      // On a newer object a patch may be refused as invalid before its version is compared (see kube/commit.ts).
      if (!isUncertain(error) && !hasCode(error, 'Conflict', 'Invalid')) throw error;
      const present = await read(namespace, name);
      if (present?.status?.occurrences?.batch === addition.batch) return true;
      // Of two writes on one version only one can succeed, so that an uncertain one can be sent again without counting twice.
      if (hasCode(error, 'Invalid') && present?.metadata.resourceVersion === incident.metadata.resourceVersion) throw error;
      return false;
    }
  };
  return { read, create, count };
};

/** Makes the store of one replica. Many arrivals for one incident are counted in few writes, and each is answered after its own. */
export const createStore = (options: StoreOptions): Store => {
  const { families, pending, holding, now, token } = options;
  const calls = createCalls(options);
  const wait = createWaiting(options);

  const place = ({ work, free }: Batch): Place => {
    const { system, fingerprint, ruling } = work.report;
    const family = families(work.namespace, system, fingerprint);
    const firing = work.firing > 0;
    return placeOf({ system, fingerprint, family, firing, startsAt: newestStart(work), dedupe: ruling.dedupe, free, now: now() });
  };

  /** Undefined when somebody was faster, and the place has to be found anew. */
  const countOn = async (batch: Batch, incident: Incident): Promise<Outcome | undefined> => {
    // What was counted before goes to whoever opened the incident; another replica that was as far adds its own only.
    const earlier = batch.work.released ?? (batch.opened ? batch.waited?.before : undefined);
    if (!(await calls.count(incident, { ...batch.addition, earlier }))) return undefined;
    if (batch.waited !== undefined) await pending.clear(batch.key);
    return { kind: batch.opened ? 'created' : 'counted', name: incident.metadata.name };
  };

  /** Opens an incident, or finds that it is there, or that it is too early. */
  const open = async (batch: Batch, name: string, previous: string | undefined): Promise<Outcome | undefined> => {
    const early = await wait(batch);
    if (early !== undefined) return early;
    const { namespace, first, report } = batch.work;
    const { caller, at, payload } = first;
    if ((await calls.create(alertDraft(report, { namespace, name, caller, at, payload, previous }))) === 'created') {
      batch.opened = true;
      return undefined;
    }
    const standing = await calls.read(namespace, name);
    const source = standing?.spec.source;
    // Somebody gave this name to something else; it is theirs, and the next one is free.
    const isForeign = source?.system !== report.system || source.fingerprint !== report.fingerprint;
    if (standing !== undefined && isForeign) batch.free = generationOf(name) + 1;
    return undefined;
  };

  const attempt = async (batch: Batch): Promise<Outcome | undefined> => {
    const step = place(batch);
    switch (step.kind) {
      case 'nothing':
        // What was held and is resolved before its time becomes no incident.
        if (batch.work.report.ruling.hold !== undefined) await holding.end(batch.key);
        return { kind: 'ignored' };
      case 'count':
        return countOn(batch, step.incident);
      case 'open':
        return open(batch, step.name, step.previous);
    }
  };

  const write = async (key: string, arrivals: readonly [Arrival, ...Arrival[]]): Promise<(index: number) => Outcome> => {
    const work = workOf(arrivals);
    const { storm, truncated } = work.report;
    const addition = { sightings: work.sightings, earlier: undefined, storm, truncated, batch: token() };
    const batch: Batch = { key, work, addition, opened: false, waited: undefined, free: 1 };
    for (let count = 0; count < mostAttempts; count += 1) {
      const outcome = await attempt(batch);
      if (outcome === undefined) continue;
      // One of those that came together opened the incident; to the others it is one that is there.
      return (index) => (outcome.kind === 'created' && index > 0 ? { ...outcome, kind: 'counted' } : outcome);
    }
    throw new KubeError('Unavailable', `count Incident: ${mostAttempts} attempts`, { status: 0 });
  };

  const coalesce = createCoalesce(write, mostTogether);
  return (arrival) => coalesce(JSON.stringify([arrival.namespace, arrival.report.system, arrival.report.fingerprint]), arrival);
};
