import { drilling, reporting } from './act/creation.ts';
import { common } from './act/options.ts';
import { verbs } from './act/verbs/table.ts';
import { clusterUsage } from './cluster.ts';
import { type Completable, type Grammar, optionsIn } from './completion.ts';
import { pipe, type Terminal } from './terminal.ts';

/** A command as its table has it. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly run: (args: string[], terminal: Terminal) => unknown }>;
}

const plurals = { Incident: 'incidents', Notification: 'notifications', Weakness: 'weaknesses' } as const;

/** The commands that take the name of a record without writing to it, and of which kinds that is. */
const reading: Readonly<Record<string, readonly string[]>> = {
  status: ['incidents'],
  timeline: ['incidents'],
  verify: ['incidents'],
  export: ['incidents'],
  document: ['notifications', 'incidents'],
  checklist: ['incidents'],
  precedents: ['incidents'],
};

const ofCluster: readonly Completable[] = [
  { name: 'namespace', short: 'n', value: 'name' },
  { name: 'context', value: 'name' },
  { name: 'kubeconfig', value: 'file' },
  { name: 'as', value: 'user' },
  { name: 'help', short: 'h' },
];

/** The help text of a command, as it prints it. */
export const helpOf = async ({ load }: Listed, words: readonly string[] = []): Promise<string> => {
  const answer = (await (await load()).run([...words, '--help'], pipe)) as { readonly out: string };
  return answer.out;
};

/** What is known of a command, from the table of verbs, or from its help text where it is in none. */
export const grammarOf = async (command: Listed, words: readonly string[]): Promise<Grammar> => {
  const verb = verbs.find(({ name }) => name === command.name);
  if (verb !== undefined) {
    const names = verb.targets.map(({ kind }) => plurals[kind]);
    return { options: [...verb.options, ...common, ...ofCluster], names };
  }
  const creation = [reporting, drilling].find(({ name }) => name === command.name);
  const help = optionsIn((await helpOf(command, words)).replace(clusterUsage, ''));
  const own = creation?.options ?? [];
  const others = help.filter(({ name }) => !own.some((each) => each.name === name));
  return {
    options: [...own, ...others, ...ofCluster.filter(({ name }) => !others.some((each) => each.name === name))],
    names: reading[command.name] ?? [],
  };
};
