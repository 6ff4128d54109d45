import { kinds } from '../../api/kinds.ts';
import type { Incident, Notification, Weakness } from '../../api/types.gen.ts';
import type { Client, PatchOperation } from '../../kube/client.ts';
import { hasCode } from '../../kube/errors.ts';
import type { Change } from './action.ts';

/** Two people write to one record now and then; hardly ever so often. */
const mostAttempts = 6;

type Recorded = Incident | Notification | Weakness;

const at = (object: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part], object);

interface WithId {
  readonly id?: string;
}

/** Whether a form that was sent before has made its entry already. */
export const isRecorded = (object: Recorded, { add }: Change, id: string): boolean =>
  add !== undefined && ((at(object.spec, add.list) as readonly WithId[] | undefined) ?? []).some((entry) => entry.id === id);

/** What every entry has: its name in its list, when it happened, and whose it is. */
export interface Stamp {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

const addition = (object: Recorded, { list, entry }: NonNullable<Change['add']>, stamp: Stamp): readonly PatchOperation[] => {
  const parents = list.slice(0, -1).flatMap((_, index): readonly PatchOperation[] => {
    const path = list.slice(0, index + 1);
    return at(object.spec, path) === undefined ? [{ op: 'add', path: `/spec/${path.join('/')}`, value: {} }] : [];
  });
  const whole = { ...stamp, ...entry };
  const path = `/spec/${list.join('/')}`;
  const isThere = at(object.spec, list) !== undefined;
  return [...parents, isThere ? { op: 'add', path: `${path}/-`, value: whole } : { op: 'add', path, value: [whole] }];
};

/**
 * The patch that makes a change: on the version that was read, so that nothing is written over; lists and objects that are not there
 * yet come first. Pure.
 */
export const patchOf = (object: Recorded, { add, set = {} }: Change, stamp: Stamp): readonly PatchOperation[] => [
  { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
  ...Object.entries(set).map(([name, value]): PatchOperation => ({ op: 'add', path: `/spec/${name}`, value })),
  ...(add === undefined ? [] : addition(object, add, stamp)),
];

/**
 * Makes a change as somebody. `changeFor` reads what was typed against the newest version each time, because what fits one version may
 * not fit the next. Resolves to what `changeFor` found wrong, or nothing. Throws the refusal of the API server.
 */
export const applyChange = async <Problem, T extends Recorded>(
  client: Client,
  kind: 'Incident' | 'Notification' | 'Weakness',
  address: { readonly namespace: string; readonly name: string },
  changeFor: (object: T) => { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly problems: Problem },
  stamp: Stamp,
): Promise<Problem | undefined> => {
  let before: { readonly version: string; readonly error: unknown } | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const object = await client.get<T>(kinds[kind], address);
    // Nobody was faster: the refusal was about the change itself.
    if (before?.version === object.metadata.resourceVersion) throw before.error;
    const read = changeFor(object);
    if (!read.ok) return read.problems;
    if (isRecorded(object, read.change, stamp.id)) return undefined;
    try {
      await client.jsonPatch(kinds[kind], address, patchOf(object, read.change, stamp));
      return undefined;
    } catch (error) {
      // On a newer object a patch may be refused as invalid before its version is compared.
      if (!hasCode(error, 'Conflict', 'Invalid') || attempt === mostAttempts) throw error;
      before = { version: object.metadata.resourceVersion, error };
    }
  }
};
