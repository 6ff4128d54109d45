// The product with senders: accounts of a monitoring namespace with tokens, and operators whose intake a test can post to.
import { readFileSync } from 'node:fs';
import { kinds } from '../../../operator/api/kinds.ts';
import type { Incident } from '../../../operator/api/types.gen.ts';
import type { Operator } from '../../e2e/support/operator.ts';
import { namespace, type Product, startProduct } from '../../e2e/support/product.ts';
import { until } from '../../kube/lab.ts';

export { namespace };

/** A replica that receives, and where. */
export interface Receiver {
  readonly operator: Operator;
  readonly url: string;
}

/** A product with a sender who may report to the namespace of the incidents, as every authenticated user of the samples may. */
export interface Reporting extends Product {
  readonly token: string;
  /** Starts a replica and waits until it receives. */
  readonly receiver: (settings?: Readonly<Record<string, string>>) => Promise<Receiver>;
  /** The incidents that are there now. */
  readonly incidents: () => Promise<readonly Incident[]>;
  /** Applies a manifest as the administrator. */
  readonly apply: (manifest: object) => Promise<void>;
}

const listening = /"intake":"([^"]+)"/;

/** The token in a kubeconfig of a service account. */
const tokenIn = (kubeconfig: string): string => /"?token"?:\s*"?([\w.-]+)/.exec(readFileSync(kubeconfig, 'utf8'))?.[1] ?? '';

/** Whether a replica takes reports. Throws its last words when it has ended; one that is very busy may not answer at once. */
const receives = async (operator: Operator, url: string, token: string): Promise<boolean> => {
  if (!operator.running()) throw new Error(`The operator ended:\n${operator.log()}`);
  const answer = await post(url, token, '/v1/alertmanager', {}).catch(() => undefined);
  return answer?.status === 400;
};

/** Starts the product, and the account of a sender. */
export const startReporting = async (): Promise<Reporting> => {
  const product = await startProduct();
  const apply = async (manifest: object): Promise<void> => {
    const { code, stderr } = await product.kubectl(['apply', '-f', '-'], { input: JSON.stringify(manifest) });
    if (code !== 0) throw new Error(stderr);
  };
  try {
    await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } });
    await apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'alertmanager', namespace: 'monitoring' } });
    const token = tokenIn(await product.plane.serviceAccountKubeconfig('monitoring', 'alertmanager'));
    return {
      ...product,
      token,
      apply,
      receiver: async (settings) => {
        const operator = product.operator({ MELDPUNT_INTAKE_ADDR: '127.0.0.1:0', ...settings });
        await until('the intake listens', () => listening.test(operator.log()));
        const url = listening.exec(operator.log())?.[1] ?? '';
        // Until the register is read, reports are asked to come again.
        await until('the intake is ready', () => receives(operator, url, token), 120_000);
        return { operator, url };
      },
      incidents: async () => {
        const found: Incident[] = [];
        for await (const { items } of product.admin.listPages<Incident>(kinds.Incident, { namespace })) found.push(...items);
        return found;
      },
    };
  } catch (error) {
    await product.stop();
    throw error;
  }
};

/** What the intake answered. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers by name, and fails where they are otherwise.
  readonly body: any;
}

/** Posts a body, as JSON unless it is text already, to the namespace of the incidents unless told. */
export const post = async (
  url: string,
  token: string | undefined,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  into: string = namespace,
): Promise<Posted> => {
  const response = await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}namespace=${into}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    body: typeof body === 'string' ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
};

/** A message of Alertmanager with alerts of these names; each name is a fingerprint. */
export const message = (names: readonly string[], status: 'firing' | 'resolved' = 'firing', more: object = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="ExportWithoutEncryption"}',
  truncatedAlerts: 0,
  status,
  receiver: 'meldpunt',
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example',
  alerts: names.map((name) => ({
    status,
    labels: { alertname: 'ExportWithoutEncryption', asset: 'file-server', severity: 'critical', instance: name },
    annotations: { summary: 'A file with personal data left the file server without encryption.' },
    startsAt: '2026-10-23T07:00:00.000Z',
    endsAt: status === 'resolved' ? '2026-10-23T09:00:00Z' : '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph?g0=1',
    fingerprint: name,
  })),
  ...more,
});
