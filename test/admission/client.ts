// One person's way to the API server: raw requests with that person's own certificate or token, so that a test sees exactly
// what the server answers.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { Agent, request } from 'undici';
import { type KindName, kinds } from '../../operator/api/kinds.ts';
import { collectionPath, objectPath } from '../../operator/kube/paths.ts';

/** What the server answered: the object on success, the sentence of its Status otherwise. */
export type Answer = {
  readonly status: number;
  readonly message: string;
  readonly object: Record<string, unknown>;
};

export type Manifest = {
  readonly kind: KindName;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly spec?: unknown;
  readonly status?: unknown;
};

/** Where an object is. */
export type Place = { readonly kind: KindName; readonly namespace?: string | undefined; readonly name: string };

/** What one person can try. */
export type Person = {
  readonly create: (manifest: Manifest) => Promise<Answer>;
  readonly get: (place: Place) => Promise<Answer>;
  readonly put: (place: Place, object: object) => Promise<Answer>;
  readonly merge: (place: Place, patch: object, subresource?: 'status') => Promise<Answer>;
  readonly jsonPatch: (place: Place, operations: readonly object[], subresource?: 'status') => Promise<Answer>;
  /** Server-side apply under a field manager. */
  readonly apply: (manifest: Manifest, manager: string, force?: boolean) => Promise<Answer>;
  readonly remove: (place: Place) => Promise<Answer>;
  /** Any other request. */
  readonly raw: (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, contentType?: string) => Promise<Answer>;
};

type Kubeconfig = {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }];
  readonly users: readonly [
    { readonly user: { readonly token?: string; readonly 'client-certificate-data'?: string; readonly 'client-key-data'?: string } },
  ];
};

const decoded = (text: string | undefined): string | undefined => (text === undefined ? undefined : Buffer.from(text, 'base64').toString());

/** Opens the connection that a kubeconfig of the embedded control plane describes. */
export const personOf = (kubeconfig: string): Person => {
  const { clusters, users } = load(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const { server, 'certificate-authority-data': authority } = clusters[0].cluster;
  const { token, 'client-certificate-data': certificate, 'client-key-data': key } = users[0].user;
  const tls = { ca: decoded(authority), ...(token === undefined ? { cert: decoded(certificate), key: decoded(key) } : {}) };
  const dispatcher = new Agent({ connect: tls as { ca: string }, connections: 4, allowH2: false });
  const raw: Person['raw'] = async (method, path, body, contentType = 'application/json') => {
    const headers = { 'content-type': contentType, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await request(`${server}${path}`, {
      dispatcher,
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const object = (await answer.body.json()) as Record<string, unknown>;
    return { status: answer.statusCode, message: typeof object['message'] === 'string' ? object['message'] : '', object };
  };
  const at = ({ kind, namespace, name }: Place, subresource?: string): string =>
    `${objectPath(kinds[kind], namespace, name)}${subresource === undefined ? '' : `/${subresource}`}`;
  const whole = (manifest: Manifest): object => ({ apiVersion: 'meldpunt.dev/v1alpha1', ...manifest });
  const placeOf = ({ kind, metadata: { name, namespace } }: Manifest): Place => ({ kind, namespace, name });
  return {
    raw,
    create: (manifest) => raw('POST', collectionPath(kinds[manifest.kind], manifest.metadata.namespace), whole(manifest)),
    get: (place) => raw('GET', at(place)),
    put: (place, object) => raw('PUT', at(place), object),
    merge: (place, patch, subresource) => raw('PATCH', at(place, subresource), patch, 'application/merge-patch+json'),
    jsonPatch: (place, operations, subresource) => raw('PATCH', at(place, subresource), operations, 'application/json-patch+json'),
    apply: (manifest, manager, force = false) =>
      raw('PATCH', `${at(placeOf(manifest))}?fieldManager=${manager}&force=${force}`, whole(manifest), 'application/apply-patch+yaml'),
    remove: (place) => raw('DELETE', at(place)),
  };
};
