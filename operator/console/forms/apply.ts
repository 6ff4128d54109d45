import { kinds } from '../../api/kinds.ts';
import { isRecorded, type Operation, patchFor } from '../../fact/patch.ts';
import { type Plan, write } from '../../fact/write.ts';
import type { Client } from '../../kube/client.ts';
import { hasCode } from '../../kube/errors.ts';
import { apiVersionOf, type KubeObject } from '../../kube/object.ts';
import type { Change, FormKind, Recorded, RecordOfKind } from './form.ts';

/** What every entry has: its name in its list, when it happened, and whose it is. */
export interface Stamp {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

/** The patch that makes a change, signed. An entry that says when it happened keeps that. Pure. */
export const patchOf = (object: Recorded, { add, set = {} }: Change, stamp: Stamp): readonly Operation[] =>
  patchFor(object, set, add === undefined ? [] : [{ list: add.list, entry: { ...stamp, ...add.entry } }]);

/** Creates what belongs to a record. A form that was sent before has created it already. */
const createFor = async (client: Client, object: Recorded, { kind, spec }: NonNullable<Change['create']>, { id }: Stamp): Promise<void> => {
  const { namespace, name } = object.metadata;
  const made = { apiVersion: apiVersionOf(kinds[kind]), kind, metadata: { name: `${name}-${id}`, namespace }, spec };
  try {
    await client.create(kinds[kind], made as unknown as KubeObject);
  } catch (error) {
    if (!hasCode(error, 'AlreadyExists')) throw error;
  }
};

/** Where a record is. */
export interface RecordAddress<K extends FormKind = FormKind> {
  readonly kind: K;
  readonly namespace: string;
  readonly name: string;
}

type ChangeFor<R, P> = (object: R) => { readonly ok: true; readonly change: Change } | { readonly ok: false; readonly problems: P };

/**
 * Makes a change as somebody. `changeFor` reads what was typed against the newest version each time, because what fits one version may
 * not fit the next. Resolves to what `changeFor` found wrong, or nothing. Throws the refusal of the API server.
 */
export const applyChange = async <K extends FormKind, P>(
  client: Client,
  { kind, namespace, name }: RecordAddress<K>,
  changeFor: ChangeFor<RecordOfKind[K], P>,
  stamp: Stamp,
): Promise<P | undefined> => {
  const address = { namespace, name };
  let creating: Change['create'];
  const store = {
    read: () => client.get<RecordOfKind[K]>(kinds[kind], address),
    write: (object: RecordOfKind[K], operations: readonly Operation[]): Promise<unknown> =>
      creating === undefined ? client.jsonPatch(kinds[kind], address, operations) : createFor(client, object, creating, stamp),
    // On a newer object a patch may be refused as invalid before its version is compared.
    mayBeOvertaken: (error: unknown) => hasCode(error, 'Conflict', 'Invalid'),
  };
  const outcome = await write<P, RecordOfKind[K], unknown>(store, (object): Plan<P> => {
    const read = changeFor(object);
    if (!read.ok) return { kind: 'problem', problem: read.problems };
    // A form that was sent before has made its entry already.
    if (isRecorded(object, read.change, stamp.id)) return { kind: 'nothing' };
    creating = read.change.create;
    return { kind: 'write', operations: patchOf(object, read.change, stamp) };
  });
  return outcome.kind === 'problem' ? outcome.problem : undefined;
};
