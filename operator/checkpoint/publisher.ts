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

/** Tells the sinks; 'again' while one of them does not have the newest checkpoint. Never throws. */
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
  const published = new Map<Sink, number>();
  return async ({ log, tail }) => {
    if (tail === undefined) return 'published';
    const size = log.size();
    const publication = { note: tail.checkpoint, size, linesFrom: (from: number) => linesFrom(store, tail, from) };
    const tell = async (sink: Sink): Promise<boolean> => {
      try {
        await sink.publish(publication);
        published.set(sink, size);
        return true;
      } catch (error) {
        observer.log('warn', 'A checkpoint did not reach a sink; it is tried again.', { sink: sink.name, cause: causeOf(error) });
        return false;
      }
    };
    const reached = await Promise.all(sinks.filter((sink) => published.get(sink) !== size).map(tell));
    return reached.every((one) => one) ? 'published' : 'again';
  };
};
