import { parseArgs } from 'node:util';
import { type Response, said, stop, understood } from './answer.ts';
import { shown } from './check.ts';
import { clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { checkInstallation } from './installation.ts';

/** The help text of `check`. */
export const usage = `Usage: kubectl incident check [options]

Whether Meldpunt is installed as it should be: definitions and their versions, admission policies, roles, what the operator's account
may do, the operator and its clock, the organisation, its channels (their Secrets, mounts and way out), the laws, and whether Prometheus
looks. Nothing is sent and nothing is changed. Each thing that is not in order is told with what puts it right.

  --operator-namespace <name>   where the operator is (default meldpunt-system)
${clusterUsage}
  -o json                       the findings as a list

Exit codes: 0 in order, 1 something is broken, 2 not understood, 3 not readable.
`;

const options = {
  ...clusterOptions,
  'operator-namespace': { type: 'string', default: 'meldpunt-system' },
  output: { type: 'string', short: 'o', default: 'text' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options }).values);

/** Checks an installation (`kubectl incident check`). Throws a Misunderstood that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { output, help, 'operator-namespace': namespace, ...values } = argumentsOf(args);
  if (help) return said(usage);
  if (output !== 'json' && output !== 'text') return stop(`-o ${output} is unknown: json or text.`);
  const findings = await checkInstallation(clusterOf(values), namespace, Date.now());
  const isBroken = findings.some(({ kind }) => kind === 'broken');
  const out = output === 'json' ? `${JSON.stringify(findings, null, 2)}\n` : `${shown(findings)}\n`;
  return { code: isBroken ? 1 : 0, out, err: '' };
};
