import { effective } from './entries.ts';
import type { IncidentAnswerQuestion, IncidentSpec } from './types.gen.ts';

/** The last answer that somebody gave to a question after the report, corrections applied (api.md: the report is written once and corrected by `answers`). */
export const laterAnswer = (spec: IncidentSpec, question: IncidentAnswerQuestion): string | undefined =>
  effective(spec.answers).findLast((answer) => answer.question === question)?.value;
