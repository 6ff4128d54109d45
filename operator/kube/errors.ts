/**
 * Why a request did not succeed. The code decides what follows; nothing else about an error may.
 * - `Invalid`, `BadRequest`, `TooLarge`: the same request can never succeed, so it is never repeated as it is.
 * - `Conflict`, `Gone`: what we knew is too old; read again.
 * - `AlreadyExists`: for our deterministic names, a success.
 * - `Forbidden`, `Unauthorized`, `NamespaceTerminating`: somebody has to change something; retried slowly.
 * - `TooManyRequests`, `Unavailable`, `Timeout`: retried with backoff, not before `retryAfter`.
 */
export type KubeErrorCode =
  | 'NotFound'
  | 'Conflict'
  | 'AlreadyExists'
  | 'Invalid'
  | 'BadRequest'
  | 'TooLarge'
  | 'Forbidden'
  | 'NamespaceTerminating'
  | 'Unauthorized'
  | 'TooManyRequests'
  | 'Gone'
  | 'VersionAhead'
  | 'Unavailable'
  | 'Timeout'
  | 'Aborted';

/** What an error says beside its code. */
export interface KubeErrorDetails {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Milliseconds which the server asks us to wait. */
  readonly retryAfter?: number;
  /** Paths of the refused fields, never their values. */
  readonly fields?: readonly string[];
  /** What the server said to the person in whose name it was asked. */
  readonly said?: string;
}

/**
 * A failed request. The message is made of verb, kind, code and field paths only: what the server says may quote the object,
 * and what undici says may hold headers, so neither is ever passed on (S6).
 */
export class KubeError extends Error {
  readonly code: KubeErrorCode;
  readonly status: number;
  readonly retryAfter: number;
  readonly fields: readonly string[];
  readonly said: string;
  constructor(code: KubeErrorCode, request: string, details: KubeErrorDetails) {
    const fields = details.fields ?? [];
    const where = fields.length > 0 ? ` at ${fields.slice(0, 8).join(', ')}` : '';
    super(`${request}: ${code}${details.status > 0 ? ` (HTTP ${details.status})` : ''}${where}`);
    this.name = 'KubeError';
    this.code = code;
    this.status = details.status;
    this.retryAfter = details.retryAfter ?? 0;
    this.fields = fields;
    this.said = details.said ?? '';
    // Whoever prints a whole error must not print what the server said.
    Object.defineProperty(this, 'said', { enumerable: false });
  }
}

/** Whether an error is one of the given codes. */
export const hasCode = (error: unknown, ...codes: readonly KubeErrorCode[]): error is KubeError =>
  error instanceof KubeError && codes.includes(error.code);

/** What is read, or undefined where it is not there. Throws every other refusal. */
export const ifThere = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'NotFound')) return undefined;
    throw error;
  }
};

/** Whether repeating the same request can never help: the object, not the moment, is at fault. */
export const isTerminal = (error: unknown): boolean => hasCode(error, 'Invalid', 'BadRequest', 'TooLarge');

interface StatusBody {
  readonly reason?: string;
  readonly message?: string;
  readonly code?: number;
  readonly details?: {
    readonly retryAfterSeconds?: number;
    readonly causes?: readonly { readonly reason?: string; readonly field?: string }[];
  };
}

const tooLarge = /request is too large|larger than max|Request entity too large/;

const codeByStatus: Readonly<Record<number, KubeErrorCode>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  408: 'Timeout',
  409: 'Conflict',
  410: 'Gone',
  413: 'TooLarge',
  415: 'BadRequest',
  422: 'Invalid',
  429: 'TooManyRequests',
  504: 'Timeout',
};

/** What stands between us and the API server may answer with anything: a value that is no text is none. */
const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

type Cause = NonNullable<NonNullable<StatusBody['details']>['causes']>[number];

const causesOf = ({ details }: StatusBody): readonly Cause[] => {
  const causes: unknown = details?.causes;
  return Array.isArray(causes) ? causes.filter((cause) => typeof cause === 'object' && cause !== null) : [];
};

const codeOf = (status: number, body: StatusBody): KubeErrorCode => {
  const causes = causesOf(body);
  if (causes.some((cause) => cause.reason === 'NamespaceTerminating')) return 'NamespaceTerminating';
  // A version from the future means that etcd was put back to an earlier state; only a new list gets out of that.
  if (causes.some((cause) => cause.reason === 'ResourceVersionTooLarge')) return 'VersionAhead';
  if (body.reason === 'AlreadyExists') return 'AlreadyExists';
  if (body.reason === 'Expired') return 'Gone';
  // A 500 with this text never succeeds, however often it is sent; the text is all that tells it from other 500s.
  if (status >= 500 && tooLarge.test(textIn(body.message))) return 'TooLarge';
  return codeByStatus[status] ?? (status >= 500 ? 'Unavailable' : 'BadRequest');
};

// Keys in brackets are content (label keys, entry ids), so only the path around them is kept.
const fieldsOf = (body: StatusBody): string[] => {
  const fields = causesOf(body).map((cause) => textIn(cause.field).replace(/\[[^\]]*\]/g, '[]'));
  return [...new Set(fields.filter((field) => field !== '' && field !== '<nil>'))];
};

const parsed = (text: string): StatusBody => {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    // A 429 under load and most proxies answer in plain text.
    return { message: text.slice(0, 512) };
  }
};

/**
 * The error for an HTTP answer: `request` names verb and kind, `text` is the body, `retryAfterHeader` in seconds as received; `forPerson`
 * keeps what the server said, for the person who asked.
 */
export const errorFromResponse = (request: string, status: number, text: string, retryAfterHeader?: string, forPerson = false): KubeError =>
  errorFromStatus(request, status, parsed(text), retryAfterHeader, forPerson);

/** The error for a `Status` object, as a watch delivers it inside an ERROR event under HTTP 200. */
export const errorFromStatus = (
  request: string,
  status: number,
  body: StatusBody,
  retryAfterHeader?: string,
  forPerson = false,
): KubeError => {
  const asked: unknown = retryAfterHeader ?? body.details?.retryAfterSeconds;
  const seconds = typeof asked === 'string' || typeof asked === 'number' ? Number(asked) : 0;
  return new KubeError(codeOf(status, body), request, {
    status,
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 600) * 1000 : 0,
    fields: fieldsOf(body),
    ...(forPerson && body.message !== undefined && { said: textIn(body.message).slice(0, 2_048) }),
  });
};
