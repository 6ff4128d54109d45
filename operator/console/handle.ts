import type { IncomingMessage, ServerResponse } from 'node:http';
import { utc } from '../api/time.ts';
import type { IncidentPolicy } from '../api/types.gen.ts';
import type { WithBody } from '../inbound/body.ts';
import type { Connections } from '../inbound/connections.ts';
import type { Handler } from '../inbound/listener.ts';
import type { Answer, Asked, Page, PageHandler, Session } from './asked.ts';
import type { Cookies } from './cookies.ts';
import type { FormTokens } from './form-token.ts';
import { languageOf } from './language.ts';
import { renderPage } from './layout.ts';
import { isCrossSite } from './origin.ts';
import { senderOf } from './rate.ts';
import { crossSitePage, failurePage, missingPage, signInFirstPage, tooLargePage } from './refusals.ts';
import { createOutgoing, type Outgoing, send } from './respond.ts';
import { signOutUse } from './signin/handlers.ts';
import { style, stylePath } from './style.ts';
import { wordsIn } from './words/catalogue.ts';

/** One page: where it is, and who may open it. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** The whole path; what its groups find is given to the page. */
  readonly path: RegExp;
  readonly handle: PageHandler;
  /** Left out, everybody; else somebody who is signed in, and the role that whoever may use it has. */
  readonly role?: string;
}

/** What a request is handled with. */
export interface HandlerOptions {
  readonly routes: readonly Route[];
  readonly origin: string;
  readonly proxies: number;
  /** The origin of the issuer; undefined where nobody signs in. */
  readonly issuer: string | undefined;
  readonly cookies: Cookies;
  readonly tokens: FormTokens;
  readonly sessionOf: (cookies: string | undefined) => Session | undefined;
  readonly policy: () => IncidentPolicy | undefined;
  readonly withBody: WithBody;
  readonly draining: () => boolean;
}

/** Of a path, each part as it was before it was put into a URL; undefined for what cannot be read. */
const partsOf = (found: RegExpExecArray): readonly string[] | undefined => {
  try {
    return found.slice(1).map((part) => decodeURIComponent(part ?? ''));
  } catch {
    return undefined;
  }
};

const languageCookie = 'language';

/** Everything about a request but its body. */
const askedOf = (options: HandlerOptions, request: IncomingMessage, url: URL): Asked => {
  const { cookie, 'accept-language': accepted, 'x-forwarded-for': forwarded } = request.headers;
  const policy = options.policy();
  const chosen = options.cookies.read(cookie, languageCookie);
  const language = languageOf(url.searchParams.get('lang'), chosen, accepted, policy?.spec.languages);
  url.searchParams.delete('lang');
  return {
    path: url.pathname,
    query: url.searchParams,
    form: undefined,
    language,
    words: wordsIn(language),
    session: options.sessionOf(cookie),
    sender: senderOf(request.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, options.proxies),
    cookies: cookie,
    policy,
    now: utc(Date.now()),
  };
};

const isForm = ({ headers }: IncomingMessage): boolean =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded' &&
  (headers['content-encoding'] ?? 'identity') === 'identity';

/** Runs a page; whatever it throws becomes a page too. */
const run = async (route: Route, asked: Asked, parts: readonly string[]): Promise<Answer> => {
  if (route.role !== undefined && asked.session === undefined) return signInFirstPage(asked);
  try {
    return await route.handle(asked, parts);
  } catch (error) {
    return failurePage(asked, error, route.role);
  }
};

/** What is answered, and whether the connection can be used again: it cannot when a body was left unread. */
interface Handled {
  readonly answer: Answer;
  readonly asked: Asked;
  readonly read: boolean;
}

/** Makes the handler of requests. The order is that of cost: the path, where a form comes from, its body, the page. */
export const createHandler = (options: HandlerOptions, connections: Connections): Handler => {
  const outgoing = createOutgoing({ secure: options.origin.startsWith('https:'), issuer: options.issuer });

  const post = async (request: IncomingMessage, route: Route, asked: Asked, parts: readonly string[]): Promise<Handled> => {
    if (isCrossSite(request.headers, options.origin)) return { answer: crossSitePage(asked), asked, read: false };
    if (!isForm(request)) return { answer: missingPage(asked), asked, read: false };
    return options.withBody(request, async (body) => {
      if (!body.ok) return { answer: tooLargePage(asked), asked, read: false };
      const filled = { ...asked, form: new URLSearchParams(body.bytes.toString('utf8')) };
      const release = connections.hold(request);
      try {
        return { answer: await run(route, filled, parts), asked: filled, read: true };
      } finally {
        release();
      }
    });
  };

  const handle = async (request: IncomingMessage, url: URL): Promise<Handled> => {
    const asked = askedOf(options, request, url);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    for (const route of options.routes) {
      const found = route.method === method ? route.path.exec(url.pathname) : null;
      const parts = found && partsOf(found);
      if (!parts) continue;
      if (method === 'POST') return post(request, route, asked, parts);
      return { answer: await run(route, asked, parts), asked, read: true };
    }
    return { answer: { kind: 'missing' }, asked, read: request.method === 'GET' };
  };

  /** The language that somebody chose is kept, so that the pages after it are in it too. */
  const chosenLanguage = (request: IncomingMessage, asked: Asked): readonly string[] =>
    /[?&]lang=/.test(request.url ?? '') ? [options.cookies.write(languageCookie, asked.language, 31_536_000)] : [];

  const outgoingFor = ({ answer, asked }: Handled, request: IncomingMessage): Outgoing => {
    const whole = answer.kind === 'missing' ? missingPage(asked) : answer;
    const kept: Exclude<Answer, { kind: 'missing' }> =
      whole.kind === 'page' ? { ...whole, cookies: [...(whole.cookies ?? []), ...chosenLanguage(request, asked)] } : whole;
    const signOutToken = asked.session && options.tokens.issue(signOutUse, asked.session.user);
    const render = (page: Page): string => renderPage(page, asked, { signIn: options.issuer !== undefined, signOutToken });
    return outgoing(kept, render);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '', options.origin);
    const asset = url === null ? undefined : assetFor(url.pathname);
    if (url === null || asset !== undefined) {
      send(response, asset ?? { status: 400, headers: {}, body: '' }, !options.draining());
      return;
    }
    if (request.headers.expect !== undefined) response.writeContinue();
    const handled = await handle(request, url);
    const sent = outgoingFor(handled, request);
    send(response, sent, handled.read && !options.draining());
  };
};

const assetFor = (path: string): Outgoing | undefined => {
  if (path === stylePath) {
    const headers = {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    };
    return { status: 200, headers, body: style };
  }
  if (path === '/healthz') return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'ok\n' };
  return path === '/favicon.ico' ? { status: 204, headers: { 'cache-control': 'public, max-age=86400' }, body: '' } : undefined;
};
