import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
// Only the parser is loaded at start: the whole of client-node costs 50 MB and a third of a second, and most operators authenticate
// with a token file or a certificate. Whatever else a kubeconfig asks for is left to the whole of it (see `delegated`).
import { newClusters, newContexts, newUsers } from '@kubernetes/client-node/dist/config_types.js';
import { load } from 'js-yaml';

/** Where to find the API server and how to prove who we are, as it stands right now. */
export interface Access {
  /** Origin and, behind a gateway, a path. */
  readonly server: string;
  readonly tls: Tls;
  readonly proxy?: string;
  /** Headers that authenticate a request. Secret: never logged. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a connection needs for TLS; the private key is secret. */
export interface Tls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/**
 * Reads the access anew, so that rotated tokens, certificates and authorities are taken over without a restart. `renew` says that
 * the server refused what was given last, so that nothing cached may be given again.
 */
export type Credentials = (renew: boolean) => Promise<Access>;

const accountRoot = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The pod's service account. Throws if the process does not run in a pod. */
export const inCluster = (environment: NodeJS.ProcessEnv = process.env, root = accountRoot): Credentials => {
  const host = environment['KUBERNETES_SERVICE_HOST'];
  const port = environment['KUBERNETES_SERVICE_PORT'] ?? '443';
  if (host === undefined || host === '') {
    throw new Error('No kubeconfig was given and this is not a pod: set KUBECONFIG to the file that says which cluster to use.');
  }
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return async () => ({
    server,
    tls: { ca: readFileSync(join(root, 'ca.crt')) },
    headers: { authorization: `Bearer ${readFileSync(join(root, 'token'), 'utf8').trim()}` },
  });
};

interface Context {
  readonly cluster: Cluster;
  readonly user: User & { readonly tokenFile?: string };
}

interface RawKubeconfig {
  readonly clusters?: unknown;
  readonly contexts?: unknown;
  readonly users?: readonly { readonly name?: string; readonly user?: { readonly tokenFile?: string } }[];
  readonly 'current-context'?: string;
}

const contextOf = (file: string): Context => {
  const raw = load(readFileSync(file, 'utf8')) as RawKubeconfig;
  const current = raw['current-context'];
  const context = newContexts(raw.contexts).find(({ name }) => name === current);
  const cluster = newClusters(raw.clusters).find(({ name }) => name === context?.cluster);
  if (context === undefined || cluster === undefined) {
    throw new Error(`The kubeconfig has no usable current context: set "current-context" to one that names an existing cluster.`);
  }
  const user = newUsers(raw.users).find(({ name }) => name === context.user) ?? { name: '' };
  const tokenFile = raw.users?.find(({ name }) => name === context.user)?.user?.tokenFile;
  return { cluster, user: tokenFile === undefined ? user : { ...user, tokenFile } };
};

const bytesOf = (folder: string, file: string | undefined, data: string | undefined): Buffer | undefined => {
  if (file) return readFileSync(isAbsolute(file) ? file : join(folder, file));
  return data ? Buffer.from(data, 'base64') : undefined;
};

const tlsOf = (folder: string, { cluster, user }: Context): Tls => {
  const ca = bytesOf(folder, cluster.caFile, cluster.caData);
  const cert = bytesOf(folder, user.certFile, user.certData);
  const key = bytesOf(folder, user.keyFile, user.keyData);
  return {
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(cluster.tlsServerName && { servername: cluster.tlsServerName }),
    ...(cluster.skipTLSVerify && { rejectUnauthorized: false }),
  };
};

const headersOf = (folder: string, { user }: Context): Record<string, string> => {
  const token = bytesOf(folder, user.tokenFile, undefined)?.toString('utf8').trim() ?? user.token;
  if (token) return { authorization: `Bearer ${token}` };
  if (user.username) return { authorization: `Basic ${Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')}` };
  return {};
};

type Configuration = Pick<KubeConfig, 'applyToHTTPSOptions'>;

const configurationOf = async (file: string): Promise<Configuration> => {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const configuration = new KubeConfig();
  configuration.loadFromFile(file);
  return configuration;
};

/** What client-node fills in: headers, and a certificate if a plug-in issued one. */
interface Filled {
  headers: Record<string, string>;
  cert?: string | Buffer;
  key?: string | Buffer;
}

const filledBy = async (configuration: Configuration): Promise<Pick<Access, 'tls' | 'headers'>> => {
  const filled: Filled = { headers: {} };
  await configuration.applyToHTTPSOptions(filled);
  const { cert, key } = filled;
  return {
    tls: { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }) },
    headers: Object.fromEntries(Object.entries(filled.headers).map(([name, value]) => [name.toLowerCase(), value])),
  };
};

/** A kubeconfig file and whatever it refers to. Throws a sentence if it cannot be read or names no usable context. */
export const fromKubeconfig = (file: string): Credentials => {
  const folder = dirname(file);
  // Plug-ins (exec, OIDC, clouds) and impersonation are client-node's business; it keeps what they return until it expires.
  let configuration: Promise<Configuration> | undefined;
  return async (renew) => {
    const context = contextOf(file);
    const { cluster, user } = context;
    const where = { server: cluster.server, ...(cluster.proxyUrl && { proxy: cluster.proxyUrl }) };
    const tls = tlsOf(folder, context);
    if (!(user.exec || user.authProvider || user.impersonateUser)) return { ...where, tls, headers: headersOf(folder, context) };
    if (configuration === undefined || renew) configuration = configurationOf(file);
    const filled = await filledBy(await configuration);
    return { ...where, tls: { ...tls, ...filled.tls }, headers: filled.headers };
  };
};

/** The way to the API server and nothing that says who we are: for requests that carry somebody else's token. */
export const withoutIdentity =
  (credentials: Credentials): Credentials =>
  async (renew) => {
    const { server, proxy, tls } = await credentials(renew);
    const { cert: _, key: __, ...trust } = tls;
    return { server, ...(proxy !== undefined && { proxy }), tls: trust, headers: {} };
  };
