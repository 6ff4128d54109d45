import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type KindName, kinds } from '../../operator/api/kinds.ts';
import { validate } from '../../operator/api/validate.ts';

const evidence = { incidentRef: { name: 'lost-laptop' }, description: 'Image of a disk', mediaType: 'DiskImage' };

const problemsOf = (kind: KindName, object: unknown): readonly string[] => {
  const result = validate(kind, object);
  return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
};

test('the schema of every kind compiles in strict mode and refuses an object without a spec', () => {
  for (const kind of Object.keys(kinds) as KindName[]) {
    assert.equal(validate(kind, { metadata: { name: 'x' } }), {
      ok: false,
      problems: [{ path: 'spec', message: 'is missing and has to be given' }],
    });
  }
});

test('a sound object comes back as what it is', () => {
  const object = { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'EvidenceItem', metadata: { name: 'disk' }, spec: evidence };
  assert.equal(validate('EvidenceItem', object), { ok: true, object });
});

test('every problem is named, each with its path and with what would be right', () => {
  const spec = {
    incidentRef: { name: 'Lost_Laptop' },
    mediaType: 'Disk',
    description: '',
    custody: [{ id: 'c1', from: 'c.peeters', to: 7, reason: 'analysis', at: '2026-10-23T12:00:00' }],
  };
  assert.equal(problemsOf('EvidenceItem', { spec }), [
    'spec.incidentRef.name: has to match ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
    'spec.description: has to have at least 1 characters',
    'spec.mediaType: has to be one of MemoryImage, DiskImage, Snapshot, LogExtract, PacketCapture, Mailbox, CloudExport, ContainerImage, Configuration, MobileDevice, RemovableMedium, Paper, CCTV, Photograph, Testimony, PhysicalObject, Other',
    'spec.custody[0].at: has to be a time with its offset from UTC, such as 2026-10-23T09:12:00+02:00',
    'spec.custody[0].to: has to be of type string',
  ]);
});

test('two entries with one id and one item twice in a set are found', () => {
  const entry = { id: 'c1', from: 'c.peeters', to: 'd.maes', reason: 'analysis' };
  assert.equal(problemsOf('EvidenceItem', { spec: { ...evidence, custody: [entry, entry] } }), [
    'spec.custody: has two items with the same key',
  ]);
  const report = { what: 'A laptop was lost.', establishedAt: '2026-10-23T09:12:00+02:00' };
  const incident = { title: 'Laptop lost', report, personalData: { role: 'Controller', kinds: ['Integrity', 'Integrity'] } };
  assert.equal(problemsOf('Incident', { spec: incident }), ['spec.personalData.kinds: has the same item twice']);
});

test('a day that does not exist and a number that is too large are found', () => {
  const regime = {
    title: 'x',
    source: 'y',
    validFrom: '2026-02-30',
    duties: [{ name: 'd', when: 'true', from: 'awareAt', within: 'PT72H', audience: 'DPO' }],
  };
  assert.equal(problemsOf('ReportingRegime', { spec: regime }), ['spec.validFrom: has to be a day, such as 2026-10-23']);
  assert.equal(problemsOf('EvidenceItem', { spec: evidence, status: { observedGeneration: 2 ** 60 } }), [
    'status.observedGeneration: has to be a whole number of at most 53 bits',
  ]);
});

test('no value is repeated in a problem, because it may be personal data', () => {
  const name = 'Marie Janssens, Leuven';
  const problems = problemsOf('EvidenceItem', { spec: { ...evidence, incidentRef: { name }, mediaType: name, storage: name } });
  assert.is(problems.length, 3);
  assert.not.match(problems.join('\n'), /Marie/);
});

test('an object with a thousand faults names twenty', () => {
  const custody = Array.from({ length: 1000 }, () => ({}));
  assert.is(problemsOf('EvidenceItem', { spec: { ...evidence, custody } }).length, 20);
});

test.run();
