import type { EvidenceItem } from '../api/types.gen.ts';
import { momentText, numberText } from '../document/format.ts';
import type { Block, Document, Fact, Language } from '../document/model.ts';
import { findingsIn } from './findings.ts';
import { custodyBlocks } from './form-custody.ts';
import { fact, factIf, joined, type Pen } from './form-pen.ts';
import { type FieldName, media } from './media.ts';
import { evidenceWords } from './words/catalogue.ts';
import { meaning } from './words/codes.ts';
import { sayWeakness } from './words/findings.ts';

/** For whom a form is made, and when. */
export interface FormOf {
  readonly language: Language;
  /** The organisation that keeps the evidence. */
  readonly organisation: string;
  /** The zone in which its times are read. */
  readonly zone: string;
  /** When it is made: RFC 3339, UTC. */
  readonly generatedAt: string;
  readonly tlp?: string | undefined;
  /** When the facts of the incident were established, where whoever asks may read it. */
  readonly establishedAt?: string | undefined;
}

const identity = ({ metadata, spec, status }: EvidenceItem, pen: Pen): Block => {
  const { words, codes } = pen;
  return {
    kind: 'facts',
    facts: [
      fact(pen, words.item, `${metadata.namespace}/${metadata.name}`),
      fact(pen, words.incident, spec.incidentRef.name),
      fact(pen, words.description, spec.description),
      fact(pen, words.mediaType, codes.mediaType[spec.mediaType]),
      fact(pen, words.phase, status?.phase && codes.phase[status.phase]),
      fact(pen, words.holder, status?.holder),
    ],
  };
};

const authorisationFacts = ({ crossesBoundary, authorisation }: EvidenceItem['spec'], pen: Pen): readonly Fact[] => {
  if (crossesBoundary !== true && authorisation === undefined) return [];
  const { basis, authoriser, reference, scope, expires } = authorisation ?? {};
  const until = expires && `${pen.words.until} ${pen.moment(expires)}`;
  return [fact(pen, pen.words.authorisation, authorisation && joined(basis, authoriser, reference, scope, until))];
};

const collection = ({ spec }: EvidenceItem, pen: Pen): Block => {
  const { words, moment } = pen;
  const { identified, collection: how, location, storage } = spec;
  const { requires, fixedBy } = media[spec.mediaType];
  const asks = (name: FieldName): boolean => requires.includes(name);
  const tool = how?.tool;
  return {
    kind: 'facts',
    facts: [
      factIf(
        asks('MissingPlaceOfDiscovery'),
        pen,
        words.identified,
        identified && joined(moment(identified.at), identified.by, identified.where),
      ),
      fact(pen, words.collected, how && joined(moment(how.at), how.by)),
      factIf(asks('MissingReceivedTime'), pen, words.received, how?.received && moment(how.received)),
      fact(pen, words.method, how?.method),
      factIf(asks('MissingTool'), pen, words.tool, tool && joined(tool.name, tool.version, tool.certification)),
      factIf(tool?.certification === undefined, pen, words.qualification, how?.qualification),
      factIf(asks('MissingWitness'), pen, words.witness, how?.witness),
      factIf(asks('MissingClockOffset'), pen, words.clockOffset, how?.clockOffset),
      factIf(asks('MissingSafetyRemark'), pen, words.safety, how?.safety),
      ...authorisationFacts(spec, pen),
      fact(pen, words.location, location?.uri, location?.place),
      factIf(asks('MissingStorage') || asks('MissingAccess'), pen, words.storage, storage?.how, storage?.access),
      factIf(fixedBy === 'Seal', pen, words.seal, storage?.seal),
    ],
  };
};

/** What shows when the digest existed; without a stamp that holds, the checkpoint stands in, and the form says so. */
const proofOfTime = ({ status }: EvidenceItem, { words, codes, moment }: Pen): Block => {
  const seal = status?.seal;
  if (seal?.token === undefined) return { kind: 'notice', tone: 'note', title: words.noStampTitle, text: words.noStamp };
  const { outcome = 'verified' } = seal;
  if (outcome !== 'verified')
    return { kind: 'notice', tone: 'warning', title: words.stampTitle, text: words.invalidStamp(meaning(codes.fault, outcome)) };
  return { kind: 'notice', tone: 'success', title: words.stampTitle, text: words.stamp(moment(seal.time), seal.authority ?? '') };
};

const integrity = (item: EvidenceItem, pen: Pen): readonly Block[] => {
  const { words, codes, moment, number } = pen;
  const { digest } = item.spec;
  const verified = item.status?.verified;
  return [
    {
      kind: 'facts',
      facts: [
        fact(pen, words.digest, digest && `${digest.algorithm}: ${digest.value}`, digest?.sha512 && `sha512: ${digest.sha512}`),
        fact(pen, words.bytes, digest?.bytes === undefined ? undefined : number(digest.bytes)),
        fact(pen, words.verified, verified && joined(moment(verified.at), codes.result[verified.result])),
      ],
    },
    ...(digest === undefined ? [] : [proofOfTime(item, pen)]),
  ];
};

const findings = (item: EvidenceItem, pen: Pen, { language, establishedAt, generatedAt }: FormOf): readonly Block[] => {
  const { words, moment } = pen;
  const said = findingsIn(item, establishedAt, (weakness) => sayWeakness(evidenceWords[language].findings, weakness, moment), generatedAt);
  if (said.length === 0) return [{ kind: 'paragraph', text: words.noFindings }];
  return [
    {
      kind: 'table',
      caption: words.findingsCaption,
      columns: [words.finding, words.cure].map((heading) => ({ heading })),
      rows: said.map(({ message, cure }) => [message, cure]),
    },
  ];
};

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/**
 * The chain-of-custody form of one item (V2, V5): what it is, how it was collected, who held it, what shows that it is unchanged and when it
 * existed, and what weakens it. Nothing is left out because it is missing: what is not stated says so. Pure.
 */
export const custodyForm = (item: EvidenceItem, form: FormOf): Document => {
  const { language, organisation, zone, generatedAt, tlp } = form;
  const { form: words, codes } = evidenceWords[language];
  const pen: Pen = {
    words,
    codes,
    moment: (at) => (at === undefined ? words.notStated : momentText(at, zone, language)),
    number: (value) => numberText(value, language),
  };
  const quarantined: readonly Block[] =
    item.status?.accepted === false ? [{ kind: 'notice', tone: 'warning', title: words.quarantineTitle, text: words.quarantine }] : [];
  return {
    schema: 'meldpunt.dev/document/v1',
    language,
    title: words.title,
    issuer: organisation,
    reference: `${item.spec.incidentRef.name} / ${item.metadata.name}`,
    generatedAt,
    zone,
    ...(tlp !== undefined && { tlp }),
    blocks: [
      { kind: 'paragraph', text: words.intro },
      ...quarantined,
      identity(item, pen),
      heading(words.collection),
      collection(item, pen),
      heading(words.integrity),
      ...integrity(item, pen),
      heading(words.chain),
      ...custodyBlocks(item, pen),
      heading(words.findings),
      ...findings(item, pen, form),
      heading(words.declaration),
      { kind: 'paragraph', text: words.declares },
      { kind: 'facts', facts: [words.name, words.date, words.signature].map((term) => ({ term, values: ['……………………………………'] })) },
    ],
  };
};
