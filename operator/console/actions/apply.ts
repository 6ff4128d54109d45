import { kinds } from '../../api/kinds.ts';
import type { Incident, Notification, Weakness } from '../../api/types.gen.ts';
import type { Change } from '../../fact/change.ts';
import { isRecorded, type Operation, patchFor, type Read } from '../../fact/patch.ts';
import { write } from '../../fact/write.ts';
import type { Client } from '../../kube/client.ts';
import { hasCode } from '../../kube/errors.ts';

type Recorded = Incident | Notification | Weakness;

/** What every entry has: its name in its list, when it happened, and whose it is. */
export interface Stamp {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

/** The patch that makes a change, signed. Pure. */
export const patchOf = (object: Read, { add, set = {} }: Change, stamp: Stamp): readonly Operation[] =>
  patchFor(object, set, add === undefined ? [] : [{ list: add.list, entry: { ...stamp, ...add.entry } }]);

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
  const store = {
    read: () => client.get<T>(kinds[kind], address),
    write: (_: T, operations: readonly Operation[]) => client.jsonPatch(kinds[kind], address, operations),
    // On a newer object a patch may be refused as invalid before its version is compared.
    mayBeOvertaken: (error: unknown) => hasCode(error, 'Conflict', 'Invalid'),
  };
  const outcome = await write<Problem, T, unknown>(store, (object) => {
    const read = changeFor(object);
    if (!read.ok) return { kind: 'problem', problem: read.problems };
    // A form that was sent before has made its entry already.
    if (isRecorded(object, read.change, stamp.id)) return { kind: 'nothing' };
    return { kind: 'write', operations: patchOf(object, read.change, stamp) };
  });
  return outcome.kind === 'problem' ? outcome.problem : undefined;
};
