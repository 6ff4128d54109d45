// Measures what the machinery costs: `node test/kube/storm.ts [objects]` creates so many cases from another process, as fast as the
// API server takes them, and prints CPU and memory of this process, which does nothing but run the machinery.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { caseKind, caseNamed, clientOf, countingObserver, createMachine, installLab, until } from './lab.ts';

const create = async (kubeconfig: string, objects: number) => {
  const { client, connection } = clientOf(kubeconfig);
  let next = 0;
  const worker = async () => {
    while (next < objects) {
      const number = next++;
      await client.create(caseKind, caseNamed(`case-${number}`, { facts: [] }, 'default'));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  await connection.close();
};

const cpuMilliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

const measure = async (objects: number) => {
  const plane = await temporaryControlPlane({ controllers: [] });
  try {
    const { client, connection } = clientOf(plane.kubeconfig);
    await installLab(client);
    await connection.close();
    const seen = countingObserver();
    const machine = createMachine({ kubeconfig: plane.kubeconfig, observer: seen.observer });
    await machine.start();
    const before = process.cpuUsage();
    const started = performance.now();
    const creator = spawn(process.execPath, [import.meta.filename, 'create', String(objects), plane.kubeconfig], { stdio: 'inherit' });
    const created = once(creator, 'exit').then(() => performance.now() - started);
    await until('every case is recorded', () => machine.cases.size() === objects && machine.controller.depth() === 0, 300_000);
    await created;
    const recorded = () => [...machine.cases.values()].every((each) => each.status?.recorded === 1);
    await until('every case is recorded', recorded, 300_000);
    const ready = performance.now() - started;
    await machine.announcer.drain(60_000);
    const done = performance.now() - started;
    const cpu = cpuMilliseconds(process.cpuUsage(before));
    const rss = process.memoryUsage.rss() / 1e6;
    console.log({
      objects,
      createdSeconds: (await created) / 1000,
      readySeconds: ready / 1000,
      eventsSeconds: done / 1000,
      cpuMsPerObject: cpu / objects,
      rssMB: Math.round(rss),
      counts: Object.fromEntries(seen.counts),
    });
    await machine.stop();
  } finally {
    await plane.stop();
  }
};

const [mode = '2000', objects = '0', kubeconfig = ''] = process.argv.slice(2);
if (mode === 'create') await create(kubeconfig, Number(objects));
else await measure(Number(mode));
process.exit(0);
