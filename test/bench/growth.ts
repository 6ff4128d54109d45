// node --expose-gc test/bench/growth.ts [1000 10000 50000]: what a growing register costs the leader, without a cluster: the memory of each record in the
// caches and in what is looked up from them, and the processor time of deciding on one change.
import type { Incident, IncidentPolicy } from '../../operator/api/types.gen.ts';
import { createCaches, policyIn } from '../../operator/caches.ts';
import { createSurroundings } from '../../operator/controllers.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { observeIncident } from '../../operator/incident/observe.ts';
import { append, headOf } from '../../operator/journal/chain.ts';
import { silent } from '../../operator/kube/observer.ts';
import { at, incident, observed, policy } from '../build.ts';

const sizes = process.argv.slice(2).map(Number);
const { gc } = globalThis;
if (gc === undefined) throw new Error('Start it with --expose-gc: without collecting garbage there is nothing to measure.');

const held = (): number => {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
};

const organisation = policy();

/** A report as the API server sends it once it was answered; the parsed text shares nothing with another one. */
const answered = (n: number): Incident => {
  const reportedAt = at(n / 3600);
  const spec = {
    category: 'Malfunction' as const,
    asset: `asset-${n}`,
    report: { what: `The service ${n} is down.`, establishedAt: reportedAt },
  };
  const before = incident(spec, undefined, `inc-${n}`);
  const { status, entries } = decideIncident(observed({}, { incident: before, policy: organisation, regimes: [] }), at(n / 3600 + 0.01));
  const owner = { kind: 'Incident', name: before.metadata.name, uid: before.metadata.uid };
  const timeline = append(headOf(owner, []), entries, at(n / 3600 + 0.01));
  return JSON.parse(JSON.stringify({ ...before, status: { ...status, timeline } })) as Incident;
};

const caches = createCaches(silent);
const { namespace: _, ...ofCluster } = organisation.metadata as IncidentPolicy['metadata'] & { readonly namespace?: string };
caches.policies.put({ ...organisation, metadata: ofCluster }, 'read');
const around = createSurroundings(caches);
if (policyIn(caches) === undefined) throw new Error('The policy is not there.');

/** Processor time of deciding on one record of those that are there (milliseconds, of five hundred). */
const deciding = (): number => {
  const keys = [...caches.incidents.keys()];
  const { user, system } = process.cpuUsage();
  for (let turn = 0; turn < 500; turn += 1) {
    const object = caches.incidents.get(keys[Math.floor((turn * keys.length) / 500)] ?? '');
    if (object !== undefined) decideIncident(observeIncident(object, around), at(100));
  }
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1000 / 500;
};

for (let n = 0; n < 200; n += 1) caches.incidents.put(answered(n), 'read');
deciding();
const empty = held();
const already = caches.incidents.size();
for (const size of sizes.length === 0 ? [1_000, 10_000, 50_000] : sizes) {
  for (let n = caches.incidents.size(); n < size; n += 1) caches.incidents.put(answered(n), 'read');
  const each = (held() - empty) / (size - already);
  console.log(
    `${String(size).padStart(6)} incidents: ${(each / 1000).toFixed(2)} kB for each, ${deciding().toFixed(3)} ms to decide on one`,
  );
}
