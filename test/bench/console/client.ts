// A client of pages that knows nothing of browsers: it keeps connections open, and tells how long the first byte took.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly bytes: number;
  /** Milliseconds from the request to the first byte of the answer. */
  readonly firstByte: number;
}

/** What is asked. */
export interface Ask {
  readonly path: string;
  readonly cookie?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Asks for pages at an origin whose certificate an authority of a file vouches for. */
export const createPages = (origin: string, authority: string) => {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(authority), maxSockets: 1_000 });
  const ask = ({ path, cookie, form }: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const body = form === undefined ? undefined : new URLSearchParams(form).toString();
      const headers = {
        'accept-language': 'en',
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          origin,
        }),
      };
      const started = performance.now();
      const sent = request(`${origin}${path}`, { method: body === undefined ? 'GET' : 'POST', agent, headers }, (response) => {
        const firstByte = performance.now() - started;
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, body: bytes.toString('utf8'), bytes: bytes.byteLength, firstByte });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return { ask, close: () => agent.destroy() };
};

/** Asks for pages. */
export type Pages = ReturnType<typeof createPages>;
