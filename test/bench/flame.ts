// npm run flame [-- INCIDENTS]: where the operator spends its processor time while so many incidents come in at once. Writes a profile of
// V8 to operator.cpuprofile, for a flame graph in speedscope or the developer tools of Chromium, and prints the functions that take most.
import { mkdtempSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createIncidents, startRig, stopRig } from './run/rig.ts';
import { storm } from './run/storm.ts';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const root = resolve(import.meta.dirname, '../..');
const target = join(root, 'operator.cpuprofile');

/** Time by function, without what it calls: the share of all busy time, the most first. */
const heaviest = ({ nodes, samples, timeDeltas }: Profile): readonly (readonly [string, number])[] => {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const place = url.startsWith('file:') ? ` ${url.slice(url.indexOf(root) + root.length + 1)}:${lineNumber + 1}` : '';
      return [id, `${functionName === '' ? '(anonymous)' : functionName}${place}`];
    }),
  );
  const spent = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    if (name !== '(idle)') spent.set(name, (spent.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  }
  const all = [...spent.values()].reduce((sum, each) => sum + each, 0);
  return [...spent].map(([name, time]) => [name, time / all] as const).sort((a, b) => b[1] - a[1]);
};

const incidents = Number(process.argv[2] ?? '1000');
const directory = mkdtempSync(join(tmpdir(), 'meldpunt-profile-'));
const rig = await startRig('full');
try {
  const operator = rig.product.operator({ MELDPUNT_LOG_LEVEL: 'info', NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${directory}` });
  await operator.leads(120_000);
  await createIncidents(rig, 20, 'warm');
  await storm(rig, operator, incidents);
  await operator.stop();
  const [written] = readdirSync(directory);
  if (written === undefined) throw new Error('The operator left no profile.');
  renameSync(join(directory, written), target);
  for (const [name, share] of heaviest(JSON.parse(readFileSync(target, 'utf8')) as Profile).slice(0, 25)) {
    console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
  }
  console.log(`\nThe whole is in ${target}: npx speedscope operator.cpuprofile`);
} finally {
  await stopRig(rig);
}
process.exit(0);
