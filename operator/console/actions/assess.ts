import { effective } from '../../api/entries.ts';
import type { Incident, IncidentAssessment, IncidentCategory } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { said } from '../../fact/change.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { areaField, lineField, selectField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import {
  type Action,
  type ActionProblem,
  choiceProblems,
  factOf,
  orRefuse,
  type Read,
  type Setting,
  stating,
  type Typed,
  textProblems,
} from './action.ts';

type Problem = (field: string) => string | undefined;

const phase = ({ status }: Incident): string => status?.phase ?? 'Reported';

/** The assessments that ask for a confirmation which nobody has given. */
export const awaiting = ({ spec }: Incident): readonly IncidentAssessment[] => {
  const all = effective(spec.assessments);
  return all.filter(({ id, refer }) => refer !== undefined && !all.some(({ confirms }) => confirms === id));
};

const dimensions = ({ policy }: Setting) => policy?.spec.classification.dimensions ?? [];
const ratingField = (dimension: string): string => `rating-${dimension}`;

const ratingFields = (setting: Setting, typed: Typed, problem: Problem): Html => {
  const { console: words } = setting.words;
  const one = (dimension: ReturnType<typeof dimensions>[number]): Html => {
    const name = ratingField(dimension.name);
    const options = [
      { value: '', text: words.option.choose },
      ...dimension.levels.map(({ name: level, criterion }) => ({
        value: level,
        text: criterion === undefined ? level : `${level}: ${criterion}`,
      })),
    ];
    return selectField({ name, label: dimension.title ?? dimension.name, value: typed(name), problem: problem(name) }, options);
  };
  return html`${dimensions(setting).map(one)}`;
};

const ratingProblems = (setting: Setting, typed: Typed): readonly ActionProblem[] =>
  dimensions(setting).flatMap(({ name, levels }) =>
    choiceProblems(
      typed,
      ratingField(name),
      levels.map(({ name: level }) => level),
    ),
  );

const ratingsIn = (setting: Setting, typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(dimensions(setting).map(({ name }) => [name, typed(ratingField(name))]));

const reasonsField = ({ words }: Setting, typed: Typed, problem: Problem): Html =>
  areaField({ name: 'reasons', label: words.console.field.reasons, value: typed('reasons'), problem: problem('reasons') }, true);

const reasonProblems = (typed: Typed): readonly ActionProblem[] => textProblems(typed, 'reasons', 4096);

const categories = Object.keys(recordTerms.en.category) as readonly IncidentCategory[];
const checks = ['Found', 'NotFound', 'Unknown'] as const;

const factFields = (setting: Setting, typed: Typed, problem: Problem): Html => {
  const { incident, policy, words } = setting;
  const { field, hint, option } = words.console;
  const { category } = recordTerms[words.language];
  const departments = policy?.spec.departments ?? [];
  return html`${lineField({ name: 'title', label: field.title, hint: hint.title, value: typed('title') || incident.spec.title, problem: problem('title') })}
${selectField(
  { name: 'category', label: field.category, value: typed('category') || (incident.spec.category ?? ''), problem: problem('category') },
  [{ value: '', text: option.choose }, ...categories.filter((each) => each !== 'Other').map((value) => ({ value, text: category[value] }))],
)}
${selectField({ name: 'department', label: field.department, value: typed('department') || (incident.spec.department ?? '') }, [
  { value: '', text: '–' },
  ...departments.map(({ name }) => ({ value: name, text: name })),
])}
${selectField(
  {
    name: 'check',
    label: words.report.check.label,
    value: typed('check') || (incident.spec.personalDataCheck ?? ''),
    problem: problem('check'),
  },
  [{ value: '', text: option.choose }, ...checks.map((value) => ({ value, text: words.report.check[value] }))],
)}`;
};

const factsIn = (typed: Typed): Readonly<Record<string, unknown>> =>
  said({ title: typed('title'), category: typed('category'), personalDataCheck: typed('check'), department: typed('department') });

/** A8: it is an incident, rated on the one scale, with what the reporter could not know. */
export const accept: Action = {
  name: 'accept',
  ...factOf(facts.assessment),
  fits: (incident) => phase(incident) === 'Reported',
  fields: (setting, typed, problem) => {
    const { field, option } = setting.words.console;
    const refer = selectField({ name: 'refer', label: field.refer, value: typed('refer') }, [
      { value: '', text: option.nobody },
      { value: 'CISO', text: 'CISO' },
      { value: 'DPO', text: 'DPO' },
    ]);
    return html`${factFields(setting, typed, problem)}${ratingFields(setting, typed, problem)}${reasonsField(setting, typed, problem)}${refer}`;
  },
  read: (setting, typed): Read =>
    orRefuse(
      [
        ...textProblems(typed, 'title', 200),
        ...choiceProblems(typed, 'category', categories),
        ...choiceProblems(typed, 'check', checks),
        ...ratingProblems(setting, typed),
        ...reasonProblems(typed),
      ],
      () => {
        const refer = typed('refer');
        const entry = {
          verdict: 'Incident',
          ratings: ratingsIn(setting, typed),
          reasons: typed('reasons'),
          ...(['CISO', 'DPO'].includes(refer) && { refer }),
        };
        return stating(facts.assessment, entry, factsIn(typed));
      },
    ),
};

const declining = ['Event', 'FalsePositive', 'NearMiss'] as const;

/** A8: it is none, and why. */
export const decline: Action = {
  ...accept,
  name: 'decline',
  fields: (setting, typed, problem) => {
    const { field, option } = setting.words.console;
    const { verdict } = recordTerms[setting.words.language];
    const options = [{ value: '', text: option.choose }, ...declining.map((value) => ({ value, text: verdict[value] }))];
    return html`${selectField({ name: 'verdict', label: field.verdict, value: typed('verdict'), problem: problem('verdict') }, options)}${reasonsField(setting, typed, problem)}`;
  },
  read: (_, typed) =>
    orRefuse([...choiceProblems(typed, 'verdict', declining), ...reasonProblems(typed)], () =>
      stating(facts.assessment, { verdict: typed('verdict'), reasons: typed('reasons') }),
    ),
};

const recordName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The same thing was reported before: this report goes into that record. */
export const merge: Action = {
  ...accept,
  name: 'merge',
  fields: (setting, typed, problem) => {
    const { field, hint } = setting.words.console;
    const name = {
      name: 'duplicateOf',
      label: field.duplicateOf,
      hint: hint.duplicateOf,
      value: typed('duplicateOf'),
      problem: problem('duplicateOf'),
    };
    return html`${lineField(name)}${reasonsField(setting, typed, problem)}`;
  },
  read: (_, typed) =>
    orRefuse(
      [...(recordName.test(typed('duplicateOf')) ? [] : [{ field: 'duplicateOf', problem: 'name' } as const]), ...reasonProblems(typed)],
      () => stating(facts.assessment, { verdict: 'Duplicate', duplicateOf: typed('duplicateOf'), reasons: typed('reasons') }),
    ),
};

const confirmable = ['Incident', 'Event', 'FalsePositive', 'NearMiss'] as const;

/** A9: the CISO or the DPO confirms, or judges otherwise; what the contact point rated stands in the fields. */
export const confirm: Action = {
  name: 'confirm',
  ...factOf(facts.confirmationByCiso),
  resource: (incident) => (awaiting(incident)[0]?.refer === 'DPO' ? facts.confirmationByDpo : facts.confirmationByCiso).resource,
  fits: (incident) => awaiting(incident).length > 0,
  fields: (setting, typed, problem) => {
    const [asked] = awaiting(setting.incident);
    const { field } = setting.words.console;
    const { verdict } = recordTerms[setting.words.language];
    const earlier: Typed = (name) => typed(name) || (name.startsWith('rating-') ? (asked?.ratings?.[name.slice(7)] ?? '') : '');
    const options = confirmable.map((value) => ({ value, text: verdict[value] }));
    return html`<input type="hidden" name="confirms" value="${asked?.id ?? ''}">
${selectField({ name: 'verdict', label: field.verdict, value: typed('verdict') || (asked?.verdict ?? ''), problem: problem('verdict') }, options)}
${ratingFields(setting, earlier, problem)}${reasonsField(setting, typed, problem)}`;
  },
  read: (setting, typed) => {
    const asked = awaiting(setting.incident).find(({ id }) => id === typed('confirms'));
    const rated = typed('verdict') === 'Incident';
    return orRefuse(
      [
        ...(asked === undefined ? [{ field: 'reasons', problem: 'old' } as const] : []),
        ...choiceProblems(typed, 'verdict', confirmable),
        ...(rated ? ratingProblems(setting, typed) : []),
        ...reasonProblems(typed),
      ],
      () =>
        stating(facts.assessment, {
          confirms: typed('confirms'),
          verdict: typed('verdict'),
          ...(rated && { ratings: ratingsIn(setting, typed) }),
          reasons: typed('reasons'),
        }),
    );
  },
};
