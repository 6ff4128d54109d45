import { effective } from '../../api/entries.ts';
import { kinds } from '../../api/kinds.ts';
import type { EvidenceItem } from '../../api/types.gen.ts';
import { evidenceWords } from '../../evidence/words/catalogue.ts';
import type { Asked, Page, PageHandler } from '../asked.ts';
import { factsList } from '../fields.ts';
import { formsFor } from '../forms/catalogue.ts';
import type { Form } from '../forms/form.ts';
import { type Html, html } from '../html.ts';
import { rightsOf } from '../rights.ts';
import { formLinks } from './acting.ts';
import { clock, doneNote, pathOf, tableOf, text } from './parts.ts';
import { type ConsolePagesOptions, somebodyOf } from './serving.ts';

/** Who held it, from the first to the present holder (V2). */
const custody = (asked: Asked, { spec }: EvidenceItem): Html => {
  const { section, term } = asked.words.console;
  const { field } = asked.words.forms;
  const rows = effective(spec.custody).map(({ at, from, to, reason, seal }) => [clock(asked, at), from, to, reason, seal]);
  if (rows.length === 0) return html``;
  const columns = [term.when, term.from, term.to, field.reason, field.seal].map((heading) => ({ heading }));
  return html`<h2>${section.custody}</h2>${tableOf(section.custody, columns, rows)}`;
};

/** What weakens it as proof, and what would cure it (V6, V7); in the words of the operator. */
const findings = (asked: Asked, { status }: EvidenceItem): Html => {
  const found = status?.findings ?? [];
  if (found.length === 0) return html``;
  return html`<h2>${asked.words.console.section.findings}</h2><ul lang="en">${found.map(
    ({ message, cure }) => html`<li>${message}${cure === undefined ? '' : html`<br><span class="soft">${cure}</span>`}</li>`,
  )}</ul>`;
};

/** An item of evidence: what it is, how it was collected and kept, who held it, and what weakens it (V5, V8). */
export const evidencePage = (asked: Asked, item: EvidenceItem, forms: readonly Form<EvidenceItem>[]): Page => {
  const { console: words, forms: terms } = asked.words;
  const { spec, status, metadata } = item;
  const { codes } = evidenceWords[asked.language];
  const { field } = terms;
  const incident = pathOf('Incident', { namespace: metadata.namespace, name: spec.incidentRef.name });
  const title = codes.mediaType[spec.mediaType];
  const tool = [spec.collection?.tool?.name, spec.collection?.tool?.version, spec.collection?.tool?.certification]
    .filter(Boolean)
    .join(', ');
  const main = html`<h1>${title}</h1>
<p><a href="${incident}">${spec.incidentRef.name}</a> <span class="tag">${status?.phase === undefined ? '–' : codes.phase[status.phase]}</span> <span class="code soft">${metadata.name}</span></p>
${doneNote(asked)}
${formLinks(asked, 'EvidenceItem', item, forms)}
${factsList([
  [field.itemDescription, text(spec.description)],
  [words.term.holder, status?.holder],
  [words.term.verified, status?.verified && codes.result[status.verified.result]],
  [field.where, spec.identified?.where],
  [field.foundAt, clock(asked, spec.identified?.at)],
  [field.collectedAt, clock(asked, spec.collection?.at)],
  [field.method, text(spec.collection?.method)],
  [field.tool, tool],
  [field.qualification, spec.collection?.qualification],
  [field.witness, spec.collection?.witness],
  [field.place, spec.location?.place],
  [field.uri, spec.location?.uri],
  [field.seal, spec.storage?.seal],
  [field.storageAccess, spec.storage?.access],
  [field.authorisationBasis, spec.authorisation?.basis],
  [field.authoriser, spec.authorisation?.authoriser],
  [field.retainUntil, clock(asked, spec.retention?.until ?? status?.retainUntil)],
])}
${findings(asked, item)}
${custody(asked, item)}`;
  return { kind: 'page', status: 200, title, main };
};

/** The page of an item of evidence. */
export const createEvidencePages = ({ clientOf }: ConsolePagesOptions) => {
  const show: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const [item, rights] = await Promise.all([
      client.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name }),
      rightsOf(client, namespace),
    ]);
    return evidencePage(asked, item, formsFor('EvidenceItem', item, rights));
  };
  return { show };
};
