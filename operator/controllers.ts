import { last } from './api/entries.ts';
import type { IncidentPolicy } from './api/types.gen.ts';
import { type Caches, createEarlier, createPrecedentFinder, createRegimes, indexNames, originalsOf, policyIn } from './caches.ts';
import { createEvidenceController, type EvidenceParts } from './evidences.ts';
import { decideIncident } from './incident/decide.ts';
import { originsOf } from './incident/duplicates.ts';
import { observeIncident, type Surroundings } from './incident/observe.ts';
import { incidentRegister } from './incident/register.ts';
import { type Controller, createController, type Relation, relation } from './kube/controller.ts';
import { type Key, keyFor, keyOf } from './kube/object.ts';
import type { Machinery } from './machinery.ts';
import { decideNotification } from './notification/decide.ts';
import { type NotificationSurroundings, observeNotification } from './notification/observe.ts';
import { isNotificationHeld, notificationRegister } from './notification/register.ts';
import { decidePolicy, decideRegime } from './policy/decide.ts';
import { decidePlaybook } from './policy/playbook.ts';
import { concernsAll } from './relations.ts';
import { decideWeakness } from './weakness/decide.ts';
import { weaknessRegister } from './weakness/register.ts';

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
      // Whether a ring of duplicates is closed concerns all that are in it, however many hops away.
      relation(caches.incidents, (incident) => {
        const { namespace } = incident.metadata;
        return originsOf(incident, (name) => caches.incidents.find(namespace, name)).map((name) => keyFor(namespace, name));
      }),
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

const notificationController = (machinery: Machinery, caches: Caches, around: NotificationSurroundings, sending: Relation): Controller =>
  createController({
    ...machinery,
    cache: caches.notifications,
    relations: [
      relation(caches.incidents, (incident) => caches.notifications.by(indexNames.incident, keyOf(incident)).map(keyOf)),
      concernsAll(caches.policies, caches.notifications),
      concernsAll(caches.regimes, caches.notifications),
      sending,
    ],
    parting: { erasing: machinery.erasing, held: isNotificationHeld, register: notificationRegister },
    decide: ({ object, now }) => decideNotification(observeNotification(object, around), now),
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
      const uses = incidents.map(({ metadata, spec }) => ({
        incident: `${metadata.namespace}/${metadata.name}`,
        at: metadata.creationTimestamp,
        drill: spec.drill === true,
        asksChange: last(spec.review)?.playbookChange !== undefined,
      }));
      return decidePlaybook({ playbook: object, uses }, now);
    },
  });

/** Where everything that a decision looks at is looked up. */
export const createSurroundings = (caches: Caches): Surroundings & NotificationSurroundings => ({
  policy: (): IncidentPolicy | undefined => policyIn(caches),
  regimes: createRegimes(caches),
  earlier: createEarlier(caches),
  precedents: createPrecedentFinder(caches),
  incident: (namespace, name) => caches.incidents.find(namespace, name),
  duplicatesOf: (namespace, name) => caches.incidents.by(indexNames.original, keyFor(namespace, name)),
  notificationsOf: (namespace, name) => caches.notifications.by(indexNames.incident, keyFor(namespace, name)),
  evidenceOf: (namespace, name) => caches.evidence.by(indexNames.incident, keyFor(namespace, name)),
  weakness: (namespace, name) => caches.weaknesses.find(namespace, name),
  playbook: (name) => caches.playbooks.find(undefined, name),
});

/** What the controllers are wired to besides the machinery. */
export interface Wiring {
  readonly evidence: EvidenceParts;
  readonly around: Surroundings & NotificationSurroundings;
  /** Whoever sends notifications, and has what it does written down. */
  readonly sending: Relation;
  /** Whether the kinds without a namespace are decided upon here: of several operators one does it, or they would contradict each other for ever. */
  readonly ofCluster: boolean;
}

/** Of the kinds that belong to the whole cluster, those that everything else rests on. */
const lawControllers = (machinery: Machinery, caches: Caches): readonly Controller[] => [
  createController({ ...machinery, cache: caches.policies, decide: ({ object, now }) => decidePolicy(object, now) }),
  createController({ ...machinery, cache: caches.regimes, decide: ({ object, now }) => decideRegime(object, now) }),
];

/** The controllers of all kinds, in the order in which they are started: what others rest on comes first. */
export const createControllers = (
  machinery: Machinery,
  caches: Caches,
  { evidence, around, sending, ofCluster }: Wiring,
): readonly Controller[] => [
  ...(ofCluster ? lawControllers(machinery, caches) : []),
  incidentController(machinery, caches, around),
  createEvidenceController(machinery, caches, evidence),
  notificationController(machinery, caches, around, sending),
  weaknessController(machinery, caches),
  ...(ofCluster ? [playbookController(machinery, caches)] : []),
];
