import { categories } from '../../api/choices.ts';
import { apiVersion } from '../../api/kinds.ts';
import type { Playbook } from '../../api/types.gen.ts';
import { said as onlySaid } from '../../fact/change.ts';
import { stop } from '../answer.ts';
import type { Option } from './option.ts';
import type { Said } from './said.ts';
import { checks } from './verbs/assess.ts';
import { flag, oneOf, text } from './verbs/target.ts';

/** What a new record is made with. */
export interface Making {
  readonly namespace: string;
  readonly name: string;
  readonly said: Said;
  readonly now: string;
  readonly user: string;
  readonly playbook: Playbook | undefined;
}

/** A verb that makes a record. All its functions are pure. */
export interface Creation {
  readonly name: string;
  readonly about: string;
  readonly usage: readonly string[];
  readonly options: readonly Option[];
  readonly needs: (said: Said) => readonly string[];
  /** Begins the name of a record that is given none. */
  readonly prefix: (said: Said) => string;
  readonly makes: (making: Making) => { readonly object: object; readonly told: string };
}

const questions = ['cause', 'howEstablished', 'impact'] as const;
const optionOf = { cause: 'cause', howEstablished: 'how', impact: 'impact' } as const;

const reportOf = ({ said, now, user }: Making) => ({
  what: said.text('what'),
  establishedAt: said.moment('established') ?? now,
  ...onlySaid({
    establishedBy: said.text('established-by'),
    occurredAt: said.moment('occurred'),
    affected: said.text('affected')?.split(/\s*;\s*/),
    ...Object.fromEntries(questions.map((question) => [question, said.text(optionOf[question])])),
    unknown: said.list('unknown'),
    reportedVia: said.text('via') ?? 'API',
    reportedAt: now,
  }),
  ...(said.has('anonymous') ? { anonymous: true, verified: false } : { reportedBy: user }),
});

const incidentOf = (making: Making): object => {
  const { said, namespace, name } = making;
  return {
    apiVersion,
    kind: 'Incident',
    metadata: { name, namespace },
    spec: onlySaid({
      title: said.text('title'),
      category: said.text('category'),
      department: said.text('department'),
      asset: said.text('asset'),
      personalDataCheck: said.text('personal-data'),
      report: reportOf(making),
    }),
  };
};

const weaknessOf = ({ said, namespace, name }: Making): object => ({
  apiVersion,
  kind: 'Weakness',
  metadata: { name, namespace },
  spec: {
    ...onlySaid({
      title: said.text('title'),
      description: said.text('what'),
      asset: said.text('asset'),
      department: said.text('department'),
    }),
    notExploited: true,
    report: { reportedVia: said.text('via') ?? 'API', ...(said.has('anonymous') && { anonymous: true }) },
  },
});

const hasRead = 'I have read it';

/** What makes a report by hand: an event or a weakness (P2, W1, W2). */
export const reporting: Creation = {
  name: 'report',
  about: `Reports what happened, as anybody does as soon as possible (P2); "what" and a title are enough. With --weakness, reports what could go wrong
next. A weakness must never be exploited, not even to prove that it is there (W3).
With --period it reports on a period instead, to those who manage.`,
  usage: [
    '--what <text> --title <text> [options]',
    '--weakness --what <text> --title <text> --not-exploited',
    '--period <period> [options]   (below)',
  ],
  options: [
    text('what', 'what happened, or what the weakness is'),
    text('title', 'the same in one line, without personal data'),
    flag('weakness', 'it is a weakness: nothing has happened yet'),
    flag('not-exploited', `you have read that a weakness must never be exploited, and did not try`),
    text('name', 'the name of the record, else one is made', 'name'),
    { name: 'established', value: 'moment', moment: true, text: 'when it was established; the present, if left out' },
    { name: 'occurred', value: 'moment', moment: true, text: 'when it occurred' },
    text('established-by', 'who established it', 'user'),
    text('cause', 'how it was caused'),
    text('how', 'how it was established'),
    text('affected', 'what it affected, several things with semicolons'),
    text('impact', 'the impact on the activities'),
    {
      name: 'unknown',
      value: 'questions',
      many: true,
      choices: ['establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact'],
      text: 'what is not known, which is an answer; with commas',
    },
    oneOf('category', 'what kind of situation it is', categories, 'category'),
    text('department', 'the department that was hit', 'name'),
    text('asset', 'what was hit, or has the weakness', 'name'),
    oneOf('personal-data', 'whether personal data are touched', checks, 'answer'),
    oneOf('via', 'by which way it came in; API, if left out', ['LineManager', 'Helpdesk', 'CISO', 'DPO', 'API'], 'way'),
    flag('anonymous', 'the reporter stays unnamed in the report; the API server knows who writes'),
  ],
  needs: (said) => ['what', 'title', ...(said.has('weakness') ? ['not-exploited'] : [])],
  prefix: (said) => (said.has('weakness') ? 'weak' : 'inc'),
  makes: (making) => {
    const { said } = making;
    if (!said.has('weakness')) return { object: incidentOf(making), told: 'reported' };
    if (!said.has('not-exploited')) stop(`A weakness is taken with --not-exploited only: "${hasRead}, and did not exploit it."`);
    return { object: weaknessOf(making), told: 'reported' };
  },
};

const stepsIn = (playbook: Playbook | undefined): string => (playbook?.spec.steps ?? []).map(({ name }) => name).join(', ');

/** P7: a rehearsal. The machinery is the same; nobody outside is told, and it is out of the figures. */
export const drilling: Creation = {
  name: 'drill',
  about: `Starts an exercise on a playbook (P7). Its record is marked from the first moment and for ever: the machinery is the same, no real recipient
is told, least of all an authority, and it is out of the figures. What was learnt goes into its review, as in earnest.`,
  usage: ['--playbook <name> --what <text> [options]'],
  options: [
    text('playbook', 'the playbook that is rehearsed', 'name'),
    text('what', 'the situation that is played'),
    text('title', 'the same in one line; that of the playbook, if left out'),
    text('name', 'the name of the record, else one is made', 'name'),
    text('department', 'the department that takes part', 'name'),
    oneOf('category', 'what kind of situation it is; that of the playbook, if left out', categories, 'category'),
    oneOf('personal-data', 'whether personal data are touched in it', checks, 'answer'),
  ],
  needs: () => ['playbook', 'what'],
  prefix: () => 'drill',
  makes: ({ said, namespace, name, now, user, playbook }) => {
    if (playbook === undefined) return stop(`There is no playbook ${said.text('playbook')}: kubectl get playbooks shows them.`);
    const title = said.text('title') ?? playbook.spec.title;
    const spec = {
      ...onlySaid({
        category: said.text('category') ?? playbook.spec.categories?.[0],
        department: said.text('department'),
        personalDataCheck: said.text('personal-data'),
      }),
      title: /exercise/i.test(title) ? title : `Exercise: ${title}`.slice(0, 200),
      drill: true,
      playbookRef: { name: playbook.metadata.name },
      report: {
        what: said.text('what'),
        establishedBy: user,
        occurredAt: now,
        establishedAt: now,
        howEstablished: 'Started as an exercise.',
        affected: ['nothing: an exercise'],
        impact: 'None: an exercise.',
        unknown: ['cause'],
        reportedBy: user,
        reportedVia: 'API',
        reportedAt: now,
      },
    };
    const steps = stepsIn(playbook);
    return {
      object: { apiVersion, kind: 'Incident', metadata: { name, namespace }, spec },
      told: `started as an exercise: no real recipient is told${steps === '' ? '' : `. Its steps: ${steps}`}`,
    };
  },
};
