import { last } from '../../api/entries.ts';
import type { Incident } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { areaField, lineField, selectField } from '../fields.ts';
import { html } from '../html.ts';
import { type Action, choiceProblems, factOf, orRefuse, stating, textProblems } from './action.ts';

const over = ({ status }: Incident): boolean => status?.phase === 'Closed' || status?.phase === 'Dismissed';

/** A1: the manager of the department appoints the leader. */
export const appoint: Action = {
  name: 'appoint',
  ...factOf(facts.appointment),
  fits: (incident) => !over(incident),
  fields: ({ words }, typed, problem) => {
    const { field, hint } = words.console;
    return html`${lineField({ name: 'leader', label: field.leader, hint: hint.leader, value: typed('leader'), problem: problem('leader') })}
${lineField({ name: 'reason', label: field.reason, value: typed('reason'), problem: problem('reason') })}`;
  },
  read: (_, typed) =>
    orRefuse([...textProblems(typed, 'leader', 253), ...textProblems(typed, 'reason', 1024, false)], () =>
      stating(facts.appointment, { leader: typed('leader'), reason: typed('reason') }),
    ),
};

const subjects = ['Risk', 'NoBreach', 'Exemption', 'Waiver'] as const;

/** The DPO advises, and does not decide (art. 39(1)). */
export const advise: Action = {
  name: 'advise',
  ...factOf(facts.advice),
  fits: (incident) => incident.spec.personalData !== undefined && !over(incident),
  fields: ({ words }, typed, problem) => {
    const { field, option } = words.console;
    const options = subjects.map((value) => ({ value, text: option[value] }));
    return html`${selectField({ name: 'on', label: field.on, value: typed('on'), problem: problem('on') }, options)}
${areaField({ name: 'advice', label: field.advice, value: typed('advice'), problem: problem('advice') }, true)}
${areaField({ name: 'reasons', label: field.reasons, value: typed('reasons'), problem: problem('reasons') }, true)}`;
  },
  read: (_, typed) =>
    orRefuse(
      [...choiceProblems(typed, 'on', subjects), ...textProblems(typed, 'advice', 4096), ...textProblems(typed, 'reasons', 4096, false)],
      () => stating(facts.advice, { on: typed('on'), advice: typed('advice'), reasons: typed('reasons') }),
    ),
};

const risks = ['Unlikely', 'Risk', 'High', 'NoBreach'] as const;

/** The controller decides, after the DPO's advice where there has to be one. */
export const decide: Action = {
  name: 'decide',
  ...factOf(facts.decision),
  fits: (incident) => incident.spec.personalData !== undefined && !over(incident),
  fields: ({ words, incident }, typed, problem) => {
    const { field, option } = words.console;
    const advices = incident.spec.personalData?.advices ?? [];
    const known = advices.at(-1)?.id ?? '';
    return html`${selectField({ name: 'risk', label: field.risk, value: typed('risk'), problem: problem('risk') }, [
      { value: '', text: option.choose },
      ...risks.map((value) => ({ value, text: option[value] })),
    ])}
${selectField({ name: 'advice', label: field.ofAdvice, value: typed('advice') || known, problem: problem('advice') }, [
  { value: '', text: option.nobody },
  ...advices.map(({ id, advice }) => ({ value: id, text: `${id}: ${advice.slice(0, 80)}` })),
])}
${areaField({ name: 'reasons', label: field.reasons, value: typed('reasons'), problem: problem('reasons') }, true)}`;
  },
  read: ({ incident }, typed) => {
    const advices = ['', ...(incident.spec.personalData?.advices ?? []).map(({ id }) => id)];
    const problems = [
      ...choiceProblems(typed, 'risk', risks),
      ...choiceProblems(typed, 'advice', advices),
      ...textProblems(typed, 'reasons', 4096),
    ];
    return orRefuse(problems, () =>
      stating(facts.decision, {
        ...(typed('risk') === 'NoBreach' ? { noBreach: true } : { risk: typed('risk') }),
        advice: typed('advice'),
        reasons: typed('reasons'),
      }),
    );
  },
};

const milestones = ['Contained', 'Eradicated', 'Recovered'] as const;
const handled = ({ status }: Incident): boolean => ['Containing', 'Eradicating', 'Recovering', 'Reviewing'].includes(status?.phase ?? '');

/** R-a: a step of the handling is reached. */
export const milestone: Action = {
  name: 'milestone',
  ...factOf(facts.milestone),
  fits: handled,
  fields: ({ words }, typed, problem) => {
    const { milestone: terms } = recordTerms[words.language];
    const options = milestones.map((value) => ({ value, text: terms[value] }));
    const { field } = words.console;
    return html`${selectField({ name: 'reached', label: field.reached, value: typed('reached'), problem: problem('reached') }, options)}
${areaField({ name: 'comment', label: field.comment, value: typed('comment'), problem: problem('comment') }, true)}`;
  },
  read: (_, typed) =>
    orRefuse([...choiceProblems(typed, 'reached', milestones), ...textProblems(typed, 'comment', 1024, false)], () =>
      stating(facts.milestone, { reached: typed('reached'), note: typed('comment') }),
    ),
};

const actionKinds = [
  'Contain',
  'Eradicate',
  'Mitigate',
  'Restart',
  'Recover',
  'ReduceRisk',
  'Investigate',
  'Communicate',
  'Other',
] as const;

/** S5: what was done, and why. */
export const record: Action = {
  ...milestone,
  name: 'record',
  ...factOf(facts.action),
  fields: ({ words }, typed, problem) => {
    const { field, option } = words.console;
    const options = actionKinds.map((value) => ({ value, text: option[value] }));
    return html`${selectField({ name: 'kind', label: field.kind, value: typed('kind'), problem: problem('kind') }, options)}
${areaField({ name: 'what', label: field.what, value: typed('what'), problem: problem('what') }, true)}
${areaField({ name: 'why', label: field.why, value: typed('why'), problem: problem('why') }, true)}`;
  },
  read: (_, typed) =>
    orRefuse(
      [...choiceProblems(typed, 'kind', actionKinds), ...textProblems(typed, 'what', 2048), ...textProblems(typed, 'why', 1024, false)],
      () => stating(facts.action, { kind: typed('kind'), what: typed('what'), why: typed('why') }),
    ),
};

/** P6, L4: management approves the lessons of the last review, or returns them with what is to be done. */
export const approve: Action = {
  name: 'approve',
  ...factOf(facts.lessonsApproval),
  decisions: ['Approve', 'Return'],
  fits: (incident) => last(incident.spec.review) !== undefined && !over(incident),
  fields: ({ words, incident }, typed, problem) => {
    const { field, hint } = words.console;
    // The approval is of the review that was read: with another one since, it is asked again.
    return html`<input type="hidden" name="of" value="${last(incident.spec.review)?.id ?? ''}">
${areaField({ name: 'comment', label: field.comment, hint: hint.comment, value: typed('comment'), problem: problem('comment') }, true)}`;
  },
  read: ({ incident }, typed) => {
    const isNewest = last(incident.spec.review)?.id === typed('of');
    const problems = [
      ...(isNewest ? [] : [{ field: 'comment', problem: 'old' } as const]),
      ...(['Approve', 'Return'].includes(typed('decision')) ? [] : [{ field: 'comment', problem: 'choice' } as const]),
      ...textProblems(typed, 'comment', 1024, typed('decision') === 'Return'),
    ];
    return orRefuse(problems, () =>
      stating(facts.lessonsApproval, { subject: 'Lessons', decision: typed('decision'), of: typed('of'), comment: typed('comment') }),
    );
  },
};

/** S8: formally closed by a named person, once nothing stands in the way. */
export const close: Action = {
  name: 'close',
  ...factOf(facts.closure),
  fits: (incident) => !over(incident) && incident.status !== undefined && (incident.status.blockers ?? []).length === 0,
  fields: ({ words }, typed, problem) =>
    areaField({ name: 'summary', label: words.console.field.summary, value: typed('summary'), problem: problem('summary') }, true),
  read: (_, typed) => orRefuse(textProblems(typed, 'summary', 4096), () => stating(facts.closure, { summary: typed('summary') })),
};
