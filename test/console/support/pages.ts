// Every page that there is, filled as a case in the middle of its course fills it.

import type { Asked, Page } from '../../../operator/console/asked.ts';
import { forms, formsFor } from '../../../operator/console/forms/catalogue.ts';
import type { Problem } from '../../../operator/console/forms/field.ts';
import type { Form, FormKind, Recorded } from '../../../operator/console/forms/form.ts';
import { approve } from '../../../operator/console/forms/learn.ts';
import { sign } from '../../../operator/console/forms/notification.ts';
import { formPage } from '../../../operator/console/pages/acting.ts';
import { breachesPage } from '../../../operator/console/pages/breaches.ts';
import { evidencePage } from '../../../operator/console/pages/evidence.ts';
import { incidentPage } from '../../../operator/console/pages/incident.ts';
import { inboxPage, registerPage } from '../../../operator/console/pages/lists.ts';
import { notificationPage } from '../../../operator/console/pages/notifications.ts';
import { statisticsPage } from '../../../operator/console/pages/statistics.ts';
import { summaryPage } from '../../../operator/console/pages/summary.ts';
import { weaknessPage } from '../../../operator/console/pages/weaknesses.ts';
import { notYoursPage, signInFirstPage, tooMuchPage } from '../../../operator/console/refusals.ts';
import { typedIn } from '../../../operator/console/report/form.ts';
import { choicePage, formPage as reportFormPage } from '../../../operator/console/report/page.ts';
import { receiptPage } from '../../../operator/console/report/receipt.ts';
import type { Language } from '../../../operator/document/model.ts';
import { breachRegister } from '../../../operator/report/breach-register.ts';
import { askedFor, reportedIncident } from './asked.ts';
import { caseInCourse, evidenceInCourse, noticeInCourse, scaledPolicy, shippedRegimes, weaknessInCourse } from './case.ts';
import { recordFor } from './doing.ts';

/** A page by its name, with what was asked. */
export interface NamedPage {
  readonly name: string;
  readonly asked: Asked;
  readonly page: Page;
}

const reporting = (asked: Asked): readonly (readonly [string, Page])[] => {
  const form = (fields: string, problems: Parameters<typeof reportFormPage>[1]['problems'] = []) =>
    reportFormPage(asked, { typed: typedIn(new URLSearchParams(fields)), problems, token: 't', signIn: true });
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
      reportFormPage(asked, {
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

const state = <K extends FormKind>(kind: K, form: Form, record: Recorded, problems: readonly Problem[] = []) =>
  ({ kind, form, record, regimes: shippedRegimes(), typed: problems.length === 0 ? undefined : () => '', problems, token: 't' }) as never;

/** Every form, on a record that it fits; with something wrong in its first field, so that this is seen too. */
const filling = (asked: Asked): readonly (readonly [string, Page])[] =>
  (Object.keys(forms) as readonly FormKind[]).flatMap((kind) =>
    (forms[kind] as readonly Form[]).map((form): readonly [string, Page] => {
      const wrong = form.name === 'accept' ? [{ field: 'category', problem: 'choice' } as const] : [];
      return [`${kind.toLowerCase()}-${form.name}`, formPage(asked, state(kind, form, recordFor(kind, form), wrong))];
    }),
  );

const handling = (asked: Asked): readonly (readonly [string, Page])[] => {
  const incident = caseInCourse();
  const read = <T>(item: T) => ({ kind: 'read', items: [item] }) as const;
  const [note, weakness, item] = [noticeInCourse(), weaknessInCourse(), evidenceInCourse()];
  const dossier = { incident, evidence: { kind: 'refused' } as const, notifications: read(note) };
  const doing = { ...asked, query: new URLSearchParams('done=1') };
  const everything = () => true;
  return [
    ['inbox', inboxPage(asked, { items: [incident, reportedIncident()], page: 1, pages: 1, total: 2 }, read(weakness))],
    ['inbox-empty', inboxPage(asked, { items: [], page: 1, pages: 1, total: 0 }, { kind: 'refused' })],
    [
      'register',
      registerPage(asked, 'open', 'laptop', { items: Array.from({ length: 50 }, () => incident), page: 2, pages: 200, total: 10_000 }),
    ],
    ['incident', incidentPage(doing, { ...dossier, evidence: read(item) }, formsFor('Incident', incident, everything))],
    ['incident-reported', incidentPage(asked, { ...dossier, incident: reportedIncident() }, [])],
    ['summary', summaryPage(asked, incident, state('Incident', approve as unknown as Form, incident))],
    [
      'notification',
      notificationPage(
        asked,
        { note, incident, policy: asked.policy, earlier: [] },
        ['nl', 'fr'],
        formsFor('Notification', note, everything),
        state('Notification', sign as unknown as Form, note),
      ),
    ],
    ['weakness-record', weaknessPage(asked, weakness, formsFor('Weakness', weakness, everything))],
    ['evidence', evidencePage(asked, item, formsFor('EvidenceItem', item, everything))],
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

const signedIn = (language: Language): Asked =>
  askedFor({ language, policy: scaledPolicy(), path: '/incidents', session: { user: 'a.verbeke', token: 't', expires: 0 } });

/** The pages that show something, in a language. */
export const shownPagesIn = (language: Language): readonly NamedPage[] => {
  const [asked, signed] = [askedFor({ language }), signedIn(language)];
  return [
    ...reporting(asked).map(([name, page]) => ({ name, asked, page })),
    ...handling(signed).map(([name, page]) => ({ name, asked: signed, page })),
  ];
};

/** The forms by which records are changed, in a language. */
export const formPagesIn = (language: Language): readonly NamedPage[] => {
  const signed = signedIn(language);
  return filling(signed).map(([name, page]) => ({ name, asked: signed, page }));
};

/** All pages in a language. */
export const pagesIn = (language: Language): readonly NamedPage[] => [...shownPagesIn(language), ...formPagesIn(language)];
