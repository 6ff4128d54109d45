import { last } from '../../api/entries.ts';
import { kinds } from '../../api/kinds.ts';
import type { Weakness } from '../../api/types.gen.ts';
import type { Asked, Page, PageHandler } from '../asked.ts';
import { factsList } from '../fields.ts';
import { formsFor } from '../forms/catalogue.ts';
import type { Form } from '../forms/form.ts';
import { html } from '../html.ts';
import { rightsOf } from '../rights.ts';
import { formLinks } from './acting.ts';
import { clock, doneNote, text } from './parts.ts';
import { type ConsolePagesOptions, somebodyOf } from './serving.ts';

/** A weakness: what was seen, what was judged of it, and what somebody can do. */
export const weaknessPage = (asked: Asked, weakness: Weakness, forms: readonly Form<Weakness>[]): Page => {
  const { console: own, weakness: words, forms: terms } = asked.words;
  const { spec, status, metadata } = weakness;
  const [evaluation, acceptance] = [last(spec.evaluations), last(spec.acceptances)];
  const [repaired, verified] = [last(spec.remedied), last(spec.verifications)];
  const treated = evaluation && (evaluation.treat === 'Duplicate' ? evaluation.treat : words.treatment[evaluation.treat]);
  const reporter = spec.report?.anonymous ? own.anonymous : (spec.report?.by ?? own.anonymous);
  const main = html`<h1>${spec.title}</h1>
<p><span class="tag">${words.phase[status?.phase ?? 'Reported']}</span> <span class="code soft">${metadata.name}</span></p>
${doneNote(asked)}
${formLinks(asked, 'Weakness', weakness, forms)}
${factsList([
  [own.term.what, text(spec.description)],
  [own.term.asset, spec.asset],
  [own.term.department, spec.department],
  [own.term.reportedBy, html`${reporter}${spec.report?.by === undefined ? html` <span class="tag warn">${own.unverified}</span>` : ''}`],
  [own.column.reported, clock(asked, spec.report?.at)],
  [words.likelihood, evaluation && words.level[evaluation.likelihood]],
  [words.impact, evaluation && words.level[evaluation.impact]],
  [words.treat, treated],
  [terms.field.reasons, evaluation && html`<span class="text">${evaluation.reasons}</span> (${evaluation.by})`],
  [terms.form.tolerate, acceptance && html`<span class="text">${acceptance.reasons}</span> (${acceptance.by})`],
  [terms.field.plan, spec.remedy && html`<span class="text">${spec.remedy.plan}</span> (${spec.remedy.owner})`],
  [terms.form.repair, repaired && html`<span class="text">${repaired.how}</span> (${repaired.by})`],
  [
    terms.field.effect,
    verified && html`${terms.choice.effect[verified.result]}: <span class="text">${verified.how}</span> (${verified.by})`,
  ],
  [own.column.due, clock(asked, status?.dueAt)],
])}`;
  return { kind: 'page', status: 200, title: spec.title, main, narrow: true };
};

/** The page of a weakness. */
export const createWeaknessPages = ({ clientOf }: ConsolePagesOptions) => {
  const show: PageHandler = async (asked, [namespace = '', name = '']) => {
    const { client } = somebodyOf(asked, clientOf);
    const [weakness, rights] = await Promise.all([client.get<Weakness>(kinds.Weakness, { namespace, name }), rightsOf(client, namespace)]);
    return weaknessPage(asked, weakness, formsFor('Weakness', weakness, rights));
  };
  return { show };
};
