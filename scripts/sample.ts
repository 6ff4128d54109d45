// npm run -s sample -- NAME [FIRST [LAST]]: plays a sample against $KUBECONFIG, or the control plane of this clone.
import { parseArgs } from 'node:util';
import { findControlPlane } from '../test/cluster/controlplane.ts';
import { play } from './play.ts';

const usage = 'Usage: npm run -s sample -- NAME [FIRST [LAST]]   e.g. npm run -s sample -- lost-laptop 1 6';

const { positionals } = parseArgs({ allowPositionals: true });
const [name, first, last] = positionals;
const kubeconfig = process.env['KUBECONFIG'] ?? (await findControlPlane())?.kubeconfig;
if (name === undefined || kubeconfig === undefined) {
  process.stderr.write(`${name === undefined ? usage : 'No control plane runs: start one with npm start, or set KUBECONFIG.'}\n`);
  process.exit(2);
}
const range = { ...(first === undefined ? {} : { from: Number(first) }), ...(last === undefined ? {} : { to: Number(last) }) };
try {
  await play(name, {
    kubeconfig,
    ...range,
    told: (step, line) => process.stdout.write(`${step.file.padEnd(36)} ${step.user.padEnd(12)} ${line.replaceAll('\n', ', ')}\n`),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
