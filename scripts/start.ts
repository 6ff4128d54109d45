// npm start [-- --kubeconfig F] [-- --fresh]: the central incident system, running, with a real case in it.
import { rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { terminalProgress } from '../test/cluster/compile.ts';
import { type ControlPlane, defaultDirectory, findControlPlane, startControlPlane } from '../test/cluster/controlplane.ts';
import { accountKubeconfig } from './account.ts';
import { type CheckpointKey, checkpointKey } from './checkpoint-key.ts';
import { consoleKey } from './console-key.ts';
import { follow } from './follow.ts';
import { applyDirectory, install, operatorAccount, run } from './install.ts';
import { play, settled } from './play.ts';
import { startOperatorProcess } from './process-of-operator.ts';

const usage = `Usage: npm start                        the embedded control plane, the operator and an open case
       npm start -- --kubeconfig FILE   the same on a cluster of yours (installs CRDs, roles, policies)
       npm start -- --fresh             forgets what the embedded control plane held before`;

/** Where files of this clone are kept that belong to no control plane of its own. */
const ownDirectory = resolve(import.meta.dirname, '../.meldpunt');

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Where the register lives: a cluster of the user's, or the embedded control plane, found or started. */
interface Home {
  readonly kubeconfig: string;
  readonly operatorKubeconfig: () => Promise<string>;
  readonly key: CheckpointKey;
  /** Ends what this command began; a control plane that ran before goes on. */
  readonly stop: () => Promise<void>;
}

const embedded = (plane: ControlPlane, stop: () => Promise<void>): Home => ({
  kubeconfig: plane.kubeconfig,
  operatorKubeconfig: () => plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name),
  key: checkpointKey(plane.dir),
  stop,
});

const provide = async (kubeconfig: string | undefined, fresh: boolean): Promise<Home> => {
  if (kubeconfig !== undefined) {
    return {
      kubeconfig,
      operatorKubeconfig: () => accountKubeconfig(kubeconfig, operatorAccount),
      key: checkpointKey(ownDirectory),
      stop: async () => undefined,
    };
  }
  const running = await findControlPlane();
  if (running !== undefined && fresh)
    throw new Error('A control plane runs already: stop it first (npm run cluster -- --stop), or leave out --fresh.');
  if (running !== undefined) return embedded(running, async () => undefined);
  if (fresh) rmSync(defaultDirectory(), { recursive: true, force: true });
  say('Starting the control plane ...');
  const plane = await startControlPlane({ progress: terminalProgress() });
  return embedded(plane, plane.stop);
};

/** The open case: the lost laptop, up to its containment. One that is there from an earlier start is left as it is. */
const openCase = async (kubeconfig: string): Promise<void> => {
  const known = await run(kubeconfig, 'get', 'incidents', '-n', 'incidents', '-o', 'name');
  if (known.includes('/lost-laptop')) return;
  await play('lost-laptop', { kubeconfig, to: 6, told: (step, line) => say(`  ${step.user.padEnd(12)} ${line.replaceAll('\n', ', ')}`) });
};

const table = async (kubeconfig: string): Promise<string> => {
  const shown =
    'NAMESPACE:.metadata.namespace,NAME:.metadata.name,PHASE:.status.phase,SEVERITY:.status.severity,NEXT DUTY:.status.nextDuty,DEADLINE:.status.nextDeadline';
  return run(kubeconfig, 'get', 'incidents', '-A', '-o', `custom-columns=${shown}`);
};

/** Where everybody reports with a browser; deciding there needs an issuer to sign in at (docs/how-to/console.md). */
const reportPage = 'http://127.0.0.1:8444';

const pages = ({ key }: Home): Readonly<Record<string, string>> => ({
  MELDPUNT_CONSOLE_ADDR: '127.0.0.1:8444',
  MELDPUNT_CONSOLE_URL: reportPage,
  MELDPUNT_CONSOLE_KEY: consoleKey(dirname(key.file)),
});

const next = (home: Home, metrics: string): string => `
KUBECONFIG=${home.kubeconfig}
Report page ${reportPage}/report
Metrics     ${metrics}/metrics
Checkpoints ${home.key.verifier.trim()}

Try next, in another terminal (export KUBECONFIG first):
  kubectl describe incident lost-laptop -n incidents
  kubectl get notifications -n incidents
  npm run -s sample -- lost-laptop 7        plays the rest of the case, to its formal closure

What happens is shown below. Ctrl-C stops everything; the next start finds it again.
`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { kubeconfig: { type: 'string' }, fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return say(usage);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const home = await provide(values.kubeconfig, values.fresh === true);
  try {
    say('Installing CRDs, roles, admission policies and regimes ...');
    await install(home.kubeconfig);
    await applyDirectory(home.kubeconfig, 'samples/organisation');
    const operator = await startOperatorProcess(
      await home.operatorKubeconfig(),
      { MELDPUNT_CHECKPOINT_KEY: home.key.file, ...pages(home) },
      stopping,
    );
    try {
      await openCase(home.kubeconfig);
      await settled(home.kubeconfig, 'incidents');
      say(`\n${await table(home.kubeconfig)}${next(home, operator.metrics)}`);
      await follow(home.kubeconfig, stopping.signal, say);
    } finally {
      await operator.stop();
    }
  } finally {
    await home.stop();
  }
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
