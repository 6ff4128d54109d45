// A monitoring system that sends an alert until it is taken, and remembers what it was told.
import { setTimeout as delay } from 'node:timers/promises';
import { message } from '../../intake/support/product.ts';

/** What one alert came to. */
export interface Sent {
  readonly fingerprint: string;
  readonly status: number;
  readonly attempts: number;
}

/** A source, and everything that was answered with a success. */
export interface Source {
  /** Sends an alert again and again until it has a success; throws when that takes too long, or at an answer that no sender would repeat. */
  readonly post: (fingerprint: string) => Promise<Sent>;
  readonly taken: readonly Sent[];
  /** What else was answered, by status; 0 for connections that broke. */
  readonly refusals: ReadonlyMap<number, number>;
}

/** What a source sends to. */
export interface SourceOptions {
  /** Where the intake is; several are asked in turn. */
  readonly urls: readonly string[];
  readonly token: string;
  readonly namespace: string;
  readonly within?: number;
}

/** What is worth another attempt: the intake is away, has too much to do, or cannot store. */
const passing = (status: number): boolean => status === 0 || status === 429 || status >= 500;

/** Sources post JSON, one connection for each message, as after a restart of either side. */
export const createSource = ({ urls, token, namespace, within = 90_000 }: SourceOptions): Source => {
  const taken: Sent[] = [];
  const refusals = new Map<number, number>();
  const attempt = async (url: string, fingerprint: string): Promise<number> => {
    const signal = AbortSignal.timeout(10_000);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, connection: 'close' };
    const body = JSON.stringify(message([fingerprint]));
    try {
      const answer = await fetch(`${url}/v1/alertmanager?namespace=${namespace}`, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  };
  return {
    taken,
    refusals,
    post: async (fingerprint) => {
      const end = performance.now() + within;
      for (let attempts = 1; ; attempts += 1) {
        const status = await attempt(urls[attempts % urls.length] ?? '', fingerprint);
        if (status >= 200 && status < 300) {
          const sent = { fingerprint, status, attempts };
          taken.push(sent);
          return sent;
        }
        refusals.set(status, (refusals.get(status) ?? 0) + 1);
        if (!passing(status)) throw new Error(`The alert ${fingerprint} was refused with ${status}.`);
        if (performance.now() > end) throw new Error(`The alert ${fingerprint} was not taken within ${within} ms; last answer ${status}.`);
        await delay(100);
      }
    },
  };
};
