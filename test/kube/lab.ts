// A neutral kind with a timeline, and the whole machinery around it: what the end-to-end tests of operator/kube run.

import type { Condition } from '../../operator/api/conditions.ts';
import { conditionsAfter, readyConditions } from '../../operator/api/conditions.ts';
import type { Decision, TimelineDraft } from '../../operator/api/decision.ts';
import type { Kind } from '../../operator/api/kinds.ts';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { createCache } from '../../operator/kube/cache.ts';
import { createChildrenBy } from '../../operator/kube/children.ts';
import { type Client, createClient } from '../../operator/kube/client.ts';
import { createCommit } from '../../operator/kube/commit.ts';
import { type Connection, createConnection } from '../../operator/kube/connection.ts';
import { createController, type ReconcileContext } from '../../operator/kube/controller.ts';
import { fromKubeconfig } from '../../operator/kube/credentials.ts';
import { createAnnouncer } from '../../operator/kube/events.ts';
import { leanRecord } from '../../operator/kube/lean.ts';
import type { KubeObject, ObjectMeta } from '../../operator/kube/object.ts';
import { type Observer, silent } from '../../operator/kube/observer.ts';
import { defaultWatchTimes, keepWatching, type WatchTimes } from '../../operator/kube/watch.ts';

const group = 'lab.example.com';

export const caseKind: Kind = { kind: 'Case', group, version: 'v1', plural: 'cases', namespaced: true };
export const archiveKind: Kind = { kind: 'CaseArchive', group, version: 'v1', plural: 'casearchives', namespaced: true };

export interface CaseStatus {
  readonly observedGeneration?: number;
  readonly recorded?: number;
  readonly size?: string;
  readonly woken?: string;
  readonly conditions?: readonly Condition[];
  readonly timeline?: readonly TimelineEntry[];
}

export interface Case extends KubeObject {
  readonly spec?: { readonly facts?: readonly string[]; readonly poison?: boolean; readonly bloat?: number; readonly wake?: string };
  readonly status?: CaseStatus;
}

const text = { type: 'string', maxLength: 2_000_000 };
const condition = {
  type: 'object',
  properties: {
    type: text,
    status: text,
    reason: text,
    message: text,
    observedGeneration: { type: 'integer' },
    lastTransitionTime: text,
  },
};
const entry = {
  type: 'object',
  properties: { seq: { type: 'integer' }, at: text, actor: text, reason: text, note: text, prev: text, hash: text },
};
const statusSchema = {
  type: 'object',
  properties: {
    observedGeneration: { type: 'integer' },
    recorded: { type: 'integer' },
    size: text,
    woken: text,
    conditions: { type: 'array', items: condition },
    timeline: { type: 'array', maxItems: 64, items: entry },
  },
};
const specSchema = {
  type: 'object',
  properties: { facts: { type: 'array', items: text }, poison: { type: 'boolean' }, bloat: { type: 'integer' }, wake: text },
};

const definition = (kind: Kind, properties: object) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.plural}.${group}` },
  spec: {
    group,
    names: { kind: kind.kind, plural: kind.plural, singular: kind.kind.toLowerCase() },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', properties } },
      },
    ],
  },
});

const definitions: Kind = {
  kind: 'CustomResourceDefinition',
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  namespaced: false,
};

/** Waits for a condition, within a bound; the message says what did not come true. */
export const until = async (what: string, holds: () => boolean | Promise<boolean>, within = 30_000): Promise<void> => {
  const end = performance.now() + within;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not within ${within} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** A client of its own, with its connection. */
export const clientOf = (kubeconfig: string, observer: Observer = silent): { client: Client; connection: Connection } => {
  const connection = createConnection({ credentials: fromKubeconfig(kubeconfig), observer });
  return { client: createClient(connection), connection };
};

/** Installs the two kinds and waits until the API server serves them. */
export const installLab = async (client: Client): Promise<void> => {
  await client.create(definitions, definition(caseKind, { spec: specSchema, status: statusSchema }));
  await client.create(definitions, definition(archiveKind, { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }));
  for (const kind of [caseKind, archiveKind]) {
    await until(`the API server serves ${kind.plural}`, async () => {
      try {
        for await (const _ of client.listPages(kind)) return true;
        return true;
      } catch {
        return false;
      }
    });
  }
};

/** A case to be created. */
export const caseNamed = (name: string, spec: Case['spec'] = {}, namespace = 'default'): Case => ({
  apiVersion: `${group}/v1`,
  kind: 'Case',
  metadata: { name, namespace },
  spec,
});

/** Records each fact once, becomes Ready; throws for poison; grows beyond every limit for bloat; wakes when asked. */
export const decideCase = ({ object, now }: ReconcileContext<Case>): Decision<CaseStatus> => {
  const { spec = {}, status = {}, metadata } = object;
  if (spec.poison) throw new TypeError('poison');
  const recorded = status.recorded ?? 0;
  const facts = ['created', ...(spec.facts ?? [])].slice(recorded);
  const entries: TimelineDraft[] = facts.map((note) => ({ actor: 'somebody', reason: 'FactChanged', note }));
  const generation = (metadata as ObjectMeta).generation ?? 0;
  const due = spec.wake !== undefined && now >= spec.wake;
  return {
    status: {
      observedGeneration: generation,
      recorded: recorded + facts.length,
      ...(spec.bloat !== undefined && { size: 'x'.repeat(spec.bloat) }),
      ...(due && { woken: status.woken ?? now }),
      conditions: conditionsAfter(status.conditions, readyConditions('Recorded.'), generation, now),
    },
    entries,
    children: [],
    ...(spec.wake !== undefined && !due && { wakeAt: spec.wake }),
  };
};

/** What a test may set about the machine. */
export interface MachineOptions {
  readonly kubeconfig: string;
  readonly observer?: Observer;
  readonly times?: Partial<WatchTimes>;
  readonly fence?: () => boolean;
  readonly decide?: (context: ReconcileContext<Case>) => Decision<CaseStatus> | undefined;
  readonly namespaces?: readonly string[];
  readonly instance?: string;
  readonly workers?: number;
  /** Entries that the announcer keeps in memory. */
  readonly keep?: number;
}

/** The whole machinery for one kind, running; `start` begins to decide. */
export const createMachine = (options: MachineOptions) => {
  const { kubeconfig, observer = silent, fence = () => true, namespaces = [], instance = 'lab' } = options;
  const { client, connection } = clientOf(kubeconfig, observer);
  const cases = createCache<Case>({
    kind: caseKind,
    trim: leanRecord(caseKind),
    observer,
    indexes: { fact: (each) => each.spec?.facts ?? [] },
  });
  const announcer = createAnnouncer({ client, observer, instance, ...(options.keep !== undefined && { limit: options.keep }) });
  const commit = createCommit({ client, fence, announce: announcer.announce, recall: announcer.recall, archives: archiveKind });
  const controller = createController<Case>({
    cache: cases,
    client,
    observer,
    commit,
    children: createChildrenBy({ client, fence, caches: [] }),
    decide: options.decide ?? decideCase,
    ...(options.workers !== undefined && { workers: options.workers }),
  });
  const stopping = new AbortController();
  const times = { ...defaultWatchTimes, ...options.times };
  const watching = keepWatching({ client, cache: cases, namespaces, observer, signal: stopping.signal, times });
  return {
    client,
    cases,
    announcer,
    commit,
    controller,
    synced: () => until('the cache is synced', cases.synced),
    start: async () => {
      await until('the cache is synced', cases.synced);
      await announcer.catchUp([cases], namespaces, Date.now());
      controller.start();
    },
    stop: async () => {
      await controller.stop();
      await announcer.drain(5000);
      stopping.abort();
      await watching;
      await connection.close();
    },
    /** Ends as a killed process does: nothing is drained. */
    abandon: async () => {
      void controller.stop();
      stopping.abort();
      await watching;
    },
  };
};

/** An observer that counts. */
export const countingObserver = () => {
  const counts = new Map<string, number>();
  const add = (name: string, by = 1) => void counts.set(name, (counts.get(name) ?? 0) + by);
  const logs: string[] = [];
  const observer: Observer = {
    reconciled: (_, result) => add(`reconciled ${result}`),
    queueDepth: (_, depth) => void counts.set('queue depth', depth),
    watched: (kind, happening, count) => add(`watch ${kind.kind} ${happening}`, count),
    requested: (verb, code) => add(`request ${verb} ${code}`),
    event: (outcome, count) => add(`event ${outcome}`, count),
    leading: (leading) => add(leading ? 'leading' : 'standby'),
    log: (level, message, fields) => void logs.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`),
  };
  return { observer, counts, logs, count: (name: string) => counts.get(name) ?? 0 };
};
