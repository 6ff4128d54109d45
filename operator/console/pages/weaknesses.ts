import { last } from '../../api/entries.ts';
import { kinds } from '../../api/kinds.ts';
import type { Weakness, WeaknessEvaluationLikelihood } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { type ActionProblem, choiceProblems, orRefuse, type Read, stating, type Typed, textProblems } from '../actions/action.ts';
import { applyChange } from '../actions/apply.ts';
import { type Asked, type Page, type PageHandler, zoneOf } from '../asked.ts';
import { areaField, factsList, momentField, selectField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { momentIn } from '../moment.ts';
import { failurePage } from '../refusals.ts';
import { type Rights, rightsOf } from '../rights.ts';
import { problemList } from './acting.ts';
import { clock } from './parts.ts';
import { type ConsolePagesOptions, entryId, somebodyOf, typedOf, useOf } from './serving.ts';

/** Something that somebody does to a weakness. */
interface WeaknessAction {
  readonly verb: string;
  readonly role: string;
  readonly prefix: string;
  readonly fields: (asked: Asked, typed: Typed, problem: (field: string) => string | undefined) => Html;
  readonly read: (asked: Asked, typed: Typed) => Read;
}

type ActionName = 'evaluate' | 'accept';

const levels: readonly WeaknessEvaluationLikelihood[] = ['Low', 'Medium', 'High'];
const treatments = ['Remedy', 'Accept', 'NotAWeakness'] as const;

const reasons = ({ words }: Asked, typed: Typed, problem: string | undefined): Html =>
  areaField({ name: 'reasons', label: words.console.field.reasons, value: typed('reasons'), problem }, true);

/** R-f: how serious it is, and what is to be done about it. */
const evaluate: WeaknessAction = {
  verb: facts.evaluation.verb,
  role: facts.evaluation.role,
  prefix: facts.evaluation.prefix,
  fields: (asked, typed, problem) => {
    const { weakness, console: words } = asked.words;
    const scale = [{ value: '', text: words.option.choose }, ...levels.map((value) => ({ value, text: weakness.level[value] }))];
    const ways = [{ value: '', text: words.option.choose }, ...treatments.map((value) => ({ value, text: weakness.treatment[value] }))];
    const select = (name: 'likelihood' | 'impact' | 'treat', options: typeof scale): Html =>
      selectField({ name, label: weakness[name], value: typed(name), problem: problem(name) }, options);
    return html`${select('likelihood', scale)}${select('impact', scale)}${select('treat', ways)}${reasons(asked, typed, problem('reasons'))}`;
  },
  read: (_, typed) =>
    orRefuse(
      [
        ...choiceProblems(typed, 'likelihood', levels),
        ...choiceProblems(typed, 'impact', levels),
        ...choiceProblems(typed, 'treat', treatments),
        ...textProblems(typed, 'reasons', 2048),
      ],
      () =>
        stating(facts.evaluation, {
          likelihood: typed('likelihood'),
          impact: typed('impact'),
          treat: typed('treat'),
          reasons: typed('reasons'),
        }),
    ),
};

/** W4: its risk is accepted by a named person who may. */
const accept: WeaknessAction = {
  verb: facts.acceptance.verb,
  role: facts.acceptance.role,
  prefix: facts.acceptance.prefix,
  fields: (asked, typed, problem) => {
    const { weakness } = asked.words;
    const until = { name: 'until', label: weakness.until, hint: weakness.accept.hint, value: typed('until'), problem: problem('until') };
    return html`${reasons(asked, typed, problem('reasons'))}${momentField(until)}`;
  },
  read: (asked, typed) => {
    const until = momentIn(typed('until'), zoneOf(asked));
    const problems = [
      ...textProblems(typed, 'reasons', 2048),
      ...(typed('until') !== '' && until === undefined ? [{ field: 'until', problem: 'missing' } as const] : []),
    ];
    return orRefuse(problems, () => stating(facts.acceptance, { reasons: typed('reasons'), until }));
  },
};

const actions: Readonly<Record<ActionName, WeaknessAction>> = { evaluate, accept };
const names: readonly ActionName[] = ['evaluate', 'accept'];

/** The address of a weakness's page. */
export const weaknessPath = ({ metadata }: Pick<Weakness, 'metadata'>): string =>
  `/weaknesses/${encodeURIComponent(metadata.namespace ?? '')}/${encodeURIComponent(metadata.name)}`;

const isOver = ({ status }: Weakness): boolean => ['Remedied', 'Rejected'].includes(status?.phase ?? '');

/** Which forms are shown, with what is in them. */
export interface WeaknessForms {
  readonly rights: Rights;
  readonly tokenOf: (action: ActionName) => string;
  readonly typed: Typed;
  /** The form that was sent, and what is wrong with it. */
  readonly sent: ActionName | undefined;
  readonly problems: readonly ActionProblem[];
}

const formOf = (asked: Asked, weakness: Weakness, name: ActionName, { tokenOf, typed, sent, problems }: WeaknessForms): Html => {
  const { weakness: words, console: own } = asked.words;
  const mine: Typed = (field) => (sent === name ? typed(field) : '');
  const problemOf = (field: string): string | undefined => {
    const found = sent === name ? problems.find((one) => one.field === field) : undefined;
    return found && own.problem[found.problem];
  };
  return html`<h2>${words[name].title}</h2>
<form class="stack" method="post" action="${weaknessPath(weakness)}/${name}" accept-charset="utf-8" novalidate>
<input type="hidden" name="token" value="${tokenOf(name)}">
${actions[name].fields(asked, mine, problemOf)}
<div class="buttons"><button>${words[name].send}</button></div>
</form>`;
};

/** Which of the forms is offered: one at a time, since two forms have fields of the same names. */
const offered = (weakness: Weakness, { rights, sent }: WeaknessForms): ActionName | undefined => {
  if (sent !== undefined) return sent;
  if (isOver(weakness)) return undefined;
  const treated = last(weakness.spec.evaluations)?.treat;
  const order: readonly ActionName[] = treated === 'Accept' ? ['accept', 'evaluate'] : names;
  return order.find((name) => rights('patch', 'weaknesses') && rights(actions[name].verb, 'weaknesses'));
};

/** A weakness: what was seen, what was judged of it, and what somebody can do. */
export const weaknessPage = (asked: Asked, weakness: Weakness, forms: WeaknessForms): Page => {
  const { console: own, weakness: words } = asked.words;
  const { spec, status, metadata } = weakness;
  const evaluation = last(spec.evaluations);
  const acceptance = last(spec.acceptances);
  const which = offered(weakness, forms);
  const treated = evaluation && (evaluation.treat === 'Duplicate' ? evaluation.treat : words.treatment[evaluation.treat]);
  const reporter = spec.report?.anonymous ? own.anonymous : (spec.report?.by ?? own.anonymous);
  const main = html`<h1>${spec.title}</h1>
<p><span class="tag">${words.phase[status?.phase ?? 'Reported']}</span> <span class="code soft">${metadata.name}</span></p>
${asked.query.get('done') === '1' ? html`<p class="note good" role="status">${own.done}</p>` : ''}
${problemList(asked, forms.problems)}
${factsList([
  [own.term.what, spec.description && html`<span class="text">${spec.description}</span>`],
  [own.term.asset, spec.asset],
  [own.term.department, spec.department],
  [own.term.reportedBy, html`${reporter}${spec.report?.by === undefined ? html` <span class="tag warn">${own.unverified}</span>` : ''}`],
  [own.column.reported, clock(asked, spec.report?.at)],
  [words.likelihood, evaluation && words.level[evaluation.likelihood]],
  [words.impact, evaluation && words.level[evaluation.impact]],
  [words.treat, treated],
  [own.field.reasons, evaluation && html`<span class="text">${evaluation.reasons}</span> (${evaluation.by})`],
  [words.accept.title, acceptance && html`<span class="text">${acceptance.reasons}</span> (${acceptance.by})`],
  [own.column.due, clock(asked, status?.dueAt)],
])}
${which === undefined ? '' : formOf(asked, weakness, which, forms)}`;
  return { kind: 'page', status: forms.problems.length === 0 ? 200 : 422, title: spec.title, main, narrow: true };
};

/** The pages about weaknesses. */
export const createWeaknessPages = ({ clientOf, tokens, seals }: ConsolePagesOptions) => {
  const page = async (asked: Asked, namespace: string, name: string, sent?: ActionName, problems: readonly ActionProblem[] = []) => {
    const { session, client } = somebodyOf(asked, clientOf);
    const [weakness, rights] = await Promise.all([client.get<Weakness>(kinds.Weakness, { namespace, name }), rightsOf(client, namespace)]);
    const tokenOf = (action: ActionName): string => tokens.issue(useOf(`weakness ${action}`, namespace, name), session.user);
    return weaknessPage(asked, weakness, { rights, tokenOf, typed: typedOf(asked.form), sent, problems });
  };
  const show: PageHandler = (asked, [namespace = '', name = '']) => page(asked, namespace, name);
  const act: PageHandler = async (asked, [namespace = '', name = '', which = '']) => {
    const found = names.find((each) => each === which);
    if (found === undefined) return { kind: 'missing' };
    const { session, client } = somebodyOf(asked, clientOf);
    const action = actions[found];
    const typed = typedOf(asked.form);
    const token = tokens.check(useOf(`weakness ${found}`, namespace, name), session.user, typed('token'));
    if (token.kind !== 'good') return page(asked, namespace, name, found, [{ field: 'main', problem: 'old' }]);
    const stamp = { id: entryId(seals, action.prefix, token.nonce), at: asked.now, by: session.user };
    try {
      const read = () => action.read(asked, typed);
      const problems = await applyChange<readonly ActionProblem[], Weakness>(client, 'Weakness', { namespace, name }, read, stamp);
      if (problems !== undefined) return page(asked, namespace, name, found, problems);
    } catch (error) {
      return failurePage(asked, error, action.role);
    }
    return { kind: 'redirect', to: `/weaknesses/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}?done=1` };
  };
  return { show, act };
};
