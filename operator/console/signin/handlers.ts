import type { Client } from '../../kube/client.ts';
import { hasCode } from '../../kube/errors.ts';
import type { Observer } from '../../kube/observer.ts';
import type { Asked, PageHandler } from '../asked.ts';
import type { Cookies } from '../cookies.ts';
import type { FormTokens } from '../form-token.ts';
import { ownPath } from '../origin.ts';
import type { Rate } from '../rate.ts';
import { crossSitePage, signInFailedPage, tooMuchPage } from '../refusals.ts';
import type { Seals } from '../seal.ts';
import type { Attempt, Issuer } from './issuer.ts';
import { longestSession, longestToken, type Sessions } from './session.ts';

/** What signing in needs. */
export interface SignInOptions {
  readonly issuer: Issuer;
  readonly seals: Seals;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly tokens: FormTokens;
  readonly rate: Rate;
  readonly clientOf: (token: string) => Client;
  readonly observer: Pick<Observer, 'log'>;
}

/** What the tokens of the form that signs out are for. */
export const signOutUse = 'sign-out';

const attemptCookie = 'sign-in';

/** How long somebody may be at the issuer (seconds), with a second factor that lies in another room. */
const attemptLifetime = 900;

type Kept = readonly [attempt: Attempt, next: string, until: number];

/** The pages by which people sign in and out. */
export const createSignInPages = (options: SignInOptions) => {
  const { issuer, seals, sessions, cookies, observer } = options;
  const forget = cookies.write(attemptCookie, '', 0);

  const keptIn = ({ cookies: header, now }: Asked): Kept | undefined => {
    const text = seals.open('sign-in', cookies.read(header, attemptCookie) ?? '');
    const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
    return kept === undefined || kept[2] < Date.parse(now) ? undefined : kept;
  };

  const failed = (asked: Asked, message: string, cause: string) => {
    observer.log('warn', message, { cause });
    return { ...signInFailedPage(asked), cookies: [forget] };
  };

  const begin: PageHandler = async (asked) => {
    const wait = options.rate(asked.sender);
    if (wait !== undefined) return tooMuchPage(asked, wait);
    const { url, attempt } = await issuer.begin();
    const kept: Kept = [attempt, ownPath(asked.query.get('next')), Date.parse(asked.now) + attemptLifetime * 1000];
    return {
      kind: 'redirect',
      to: url,
      cookies: [cookies.write(attemptCookie, seals.seal('sign-in', JSON.stringify(kept)), attemptLifetime)],
    };
  };

  /** The name is the API server's to give: the same one that stands in every entry and in its audit log. */
  const enter = async (asked: Asked, token: string, expires: number, next: string) => {
    if (token.length > longestToken)
      return failed(asked, 'Nobody can sign in with a token this large; name fewer groups in it.', 'TooLarge');
    try {
      const { username } = await options.clientOf(token).whoami();
      const session = { user: username, token, expires: Math.min(expires, Date.parse(asked.now) + longestSession) };
      return { kind: 'redirect', to: next, cookies: [forget, ...sessions.begin(session)] } as const;
    } catch (error) {
      if (!hasCode(error, 'Unauthorized')) throw error;
      return failed(asked, 'The API server does not accept the tokens of the issuer; see docs/how-to/console.md.', 'Unauthorized');
    }
  };

  const finish: PageHandler = async (asked) => {
    const kept = keptIn(asked);
    if (kept === undefined) return failed(asked, 'A sign-in came back that this browser had not begun, or too late.', 'state');
    const [attempt, next] = kept;
    try {
      const { token, expires } = await issuer.finish(`?${asked.query}`, attempt);
      return await enter(asked, token, expires, next);
    } catch (error) {
      if (hasCode(error, 'Unavailable', 'Timeout')) throw error;
      // Only the code is told: what an issuer says may hold what somebody typed (S6).
      const code = (error as { readonly code?: unknown }).code;
      return failed(asked, 'The issuer did not sign somebody in.', typeof code === 'string' ? code : 'unknown');
    }
  };

  const leave: PageHandler = async (asked) => {
    const { session } = asked;
    if (session === undefined) return { kind: 'redirect', to: '/report', cookies: sessions.end() };
    if (options.tokens.check(signOutUse, session.user, asked.form?.get('token') ?? '').kind !== 'good') return crossSitePage(asked);
    const to = await issuer.leave().catch(() => undefined);
    return { kind: 'redirect', to: to ?? '/report', cookies: sessions.end() };
  };

  return { begin, finish, leave };
};
