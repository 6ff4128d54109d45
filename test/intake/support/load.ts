// Many clients that post, and go on posting what was not taken, as Alertmanager would.
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { namespace } from './product.ts';

/** What a load came to. */
export interface Load {
  /** Successful answers. */
  readonly stored: number;
  /** Answers that asked to come again, by status. */
  readonly again: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Milliseconds from sending to a successful answer, at the 50th and 99th percentile. */
  readonly p50: number;
  readonly p99: number;
}

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

/**
 * Posts bodies from `clients` clients, each to one of the URLs in turn, until every body had a success; what asks to come again
 * does, after as long as it said. Throws at an answer that is neither.
 */
export const load = async (options: {
  readonly urls: readonly string[];
  readonly token: string;
  readonly clients: number;
  readonly bodies: number;
  readonly body: (n: number) => string;
  readonly path?: string;
  /** Whether a connection that breaks is a fault, or what the test is about. */
  readonly broken?: 'fails' | 'again';
}): Promise<Load> => {
  const { urls, token, clients, bodies, body, path = '/v1/alertmanager', broken = 'fails' } = options;
  const agent = new Agent({ connections: clients, pipelining: 1 });
  const took: number[] = [];
  const again: Record<string, number> = {};
  let next = 0;
  const attempt = async (url: string, text: string): Promise<number | undefined> => {
    const {
      statusCode,
      headers,
      body: answer,
    } = await request(`${url}${path}?namespace=${namespace}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: text,
      dispatcher: agent,
    });
    const said = await answer.text();
    if (statusCode < 300) return undefined;
    if (statusCode !== 429 && statusCode !== 503) throw new Error(`${statusCode} ${said}`);
    again[statusCode] = (again[statusCode] ?? 0) + 1;
    return Number(headers['retry-after'] ?? 1) * 1000;
  };
  const client = async (who: number): Promise<void> => {
    for (let n = next++; n < bodies; n = next++) {
      const text = body(n);
      const started = performance.now();
      for (let turn = who; ; turn += 1) {
        const wait = await attempt(urls[turn % urls.length] ?? '', text).catch((error: unknown) => {
          if (broken === 'fails' || (error instanceof Error && /^\d{3} /.test(error.message))) throw error;
          again['broken'] = (again['broken'] ?? 0) + 1;
          return 200;
        });
        if (wait === undefined) break;
        await delay(wait);
      }
      took.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, who) => client(who)));
  await agent.close();
  const sorted = took.toSorted((a, b) => a - b);
  const seconds = (performance.now() - started) / 1000;
  return { stored: took.length, again, seconds, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
};
