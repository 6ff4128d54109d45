import type { ParseArgsConfig } from 'node:util';
import { clusterOptions, clusterUsage } from '../cluster.ts';
import type { Option } from './option.ts';
import type { Verb } from './verb.ts';

/** What every verb that writes understands, besides its own options and those for the cluster. */
export const common: readonly Option[] = [
  { name: 'at', value: 'moment', moment: true, text: 'when it happened, such as 2026-10-23T16:40+02:00; the present, if left out' },
  { name: 'corrects', value: 'id', text: 'the earlier entry of the same list that this one corrects' },
  { name: 'dry-run', value: 'server', choices: ['server'], text: 'the API server judges it, and nothing is written' },
  {
    name: 'output',
    short: 'o',
    value: 'form',
    choices: ['text', 'json', 'yaml', 'name'],
    text: 'what is printed: text, json or yaml (the record as it is then), name',
  },
];

/** The options in the form in which Node parses them. */
export const parseOptions = (options: readonly Option[]): NonNullable<ParseArgsConfig['options']> => ({
  ...clusterOptions,
  ...Object.fromEntries(
    options.map(({ name, value, short, repeated }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short !== undefined && { short }),
        ...(repeated === true && { multiple: true }),
      },
    ]),
  ),
  help: { type: 'boolean', short: 'h' },
});

const width = 27;
const widest = 135;

/** Values on as many lines as they need. */
const wrapped = (choices: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const choice of choices) {
    const longer = `${lines.at(-1) ?? ''} | ${choice}`;
    if (lines.length > 0 && longer.length <= widest - width) lines.splice(-1, 1, longer);
    else lines.push(choice);
  }
  return lines;
};

/** How an option is told in a help text. */
export const optionLines = ({ name, value, text, choices, short }: Option): string => {
  const only = choices?.length === 1 ? choices[0] : undefined;
  const valued = value === undefined ? '' : only === undefined ? ` <${value}>` : `=${only}`;
  const shown = `${short === undefined ? '' : `-${short}, `}--${name}${valued}`;
  const list = choices === undefined || only !== undefined || choices.every((choice) => text.includes(choice)) ? [] : wrapped(choices);
  const [first = '', ...more] = [...text.split('\n'), ...list];
  const left = shown.length < width - 3 ? [`  ${shown.padEnd(width - 2)}${first}`] : [`  ${shown}`, `${' '.repeat(width)}${first}`];
  return [...left, ...more.map((line) => `${' '.repeat(width)}${line}`)].join('\n');
};

/** The help text of a verb. */
export const usageOf = ({ name, about, usage, options }: Verb): string => `${usage
  .map((line, index) => `${index === 0 ? 'Usage:' : '      '} kubectl incident ${name} ${line}`)
  .join('\n')}

${about}

${[...options, ...common].map(optionLines).join('\n')}
${clusterUsage}

On a terminal it asks for what is left out. Exit codes: 0 written, 1 refused, 2 not understood, 3 not readable.
`;
