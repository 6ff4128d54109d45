import type { IncidentPersonalData, IncidentStatusPersonalData } from '../api/types.gen.ts';
import { clauses, ground } from './clauses.ts';
import { unreadable } from './exposure.ts';
import { type Severity, scoreText, severityOf } from './severity.ts';
import { suggestionOf } from './suggestion.ts';

/** What the facts of a breach say by themselves, as `status.personalData` shows it. */
export type BreachStatus = Pick<IncidentStatusPersonalData, 'score' | 'level'> &
  Required<Pick<IncidentStatusPersonalData, 'suggestedRisk' | 'why'>>;

const spoken: Readonly<Record<NonNullable<IncidentStatusPersonalData['level']>, string>> = {
  Low: 'low',
  Medium: 'medium',
  High: 'high',
  VeryHigh: 'very high',
};

const severityGrounds = (severity: Severity): readonly string[] => {
  if (severity.state === 'Refused') return [ground(`No severity: ${severity.message}`, clauses.enisa)];
  if (severity.state === 'Incomplete') {
    const missing = severity.missing.join(', ');
    return [ground(`No severity, for it is not rated whole; at least ${spoken[severity.atLeast]}; missing: ${missing}`, clauses.enisa)];
  }
  const flags = [
    ...(severity.flags.moreThan100Individuals ? ['more than 100 individuals'] : []),
    ...(severity.flags.unintelligibleData ? ['data unintelligible, key safe'] : []),
  ];
  const flagged = flags.length === 0 ? '' : `; flagged: ${flags.join(', ')}`;
  return [ground(`Severity ${scoreText(severity.quarters)}, ${spoken[severity.level]}${flagged}; advice only`, clauses.enisa)];
};

/**
 * The severity by ENISA (2013) and the suggested risk of a breach, with the grounds for it, each with its clause. Pure. The facts of
 * `personalData` alone decide; the decisions and advices in it are not read. `score` and `level` are absent unless rated whole.
 */
export const breachStatus = (personalData: IncidentPersonalData): BreachStatus => {
  const { severity: rating, malicious } = personalData;
  const individuals = personalData.subjects?.approximate;
  const rated = rating === undefined ? undefined : { ...(malicious === undefined ? {} : { malicious }), ...rating };
  const severity = rated === undefined ? undefined : severityOf(rated, { individuals, unintelligible: unreadable(personalData) });
  const { risk, grounds } = suggestionOf(personalData, severity);
  const why = [...grounds, ...(severity === undefined ? [] : severityGrounds(severity))];
  if (severity?.state !== 'Scored') return { suggestedRisk: risk, why };
  return { score: scoreText(severity.quarters), level: severity.level, suggestedRisk: risk, why };
};
