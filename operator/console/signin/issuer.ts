import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  ClientSecretBasic,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

/** How the console is known at the issuer. */
export interface IssuerOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Undefined for a public client. */
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  /** The origin by which browsers reach the console. */
  readonly origin: string;
}

/** What is kept, sealed, in the browser while somebody is at the issuer. */
export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The issuer, as far as signing in goes. Each call throws where the issuer does not answer, or answers what does not fit. */
export interface Issuer {
  /** Where the browser goes to sign in. */
  readonly begin: () => Promise<{ readonly url: string; readonly attempt: Attempt }>;
  /** The token that came of it, and when it ends (milliseconds since the epoch). `search` is the query with which the browser came back. */
  readonly finish: (search: string, attempt: Attempt) => Promise<{ readonly token: string; readonly expires: number }>;
  /** Where the browser goes to sign out; undefined where the issuer has no such place. */
  readonly leave: () => Promise<string | undefined>;
}

/** Where the issuer sends browsers back to. */
export const callbackPath = '/callback';

/**
 * Signs people in by OpenID Connect: the authorisation code with PKCE, state and nonce (RFC 9700). The issuer is asked what it offers
 * when somebody signs in for the first time, so that an issuer that is away keeps nothing from starting.
 */
export const createIssuer = ({ issuer, clientId, clientSecret, scopes, origin }: IssuerOptions): Issuer => {
  const authentication = clientSecret === undefined ? None() : ClientSecretBasic(clientSecret);
  let known: Promise<Configuration> | undefined;
  const configuration = (): Promise<Configuration> => {
    // What failed is asked again by the next one who signs in.
    known ??= discovery(issuer, clientId, undefined, authentication, { timeout: 8 }).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const callback = `${origin}${callbackPath}`;
  return {
    begin: async () => {
      const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: scopes,
        code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      });
      return { url: url.href, attempt };
    },
    finish: async (search, { state, nonce, verifier }) => {
      const tokens = await authorizationCodeGrant(await configuration(), new URL(`${callback}${search}`), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (tokens.id_token === undefined || claims === undefined) throw new TypeError('The issuer sent no ID token.');
      return { token: tokens.id_token, expires: claims.exp * 1000 };
    },
    leave: async () => {
      const found = await configuration();
      if (found.serverMetadata().end_session_endpoint === undefined) return undefined;
      // The token itself, which would say whom to sign out, is a key to the register: it goes into no address.
      return buildEndSessionUrl(found, { post_logout_redirect_uri: `${origin}/report` }).href;
    },
  };
};
