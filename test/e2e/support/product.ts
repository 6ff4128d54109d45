// The product as its user has it: a control plane with everything installed, the organisation of the samples, and no operator yet.

import type { Client } from '../../../operator/kube/client.ts';
import { applyDirectory, install, operatorAccount, untilReportsAreTaken } from '../../../scripts/install.ts';
import type { ControlPlane } from '../../cluster/controlplane.ts';
import { installedDirectory } from '../../cluster/installed.ts';
import { type KubectlResult, kubectl } from '../../cluster/kubectl.ts';
import { temporaryControlPlane } from '../../cluster/temporary.ts';
import { clientOf } from '../../kube/lab.ts';
import { type Operator, startOperator } from './operator.ts';

/** The namespace of the incidents, as samples/organisation names it. */
export const namespace = 'incidents';

/** Everything that a test does something with. */
export interface Product {
  readonly plane: ControlPlane;
  /** The administrator (system:masters), over one pool of connections. */
  readonly admin: Client;
  /** An operator that ends with the product, if not before. */
  readonly operator: (settings?: Readonly<Record<string, string>>) => Operator;
  /** kubectl as the administrator, or as another user. */
  readonly kubectl: (args: readonly string[], options?: { readonly as?: string; readonly input?: string }) => Promise<KubectlResult>;
  /** What the operators said last, for whoever reads of a failure. */
  readonly diagnosis: () => string;
  readonly stop: () => Promise<void>;
}

const lastWords = ({ pid, running, log }: Operator): string =>
  `Operator ${pid} (${running() ? 'running' : 'ended'}):\n${log().trimEnd().split('\n').slice(-12).join('\n')}`;

/** Starts a control plane with what `npm run cluster` installs, and applies the organisation of the samples. */
export const startProduct = async (options: Parameters<typeof temporaryControlPlane>[0] = {}): Promise<Product> => {
  // An API server with other flags may not know all that another one stored.
  const from = options.apiServerFlags === undefined ? await installedDirectory() : undefined;
  const plane = await temporaryControlPlane({ ...options, ...(from !== undefined && { from }) });
  const operators = new Set<Operator>();
  const { client: admin, connection } = clientOf(plane.kubeconfig);
  const stop = async (): Promise<void> => {
    await Promise.all([...operators].map((each) => each.kill()));
    await connection.close();
    await plane.stop();
  };
  try {
    await (from === undefined ? install : untilReportsAreTaken)(plane.kubeconfig);
    await applyDirectory(plane.kubeconfig, 'samples/organisation');
    const kubeconfig = await plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name);
    return {
      plane,
      admin,
      stop,
      diagnosis: () => [...operators].slice(-3).map(lastWords).join('\n'),
      operator: (settings) => {
        const started = startOperator({ kubeconfig, ...(settings && { settings }) });
        operators.add(started);
        return started;
      },
      kubectl: (args, { as, input } = {}) =>
        kubectl(args, {
          kubeconfig: plane.kubeconfig,
          ...(input !== undefined && { input }),
          ...(as !== undefined && { as, asGroups: ['system:authenticated'] }),
        }),
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
