import type { Dispatcher } from 'undici';
import { KubeError } from './errors.ts';

/** What goes over the wire once. */
export interface Exchange {
  /** Verb and kind, for error messages. */
  readonly name: string;
  readonly dispatcher: Dispatcher;
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly signal?: AbortSignal;
  /** Called with status and `Retry-After`; what it returns receives the pieces of the body. */
  readonly onStart: (status: number, retryAfter: string | undefined) => (chunk: Buffer) => void;
  /** Starts a watch over the exchange that may end it; the result stops that watch. */
  readonly guard: (end: (error: unknown) => void) => () => void;
}

const headerText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const failure = (name: string, error: unknown): KubeError => {
  if (error instanceof KubeError) return error;
  // Only the code of a network error is kept: its text may hold addresses, and undici's may hold the request.
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no answer';
  return new KubeError('Unavailable', `${name} (${code})`, { status: 0 });
};

/**
 * Sends and receives, and resolves at the end of the answer, whatever its status. Throws a KubeError if there is no whole answer, and
 * whatever the reader of the body throws.
 */
export const exchange = (order: Exchange): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let take: (chunk: Buffer) => void = () => undefined;
    let state: 'open' | 'ended' = 'open';
    const finish = (settle: () => void) => {
      if (state === 'ended') return;
      state = 'ended';
      release();
      order.signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const end = (error: unknown) =>
      finish(() => {
        controller?.abort(new KubeError('Aborted', order.name, { status: 0 }));
        reject(error);
      });
    const onAbort = () => end(new KubeError('Aborted', order.name, { status: 0 }));
    const release = order.guard(end);
    if (order.signal?.aborted) return onAbort();
    order.signal?.addEventListener('abort', onAbort, { once: true });
    const { dispatcher, origin, path, method, headers, body } = order;
    dispatcher.dispatch(
      { origin, path, method, headers, body },
      {
        onRequestStart: (started) => {
          controller = started;
          // It was given up while it waited for a socket, so it must never be sent.
          if (state === 'ended') started.abort(new KubeError('Aborted', order.name, { status: 0 }));
        },
        onResponseStart: (_, status, received) => {
          take = order.onStart(status, headerText(received['retry-after']));
        },
        onResponseData: (_, chunk) => {
          try {
            take(chunk);
          } catch (error) {
            // A fault of whoever reads is theirs, not the network's: it is passed on as it is.
            end(error);
          }
        },
        onResponseEnd: () => finish(resolve),
        onResponseError: (_, error) => end(failure(order.name, error)),
      },
    );
  });
