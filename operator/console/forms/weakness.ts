import { last } from '../../api/entries.ts';
import { repairOf } from '../../api/repair.ts';
import type { Weakness } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import { choice, coded, hidden, line, moment, text } from './field.ts';
import { type Form, rightOf, states } from './form.ts';

const fact = { verb: 'patch', resource: 'weaknesses', role: 'meldpunt-contact-point' } as const;
const isOpen = ({ status }: Weakness): boolean => !['Remedied', 'Rejected'].includes(status?.phase ?? '');

/** R-f: how serious it is, and what is to be done about it. */
export const evaluate: Form<Weakness> = {
  ...fact,
  name: 'evaluate',
  ...rightOf(facts.evaluation),
  fits: isOpen,
  fields: ({ words: { weakness } }) => [
    choice('likelihood', coded(weakness.level), { label: { text: weakness.likelihood }, required: true }),
    choice('impact', coded(weakness.level), { label: { text: weakness.impact }, required: true }),
    choice('treat', coded(weakness.treatment), { label: { text: weakness.treat }, required: true }),
    text('reasons', 2048, { required: true }),
  ],
  change: states(facts.evaluation),
};

/** W4: what will be done about it, by whom and by when. */
export const remedy: Form<Weakness> = {
  ...fact,
  name: 'remedy',
  role: 'meldpunt-responder',
  prefix: 'r',
  fits: (weakness) => isOpen(weakness) && last(weakness.spec.evaluations)?.treat === 'Remedy',
  fields: ({ record: { spec } }) => [
    line('owner', 253, { hint: 'username', required: true, value: spec.remedy?.owner }),
    moment('dueAt', undefined, { required: true, value: spec.remedy?.dueAt }),
    text('plan', 2048, { required: true, value: spec.remedy?.plan }),
  ],
  change: (values, { record: { spec } }) => (JSON.stringify(spec.remedy) === JSON.stringify(values) ? {} : { set: { remedy: values } }),
};

/** W4: it was repaired, and how. */
export const repair: Form<Weakness> = {
  ...remedy,
  name: 'repair',
  ...rightOf(facts.remedy),
  fields: () => [text('how', 2048, { required: true }), moment('at', 'Past', { label: 'doneAt', hint: 'nowIfEmpty' })],
  change: states(facts.remedy),
};

/** W4: another person says whether the remedy works; they find out without exploiting the weakness (W3). */
export const verify: Form<Weakness> = {
  ...fact,
  name: 'verify',
  ...rightOf(facts.verification),
  fits: ({ spec }) => repairOf(spec).kind === 'Unverified' || repairOf(spec).kind === 'NotEffective',
  fields: ({ record: { spec }, words }) => [
    hidden('of', last(spec.remedied)?.id ?? ''),
    choice('result', coded(words.forms.choice.effect), { label: 'effect', required: true }),
    text('how', 2048, { label: 'verifiedHow', hint: 'verifiedHow', required: true }),
  ],
  change: states(facts.verification),
};

/** W4: its risk is accepted by a named person who may. */
export const tolerate: Form<Weakness> = {
  ...fact,
  name: 'tolerate',
  ...rightOf(facts.acceptance),
  fits: isOpen,
  fields: () => [text('reasons', 2048, { required: true }), moment('until', 'Future', { label: 'acceptedUntil', hint: 'acceptedUntil' })],
  change: states(facts.acceptance),
};
