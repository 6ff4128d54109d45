import type { ServerResponse } from 'node:http';
import type { Answer } from './asked.ts';

/** What goes out: a status, headers and a body. */
export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** How pages are sent from here. */
export interface RespondOptions {
  /** Whether browsers reach the console over HTTPS. */
  readonly secure: boolean;
  /** The origin of the issuer, to which signing out leads. */
  readonly issuer: string | undefined;
}

/**
 * Nothing but our own style sheet is loaded into a page, no script runs, no other page may hold it in a frame, and forms go nowhere
 * else. `same-origin` keeps the links of reporters out of other sites' logs, and keeps the `Origin` that forms are judged by.
 */
const guards = ({ secure, issuer }: RespondOptions): Readonly<Record<string, string>> => ({
  'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self'${issuer === undefined ? '' : ` ${issuer}`}; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
  ...(secure && { 'strict-transport-security': 'max-age=31536000' }),
});

/** Makes of an answer what goes out; `render` makes the text of a page. */
export const createOutgoing = (options: RespondOptions) => {
  const always = guards(options);
  return (answer: Exclude<Answer, { kind: 'missing' }>, render: (page: Extract<Answer, { kind: 'page' }>) => string): Outgoing => {
    switch (answer.kind) {
      case 'redirect':
        return { status: 303, headers: { ...always, location: answer.to, ...cookiesOf(answer.cookies) }, body: '' };
      case 'document':
        return {
          status: 200,
          headers: {
            ...always,
            'content-type': answer.type,
            ...(answer.policy !== undefined && { 'content-security-policy': answer.policy }),
            ...(answer.file !== undefined && { 'content-disposition': `attachment; filename="${answer.file}"` }),
          },
          body: answer.body,
        };
      case 'page':
        return {
          status: answer.status,
          headers: { ...always, 'content-type': 'text/html; charset=utf-8', ...answer.headers, ...cookiesOf(answer.cookies) },
          body: render(answer),
        };
    }
  };
};

const cookiesOf = (cookies: readonly string[] | undefined): Readonly<Record<string, readonly string[]>> =>
  cookies === undefined || cookies.length === 0 ? {} : { 'set-cookie': cookies };

/** Sends it, and closes the connection where it cannot be used again. */
export const send = (response: ServerResponse, { status, headers, body }: Outgoing, keep: boolean): void => {
  if (response.headersSent || response.destroyed) return;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!keep) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-length': bytes.byteLength }).end(bytes);
};
