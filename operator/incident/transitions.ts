import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import type { IncidentStatus, IncidentStatusAssessment } from '../api/types.gen.ts';
import type { Risk } from './risk.ts';

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** Every record begins as a report, also one that the register sees for the first time when more has happened. */
const phases = (before: IncidentStatus | undefined, after: IncidentStatus): readonly TimelineDraft[] => {
  const was = before?.phase ?? 'Reported';
  if (was === after.phase) return [];
  const dismissed = after.phase === 'Dismissed' ? [say('Dismissed', `verdict ${after.verdict}`)] : [];
  return [say('PhaseChanged', `${was} -> ${after.phase}`), ...dismissed];
};

/** The severity of an assessment, chained together with the scale that it was rated on (A7, A10). */
const rated = ({ id, severity, scale }: IncidentStatusAssessment): TimelineDraft =>
  say('SeverityRated', `assessments/${id} ${severity ?? 'outside the scale'} ${scale?.digest ?? ''}`);

const ratings = (before: IncidentStatus | undefined, after: IncidentStatus): readonly TimelineDraft[] => {
  const known = new Set((before?.assessments ?? []).map(({ id }) => id));
  return (after.assessments ?? []).filter(({ id }) => !known.has(id)).map(rated);
};

/** A decision that facts overtook is told once; what is bound to it stands in the bookkeeping. */
const lapses = (before: IncidentStatus | undefined, { bindings }: Risk): readonly TimelineDraft[] =>
  Object.entries(bindings)
    .filter(([key, value]) => value === 'lapsed' && before?.recorded?.values?.[key] !== 'lapsed')
    .map(([key]) => say('DecisionLapsed', key));

const recurrences = (before: IncidentStatus | undefined, after: IncidentStatus, threshold: number): readonly TimelineDraft[] => {
  const [earlier, count] = [before?.recurrence?.count ?? 0, after.recurrence?.count ?? 0];
  const serious = after.recurrence?.highImpact === true && before?.recurrence?.highImpact !== true;
  return [
    ...(count >= threshold && earlier < threshold ? [say('RecurrenceFound', `count ${count} threshold ${threshold}`)] : []),
    ...(serious ? [say('RecurrenceSerious', `count ${count} severity ${after.severity}`)] : []),
  ];
};

/** A closed record that is open again without anybody's entry: another report turned out to repeat it (A8). */
const repetitions = (before: IncidentStatus | undefined, after: IncidentStatus): readonly TimelineDraft[] => {
  if (before?.phase !== 'Closed' || after.phase === 'Closed') return [];
  const known = new Set((before.duplicates ?? []).map(({ name }) => name));
  const fresh = (after.duplicates ?? []).map(({ name }) => name).filter((name) => !known.has(name));
  return fresh.length === 0 ? [] : [say('ReopenedByDuplicate', fresh.join(' '))];
};

/** State changes that deserve an entry of their own: they follow from facts, and are recorded in the same write (R-c). */
export const transitions = (
  before: IncidentStatus | undefined,
  after: IncidentStatus,
  risk: Risk,
  threshold: number,
): readonly TimelineDraft[] => [
  ...ratings(before, after),
  ...repetitions(before, after),
  ...phases(before, after),
  ...lapses(before, risk),
  ...recurrences(before, after, threshold),
];
