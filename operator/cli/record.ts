/** An object of the API of which nobody vouches that it is what it should be: from a cluster, or from a file. */
export interface RecordObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly generation: unknown;
  readonly spec: unknown;
  readonly status: Readonly<Record<string, unknown>>;
}

/** An object, or undefined for anything else. */
export const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;

/** A text, or an empty one for anything else. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A list, or an empty one for anything else. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value at a place such as `personalData.advices`; undefined where there is none. */
export const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => {
    const object = objectOf(at);
    return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
  }, value);

/** The identity and parts of an object; undefined if it has no kind, name and uid. */
export const readRecord = (value: unknown): RecordObject | undefined => {
  const object = objectOf(value);
  const metadata = objectOf(object?.['metadata']);
  const [kind, name, uid] = [textIn(object?.['kind']), textIn(metadata?.['name']), textIn(metadata?.['uid'])];
  if (object === undefined || metadata === undefined || kind === '' || name === '' || uid === '') return undefined;
  const namespace = textIn(metadata['namespace']);
  return { kind, namespace, name, uid, generation: metadata['generation'], spec: object['spec'], status: objectOf(object['status']) ?? {} };
};

/** How a record is named to people: `Incident incidents/lost-laptop`. */
export const titleOf = ({ kind, namespace, name }: Pick<RecordObject, 'kind' | 'namespace' | 'name'>): string =>
  `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
