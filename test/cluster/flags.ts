// The files of a control plane's directory, and the command lines of its programs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where things are in a control plane's directory. */
export type Layout = ReturnType<typeof layoutOf>;

/** What may differ between control planes; kept with their state, so that a program restarted later is started the same way. */
export type Settings = {
  /** How long Events live, as a Go duration. */
  readonly eventTtl: string;
  /** Whether etcd waits for the disk. Only what may be lost in a power cut can do without. */
  readonly fsync: boolean;
  /** The controllers of kube-controller-manager to run; none: it is not started. */
  readonly controllers: readonly string[];
  /** Further flags of kube-apiserver; given last, so that they win. */
  readonly apiServerFlags: readonly string[];
};

/** Loopback ports in use. */
export type Ports = { readonly apiServer: number; readonly etcd: number; readonly etcdPeer: number };

/**
 * The controllers that a cluster without nodes has work for: deletion (garbage-collector, namespace), roles that gather others'
 * rules, the `default` service accounts, and the type check of admission policies.
 */
export const CONTROLLERS: readonly string[] = [
  'garbage-collector-controller',
  'namespace-controller',
  'clusterrole-aggregation-controller',
  'serviceaccount-controller',
  'validatingadmissionpolicy-status-controller',
];

/** The paths in the directory `dir`, which is absolute. */
export const layoutOf = (dir: string) => ({
  dir,
  pki: join(dir, 'pki'),
  data: join(dir, 'etcd'),
  kubeconfigs: join(dir, 'kubeconfigs'),
  kubeconfig: join(dir, 'kubeconfig'),
  controllerKubeconfig: join(dir, 'kubeconfigs', 'controller-manager'),
  state: join(dir, 'cluster.json'),
  auditLog: join(dir, 'logs', 'audit.log'),
  auditPolicy: join(dir, 'audit-policy.json'),
  logs: join(dir, 'logs'),
});

/** Who did what to which object, for every request but the control plane's own housekeeping and the polling of its health. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/openapi*', '/version'] },
    { level: 'None', users: ['system:apiserver', 'system:kube-controller-manager'] },
    { level: 'None', userGroups: ['system:serviceaccounts:kube-system'], verbs: ['get', 'list', 'watch'] },
    { level: 'Metadata' },
  ],
};

/** Makes the directories, readable by their owner only, and the audit policy. */
export const prepareDirectory = (layout: Layout): void => {
  for (const path of [layout.dir, layout.pki, layout.kubeconfigs, layout.logs]) mkdirSync(path, { recursive: true, mode: 0o700 });
  writeFileSync(layout.auditPolicy, `${JSON.stringify(AUDIT_POLICY, null, 2)}\n`);
};

/** etcd, for client certificates of its own authority only: without them any user of the machine could read every Secret. */
export const etcdFlags = ({ data, pki }: Layout, ports: Ports, { fsync }: Settings): readonly string[] => {
  const client = `https://127.0.0.1:${ports.etcd}`;
  const peer = `https://127.0.0.1:${ports.etcdPeer}`;
  return [
    '--name=meldpunt',
    `--data-dir=${data}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=meldpunt=${peer}`,
    ...['', 'peer-'].flatMap((kind) => [
      `--${kind}client-cert-auth`,
      `--${kind}trusted-ca-file=${join(pki, 'etcd-ca.crt')}`,
      `--${kind}cert-file=${join(pki, 'etcd.crt')}`,
      `--${kind}key-file=${join(pki, 'etcd.key')}`,
    ]),
    // kube-apiserver asks for a compaction every five minutes; half a gigabyte is the API's own 50,000 objects several times over.
    '--quota-backend-bytes=2147483648',
    ...(fsync ? [] : ['--unsafe-no-fsync']),
  ];
};

/** kube-apiserver with RBAC, audit log and service-account tokens, on loopback. */
export const apiServerFlags = (layout: Layout, ports: Ports, settings: Settings): readonly string[] => {
  const pki = (file: string): string => join(layout.pki, file);
  const issuer = 'https://kubernetes.default.svc';
  return [
    `--etcd-servers=https://127.0.0.1:${ports.etcd}`,
    `--etcd-cafile=${pki('etcd-ca.crt')}`,
    `--etcd-certfile=${pki('apiserver-etcd-client.crt')}`,
    `--etcd-keyfile=${pki('apiserver-etcd-client.key')}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    // Nothing reaches this server through the Service `kubernetes`, and an endpoint on loopback would be refused.
    '--endpoint-reconciler-type=none',
    '--advertise-address=127.0.0.1',
    '--service-cluster-ip-range=10.0.0.0/24',
    `--tls-cert-file=${pki('apiserver.crt')}`,
    `--tls-private-key-file=${pki('apiserver.key')}`,
    `--client-ca-file=${pki('ca.crt')}`,
    '--authorization-mode=RBAC',
    `--service-account-issuer=${issuer}`,
    `--api-audiences=${issuer}`,
    `--service-account-key-file=${pki('service-account.pub')}`,
    `--service-account-signing-key-file=${pki('service-account.key')}`,
    `--audit-policy-file=${layout.auditPolicy}`,
    `--audit-log-path=${layout.auditLog}`,
    '--audit-log-maxsize=50',
    '--audit-log-maxbackup=4',
    `--event-ttl=${settings.eventTtl}`,
    '--profiling=false',
    ...settings.apiServerFlags,
  ];
};

/** kube-controller-manager; each controller acts as its own service account, whose name admission policies can tell apart. */
export const controllerManagerFlags = (layout: Layout, { controllers }: Settings): readonly string[] => [
  `--kubeconfig=${layout.controllerKubeconfig}`,
  `--controllers=${controllers.join(',')}`,
  '--use-service-account-credentials=true',
  '--leader-elect=false',
  '--secure-port=0',
];
