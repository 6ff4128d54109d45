import { effective } from '../api/entries.ts';
import type { EvidenceItem, EvidenceItemAccess, EvidenceItemVerification } from '../api/types.gen.ts';
import { momentText, numberText } from '../document/format.ts';
import type { Block, Document, Fact, Language, Table } from '../document/model.ts';
import type { HandOver, Receipt } from './custody.ts';
import { type FormWords, formWords } from './form-words.ts';

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
}

/** How a form is written: the words, and the times and figures of its language. */
interface Pen {
  readonly words: FormWords;
  readonly moment: (at: string | undefined) => string;
  readonly number: (value: number) => string;
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined && part !== '').join(', ');

const fact = ({ words }: Pen, term: string, ...values: readonly (string | undefined)[]): Fact => ({
  term,
  values: values.filter((value): value is string => value !== undefined && value !== ''),
  gap: words.notStated,
});

const identity = ({ metadata, spec, status }: EvidenceItem, pen: Pen): Block => {
  const { words } = pen;
  return {
    kind: 'facts',
    facts: [
      fact(pen, words.item, `${metadata.namespace}/${metadata.name}`),
      fact(pen, words.incident, spec.incidentRef.name),
      fact(pen, words.description, spec.description),
      fact(pen, words.mediaType, spec.mediaType),
      fact(pen, words.phase, status?.phase),
      fact(pen, words.holder, status?.holder),
    ],
  };
};

const collection = ({ spec }: EvidenceItem, pen: Pen): Block => {
  const { words, moment } = pen;
  const { identified, collection: how, authorisation, location, storage } = spec;
  const tool = how?.tool;
  return {
    kind: 'facts',
    facts: [
      fact(pen, words.identified, identified && joined(moment(identified.at), identified.by, identified.where)),
      fact(pen, words.collected, how && joined(moment(how.at), how.by)),
      fact(pen, words.received, how?.received && moment(how.received)),
      fact(pen, words.method, how?.method),
      fact(pen, words.tool, tool && joined(tool.name, tool.version, tool.certification)),
      fact(pen, words.qualification, how?.qualification),
      fact(pen, words.witness, how?.witness),
      fact(pen, words.clockOffset, how?.clockOffset),
      fact(pen, words.safety, how?.safety),
      ...(spec.crossesBoundary === true || authorisation !== undefined
        ? [
            fact(
              pen,
              words.authorisation,
              authorisation && joined(authorisation.basis, authorisation.authoriser, authorisation.reference, authorisation.scope),
            ),
          ]
        : []),
      fact(pen, words.location, location?.uri, location?.place),
      fact(pen, words.storage, storage?.how, storage?.access),
      fact(pen, words.seal, storage?.seal),
    ],
  };
};

/** What shows when the digest existed; without a stamp that holds, the checkpoint stands in, and the form says so. */
const proofOfTime = ({ status }: EvidenceItem, { words, moment }: Pen): Block => {
  const seal = status?.seal;
  if (seal?.token === undefined) return { kind: 'notice', tone: 'note', title: words.noStampTitle, text: words.noStamp };
  const { outcome = 'verified' } = seal;
  if (outcome !== 'verified') return { kind: 'notice', tone: 'warning', title: words.stampTitle, text: words.invalidStamp(outcome) };
  return { kind: 'notice', tone: 'success', title: words.stampTitle, text: words.stamp(moment(seal.time), seal.authority ?? '') };
};

const integrity = (item: EvidenceItem, pen: Pen): readonly Block[] => {
  const { words, moment, number } = pen;
  const { digest } = item.spec;
  const verified = item.status?.verified;
  return [
    {
      kind: 'facts',
      facts: [
        fact(pen, words.digest, digest && `${digest.algorithm}: ${digest.value}`, digest?.sha512 && `sha512: ${digest.sha512}`),
        fact(pen, words.bytes, digest?.bytes === undefined ? undefined : number(digest.bytes)),
        fact(pen, words.verified, verified && joined(moment(verified.at), verified.result)),
      ],
    },
    ...(digest === undefined ? [] : [proofOfTime(item, pen)]),
  ];
};

const receiptText = (receipt: Receipt | undefined, { words, moment }: Pen): string =>
  receipt === undefined
    ? words.pending
    : joined(
        receipt.outcome ?? 'Received',
        receipt.by,
        moment(receipt.at),
        receipt.seal,
        receipt.digest && `${receipt.digest.slice(0, 16)}…`,
        receipt.note,
      );

const custody = ({ spec }: EvidenceItem, pen: Pen): Table => {
  const { words, moment } = pen;
  const receipts = effective<Receipt>(spec.receipts);
  return {
    kind: 'table',
    caption: words.custody,
    columns: [
      { heading: words.number, width: 1 },
      { heading: words.given, width: 2.2 },
      { heading: words.from, width: 2 },
      { heading: words.to, width: 2 },
      { heading: words.reason, width: 2 },
      { heading: words.seal, width: 1.3 },
      { heading: words.receipt, width: 3 },
    ],
    rows: effective<HandOver>(spec.custody).map((entry) => [
      entry.id,
      moment(entry.at),
      entry.from,
      entry.to,
      joined(entry.reason, entry.authority, entry.broken),
      entry.seal ?? '',
      receiptText(
        receipts.find(({ of }) => of === entry.id),
        pen,
      ),
    ]),
    rowHeadings: true,
  };
};

const chain = ({ status }: EvidenceItem, { words }: Pen): readonly Block[] => {
  const { broken, intact } = status?.custody ?? {};
  if (broken !== undefined)
    return [{ kind: 'notice', tone: 'warning', title: words.brokenTitle, text: words.broken(broken.entry, broken.why) }];
  return intact === true ? [{ kind: 'notice', tone: 'success', title: words.intactTitle, text: words.intact }] : [];
};

const accesses = ({ spec }: EvidenceItem, { words, moment }: Pen): Table => ({
  kind: 'table',
  caption: words.access,
  columns: [words.at, words.by, words.kind, words.purpose, words.recipient].map((heading) => ({ heading })),
  rows: effective<EvidenceItemAccess>(spec.accesses).map(({ at, by, kind, purpose, recipient }) => [
    moment(at),
    by ?? '',
    kind,
    purpose,
    recipient ?? '',
  ]),
});

const verifications = ({ spec }: EvidenceItem, { words, moment }: Pen): Table => ({
  kind: 'table',
  caption: words.verifications,
  columns: [words.at, words.by, words.result, words.digest].map((heading) => ({ heading })),
  rows: effective<EvidenceItemVerification>(spec.verifications).map(({ at, by, result, digest }) => [
    moment(at),
    by ?? '',
    result,
    digest ?? '',
  ]),
});

const findings = ({ status }: EvidenceItem, { words }: Pen): readonly Block[] => {
  const found = status?.findings ?? [];
  if (found.length === 0) return [{ kind: 'paragraph', text: words.noFindings }];
  return [
    { kind: 'paragraph', text: words.findingsSource },
    {
      kind: 'table',
      caption: words.findings,
      columns: [words.reason, words.findings, words.cure].map((heading) => ({ heading })),
      rows: found.map(({ reason, message, cure }) => [reason, message, cure ?? '']),
    },
  ];
};

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });

/**
 * The chain-of-custody form of one item (V2, V5): what it is, how it was collected, who held it, what shows that it is unchanged and when it
 * existed, and what weakens it. Nothing is left out because it is missing: what is not stated says so. Pure.
 */
export const custodyForm = (item: EvidenceItem, { language, organisation, zone, generatedAt, tlp }: FormOf): Document => {
  const words = formWords[language];
  const pen: Pen = {
    words,
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
      heading(words.custody),
      ...chain(item, pen),
      custody(item, pen),
      accesses(item, pen),
      verifications(item, pen),
      heading(words.findings),
      ...findings(item, pen),
      heading(words.declaration),
      { kind: 'paragraph', text: words.declares },
      { kind: 'facts', facts: [words.name, words.date, words.signature].map((term) => ({ term, values: ['……………………………………'] })) },
    ],
  };
};
