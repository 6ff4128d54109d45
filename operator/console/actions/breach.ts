import type { Incident, IncidentPersonalDataCause, IncidentPersonalDataKind } from '../../api/types.gen.ts';
import { said } from '../../fact/change.ts';
import { breachTerms } from '../../notification/words/breach.ts';
import { areaField, lineField, momentField, selectField, tickField } from '../fields.ts';
import { type Html, html } from '../html.ts';
import { fieldMoment, momentIn } from '../moment.ts';
import { type Action, type ActionProblem, choiceProblems, orRefuse, type Setting, type Typed, textProblems } from './action.ts';

const roles = ['Controller', 'Processor'] as const;
const kinds: readonly IncidentPersonalDataKind[] = ['Confidentiality', 'Integrity', 'Availability'];
const causes = Object.keys(breachTerms.en.cause) as readonly IncidentPersonalDataCause[];

const zone = ({ policy }: Setting): string => policy?.spec.timezone ?? 'UTC';
const chosenKinds = (typed: Typed): readonly IncidentPersonalDataKind[] => kinds.filter((kind) => typed(`kind-${kind}`) === 'x');

const awareProblems = (setting: Setting, typed: Typed): readonly ActionProblem[] => {
  const moment = momentIn(typed('awareAt'), zone(setting));
  const isPast = moment !== undefined && Date.parse(moment) <= Date.parse(setting.now);
  return isPast ? [] : [{ field: 'awareAt', problem: 'moment' }];
};

const kindFields = (setting: Setting, typed: Typed, problem: (field: string) => string | undefined): Html => {
  const terms = breachTerms[setting.words.language].kinds;
  const wrong = problem('kind-Confidentiality');
  const ticks = kinds.map((kind) => tickField({ name: `kind-${kind}`, label: terms[kind] }, typed(`kind-${kind}`) === 'x'));
  return html`<fieldset class="field${wrong === undefined ? '' : ' wrong'}"><legend>${setting.words.console.field.kinds}</legend>${
    wrong === undefined ? '' : html`<p class="problem">${wrong}</p>`
  }${ticks}</fieldset>`;
};

const fields: Action['fields'] = (setting, typed, problem) => {
  const { field, hint, option } = setting.words.console;
  const terms = breachTerms[setting.words.language];
  const known = typed('awareAt') || fieldMoment(setting.incident.spec.report.establishedAt, zone(setting));
  const role = { name: 'role', label: field.role, value: typed('role') || 'Controller', problem: problem('role') };
  const cause = { name: 'cause', label: field.cause, value: typed('cause'), problem: problem('cause') };
  return html`${selectField(
    role,
    roles.map((value) => ({ value, text: option[value] })),
  )}
${momentField({ name: 'awareAt', label: field.awareAt, hint: hint.awareAt, value: known, problem: problem('awareAt') })}
${lineField({ name: 'basis', label: field.basis, value: typed('basis'), problem: problem('basis') })}
${kindFields(setting, typed, problem)}
${selectField(cause, [{ value: '', text: option.choose }, ...causes.map((value) => ({ value, text: terms.cause[value] }))])}
${areaField({ name: 'consequences', label: field.consequences, value: typed('consequences'), problem: problem('consequences') }, true)}`;
};

const problemsOf = (setting: Setting, typed: Typed): readonly ActionProblem[] => [
  // Somebody was faster, and what they wrote stands.
  ...(setting.incident.spec.personalData === undefined ? [] : [{ field: 'role', problem: 'old' } as const]),
  ...choiceProblems(typed, 'role', roles),
  ...awareProblems(setting, typed),
  ...textProblems(typed, 'basis', 1024),
  ...(chosenKinds(typed).length > 0 ? [] : [{ field: 'kind-Confidentiality', problem: 'choice' } as const]),
  ...choiceProblems(typed, 'cause', causes),
  ...textProblems(typed, 'consequences', 4096, false),
];

/** N1, N3: personal data are concerned, since when that is known, and why from then; the duties and their clocks follow. */
export const breach: Action = {
  name: 'breach',
  verb: 'patch',
  resource: () => 'incidents',
  role: 'meldpunt-contact-point',
  prefix: 'b',
  fits: ({ spec, status }: Incident) => spec.personalData === undefined && status?.phase !== 'Closed' && status?.phase !== 'Dismissed',
  fields,
  read: (setting, typed, by) =>
    orRefuse(problemsOf(setting, typed), () => {
      const personalData = {
        role: typed('role'),
        awareAt: momentIn(typed('awareAt'), zone(setting)),
        awareBy: by,
        awareBasis: typed('basis'),
        kinds: chosenKinds(typed),
        cause: typed('cause'),
        ...said({ consequences: typed('consequences') }),
      };
      return { ok: true, change: { set: { personalDataCheck: 'Found', personalData } } };
    }),
};
