import { momentIn } from '../moment.ts';
import type { ReportWords } from '../words/report.ts';

/** What is reported: that something happened, a weakness, or the reporter does not know which (W1, E2). */
export type ReportKind = 'event' | 'weakness' | 'unsure';

/** The kinds, in the order in which they are offered. */
export const reportKinds: readonly ReportKind[] = ['event', 'weakness', 'unsure'];

/** The questions that may stay open (R-j to R-q); "I do not know" is an answer, silence is none. */
export const furtherQuestions = ['establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact'] as const;

/** One of them. */
export type FurtherQuestion = (typeof furtherQuestions)[number];

/** What somebody typed, as it was typed, so that a form that is shown again has lost nothing. */
export interface Typed {
  readonly kind: ReportKind;
  readonly text: (field: string) => string;
  readonly ticked: (field: string) => boolean;
}

/** One thing that is wrong with a field. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: keyof ReportWords['problem'];
}

/** A report that can be stored. Times are with their offset. */
export interface Report {
  readonly kind: ReportKind;
  readonly what: string;
  readonly establishedAt: string | undefined;
  readonly personalData: 'Found' | 'NotFound' | 'Unknown' | undefined;
  readonly answers: Readonly<Partial<Record<Exclude<FurtherQuestion, 'affected'>, string>>> & { readonly affected?: readonly string[] };
  readonly unknown: readonly FurtherQuestion[];
  /** Whether the reporter, though signed in, stays unnamed; and what somebody who is not signed in wrote about who they are. */
  readonly anonymous: boolean;
  readonly name: string | undefined;
}

/** The report, or everything that is wrong with it. */
export type ReadForm = { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** What is known beside the form itself. */
export interface Around {
  readonly zone: string;
  /** UTC. */
  readonly now: string;
  readonly signedIn: boolean;
  /** Whether the policy takes reports without a name. */
  readonly anonymousAllowed: boolean;
}

const longest: Readonly<Record<string, number>> = {
  what: 4096,
  establishedBy: 253,
  cause: 4096,
  howEstablished: 2048,
  impact: 4096,
  name: 253,
};

/** The lines of a list, without empty ones. */
const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** What somebody typed into the form; a kind that there is none of is "not sure". */
export const typedIn = (form: URLSearchParams): Typed => ({
  kind: reportKinds.find((kind) => kind === form.get('kind')) ?? 'unsure',
  text: (field) => (form.get(field) ?? '').replace(/\r\n?/g, '\n').trim(),
  ticked: (field) => form.get(field) === 'x',
});

const timeProblems = (typed: Typed, { zone, now }: Around, field: string, required: boolean): readonly FieldProblem[] => {
  const text = typed.text(field);
  if (text === '') return required ? [{ field, problem: 'time' }] : [];
  const moment = momentIn(text, zone);
  if (moment === undefined) return [{ field, problem: 'time' }];
  return Date.parse(moment) > Date.parse(now) ? [{ field, problem: 'future' }] : [];
};

const lengthProblems = (typed: Typed, fields: readonly string[]): readonly FieldProblem[] =>
  fields.flatMap((field) => (typed.text(field).length > (longest[field] ?? 0) ? [{ field, problem: 'long' } as const] : []));

const orderProblems = (typed: Typed, { zone }: Around): readonly FieldProblem[] => {
  const [occurred, established] = [momentIn(typed.text('occurredAt'), zone), momentIn(typed.text('establishedAt'), zone)];
  const isLater = occurred !== undefined && established !== undefined && Date.parse(occurred) > Date.parse(established);
  return isLater ? [{ field: 'occurredAt', problem: 'order' }] : [];
};

const checks = ['Found', 'NotFound', 'Unknown'] as const;

const checkOf = (typed: Typed): Report['personalData'] => checks.find((each) => each === typed.text('check'));

const eventProblems = (typed: Typed, around: Around): readonly FieldProblem[] => {
  const lines = linesOf(typed.text('affected'));
  const answered = (question: FurtherQuestion): boolean => typed.text(question) !== '';
  return [
    ...timeProblems(typed, around, 'establishedAt', true),
    ...(checkOf(typed) === undefined ? [{ field: 'check', problem: 'choice' } as const] : []),
    ...lengthProblems(typed, ['establishedBy', 'cause', 'howEstablished', 'impact']),
    ...timeProblems(typed, around, 'occurredAt', false),
    ...orderProblems(typed, around),
    ...(lines.length > 16 || lines.some((line) => line.length > 253) ? [{ field: 'affected', problem: 'lines' } as const] : []),
    ...furtherQuestions.flatMap((field) =>
      answered(field) && typed.ticked(`unknown-${field}`) ? [{ field, problem: 'both' } as const] : [],
    ),
  ];
};

const whatProblems = (typed: Typed): readonly FieldProblem[] =>
  typed.text('what') === '' ? [{ field: 'what', problem: 'missing' }] : lengthProblems(typed, ['what']);

const problemsOf = (typed: Typed, around: Around): readonly FieldProblem[] => {
  const unnamed = !around.signedIn || typed.ticked('anonymous');
  return [
    ...(unnamed && !around.anonymousAllowed ? [{ field: 'anonymous', problem: 'anonymous' } as const] : []),
    ...whatProblems(typed),
    ...(typed.kind === 'weakness' ? [] : eventProblems(typed, around)),
    // Whoever reports a weakness has read that it must never be exploited (W3).
    ...(typed.kind === 'weakness' && !typed.ticked('agree') ? [{ field: 'agree', problem: 'agree' } as const] : []),
    ...lengthProblems(typed, ['name']),
  ];
};

const answersOf = (typed: Typed, zone: string): Report['answers'] => {
  const texts = (['establishedBy', 'cause', 'howEstablished', 'impact'] as const).flatMap((question) => {
    const text = typed.text(question);
    return text === '' ? [] : [[question, text] as const];
  });
  const occurredAt = momentIn(typed.text('occurredAt'), zone);
  const affected = linesOf(typed.text('affected'));
  return {
    ...Object.fromEntries(texts),
    ...(occurredAt !== undefined && { occurredAt }),
    ...(affected.length > 0 && { affected }),
  };
};

/** Reads what somebody typed. Pure: times are read on the clocks of the zone, and judged by `now`. */
export const readForm = (typed: Typed, around: Around): ReadForm => {
  const problems = problemsOf(typed, around);
  if (problems.length > 0) return { ok: false, problems };
  const isEvent = typed.kind !== 'weakness';
  const name = typed.text('name');
  return {
    ok: true,
    report: {
      kind: typed.kind,
      what: typed.text('what'),
      establishedAt: isEvent ? momentIn(typed.text('establishedAt'), around.zone) : undefined,
      personalData: isEvent ? checkOf(typed) : undefined,
      answers: isEvent ? answersOf(typed, around.zone) : {},
      unknown: isEvent ? furtherQuestions.filter((question) => typed.ticked(`unknown-${question}`)) : [],
      anonymous: typed.ticked('anonymous'),
      name: around.signedIn || name === '' ? undefined : name,
    },
  };
};
