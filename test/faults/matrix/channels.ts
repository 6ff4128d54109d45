// Faults 37 to 42: those who are to be told cannot be reached, or misbehave.
import { setTimeout as delay } from 'node:timers/promises';
import { kinds } from '../../../operator/api/kinds.ts';
import type { Notification } from '../../../operator/api/types.gen.ts';
import { listAll } from '../../e2e/support/register.ts';
import { until } from '../../kube/lab.ts';
import type { HookMood } from '../hook.ts';
import type { MailMood } from '../mailbox.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { Fault } from './fault.ts';
import { played } from './played.ts';

/** Each attempt at mail, and at the call, goes as listed; later ones go well. */
const moods = (ground: Ground, mail: readonly MailMood[], hook: readonly HookMood[]): void => {
  const [mails, hooks] = [[...mail], [...hook]];
  ground.moods.mail = () => mails.shift() ?? 'good';
  ground.moods.hook = () => hooks.shift() ?? 'good';
};

const arrivals = ({ ledger }: Arena): string => `${ledger.transmissions.length} messages reached a receiver whole`;

/** The mail server is away, for many attempts, and comes back. */
const outage = (ground: Ground): Play => ({
  open: () => {
    ground.moods.mail = () => 'away';
  },
  reported: async () => {
    await delay(8_000);
    ground.moods.mail = () => 'good';
  },
  slack: 20,
  figures: (arena) => ['8 s of the compressed clock', arrivals(arena)],
});

/** The mail server takes connections and says nothing; whoever is told otherwise must not wait for it. */
const stalled =
  (mood: MailMood) =>
  (ground: Ground): Play => {
    let arena: Arena | undefined;
    let beside = false;
    return {
      open: (opened) => {
        arena = opened;
        ground.moods.mail = () => mood;
      },
      reported: async () => {
        const { namespace } = arena ?? { namespace: '' };
        const told = async (): Promise<boolean> =>
          (await listAll<Notification>(ground.product.admin, kinds.Notification, namespace)).some(
            ({ spec, status }) => spec.duty === 'tell-outside' && status?.phase === 'Sent',
          );
        // Somebody has to approve meanwhile; the flow does so only when it waits, so this watches beside it.
        void until('the call went out while mail was stuck', told, 20_000).then(
          () => {
            beside = true;
            ground.moods.mail = () => 'good';
          },
          () => {
            ground.moods.mail = () => 'good';
          },
        );
      },
      slack: 20,
      figures: (arena) => [arrivals(arena)],
      also: () => (beside ? [] : ['whoever is told by a call waited for the mail']),
    };
  };

const listed =
  (mail: readonly MailMood[], hook: readonly HookMood[]) =>
  (ground: Ground): Play => ({
    open: () => moods(ground, mail, hook),
    slack: 12,
    figures: (arena) => [arrivals(arena)],
  });

const metric = async (arena: Arena, name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)`, 'm').exec((await arena.replicas[0]?.current().metrics()) ?? '')?.[1] ?? 0);

/** A receiver that answers without end, with the memory of the operator before and after. */
const endless = (ground: Ground): Play => {
  let before = 0;
  let arena: Arena | undefined;
  return {
    open: (opened) => {
      arena = opened;
      moods(ground, [], ['endless', 'endless']);
    },
    before: async () => {
      if (arena !== undefined) before = await metric(arena, 'process_resident_memory_bytes');
    },
    slack: 12,
    also: async (opened) => {
      const grown = ((await metric(opened, 'process_resident_memory_bytes')) - before) / 1e6;
      return grown < 64 ? [] : [`memory grew by ${grown.toFixed(0)} MB`];
    },
  };
};

/** Faults 37 to 42. */
export const channels: readonly Fault[] = [
  played(37, 'the mail server is away, then back', 22, outage),
  played(38, 'the mail server is half-open', 20, stalled('silent')),
  played('38b', 'the mail server says a byte a second', 20, stalled('drip')),
  played(39, 'the line is cut after the final dot', 13, listed(['cut', 'good', 'cut'], [])),
  played(40, 'mail: 450 for the recipient, 451 for the message', 13, listed(['busy', 'later', 'busy'], [])),
  played(41, 'call: redirect, 429, 500, 503', 15, listed([], ['redirect', 'tooMany', 'broken', 'unavailable'])),
  played(42, 'call: an answer without end', 15, endless),
];
