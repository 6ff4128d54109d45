import { effective } from '../api/entries.ts';
import type { IncidentSpec } from '../api/types.gen.ts';

/** The questions that a person's report answers (R-j to R-q), by the field that holds the answer. */
export const questions = ['what', 'establishedBy', 'occurredAt', 'establishedAt', 'cause', 'howEstablished', 'affected', 'impact'] as const;

/** One of the eight questions. */
export type Question = (typeof questions)[number];

const answered = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '');

/** The questions that a person's report answers with something, later answers counted in; "not known" tells nobody anything. */
export const answeredQuestions = (spec: IncidentSpec): readonly Question[] => {
  const later = new Set(effective(spec.answers).map((entry) => entry.question as string));
  return questions.filter((question) => answered(spec.report[question]) || later.has(question));
};

/**
 * The questions that nobody has answered. "Not known" is an answer, silence is none (R-j to R-q). A machine's report carries
 * its source instead, and has no open question (R-auto).
 */
export const openQuestions = (spec: IncidentSpec): readonly Question[] => {
  if (spec.source !== undefined) return [];
  const later = new Set(effective(spec.answers).map((entry) => entry.question as string));
  const unknown = new Set((spec.report.unknown ?? []) as readonly string[]);
  return questions.filter((question) => !answered(spec.report[question]) && !unknown.has(question) && !later.has(question));
};
