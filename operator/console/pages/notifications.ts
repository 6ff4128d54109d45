import { kinds } from '../../api/kinds.ts';
import type { Incident, Notification } from '../../api/types.gen.ts';
import { renderHtml } from '../../document/html.ts';
import { type Language, languages } from '../../document/model.ts';
import { facts } from '../../fact/catalogue.ts';
import type { Client } from '../../kube/client.ts';
import { ifThere } from '../../kube/errors.ts';
import { languagesOf, type Telling } from '../../notification/brief.ts';
import { documentOf } from '../../notification/document.ts';
import { earlierStages } from '../../notification/observe.ts';
import { recordTerms } from '../../notification/words/record.ts';
import type { ActionProblem, Read, Typed } from '../actions/action.ts';
import { orRefuse, stating, textProblems } from '../actions/action.ts';
import { applyChange } from '../actions/apply.ts';
import type { Asked, Page, PageHandler } from '../asked.ts';
import { areaField, factsList } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { failurePage } from '../refusals.ts';
import { notificationsOf } from '../register.ts';
import { rightsOf } from '../rights.ts';
import { buttons, problemList } from './acting.ts';
import { notificationPath } from './incident.ts';
import { clock } from './parts.ts';
import { type ConsolePagesOptions, documentAnswer, entryId, somebodyOf, typedOf, useOf } from './serving.ts';

const use = 'approve-text';

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

/** The approval binds the digest of the text that was read: with another text since, it is asked again. */
const readApproval = (note: Notification, typed: Typed): Read => {
  const isNewest = note.status?.document?.digest !== undefined && note.status.document.digest === typed('of');
  const problems = [
    ...(isNewest ? [] : [{ field: 'comment', problem: 'old' } as const]),
    ...(['Approve', 'Return'].includes(typed('decision')) ? [] : [{ field: 'comment', problem: 'choice' } as const]),
    ...textProblems(typed, 'comment', 1024, typed('decision') === 'Return'),
  ];
  return orRefuse(problems, () => stating(facts.textApproval, { decision: typed('decision'), of: typed('of'), comment: typed('comment') }));
};

/** A form by which the text of a notification is approved, as it is shown. */
export interface ApprovalState {
  readonly token: string;
  readonly typed: Typed;
  readonly problems: readonly ActionProblem[];
}

const approvalForm = (asked: Asked, note: Notification, { token, typed, problems }: ApprovalState): Html => {
  const { action, field, hint, problem: words } = asked.words.console;
  const found = problems.find(({ field: name }) => name === 'comment');
  const comment = {
    name: 'comment',
    label: field.comment,
    hint: hint.comment,
    value: typed('comment'),
    problem: found && words[found.problem],
  };
  return html`<h2>${action.approveText.title}</h2>
<form class="stack" method="post" action="${notificationPath(note)}/approve" accept-charset="utf-8" novalidate>
<input type="hidden" name="token" value="${token}"><input type="hidden" name="of" value="${note.status?.document?.digest ?? ''}">
${areaField(comment, true)}${buttons(asked, 'approveText', ['Approve', 'Return'])}
</form>`;
};

/** A notification: whom it tells what, how far it is, its document, and its approval. */
export const notificationPage = (asked: Asked, { note }: Telling, spoken: readonly Language[], state: ApprovalState | undefined): Page => {
  const { console: words } = asked.words;
  const { spec, status, metadata } = note;
  const incident = `/incidents/${encodeURIComponent(metadata.namespace ?? '')}/${encodeURIComponent(spec.incidentRef.name)}`;
  const title = `${spec.duty}: ${recordTerms[asked.language].audience[spec.audience]}`;
  const documents = spoken.map(
    (language) =>
      html`<a class="button plain" href="${notificationPath(note)}/document?in=${language}">${words.document} (${language})</a>`,
  );
  const main = html`<h1>${title}</h1>
<p><a href="${incident}">${spec.incidentRef.name}</a> <span class="tag">${status?.phase ?? '–'}</span></p>
${state === undefined ? '' : problemList(asked, state.problems)}
${factsList([
  [words.term.due, clock(asked, status?.dueAt)],
  [words.term.when, clock(asked, status?.sentAt)],
  [words.term.open, status?.missing?.join(', ')],
])}
<div class="buttons">${documents}</div>
${state === undefined ? '' : approvalForm(asked, note, state)}`;
  return { kind: 'page', status: (state?.problems.length ?? 0) === 0 ? 200 : 422, title, main, narrow: true };
};

/** The pages about notifications. */
export const createNotificationPages = ({ clientOf, tokens, seals }: ConsolePagesOptions) => {
  const page = async (asked: Asked, namespace: string, name: string, problems: readonly ActionProblem[]) => {
    const { session, client } = somebodyOf(asked, clientOf);
    const [telling, rights] = await Promise.all([tellingOf(asked, client, namespace, name), rightsOf(client, namespace)]);
    const token = tokens.issue(useOf(use, namespace, name), session.user);
    const waits = telling.note.status?.document?.digest !== undefined && telling.note.status.sentAt === undefined;
    const state = waits && rights('approve', 'notifications') ? { token, typed: typedOf(asked.form), problems } : undefined;
    return notificationPage(asked, telling, languagesOf(telling), state);
  };
  const show: PageHandler = (asked, [namespace = '', name = '']) => page(asked, namespace, name, []);
  const document: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const telling = await tellingOf(asked, client, namespace, name);
    const wanted = languages.find((each) => each === asked.query.get('in')) ?? languagesOf(telling)[0] ?? asked.language;
    return { kind: 'document', ...documentAnswer(renderHtml(documentOf(telling, wanted, asked.now))) };
  };
  const approve: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { session, client } = somebodyOf(asked, clientOf);
    const token = tokens.check(useOf(use, namespace, name), session.user, asked.form?.get('token') ?? '');
    if (token.kind !== 'good') return page(asked, namespace, name, [{ field: 'comment', problem: 'old' }]);
    const stamp = { id: entryId(seals, facts.textApproval.prefix, token.nonce), at: asked.now, by: session.user };
    const typed = typedOf(asked.form);
    try {
      const read = (note: Notification) => readApproval(note, typed);
      const problems = await applyChange<readonly ActionProblem[], Notification>(client, 'Notification', { namespace, name }, read, stamp);
      if (problems !== undefined) return page(asked, namespace, name, problems);
    } catch (error) {
      return failurePage(asked, error, facts.textApproval.role);
    }
    return { kind: 'redirect', to: `/notifications/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}` };
  };
  return { show, document, approve };
};
