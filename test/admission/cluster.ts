// A control plane with the definitions, roles and policies as they are shipped, and nothing else: no operator runs, so what is
// refused here is refused by the API server alone.
import { kinds } from '../../operator/api/kinds.ts';
import { collectionPath } from '../../operator/kube/paths.ts';
import { untilReportsAreTaken } from '../../scripts/install.ts';
import type { ControlPlane } from '../cluster/controlplane.ts';
import { installedDirectory } from '../cluster/installed.ts';
import { kubectl } from '../cluster/kubectl.ts';
import { temporaryControlPlane } from '../cluster/temporary.ts';
import { startOperator } from '../e2e/support/operator.ts';
import { type Answer, type Person, personOf } from './client.ts';
import { bindings, organisation, people, type Who } from './people.ts';

/** A control plane in which everybody has their own connection. */
export type Admission = {
  readonly plane: ControlPlane;
  readonly as: (who: Who) => Person;
  /** The service account of the operator, which does not run: tests write in its name what it would have concluded. */
  readonly operator: Person;
  /** The cluster's administrator, in the group system:masters. */
  readonly admin: Person;
  /** Whether a real operator runs, which then draws its own conclusions. */
  readonly operated: boolean;
  readonly stop: () => Promise<void>;
};

/** The namespace in which the incidents of the tests are. */
export const namespace = 'pensions';

/** The namespace of the tests, and who may do what in it. No law applies: what it asks for would stand before every closure. */
const organise = async (plane: ControlPlane): Promise<void> => {
  const space = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [space, organisation, ...bindings()] });
  const apply = await kubectl(['apply', '--server-side', '-f', '-'], { kubeconfig: plane.kubeconfig, input });
  if (apply.code !== 0) throw new Error(`kubectl apply: ${apply.stderr}`);
  const laws = await kubectl(['delete', 'reportingregimes', '--all'], { kubeconfig: plane.kubeconfig });
  if (laws.code !== 0) throw new Error(`kubectl delete: ${laws.stderr}`);
};

/** Repeats an attempt until its answer is as expected; throws with the last answer after 30 seconds. */
export const until = async (attempt: () => Promise<Answer>, expected: (answer: Answer) => boolean): Promise<Answer> => {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await attempt();
    if (expected(answer)) return answer;
    if (Date.now() > end) throw new Error(`It never came to that; the last answer was ${answer.status} ${answer.message}`);
    await new Promise((again) => setTimeout(again, 100));
  }
};

/**
 * A policy bites about half a second after it was written, each in its own time. Each probe breaks one of them and one only;
 * the dry runs leave nothing behind.
 */
const probes = (): readonly { readonly path: string; readonly body: object; readonly policy: string }[] => {
  const report = { title: 'Probe', report: { what: 'probe', establishedAt: '2026-01-01T00:00:00Z' } };
  const at = '2026-01-01T00:00:00Z';
  const incident = (spec: object): object => ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: 'probe' },
    spec: { ...report, ...spec },
  });
  const path = `/apis/meldpunt.dev/v1alpha1/namespaces/${namespace}/incidents?dryRun=All`;
  const action = { id: 'x', kind: 'Other', what: 'probe' };
  return [
    { path, policy: 'meldpunt-authorship', body: incident({ actions: [{ ...action, at, by: 'somebody', via: 'somebody.else' }] }) },
    { path, policy: 'meldpunt-clock', body: incident({ actions: [{ ...action, at: '2099-01-01T00:00:00Z' }] }) },
    { path, policy: 'meldpunt-incident-appointments', body: incident({ response: { appointments: [{ id: 'x', leader: 'x', at }] } }) },
  ];
};

const inForce = async (admin: Person): Promise<void> => {
  // A definition is established a moment before its objects can be stored.
  for (const kind of Object.values(kinds)) {
    await until(
      () => admin.raw('GET', collectionPath(kind)),
      ({ status }) => status === 200,
    );
  }
  for (const { path, body, policy } of probes()) {
    await until(
      () => admin.raw('POST', path, body),
      ({ message }) => message.includes(policy),
    );
  }
  const status = '/apis/meldpunt.dev/v1alpha1/incidentpolicies/default/status?dryRun=All';
  await until(
    () => admin.raw('PATCH', status, { status: {} }, 'application/merge-patch+json'),
    ({ message }) => message.includes('meldpunt-status'),
  );
};

/** Starts it, installs everything and waits until the policies are in force. */
export const startAdmission = async (): Promise<Admission> => {
  const plane = await temporaryControlPlane({ from: await installedDirectory() });
  try {
    await untilReportsAreTaken(plane.kubeconfig);
    await organise(plane);
    const persons = new Map((Object.keys(people) as Who[]).map((who) => [who, personOf(plane.kubeconfigFor(people[who]))]));
    const admin = personOf(plane.kubeconfig);
    const operator = personOf(await plane.serviceAccountKubeconfig('meldpunt-system', 'meldpunt-operator'));
    await inForce(admin);
    const as = (who: Who): Person => persons.get(who) ?? admin;
    return { plane, as, admin, operator, operated: false, stop: plane.stop };
  } catch (error) {
    await plane.stop();
    throw error;
  }
};

/** The same with a real operator that leads; who is refused what must not depend on it. */
export const startOperatedAdmission = async (): Promise<Admission> => {
  const admission = await startAdmission();
  const { plane } = admission;
  const operator = startOperator({ kubeconfig: await plane.serviceAccountKubeconfig('meldpunt-system', 'meldpunt-operator') });
  const stop = async (): Promise<void> => {
    await operator.kill();
    await plane.stop();
  };
  try {
    await operator.leads();
    return { ...admission, operated: true, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
