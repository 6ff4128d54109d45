import { summaries } from './act/summaries.ts';
import { answering, type Response, said, stop } from './answer.ts';
import { pipe, type Terminal } from './terminal.ts';

/** A command: loaded only when it is asked for, since most of the start of a program is the code that it does not need. */
interface Command {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly run: (args: string[], terminal: Terminal) => Response | Promise<Response> }>;
}

const loadVerb = async (name: string) => {
  const [{ verbs }, { runVerb }] = await Promise.all([import('./act/verbs/table.ts'), import('./act/run.ts')]);
  const verb = verbs.find((each) => each.name === name) ?? stop(`There is no command ${name}.`);
  return { run: (args: string[], terminal: Terminal) => runVerb(verb, args, terminal) };
};

const loadDrill = async () => {
  const { drilling, runCreation } = await import('./act/create.ts');
  return { run: (args: string[], terminal: Terminal) => runCreation(drilling, args, terminal) };
};

/** Everything that `kubectl incident` can do. The help texts follow from this table. */
export const commands: readonly Command[] = [
  { name: 'inbox', summary: 'shows what waits for somebody to say what it is', load: () => import('./inbox-command.ts') },
  {
    name: 'status',
    summary: 'shows how an incident stands: what is in the way, who is next, and what they type',
    load: () => import('./status-command.ts'),
  },
  {
    name: 'report',
    summary: 'reports what happened, or a weakness; with --period, on a period to those who manage',
    load: () => import('./report-command.ts'),
  },
  ...Object.entries(summaries).map(([name, summary]) => ({ name, summary, load: () => loadVerb(name) })),
  { name: 'timeline', summary: 'shows what happened to an incident, from its first entry on', load: () => import('./timeline-command.ts') },
  { name: 'drill', summary: 'starts an exercise, of which nobody outside is told', load: loadDrill },
  {
    name: 'verify',
    summary: 'finds what was edited, removed, moved or cut off, in the cluster or in an export',
    load: () => import('./verify-command.ts'),
  },
  {
    name: 'export',
    summary: 'writes one incident with everything that belongs to it as one file that proves itself',
    load: () => import('./export-command.ts'),
  },
  {
    name: 'evidence',
    summary: 'adds, verifies, hands over and reports evidence',
    load: () => import('./evidence-command.ts'),
  },
  { name: 'markdown', summary: 'makes an export readable', load: () => import('./markdown-command.ts') },
  {
    name: 'document',
    summary: 'writes a notice, letter or report in a language, as Markdown, HTML or PDF',
    load: () => import('./document-command.ts'),
  },
  {
    name: 'register',
    summary: 'writes the register of personal-data breaches (art. 33(5)), those not notified too',
    load: () => import('./register-command.ts'),
  },
  {
    name: 'scale',
    summary: 'shows whoever rates what is rated, and when each level is the right one',
    load: () => import('./scale-command.ts'),
  },
  {
    name: 'checklist',
    summary: 'shows the steps of the playbook of an incident: done, skipped, open, by whom and by when',
    load: () => import('./checklist-command.ts'),
  },
  {
    name: 'precedents',
    summary: 'shows the earlier incidents that are most like one, how they were judged and what became of them',
    load: () => import('./precedents-command.ts'),
  },
  {
    name: 'clock',
    summary: 'says what is due when, from the moments given; without any network',
    load: () => import('./clock-command.ts'),
  },
  {
    name: 'check',
    summary: 'says whether everything is installed as it should be, and what puts right what is not',
    load: () => import('./check-command.ts'),
  },
  {
    name: 'support-bundle',
    summary: 'gathers what somebody needs to help, without names, texts and secrets',
    load: () => import('./support-command.ts'),
  },
  { name: 'completion', summary: 'prints what completes this program in bash, zsh or fish', load: () => import('./completion-command.ts') },
];

/** The help text of the program. */
export const usage = `Usage: kubectl incident <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`).join('\n')}

kubectl incident <command> --help tells more. Exit codes: 0 in order, 1 broken or refused, 2 not understood, 3 not readable.
`;

const respondTo = async (args: string[], terminal: Terminal): Promise<Response> => {
  const [name = 'help', ...rest] = args;
  if (['help', '--help', '-h'].includes(name) && rest.length === 0) return said(usage);
  const [wanted, asked] = name === 'help' ? [rest[0], ['--help']] : [name, rest];
  // Asked by kubectl_complete-incident and the scripts of shells, not by people.
  if (name === '__complete') return (await import('./completion-command.ts')).completeLine(commands, rest);
  const command = commands.find((one) => one.name === wanted);
  if (command === undefined) return stop(`There is no command ${wanted}.\n\n${usage}`);
  return (await command.load()).run(asked, terminal);
};

/** Answers a command line, without printing: a refusal says what was wrong with the question and what would be right. */
export const respond = (args: string[], terminal: Terminal = pipe): Promise<Response> => answering(() => respondTo(args, terminal));
