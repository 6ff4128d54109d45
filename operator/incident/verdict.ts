import type { IncidentAssessment } from '../api/types.gen.ts';

/** Whether a verdict says that the report is no incident (A8). */
export const isDismissing = (verdict: IncidentAssessment['verdict'] | undefined): boolean =>
  verdict === 'Event' || verdict === 'Weakness' || verdict === 'FalsePositive' || verdict === 'Duplicate';
