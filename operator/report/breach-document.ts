import type { Block, Document, Fact, Language } from '../document/model.ts';
import { type Catalogue, catalogueOf } from '../notification/words/catalogue.ts';
import { isDataCategory, officialName } from '../notification/words/data.ts';
import type { BreachEntry, Told } from './breaches.ts';
import type { Period } from './period.ts';
import { heading, termOf, textTable } from './sections/blocks.ts';
import { type Voice, voiceOf } from './voice.ts';
import { type BreachRegisterWords, breachRegisterWords } from './words/breaches.ts';

interface Speech {
  readonly voice: Voice;
  readonly w: BreachRegisterWords;
  readonly terms: Catalogue;
}

const moment = ({ voice }: Speech, at: string | null): string | undefined => (at === null ? undefined : voice.moment(at));

const coded = (terms: Readonly<Record<string, string>>, code: string | null): string | undefined =>
  code === null ? undefined : termOf(terms, code, code);

const yesNo = ({ terms: { common } }: Speech, flag: boolean | null): string | undefined =>
  flag === null ? undefined : flag ? common.yes : common.no;

/** What art. 33(5) asks for stays visible as a gap while it is not known. */
const asked = (speech: Speech, term: string, values: string | readonly string[] | undefined): Fact => ({
  term,
  values: (typeof values === 'string' ? [values] : (values ?? [])).filter((value) => value !== ''),
  gap: speech.terms.common.notKnown,
});

/** What is told only where there is something to tell. */
const besides = (term: string, value: string | undefined): readonly Fact[] => (value === undefined ? [] : [{ term, values: [value] }]);

/** How somebody was told: what became of it, when, under which reference, and why late. */
const toldText = ({ voice, w, terms }: Speech, { state, at, dueAt, references }: Told): string => {
  if (state === null) return w.notTold;
  const name = terms.record.state[state];
  if (at !== null) return `${name}, ${w.at(voice.moment(at), references.join(', '))}`;
  return state === 'Running' && dueAt !== null ? `${name}, ${w.dueAt(voice.moment(dueAt))}` : name;
};

/** The facts of one breach. */
const happened = (entry: BreachEntry, speech: Speech): readonly Fact[] => {
  const { voice, w, terms } = speech;
  const { term } = terms.dossier;
  const records = entry.recordCategories.map((of) => (isDataCategory(of) ? officialName(voice.language, of) : of));
  return [
    asked(speech, term.description, entry.what ?? undefined),
    asked(speech, term.occurred, moment(speech, entry.occurredAt)),
    asked(speech, term.established, moment(speech, entry.establishedAt)),
    ...besides(w.term.reported, moment(speech, entry.reportedAt)),
    asked(speech, term.aware, moment(speech, entry.awareAt)),
    ...besides(w.term.awareBasis, entry.awareBasis ?? undefined),
    ...besides(w.term.role, coded(w.role, entry.role)),
    asked(
      speech,
      term.kinds,
      entry.kinds.map((kind) => termOf(terms.breach.kinds, kind, kind)),
    ),
    asked(speech, term.cause, coded(terms.breach.cause, entry.cause)),
    ...besides(term.intent, entry.malicious === null ? undefined : entry.malicious ? terms.dossier.malicious : terms.dossier.accidental),
    asked(speech, term.subjects, entry.subjects === null ? undefined : terms.common.about(voice.number(entry.subjects))),
    asked(speech, term.subjectCategories, entry.subjectCategories),
    ...besides(term.vulnerable, yesNo(speech, entry.vulnerable)),
    asked(speech, term.records, entry.records === null ? undefined : terms.common.about(voice.number(entry.records))),
    asked(speech, term.dataCategories, records),
  ];
};

/** Its effects and the remedial action. */
const followed = (entry: BreachEntry, speech: Speech): readonly Fact[] => {
  const { w, terms } = speech;
  const { term } = terms.dossier;
  return [
    asked(speech, term.consequences, entry.consequences ?? undefined),
    ...besides(term.exfiltration, coded(terms.breach.exfiltration, entry.exfiltration)),
    ...besides(term.recipients, coded(terms.breach.recipients, entry.recipients)),
    asked(speech, term.measures, entry.measures),
    ...besides(w.term.contained, moment(speech, entry.containedAt)),
    ...besides(w.term.recovered, moment(speech, entry.recoveredAt)),
    ...besides(w.term.ended, moment(speech, entry.endedAt)),
  ];
};

/** What was decided, and who was told. */
const decided = (entry: BreachEntry, speech: Speech): readonly Fact[] => {
  const { w, terms } = speech;
  const { term } = terms.dossier;
  const by = [entry.decidedBy, moment(speech, entry.decidedAt)].filter((text) => text !== null && text !== undefined).join(', ');
  return [
    ...besides(w.term.suggested, coded(terms.breach.risk, entry.suggestedRisk)),
    asked(speech, term.risk, coded(terms.breach.risk, entry.risk)),
    ...besides(w.term.decision, entry.decision ?? undefined),
    ...besides(w.term.decidedBy, by === '' ? undefined : by),
    ...(entry.advice === null
      ? []
      : [{ term: w.term.advice, values: [entry.advice, entry.adviceReasons ?? ''].filter((text) => text !== '') }]),
    ...besides(term.exemption, coded(terms.breach.exemption, entry.exemption)),
    ...besides(w.term.exemptionReasons, entry.exemptionReasons ?? undefined),
    { term: w.term.authority, values: [toldText(speech, entry.authority)] },
    ...besides(term.delay, entry.authority.delay ?? undefined),
    { term: w.term.subjectsTold, values: [toldText(speech, entry.subjectsTold)] },
    ...(entry.role === 'Processor' ? [{ term: w.term.controller, values: [toldText(speech, entry.controller)] }] : []),
  ];
};

const nameOf = ({ namespace, incident }: BreachEntry): string => `${namespace}/${incident}`;

const entryBlocks = (entry: BreachEntry, speech: Speech): readonly Block[] => {
  const { w, terms } = speech;
  return [
    heading(entry.title === null ? nameOf(entry) : `${nameOf(entry)}: ${entry.title}`),
    ...(entry.erasedAt === null
      ? []
      : [
          {
            kind: 'notice' as const,
            tone: 'note' as const,
            title: w.erased,
            text: w.erasedText(speech.voice.moment(entry.erasedAt), entry.digest ?? ''),
          },
        ]),
    ...(entry.state === 'Suspected'
      ? [{ kind: 'notice' as const, tone: 'warning' as const, title: w.state.Suspected, text: w.suspectedText }]
      : []),
    {
      kind: 'facts',
      facts: [
        { term: w.term.state, values: [w.state[entry.state]] },
        ...besides(w.term.phase, coded(terms.record.phase, entry.phase)),
        ...happened(entry, speech),
        ...followed(entry, speech),
        ...decided(entry, speech),
      ],
    },
  ];
};

/** From the widest to the narrowest (Traffic Light Protocol 2.0). */
const sharing = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** The register tells every breach in full, so it is as narrow as its narrowest record, and never wider than AMBER. */
const sharingOf = (entries: readonly BreachEntry[]): string =>
  sharing[Math.max(2, ...entries.map(({ tlp }) => sharing.indexOf(tlp ?? 'AMBER')))] ?? 'RED';

/** What a register says of itself. */
export interface BreachRegisterOrigin {
  readonly organisation: string;
  readonly zone: string;
  /** When it was made, in UTC. */
  readonly generatedAt: string;
  readonly period?: Period | undefined;
}

/** The register of breaches as a document: an overview, and every breach with its facts, effects and remedial action (art. 33(5)). Pure. */
export const breachDocument = (entries: readonly BreachEntry[], origin: BreachRegisterOrigin, language: Language): Document => {
  const speech: Speech = { voice: voiceOf(language, origin.zone), w: breachRegisterWords[language], terms: catalogueOf(language) };
  const { voice, w, terms } = speech;
  const overview = textTable(
    w.caption,
    [w.term.incident, w.term.aware, w.term.risk, w.term.authority, w.term.subjectsTold],
    entries.map((entry) => [
      nameOf(entry),
      moment(speech, entry.awareAt) ?? terms.common.unknown,
      entry.state === 'NoBreach' ? w.state.NoBreach : (coded(terms.breach.risk, entry.risk) ?? terms.breach.risk.Unknown),
      toldText(speech, entry.authority),
      toldText(speech, entry.subjectsTold),
    ]),
  );
  return {
    schema: 'meldpunt.dev/document/v1',
    language,
    title: origin.period === undefined ? w.title : w.titleIn(voice.period(origin.period)),
    issuer: origin.organisation,
    reference: w.reference,
    generatedAt: origin.generatedAt,
    zone: origin.zone,
    tlp: sharingOf(entries),
    blocks: [
      { kind: 'paragraph', text: w.basis },
      ...(entries.length === 0
        ? [{ kind: 'notice' as const, tone: 'note' as const, title: w.none, text: w.noneText }]
        : [overview, ...entries.flatMap((entry) => entryBlocks(entry, speech))]),
    ],
  };
};
