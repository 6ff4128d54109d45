import { laterAnswer } from '../api/answers.ts';
import { effective, last } from '../api/entries.ts';
import type { IncidentPersonalData, IncidentPersonalDataCause } from '../api/types.gen.ts';
import type { Block, Fact } from '../document/model.ts';
import { type Brief, type Draft, earlierReferences, fact, gapText, heading, type Section, yesNo } from './brief.ts';
import { gapsOf, measuresOf, missingParts, resolve, whatOf } from './content.ts';
import { officialName } from './words/data.ts';
import type { DossierWords } from './words/dossier.ts';

/** What is known of a breach, with the brief to write it down; empty where the incident holds no personal data yet. */
interface Case {
  readonly brief: Brief;
  readonly w: DossierWords;
  readonly data: Partial<IncidentPersonalData>;
}

/** Where a cause comes from and what it is, as the Belgian form asks; a cause that may be either is left open. */
const origins: Partial<Readonly<Record<IncidentPersonalDataCause, readonly ['internal' | 'external', 'human' | 'technical']>>> = {
  Ransomware: ['external', 'technical'],
  Intrusion: ['external', 'technical'],
  CredentialAttack: ['external', 'technical'],
  Malware: ['external', 'technical'],
  SocialEngineering: ['external', 'human'],
  Insider: ['internal', 'human'],
  HumanError: ['internal', 'human'],
  Misdirected: ['internal', 'human'],
  Theft: ['external', 'human'],
  Loss: ['internal', 'human'],
  Malfunction: ['internal', 'technical'],
};

const counted = ({ number, words }: Brief, count: number | undefined): string | undefined =>
  count === undefined ? undefined : words.about(number(count));

const organisation = ({ brief, w }: Case): readonly Fact[] => {
  const { policy, words, said } = brief;
  const dpo = policy?.spec.people.dpo;
  const point = policy?.spec.contactPoint;
  const reach = (person: { readonly name?: string; readonly email?: string; readonly phone?: string } | undefined): readonly string[] =>
    [person?.name, person?.email, person?.phone].filter((part) => part !== undefined);
  return [
    fact(w.term.controller, brief.organisation, words.notKnown),
    fact(w.term.contact, said('contact') ?? [words.dpo, ...reach(dpo)], gapText(brief, 'contact')),
    ...(point === undefined ? [] : [fact(words.contactPoint, reach(point), words.notKnown)]),
  ];
};

const processing = ({ brief, w, data }: Case): readonly Fact[] => {
  const { said, words, language } = brief;
  const { records, subjects } = data;
  const own = { records: said('records'), subjects: said('subjects') };
  return [
    fact(w.term.processing, said('processing'), gapText(brief, 'processing')),
    fact(
      w.term.dataCategories,
      records?.categories?.map((each) => officialName(language, each)),
      gapText(brief, 'records'),
    ),
    fact(w.term.records, own.records ?? counted(brief, records?.approximate), gapText(brief, 'records')),
    ...(own.subjects === undefined ? [fact(w.term.subjectCategories, subjects?.categories, gapText(brief, 'subjects'))] : []),
    fact(w.term.subjects, own.subjects ?? counted(brief, subjects?.approximate), gapText(brief, 'subjects')),
    fact(w.term.vulnerable, yesNo(brief, subjects?.vulnerable), words.notKnown),
  ];
};

const breach = ({ brief, w, data }: Case): readonly Fact[] => {
  const { incident, said, words, terms } = brief;
  const [origin, human] = (data.cause && origins[data.cause]) ?? [];
  const intent = data.malicious === undefined ? undefined : data.malicious ? w.malicious : w.accidental;
  return [
    fact(w.term.description, said('nature') ?? (incident && whatOf(incident)), gapText(brief, 'nature')),
    fact(
      w.term.kinds,
      data.kinds?.map((kind) => terms.kinds[kind]),
      words.notKnown,
    ),
    fact(w.term.cause, data.cause && terms.cause[data.cause], words.notKnown),
    fact(w.term.origin, origin && w[origin], words.notKnown),
    fact(w.term.human, human && w[human], words.notKnown),
    fact(w.term.intent, intent, words.notKnown),
  ];
};

const timeline = ({ brief, w, data }: Case): readonly Fact[] => {
  const { incident, moment, words, note, said } = brief;
  const report = incident?.spec.report;
  const aware = incident?.status?.awareAt ?? data.awareAt;
  const how = incident && laterAnswer(incident.spec, 'howEstablished');
  const occurred = (incident && laterAnswer(incident.spec, 'occurredAt')) ?? report?.occurredAt;
  return [
    fact(w.term.occurred, occurred && moment(occurred), words.notKnown),
    fact(w.term.established, report && moment(report.establishedAt), words.notKnown),
    fact(w.term.howEstablished, said('detection') ?? how ?? report?.howEstablished, gapText(brief, 'detection')),
    fact(w.term.aware, aware && moment(aware), words.notKnown),
    ...(note.spec.delayJustification === undefined ? [] : [fact(w.term.delay, note.spec.delayJustification, words.notKnown)]),
  ];
};

const protection = ({ brief, w, data }: Case): readonly Fact[] => {
  const { words, terms } = brief;
  const { protection: kept, availability } = data;
  return [
    fact(w.term.unintelligible, yesNo(brief, kept?.unintelligible), words.notKnown),
    fact(w.term.key, kept?.key && terms.key[kept.key], words.notKnown),
    fact(w.term.accessControl, kept?.accessControl && terms.accessControl[kept.accessControl], words.notKnown),
    fact(w.term.backup, availability?.backup && terms.backup[availability.backup], words.notKnown),
  ];
};

const consequences = ({ brief, w, data }: Case): readonly Fact[] => {
  const { words, terms, said, incident } = brief;
  const { exfiltration, logs, recipients, availability } = data;
  const decided = incident?.status?.personalData?.risk ?? last(data.decisions?.filter(({ risk }) => risk !== undefined))?.risk;
  return [
    fact(w.term.exfiltration, exfiltration && terms.exfiltration[exfiltration], words.notKnown),
    fact(w.term.logs, logs && terms.logs[logs], words.notKnown),
    fact(w.term.recipients, recipients?.who && terms.recipients[recipients.who], words.notKnown),
    fact(w.term.serviceImpact, availability?.serviceImpact && terms.serviceImpact[availability.serviceImpact], words.notKnown),
    fact(w.term.consequences, said('consequences') ?? data.consequences, gapText(brief, 'consequences')),
    fact(w.term.risk, decided && decided !== 'Unknown' ? terms.risk[decided] : undefined, terms.risk.Unknown),
  ];
};

const measures = ({ brief, w, data }: Case): readonly Fact[] => {
  const { incident, said, words } = brief;
  const { protection: kept, recipients, availability } = data;
  return [
    fact(w.term.measures, said('measures') ?? (incident && measuresOf(incident)), gapText(brief, 'measures')),
    fact(w.term.remoteWiped, yesNo(brief, kept?.remoteWiped), words.notKnown),
    fact(w.term.restored, yesNo(brief, availability?.restored), words.notKnown),
    fact(w.term.deletionConfirmed, yesNo(brief, recipients?.deletionConfirmed), words.notKnown),
  ];
};

/** Whether the people concerned were told, as it stands now: told, due, exempt, not needed, or not decided (art. 34). */
const communication = ({ brief, w, data }: Case): readonly Fact[] => {
  const { incident, date, words, terms } = brief;
  const duty = incident?.status?.deadlines?.find(({ name }) => name === 'gdpr-subjects');
  const decisions = effective(data.decisions);
  const risk = decisions.findLast((each) => each.risk !== undefined || each.noBreach === true);
  const exemption = decisions.findLast((each) => each.exemption !== undefined)?.exemption;
  const told = (): string | undefined => {
    if (duty?.metAt !== undefined) return w.told(date(duty.metAt));
    if (duty?.state === 'Waived') return w.exempt;
    if (duty !== undefined && duty.endedAt === undefined) return w.planned(date(duty.dueAt));
    return risk === undefined || risk.risk === 'High' ? undefined : w.notNeeded;
  };
  return [
    fact(w.term.communication, told(), terms.risk.Unknown),
    ...(exemption === undefined ? [] : [fact(w.term.exemption, terms.exemption[exemption], words.notKnown)]),
    ...effective(data.orders).map(({ reference, dueAt }) => fact(w.term.order, w.ordered(reference, date(dueAt)), words.notKnown)),
  ];
};

const writers = { organisation, processing, breach, timeline, protection, consequences, measures, communication } as const;

/** Every section of the form but the first, in its order. */
const bodyOf = (told: Case): readonly Section[] => {
  const { brief, w } = told;
  const section = (name: keyof DossierWords['section'], facts: readonly Fact[]): Section => ({
    name,
    blocks: [heading(w.section[name]), { kind: 'facts', facts }],
  });
  const names = ['organisation', 'processing', 'breach', 'timeline', 'protection', 'consequences', 'measures', 'communication'] as const;
  return [
    ...names.map((name) => section(name, writers[name](told))),
    section('crossBorder', [fact(w.term.crossBorder, brief.said('crossBorder'), gapText(brief, 'crossBorder'))]),
  ];
};

const gapNotice = ({ brief, w }: Case): readonly Block[] => {
  const { note, incident, policy, words } = brief;
  const content = resolve(note.spec, incident, policy);
  const gaps = gapsOf(note.spec, content, missingParts(content, ['nature', 'contact', 'consequences', 'measures']));
  if (gaps.length === 0) return [];
  const parts = gaps.map(({ part }) => words.part[part]).join(words.semicolon);
  return [{ kind: 'notice', tone: 'gap', title: w.gapsTitle(gaps.length), text: w.gaps(parts) }];
};

const typeOf = ({ brief: { note }, w }: Case, complete: boolean): string => {
  const { stage = 'Initial' } = note.spec;
  return stage === 'Initial' && complete ? w.typeComplete : w.type[stage];
};

/** What went out before, by section: the last that was said of each. */
const saidBefore = ({ earlier }: Brief): ReadonlyMap<string, string> =>
  new Map(earlier.flatMap(({ status }) => (status?.document?.sections ?? []).map(({ name, digest }) => [name, digest] as const)));

/**
 * The dossier for the authority (art. 33), in the order of the sections of the Belgian form, with what is not known marked. A supplement
 * carries the sections that say something new; the others it names. `digests` are those of all sections, as the status keeps them.
 */
export const dossierOf = (brief: Brief, digests: ReadonlyMap<string, string>): Draft => {
  const w = brief.catalogue.dossier;
  const told: Case = { brief, w, data: brief.incident?.spec.personalData ?? {} };
  const { note, policy } = brief;
  const body = bodyOf(told);
  const before = note.spec.stage === 'Supplementary' ? saidBefore(brief) : new Map<string, string>();
  const unchanged = body.filter(({ name }) => before.has(name) && before.get(name) === digests.get(name));
  const fresh = body.filter((section) => !unchanged.includes(section));
  const gaps = gapNotice(told);
  const references = earlierReferences(brief);
  const authority = policy?.spec.authorities?.find(({ name }) => name === note.spec.recipient)?.title;
  const names = unchanged.map(({ name }) => w.section[name as keyof DossierWords['section']]).join(brief.words.semicolon);
  const first: readonly Block[] = [
    ...gaps,
    heading(w.section.notification),
    {
      kind: 'facts',
      facts: [
        fact(w.term.type, typeOf(told, gaps.length === 0), brief.words.notKnown),
        fact(w.term.basis, w.basis, brief.words.notKnown),
        ...(authority === undefined ? [] : [fact(w.term.authority, authority, brief.words.notKnown)]),
        ...(references.length === 0 ? [] : [fact(w.term.previous, references, brief.words.notKnown)]),
      ],
    },
    ...(unchanged.length === 0 ? [] : [{ kind: 'paragraph', text: w.unchanged(references.at(-1) ?? '', names) } as const]),
  ];
  return { title: w.title[note.spec.stage ?? 'Initial'], sections: [{ name: 'notification', blocks: first }, ...fresh], labelled: true };
};

/** The sections of the dossier that a supplement may leave out, whole. */
export const dossierSections = (brief: Brief): readonly Section[] =>
  bodyOf({ brief, w: brief.catalogue.dossier, data: brief.incident?.spec.personalData ?? {} });
