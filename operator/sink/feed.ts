import { type Backoff, backoffDelay } from '../kube/backoff.ts';
import { KubeError } from '../kube/errors.ts';
import type { Key } from '../kube/object.ts';
import type { Observer } from '../kube/observer.ts';
import { createQueue, type Outcome } from '../kube/queue.ts';
import type { Posted, WebhookMessage } from '../outbound/webhook.ts';
import type { Ledger } from './ledger.ts';
import type { SinkObserver } from './observer.ts';
import type { Receiver } from './receiver.ts';
import type { ReadStory, Story, Whereabouts } from './story.ts';

/** What one sink is fed with. */
export interface FeedOptions {
  /** The name of the sink, under which its progress is kept. */
  readonly sink: string;
  readonly receiver: Receiver;
  readonly ledger: Ledger;
  readonly read: ReadStory;
  /** Where a record is; undefined for one that nothing is known of any more. */
  readonly whereabouts: (uid: string) => Whereabouts;
  /** What is sent for the entries of a story, one for each; undefined where nothing is. */
  readonly messages: (story: Story) => readonly (WebhookMessage | undefined)[];
  /** Whether we still lead: another leader would tell the same at the same time, and out of order. */
  readonly fence: () => boolean;
  readonly observer: Pick<Observer, 'log'> & SinkObserver;
  /** Milliseconds on a clock that only runs forwards. */
  readonly now: () => number;
  readonly random?: () => number;
}

/** Tells one sink everything, each record in its own order, and waits for nobody else. */
export interface Feed {
  /** There may be something to tell of a record. */
  add(uid: string, namespace: string): void;
  /** Records of which something is not told yet. */
  behind(): number;
  /** For how long nothing was taken although something is to be told (milliseconds); 0 while nothing is. */
  stuckFor(): number;
  /** Resolves once what was under way has ended. */
  stop(): Promise<void>;
}

/** So many records are told of at a time: enough to hide the way to the receiver and back, and few enough not to overrun it. */
const workers = 4;

/** A receiver that is down is asked again soon at first, and at last every five minutes. */
export const feedBackoff: Backoff = { base: 1_000, cap: 300_000, jitter: 0.5 };

const keyFor = (namespace: string, uid: string): Key => `${namespace}/${uid}`;
const uidIn = (key: Key): string => key.slice(key.indexOf('/') + 1);

/** Holds everything back while the receiver as a whole fails, so that ten thousand records do not each find that out. */
const createGate = ({ sink, observer, now, random = Math.random }: FeedOptions) => {
  let failures = 0;
  let closedUntil = 0;
  return {
    wait: () => Math.max(0, closedUntil - now()),
    failed: ({ cause, retryAfterMs }: Extract<Posted, { outcome: 'failed' }>) => {
      // Of several that failed together one counts.
      if (closedUntil > now()) return;
      failures += 1;
      closedUntil = now() + backoffDelay(feedBackoff, failures, random(), retryAfterMs);
      if (failures === 1)
        observer.log('warn', 'A sink does not take what it is sent; it is tried again, and nothing is lost.', { sink, cause });
    },
    passed: () => {
      if (failures > 0) observer.log('info', 'A sink takes what it is sent again.', { sink });
      failures = 0;
    },
  };
};

type Told = Posted['outcome'] | 'stopped';

/** Sends what there is to tell, one entry after the other; a step is taken down only once the receiver has it. */
const createTelling = (options: FeedOptions, gate: ReturnType<typeof createGate>, signal: AbortSignal, moved: () => void) => {
  const { sink, receiver, ledger, messages, fence, observer } = options;
  const send = async (message: WebhookMessage): Promise<Told> => {
    if (signal.aborted || !fence()) return 'stopped';
    const posted = await receiver.post(message, signal);
    if (signal.aborted) return 'stopped';
    observer.told(posted.outcome);
    if (posted.outcome === 'failed') gate.failed(posted);
    else gate.passed();
    return posted.outcome;
  };
  return async (story: Story): Promise<Told> => {
    const { uid } = story.subject;
    const bodies = messages(story);
    for (const [index, { seq }] of story.entries.entries()) {
      const message = bodies[index];
      const told = message === undefined ? 'accepted' : await send(message);
      if (told === 'refused') observer.log('warn', 'A sink refuses an entry; what follows in its record waits.', { sink, uid, seq });
      if (told !== 'accepted') return told;
      ledger.advance(sink, uid, seq);
      moved();
    }
    return 'accepted';
  };
};

/** A feed that runs from the start. */
export const createFeed = (options: FeedOptions): Feed => {
  const { sink, receiver, ledger, read, whereabouts, observer, now } = options;
  const gate = createGate(options);
  const ending = new AbortController();
  const pending = new Set<Key>();
  /** What moved on while it was told of. */
  const again = new Set<Key>();
  let movedAt = now();
  const tell = createTelling(options, gate, ending.signal, () => {
    movedAt = now();
  });

  /** Tells what a record has to say now. Throws a KubeError where it cannot be read. */
  const tellOf = async (uid: string): Promise<Told> => {
    const where = whereabouts(uid);
    const story = await read(where, ledger.at(sink, uid));
    const told = story === undefined ? 'accepted' : await tell(story);
    // Once the cache says that it is gone, nothing more will come.
    if (told === 'accepted' && where.place === undefined) ledger.forget(sink, uid);
    return told;
  };
  const settle = (key: Key, told: Told): Outcome => {
    if (told === 'failed') return { kind: 'retry', after: gate.wait(), cap: feedBackoff.base };
    if (told === 'refused') return { kind: 'retry' };
    if (told === 'accepted' && !again.has(key)) pending.delete(key);
    return { kind: 'done' };
  };
  const run = async (key: Key): Promise<Outcome> => {
    const wait = gate.wait();
    if (wait > 0) return { kind: 'retry', after: wait, cap: feedBackoff.base };
    const uid = uidIn(key);
    again.delete(key);
    try {
      return settle(key, await tellOf(uid));
    } catch (error) {
      const cause = error instanceof KubeError ? error.message : 'a fault of the operator';
      observer.log('warn', 'A record could not be read for a sink; it is tried again.', { sink, uid, cause });
      return { kind: 'retry' };
    }
  };

  const queue = createQueue({ workers, run, backoff: feedBackoff });
  queue.start();
  return {
    add: (uid, namespace) => {
      const key = keyFor(namespace, uid);
      if (pending.size === 0) movedAt = now();
      pending.add(key);
      if (queue.running(key)) again.add(key);
      queue.add(key);
    },
    behind: () => pending.size,
    stuckFor: () => (pending.size === 0 ? 0 : now() - movedAt),
    stop: async () => {
      ending.abort();
      await queue.stop();
      receiver.close();
    },
  };
};
