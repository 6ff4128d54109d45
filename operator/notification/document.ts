import { apiVersion } from '../api/kinds.ts';
import type { Incident, IncidentPolicy, Notification, NotificationAudience, NotificationStatusDocument } from '../api/types.gen.ts';
import { acknowledgement } from '../delivery/plan.ts';
import type { Block, Document, Language } from '../document/model.ts';
import { digest } from '../journal/canonical.ts';
import { type Brief, briefOf, type Draft, languagesOf, type Section, type Telling, zoneOf } from './brief.ts';
import { closingReport } from './closing.ts';
import { noticeSchema } from './content.ts';
import { dossierOf, dossierSections } from './dossier.ts';
import { exemptionRecord } from './exemption.ts';
import { letterOf } from './letter.ts';
import { managementPage } from './management.ts';
import { noticeOf } from './notice.ts';
import { acknowledgementOf, feedbackOf } from './reporter.ts';
import { warningsOf } from './warnings.ts';

/** Whether a notice to an authority is that of the GDPR, whose dossier has a form of its own. */
const isGdpr = ({ note }: Telling): boolean => note.spec.duty.startsWith('gdpr');

const sectionDigests = (sections: readonly Section[]): ReadonlyMap<string, string> =>
  new Map(sections.map(({ name, blocks }) => [name, digest(blocks)]));

/** The digests of what each section of the dossier says, in the first language of the notice: the same facts say the same in all. */
const dossierDigests = (telling: Telling): ReadonlyMap<string, string> =>
  sectionDigests(dossierSections(briefOf(telling, languagesOf(telling)[0] ?? 'en')));

const hasDossier = (telling: Telling): boolean => telling.note.spec.audience === 'Authority' && isGdpr(telling);

const writers: Readonly<Record<NotificationAudience, (brief: Brief) => Draft>> = {
  Authority: (brief) => (isGdpr(brief) ? dossierOf(brief, dossierDigests(brief)) : noticeOf(brief, 'Authority')),
  DataSubjects: letterOf,
  Public: letterOf,
  Controller: (brief) => noticeOf(brief, 'Controller'),
  DPO: (brief) => noticeOf(brief, 'DPO'),
  CISO: (brief) => noticeOf(brief, 'CISO'),
  ContactPoint: (brief) => noticeOf(brief, 'ContactPoint'),
  Management: managementPage,
  Reporter: (brief) => (brief.note.spec.duty === acknowledgement ? acknowledgementOf(brief) : feedbackOf(brief)),
  Staff: (brief) => noticeOf(brief, 'Staff'),
  ThirdParty: (brief) => noticeOf(brief, 'ThirdParty'),
  ServiceRecipients: (brief) => noticeOf(brief, 'ServiceRecipients'),
};

/** A rehearsal says so at the head of everything that it makes (P7). */
const drillNotice = ({ incident, words }: Brief): readonly Block[] =>
  incident?.spec.drill === true ? [{ kind: 'notice', tone: 'warning', title: words.drillTitle, text: words.drill }] : [];

/** A document with its head, in the language of its brief. */
export const finished = (brief: Brief, { title, sections, labelled }: Draft, generatedAt: string): Document => ({
  schema: 'meldpunt.dev/document/v1',
  language: brief.language,
  title,
  issuer: brief.organisation,
  reference: brief.reference,
  generatedAt,
  zone: zoneOf(brief.policy),
  ...(labelled ? { tlp: brief.incident?.spec.tlp ?? 'AMBER+STRICT' } : {}),
  blocks: [...drillNotice(brief), ...sections.flatMap(({ blocks }) => blocks)],
});

/**
 * The document of a notice in a language, as it would go out now: what its audience has to know, and nothing more. The time at which it
 * is made is shown and is no part of what is approved. Pure.
 */
export const documentOf = (telling: Telling, language: Language, generatedAt: string): Document => {
  const brief = briefOf(telling, language);
  return finished(brief, writers[telling.note.spec.audience](brief), generatedAt);
};

/** Any moment will do: the digest leaves it out. */
const anyMoment = '1970-01-01T00:00:00Z';

/**
 * What an approval binds: every word of the document in every language of the notice, to whom it goes, and the version of the model. A
 * fact, a text or a wording that changes makes another digest, so that what was approved is what is sent (N4).
 */
export const documentDigest = (telling: Telling): string => {
  const { audience, recipient = '', stage = 'Initial' } = telling.note.spec;
  const documents = languagesOf(telling).map((language) => {
    const { generatedAt: _, ...said } = documentOf(telling, language, anyMoment);
    return said;
  });
  return digest({ schema: noticeSchema, audience, recipient, stage, documents });
};

/** What the status says of the document as it would go out now. */
export const documentStatus = (telling: Telling): NotificationStatusDocument => {
  const warnings = warningsOf(telling, (language) => {
    const brief = briefOf(telling, language);
    return writers[telling.note.spec.audience](brief).sections;
  });
  const sections = hasDossier(telling) ? [...dossierDigests(telling)].map(([name, value]) => ({ name, digest: value })) : [];
  return {
    digest: documentDigest(telling),
    languages: languagesOf(telling),
    schema: noticeSchema,
    ...(sections.length === 0 ? {} : { sections }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
};

/** The documents of an incident itself, which no duty to tell somebody asks for. */
export const incidentDocuments = ['closing', 'acknowledgement', 'exemption'] as const;

/** One of them. */
export type IncidentDocument = (typeof incidentDocuments)[number];

/** A notice to an audience that exists nowhere: from it a document is written that no notification asks for. */
export const unsent = (incident: Incident, audience: NotificationAudience, duty: string): Notification => ({
  apiVersion,
  kind: 'Notification',
  metadata: { ...incident.metadata, name: `${incident.metadata.name}-${duty}` },
  spec: { incidentRef: { name: incident.metadata.name }, duty, audience },
});

/**
 * A document of an incident in a language: its closing report (S8), the acknowledgement of the report (E1) or the record of its
 * exemptions (N8). Pure.
 */
export const incidentDocumentOf = (
  kind: IncidentDocument,
  { incident, policy }: { readonly incident: Incident; readonly policy: IncidentPolicy | undefined },
  language: Language,
  generatedAt: string,
): Document => {
  const audience = kind === 'acknowledgement' ? 'Reporter' : 'Management';
  const brief = briefOf({ note: unsent(incident, audience, kind), incident, policy, earlier: [] }, language);
  const drafts: Readonly<Record<IncidentDocument, () => Draft>> = {
    closing: () => closingReport(brief, incident),
    acknowledgement: () => acknowledgementOf(brief),
    exemption: () => exemptionRecord(brief, incident),
  };
  return finished(brief, drafts[kind](), generatedAt);
};
