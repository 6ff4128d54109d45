import { KubeError } from '../kube/errors.ts';
import type { Observer } from '../kube/observer.ts';
import type { TimelineLog } from './log.ts';
import type { Sink } from './sinks.ts';
import type { LogStore, StoredTail } from './store.ts';

/** What is published: the log as it is stored. */
export interface Published {
  readonly log: Pick<TimelineLog, 'size'>;
  readonly tail: StoredTail | undefined;
}

/** With what it is published. */
export interface PublisherOptions {
  readonly store: Pick<LogStore, 'chunks'>;
  readonly sinks: readonly Sink[];
  readonly observer: Observer;
}

/** Tells the sinks; 'again' while one of them does not have the newest checkpoint, with its time stamp if it has one. Never throws. */
export type Publish = (published: Published) => Promise<'published' | 'again'>;

/** The lines from one on, from the sealed parts and the end of the log. */
const linesFrom = async (
  store: PublisherOptions['store'],
  { first: begin, lines }: StoredTail,
  from: number,
): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const chunk of store.chunks(from, begin)) all.push(...chunk.lines.slice(Math.max(0, from - chunk.first)));
  return [...all, ...lines.slice(Math.max(0, from - begin))];
};

/** The reason may hold a URL or a path of the organisation; its code is enough to find it. */
const causeOf = (error: unknown): string => {
  if (error instanceof KubeError) return error.message;
  return (error as NodeJS.ErrnoException | undefined)?.code ?? (error instanceof Error ? error.name : 'unknown');
};

/** Tells every sink that does not have the newest checkpoint yet; one that fails is told again, and keeps nobody else waiting. */
export const createPublisher = ({ store, sinks, observer }: PublisherOptions): Publish => {
  const published = new Map<Sink, string>();
  return async ({ log, tail }) => {
    if (tail === undefined) return 'published';
    const size = log.size();
    const stamp = tail.stamp === undefined ? undefined : Buffer.from(tail.stamp, 'base64');
    const publication = { note: tail.checkpoint, stamp, size, linesFrom: (from: number) => linesFrom(store, tail, from) };
    const version = `${size} ${stamp === undefined ? 'unstamped' : 'stamped'}`;
    const tell = async (sink: Sink): Promise<boolean> => {
      try {
        await sink.publish(publication);
        published.set(sink, version);
        return true;
      } catch (error) {
        observer.log('warn', 'A checkpoint did not reach a sink; it is tried again.', { sink: sink.name, cause: causeOf(error) });
        return false;
      }
    };
    const reached = await Promise.all(sinks.filter((sink) => published.get(sink) !== version).map(tell));
    return reached.every((one) => one) ? 'published' : 'again';
  };
};
