import { parseArgs } from 'node:util';
import { kinds, version } from '../api/kinds.ts';
import { redactedFields, redactedText } from '../telemetry/redaction.ts';
import { type Response, said, stop, Unreadable, understood } from './answer.ts';
import { type Cluster, clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { checkInstallation } from './installation.ts';
import type { Installed } from './shipped.ts';

/** The help text of `support-bundle`. */
export const usage = `Usage: kubectl incident support-bundle [options] > bundle.json

Gathers what somebody needs to help, and nothing that is not theirs: the findings of \`check\`, the pods and the last lines of their logs,
and of the records only how many there are of each kind in each state. No name of a record or person, no text of anybody, no Secret.
What this user may not read is left out, and says so.

  --operator-namespace <name>   where the operator is (default meldpunt-system)
  --lines <n>                   lines of each log (default 1000)
${clusterUsage}
`;

const options = {
  ...clusterOptions,
  'operator-namespace': { type: 'string', default: 'meldpunt-system' },
  lines: { type: 'string', default: '1000' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const argumentsOf = (args: string[]) => understood(usage, () => parseArgs({ args, options }).values);

/** What could be read, or a sentence why not: one thing that is refused must not cost the others. */
const attempted = async <T>(read: () => Promise<T>): Promise<T | { readonly missing: string }> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Unreadable) return { missing: redactedText(error.message) };
    throw error;
  }
};

interface RecordState {
  readonly phase?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string }[];
}

/** How many there are in each state: phase, and the reasons of what does not hold. Pure. */
export const tallyOf = (records: readonly { readonly status?: unknown }[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { status } of records) {
    const { phase = 'none', conditions = [] } = (status ?? {}) as RecordState;
    const wrong = conditions.filter((one) => one.status === 'False').map(({ type, reason = '' }) => `${type}=${reason}`);
    const state = [phase, ...wrong.toSorted()].join(' ');
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
};

/** A line of the log without what says who: the operator's own lines are redacted already, those of other programs are not. Pure. */
export const redactedLine = (line: string): unknown => {
  try {
    const { time, level, message, ...fields } = JSON.parse(line) as Record<string, unknown>;
    return { time, level, message: redactedText(String(message)), ...redactedFields(fields) };
  } catch {
    return redactedText(line);
  }
};

const podKind = { kind: 'Pod', group: '', version: 'v1', plural: 'pods', namespaced: true } as const;

interface PodStatus {
  readonly phase?: string;
  readonly containerStatuses?: readonly { readonly restartCount?: number; readonly ready?: boolean; readonly image?: string }[];
}

const podsOf = async (cluster: Cluster, namespace: string, lines: number): Promise<unknown> => {
  const pods = (await cluster.list(podKind, namespace)) as readonly Installed[];
  const ours = pods.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'meldpunt');
  return Promise.all(
    ours.map(async ({ metadata: { name }, status }) => {
      const { phase, containerStatuses = [] } = (status ?? {}) as PodStatus;
      const log = await attempted(() => cluster.log(namespace, name, lines));
      return { name, phase, containers: containerStatuses, log: typeof log === 'string' ? log.split('\n').map(redactedLine) : log };
    }),
  );
};

const recordsOf = async (cluster: Cluster): Promise<unknown> =>
  Object.fromEntries(
    await Promise.all(
      Object.values(kinds).map(async (kind) => [
        kind.kind,
        await attempted(async () => tallyOf((await cluster.list(kind, undefined)) as readonly { readonly status?: unknown }[])),
      ]),
    ),
  );

/** Writes a support bundle (`kubectl incident support-bundle`). Throws a Misunderstood that says what would be right. */
export const run = async (args: string[]): Promise<Response> => {
  const { help, lines, 'operator-namespace': namespace, ...values } = argumentsOf(args);
  if (help) return said(usage);
  if (!/^[1-9]\d{0,4}$/.test(lines)) return stop(`--lines ${lines} is no number of lines: 1 to 99999.`);
  const cluster = clusterOf(values);
  const bundle = {
    bundle: 'meldpunt-support',
    version,
    at: new Date().toISOString(),
    checks: (await checkInstallation(cluster, namespace, Date.now())).map((finding) => ({
      ...finding,
      detail: redactedText(finding.detail),
    })),
    pods: await attempted(() => podsOf(cluster, namespace, Number(lines))),
    records: await recordsOf(cluster),
  };
  return said(`${JSON.stringify(bundle, null, 2)}\n`);
};
