// Certificates, keys and kubeconfigs of one control plane. They are made once and stay, so that a kubeconfig written yesterday
// still works after a restart.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, issue, newKey, publicHalf, type Subject, type Use } from './x509.ts';

/** A user and the groups that RBAC may know it by. */
export type User = { readonly name: string; readonly groups?: readonly string[] };

/** How a kubeconfig's user proves who it is. */
export type Proof = { readonly kind: 'certificate'; readonly identity: Identity } | { readonly kind: 'token'; readonly token: string };

const HOSTS = ['localhost', '127.0.0.1', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc', '10.0.0.1'];

// etcd trusts another authority than the API server does: with only one, every user's certificate would open the database too.
const AUTHORITIES = { ca: { name: 'meldpunt-cluster' }, 'etcd-ca': { name: 'meldpunt-cluster-etcd' } } as const;

const IDENTITIES: readonly { file: string; by: keyof typeof AUTHORITIES; subject: Subject; use: Use }[] = [
  { file: 'apiserver', by: 'ca', subject: { name: 'kube-apiserver' }, use: { kind: 'server', hosts: HOSTS } },
  { file: 'admin', by: 'ca', subject: { name: 'meldpunt-admin', groups: ['system:masters'] }, use: { kind: 'client' } },
  { file: 'controller-manager', by: 'ca', subject: { name: 'system:kube-controller-manager' }, use: { kind: 'client' } },
  { file: 'etcd', by: 'etcd-ca', subject: { name: 'etcd' }, use: { kind: 'server', hosts: HOSTS } },
  { file: 'apiserver-etcd-client', by: 'etcd-ca', subject: { name: 'kube-apiserver' }, use: { kind: 'client' } },
];

const secret = { mode: 0o600 };

const readIdentity = (pki: string, file: string): Identity => ({
  certificate: readFileSync(join(pki, `${file}.crt`), 'utf8'),
  key: readFileSync(join(pki, `${file}.key`), 'utf8'),
});

const writeIdentity = (pki: string, file: string, identity: Identity): void => {
  writeFileSync(join(pki, `${file}.crt`), identity.certificate, secret);
  writeFileSync(join(pki, `${file}.key`), identity.key, secret);
};

/** Makes in `pki` whatever certificate or key is not there yet. `now` is where their validity of ten years begins. */
export const ensureCredentials = (pki: string, now: Temporal.Instant): void => {
  mkdirSync(pki, { recursive: true, mode: 0o700 });
  const missing = (file: string): boolean => !existsSync(join(pki, file));
  for (const [file, subject] of Object.entries(AUTHORITIES)) {
    if (missing(`${file}.key`)) writeIdentity(pki, file, issue(subject, { kind: 'authority' }, now));
  }
  for (const { file, by, subject, use } of IDENTITIES) {
    const issuer = { subject: AUTHORITIES[by], identity: readIdentity(pki, by) };
    if (missing(`${file}.key`)) writeIdentity(pki, file, issue(subject, use, now, issuer));
  }
  if (missing('service-account.key')) {
    const key = newKey();
    writeFileSync(join(pki, 'service-account.key'), key, secret);
    writeFileSync(join(pki, 'service-account.pub'), publicHalf(key), secret);
  }
};

/** One of the identities made by {@link ensureCredentials}. */
export const identityOf = (pki: string, file: 'admin' | 'controller-manager'): Proof => ({
  kind: 'certificate',
  identity: readIdentity(pki, file),
});

/** The certificate of the authority that signed the API server's, as PEM. */
export const authorityCertificate = (pki: string): string => readFileSync(join(pki, 'ca.crt'), 'utf8');

/** A client certificate for any user and groups, by the authority that the API server trusts. */
export const issueUser = (pki: string, user: User, now: Temporal.Instant): Proof => ({
  kind: 'certificate',
  identity: issue(user, { kind: 'client' }, now, { subject: AUTHORITIES.ca, identity: readIdentity(pki, 'ca') }),
});

/** A file name for a user's kubeconfig: readable, without anything a file system could object to, and one per name and groups. */
export const kubeconfigName = ({ name, groups = [] }: User): string => {
  const digest = createHash('sha256')
    .update(JSON.stringify([name, ...groups]))
    .digest('hex')
    .slice(0, 8);
  return `${name.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 80)}-${digest}`;
};

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Writes a kubeconfig with everything in it (no paths) to `file`, readable by its owner only, and returns `file`. */
export const writeKubeconfig = (file: string, url: string, authority: string, name: string, proof: Proof): string => {
  const user =
    proof.kind === 'token'
      ? { token: proof.token }
      : { 'client-certificate-data': base64(proof.identity.certificate), 'client-key-data': base64(proof.identity.key) };
  // JSON is YAML, and needs no quoting rules of our own.
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'meldpunt', cluster: { server: url, 'certificate-authority-data': base64(authority) } }],
    users: [{ name, user }],
    contexts: [{ name: 'meldpunt', context: { cluster: 'meldpunt', user: name, namespace: 'default' } }],
    'current-context': 'meldpunt',
  };
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, secret);
  return file;
};
