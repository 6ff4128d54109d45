import { kinds } from '../../api/kinds.ts';
import type { Incident, Notification } from '../../api/types.gen.ts';
import { renderHtml } from '../../document/html.ts';
import { type Language, languages } from '../../document/model.ts';
import type { Client } from '../../kube/client.ts';
import { ifThere } from '../../kube/errors.ts';
import { languagesOf, type Telling } from '../../notification/brief.ts';
import { type ContentPart, resolve } from '../../notification/content.ts';
import { documentOf } from '../../notification/document.ts';
import { earlierStages } from '../../notification/observe.ts';
import { dutyName } from '../../notification/words/duties.ts';
import { recordTerms } from '../../notification/words/record.ts';
import type { Asked, Page, PageHandler } from '../asked.ts';
import { factsList } from '../fields.ts';
import { formsFor } from '../forms/catalogue.ts';
import type { Form } from '../forms/form.ts';
import { sign } from '../forms/notification.ts';
import { type Html, html } from '../html.ts';
import { notificationsOf } from '../register.ts';
import { rightsOf } from '../rights.ts';
import { drawForm, type FormState, formLinks, problemList } from './acting.ts';
import { clock, doneNote, pathOf, text } from './parts.ts';
import { stateOf } from './records.ts';
import { type ConsolePagesOptions, documentAnswer, somebodyOf } from './serving.ts';

/** What a notification is written from, as far as somebody may read it. */
const tellingOf = async (asked: Asked, client: Client, namespace: string, name: string): Promise<Telling> => {
  const note = await client.get<Notification>(kinds.Notification, { namespace, name });
  const of = note.spec.incidentRef.name;
  const [incident, all] = await Promise.all([
    ifThere(client.get<Incident>(kinds.Incident, { namespace, name: of })),
    notificationsOf(client, namespace, of),
  ]);
  const staged = note.spec.stage === 'Supplementary' || note.spec.stage === 'Final';
  return { note, incident, policy: asked.policy, earlier: staged && all.kind === 'read' ? earlierStages(note, all.items) : [] };
};

/** What is told, part by part, as it would go out now. */
const parts = (asked: Asked, { note, incident, policy }: Telling): readonly (readonly [string, Html | undefined])[] =>
  (Object.entries(resolve(note.spec, incident, policy)) as readonly (readonly [ContentPart, string])[]).map(([part, value]) => [
    asked.words.forms.choice.part[part],
    text(value),
  ]);

/** A notification: whom it tells what, how far it is, its document, and its approval. */
export const notificationPage = (
  asked: Asked,
  telling: Telling,
  spoken: readonly Language[],
  forms: readonly Form<Notification>[],
  state: FormState<'Notification'> | undefined,
): Page => {
  const { console: words, forms: terms } = asked.words;
  const { note } = telling;
  const { spec, status, metadata } = note;
  const incident = pathOf('Incident', { namespace: metadata.namespace, name: spec.incidentRef.name });
  const title = dutyName(spec.duty, asked.language);
  const documents = spoken.map(
    (language) =>
      html`<a class="button plain" href="${pathOf('Notification', metadata)}/document?in=${language}">${words.document} (${language})</a>`,
  );
  const open = (status?.missing ?? []).map((part) => (part === 'delayJustification' ? terms.field[part] : terms.choice.part[part]));
  const main = html`<h1>${title}</h1>
<p><a href="${incident}">${spec.incidentRef.name}</a> <span class="tag">${words.notificationPhase[status?.phase ?? 'Incomplete']}</span> <span class="code soft">${metadata.name}</span></p>
${doneNote(asked)}
${state === undefined ? '' : problemList(asked, state.problems)}
${factsList([
  [words.term.audience, recordTerms[asked.language].audience[spec.audience]],
  [words.term.due, clock(asked, status?.dueAt)],
  [words.term.when, clock(asked, status?.sentAt)],
  [words.term.missing, open.join(', ')],
  ...parts(asked, telling),
])}
<div class="buttons">${documents}</div>
${state === undefined ? '' : html`<h2>${terms.form.sign}</h2>${drawForm(asked, state)}`}
${formLinks(
  asked,
  'Notification',
  note,
  forms.filter((form) => form !== sign),
)}`;
  return { kind: 'page', status: (state?.problems.length ?? 0) === 0 ? 200 : 422, title, main, narrow: true };
};

/** The pages about notifications. */
export const createNotificationPages = (options: ConsolePagesOptions) => {
  const { clientOf } = options;
  const page = async (asked: Asked, namespace: string, name: string, problems: FormState['problems'] = []): Promise<Page> => {
    const { client } = somebodyOf(asked, clientOf);
    const [telling, rights] = await Promise.all([tellingOf(asked, client, namespace, name), rightsOf(client, namespace)]);
    const forms = formsFor('Notification', telling.note, rights);
    const state = forms.includes(sign) ? stateOf(options, asked, 'Notification', sign, telling.note, problems) : undefined;
    return notificationPage(asked, telling, languagesOf(telling), forms, state);
  };
  const show: PageHandler = (asked, [namespace = '', name = '']) => page(asked, namespace, name);
  const document: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const telling = await tellingOf(asked, client, namespace, name);
    const wanted = languages.find((each) => each === asked.query.get('in')) ?? languagesOf(telling)[0] ?? asked.language;
    return { kind: 'document', ...documentAnswer(renderHtml(documentOf(telling, wanted, asked.now))) };
  };
  return { show, document, page };
};
