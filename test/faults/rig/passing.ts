// What goes by at the Tap, as Kubernetes names it.

/** A request as the Tap sees it. */
export interface Passing {
  /** Which process of the operator sent it: the first part of the path, which the Tap takes away. */
  readonly door: string;
  readonly method: string;
  /** What is left of the path, with its query: what the API server gets. */
  readonly path: string;
  readonly group: string;
  readonly plural: string;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: string;
  readonly watch: boolean;
  /** By which it proves who it is; it is in no trace. */
  readonly token: string;
  /** Whether it could change something that people read: Leases, Events and questions about rights do not. */
  readonly content: boolean;
  /** Whether it is a write at all, Events and Leases included. */
  readonly mutating: boolean;
}

const mutations: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** Posted, and stored nowhere. */
const questions = /review/;

/** Reads `/DOOR/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL/NAME/SUBRESOURCE?query`, or as much as is there. */
export const passingOf = (method: string, url: string, authorization = ''): Passing => {
  const [, door = '', path = '/'] = /^\/([^/?]+)(\/.*)?$/.exec(url) ?? [];
  const [route = '', query = ''] = path.split('?', 2);
  const parts = route.split('/').filter((part) => part !== '');
  const named = parts[0] === 'api';
  const group = named ? '' : (parts[1] ?? '');
  const rest = parts.slice(named ? 2 : 3);
  const inside = rest[0] === 'namespaces' && rest.length > 2;
  const [plural = '', name = '', subresource = ''] = inside ? rest.slice(2) : rest;
  const mutating = mutations.has(method) && plural !== '' && !questions.test(plural);
  return {
    door,
    method,
    path,
    group,
    plural,
    namespace: inside ? (rest[1] ?? '') : '',
    name,
    subresource,
    token: authorization.replace(/^Bearer /, ''),
    watch: new URLSearchParams(query).has('watch'),
    mutating,
    content: mutating && group === 'meldpunt.dev',
  };
};

/** The object that a write is about, in a line; the name of one that is created stands in its body. */
export const objectOf = ({ plural, namespace, name, subresource }: Passing, body: string): string => {
  const stated = name === '' ? (/"metadata":\{[^{}]*?"name":"([^"]+)"/.exec(body)?.[1] ?? '') : name;
  return `${plural}${subresource === '' ? '' : `/${subresource}`} ${namespace === '' ? '' : `${namespace}/`}${stated}`;
};
