// A process of its own that takes part in an election and writes as often as it can while it believes to lead: `node leader.ts
// <kubeconfig> <identity>` prints `leading`, `standby` and every change of what its writes come to.
import { createLease } from '../../operator/kube/lease.ts';
import { silent } from '../../operator/kube/observer.ts';
import { clientOf, createMachine } from './lab.ts';

const [kubeconfig = '', identity = ''] = process.argv.slice(2);
const { client } = clientOf(kubeconfig);
const say = (what: string) => void process.stdout.write(`${what}\n`);
const lease = createLease({
  client,
  observer: silent,
  namespace: 'default',
  name: 'lab',
  identity,
  times: { duration: 3000, deadline: 2000, retry: 300 },
  onStarted: () => say('leading'),
  onStopped: async () => {
    say('standby');
  },
});
const { cases, commit, synced } = createMachine({ kubeconfig, fence: lease.valid });
await synced();
const ending = new AbortController();
process.once('SIGTERM', () => ending.abort());
const running = lease.run(ending.signal);
let last = '';
for (let n = 0; !ending.signal.aborted; n += 1) {
  const object = cases.get('default/contested');
  if (object !== undefined) {
    const decision = { status: { ...object.status, size: `${identity} ${n}` }, entries: [] };
    const { kind } = await commit(cases, object, decision, new Date().toISOString());
    if (kind !== last) say(kind);
    last = kind;
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await running;
process.exit(0);
