import type { Asked, Page } from '../asked.ts';
import { zoneOf } from '../asked.ts';
import { areaField, choiceField, lineField, momentField, tickField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { fieldMoment } from '../moment.ts';
import type { ReportWords } from '../words/report.ts';
import { type FieldProblem, furtherQuestions, type ReportKind, reportKinds, type Typed } from './form.ts';

/** A form as it is shown: what is in it, what is wrong with it, and its token. */
export interface FormState {
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
  readonly token: string;
  /** Whether people can sign in here. */
  readonly signIn: boolean;
  /** Why it could not be stored, though nothing is wrong with it. */
  readonly trouble?: Trouble;
}

/** Something that passes: the status of the answer, what is said, and after how many seconds it is worth sending again. */
export interface Trouble {
  readonly status: 429 | 503;
  readonly title: string;
  readonly text: string;
  readonly retryAfter: number;
}

const phoneOf = ({ policy }: Asked): string | undefined => policy?.spec.contactPoint.phone;

/** A number that a telephone dials; letters and signs of a policy cannot make another link of it. */
export const phoneLink = (phone: string, text: string): Html => html`<a href="tel:${phone.replace(/[^+0-9]/g, '')}">${text}</a>`;

const urgentNote = (asked: Asked): Html => {
  const phone = phoneOf(asked);
  return phone === undefined ? html`` : html`<p class="note">${phoneLink(phone, asked.words.report.urgent(phone))}</p>`;
};

/** Whether the policy lets people report without a name. */
export const anonymousAllowed = ({ policy }: Pick<Asked, 'policy'>): boolean => policy?.spec.reports?.anonymous === true;

/** Where a report begins: what is it? */
export const choicePage = (asked: Asked): Page => {
  const { report: words } = asked.words;
  const choice = (kind: ReportKind): Html =>
    html`<li><a href="/report?kind=${kind}"><strong>${words.kind[kind].name}</strong> ${words.kind[kind].hint}</a></li>`;
  const main = html`<h1>${words.title}</h1>
<p class="lead">${words.intro}</p>
${urgentNote(asked)}
<h2 id="choose">${words.choose}</h2>
<ul class="choices" aria-labelledby="choose">${reportKinds.map(choice)}</ul>`;
  return { kind: 'page', status: 200, title: words.title, main, narrow: true };
};

const whoFields = (asked: Asked, { typed, problems, signIn }: FormState): Html => {
  const { report: words } = asked.words;
  const allowed = anonymousAllowed(asked);
  if (asked.session !== undefined) {
    const problem = problemText(words, problems, 'anonymous');
    return html`<p>${words.who.verified(asked.session.user)}</p>${
      allowed ? tickField({ name: 'anonymous', label: words.who.anonymous, problem }, typed.ticked('anonymous')) : ''
    }`;
  }
  const field = {
    name: 'name',
    label: words.who.name,
    hint: words.who.nameHint,
    value: typed.text('name'),
    problem: problemText(words, problems, 'name'),
  };
  const link = signIn
    ? html`<p><a href="/sign-in?next=${encodeURIComponent(`/report?kind=${typed.kind}`)}">${words.who.signIn}</a></p>`
    : html``;
  return html`${lineField(field)}${link}`;
};

const problemText = (words: ReportWords, problems: readonly FieldProblem[], field: string): string | undefined => {
  const found = problems.find((one) => one.field === field);
  return found === undefined ? undefined : words.problem[found.problem];
};

const further = (words: ReportWords, { typed, problems }: FormState): Html => {
  const one = (question: (typeof furtherQuestions)[number]): Html => {
    const { label, hint } = words.question[question];
    const field = { name: question, label, hint, value: typed.text(question), problem: problemText(words, problems, question) };
    const input = question === 'occurredAt' ? momentField(field) : question === 'establishedBy' ? lineField(field) : areaField(field, true);
    const unknown = `unknown-${question}`;
    // The same words stand under every question, so that each box says to whoever hears it which question it is about.
    return html`${input}<label class="tick" for="${unknown}"><input type="checkbox" id="${unknown}" name="${unknown}" value="x" aria-label="${`${label} ${words.unknown}`}"${
      typed.ticked(unknown) ? html` checked` : ''
    }> ${words.unknown}</label>`;
  };
  const isOpen = furtherQuestions.some((question) => typed.text(question) !== '' || typed.ticked(`unknown-${question}`));
  return html`<details${isOpen ? html` open` : ''}><summary>${words.more}</summary>${furtherQuestions.map(one)}</details>`;
};

const eventFields = (asked: Asked, state: FormState): Html => {
  const { report: words } = asked.words;
  const { typed, problems } = state;
  const problem = (field: string): string | undefined => problemText(words, problems, field);
  const established = typed.text('establishedAt') || fieldMoment(asked.now, zoneOf(asked));
  const options = (['Found', 'NotFound', 'Unknown'] as const).map((value) => ({ value, text: words.check[value] }));
  return html`${areaField({ name: 'what', ...words.what, value: typed.text('what'), problem: problem('what') })}
${momentField({ name: 'establishedAt', label: words.when.label, hint: words.when.hint(zoneOf(asked)), value: established, problem: problem('establishedAt') })}
${choiceField({ name: 'check', label: words.check.label, hint: words.check.hint, value: typed.text('check'), problem: problem('check') }, options)}
${further(words, state)}`;
};

const warning = ({ exploit }: ReportWords): Html => html`<div class="note warn"><h2>${exploit.title}</h2><p>${exploit.text}</p></div>`;

const weaknessFields = (asked: Asked, { typed, problems }: FormState): Html => {
  const { report: words } = asked.words;
  const agree = { name: 'agree', label: words.exploit.agree, problem: problemText(words, problems, 'agree') };
  return html`${areaField({ name: 'what', ...words.weakness, value: typed.text('what'), problem: problemText(words, problems, 'what') })}
${tickField(agree, typed.ticked('agree'))}`;
};

const labelOf = (words: ReportWords, kind: ReportKind, field: string): string => {
  if (field === 'what') return kind === 'weakness' ? words.weakness.label : words.what.label;
  const labels: Readonly<Record<string, string>> = {
    establishedAt: words.when.label,
    check: words.check.label,
    agree: words.exploit.title,
    anonymous: words.who.legend,
    name: words.who.name,
    ...Object.fromEntries(furtherQuestions.map((question) => [question, words.question[question].label])),
  };
  return labels[field] ?? words.title;
};

/** What is wrong, at the top, each with a link to its field. */
const summary = (words: ReportWords, { problems, typed }: FormState): Html =>
  problems.length === 0
    ? html``
    : html`<div class="note bad" role="alert"><h2>${words.problems}</h2><ul>${problems.map(
        ({ field, problem }) => html`<li><a href="#${field}">${labelOf(words, typed.kind, field)}</a> ${words.problem[problem]}</li>`,
      )}</ul></div>`;

/** What passes, with whom to call meanwhile; the form below holds all that was typed, and is sent again as it is. */
const troubleNote = (asked: Asked, trouble: Trouble | undefined): Html =>
  trouble === undefined
    ? html``
    : html`<div class="note bad" role="alert"><h2>${trouble.title}</h2><p>${trouble.text}</p>${contactList(asked)}</div>`;

/** The form, new or shown again with everything that was typed. */
export const formPage = (asked: Asked, state: FormState): Page => {
  const { report: words, shell } = asked.words;
  const { kind } = state.typed;
  const { title } = words.kind[kind];
  const status = state.trouble?.status ?? (state.problems.length === 0 ? 200 : 422);
  const headers = state.trouble === undefined ? {} : { 'retry-after': String(state.trouble.retryAfter) };
  if (asked.session === undefined && !anonymousAllowed(asked)) {
    const link = state.signIn
      ? html`<p><a class="button" href="/sign-in?next=${encodeURIComponent(`/report?kind=${kind}`)}">${shell.signIn}</a></p>`
      : html``;
    const main = html`<h1>${title}</h1>${urgentNote(asked)}${kind === 'event' ? '' : warning(words)}<p>${words.who.notAllowed}</p>${link}${contactList(asked)}`;
    return { kind: 'page', status, title, main, narrow: true };
  }
  const main = html`<h1>${title}</h1>
${urgentNote(asked)}
${troubleNote(asked, state.trouble)}
${summary(words, state)}
${kind === 'event' ? '' : warning(words)}
${kind === 'weakness' ? '' : html`<p class="soft">${words.takes}</p>`}
<form class="stack" method="post" action="/report" accept-charset="utf-8" novalidate>
<input type="hidden" name="token" value="${state.token}"><input type="hidden" name="kind" value="${kind}">
${kind === 'weakness' ? weaknessFields(asked, state) : eventFields(asked, state)}
${whoFields(asked, state)}
<div class="buttons"><button>${words.send}</button></div>
</form>`;
  const shownTitle = state.problems.length === 0 ? title : `${words.problems} – ${title}`;
  return { kind: 'page', status, title: state.trouble?.title ?? shownTitle, main, narrow: true, headers };
};

/** How the contact point is reached (E1); with a reference, that it is to be named. */
export const contactList = (asked: Asked, named = false): Html => {
  const point = asked.policy?.spec.contactPoint;
  const { receipt } = asked.words.report;
  if (point === undefined) return html``;
  const { name, phone, email } = point;
  return html`<ul><li><strong>${name}</strong></li>${
    phone === undefined ? '' : html`<li>${phoneLink(phone, named ? receipt.call(phone) : phone)}</li>`
  }${email === undefined ? '' : html`<li><a href="mailto:${email}">${named ? receipt.mail(email) : email}</a></li>`}</ul>`;
};
