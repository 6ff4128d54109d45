import type { Block } from '../../document/model.ts';
import type { Figures } from '../figures.ts';
import { withheld } from '../register.ts';
import type { Voice } from '../voice.ts';
import { factsOf, figureOf, heading, shortened, tableOf, termOf, textTable } from './blocks.ts';

/** What a text of a record says here: one that only named individuals may read is not printed (S6). */
const told = (text: string, { words }: Voice): string => (text === withheld ? words.withheld : text);

/** Why things happened (S7). */
export const causesSection = ({ learning }: Figures, voice: Voice): readonly Block[] => {
  const { words, number, breach } = voice;
  const { causes } = words;
  const name = (of: string | null): string => (of === null ? causes.notYet : told(of, voice));
  const table = tableOf(
    causes.caption,
    [causes.cause, words.number],
    learning.rootCauses.map(({ of, n }) => [name(of), number(n)]),
  );
  const bars = learning.rootCauses.map(({ of, n }) => ({ label: name(of), value: n, text: number(n) }));
  return [
    heading(causes.heading),
    factsOf([[causes.reviewed, causes.of(number(learning.reviewed), number(learning.toReview))]]),
    ...(learning.rootCauses.length === 0 ? [] : [figureOf(voice, causes.alt, bars, table)]),
    ...(learning.breachCauses.length === 0
      ? []
      : [
          tableOf(
            causes.breachCaption,
            [causes.cause, words.number],
            learning.breachCauses.map(({ of, n }) => [termOf(breach.cause, of, breach.cause.Unknown), number(n)]),
          ),
        ]),
  ];
};

/** What came back, by the definition in the policy (L2). */
export const recurrenceSection = ({ recurrence }: Figures, voice: Voice): readonly Block[] => {
  const { words, number, record } = voice;
  const { recurrence: text } = words;
  const fields = recurrence.fields.map((field) => termOf(text.fields, field, field)).join(', ');
  const value = (of: string, index: number): string => (recurrence.fields[index] === 'category' ? termOf(record.category, of, of) : of);
  const definition: Block = {
    kind: 'paragraph',
    text: text.text(fields, voice.window(recurrence.window), number(recurrence.threshold)),
  };
  if (recurrence.groups.length === 0) {
    return [heading(text.heading), definition, { kind: 'notice', tone: 'success', title: text.nothing, text: text.nothingText }];
  }
  return [
    heading(text.heading),
    definition,
    ...shortened(voice, recurrence.groups, (shown) =>
      textTable(
        text.caption,
        [text.what, text.times, text.incidents, text.major],
        shown.map(({ values, most, incidents, major }) => [
          values.map(value).join(', '),
          number(most),
          incidents.join(', '),
          major ? words.yes : words.no,
        ]),
      ),
    ),
  ];
};

/** Whether the controls held (L3). */
export const controlsSection = ({ learning: { controls } }: Figures, voice: Voice): readonly Block[] => {
  const { words, number } = voice;
  const { controls: text } = words;
  return [
    heading(text.heading),
    ...shortened(voice, controls, (shown) => ({
      ...textTable(
        text.caption,
        [text.control, text.latest, text.changes, text.adequate, text.inadequate],
        shown.map(({ control, adequate, inadequate, adequateAtLast, changes }) => [
          control,
          adequateAtLast ? text.latestYes : text.latestNo,
          changes.map((change) => told(change, voice)).join('; '),
          number(adequate),
          number(inadequate),
        ]),
      ),
      columns: [
        { heading: text.control },
        { heading: text.latest },
        { heading: text.changes },
        // A number that stands right before a text to the left would read as one with it.
        { heading: text.adequate, align: 'end' },
        { heading: text.inadequate, align: 'end' },
      ],
    })),
  ];
};

/** What was to be done, what was done, and what is still open (L4). */
export const lessonsSection = ({ learning: { lessons } }: Figures, voice: Voice): readonly Block[] => {
  const { words, number } = voice;
  const { lessons: text } = words;
  const state = (overdue: boolean, approved: boolean): string =>
    [...(approved ? [] : [text.stateNotApproved]), overdue ? text.stateOverdue : text.stateOpen].join(', ');
  return [
    heading(text.heading),
    factsOf((['drawn', 'approved', 'done', 'dropped', 'open', 'overdue'] as const).map((name) => [text[name], number(lessons[name])])),
    ...(lessons.list.length === 0
      ? []
      : shortened(voice, lessons.list, (shown) =>
          textTable(
            text.caption,
            [words.duties.incident, text.lesson, text.owner, text.due, text.state],
            shown.map(({ incident, text: lesson, owner, dueAt, overdue, approved }) => [
              incident,
              told(lesson, voice),
              owner ?? words.unknown,
              dueAt === null ? words.unknown : voice.day(dueAt),
              state(overdue, approved),
            ]),
          ),
        )),
  ];
};

/** What could go wrong next (R-f, W4). */
export const weaknessesSection = ({ weaknesses }: Figures, voice: Voice): readonly Block[] => {
  const { words, number } = voice;
  const { weaknesses: text } = words;
  return [
    heading(text.heading),
    factsOf((['reported', 'open', 'overdue'] as const).map((name) => [text[name], number(weaknesses[name])])),
    ...(weaknesses.byPhase.length === 0
      ? []
      : [
          tableOf(
            text.byPhase,
            [text.phase, words.number],
            weaknesses.byPhase.map(({ of, n }) => [termOf(text.phases, of, words.unknown), number(n)]),
          ),
        ]),
  ];
};
