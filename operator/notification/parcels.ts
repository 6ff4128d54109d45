import type { Notification, NotificationStatusDelivery } from '../api/types.gen.ts';
import { bundleKey } from '../delivery/key.ts';
import type { Standing } from '../delivery/lines.ts';
import type { Step } from '../delivery/step.ts';

/** One notice of a message, as it was when it was claimed. */
export interface Claimed {
  readonly note: Notification;
  readonly delivery: NotificationStatusDelivery;
}

/** A notice that has its turn. A step is what is to be written down about it next. */
export interface Grant {
  readonly message: Standing;
  readonly claim: string;
  readonly parcel: Parcel;
  state:
    | { readonly kind: 'claiming'; readonly step: Step }
    /** Its claim is on record; it waits for those of the others. */
    | { readonly kind: 'claimed'; readonly claimed: Claimed }
    | { readonly kind: 'sending' }
    | { readonly kind: 'settling'; readonly step: Step };
}

/** One message on its way: the notices that it holds, which leave together or not at all. */
export interface Parcel {
  readonly grants: readonly Grant[];
  readonly since: number;
}

/** A message for notices of one recipient; `claimOf` gives each the number of its claim. */
export const parcelOf = (messages: readonly Standing[], since: number, claimOf: () => string): Parcel => {
  const bundle = messages[0]?.bundle ?? (messages.length > 1 ? bundleKey(messages.map(({ key }) => key)) : undefined);
  const grants: Grant[] = [];
  const parcel: Parcel = { grants, since };
  for (const message of messages) {
    const claim = claimOf();
    const step: Step = { kind: 'claim', to: message.to, key: message.key, claim, bundle };
    grants.push({ message, claim, parcel, state: { kind: 'claiming', step } });
  }
  return parcel;
};

/** The notices of a message once all are claimed; undefined before. */
export const allClaimed = ({ grants }: Parcel): readonly Claimed[] | undefined => {
  const claimed = grants.flatMap(({ state }) => (state.kind === 'claimed' ? [state.claimed] : []));
  return claimed.length === grants.length ? claimed : undefined;
};

/** What is to be written down about a notice, if anything is. */
export const stepOf = ({ state }: Grant): readonly Step[] => (state.kind === 'claiming' || state.kind === 'settling' ? [state.step] : []);

/** What is under way, by notification and recipient. */
export const createGrants = () => {
  const byNote = new Map<string, Map<string, Grant>>();
  return {
    of: (note: string): readonly Grant[] => [...(byNote.get(note)?.values() ?? [])],
    all: (): readonly Grant[] => [...byNote.values()].flatMap((each) => [...each.values()]),
    has: ({ note, to }: Standing): boolean => byNote.get(note)?.has(to) ?? false,
    add: (grant: Grant): void => {
      const { note, to } = grant.message;
      byNote.set(note, (byNote.get(note) ?? new Map<string, Grant>()).set(to, grant));
    },
    remove: ({ message: { note, to } }: Grant): void => {
      const own = byNote.get(note);
      own?.delete(to);
      if (own?.size === 0) byNote.delete(note);
    },
    size: (): number => byNote.size,
  };
};
