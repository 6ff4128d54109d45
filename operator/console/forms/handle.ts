import { effective } from '../../api/entries.ts';
import type { Incident } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { answeredQuestions, openQuestions } from '../../incident/questions.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { reportWords } from '../../report/words/catalogue.ts';
import { amount, choice, coded, type Field, fold, line, lines, moment, number, plain, shaped, text, tick, yesNo } from './field.ts';
import { type Form, missing, rightOf, said, sets, states, type Values } from './form.ts';

/** Whether a record is closed or dismissed, so that it takes hardly anything. */
export const isOver = ({ status }: Incident): boolean => status?.phase === 'Closed' || status?.phase === 'Dismissed';

const isOpen = (incident: Incident): boolean => !isOver(incident);
const handled = ({ status }: Incident): boolean => ['Containing', 'Eradicating', 'Recovering', 'Reviewing'].includes(status?.phase ?? '');

/** What every form of this file has unless it says otherwise: facts, which whoever may change the record adds (docs/reference/permissions.md). */
const fact = { verb: 'patch', resource: 'incidents', role: 'meldpunt-responder', fits: isOpen } as const;

const doneAt = moment('at', 'Past', { label: 'doneAt', hint: 'nowIfEmpty' });

/** A1: the manager of the department appoints the leader. */
export const appoint: Form<Incident> = {
  ...fact,
  name: 'appoint',
  ...rightOf(facts.appointment),
  fields: () => [line('leader', 253, { hint: 'username', required: true }), line('reason', 1024, { hint: 'appointmentReason' })],
  change: states(facts.appointment),
};

/** A1: the leader composes the team. */
export const team: Form<Incident> = {
  ...fact,
  name: 'team',
  prefix: 't',
  fields: ({ record }) => [lines('response.team', 32, 253, { hint: 'usernames', required: true, value: record.spec.response?.team })],
  change: sets(),
};

const answer = (question: string): Field => {
  const name = `report.${question}`;
  switch (question) {
    case 'occurredAt':
      return moment(name, 'Past');
    case 'affected':
      return lines(name, 16, 253, { hint: 'onePerLine' });
    case 'establishedBy':
      return line(name, 253);
    default:
      return text(name, question === 'howEstablished' ? 2048 : 4096);
  }
};

/** R-j to R-q: the questions that nobody has answered yet; "not known" is an answer too. */
export const answerOpen: Form<Incident> = {
  ...fact,
  name: 'answer',
  role: 'meldpunt-contact-point',
  prefix: 'q',
  fits: (incident) => isOpen(incident) && openQuestions(incident.spec).length > 0,
  fields: ({ record, words }) =>
    openQuestions(record.spec).flatMap((question) => {
      const asked = question === 'what' || question === 'establishedAt' ? undefined : words.report.question[question].label;
      if (asked === undefined) return [];
      return [{ ...answer(question), label: { text: asked } }, tick(`unknown.${question}`, { label: 'notKnown' })];
    }),
  check: (values) => {
    const unknown = Object.keys((values['unknown'] ?? {}) as Values);
    const answered = (values['report'] ?? {}) as Values;
    return unknown.flatMap((question) =>
      answered[question] === undefined ? [] : [{ field: `report-${question}`, problem: 'both' } as const],
    );
  },
  change: (values, { record }) => {
    const unknown = Object.keys((values['unknown'] ?? {}) as Values);
    const answers = Object.entries((values['report'] ?? {}) as Values).map(([question, value]) => [`report.${question}`, value]);
    const all = [...(record.spec.report.unknown ?? []), ...unknown];
    return { set: { ...Object.fromEntries(answers), ...(unknown.length > 0 && { 'report.unknown': all }) } };
  },
};

/** R-j to R-q: what an answer said before is set right by a later one; both stay readable. */
export const amend: Form<Incident> = {
  ...fact,
  name: 'amend',
  ...rightOf(facts.answer),
  fits: ({ spec }) => answeredQuestions(spec).length > 0,
  fields: ({ record, words }) => {
    const labels: Readonly<Record<string, string>> = {
      what: words.console.term.what,
      establishedAt: words.console.term.establishedAt,
      ...Object.fromEntries(Object.entries(words.report.question).map(([question, { label }]) => [question, label])),
    };
    const options = answeredQuestions(record.spec).map((value) => ({ value, text: labels[value] ?? value }));
    return [choice('question', options, { required: true }), text('value', 4096, { hint: 'answerValue', required: true })];
  },
  change: states(facts.answer),
};

/** R-a: a step of the handling is reached. */
export const milestone: Form<Incident> = {
  ...fact,
  name: 'milestone',
  ...rightOf(facts.milestone),
  fits: handled,
  fields: ({ words }) => [
    choice('reached', coded(recordTerms[words.language].milestone), { required: true }),
    doneAt,
    text('note', 1024, { label: 'basis' }),
  ],
  change: states(facts.milestone),
};

/** S5: what was observed, what was done, by whom or which tool, and why. */
export const record: Form<Incident> = {
  ...fact,
  name: 'record',
  ...rightOf(facts.action),
  fits: handled,
  fields: ({ words }) => [
    choice('kind', coded(words.forms.choice.actionKind), { required: true }),
    text('what', 2048, { label: 'done', required: true }),
    text('why', 1024),
    fold('further', [text('observed', 2048), doneAt, line('tool', 253), tick('automatic'), number('minutes', 100_000)]),
  ],
  change: states(facts.action),
};

/** P7: a step of the playbook was done, or skipped with a reason. */
export const step: Form<Incident> = {
  ...fact,
  name: 'step',
  ...rightOf(facts.step),
  fits: (incident) => isOpen(incident) && (incident.status?.playbook?.steps ?? []).length > 0,
  fields: ({ record: { status }, words }) => [
    choice('step', plain((status?.playbook?.steps ?? []).map(({ name }) => name)), { required: true }),
    choice('outcome', coded(words.forms.choice.stepOutcome), { required: true }),
    text('note', 1024, { hint: 'skipReason' }),
  ],
  check: (values) => missing(values['outcome'] === 'Skipped' && said(values, 'note') === '', 'note'),
  change: states(facts.step),
};

const recordName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** P7: which playbook is followed. */
export const playbook: Form<Incident> = {
  ...fact,
  name: 'playbook',
  prefix: 'pb',
  fields: ({ record: { spec } }) => [
    shaped('playbookRef.name', 253, recordName, 'name', {
      label: 'playbook',
      hint: 'playbook',
      required: true,
      value: spec.playbookRef?.name,
    }),
  ],
  change: sets(),
};

/** R-g, A2: it is handed up, or help is asked. */
export const escalate: Form<Incident> = {
  ...fact,
  name: 'escalate',
  ...rightOf(facts.escalation),
  fields: ({ words }) => [
    choice('to', coded(words.forms.choice.escalateTo), { required: true }),
    choice('kind', coded(words.forms.choice.escalateKind), { label: 'escalateKind', required: true }),
    text('reason', 2048, { required: true }),
  ],
  change: states(facts.escalation),
};

/** R-i, S6: somebody was told outside the duties. */
export const inform: Form<Incident> = {
  ...fact,
  name: 'inform',
  ...rightOf(facts.communication),
  fields: () => [
    line('audience', 253, { required: true }),
    line('channel', 128),
    text('what', 2048, { label: 'told', required: true }),
    doneAt,
  ],
  change: states(facts.communication),
};

/** NIS2 art. 23, DORA art. 19: when the organisation became aware of the incident itself. It is written once. */
export const aware: Form<Incident> = {
  ...fact,
  name: 'aware',
  prefix: 'aw',
  fits: (incident) => isOpen(incident) && incident.spec.awareAt === undefined,
  fields: ({ record: { spec } }) => [
    moment('awareAt', 'Past', { label: 'incidentAware', hint: 'incidentAware', required: true, value: spec.report.establishedAt }),
  ],
  change: sets(),
};

/** NIS2 art. 23, DORA art. 18: how it counts under another law, with the facts that only that law asks for. */
export const classify: Form<Incident> = {
  ...fact,
  name: 'classify',
  ...rightOf(facts.classification),
  fits: handled,
  fields: ({ regimes, words }) => [
    choice(
      'regime',
      regimes.map(({ metadata, spec }) => ({ value: metadata.name, text: spec.title })),
      { required: true },
    ),
    choice('result', coded(words.forms.choice.classification), { required: true }),
    moment('classifiedAt', 'Past', { hint: 'nowIfEmpty' }),
    yesNo('suspectedMalicious'),
    yesNo('crossBorder'),
    text('reasons', 2048),
  ],
  change: (values, { now }) => ({ add: { list: facts.classification.list, entry: { classifiedAt: now, ...values } } }),
};

/** R-g, N2: why a deadline was missed. */
export const delay: Form<Incident> = {
  ...fact,
  name: 'delay',
  ...rightOf(facts.delay),
  fits: (incident) => isOpen(incident) && missed(incident).length > 0,
  fields: ({ record: incident }) => [
    choice('deadline', plain(missed(incident)), { required: true }),
    text('reason', 2048, { required: true }),
  ],
  change: states(facts.delay),
};

const missed = ({ spec, status }: Incident): readonly string[] => {
  const told = new Set(effective(spec.delays).map(({ deadline }) => deadline));
  const late = (status?.deadlines ?? []).filter(({ state, name }) => (state === 'Missed' || state === 'MetLate') && !told.has(name));
  return late.map(({ name }) => name);
};

/** L1: what it cost; labour by minutes at the rate of a role, anything else by an amount. */
export const cost: Form<Incident> = {
  ...fact,
  name: 'cost',
  ...rightOf(facts.cost),
  fits: () => true,
  fields: ({ policy, words }) => [
    choice('kind', coded(reportWords[words.language].costs.kinds), { label: 'costKind', required: true }),
    amount('amount', { hint: 'amount' }),
    shaped('currency', 3, /^[A-Z]{3}$/, 'currency', { value: policy?.spec.rates?.currency }),
    choice('role', plain([...new Set(rolesOf(policy?.spec.rates))]), { label: 'labourRole' }),
    number('minutes', 1_000_000),
    tick('estimate'),
  ],
  check: (values) => missing(values['amount'] === undefined && (values['minutes'] === undefined || values['role'] === undefined), 'amount'),
  change: ({ currency, ...values }) => ({
    add: {
      list: facts.cost.list,
      entry: values['amount'] === undefined ? values : { ...values, ...(currency !== undefined && { currency }) },
    },
  }),
};

interface Rates {
  readonly perHour?: Readonly<Record<string, string>>;
  readonly hourly?: readonly { readonly role: string }[];
}

const rolesOf = (rates: Rates | undefined): readonly string[] => [
  ...Object.keys(rates?.perHour ?? {}),
  ...(rates?.hourly ?? []).map(({ role }) => role),
];
