import { effective } from '../../api/entries.ts';
import type { Incident, IncidentAssessment, IncidentCategory } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { referred } from '../../fact/referred.ts';
import { recordTerms } from '../../notification/words/record.ts';
import { choice, coded, type Field, hidden, idOf, line, type Problem, plain, shaped, text } from './field.ts';
import { at, differing, type Form, missing, rightOf, type Setting, said, sets, standing, states, type Values } from './form.ts';

const phase = ({ status }: Incident): string => status?.phase ?? 'Reported';

const dimensions = ({ policy }: Setting<Incident>) => policy?.spec.classification.dimensions ?? [];

/** The ratings on the one scale of the policy (A7); with `known` ones standing in them. */
const ratings = (setting: Setting<Incident>, required: boolean, known: IncidentAssessment['ratings'] = {}): readonly Field[] =>
  dimensions(setting).map((dimension) => {
    const options = dimension.levels.map(({ name, criterion }) => ({
      value: name,
      text: criterion === undefined ? name : `${name}: ${criterion}`,
    }));
    const label = { text: dimension.title ?? dimension.name };
    return choice(`ratings.${dimension.name}`, options, { label, required, value: known[dimension.name] });
  });

const reasons = text('reasons', 4096, { required: true });
const refer = choice('refer', plain(['CISO', 'DPO']));

const categories = (Object.keys(recordTerms.en.category) as readonly IncidentCategory[]).filter((each) => each !== 'Other');
const checks = ['Found', 'NotFound', 'Unknown'] as const;

/** What is said of the record itself, which the reporter could not know (E2, S6). */
const description = ({ policy, words, record }: Setting<Incident>, required: boolean): readonly Field[] =>
  standing(record.spec, [
    line('title', 200, { hint: 'title', required: true }),
    choice('category', coded(recordTerms[words.language].category, categories), { required }),
    choice('department', plain((policy?.spec.departments ?? []).map(({ name }) => name))),
    choice(
      'personalDataCheck',
      checks.map((value) => ({ value, text: words.report.check[value] })),
      { required },
    ),
  ]);

const described = ['title', 'category', 'department', 'personalDataCheck'] as const;

/** An assessment, with the facts of the record that were written beside it. */
const assessing = (values: Values, { record }: Setting<Incident>) => {
  const entry = Object.entries(values).filter(([name]) => !described.some((fact) => fact === name));
  const set = differing(
    record.spec,
    described.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]] as const])),
  );
  return { set, add: { list: facts.assessment.list, entry: { verdict: 'Incident', ...Object.fromEntries(entry) } } };
};

/** A8: it is an incident, rated on the one scale, with what the reporter could not know. */
export const accept: Form<Incident> = {
  name: 'accept',
  ...rightOf(facts.assessment),
  fits: (incident) => phase(incident) === 'Reported',
  fields: (setting) => [...description(setting, true), ...ratings(setting, true), reasons, refer],
  change: assessing,
};

/** A8: it is none, and why. */
export const decline: Form<Incident> = {
  ...accept,
  name: 'decline',
  fields: ({ words }) => [
    choice('verdict', coded(recordTerms[words.language].verdict, ['Event', 'FalsePositive', 'NearMiss']), { required: true }),
    reasons,
    refer,
  ],
  change: states(facts.assessment),
};

const recordName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The same thing was reported before: this report goes into that record. */
export const merge: Form<Incident> = {
  ...accept,
  name: 'merge',
  fields: () => [shaped('duplicateOf', 63, recordName, 'name', { hint: 'recordName', required: true }), reasons],
  change: states(facts.assessment, { verdict: 'Duplicate' }),
};

/** W1: what was reported is a weakness, and goes on as one. */
export const weak: Form<Incident> = {
  ...accept,
  name: 'weak',
  fields: () => [shaped('weaknessRef.name', 63, recordName, 'name', { label: 'weakness', hint: 'weaknessName', required: true }), reasons],
  change: states(facts.assessment, { verdict: 'Weakness' }),
};

const inHand = ['Confirming', 'Containing', 'Eradicating', 'Recovering', 'Reviewing'];

/** A10: judged anew, because facts changed; the earlier assessment stays. */
export const assess: Form<Incident> = {
  ...accept,
  name: 'assess',
  fits: (incident) => inHand.includes(phase(incident)),
  fields: (setting) => {
    const known = effective(setting.record.spec.assessments).at(-1)?.ratings;
    return [...ratings(setting, true, known), reasons, refer];
  },
};

const unrated = (values: Values, setting: Setting<Incident>): readonly Problem[] =>
  values['verdict'] === 'Incident'
    ? dimensions(setting).flatMap(({ name }) =>
        at(values, `ratings.${name}`) === undefined ? [{ field: idOf(`ratings.${name}`), problem: 'choice' } as const] : [],
      )
    : [];

/** A9: the CISO or the DPO confirms, or judges otherwise; what the contact point rated stands in the fields. */
export const confirm: Form<Incident> = {
  name: 'confirm',
  ...rightOf(facts.confirmationByCiso),
  resource: (incident) => (referred(incident)[0]?.refer === 'DPO' ? facts.confirmationByDpo : facts.confirmationByCiso).resource,
  fits: (incident) => referred(incident).length > 0,
  fields: (setting) => {
    const [asked] = referred(setting.record);
    const { verdict } = recordTerms[setting.words.language];
    return [
      hidden('confirms', asked?.id ?? ''),
      choice('verdict', coded(verdict, ['Incident', 'Event', 'FalsePositive', 'NearMiss']), { required: true, value: asked?.verdict }),
      ...ratings(setting, false, asked?.ratings),
      reasons,
    ];
  },
  check: unrated,
  change: (values) => {
    const { ratings: rated, ...rest } = values;
    return { add: { list: facts.assessment.list, entry: values['verdict'] === 'Incident' ? { ...rest, ratings: rated } : rest } };
  },
};

const colours = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;

/** E2, S6, L2: what kind of situation it is, what was hit, and how widely it may be shared. */
export const describe: Form<Incident> = {
  name: 'describe',
  verb: 'patch',
  resource: 'incidents',
  role: 'meldpunt-responder',
  prefix: 'de',
  fits: (incident) => phase(incident) !== 'Closed' && phase(incident) !== 'Dismissed',
  fields: (setting) => {
    const { words, record } = setting;
    const [title, , department, check] = description(setting, false);
    const all = coded(recordTerms[words.language].category, [...categories, 'Other']);
    const own = [
      choice('category', all),
      line('categoryText', 200, { hint: 'categoryText' }),
      line('asset', 253, { hint: 'asset' }),
      choice('tlp', plain(colours)),
    ];
    return [
      ...(title === undefined ? [] : [title]),
      ...standing(record.spec, own),
      ...(department ? [department] : []),
      ...(check ? [check] : []),
    ];
  },
  check: (values, { record }) =>
    missing(
      values['category'] === 'Other' && said(values, 'categoryText') === '' && record.spec.categoryText === undefined,
      'categoryText',
    ),
  change: sets(),
};
