import type { NotificationAudience, NotificationStatusDocument } from '../api/types.gen.ts';
import type { Block, Document, Language } from '../document/model.ts';
import { digest } from '../journal/canonical.ts';
import { type Brief, briefOf, type Draft, languagesOf, type Section, type Telling, zoneOf } from './brief.ts';
import { noticeSchema } from './content.ts';
import { dossierOf, dossierSections } from './dossier.ts';
import { letterOf } from './letter.ts';
import { noticeOf } from './notice.ts';

/** Whether a notice to an authority is that of the GDPR, whose dossier has a form of its own. */
const isGdpr = ({ note }: Telling): boolean => note.spec.duty.startsWith('gdpr-') || note.spec.duty === 'policy-authority';

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
  Management: (brief) => noticeOf(brief, 'CISO'),
  Reporter: (brief) => noticeOf(brief, 'Staff'),
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
  const sections = hasDossier(telling) ? [...dossierDigests(telling)].map(([name, value]) => ({ name, digest: value })) : [];
  return {
    digest: documentDigest(telling),
    languages: languagesOf(telling),
    schema: noticeSchema,
    ...(sections.length === 0 ? {} : { sections }),
  };
};
