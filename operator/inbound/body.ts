import type { IncomingMessage } from 'node:http';

/** A body, or why it is not read any further. */
export type Body = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly why: 'TooLarge' | 'Full' | 'Late' };

/** What bodies are held to. */
export interface BodyLimits {
  /** The largest body (bytes). */
  readonly most: number;
  /** How long a body may take (milliseconds), from its headers on. */
  readonly within: number;
  /** What all bodies together may hold until they are dealt with (bytes); parsed, they take some times as much. */
  readonly room: number;
}

/** Reads a body, and keeps its room until `use` is done with it. */
export type WithBody = <T>(request: IncomingMessage, use: (body: Body) => Promise<T>) => Promise<T>;

/** Reads bodies, each within the limit and all of them within theirs, so that memory stays flat whatever is sent (D1). */
export const createBodies = (limits: BodyLimits): WithBody => {
  let held = 0;
  return async (request, use) => {
    let size = 0;
    const fits = (bytes: number): 'TooLarge' | 'Full' | undefined => {
      size += bytes;
      held += bytes;
      if (size > limits.most) return 'TooLarge';
      return held > limits.room ? 'Full' : undefined;
    };
    try {
      return await use(await read(request, limits.within, fits));
    } finally {
      held -= size;
    }
  };
};

const read = async (request: IncomingMessage, within: number, fits: (bytes: number) => 'TooLarge' | 'Full' | undefined): Promise<Body> => {
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => request.destroy(), within);
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      const why = fits(chunk.length);
      if (why !== undefined) return { ok: false, why };
      chunks.push(chunk);
    }
    return { ok: true, bytes: Buffer.concat(chunks) };
  } catch {
    // It was cut off or took too long: the connection is gone, and the answer reaches nobody.
    return { ok: false, why: 'Late' };
  } finally {
    clearTimeout(timer);
  }
};
