import type { EvidenceItem, Incident } from '../../api/types.gen.ts';
import { evidenceWords } from '../../evidence/words/catalogue.ts';
import { facts } from '../../fact/catalogue.ts';
import { choice, coded, type Field, fold, hidden, line, moment, shaped, text, yesNo } from './field.ts';
import { at, type Form, missing, rightOf, type Setting, said, sets, standing, states, type Values } from './form.ts';

const offset = /^[-+]?(P([0-9]{1,5}[YMWD])+(T([0-9]{1,6}[HMS])+)?|PT([0-9]{1,6}(\.[0-9]{1,3})?[HMS])+)$/;
const address = /^[a-z][a-z0-9+.-]{1,31}:\/\/[^\s]+$/;

const collecting = (required: boolean): readonly Field[] => [
  moment('collection.at', 'Past', { label: 'collectedAt', hint: 'nowIfEmpty' }),
  text('collection.method', 500, { required }),
  line('collection.tool.name', 128, { label: 'tool' }),
  line('collection.tool.version', 64, { label: 'toolVersion' }),
  line('collection.tool.certification', 200, { label: 'certification' }),
  line('collection.qualification', 200),
  line('collection.witness', 253),
  shaped('collection.clockOffset', 33, offset, 'duration', { hint: 'clockOffset' }),
  moment('collection.received', 'Past', { label: 'keptSince' }),
  text('collection.safety', 500),
];

const allowing: readonly Field[] = [
  line('authorisation.basis', 500, { label: 'authorisationBasis' }),
  line('authorisation.authoriser', 253),
  line('authorisation.reference', 200),
  line('authorisation.scope', 500),
  moment('authorisation.given', 'Past'),
  moment('authorisation.expires', undefined),
];

const keeping: readonly Field[] = [
  line('location.place', 500),
  shaped('location.uri', 1024, address, 'address', { hint: 'uri' }),
  line('storage.how', 500),
  line('storage.seal', 200),
  line('storage.access', 500, { label: 'storageAccess' }),
];

/** What a form about collecting says only together: a tool needs its name, and a boundary its authorisation (V6, V7). */
const complete = (values: Values) => {
  const collection = at(values, 'collection') as Values | undefined;
  const tool = collection?.['tool'] as Values | undefined;
  const authorised = at(values, 'authorisation') as Values | undefined;
  return [
    ...missing(collection !== undefined && collection['method'] === undefined, 'collection-method'),
    ...missing(tool !== undefined && tool['name'] === undefined, 'collection-tool-name'),
    ...missing(authorised !== undefined && authorised['basis'] === undefined, 'authorisation-basis'),
    ...missing(authorised !== undefined && authorised['authoriser'] === undefined, 'authorisation-authoriser'),
    ...missing(values['crossesBoundary'] === true && authorised === undefined, 'authorisation-basis'),
  ];
};

/** V1 to V8: an item that may serve as proof is registered with how it was found, collected and kept. Its bytes stay where they are. */
export const register: Form<Incident> = {
  name: 'register',
  verb: 'create',
  resource: 'evidenceitems',
  role: 'meldpunt-evidence-custodian',
  prefix: 'ev',
  fits: ({ status }) => status?.phase !== 'Closed' && status?.phase !== 'Dismissed',
  fields: ({ words }) => [
    text('description', 2048, { label: 'itemDescription', hint: 'itemDescription', required: true }),
    choice('mediaType', coded(evidenceWords[words.language].codes.mediaType), { required: true }),
    line('identified.where', 500),
    moment('identified.at', 'Past', { label: 'foundAt', hint: 'nowIfEmpty' }),
    fold('collecting', collecting(false)),
    fold('boundary', [yesNo('crossesBoundary', { hint: 'crossesBoundary' }), ...allowing]),
    fold('keeping', keeping),
  ],
  check: complete,
  change: (values, { record, now }) => {
    const { identified, collection, ...rest } = values as { readonly identified?: object; readonly collection?: object };
    const spec = {
      ...rest,
      incidentRef: { name: record.metadata.name },
      identified: { at: now, ...(collection === undefined ? {} : { at: (collection as Values)['at'] ?? now }), ...identified },
      ...(collection !== undefined && { collection: { at: now, ...collection } }),
    };
    return { create: { kind: 'EvidenceItem', spec } };
  },
};

const fact = { verb: 'patch', resource: 'evidenceitems', role: 'meldpunt-evidence-custodian' } as const;
const isThere = ({ spec }: EvidenceItem): boolean => spec.disposal === undefined;

/** V4, V6: an item that was found has been collected. It is written once. */
export const collect: Form<EvidenceItem> = {
  ...fact,
  name: 'collect',
  prefix: 'co',
  fits: (item) => isThere(item) && item.spec.collection === undefined,
  fields: () => collecting(true),
  check: complete,
  change: ({ collection }, { now }) => ({ set: { collection: { at: now, ...(collection as object) } } }),
};

/** V3, V8: where it is, and how it is kept. */
export const keep: Form<EvidenceItem> = {
  ...fact,
  name: 'keep',
  prefix: 'k',
  fits: isThere,
  fields: ({ record }) => standing(record.spec, keeping),
  change: sets(),
};

/** V7: who allowed collecting across a boundary. */
export const authorise: Form<EvidenceItem> = {
  ...fact,
  name: 'authorise',
  prefix: 'au',
  fits: isThere,
  fields: ({ record }) =>
    standing(
      record.spec,
      allowing.map((field, index) => (index < 2 ? { ...field, required: true } : field)),
    ),
  change: sets(),
};

const holder = ({ record, by }: Setting<EvidenceItem>): string => record.status?.holder ?? by;

/** V2: whoever holds it gives it to somebody else, under their own name. */
export const handover: Form<EvidenceItem> = {
  ...fact,
  name: 'handover',
  ...rightOf(facts.handOver),
  fits: (item) => isThere(item) && item.spec.collection !== undefined && item.status?.custody?.pending === undefined,
  fields: (setting) => [
    hidden('from', holder(setting)),
    line('to', 253, { label: 'receiver', hint: 'username', required: true }),
    text('reason', 500, { required: true }),
    line('authority', 200),
    line('seal', 200),
  ],
  change: states(facts.handOver),
};

/** V2: whoever it was given to has received it, or refuses it. */
export const receive: Form<EvidenceItem> = {
  ...fact,
  name: 'receive',
  ...rightOf(facts.receipt),
  fits: (item) => item.status?.custody?.pending !== undefined,
  fields: ({ record, words }) => [
    hidden('of', record.status?.custody?.pending?.entry ?? ''),
    choice('outcome', coded(evidenceWords[words.language].codes.outcome), { required: true, value: 'Received' }),
    line('seal', 200),
    text('note', 500),
  ],
  change: states(facts.receipt),
};

/** V2, V3: somebody looked into it, or took a copy out. */
export const access: Form<EvidenceItem> = {
  ...fact,
  name: 'access',
  ...rightOf(facts.access),
  fits: isThere,
  fields: ({ words }) => [
    choice('kind', coded(evidenceWords[words.language].codes.access), { label: 'accessKind', required: true }),
    text('purpose', 500, { required: true }),
    line('recipient', 253),
    line('authority', 200),
  ],
  check: (values) => missing(values['kind'] === 'Export' && said(values, 'recipient') === '', 'recipient'),
  change: states(facts.access),
};

/** V8: a person checked that it is unchanged. */
export const verify: Form<EvidenceItem> = {
  ...fact,
  name: 'check',
  ...rightOf(facts.check),
  fits: isThere,
  fields: ({ words }) => [
    choice('result', coded(evidenceWords[words.language].codes.result), { label: 'checkResult', required: true }),
    shaped('digest', 128, /^[0-9a-f]{64,128}$/, 'digest', { hint: 'digest' }),
    text('note', 500),
  ],
  change: states(facts.check),
};

/** V1: until when it is kept, and whether it is kept whatever its time says. */
export const retain: Form<EvidenceItem> = {
  ...fact,
  name: 'retain',
  verb: 'dispose',
  role: 'meldpunt-ciso',
  prefix: 'rt',
  fits: isThere,
  fields: ({ record }) => standing(record.spec.retention ?? {}, [moment('until', 'Future', { label: 'retainUntil' }), yesNo('legalHold')]),
  change: sets('retention'),
};

/** It was destroyed or given back for good. It is written once. */
export const dispose: Form<EvidenceItem> = {
  ...retain,
  name: 'dispose',
  prefix: 'dp',
  fields: () => [text('method', 500, { label: 'disposalMethod', required: true }), line('authority', 200, { required: true })],
  change: (values, { now, by }) => ({ set: { disposal: { id: 'disposal', at: now, by, ...values } } }),
};
