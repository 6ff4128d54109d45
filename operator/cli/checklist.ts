import { listIn, textIn, valueAt } from './record.ts';

/** One step of the playbook as an incident took it over; what nobody stated is null. */
export interface ChecklistStep {
  readonly name: string;
  readonly phase: string | null;
  readonly state: string;
  readonly required: boolean;
  readonly role: string | null;
  readonly dueAt: string | null;
  readonly late: boolean;
  /** What is to be done; null where the playbook has changed since and says it no longer. */
  readonly text: string | null;
  /** What was noted when it was done, or why it was skipped. */
  readonly note: string | null;
}

const orNull = (value: unknown): string | null => (textIn(value) === '' ? null : textIn(value));

/** The last entry on a step that counts, as the operator reads it. */
const entryOn = (incident: unknown, step: string): unknown => {
  const entries = listIn(valueAt(incident, 'spec.steps'));
  const corrected = new Set(entries.map((entry) => textIn(valueAt(entry, 'corrects'))));
  return entries
    .filter((entry) => textIn(valueAt(entry, 'step')) === step && !corrected.has(textIn(valueAt(entry, 'id'))))
    .toSorted((a, b) => Date.parse(textIn(valueAt(a, 'at'))) - Date.parse(textIn(valueAt(b, 'at'))))
    .at(-1);
};

/** The checklist of an incident (P7): the steps as it took them over, with the words of the playbook as it is now, if it has them still. */
export const checklistOf = (incident: unknown, playbook: unknown): readonly ChecklistStep[] => {
  const words = new Map(
    listIn(valueAt(playbook, 'spec.steps')).map((step) => [textIn(valueAt(step, 'name')), orNull(valueAt(step, 'text'))]),
  );
  return listIn(valueAt(incident, 'status.playbook.steps')).map((step) => {
    const name = textIn(valueAt(step, 'name'));
    return {
      name,
      phase: orNull(valueAt(step, 'phase')),
      state: textIn(valueAt(step, 'state')),
      required: valueAt(step, 'required') === true,
      role: orNull(valueAt(step, 'role')),
      dueAt: orNull(valueAt(step, 'dueAt')),
      late: valueAt(step, 'late') === true,
      text: words.get(name) ?? null,
      note: orNull(valueAt(entryOn(incident, name), 'note')),
    };
  });
};

const boxes: Readonly<Record<string, string>> = { Done: '[x]', Skipped: '[-]' };

const lineOf = ({ name, phase, state, required, role, dueAt, late, text, note }: ChecklistStep): string => {
  const facts = [phase, role, required ? 'required' : null, dueAt === null ? null : `by ${dueAt}`, late ? 'LATE' : null];
  return [
    `${boxes[state] ?? '[ ]'} ${name}   ${facts.filter((fact) => fact !== null).join(', ')}`,
    `    ${text ?? 'The playbook has changed since and says no longer what this step is.'}`,
    ...(note === null ? [] : [`    ${state === 'Skipped' ? 'skipped because' : 'noted'}: ${note}`]),
  ].join('\n');
};

/** The checklist for a person. */
export const checklistText = (incident: unknown, steps: readonly ChecklistStep[]): string => {
  const name = textIn(valueAt(incident, 'status.playbook.name'));
  if (name === '') return 'This incident follows no playbook: name one in spec.playbookRef.';
  const version = textIn(valueAt(incident, 'status.playbook.version'));
  return [
    `Playbook ${name}${version === '' ? '' : `, version ${version}`}, as it was when this incident took it over`,
    '',
    ...steps.map(lineOf),
  ].join('\n');
};
