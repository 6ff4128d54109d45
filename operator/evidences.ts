import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { utc } from './api/time.ts';
import { type Caches, indexNames, policyIn } from './caches.ts';
import type { Config } from './config.ts';
import type { Openers } from './evidence/bytes/open.ts';
import { type Authority, createSealer } from './evidence/bytes/sealer.ts';
import { createVerifier, type VerifierObserver } from './evidence/bytes/verifier.ts';
import { decideEvidence } from './evidence/decide.ts';
import { evidenceRegister } from './evidence/register.ts';
import { isDue } from './evidence/schedule.ts';
import { nextSealing } from './evidence/sealing.ts';
import { type Controller, createController } from './kube/controller.ts';
import { keyOf } from './kube/object.ts';
import type { Machinery } from './machinery.ts';
import { concernsAll, concernsEvidence } from './relations.ts';
import { settings } from './settings.ts';
import type { Log } from './telemetry/log.ts';
import { readAnchors } from './timestamp/certificates.ts';

/** What the controller of evidence is made with besides the machinery. */
export interface EvidenceParts {
  readonly openers: Openers;
  readonly authority: Authority | undefined;
  readonly observer: VerifierObserver;
}

/** The files with which the operator opens stores. Throws what the file system says of a list of authorities that cannot be read. */
export const openersOf = ({ evidenceSecrets, evidenceVolumes, evidenceCa }: Config): Openers => ({
  credentials: evidenceSecrets,
  volumes: evidenceVolumes,
  ...(evidenceCa !== '' && { ca: [...rootCertificates, readFileSync(evidenceCa, 'utf8')] }),
});

/** Who stamps digests with the time; an item without a stamp still is evidence, so anchors that cannot be read are told, and stop nothing else. */
export const authorityOf = (config: Config, log: Log): Authority | undefined => {
  const url = config.evidenceTsaUrl ?? config.checkpointTsaUrl;
  const file = config.evidenceTsaAnchors === '' ? config.checkpointTsaAnchors : config.evidenceTsaAnchors;
  if (url === undefined) return undefined;
  try {
    return { url, anchors: readAnchors(readFileSync(file, 'utf8')) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const cause = code === undefined && error instanceof Error ? error.message : `the file cannot be read (${code ?? 'unknown'})`;
    log.error('Evidence gets no time stamps: the trusted certificates are of no use.', {
      setting: settings.evidenceTsaAnchors.name,
      cause,
    });
    return undefined;
  }
};

/**
 * The controller of evidence with the reader of its bytes beside it. A decision says when an item is to be read; reading takes long, so it
 * happens in the background, and what it came to is decided upon like any other fact.
 */
export const createEvidenceController = (
  machinery: Machinery,
  caches: Caches,
  { openers, authority, observer }: EvidenceParts,
): Controller => {
  const policy = () => policyIn(caches);
  const now = () => utc(Date.now());
  const sealer = createSealer({ authority, now, done: (key) => controller.enqueue(key) });
  const verifier = createVerifier({ openers, policy, observer, now, done: (key) => controller.enqueue(key) });
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
          sealNews: sealer.newsOf(object),
          seals: authority !== undefined,
        },
        now,
      ),
    act: ({ object, now }) => {
      if (object.metadata.deletionTimestamp !== undefined) return Promise.resolve({ kind: 'done' });
      if (isDue(object, policy(), now)) verifier.offer(object);
      const sealing = nextSealing(object.spec, object.status ?? {}, now);
      if (sealing !== undefined && Date.parse(sealing) <= Date.parse(now)) sealer.offer(object);
      return Promise.resolve({ kind: 'done' });
    },
  });
  return {
    ...controller,
    start: () => {
      verifier.start();
      sealer.start();
      controller.start();
    },
    stop: async () => {
      await verifier.stop();
      await sealer.stop();
      await controller.stop();
    },
  };
};
