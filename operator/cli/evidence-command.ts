import { type Response, said, stop } from './answer.ts';
import { pipe, type Terminal } from './terminal.ts';

interface Part {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{
    readonly usage: string;
    readonly run: (args: string[], terminal: Terminal) => Response | Promise<Response>;
  }>;
}

const parts: readonly Part[] = [
  { name: 'add', summary: 'hashes a file or a directory and records it as evidence', load: () => import('./evidence-add.ts') },
  { name: 'verify', summary: 'compares a file with what was collected', load: () => import('./evidence-verify.ts') },
  { name: 'transfer', summary: 'hands an item over, or receives it', load: () => import('./evidence-transfer.ts') },
  { name: 'report', summary: 'writes the chain-of-custody form, or digests for sha256sum -c', load: () => import('./evidence-report.ts') },
  { name: 'media', summary: 'says what each medium needs, the most volatile first', load: () => import('./evidence-media.ts') },
];

/** The help text of `evidence`. */
export const usage = `Usage: kubectl incident evidence <command> [options]

${parts.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

kubectl incident evidence <command> --help tells more.
`;

/** Everything about evidence (`kubectl incident evidence`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[], terminal: Terminal = pipe): Promise<Response> => {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h') return said(usage);
  const part = parts.find((one) => one.name === name);
  return part === undefined ? stop(`There is no command evidence ${name}.\n\n${usage}`) : (await part.load()).run(rest, terminal);
};
