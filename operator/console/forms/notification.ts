import { last } from '../../api/entries.ts';
import type { Notification, ReportingRegimeDuty } from '../../api/types.gen.ts';
import { facts } from '../../fact/catalogue.ts';
import type { ContentPart } from '../../notification/content.ts';
import { choice, coded, type Field, hidden, line, moment, plain, text } from './field.ts';
import { differing, type Form, missing, rightOf, type Setting, said, states } from './form.ts';

const note = { verb: 'patch', resource: 'notifications', role: 'meldpunt-contact-point' } as const;
const hasLeft = ({ status }: Notification): boolean => status?.sentAt !== undefined;
const isOpen = ({ status }: Notification): boolean => !['Sent', 'Acknowledged', 'Waived'].includes(status?.phase ?? '');

const longest: Readonly<Record<ContentPart, number>> = {
  nature: 4096,
  subjects: 2048,
  records: 2048,
  contact: 1024,
  consequences: 4096,
  measures: 4096,
  recommendations: 4096,
  summary: 4096,
  processing: 2048,
  detection: 2048,
  crossBorder: 2048,
};

const parts = Object.keys(longest) as readonly ContentPart[];
/** What only the form of an authority asks. */
const official: ReadonlySet<ContentPart> = new Set(['processing', 'detection', 'crossBorder']);

const partsFor = ({ spec }: Notification): readonly ContentPart[] =>
  parts.filter((part) => spec.audience === 'Authority' || !official.has(part) || spec.content?.[part] !== undefined);

/** N4, N7: what is told, before it is approved. What is left empty is taken from the incident; emptied, it is so again. */
export const write: Form<Notification> = {
  ...note,
  name: 'write',
  role: 'meldpunt-dpo',
  prefix: 'wr',
  fits: (of) => !hasLeft(of) && isOpen(of),
  fields: ({ record, words }) => [
    ...partsFor(record).map(
      (part): Field => text(part, longest[part], { label: { text: words.forms.choice.part[part] }, value: record.spec.content?.[part] }),
    ),
    text('delayJustification', 4096, { hint: 'delayJustification', value: record.spec.delayJustification }),
  ],
  change: ({ delayJustification, ...values }, { record }) => {
    const content = partsFor(record).map((part) => [`content.${part}`, values[part]] as const);
    return { set: differing(record.spec, [...content, ['delayJustification', delayJustification ?? record.spec.delayJustification]]) };
  },
};

/** Whoever may approves the text that was read, or returns it: with another text since, it is asked again. */
export const sign: Form<Notification> = {
  ...note,
  name: 'sign',
  ...rightOf(facts.textApproval),
  decisions: ['Approve', 'Return'],
  fits: (of) => !hasLeft(of) && of.status?.document?.digest !== undefined && isOpen(of),
  fields: ({ record: { status } }) => [hidden('of', status?.document?.digest ?? ''), text('comment', 1024, { hint: 'comment' })],
  check: (values) => missing(values['decision'] === 'Return' && said(values, 'comment') === '', 'comment'),
  change: states(facts.textApproval),
};

const dutyOf = ({ record, regimes }: Setting<Notification>): ReportingRegimeDuty | undefined =>
  regimes.flatMap(({ spec }) => spec.duties).find(({ name }) => name === record.spec.duty);

/** N1, N8: the DPO advises whether the duty can be waived. */
export const counsel: Form<Notification> = {
  ...note,
  name: 'counsel',
  ...rightOf(facts.waiverAdvice),
  fits: isOpen,
  fields: () => [text('advice', 2048, { required: true }), text('reasons', 2048)],
  change: states(facts.waiverAdvice),
};

/** N1, N8: nobody has to be told after all, on the one ground that the duty allows. */
export const waive: Form<Notification> = {
  ...note,
  name: 'waive',
  ...rightOf(facts.waiver),
  fits: isOpen,
  fields: (setting) => {
    const duty = dutyOf(setting);
    const advices = (setting.record.spec.advices ?? []).map(({ id, advice }) => ({ value: id, text: `${id}: ${advice.slice(0, 80)}` }));
    const newest = last(setting.record.spec.advices)?.id;
    return [
      choice('ground', plain(duty?.waivable === undefined ? [] : [duty.waivable.ground]), {
        required: true,
        value: duty?.waivable?.ground,
      }),
      choice('advice', advices, { label: 'ofAdvice', required: duty?.waivable?.advice !== undefined, value: newest }),
      text('reasons', 2048, { required: true }),
    ];
  },
  change: states(facts.waiver),
};

/** The reporter need not be told, which the contact point decides (E4). */
export const spare: Form<Notification> = {
  ...waive,
  name: 'spare',
  verb: 'assess',
  resource: 'incidents',
  role: 'meldpunt-contact-point',
  fits: (of) => isOpen(of) && of.spec.audience === 'Reporter',
};

/** N1: it was filed by hand; the code of the receipt is the proof. */
export const file: Form<Notification> = {
  ...note,
  name: 'file',
  ...rightOf(facts.filing),
  fits: isOpen,
  fields: () => [
    line('reference', 128, { label: 'receipt', hint: 'receipt', required: true }),
    moment('at', 'Past', { label: 'filedAt', hint: 'nowIfEmpty' }),
  ],
  change: states(facts.filing),
};

/** A3: whoever was told says so. */
export const acknowledge: Form<Notification> = {
  ...note,
  name: 'acknowledge',
  ...rightOf(facts.acknowledgement),
  fits: (of) => of.status?.phase !== 'Acknowledged' && of.status?.phase !== 'Waived',
  fields: () => [line('reference', 128)],
  change: states(facts.acknowledgement),
};

/** N5, art. 33(4): what is not known yet, and when it is expected. */
export const expect: Form<Notification> = {
  ...note,
  name: 'expect',
  role: 'meldpunt-dpo',
  prefix: 'xp',
  fits: (of) => isOpen(of) && (of.status?.gaps ?? []).length > 0,
  fields: ({ words }) => [
    choice('part', coded(words.forms.choice.part), { required: true }),
    moment('expectedAt', 'Future', { required: true }),
    text('reason', 1024),
  ],
  change: (values, { record: { spec } }) => {
    const others = (spec.expected ?? []).filter(({ part }) => part !== values['part']);
    return { set: { expected: [...others, values] } };
  },
};

/** A delivery that was given up is tried again, by whoever mended its cause. */
export const retry: Form<Notification> = {
  ...note,
  name: 'retry',
  ...rightOf(facts.retry),
  fits: ({ status }) => status?.deadLetter === true,
  fields: () => [text('reason', 512, { required: true })],
  change: states(facts.retry),
};
