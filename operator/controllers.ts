import type { IncidentPolicy } from './api/types.gen.ts';
import { type Caches, createEarlier, createRegimes, indexNames, originalsOf, policyIn } from './caches.ts';
import { decideEvidence } from './evidence/decide.ts';
import { evidenceRegister } from './evidence/register.ts';
import { decideIncident } from './incident/decide.ts';
import { observeIncident, type Surroundings } from './incident/observe.ts';
import { incidentRegister } from './incident/register.ts';
import type { Backoff } from './kube/backoff.ts';
import type { Cache } from './kube/cache.ts';
import type { CreateChildren } from './kube/children.ts';
import type { Client } from './kube/client.ts';
import type { Commit } from './kube/commit.ts';
import { type Controller, createController, type Relation, relation } from './kube/controller.ts';
import type { Erasing } from './kube/erase.ts';
import { type Key, type KubeObject, keyFor, keyOf } from './kube/object.ts';
import type { Observer } from './kube/observer.ts';
import { decideNotification } from './notification/decide.ts';
import { type NotificationSurroundings, observeNotification } from './notification/observe.ts';
import { notificationRegister } from './notification/register.ts';
import { decidePlaybook, decidePolicy, decideRegime } from './policy/decide.ts';
import { decideWeakness } from './weakness/decide.ts';
import { weaknessRegister } from './weakness/register.ts';

/** What every controller is made with. */
export interface Machinery {
  readonly client: Client;
  readonly observer: Observer;
  readonly commit: Commit;
  readonly children: CreateChildren;
  readonly erasing: Erasing;
  readonly workers: number;
  readonly backoff: Backoff;
}

/** A policy or a regime concerns every object of a kind. */
const concernsAll = <B extends KubeObject>(cache: Cache<B>, all: Cache<KubeObject>): Relation => ({
  subscribe: (enqueue) =>
    cache.subscribe(({ before, after, origin }) => {
      // Our own conditions on a policy or regime change nothing for anybody else.
      if (origin !== 'own' && before?.metadata.generation !== after?.metadata.generation) enqueue(all.keys());
    }),
});

const refersTo = (object: {
  readonly metadata: { readonly namespace: string };
  readonly spec: { readonly incidentRef: { readonly name: string } };
}): readonly Key[] => [keyFor(object.metadata.namespace, object.spec.incidentRef.name)];

const incidentController = (machinery: Machinery, caches: Caches, around: Surroundings): Controller =>
  createController({
    ...machinery,
    cache: caches.incidents,
    relations: [
      relation(caches.evidence, refersTo),
      relation(caches.notifications, refersTo),
      relation(caches.weaknesses, (weakness) => caches.incidents.by(indexNames.weakness, keyOf(weakness)).map(keyOf)),
      relation(caches.playbooks, (playbook) => caches.incidents.by(indexNames.playbook, playbook.metadata.name).map(keyOf)),
      relation(caches.incidents, originalsOf),
      concernsAll(caches.policies, caches.incidents),
      concernsAll(caches.regimes, caches.incidents),
    ],
    parting: {
      erasing: machinery.erasing,
      held: ({ spec }) => spec.legalHold === true,
      register: (incident) => incidentRegister(incident, around.notificationsOf(incident.metadata.namespace, incident.metadata.name)),
    },
    decide: ({ object, now }) => decideIncident(observeIncident(object, around), now),
  });

const notificationController = (machinery: Machinery, caches: Caches, around: NotificationSurroundings): Controller =>
  createController({
    ...machinery,
    cache: caches.notifications,
    relations: [
      relation(caches.incidents, (incident) => caches.notifications.by(indexNames.incident, keyOf(incident)).map(keyOf)),
      concernsAll(caches.policies, caches.notifications),
      concernsAll(caches.regimes, caches.notifications),
    ],
    parting: { erasing: machinery.erasing, held: ({ status }) => status?.legalHold === true, register: notificationRegister },
    decide: ({ object, now }) => decideNotification(observeNotification(object, around), now),
  });

const evidenceController = (machinery: Machinery, caches: Caches): Controller =>
  createController({
    ...machinery,
    cache: caches.evidence,
    relations: [
      relation(caches.incidents, (incident) => caches.evidence.by(indexNames.incident, keyOf(incident)).map(keyOf)),
      concernsAll(caches.policies, caches.evidence),
    ],
    parting: {
      erasing: machinery.erasing,
      held: ({ spec, status }) => spec.retention?.legalHold === true || status?.legalHold === true,
      register: evidenceRegister,
    },
    decide: ({ object, now }) =>
      decideEvidence(
        {
          item: object,
          incident: caches.incidents.find(object.metadata.namespace, object.spec.incidentRef.name),
          policy: policyIn(caches),
        },
        now,
      ),
  });

const weaknessController = (machinery: Machinery, caches: Caches): Controller =>
  createController({
    ...machinery,
    cache: caches.weaknesses,
    relations: [
      relation(caches.incidents, ({ metadata, spec }) => (spec.weaknesses ?? []).map(({ name }) => keyFor(metadata.namespace, name))),
      concernsAll(caches.policies, caches.weaknesses),
    ],
    parting: { erasing: machinery.erasing, held: () => false, register: weaknessRegister },
    decide: ({ object, now }) => {
      const incidents = caches.incidents.by(indexNames.weakness, keyOf(object)).map(({ metadata }) => metadata.name);
      return decideWeakness({ weakness: object, incidents, policy: policyIn(caches) }, now);
    },
  });

const playbookController = (machinery: Machinery, caches: Caches): Controller =>
  createController({
    ...machinery,
    cache: caches.playbooks,
    relations: [
      relation(caches.incidents, ({ spec }) => (spec.playbookRef === undefined ? [] : [keyFor(undefined, spec.playbookRef.name)])),
    ],
    decide: ({ object, now }) => {
      const incidents = caches.incidents.by(indexNames.playbook, object.metadata.name);
      const uses = incidents.map(({ metadata, spec }) => ({ at: metadata.creationTimestamp, drill: spec.drill === true }));
      return decidePlaybook({ playbook: object, uses }, now);
    },
  });

/** The controllers of all kinds, in the order in which they are started: what others rest on comes first. */
export const createControllers = (machinery: Machinery, caches: Caches): readonly Controller[] => {
  const regimes = createRegimes(caches);
  const earlier = createEarlier(caches);
  const policy = (): IncidentPolicy | undefined => policyIn(caches);
  const around: Surroundings & NotificationSurroundings = {
    policy,
    regimes,
    earlier,
    incident: (namespace, name) => caches.incidents.find(namespace, name),
    duplicatesOf: (namespace, name) => caches.incidents.by(indexNames.original, keyFor(namespace, name)),
    notificationsOf: (namespace, name) => caches.notifications.by(indexNames.incident, keyFor(namespace, name)),
    evidenceOf: (namespace, name) => caches.evidence.by(indexNames.incident, keyFor(namespace, name)),
    weakness: (namespace, name) => caches.weaknesses.find(namespace, name),
    playbook: (name) => caches.playbooks.find(undefined, name),
  };
  return [
    createController({ ...machinery, cache: caches.policies, decide: ({ object, now }) => decidePolicy(object, now) }),
    createController({ ...machinery, cache: caches.regimes, decide: ({ object, now }) => decideRegime(object, now) }),
    incidentController(machinery, caches, around),
    evidenceController(machinery, caches),
    notificationController(machinery, caches, around),
    weaknessController(machinery, caches),
    playbookController(machinery, caches),
  ];
};
