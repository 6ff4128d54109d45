import { renderCsv } from '../../document/csv.ts';
import { renderHtml } from '../../document/html.ts';
import { KubeError } from '../../kube/errors.ts';
import { breachDocument } from '../../report/breach-document.ts';
import { breachRegister, breachRows } from '../../report/breach-register.ts';
import type { Shown, Slice } from '../agenda.ts';
import type { Asked, PageHandler } from '../asked.ts';
import { zoneOf } from '../asked.ts';
import { formsFor } from '../forms/catalogue.ts';
import type { FormKind } from '../forms/form.ts';
import { approve } from '../forms/learn.ts';
import { sign } from '../forms/notification.ts';
import type { Route } from '../handle.ts';
import { breachSourceOf, dossierOf, listedBy, weaknessesIn } from '../register.ts';
import { rightsOf } from '../rights.ts';
import { formPage } from './acting.ts';
import { breachesPage } from './breaches.ts';
import { createEvidencePages } from './evidence.ts';
import { incidentPage } from './incident.ts';
import { inboxPage, registerPage, shownIn } from './lists.ts';
import { createNotificationPages } from './notifications.ts';
import { pageIn } from './pager.ts';
import { createForms, stateOf } from './records.ts';
import { type ConsolePagesOptions, documentAnswer, somebodyOf } from './serving.ts';
import { createStatisticsPages } from './statistics.ts';
import { summaryPage } from './summary.ts';
import { createWeaknessPages } from './weaknesses.ts';

/** The lists: what waits, what there is, and the register of breaches. */
const createLists = ({ namespaces, clientOf, agenda }: ConsolePagesOptions) => {
  const slice = async (asked: Asked, shown: Shown, search: string): Promise<Slice> => {
    if (!agenda.isWhole()) throw new KubeError('Unavailable', 'list Incident', { status: 503, retryAfter: 5_000 });
    const { client } = somebodyOf(asked, clientOf);
    return agenda.slice({ namespaces: await listedBy(client, namespaces), shown, search, page: pageIn(asked) });
  };
  const inbox: PageHandler = async (asked) => {
    const { client } = somebodyOf(asked, clientOf);
    const [found, weaknesses] = await Promise.all([
      slice(asked, 'Reported', ''),
      Promise.all(namespaces.map((namespace) => weaknessesIn(client, namespace))),
    ]);
    const readable = weaknesses.flatMap((each) => (each.kind === 'read' ? each.items : []));
    return inboxPage(asked, found, { kind: 'read', items: readable });
  };
  const register: PageHandler = async (asked) => {
    const shown = shownIn(asked.query.get('phase'));
    const search = (asked.query.get('q') ?? '').trim().slice(0, 200);
    return registerPage(asked, shown, search, await slice(asked, shown, search));
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

/** An incident, and its one page for management. */
const createIncidents = (options: ConsolePagesOptions) => {
  const { clientOf } = options;
  const show: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const [dossier, rights] = await Promise.all([dossierOf(client, namespace, name), rightsOf(client, namespace)]);
    return incidentPage(asked, dossier, formsFor('Incident', dossier.incident, rights));
  };
  const summary: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const [{ incident }, rights] = await Promise.all([dossierOf(client, namespace, name), rightsOf(client, namespace)]);
    const mayApprove = formsFor('Incident', incident, rights).includes(approve);
    return summaryPage(asked, incident, mayApprove ? stateOf(options, asked, 'Incident', approve, incident) : undefined);
  };
  // The approval is a part of the page that it is about.
  const forms = createForms(options, 'Incident', (asked, state) =>
    state.form === approve ? summaryPage(asked, state.record, state) : formPage(asked, state),
  );
  return { show, summary, ...forms };
};

const record = '([a-z0-9-]{1,63})\\/([a-z0-9.-]{1,253})';

/** The pages that show a record, and those by which it is changed. */
const recordRoutes = (
  place: string,
  role: string,
  show: PageHandler,
  forms: ReturnType<typeof createForms<FormKind>>,
): readonly Route[] => {
  const of = (rest: string): RegExp => new RegExp(`^\\/${place}\\/${record}${rest}$`);
  return [
    { method: 'GET', path: of(''), handle: show, role },
    { method: 'GET', path: of('\\/([a-z]{3,16})'), handle: forms.ask, role },
    { method: 'POST', path: of('\\/([a-z]{3,16})'), handle: forms.act, role },
  ];
};

/** Where the pages are, and which role opens them. */
export const consoleRoutes = (options: ConsolePagesOptions): readonly Route[] => {
  const lists = createLists(options);
  const incidents = createIncidents(options);
  const notes = createNotificationPages(options);
  const weaknesses = createWeaknessPages(options);
  const evidence = createEvidencePages(options);
  const statistics = createStatisticsPages(options);
  const noteForms = createForms(options, 'Notification', (asked, state) => {
    const { namespace, name } = state.record.metadata;
    return state.form === sign ? notes.page(asked, namespace, name, state.problems) : formPage(asked, state);
  });
  return [
    { method: 'GET', path: /^\/inbox$/, handle: lists.inbox, role: 'meldpunt-contact-point' },
    { method: 'GET', path: /^\/incidents$/, handle: lists.register, role: 'meldpunt-responder' },
    { method: 'GET', path: /^\/breaches$/, handle: lists.breaches, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/breaches\.csv$/, handle: lists.breachesCsv, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/breaches\.html$/, handle: lists.breachesDocument, role: 'meldpunt-dpo' },
    { method: 'GET', path: /^\/statistics$/, handle: statistics.choose, role: 'meldpunt-management' },
    { method: 'GET', path: /^\/statistics\.html$/, handle: statistics.show, role: 'meldpunt-management' },
    { method: 'GET', path: new RegExp(`^\\/incidents\\/${record}\\/summary$`), handle: incidents.summary, role: 'meldpunt-management' },
    { method: 'GET', path: new RegExp(`^\\/notifications\\/${record}\\/document$`), handle: notes.document, role: 'meldpunt-dpo' },
    ...recordRoutes('incidents', 'meldpunt-responder', incidents.show, incidents),
    ...recordRoutes('weaknesses', 'meldpunt-contact-point', weaknesses.show, createForms(options, 'Weakness')),
    ...recordRoutes('notifications', 'meldpunt-dpo', notes.show, noteForms),
    ...recordRoutes('evidence', 'meldpunt-evidence-custodian', evidence.show, createForms(options, 'EvidenceItem')),
  ];
};
