// Shows: V1, V3, V4, V6, S3.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDefinitions } from '../../crds/schema.ts';
import type { EvidenceItem, EvidenceItemSpec } from '../../operator/api/types.gen.ts';
import { decideEvidence } from '../../operator/evidence/decide.ts';
import { fields, inOrderOfVolatility, type MediaType, media, missingFields } from '../../operator/evidence/media.ts';
import { en } from '../../operator/evidence/words/findings-en.ts';
import { at, evidence, incident, policy } from '../build.ts';

/** An item that was collected by the book, whatever it is. */
const whole = {
  identified: { at: at(1), by: 'c.peeters', where: 'Room B1.12' },
  collection: {
    at: at(3),
    by: 'c.peeters',
    received: at(3.5),
    method: 'Copied',
    tool: { name: 'tool', version: '1' },
    qualification: 'GCFE',
    witness: 'd.maes',
    clockOffset: '-PT42S',
    safety: 'Nothing to mind',
  },
  location: { uri: 'https://evidence.example/4711', place: 'Safe 3' },
  storage: { how: 'Write-once', seal: 'bag 0045312', access: 'Custodians' },
} as const;

/** The same without the field at a place such as `spec.collection.witness`. */
const without = (path: string, spec: object): EvidenceItemSpec => {
  const copy = structuredClone(spec) as Record<string, unknown>;
  const names = path.split('.').slice(1);
  const parent = names.slice(0, -1).reduce<Record<string, unknown>>((inside, name) => inside[name] as Record<string, unknown>, copy);
  delete parent[names.at(-1) ?? ''];
  return copy as unknown as EvidenceItemSpec;
};

const itemOf = (mediaType: MediaType): EvidenceItem => evidence({ ...whole, mediaType });
const findings = (item: EvidenceItem): readonly (readonly [string, string | undefined])[] =>
  (decideEvidence({ item, incident: incident(), policy: policy() }, at(10)).status.findings ?? []).map(({ reason, cure }) => [
    reason,
    cure,
  ]);

const mediaTypes = Object.keys(media) as MediaType[];

test('there is a procedure for every media type of the API', () => {
  const definition = readDefinitions().find(({ crd }) => crd.spec.names.kind === 'EvidenceItem');
  const schema = definition?.version.schema.openAPIV3Schema.properties?.['spec']?.properties?.['mediaType'];
  assert.equal(mediaTypes.toSorted(), [...((schema?.enum ?? []) as string[])].toSorted());
});

for (const mediaType of mediaTypes) {
  test(`a ${mediaType} that was collected by the book has no finding, and each field it needs is missed by its own, with a cure`, () => {
    const item = itemOf(mediaType);
    assert.equal(findings(item), []);
    for (const name of media[mediaType].requires) {
      const { path } = fields[name];
      const { cure } = en[name]({ mediaType, path }, String);
      const spec = without(path === 'spec.collection.tool.name' ? 'spec.collection.tool' : path, item.spec);
      const expected =
        path === 'spec.collection.tool.name' ? media[mediaType].requires.filter((one) => one.startsWith('MissingTool')) : [name];
      assert.equal(missingFields(spec), expected);
      const found = findings({ ...item, spec });
      assert.equal(
        found.filter(([reason]) => reason === name),
        [[name, cure]],
        path,
      );
    }
  });
}

/** What each media type asks for, as a table that a person can hold against the procedures: o is asked, - is not. */
const columns = [
  'MissingTool',
  'MissingToolVersion',
  'MissingClockOffset',
  'MissingReceivedTime',
  'MissingWitness',
  'MissingPlaceOfDiscovery',
  'MissingSafetyRemark',
  'MissingPlace',
  'MissingStorage',
  'MissingAccess',
] as const;
const table: Readonly<Record<MediaType, string>> = {
  MemoryImage: 'oooooo---- Digest 4',
  PacketCapture: 'oooo-o---- Digest 4',
  Snapshot: 'oooo-----o Digest 8',
  ContainerImage: 'oo------o- Digest 24',
  DiskImage: 'oooo-o--o- Digest 24',
  MobileDevice: '--oo-oooo- Seal 24',
  LogExtract: 'ooo------o Digest 24',
  CloudExport: 'oo-o----oo Digest 24',
  Mailbox: 'oo-oo----o Digest 24',
  CCTV: '--oo-o---o Digest 24',
  Configuration: 'oo------o- Digest 24',
  RemovableMedium: '---o-oooo- Seal 24',
  Paper: '-----o-oo- Seal 24',
  Photograph: 'o-o--o---- Digest 24',
  Testimony: '----o---o- Nothing 24',
  PhysicalObject: '-----oooo- Seal 24',
  Other: '-----o--oo Digest 24',
};

test('the table of media types and the fields they need', () => {
  const actual = mediaTypes.map((mediaType) => {
    const { requires, fixedBy, lateAfterHours } = media[mediaType];
    const asked: readonly string[] = requires;
    return [mediaType, `${columns.map((name) => (asked.includes(name) ? 'o' : '-')).join('')} ${fixedBy} ${lateAfterHours}`];
  });
  assert.equal(Object.fromEntries(actual), table);
  assert.equal(columns.toSorted(), Object.keys(fields).toSorted());
});

test('memory comes first and what does not change comes last', () => {
  assert.equal(inOrderOfVolatility.slice(0, 3), ['MemoryImage', 'PacketCapture', 'Snapshot']);
  assert.equal(
    inOrderOfVolatility.map((mediaType) => media[mediaType].volatility),
    inOrderOfVolatility.map((mediaType) => media[mediaType].volatility).toSorted((a, b) => a - b),
  );
});

test('what forgets fast is late sooner', () => {
  const late = (mediaType: MediaType): readonly string[] => {
    const item = evidence({ ...whole, collection: { ...whole.collection, at: at(5), received: at(6) }, mediaType });
    return findings(item).map(([reason]) => reason);
  };
  assert.equal([late('MemoryImage'), late('Snapshot'), late('DiskImage')], [['CollectedLate'], [], []]);
});

test('two clocks that contradict one another are a finding', () => {
  const item = evidence({ ...whole, mediaType: 'DiskImage', collection: { ...whole.collection, received: at(2.9) } });
  assert.equal(
    findings(item).map(([reason]) => reason),
    ['ClocksDisagree'],
  );
});

test.run();
