import { stop } from '../answer.ts';
import type { Terminal } from '../terminal.ts';
import type { Option } from './option.ts';
import type { Said, Value } from './said.ts';
import { saidOf } from './said.ts';

/** So often somebody may say nothing, or what is not understood, before it is given up. */
const mostTries = 3;

const questionOf = ({ text, choices, value, name }: Option): string => {
  const among = choices === undefined ? (value === undefined ? ' (y or n)' : '') : ` (${choices.join(', ')})`;
  return `${text.split('\n')[0]?.replace(/[;:]?$/, '') ?? name}${among}: `;
};

const withoutCase = (choices: readonly string[], answer: string): string =>
  choices.find((choice) => choice.toLowerCase() === answer.toLowerCase()) ?? answer;

const valueIn = ({ value, choices = [], repeated }: Option, answer: string): Value | undefined => {
  if (value === undefined) return /^y/i.test(answer) ? true : /^n/i.test(answer) ? false : undefined;
  return repeated === true ? [answer] : withoutCase(choices, answer);
};

const askFor = async (option: Option, ask: NonNullable<Terminal['ask']>, now: string): Promise<Value> => {
  for (let attempt = 1; attempt <= mostTries; attempt += 1) {
    const answer = await ask(questionOf(option));
    if (answer === undefined) break;
    const value = valueIn(option, answer.trim());
    if (value === undefined || value === '') continue;
    try {
      const said = saidOf([option], { [option.name]: value }, now);
      if (option.moment === true) said.moment(option.name);
      return value;
    } catch (error) {
      if (attempt === mostTries) throw error;
      await ask(`${error instanceof Error ? error.message : String(error)} Press Enter. `);
    }
  }
  return stop(`--${option.name} was not said, so nothing was written.`);
};

const toldMissing = (verb: string, options: readonly Option[]): string => {
  const each = options.map(({ name, value, choices }) => `--${name}${value === undefined ? '' : ` <${choices?.join('|') ?? value}>`}`);
  return `${verb} still needs ${each.join(' and ')}. On a terminal it asks. kubectl incident ${verb} --help tells what they are.`;
};

/** What is to be asked for, as whoever typed it goes on. */
export interface Asking {
  readonly verb: string;
  readonly options: readonly Option[];
  readonly values: Readonly<Record<string, Value | undefined>>;
  readonly terminal: Terminal;
  readonly now: string;
  /** The options that have to be said, by what was said so far. */
  readonly needs: (said: Said) => readonly string[];
}

/**
 * Everything that a verb needs, asked for one by one where a person can answer. Throws a Misunderstood with what is missing where nobody
 * can.
 */
export const askedFor = async ({ verb, options, values, terminal, now, needs }: Asking): Promise<Said> => {
  let known = values;
  for (;;) {
    const said = saidOf(options, known, now);
    const missing = needs(said).filter((name) => known[name] === undefined);
    const open = missing.flatMap((name) => options.filter((option) => option.name === name));
    const [next] = open;
    if (next === undefined) return said;
    if (terminal.ask === undefined) return stop(toldMissing(verb, open));
    known = { ...known, [next.name]: await askFor(next, terminal.ask, now) };
  }
};
