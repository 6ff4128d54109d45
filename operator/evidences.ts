import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { utc } from './api/time.ts';
import { type Caches, indexNames, policyIn } from './caches.ts';
import type { Config } from './config.ts';
import type { Openers } from './evidence/bytes/open.ts';
import { createVerifier, type VerifierObserver } from './evidence/bytes/verifier.ts';
import { decideEvidence } from './evidence/decide.ts';
import { evidenceRegister } from './evidence/register.ts';
import { isDue } from './evidence/schedule.ts';
import { type Controller, createController } from './kube/controller.ts';
import { keyOf } from './kube/object.ts';
import type { Machinery } from './machinery.ts';
import { concernsAll, concernsEvidence } from './relations.ts';

/** What the controller of evidence is made with besides the machinery. */
export interface EvidenceParts {
  readonly openers: Openers;
  readonly observer: VerifierObserver;
}

/** The files with which the operator opens stores. Throws what the file system says of a list of authorities that cannot be read. */
export const openersOf = ({ evidenceSecrets, evidenceVolumes, evidenceCa }: Config): Openers => ({
  credentials: evidenceSecrets,
  volumes: evidenceVolumes,
  ...(evidenceCa !== '' && { ca: [...rootCertificates, readFileSync(evidenceCa, 'utf8')] }),
});

/**
 * The controller of evidence with the reader of its bytes beside it. A decision says when an item is to be read; reading takes long, so it
 * happens in the background, and what it came to is decided upon like any other fact.
 */
export const createEvidenceController = (machinery: Machinery, caches: Caches, { openers, observer }: EvidenceParts): Controller => {
  const policy = () => policyIn(caches);
  const verifier = createVerifier({ openers, policy, observer, now: () => utc(Date.now()), done: (key) => controller.enqueue(key) });
  const controller = createController({
    ...machinery,
    cache: caches.evidence,
    relations: [
      concernsEvidence(caches.incidents, (incident) => caches.evidence.by(indexNames.incident, keyOf(incident)).map(keyOf)),
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
          policy: policy(),
          check: verifier.checkOf(object),
        },
        now,
      ),
    act: ({ object, now }) => {
      if (object.metadata.deletionTimestamp === undefined && isDue(object, policy(), now)) verifier.offer(object);
      return Promise.resolve({ kind: 'done' });
    },
  });
  return {
    ...controller,
    start: () => {
      verifier.start();
      controller.start();
    },
    stop: async () => {
      await verifier.stop();
      await controller.stop();
    },
  };
};
