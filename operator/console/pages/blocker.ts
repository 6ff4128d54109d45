import { filled, readSentence } from '../../incident/sentences.ts';
import { dutyName } from '../../notification/words/duties.ts';
import type { Asked } from '../asked.ts';
import { type Html, html } from '../html.ts';
import { blockerWords } from '../words/blockers.ts';
import { clock } from './parts.ts';

const questionNames = (asked: Asked, list: string): string => {
  const { console: words, report } = asked.words;
  const names: Readonly<Record<string, string>> = {
    what: words.term.what,
    establishedAt: words.term.establishedAt,
    ...Object.fromEntries(Object.entries(report.question).map(([question, { label }]) => [question, label])),
  };
  return list
    .split(', ')
    .map((question) => names[question] ?? question)
    .join('; ');
};

/** A value of a sentence as people read it. */
const shown = (asked: Asked, name: string, value: string): string => {
  switch (name) {
    case 'dueAt':
      return clock(asked, value) ?? value;
    case 'duty':
      return dutyName(value, asked.language);
    case 'questions':
      return questionNames(asked, value);
    case 'role':
      return asked.words.console.role[value] ?? value;
    default:
      return value;
  }
};

/** What a blocker says, in the language of whoever reads it; in that of the record where another version wrote it. */
export const blockerText = (asked: Asked, message: string): Html => {
  const said = readSentence(message);
  if (said === undefined) return html`<span lang="en">${message}</span>`;
  const text = filled(blockerWords[asked.language][said.sentence], (name) => {
    const value = said.values[name];
    return value === undefined ? undefined : shown(asked, name, value);
  });
  return html`${text}`;
};
