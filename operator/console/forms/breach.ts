import type { Incident, IncidentPersonalDataCause, IncidentPersonalDataRecordsCategory } from '../../api/types.gen.ts';
import { facts as known } from '../../fact/catalogue.ts';
import { breachTerms } from '../../notification/words/breach.ts';
import { officialName } from '../../notification/words/data.ts';
import { choice, coded, type Field, fold, line, lines, moment, number, several, shaped, text, yesNo } from './field.ts';
import { type Form, missing, rightOf, type Setting, said, sets, standing, states } from './form.ts';

const over = ({ status }: Incident): boolean => status?.phase === 'Closed' || status?.phase === 'Dismissed';
const hasData = (incident: Incident): boolean => incident.spec.personalData !== undefined && !over(incident);

/** N1, N3: personal data are concerned, since when that is known, and why from then; the duties and their clocks follow. */
export const breach: Form<Incident> = {
  name: 'breach',
  verb: 'patch',
  resource: 'incidents',
  role: 'meldpunt-contact-point',
  prefix: 'b',
  fits: (incident) => incident.spec.personalData === undefined && !over(incident),
  fields: ({ words, record }) => {
    const terms = breachTerms[words.language];
    return [
      choice('role', coded(words.forms.choice.dataRole), { required: true, value: 'Controller', label: 'dataRole' }),
      moment('awareAt', 'Past', { hint: 'awareAt', required: true, value: record.spec.report.establishedAt }),
      line('awareBasis', 1024, { required: true }),
      several('kinds', coded(terms.kinds), { required: true }),
      choice('cause', coded(terms.cause), { required: true }),
      text('consequences', 4096),
    ];
  },
  // Somebody was faster, and what they wrote stands: it is written once.
  check: (_, { record }) => (record.spec.personalData === undefined ? [] : [{ field: 'role', problem: 'old' }]),
  change: (values, { by }) => ({
    set: { personalDataCheck: 'Found', personalData: { ...values, awareBy: by } },
  }),
};

const categoriesOf = ({ words }: Setting<Incident>) =>
  (Object.keys(categoryOrder) as readonly IncidentPersonalDataRecordsCategory[]).map((value) => ({
    value,
    text: officialName(words.language, value),
  }));

/** Every category of data, so that one that is new does not type-check until it is here. */
const categoryOrder: Readonly<Record<IncidentPersonalDataRecordsCategory, true>> = {
  Identity: true,
  Contact: true,
  Birth: true,
  NationalNumber: true,
  IdentityDocument: true,
  Financial: true,
  PaymentCard: true,
  Credentials: true,
  HashedCredentials: true,
  Communications: true,
  Location: true,
  Behaviour: true,
  Employment: true,
  Education: true,
  Family: true,
  Health: true,
  OtherSpecial: true,
  Criminal: true,
  ProfessionalSecret: true,
  Pseudonymous: true,
};

const most = 9_000_000_000_000_000;
const duration = /^P[0-9YMWDTHS.,]{2,31}$/;

const concerned = (setting: Setting<Incident>): readonly Field[] => [
  lines('subjects.categories', 32, 128, { label: 'subjectCategories', hint: 'onePerLine' }),
  number('subjects.approximate', most, { label: 'subjectNumber' }),
  yesNo('subjects.vulnerable'),
  several('records.categories', categoriesOf(setting), { label: 'recordCategories' }),
  number('records.approximate', most, { label: 'recordNumber' }),
  text('consequences', 4096),
  lines('measures', 32, 512, { hint: 'onePerLine' }),
];

/** N4: what an authority is told, and what the risk depends on. What was typed goes over what stood there; what was left empty stays. */
export const facts: Form<Incident> = {
  ...breach,
  name: 'facts',
  role: 'meldpunt-responder',
  fits: hasData,
  fields: (setting) => {
    const terms = breachTerms[setting.words.language];
    const causes = coded<IncidentPersonalDataCause>(terms.cause);
    const fields = [
      several('kinds', coded(terms.kinds)),
      choice('cause', causes),
      yesNo('malicious'),
      ...concerned(setting),
      fold('protected', [
        yesNo('protection.unintelligible'),
        choice('protection.key', coded(terms.key)),
        choice('protection.accessControl', coded(terms.accessControl)),
        yesNo('protection.remoteWiped'),
      ]),
      fold('spread', [
        choice('exfiltration', coded(terms.exfiltration)),
        choice('logs', coded(terms.logs)),
        choice('recipients.who', coded(terms.recipients), { label: 'recipients' }),
        number('recipients.count', most, { label: 'recipientNumber' }),
        yesNo('recipients.deletionConfirmed'),
      ]),
      fold('availabilityLoss', [
        choice('availability.backup', coded(terms.backup)),
        yesNo('availability.restored'),
        shaped('availability.within', 32, duration, 'duration', { hint: 'duration' }),
        choice('availability.serviceImpact', coded(terms.serviceImpact)),
      ]),
      fold('counterpart', [
        line('counterpart.name', 253, { label: 'counterpartName' }),
        line('counterpart.contact', 512, { label: 'counterpartContact' }),
      ]),
    ];
    return standing(setting.record.spec.personalData ?? {}, fields);
  },
  check: (values, { record }) => {
    const named = said(values, 'counterpart.name') !== '' || record.spec.personalData?.counterpart !== undefined;
    return missing(said(values, 'counterpart.contact') !== '' && !named, 'counterpart-name');
  },
  change: sets('personalData'),
};

const steps = (values: readonly string[]) => values.map((value) => ({ value, text: value }));

/** The severity by the method of ENISA (2013), of which only the numbers are typed: a hint for whoever decides. */
export const severity: Form<Incident> = {
  ...facts,
  name: 'severity',
  role: 'meldpunt-dpo',
  fields: ({ words, record }) =>
    standing(record.spec.personalData?.severity ?? {}, [
      choice('dpc', coded(words.forms.choice.dataContext), { label: 'dataContext', required: true }),
      number('dpcScore', 4, { least: 1, label: 'dataContextScore', required: true }),
      choice('ease', steps(['0.25', '0.5', '0.75', '1']), { required: true }),
      choice('confidentiality', steps(['0', '0.25', '0.5']), { required: true }),
      choice('integrity', steps(['0', '0.25', '0.5']), { required: true }),
      choice('availability', steps(['0', '0.25', '0.5']), { label: 'availabilityLoss', required: true }),
      yesNo('malicious'),
    ]),
  check: () => [],
  change: sets('personalData', 'severity'),
};

/** The controller corrects since when the organisation is aware; every moment stays readable. */
export const correct: Form<Incident> = {
  ...facts,
  name: 'correct',
  ...rightOf(known.awareCorrection),
  fields: ({ record }) => [
    moment('awareAt', 'Past', { required: true, value: record.spec.personalData?.awareAt }),
    text('reason', 2048, { required: true }),
  ],
  check: () => [],
  change: states(known.awareCorrection),
};

/** The DPO advises, and does not decide (art. 39(1)). */
export const advise: Form<Incident> = {
  ...facts,
  name: 'advise',
  ...rightOf(known.advice),
  fields: ({ words }) => [
    choice('on', coded(words.forms.choice.adviceOn), { required: true, value: 'Risk' }),
    text('advice', 1024, { required: true }),
    text('reasons', 4096),
  ],
  check: () => [],
  change: states(known.advice),
};

/** The advices that a decision can rest on; the newest on the same question stands there at first. */
const advicesOn = ({ record }: Setting<Incident>, matter: (on: string) => boolean): Field => {
  const advices = (record.spec.personalData?.advices ?? []).filter(({ on }) => matter(on));
  const options = advices.map(({ id, advice, on }) => ({ value: id, text: `${id} (${on}): ${advice.slice(0, 80)}` }));
  return choice('advice', options, { label: 'ofAdvice', hint: 'ofAdvice', value: advices.at(-1)?.id });
};

/** The controller decides, after the DPO's advice where there has to be one (N1, N7). */
export const decide: Form<Incident> = {
  ...facts,
  name: 'decide',
  ...rightOf(known.decision),
  fields: (setting) => [
    choice('risk', coded(setting.words.forms.choice.risk), { required: true }),
    advicesOn(setting, (on) => on === 'Risk' || on === 'NoBreach'),
    text('reasons', 4096, { required: true }),
  ],
  check: (values) => missing(['Unlikely', 'NoBreach'].includes(said(values, 'risk')) && said(values, 'advice') === '', 'advice'),
  change: ({ risk, ...rest }) => ({
    add: { list: known.decision.list, entry: risk === 'NoBreach' ? { ...rest, noBreach: true } : { ...rest, risk } },
  }),
};

/** N8: the people concerned need not be told, on one of the three grounds of art. 34(3), and on the advice of the DPO. */
export const exempt: Form<Incident> = {
  ...decide,
  name: 'exempt',
  fields: (setting) => [
    choice('exemption', coded(breachTerms[setting.words.language].exemption), { required: true }),
    { ...advicesOn(setting, (on) => on === 'Exemption'), required: true },
    text('reasons', 4096, { required: true }),
    line('evidence', 512, { hint: 'exemptionEvidence', required: true }),
    moment('reviewAt', 'Future', { required: true }),
    line('publicChannel', 512, { hint: 'publicChannel' }),
  ],
  check: (values) =>
    missing(said(values, 'exemption') === 'DisproportionateEffort' && said(values, 'publicChannel') === '', 'publicChannel'),
  change: states(known.decision),
};

/** N9: the authority orders that the people concerned be told; the duty runs anew, also on a closed record. */
export const order: Form<Incident> = {
  ...facts,
  name: 'order',
  ...rightOf(known.order),
  fits: ({ spec }) => spec.personalData !== undefined,
  fields: () => [
    line('reference', 253, { required: true }),
    moment('at', 'Past', { label: 'receivedAt' }),
    moment('dueAt', undefined, { required: true }),
  ],
  check: () => [],
  change: states(known.order, { order: 'CommunicateToSubjects' }),
};
