/**
 * What a blocker says, as it stands in the status, by what stands in the way. What is in braces is put in; whoever shows a blocker in
 * another language reads it out again, so that a status holds one sentence and no language is privileged on a page.
 */
export const sentences = {
  awaitingConfirmation: 'Assessment {assessment} waits for the {role}: add an assessment that confirms it.',
  duplicateFacts: "Duplicate {incident} found personal data: add spec.personalData here, so that its duties are this record's.",
  duplicateCycle: 'The verdict Duplicate closes a ring, so it does not count: assess again, or reopen the original among {incidents}.',
  notAssessed: 'No assessment yet: add an entry to spec.assessments.',
  awaitingDpo: 'Personal data were found: the verdict needs the confirmation of the DPO.',
  scaleMissing: 'The policy holds no classification scale, so the severity is unknown.',
  ratingRefused:
    'The ratings are outside the scale, so the severity is unknown: assess again. To see what counts as what: kubectl incident scale',
  questionsOpen: 'Unanswered: {questions}. Fill in spec.report, or say "not known" in spec.report.unknown.',
  leaderMissing: 'No response leader: a manager of the department appoints one in spec.response.appointments.',
  majorNotLedByCiso: 'A major incident is led by the CISO, or the appointment says why not.',
  notContained: 'Not contained: add the milestone Contained.',
  notEradicated: 'Not eradicated: add the milestone Eradicated.',
  notRecovered: 'Not recovered: add the milestone Recovered.',
  evidenceMissing: 'No evidence is secured: create an EvidenceItem that refers to this incident; one in quarantine does not count.',
  decisionLapsed: 'Decision {decision} lapsed because facts changed: the controller decides again.',
  riskUndecided: 'The controller has not decided on the risk: add an entry to spec.personalData.decisions.',
  decisionWithoutAdvice:
    'The controller has not decided on the risk: decision {decision} does not count without an advice of the DPO on {matter}, by another person.',
  dutyOpen: '{duty} is open, due {dueAt}.',
  dutyOpenMetBy: '{duty} is open, due {dueAt}. {how}',
  dutyOpenNotified: '{duty} is open, due {dueAt}. See notification {notification}.',
  dutyMissed: '{duty} is missed and still open, due {dueAt}.',
  dutyMissedMetBy: '{duty} is missed and still open, due {dueAt}. {how}',
  dutyMissedNotified: '{duty} is missed and still open, due {dueAt}. See notification {notification}.',
  missUnexplained: '{duty}, due {dueAt}, was missed: say why in spec.delays.',
  missUnexplainedNotified:
    '{duty}, due {dueAt}, was missed: say why in spec.delays, or in delayJustification of notification {notification}.',
  supplementOpen: 'The supplementary notice {notification} has not been sent.',
  weaknessUnknown: 'Weakness {weakness} does not exist.',
  weaknessUnverified: 'Weakness {weakness} is repaired; another person has yet to say in its spec.verifications whether that works.',
  weaknessUntreated: 'Weakness {weakness} is neither remedied nor accepted.',
  playbookMissing: 'Playbook {playbook} does not exist, so nobody can say which of its steps are required.',
  stepsOpen: 'Required steps of the playbook are neither done nor skipped with a reason: {steps}.',
  reviewMissing: 'No review: add an entry with root cause and lessons to spec.review.',
  rootCauseMissing: 'Review {review} names no root cause.',
  lessonsMissing: 'Review {review} draws no lesson.',
  lessonsIncomplete: 'Of the lessons of review {review}, {lacking}: add a review that corrects it.',
  lessonsNotApproved: 'Management has not approved the lessons of review {review}.',
} as const;

/** Which sentence. */
export type Sentence = keyof typeof sentences;

type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholder<Rest> : never;

/** What is put into a sentence. */
export type ValuesOf<S extends Sentence> = Readonly<Record<Placeholder<(typeof sentences)[S]>, string>>;

const placeholder = /\{(\w+)\}/g;

/** A text with what is in braces put in. A value that is not there leaves its name. */
export const filled = (text: string, of: (name: string) => string | undefined): string =>
  text.replace(placeholder, (_, name: string) => of(name) ?? name);

/** A sentence, as the status holds it. */
export const say = <S extends Sentence>(sentence: S, values: ValuesOf<S>): string =>
  filled(sentences[sentence], (name) => (values as Readonly<Record<string, string>>)[name]);

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');

const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split(placeholder)
      .map((part, index) => (index % 2 === 0 ? escaped(part) : `(?<${part}>.+?)`))
      .join('')}$`,
    's',
  );

/** The longest first: a sentence that only begins like another one must not be taken for it. */
const patterns = (Object.keys(sentences) as readonly Sentence[])
  .toSorted((a, b) => sentences[b].length - sentences[a].length)
  .map((sentence) => ({ sentence, pattern: patternOf(sentences[sentence]) }));

/** A sentence of a status, read again: which one it is, and what was put into it. */
export interface Said {
  readonly sentence: Sentence;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads a sentence of a status again; undefined where it was cut short, or another version wrote it. */
export const readSentence = (message: string): Said | undefined => {
  for (const { sentence, pattern } of patterns) {
    const found = pattern.exec(message);
    if (found !== null) return { sentence, values: { ...found.groups } };
  }
  return undefined;
};
