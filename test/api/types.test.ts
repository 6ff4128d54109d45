// The types are made from the definitions, so a sound object has both: the compiler accepts it here, the validator below.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KindName } from '../../operator/api/kinds.ts';
import type { EvidenceItem, Incident, NamespacedMeta, Notification, ObjectOfKind } from '../../operator/api/types.gen.ts';
import { validate } from '../../operator/api/validate.ts';

const metadata: NamespacedMeta = {
  name: 'lost-laptop',
  namespace: 'incidents',
  uid: '8d0a4b0e-6a1c-4c57-9f0a-5a9c6a1f2b3c',
  resourceVersion: '4711',
  generation: 2,
  creationTimestamp: '2026-10-23T07:15:00Z',
};

const incident: Incident = {
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata,
  spec: {
    title: 'Laptop left on a train',
    category: 'PrivacyBreach',
    report: { what: 'A laptop was left on a train.', establishedAt: '2026-10-23T09:12:00+02:00' },
    assessments: [{ id: 'a1', by: 'h.desk', verdict: 'Incident', ratings: { activities: 'High' }, reasons: 'A service stands still.' }],
  },
};

const evidence: EvidenceItem = {
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'EvidenceItem',
  metadata,
  spec: {
    incidentRef: { name: 'lost-laptop' },
    description: 'Image of the disk',
    mediaType: 'DiskImage',
    custody: [{ id: 'c1', from: 'c.peeters', to: 'd.maes', reason: 'analysis' }],
  },
  status: {
    phase: 'Preserved',
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Reconciled',
        message: 'Done.',
        observedGeneration: 2,
        lastTransitionTime: '2026-10-23T07:15:02Z',
      },
    ],
  },
};

const notification: Notification = {
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Notification',
  metadata,
  spec: { incidentRef: { name: 'lost-laptop' }, duty: 'gdpr-authority', audience: 'Authority', channel: { portal: {} } },
};

test('what the types allow is sound by the definitions', () => {
  const objects: readonly ObjectOfKind[KindName][] = [incident, evidence, notification];
  for (const object of objects) assert.equal(validate(object.kind, object), { ok: true, object });
});

test('what the types forbid, the definitions refuse', () => {
  const wrong: EvidenceItem = {
    ...evidence,
    spec: {
      ...evidence.spec,
      // @ts-expect-error a choice that is not among those of the definition
      mediaType: 'Disk',
      // @ts-expect-error a required field that is missing
      custody: [{ id: 'c1', from: 'c.peeters', to: 'd.maes' }],
    },
  };
  const result = validate('EvidenceItem', wrong);
  assert.equal(result.ok ? [] : result.problems.map(({ path }) => path), ['spec.mediaType', 'spec.custody[0].reason']);
});

test('facts are read and never written: the types are read-only throughout', () => {
  const change = (item: EvidenceItem): void => {
    // @ts-expect-error a field of the spec
    item.spec.description = 'other';
    // @ts-expect-error a list of entries
    item.spec.custody?.push({ id: 'c2', from: 'd.maes', to: 'x', reason: 'y' });
  };
  assert.type(change, 'function');
});

test.run();
