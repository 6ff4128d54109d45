import type { IncomingMessage } from 'node:http';
import { type Body, createBodies } from '../inbound/body.ts';
import { type Answer, later, refusal } from './answer.ts';

/** The largest body (bytes): a message of a thousand alerts; the API server would not store much more in one object either. */
const bodyLimit = 1024 * 1024;

/** Bodies of the intake; beyond sixteen megabytes at a time, callers come again. */
export const createIntakeBodies = () => createBodies({ most: bodyLimit, within: 10_000, room: 16 * 1024 * 1024 });

const tooLarge = (): Answer => refusal(413, `The body is larger than ${bodyLimit} bytes; send fewer alerts at a time.`);

/** What a caller is told whose body was not read to its end. */
export const answerForBody = ({ why }: Extract<Body, { ok: false }>): Answer => {
  switch (why) {
    case 'TooLarge':
      return tooLarge();
    case 'Full':
      return later(503, 'Too much is being received at the moment; send it again.', 2);
    case 'Late':
      return refusal(408, 'The body did not arrive in time.');
  }
};

/** What the headers say against a body, before a byte of it is read; undefined if nothing (D1). */
export const refusedUnread = (request: IncomingMessage): Answer | undefined => {
  const { 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  // A compressed body can be a thousand times larger than it looks, and nobody who sends alerts needs one.
  if (encoding !== 'identity') return refusal(415, 'Compressed bodies are not taken; send it as it is.');
  if (length !== undefined && Number(length) > bodyLimit) return tooLarge();
  return undefined;
};
