import type { Response } from './answer.ts';
import { said } from './answer.ts';
import { pipe, type Terminal } from './terminal.ts';

/** The options that only a report on a period has, each of which makes it one. */
const ofPeriod = /^(?:--(?:period|as-of|language|out|all-namespaces|file)(?:=|$)|-[Af])/;

const isPeriod = (args: readonly string[]): boolean => args.some((arg) => ofPeriod.test(arg));

/**
 * Reports: what happened, as anybody does (P2), or on a period, as those who manage need it (L1). The second has a period, the first has
 * none. Throws a Misunderstood, an Unreadable or a Refused.
 */
export const run = async (args: string[], terminal: Terminal = pipe): Promise<Response> => {
  if (isPeriod(args)) return (await import('./figures-command.ts')).run(args);
  const { reporting, runCreation } = await import('./act/create.ts');
  const answer = await runCreation(reporting, args, terminal);
  const asksHelp = args.some((arg) => arg === '--help' || arg === '-h');
  return asksHelp ? said(`${answer.out}\n${(await import('./figures-command.ts')).usage}`) : answer;
};
