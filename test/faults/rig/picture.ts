// What a fault leaves behind, made comparable with what is there when nothing fails.
import type { Notification } from '../../../operator/api/types.gen.ts';
import { goldenOfStory } from '../../e2e/support/golden.ts';
import { type History, histories, operatorEvents, unmatched } from '../../e2e/support/register.ts';
import { keptBy, type Ledger, takenBy, unexplained } from '../ledger.ts';
import type { Arena, Ground } from './ground.ts';
import type { Trace } from './tap.ts';

/** What has to be equal with and without a fault. */
export interface Picture {
  /** Each record by kind and name: its status and what its timeline tells, in no order, without what tells of attempts to send. */
  readonly records: unknown;
  /** For each notification how many keys it was sent under, and to whom. */
  readonly keys: unknown;
  /** How often each object was created. */
  readonly created: unknown;
}

/** How often the status of each object was written; a fault may repeat a write, so that it is a bound and not a figure. */
export type Writes = ReadonlyMap<string, number>;

/** Attempts to send are another number in every run; that each ended in one delivery is what is compared. */
const ofAttempts = /^(?:DeliveryDeferred|DeliveryRepeated|DeliveryRejected|DeliveryRetried|NotificationDelivered)$/;

/** What was remembered of the alert when its state was last recorded: whether the count or the record came first is chance. */
const counts = 'status.occurrences';

interface Remembered {
  readonly values?: { readonly [path: string]: unknown };
}

const recordOf = (history: History, begins: number): unknown => {
  const [golden] = Object.values(goldenOfStory([history], Temporal.Instant.fromEpochMilliseconds(begins), () => true));
  const { deliveries, occurrences, recorded, ...kept } = (golden?.status ?? {}) as {
    readonly deliveries?: readonly { readonly outcome?: string }[];
    readonly occurrences?: unknown;
    readonly recorded?: Remembered;
  };
  const { [counts]: _, ...values } = recorded?.values ?? {};
  const told = history.entries
    .filter(({ reason }) => !ofAttempts.test(reason))
    .map(({ actor, reason }) => `${actor} ${reason}`)
    .toSorted();
  return {
    status: {
      ...kept,
      ...(recorded && { recorded: { ...recorded, values } }),
      ...(deliveries && { deliveries: [...new Set(deliveries.map(({ outcome }) => outcome))] }),
      seen: occurrences !== undefined,
    },
    told,
    delivered: history.entries.filter(({ reason }) => reason === 'NotificationDelivered').length,
  };
};

/** Names that follow from the namespace or the moment, told by what they are names of. */
const namesOf = (all: readonly History[], { namespace }: Arena): ((text: string) => string) => {
  const alert = all.find(({ record }) => record.kind === 'Incident' && record.spec['source'] !== undefined)?.record.metadata.name;
  return (text) => {
    const plain = text
      .replaceAll(namespace, 'arena')
      .replace(/note-[0-9a-f]{40}/g, 'KEY')
      .replace(/sha256:[0-9a-f]{64}/g, 'DIGEST');
    return alert === undefined ? plain : plain.replaceAll(alert, 'alert');
  };
};

const keysOf = (all: readonly History[], ledger: Ledger): unknown => {
  const kept = keptBy(ledger);
  return Object.fromEntries(
    all
      .filter(({ record }) => record.kind === 'Notification')
      .map(({ record }) => {
        const { status } = record as unknown as Notification;
        const keys = new Set((status?.deliveries ?? []).map(({ key }) => key));
        const to = ledger.transmissions.filter(({ notices }) => notices.some(({ key }) => keys.has(key))).flatMap((each) => each.to);
        return [record.metadata.name, { keys: keys.size, kept: [...keys].filter((key) => kept.has(key)).length, to: [...new Set(to)] }];
      }),
  );
};

const committed = ({ content, status }: Trace): boolean => content && status >= 200 && status < 300;

const counted = (trace: readonly Trace[], method: RegExp, beside?: RegExp): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { object } of trace.filter(
    (each) => committed(each) && method.test(each.method) && beside?.test(each.object.split('/').at(-1) ?? '') !== true,
  ))
    counts.set(object, (counts.get(object) ?? 0) + 1);
  return counts;
};

/** How often the operators wrote each status. */
export const writesOf = (arena: Arena, all: readonly History[], beside?: RegExp): Writes => {
  const named = namesOf(all, arena);
  return new Map([...counted(arena.trace(), /^(?:PATCH|PUT)$/, beside)].map(([object, count]) => [named(object), count]));
};

/** Takes the picture of an arena. */
export const pictureOf = (arena: Arena, all: readonly History[], beside?: RegExp): Picture => {
  const named = namesOf(all, arena);
  const records = Object.fromEntries(
    all
      .map((history) => [`${history.record.kind}/${history.record.metadata.name}`, recordOf(history, arena.begins)] as const)
      .toSorted(([a], [b]) => (named(a) < named(b) ? -1 : 1)),
  );
  const created = Object.fromEntries([...counted(arena.trace(), /^POST$/, beside)].toSorted(([a], [b]) => (named(a) < named(b) ? -1 : 1)));
  return JSON.parse(named(JSON.stringify({ records, keys: keysOf(all, arena.ledger), created }))) as Picture;
};

/** What cannot be right whatever failed, as sentences. */
export const breaches = async ({ product: { admin } }: Ground, arena: Arena, all: readonly History[]): Promise<readonly string[]> => {
  const events = await operatorEvents(admin, arena.namespace);
  const incidents = all.filter(({ record }) => record.kind === 'Incident' && record.spec['source'] !== undefined);
  const sources = new Set(arena.source.taken.map(({ fingerprint }) => fingerprint));
  return [
    ...all
      .filter(({ verification }) => verification.verdict !== 'intact')
      .map(({ record }) => `the timeline of ${record.kind} ${record.metadata.name} is not intact`),
    ...unmatched(all, events),
    ...unexplained(arena.ledger),
    ...(incidents.length === sources.size
      ? []
      : [`${sources.size} alerts were answered with a success, and ${incidents.length} are incidents`]),
  ];
};

/** How many messages were taken more than once, all of them under their own key. */
export const repeatsIn = ({ ledger }: Arena): number => [...takenBy(ledger).values()].reduce((sum, ids) => sum + ids.length - 1, 0);

/** The histories of a namespace. */
export const historiesOf = ({ product: { admin } }: Ground, { namespace }: Arena): Promise<readonly History[]> =>
  histories(admin, namespace);
