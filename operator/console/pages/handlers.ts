import type { Incident } from '../../api/types.gen.ts';
import { renderCsv } from '../../document/csv.ts';
import { renderHtml } from '../../document/html.ts';
import type { Client } from '../../kube/client.ts';
import { breachDocument } from '../../report/breach-document.ts';
import { breachRegister, breachRows } from '../../report/breach-register.ts';
import type { Action, ActionProblem } from '../actions/action.ts';
import { applyChange } from '../actions/apply.ts';
import { actionNamed, actionsFor } from '../actions/catalogue.ts';
import { approve } from '../actions/handle.ts';
import type { Answer, Asked, PageHandler } from '../asked.ts';
import { zoneOf } from '../asked.ts';
import type { Route } from '../handle.ts';
import { failurePage } from '../refusals.ts';
import { breachSourceOf, dossierOf, incidentsIn, weaknessesIn } from '../register.ts';
import { rightsOf } from '../rights.ts';
import { actionPage, summaryPage } from './acting.ts';
import { breachesPage } from './breaches.ts';
import { incidentPage } from './incident.ts';
import { inboxPage, registerPage, shownIn } from './lists.ts';
import { createNotificationPages } from './notifications.ts';
import { type ConsolePagesOptions, documentAnswer, entryId, somebodyOf, typedOf, useOf } from './serving.ts';
import { createStatisticsPages } from './statistics.ts';
import { createWeaknessPages } from './weaknesses.ts';

const incidentsFrom = async (
  client: Client,
  namespaces: readonly string[],
  shown: Parameters<typeof incidentsIn>[2],
): Promise<readonly Incident[]> => (await Promise.all(namespaces.map((namespace) => incidentsIn(client, namespace, shown)))).flat();

/** The lists: what waits, what there is, and the register of breaches. */
const createLists = ({ namespaces, clientOf }: ConsolePagesOptions) => {
  const inbox: PageHandler = async (asked) => {
    const { client } = somebodyOf(asked, clientOf);
    const [incidents, weaknesses] = await Promise.all([
      incidentsFrom(client, namespaces, 'Reported'),
      Promise.all(namespaces.map((namespace) => weaknessesIn(client, namespace))),
    ]);
    const readable = weaknesses.flatMap((each) => (each.kind === 'read' ? each.items : []));
    return inboxPage(asked, incidents, { kind: 'read', items: readable });
  };
  const register: PageHandler = async (asked) => {
    const { client } = somebodyOf(asked, clientOf);
    const shown = shownIn(asked.query.get('phase'));
    return registerPage(asked, shown, await incidentsFrom(client, namespaces, shown));
  };
  const breachEntries = async (asked: Asked) => {
    const { client } = somebodyOf(asked, clientOf);
    const sources = await Promise.all(namespaces.map((namespace) => breachSourceOf(client, namespace)));
    return breachRegister({
      incidents: sources.flatMap(({ incidents }) => incidents),
      notifications: sources.flatMap(({ notifications }) => notifications),
      archives: sources.flatMap(({ archives }) => archives),
    });
  };
  const breaches: PageHandler = async (asked) => breachesPage(asked, await breachEntries(asked));
  const breachesCsv: PageHandler = async (asked) => ({
    kind: 'document',
    body: renderCsv(breachRows(await breachEntries(asked))),
    type: 'text/csv; charset=utf-8',
    file: 'breaches.csv',
  });
  const breachesDocument: PageHandler = async (asked) => {
    const { policy, now, language } = asked;
    const origin = { organisation: policy?.spec.organisation ?? '', zone: zoneOf(asked), generatedAt: now };
    return { kind: 'document', ...documentAnswer(renderHtml(breachDocument(await breachEntries(asked), origin, language))) };
  };
  return { inbox, register, breaches, breachesCsv, breachesDocument };
};

/** An incident, and what is done to it. */
const createIncidents = ({ clientOf, tokens, seals }: ConsolePagesOptions) => {
  const show: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const [dossier, rights] = await Promise.all([dossierOf(client, namespace, name), rightsOf(client, namespace)]);
    return incidentPage(asked, dossier, actionsFor(dossier.incident, rights));
  };

  const formOf = async (
    asked: Asked,
    action: Action,
    [namespace, name]: readonly [string, string],
    problems: readonly ActionProblem[],
  ): Promise<Answer> => {
    const { session, client } = somebodyOf(asked, clientOf);
    const { incident } = await dossierOf(client, namespace, name);
    const token = tokens.issue(useOf(action.name, namespace, name), session.user);
    const state = { action, typed: typedOf(asked.form), problems, token };
    return action === approve ? summaryPage(asked, incident, state) : actionPage(asked, incident, state);
  };

  const ask: PageHandler = async (asked, [namespace = '', name = '', which = '']) => {
    const action = actionNamed(which);
    return action === undefined ? { kind: 'missing' } : formOf(asked, action, [namespace, name], []);
  };

  const act: PageHandler = async (asked, [namespace = '', name = '', which = '']) => {
    const action = actionNamed(which);
    if (action === undefined) return { kind: 'missing' };
    const { session, client } = somebodyOf(asked, clientOf);
    const token = tokens.check(useOf(action.name, namespace, name), session.user, asked.form?.get('token') ?? '');
    if (token.kind !== 'good') return formOf(asked, action, [namespace, name], [{ field: 'main', problem: 'old' }]);
    const typed = typedOf(asked.form);
    const read = (incident: Incident) =>
      action.read({ incident, policy: asked.policy, words: asked.words, now: asked.now }, typed, session.user);
    const stamp = { id: entryId(seals, action.prefix, token.nonce), at: asked.now, by: session.user };
    try {
      const problems = await applyChange<readonly ActionProblem[], Incident>(client, 'Incident', { namespace, name }, read, stamp);
      if (problems !== undefined) return formOf(asked, action, [namespace, name], problems);
    } catch (error) {
      return failurePage(asked, error, action.role);
    }
    return { kind: 'redirect', to: `/incidents/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}?done=1` };
  };

  const summary: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { session, client } = somebodyOf(asked, clientOf);
    const [{ incident }, rights] = await Promise.all([dossierOf(client, namespace, name), rightsOf(client, namespace)]);
    const mayApprove = actionsFor(incident, rights).includes(approve);
    const token = tokens.issue(useOf(approve.name, namespace, name), session.user);
    return summaryPage(asked, incident, mayApprove ? { action: approve, typed: typedOf(undefined), problems: [], token } : undefined);
  };

  return { show, ask, act, summary };
};

const record = '([a-z0-9-]{1,63})\\/([a-z0-9.-]{1,253})';

/** Where the pages are, and which role opens them. */
export const consoleRoutes = (options: ConsolePagesOptions): readonly Route[] => {
  const lists = createLists(options);
  const incidents = createIncidents(options);
  const notes = createNotificationPages(options);
  const weaknesses = createWeaknessPages(options);
  const statistics = createStatisticsPages(options);
  const of = (path: string): RegExp => new RegExp(`^${path}$`);
  return [
    { method: 'GET', path: /^\/inbox$/, handle: lists.inbox, role: 'meldpunt-contact-point' },
    { method: 'GET', path: /^\/incidents$/, handle: lists.register, role: 'meldpunt-responder' },
    { method: 'GET', path: /^\/breaches$/, handle: lists.breaches, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/breaches\.csv$/, handle: lists.breachesCsv, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/breaches\.html$/, handle: lists.breachesDocument, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/statistics$/, handle: statistics.choose, role: 'meldpunt-management' },
    { method: 'GET', path: /^\/statistics\.html$/, handle: statistics.show, role: 'meldpunt-management' },
    { method: 'GET', path: of(`\\/incidents\\/${record}`), handle: incidents.show, role: 'meldpunt-responder' },
    { method: 'GET', path: of(`\\/incidents\\/${record}\\/summary`), handle: incidents.summary, role: 'meldpunt-management' },
    { method: 'GET', path: of(`\\/incidents\\/${record}\\/([a-z]{3,16})`), handle: incidents.ask, role: 'meldpunt-responder' },
    { method: 'POST', path: of(`\\/incidents\\/${record}\\/([a-z]{3,16})`), handle: incidents.act, role: 'meldpunt-responder' },
    { method: 'GET', path: of(`\\/weaknesses\\/${record}`), handle: weaknesses.show, role: 'meldpunt-contact-point' },
    { method: 'POST', path: of(`\\/weaknesses\\/${record}\\/([a-z]{3,16})`), handle: weaknesses.act, role: 'meldpunt-contact-point' },
    { method: 'GET', path: of(`\\/notifications\\/${record}`), handle: notes.show, role: 'meldpunt-dpo' },
    { method: 'GET', path: of(`\\/notifications\\/${record}\\/document`), handle: notes.document, role: 'meldpunt-dpo' },
    { method: 'POST', path: of(`\\/notifications\\/${record}\\/approve`), handle: notes.approve, role: 'meldpunt-controller' },
  ];
};
