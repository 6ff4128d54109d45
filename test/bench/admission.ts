// What the admission policies cost: the same writes, taken in turn, in a namespace that they guard and in one that they do not,
// on one API server. Run it by itself: node test/bench/admission.ts [rounds]
import type { Manifest, Place } from '../admission/client.ts';
import { type Admission, namespace as guarded, startAdmission, until } from '../admission/cluster.ts';
import { people } from '../admission/people.ts';
import { assessment, entry, report } from '../admission/records.ts';

const unguarded = 'unguarded';
const registration = '/apis/admissionregistration.k8s.io/v1';

/** Takes one namespace out of every policy's reach, and waits until that has its effect. */
const exempt = async ({ admin }: Admission): Promise<void> => {
  await admin.raw('POST', '/api/v1/namespaces', { metadata: { name: unguarded } });
  const labels = [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [unguarded] }];
  const patch = { spec: { matchResources: { namespaceSelector: { matchExpressions: labels } } } };
  for (const kind of ['validatingadmissionpolicybindings', 'mutatingadmissionpolicybindings']) {
    const { object } = await admin.raw('GET', `${registration}/${kind}`);
    for (const { metadata } of object['items'] as readonly { metadata: { name: string } }[]) {
      if (metadata.name.startsWith('meldpunt-namespace-of') || metadata.name === 'meldpunt-definitions') continue;
      await admin.raw('PATCH', `${registration}/${kind}/${metadata.name}`, patch, 'application/merge-patch+json');
    }
  }
  const future = [entry('x', people.responder, { kind: 'Other', what: 'Probe', at: '2099-01-01T00:00:00Z', via: 'nobody' })];
  const body = { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', metadata: { name: 'probe' }, spec: { ...report, actions: future } };
  await until(
    () => admin.raw('POST', `/apis/meldpunt.dev/v1alpha1/namespaces/${unguarded}/incidents?dryRun=All`, body),
    ({ status }) => status === 201,
  );
};

type Write = (namespace: string, round: number) => Promise<{ readonly status: number; readonly message: string }>;

/** What is written, each as the one who would write it. */
const writes = (admission: Admission): Readonly<Record<string, Write>> => {
  const place = (namespace: string, round: number): Place => ({ kind: 'Incident', namespace, name: `inc-bench-${round}` });
  const actions = (count: number): readonly object[] =>
    Array.from({ length: count }, (_, nth) =>
      entry(`x${nth}`, people.responder, { kind: 'Contain', what: `Blocked account ${nth}.`, via: people.pipeline }),
    );
  return {
    'report an incident': (namespace, round) =>
      admission.as('pipeline').create({
        kind: 'Incident',
        metadata: { name: `inc-bench-${round}`, namespace },
        spec: { ...report, actions: actions(20) },
      } satisfies Manifest),
    'add an assessment': (namespace, round) =>
      admission
        .as('pipeline')
        .merge(place(namespace, round), { spec: { assessments: [assessment('a1', people.contactPoint, { via: people.pipeline })] } }),
    'add an action, by and at left out': (namespace, round) =>
      admission
        .as('responder')
        .jsonPatch(place(namespace, round), [{ op: 'add', path: '/spec/actions/-', value: { id: 'new', kind: 'Other', what: 'Looked.' } }]),
    'change the title': (namespace, round) =>
      admission.as('responder').merge(place(namespace, round), { spec: { title: `Title ${round}` } }),
    'write the status': (namespace, round) =>
      admission.operator.merge(place(namespace, round), { status: { observedGeneration: 1, phase: 'Containing' } }, 'status'),
  };
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const time = async (write: Write, namespace: string, round: number): Promise<number> => {
  const started = performance.now();
  const { status, message } = await write(namespace, round);
  const taken = performance.now() - started;
  if (status > 299) throw new Error(`${status} ${message}`);
  return taken;
};

const measure = async (admission: Admission, rounds: number): Promise<void> => {
  for (const [what, write] of Object.entries(writes(admission))) {
    const guardedTimes: number[] = [];
    const bareTimes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      // Who goes first alternates, so that neither profits from a warm path.
      const inOrder = round % 2 === 0 ? [guarded, unguarded] : [unguarded, guarded];
      for (const namespace of inOrder) (namespace === guarded ? guardedTimes : bareTimes).push(await time(write, namespace, round));
    }
    const [withPolicies, without] = [median(guardedTimes), median(bareTimes)];
    const figures = [withPolicies, without, withPolicies - without].map((value) => `${value.toFixed(2)} ms`);
    process.stdout.write(`${what.padEnd(36)} guarded ${figures[0]}  unguarded ${figures[1]}  difference ${figures[2]}\n`);
  }
};

const admission = await startAdmission();
try {
  await exempt(admission);
  await measure(admission, Number(process.argv[2] ?? 300));
} finally {
  await admission.stop();
}
