import type { EvidenceItemSpec } from '../api/types.gen.ts';

/** A kind of carrier, as the API names it. */
export type MediaType = EvidenceItemSpec['mediaType'];

/** A field that a court asks for; why, and what fills the gap afterwards, is in `words/findings.ts`. */
export interface Field {
  /** Its place as a person writes it, with `spec.`; the whole of what can be missing, for admission and people alike. */
  readonly path: string;
  readonly given: (spec: EvidenceItemSpec) => boolean;
}

const text = (value: string | undefined): boolean => value !== undefined && value.trim() !== '';

/** What can be asked of an item, by the reason under which a finding tells that it is missing. */
export const fields = {
  MissingPlaceOfDiscovery: {
    path: 'spec.identified.where',
    given: ({ identified }) => text(identified?.where),
  },
  MissingTool: {
    path: 'spec.collection.tool.name',
    given: ({ collection }) => text(collection?.tool?.name),
  },
  MissingToolVersion: {
    path: 'spec.collection.tool.version',
    given: ({ collection }) => text(collection?.tool?.version),
  },
  MissingClockOffset: {
    path: 'spec.collection.clockOffset',
    given: ({ collection }) => text(collection?.clockOffset),
  },
  MissingReceivedTime: {
    path: 'spec.collection.received',
    given: ({ collection }) => text(collection?.received),
  },
  MissingWitness: {
    path: 'spec.collection.witness',
    given: ({ collection }) => text(collection?.witness),
  },
  MissingSafetyRemark: {
    path: 'spec.collection.safety',
    given: ({ collection }) => text(collection?.safety),
  },
  MissingPlace: {
    path: 'spec.location.place',
    given: ({ location }) => text(location?.place),
  },
  MissingStorage: {
    path: 'spec.storage.how',
    given: ({ storage }) => text(storage?.how),
  },
  MissingAccess: {
    path: 'spec.storage.access',
    given: ({ storage }) => text(storage?.access),
  },
} as const satisfies Record<string, Field>;

/** The reason of a finding about a field that is missing. */
export type FieldName = keyof typeof fields;

/** What the policy's procedures ask for one kind of carrier (V1). */
export interface Medium {
  /** Its place in the order of volatility, 1 the first to be collected (RFC 3227, 2.1). */
  readonly volatility: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** How many hours after the facts were established collecting it counts as late (S3). */
  readonly lateAfterHours: number;
  /** Whether it consists of bytes, which a digest fixes; a thing without bytes is fixed by a seal. */
  readonly fixedBy: 'Digest' | 'Seal' | 'Nothing';
  readonly requires: readonly FieldName[];
  /** What to mind when collecting it, in a sentence. */
  readonly guidance: string;
}

const copied = ['MissingTool', 'MissingToolVersion'] as const;

/** The procedures by media type (V1), after ISO/IEC 27037:2012 (6 and 7) and RFC 3227 (2.1 and 3). */
export const media: Readonly<Record<MediaType, Medium>> = {
  MemoryImage: {
    volatility: 1,
    lateAfterHours: 4,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingPlaceOfDiscovery', 'MissingClockOffset', 'MissingReceivedTime', 'MissingWitness'],
    guidance: 'First of all, before the machine is turned off or taken from the network; the tool itself leaves traces, so name it.',
  },
  PacketCapture: {
    volatility: 2,
    lateAfterHours: 4,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingPlaceOfDiscovery', 'MissingClockOffset', 'MissingReceivedTime'],
    guidance: 'What was not captured is gone: start at once, and note at which point of the network and with which filter.',
  },
  Snapshot: {
    volatility: 3,
    lateAfterHours: 8,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingClockOffset', 'MissingReceivedTime', 'MissingAccess'],
    guidance: 'Take it before the workload is restarted or scaled down; a snapshot that can be deleted by its owner is copied out.',
  },
  ContainerImage: {
    volatility: 4,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingStorage'],
    guidance: 'By its digest and not by its tag, before the registry collects its garbage.',
  },
  DiskImage: {
    volatility: 4,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingPlaceOfDiscovery', 'MissingClockOffset', 'MissingReceivedTime', 'MissingStorage'],
    guidance: 'Bit by bit behind a write blocker; the original is sealed and the copy is examined.',
  },
  MobileDevice: {
    volatility: 4,
    lateAfterHours: 24,
    fixedBy: 'Seal',
    requires: [
      'MissingPlaceOfDiscovery',
      'MissingClockOffset',
      'MissingReceivedTime',
      'MissingSafetyRemark',
      'MissingPlace',
      'MissingStorage',
    ],
    guidance: 'Shielded from every network at once, so that nobody wipes it from afar; the battery is looked at and kept charged.',
  },
  LogExtract: {
    volatility: 5,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingClockOffset', 'MissingAccess'],
    guidance: 'Whole and in its original form, with the query and the span; before the rotation takes it.',
  },
  CloudExport: {
    volatility: 5,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingReceivedTime', 'MissingStorage', 'MissingAccess'],
    guidance: 'With the identity that exported it, the span and the region; mostly it crosses a boundary (V7).',
  },
  Mailbox: {
    volatility: 5,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingReceivedTime', 'MissingWitness', 'MissingAccess'],
    guidance: 'With its headers and in its original form, by two people; private mail is left closed.',
  },
  CCTV: {
    volatility: 5,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: ['MissingPlaceOfDiscovery', 'MissingClockOffset', 'MissingReceivedTime', 'MissingAccess'],
    guidance: 'Before the recorder writes over it; its clock is photographed beside a true one.',
  },
  Configuration: {
    volatility: 6,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: [...copied, 'MissingStorage'],
    guidance: 'As the system runs with it, and not as a repository says that it should.',
  },
  RemovableMedium: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Seal',
    requires: ['MissingPlaceOfDiscovery', 'MissingReceivedTime', 'MissingSafetyRemark', 'MissingPlace', 'MissingStorage'],
    guidance: 'Never plugged into a machine of work; sealed, and imaged behind a write blocker.',
  },
  Paper: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Seal',
    requires: ['MissingPlaceOfDiscovery', 'MissingPlace', 'MissingStorage'],
    guidance: 'The original and not a copy, in a sleeve, without stapling or writing on it.',
  },
  Photograph: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: ['MissingPlaceOfDiscovery', 'MissingClockOffset', 'MissingTool'],
    guidance: 'The file of the camera as it is, with its metadata; what was edited is another item.',
  },
  Testimony: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Nothing',
    requires: ['MissingWitness', 'MissingStorage'],
    guidance: 'In the words of the witness, read over and signed, while memory is fresh.',
  },
  PhysicalObject: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Seal',
    requires: ['MissingPlaceOfDiscovery', 'MissingSafetyRemark', 'MissingPlace', 'MissingStorage'],
    guidance: 'With gloves, in a numbered bag, photographed where it was found.',
  },
  Other: {
    volatility: 7,
    lateAfterHours: 24,
    fixedBy: 'Digest',
    requires: ['MissingPlaceOfDiscovery', 'MissingStorage', 'MissingAccess'],
    guidance: 'By the procedure of the carrier that is most like it; say which one in the method.',
  },
};

/** The media types in the order in which they are to be collected, the most volatile first (RFC 3227, 2.1). */
export const inOrderOfVolatility: readonly MediaType[] = (Object.keys(media) as MediaType[]).toSorted(
  (a, b) => media[a].volatility - media[b].volatility,
);

/** The fields that the procedure of its media type asks for and that an item lacks. Pure. */
export const missingFields = (spec: EvidenceItemSpec): readonly FieldName[] =>
  media[spec.mediaType].requires.filter((name) => !fields[name].given(spec));
