// What it takes to record that deadlines were missed, all within one second: how late a watcher sees it, and how much processor time the
// API server, etcd and the operator spend on each. Run it by itself: node test/bench/due.ts [deadlines] [--profile FILE]
// The profile is that of the API server while it happens, for `go tool pprof`.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { kinds } from '../../operator/api/kinds.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { quickLease } from '../e2e/support/operator.ts';
import { addProbeRegime, probeDeadline, probeDuty, probeIncident } from '../e2e/support/probe.ts';
import { namespace, type Product, startProduct } from '../e2e/support/product.ts';
import { listAll, type Record } from '../e2e/support/register.ts';
import { startWitness, type Witness } from '../e2e/support/witness.ts';
import { until } from '../kube/lab.ts';
import { processesOf, processorTime } from './run/processor.ts';

const [amount = '1000', flag, file] = process.argv.slice(2);
const count = Number(amount);
const profile = flag === '--profile' ? file : undefined;

/** Reports all of them, so that they fall due within one second, and returns when the first does (milliseconds since the epoch). */
const prepare = async ({ admin }: Product, witness: Witness): Promise<number> => {
  const from = Math.floor(Date.now() / 1000) * 1000;
  const waiting = Array.from({ length: count }, (_, index) => index);
  const worker = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      await admin.create(kinds.Incident, probeIncident(`due-${index}`, from + Math.floor((index * 1000) / count)));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  const observed = async (): Promise<boolean> =>
    (await listAll<Record>(admin, kinds.Incident, namespace)).every(({ status }) => status?.observedGeneration === 1);
  await until('all incidents are observed', observed, 300_000);
  const within = Math.ceil((Date.now() - from) / 1000) + 10 + Math.ceil(count / 50);
  await addProbeRegime(admin, `PT${within}S`, []);
  await until('all deadlines run', () => witness.seen(probeDuty, 'Running').size === count, 300_000);
  return from + within * 1000;
};

/** Profiles the API server for as long as a thousand take on two cores. */
const takeProfile = async (kubeconfig: string, path: string): Promise<void> => {
  const { stdout } = await promisify(execFile)(
    kubectlPath(),
    ['--kubeconfig', kubeconfig, 'get', '--raw', '/debug/pprof/profile?seconds=4'],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  writeFileSync(path, stdout);
};

const product = await startProduct(profile === undefined ? {} : { apiServerFlags: ['--profiling=true'] });
try {
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['probe'] } });
  const operator = product.operator(quickLease);
  const witness = startWitness(product.plane.kubeconfig, [probeDuty]);
  await operator.leads();
  const due = await prepare(product, witness);
  await until('the second has come', () => Date.now() >= due - 300, due - Date.now() + 60_000);
  const processes = new Map([...processesOf(product.plane.dir), ['operator', operator.pid], ['this watcher', process.pid]]);
  const before = new Map([...processes].map(([name, pid]) => [name, processorTime(pid)]));
  const profiled = profile === undefined ? undefined : takeProfile(product.plane.kubeconfig, profile);
  await until('all are missed', () => witness.seen(probeDuty, 'Missed').size === count, 300_000);
  const spent = [...processes].map(([name, pid]) => `${name} ${((processorTime(pid) - (before.get(name) ?? 0)) / count).toFixed(2)}`);
  const seen = witness.seen(probeDuty, 'Missed');
  const late = (await listAll<Record>(product.admin, kinds.Incident, namespace))
    .map((record) => (seen.get(record.metadata.name) ?? Number.NaN) - Date.parse(probeDeadline(record)?.dueAt ?? ''))
    .sort((a, b) => a - b);
  const at = (share: number): string => `${((late[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN) / 1000).toFixed(2)} s`;
  console.log(`${count} deadlines within one second: seen late by ${at(0)} at least, median ${at(0.5)}, p99 ${at(0.99)}, at most ${at(1)}`);
  console.log(`processor milliseconds for each: ${spent.join(', ')}`);
  await profiled;
  await witness.stop();
} finally {
  await product.stop();
}
process.exit(0);
