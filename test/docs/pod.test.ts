import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addressesFor, argumentsOf, environmentOf, type Pod, statusOf } from './pod.ts';

const labels = { app: 'meldpunt' };
const pod: Pod = {
  metadata: { name: 'copy', namespace: 'security', labels },
  spec: {
    containers: [
      {
        name: 'operator',
        image: 'registry.example.org/meldpunt:0.1.0',
        env: [
          { name: 'MELDPUNT_METRICS_ADDR', value: '0.0.0.0:9464' },
          { name: 'MELDPUNT_CHECKPOINT_KEY', value: '/etc/meldpunt/checkpoint-key/key.pem' },
          { name: 'MELDPUNT_CHANNEL_SECRETS', value: '/etc/meldpunt/channels' },
          { name: 'MELDPUNT_INTAKE_ADDR', value: 'off' },
        ],
        volumeMounts: [
          { name: 'key', mountPath: '/etc/meldpunt/checkpoint-key' },
          { name: 'pager', mountPath: '/etc/meldpunt/channels/pager' },
        ],
      },
    ],
  },
};
const work = { address: '127.1.2.3', startedAt: '2026-11-24T09:00:00Z' };

test('a pod listens at its own address and finds its mounts where they were put', () => {
  const { PATH: _, ...settings } = environmentOf(pod, { address: work.address, directory: '/mounts/of-it' });
  assert.equal(settings, {
    MELDPUNT_NAMESPACE: 'security',
    MELDPUNT_METRICS_ADDR: '127.1.2.3:9464',
    MELDPUNT_CHECKPOINT_KEY: '/mounts/of-it/etc/meldpunt/checkpoint-key/key.pem',
    MELDPUNT_CHANNEL_SECRETS: '/mounts/of-it/etc/meldpunt/channels',
    MELDPUNT_INTAKE_ADDR: 'off',
  });
});

test('the image says what a pod does, unless the pod says it, and names of Services lead to a pod that they select', () => {
  const services = addressesFor(
    [
      { metadata: { name: 'metrics', namespace: 'security' }, spec: { selector: labels } },
      { metadata: { name: 'other', namespace: 'security' }, spec: { selector: { app: 'other' } } },
      { metadata: { name: 'external', namespace: 'security' }, spec: {} },
    ],
    [{ pod, work }],
  );
  assert.equal([...services], [['metrics.security.svc', '127.1.2.3']]);
  assert.equal(argumentsOf(pod, services), ['operator/main.ts']);
  const [container] = pod.spec.containers;
  const asking: Pod = { ...pod, spec: { containers: [{ ...container, args: ['operator/reach.ts', 'http://metrics.security.svc:9464'] }] } };
  assert.equal(argumentsOf(asking, services), ['operator/reach.ts', 'http://127.1.2.3:9464']);
});

test('a pod is ready while it runs and answers, and its end says how it went', () => {
  const told = (exitCode: number | null, ready: boolean): unknown => {
    const { phase, conditions, containerStatuses } = statusOf(pod, work, { exitCode, ready }) as {
      phase: string;
      conditions: { type: string; status: string }[];
      containerStatuses: { ready: boolean; state: object }[];
    };
    const [container] = containerStatuses;
    return [phase, conditions.find(({ type }) => type === 'Ready')?.status, container?.ready, Object.keys(container?.state ?? {})];
  };
  assert.equal(told(null, false), ['Running', 'False', false, ['running']]);
  assert.equal(told(null, true), ['Running', 'True', true, ['running']]);
  assert.equal(told(0, true), ['Succeeded', 'False', false, ['terminated']]);
  assert.equal(told(1, true), ['Failed', 'False', false, ['terminated']]);
});

test.run();
