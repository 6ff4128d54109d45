import { setImmediate } from 'node:timers/promises';
import type { Incident, IncidentPolicy, IncidentPolicyChannel } from '../api/types.gen.ts';
import type { Cache } from '../kube/cache.ts';
import type { Client } from '../kube/client.ts';
import type { Observer } from '../kube/observer.ts';
import { cloudEventForm } from './cloudevents.ts';
import type { Directory } from './directory.ts';
import { createFeed, type Feed } from './feed.ts';
import type { Ledger } from './ledger.ts';
import type { Form } from './message.ts';
import type { SinkObserver } from './observer.ts';
import { ocsfForm } from './ocsf.ts';
import { createReceiver } from './receiver.ts';
import { createReader, type Story } from './story.ts';

/** What telling sinks needs. */
export interface FeedsOptions {
  readonly client: Client;
  readonly ledger: Ledger;
  readonly incidents: Pick<Cache<Incident>, 'find'>;
  readonly policy: () => IncidentPolicy | undefined;
  /** The namespaces that are served; all of them where there is none. */
  readonly namespaces: readonly string[];
  /** The directory with the mounted Secrets of channels. */
  readonly secrets: string;
  /** The name of the register: a URL without its scheme. */
  readonly origin: string;
  readonly fence: () => boolean;
  readonly observer: Pick<Observer, 'log'> & SinkObserver;
  /** Milliseconds on a clock that only runs forwards. */
  readonly now: () => number;
}

/** One feed for each channel that asks for timelines. */
export interface Feeds {
  /** Opens, changes and closes feeds until they are what the policy says. */
  follow(): Promise<void>;
  /** There may be something to tell of a record. */
  add(uid: string, namespace: string): void;
  all(): readonly Feed[];
  stop(): Promise<void>;
}

type Timeline = NonNullable<IncidentPolicyChannel['timeline']>;

const forms: Readonly<Record<Timeline, Form>> = { CloudEvents: cloudEventForm, OCSF: ocsfForm };

/** Records looked at in one turn of the event loop: a few milliseconds. */
const recordsInTurn = 5_000;

const wantedBy = ({ spec }: IncidentPolicy): ReadonlyMap<string, IncidentPolicyChannel & { readonly timeline: Timeline }> =>
  new Map(
    (spec.channels ?? []).flatMap((channel) => {
      const { timeline } = channel;
      return timeline === undefined ? [] : [[channel.name, { ...channel, timeline }] as const];
    }),
  );

/** The messages for a story: what its record, and the incident it belongs to, are now. */
const createMessages = ({ incidents, policy, origin }: FeedsOptions, directory: Directory) => {
  const incidentOf = ({ subject: { uid, namespace } }: Story): Incident | undefined => {
    const record = directory.record(uid);
    if (record?.kind === 'Incident') return record as Incident;
    const { incidentRef } = (record?.spec ?? {}) as { readonly incidentRef?: { readonly name: string } };
    return incidentRef === undefined ? undefined : incidents.find(namespace, incidentRef.name);
  };
  return (form: Form) => (story: Story) => {
    const incident = incidentOf(story);
    return story.entries.map((entry) => form({ subject: story.subject, entry, incident, policy: policy(), origin }));
  };
};

/** Feeds of which none runs yet. */
export const createFeeds = (options: FeedsOptions, directory: Directory): Feeds => {
  const { client, ledger, policy, namespaces, secrets, fence, observer, now } = options;
  const feeds = new Map<string, { readonly made: string; readonly feed: Feed }>();
  const read = createReader(client, namespaces);
  const messagesIn = createMessages(options, directory);
  const { whereabouts } = directory;

  /** Everything that a sink may not know: what it is behind with, and what is gone since it was last told. */
  const lookAtAll = async (sink: string, feed: Feed): Promise<void> => {
    let looked = 0;
    for (const { uid, namespace, seq } of directory.all()) {
      if (ledger.at(sink, uid) < seq) feed.add(uid, namespace);
      looked += 1;
      if (looked % recordsInTurn === 0) await setImmediate();
    }
    for (const uid of [...ledger.known(sink)]) if (!directory.has(uid)) feed.add(uid, '');
  };
  const close = async (name: string, feed: Feed): Promise<void> => {
    feeds.delete(name);
    await feed.stop();
  };
  return {
    follow: async () => {
      const current = policy();
      // A policy that cannot be seen at the moment forgets nothing.
      if (current === undefined) return;
      const wanted = wantedBy(current);
      for (const [name, { made, feed }] of feeds) if (JSON.stringify(wanted.get(name)) !== made) await close(name, feed);
      ledger.retain([...wanted.keys()]);
      if (wanted.size === 0) directory.close();
      else await directory.open();
      for (const [name, channel] of wanted) {
        if (feeds.has(name)) continue;
        const receiver = createReceiver(channel, { secrets, now });
        const messages = messagesIn(forms[channel.timeline]);
        const feed = createFeed({ sink: name, receiver, ledger, read, whereabouts, messages, fence, observer, now });
        feeds.set(name, { made: JSON.stringify(channel), feed });
        await lookAtAll(name, feed);
      }
    },
    add: (uid, namespace) => {
      for (const { feed } of feeds.values()) feed.add(uid, namespace);
    },
    all: () => [...feeds.values()].map(({ feed }) => feed),
    stop: async () => {
      await Promise.all([...feeds].map(([name, { feed }]) => close(name, feed)));
      directory.close();
    },
  };
};
