import type { IncomingHttpHeaders } from 'node:http';
import { isSigned, isTimely, type Signed } from '../outbound/signature.ts';
import { type Answer, later, refusal, unauthenticated } from './answer.ts';
import type { Identities } from './identity.ts';
import type { Replays } from './replays.ts';
import type { SecretsOf } from './sources.ts';

/** A caller who may send a body: known already, or to be known by the body's signature. */
export type Admitted =
  | { readonly kind: 'bearer'; readonly caller: string; readonly token: string }
  | { readonly kind: 'signed'; readonly caller: string; readonly signed: Signed; readonly secrets: readonly Buffer[] };

/** What came of looking at the headers. */
export type AtTheDoor = { readonly ok: true; readonly admitted: Admitted } | { readonly ok: false; readonly answer: Answer };

/** How callers are known. */
export interface AdmissionOptions {
  readonly identities: Identities;
  readonly secretsOf: SecretsOf;
  readonly replays: Replays;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
}

const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');

const signedBy = (headers: IncomingHttpHeaders): Signed => ({
  id: one(headers['webhook-id']),
  timestamp: one(headers['webhook-timestamp']),
  signatures: one(headers['webhook-signature']),
});

const needed =
  'Say who you are: a bearer token of a Kubernetes identity that may create incidents, or the signature of a source (webhook-id, webhook-timestamp, webhook-signature, and source in the query).';

const wrongSignature = 'The signature is missing, wrong or too old, or there is no such source for this namespace.';

/**
 * Looks at the headers, before a byte of the body is read (D1): who cannot be known is sent away here. A signature can only be
 * checked over the body, so its time and its source are checked first.
 */
export const admit = async (
  { identities, secretsOf, wallClock }: AdmissionOptions,
  headers: IncomingHttpHeaders,
  namespace: string,
  source: string,
): Promise<AtTheDoor> => {
  const bearer = /^bearer +([\x21-\x7e]{1,8192})$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const admission = await identities.admit(bearer, namespace);
    return admission.ok ? { ok: true, admitted: { kind: 'bearer', caller: admission.caller, token: bearer } } : admission;
  }
  if (headers['webhook-signature'] === undefined) return { ok: false, answer: unauthenticated(needed) };
  const signed = signedBy(headers);
  const secrets = isTimely(signed, wallClock() / 1000) ? await secretsOf(namespace, source) : [];
  if (secrets.length === 0) return { ok: false, answer: unauthenticated(wrongSignature) };
  return { ok: true, admitted: { kind: 'signed', caller: `intake:${source}`, signed, secrets } };
};

/** Whether a body may be taken in: where it may not, the answer. */
export const checkBody = (
  { replays }: Pick<AdmissionOptions, 'replays'>,
  admitted: Admitted,
  namespace: string,
  body: Buffer,
): Answer | undefined => {
  if (admitted.kind === 'bearer') return undefined;
  if (!isSigned(admitted.secrets, admitted.signed, body)) return unauthenticated(wrongSignature);
  switch (replays.begin(`${namespace}/${admitted.caller}`, admitted.signed)) {
    case 'fresh':
      return undefined;
    case 'replayed':
      return unauthenticated('This message was received before; a message is sent again with a time and signature of its own.');
    case 'delivered':
      return { status: 200, body: { namespace, results: [{ kind: 'received before' }] } };
    case 'under way':
      return later(503, 'This message is being stored at the moment; ask again.');
  }
};

/** Says how a signed message ended, so that it may come again when it was not stored. */
export const settleBody = ({ replays }: Pick<AdmissionOptions, 'replays'>, admitted: Admitted, namespace: string, answer: Answer): void => {
  if (admitted.kind === 'signed') replays.end(`${namespace}/${admitted.caller}`, admitted.signed, answer.status < 300);
};

/** The name of a delivery, as its sender gave it; empty where it has none. */
export const keyOf = (admitted: Admitted, headers: IncomingHttpHeaders): string =>
  (admitted.kind === 'signed' ? admitted.signed.id : one(headers['idempotency-key'])).slice(0, 256);

/** The refusal of a namespace that is no name; undefined if it is one. */
export const badNamespace = (namespace: string): Answer | undefined =>
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace)
    ? undefined
    : refusal(400, 'The query has to name the namespace of the incidents: ?namespace=NAME.', [
        { path: 'namespace', message: 'has to be the name of a namespace' },
      ]);
