// npm run cluster [-- --dir D --port N]: the control plane alone, with everything installed. It outlives this shell.
import { parseArgs } from 'node:util';
import { terminalProgress } from '../test/cluster/compile.ts';
import { type ControlPlane, findControlPlane, startControlPlane } from '../test/cluster/controlplane.ts';
import { checkpointKey } from './checkpoint-key.ts';
import { install, operatorAccount } from './install.ts';

const usage = `Usage: npm run cluster [-- --dir D] [--port N]   starts it, or finds the one that runs
       npm run cluster -- --stop [--dir D]    stops it; its data stay`;

const readArguments = () => {
  const { values } = parseArgs({
    options: { dir: { type: 'string' }, port: { type: 'string' }, stop: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new Error(`--port ${values.port} is no port: give a number from 1 to 65535.`);
  return { ...values, port };
};

const provide = async (dir: string | undefined, port: number | undefined): Promise<ControlPlane> => {
  const running = await findControlPlane(dir);
  if (running !== undefined) return running;
  return startControlPlane({
    detached: true,
    progress: terminalProgress(),
    ...(dir === undefined ? {} : { dir }),
    ...(port === undefined ? {} : { port }),
  });
};

const main = async (): Promise<void> => {
  const { dir, port, stop, help } = readArguments();
  if (help === true) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (stop === true) {
    await (await findControlPlane(dir))?.stop();
    return;
  }
  const plane = await provide(dir, port);
  await install(plane.kubeconfig);
  const operator = await plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name);
  const { file } = checkpointKey(plane.dir);
  process.stdout.write(`OPERATOR_KUBECONFIG=${operator}\nKUBECONFIG=${plane.kubeconfig}\nMELDPUNT_CHECKPOINT_KEY=${file}\n`);
};

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
