import type { IncidentPolicy, IncidentPolicyIntake } from '../api/types.gen.ts';
import type { Alert } from './alert.ts';
import { bounded } from './fields.ts';

/** What the policy makes of an alert (R-b, R-auto). */
export interface Ruling {
  /** Where the rule stands in the policy; -1 where none matches, so that what no rule foresaw still becomes a report. */
  readonly index: number;
  readonly category?: IncidentPolicyIntake['category'];
  readonly asset?: string;
  readonly department?: string;
  readonly playbook?: string;
  /** A hint, never a classification (A7). */
  readonly severity?: string;
  /** ISO 8601: for how long after the last repetition the same alert counts up the same incident; left out, as long as it is open. */
  readonly dedupe?: string;
  /** ISO 8601: how long an alert has to fire before there is an incident; left out, none. */
  readonly hold?: string;
  /** From how many occurrences on there is an incident. */
  readonly threshold: number;
  /** More different alerts than this in one group are one incident. */
  readonly storm: number;
}

/** Ten alerts of one group can be read; more of them are one thing that went wrong. */
const defaultStorm = 10;

const matches = ({ match }: IncidentPolicyIntake, labels: ReadonlyMap<string, string>): boolean =>
  Object.entries(match).every(([name, value]) => labels.get(name) === value);

const departmentOf = (rule: IncidentPolicyIntake | undefined, alert: Alert, policy: IncidentPolicy | undefined): string | undefined => {
  if (rule?.department !== undefined) return rule.department;
  const labelled = alert.labels.get('department');
  // A label is free text of somebody else's system: only a department that the policy knows is one.
  return policy?.spec.departments?.some(({ name }) => name === labelled) ? labelled : undefined;
};

const assetOf = (rule: IncidentPolicyIntake | undefined, alert: Alert): string | undefined => {
  const asset = rule?.asset ?? alert.labels.get('asset');
  return asset === undefined || asset === '' ? undefined : bounded(asset, 253);
};

/** The first rule of the policy that matches decides; what it leaves out comes from the labels of the alert. */
export const rulingFor = (alert: Alert, policy: IncidentPolicy | undefined): Ruling => {
  const rules = policy?.spec.intake ?? [];
  const index = rules.findIndex((rule) => matches(rule, alert.labels));
  const rule = rules[index];
  const asset = assetOf(rule, alert);
  const department = departmentOf(rule, alert, policy);
  const severity = rule?.severity ?? alert.severity;
  return {
    index,
    threshold: rule?.threshold ?? 1,
    storm: rule?.storm ?? defaultStorm,
    ...(rule !== undefined && { category: rule.category }),
    ...(asset !== undefined && { asset }),
    ...(department !== undefined && { department }),
    ...(rule?.playbook !== undefined && { playbook: rule.playbook }),
    ...(severity !== undefined && { severity }),
    ...(rule?.dedupe !== undefined && { dedupe: rule.dedupe }),
    ...(rule?.hold !== undefined && { hold: rule.hold }),
  };
};
