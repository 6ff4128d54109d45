// Measures what the machinery costs in this process, which does nothing but run it:
//   node test/kube/measure.ts storm [n]   n cases are created by another process as fast as the API server takes them
//   node test/kube/measure.ts cold [n]    the machinery starts on n cases that are recorded already
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { caseKind, caseNamed, clientOf, countingObserver, createMachine, installLab, until } from './lab.ts';

const text = 'What happened, in the words of the person who reported it; about as long as such a report is in practice. ';
const facts = [text.repeat(20)];

const inParallel = async (count: number, parallel: number, run: (n: number) => Promise<unknown>) => {
  let next = 0;
  const worker = async () => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
};

const cpuMilliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const create = async (kubeconfig: string, objects: number) => {
  const { client, connection } = clientOf(kubeconfig);
  await inParallel(objects, 16, (n) => client.create(caseKind, caseNamed(`case-${n}`, { facts })));
  await connection.close();
};

/** Runs the machinery until every case is recorded and announced. */
const run = async (kubeconfig: string, objects: number) => {
  const started = performance.now();
  const seen = countingObserver();
  const machine = createMachine({ kubeconfig, observer: seen.observer });
  await machine.start();
  await until('there are all cases', () => machine.cases.size() === objects, 600_000);
  const recorded = () => [...machine.cases.values()].every(({ status }) => status?.recorded === 2) && machine.controller.depth() === 0;
  await until('every case is recorded', recorded, 600_000);
  const ready = performance.now() - started;
  await until('every Event is posted', () => machine.announcer.pending() === 0, 600_000);
  const cpu = cpuMilliseconds(process.cpuUsage());
  const peak = Math.round(process.resourceUsage().maxRSS / 1000);
  globalThis.gc?.();
  const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
  console.log({ objects, readySeconds: ready / 1000, cpuSeconds: cpu / 1000, cpuMsPerObject: cpu / objects, peakMB: peak, heapMB: heap });
  console.log(Object.fromEntries(seen.counts));
  await machine.stop();
};

const child = async (...args: string[]) => {
  const [code] = await once(spawn(process.execPath, ['--expose-gc', import.meta.filename, ...args], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
};

const measure = async (phase: string, objects: string) => {
  const plane = await temporaryControlPlane({ controllers: [] });
  try {
    const { client, connection } = clientOf(plane.kubeconfig);
    await installLab(client);
    await connection.close();
    const storm = [child('run', objects, plane.kubeconfig), child('create', objects, plane.kubeconfig)];
    await Promise.all(storm);
    if (phase === 'cold') await child('run', objects, plane.kubeconfig);
  } finally {
    await plane.stop();
  }
};

const [phase = 'storm', objects = '2000', kubeconfig = ''] = process.argv.slice(2);
if (phase === 'create') await create(kubeconfig, Number(objects));
else if (phase === 'run') await run(kubeconfig, Number(objects));
else await measure(phase, objects);
process.exit(0);
