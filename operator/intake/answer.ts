import type { Problem } from '../api/validate.ts';
import { KubeError } from '../kube/errors.ts';

/** What a caller is told: a status, a body of JSON, and headers besides those that every answer has. */
export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: a sentence for the person who reads it, and the fields that have to change. */
export const refusal = (status: number, error: string, problems: readonly Problem[] = []): Answer => ({
  status,
  body: problems.length === 0 ? { error } : { error, problems },
});

/** A refusal for the moment: the same request succeeds later, in so many seconds at the earliest. */
export const later = (status: 429 | 503, error: string, seconds = 1): Answer => ({
  status,
  body: { error },
  headers: { 'retry-after': String(seconds) },
});

/** Nobody is known by what the request carries (S1). */
export const unauthenticated = (error: string): Answer => ({ status: 401, body: { error }, headers: { 'www-authenticate': 'Bearer' } });

/** The body is not what its path takes. */
export const malformed = (problems: readonly Problem[]): Answer =>
  refusal(400, 'The body is not what is taken here; nothing was stored.', problems);

const seconds = (error: KubeError): number => Math.max(1, Math.ceil(error.retryAfter / 1000));

/**
 * What a failure of the API server means for the caller. Nothing was stored, or it is not known to be; whoever sends it again
 * creates no second incident. Never says what the server said: that may quote the object (S6).
 */
export const answerFor = (error: unknown, namespace: string): Answer => {
  if (!(error instanceof KubeError)) return later(503, 'The report could not be stored because of a fault; send it again.', 10);
  switch (error.code) {
    case 'NotFound':
      return refusal(404, `There is no namespace ${namespace}.`);
    case 'NamespaceTerminating':
      return refusal(409, `The namespace ${namespace} is being deleted; reports go to another one.`);
    case 'Invalid':
    case 'BadRequest':
    case 'TooLarge': {
      const problems = error.fields.map((path) => ({ path, message: 'was refused by the API server' }));
      return refusal(422, 'The API server refuses the incident that would follow from this; nothing was stored.', problems);
    }
    case 'Forbidden':
      return later(503, 'The operator may not write this incident; its administrator has to look at its role. Send it again.', 30);
    default:
      return later(503, 'The API server does not take it at the moment; send it again.', seconds(error));
  }
};
