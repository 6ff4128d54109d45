// Every page that there is, filled as a case in the middle of its course fills it.

import type { Action, ActionProblem } from '../../../operator/console/actions/action.ts';
import { accept, confirm, decline, merge } from '../../../operator/console/actions/assess.ts';
import { breach } from '../../../operator/console/actions/breach.ts';
import { actions } from '../../../operator/console/actions/catalogue.ts';
import { approve, decide, record } from '../../../operator/console/actions/handle.ts';
import type { Asked, Page } from '../../../operator/console/asked.ts';
import { actionPage, summaryPage } from '../../../operator/console/pages/acting.ts';
import { breachesPage } from '../../../operator/console/pages/breaches.ts';
import { incidentPage } from '../../../operator/console/pages/incident.ts';
import { inboxPage, registerPage } from '../../../operator/console/pages/lists.ts';
import { notificationPage } from '../../../operator/console/pages/notifications.ts';
import { statisticsPage } from '../../../operator/console/pages/statistics.ts';
import { weaknessPage } from '../../../operator/console/pages/weaknesses.ts';
import { notYoursPage, signInFirstPage, tooMuchPage } from '../../../operator/console/refusals.ts';
import { typedIn } from '../../../operator/console/report/form.ts';
import { choicePage, formPage } from '../../../operator/console/report/page.ts';
import { receiptPage } from '../../../operator/console/report/receipt.ts';
import type { Language } from '../../../operator/document/model.ts';
import { breachRegister } from '../../../operator/report/breach-register.ts';
import { askedFor, reportedIncident } from './asked.ts';
import { caseInCourse, evidenceInCourse, noticeInCourse, scaledPolicy, weaknessInCourse } from './case.ts';

/** A page by its name, with what was asked. */
export interface NamedPage {
  readonly name: string;
  readonly asked: Asked;
  readonly page: Page;
}

const reporting = (asked: Asked): readonly (readonly [string, Page])[] => {
  const form = (fields: string, problems: Parameters<typeof formPage>[1]['problems'] = []) =>
    formPage(asked, { typed: typedIn(new URLSearchParams(fields)), problems, token: 't', signIn: true });
  return [
    ['choice', choicePage(asked)],
    ['event', form('kind=event')],
    ['weakness', form('kind=weakness', [{ field: 'agree', problem: 'agree' }])],
    [
      'unsure',
      form('kind=unsure&cause=x&unknown-cause=x', [
        { field: 'what', problem: 'missing' },
        { field: 'cause', problem: 'both' },
      ]),
    ],
    ['receipt', receiptPage(asked, { record: reportedIncident(), by: '2026-10-24T08:00:00Z', link: '/report/x', isNew: true })],
    ['too-much', tooMuchPage(asked, 30)],
    [
      'trouble',
      formPage(asked, {
        typed: typedIn(new URLSearchParams('kind=event&what=A laptop is gone.')),
        problems: [],
        token: 't',
        signIn: true,
        trouble: { status: 503, ...asked.words.shell.unavailable, retryAfter: 5 },
      }),
    ],
    ['sign-in-first', signInFirstPage(asked)],
    ['not-yours', notYoursPage(asked, 'x denied request: It needs the verb approve (role meldpunt-management).', undefined)],
  ];
};

const handling = (asked: Asked): readonly (readonly [string, Page])[] => {
  const incident = caseInCourse();
  const read = <T>(item: T) => ({ kind: 'read', items: [item] }) as const;
  const blank = () => '';
  const form = (action: Action, on = incident, problems: readonly ActionProblem[] = []) =>
    actionPage(asked, on, { action, typed: blank, problems, token: 't' });
  const weakness = (sent: 'evaluate' | 'accept', problems: readonly ActionProblem[]) =>
    weaknessPage(asked, weaknessInCourse(), { rights: () => true, tokenOf: blank, typed: blank, sent, problems });
  const note = noticeInCourse();
  const dossier = { incident, evidence: { kind: 'refused' } as const, notifications: read(note) };
  const doing = { ...asked, query: new URLSearchParams('done=1') };
  return [
    ['inbox', inboxPage(asked, [incident, reportedIncident()], read(weaknessInCourse()))],
    ['inbox-empty', inboxPage(asked, [], { kind: 'refused' })],
    ['register', registerPage(asked, 'open', Array.from({ length: 100 }, () => incident).slice(0, 3))],
    ['incident', incidentPage(doing, { ...dossier, evidence: read(evidenceInCourse()) }, actions)],
    ['incident-reported', incidentPage(asked, { ...dossier, incident: reportedIncident() }, [])],
    ['accept', form(accept, reportedIncident(), [{ field: 'category', problem: 'choice' }])],
    ['decline', form(decline, reportedIncident())],
    ['merge', form(merge, reportedIncident())],
    ['confirm', form(confirm)],
    ['breach', form(breach, reportedIncident(), [{ field: 'kind-Confidentiality', problem: 'choice' }])],
    ['decide', form(decide)],
    ['record', form(record)],
    ['summary', summaryPage(asked, incident, { action: approve, typed: blank, problems: [], token: 't' })],
    [
      'notification',
      notificationPage(asked, { note, incident, policy: asked.policy, earlier: [] }, ['nl', 'fr'], {
        token: 't',
        typed: blank,
        problems: [],
      }),
    ],
    ['weakness-record', weakness('evaluate', [{ field: 'treat', problem: 'choice' }])],
    ['weakness-accept', weakness('accept', [])],
    ['statistics', statisticsPage(asked)],
    [
      'breaches',
      breachesPage(
        asked,
        breachRegister({ incidents: [{ ...incident, spec: { ...incident.spec, drill: false } }], notifications: [note], archives: [] }),
      ),
    ],
  ];
};

/** The pages in a language. */
export const pagesIn = (language: Language): readonly NamedPage[] => {
  const asked = askedFor({ language });
  const signed = askedFor({ language, policy: scaledPolicy(), path: '/incidents', session: { user: 'a.verbeke', token: 't', expires: 0 } });
  return [
    ...reporting(asked).map(([name, page]) => ({ name, asked, page })),
    ...handling(signed).map(([name, page]) => ({ name, asked: signed, page })),
  ];
};
