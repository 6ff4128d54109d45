// A real OpenID provider on this machine, with the people of the samples: whoever knows a name is that person.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Trust } from './trust.ts';

/** A running provider. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stop: () => Promise<void>;
}

/** As much of `oidc-provider` as is used here; it has no types of its own. */
interface Provided {
  readonly callback: () => (request: IncomingMessage, response: ServerResponse) => void;
  readonly Grant: new (of: {
    readonly clientId: string;
    readonly accountId: string;
  }) => { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
}

interface Context {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
}

type ProviderClass = new (issuer: string, configuration: object) => Provided;

const signingKey = (): object => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: 'test',
  alg: 'RS256',
  use: 'sig',
});

/** Starts it on a port of its own. Its pages ask for a name only; consent is given beforehand, as within a house. */
export const startProvider = async (trust: Trust, consoleUrl: string): Promise<OpenIdProvider> => {
  const { default: Provider } = (await import(createRequire(import.meta.url).resolve('oidc-provider'))) as {
    readonly default: ProviderClass;
  };
  const server = createServer({ cert: readFileSync(trust.cert), key: readFileSync(trust.key) });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['meldpunt', 'a-password-of-the-test'];
  const provider: Provided = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${consoleUrl}/callback`],
        post_logout_redirect_uris: [`${consoleUrl}/report`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: ['only for this test'] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'groups'] },
    ttl: { IdToken: 3600, AccessToken: 3600, AuthorizationCode: 60, Session: 3600, Grant: 3600, Interaction: 600 },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, groups: ['staff'] }) }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  server.on('request', provider.callback());
  return {
    issuer,
    clientId,
    clientSecret,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

/** The flags by which an API server trusts the provider: a user's name is the subject, as it stands. */
export const oidcFlags = ({ issuer, clientId }: OpenIdProvider, trust: Trust): readonly string[] => [
  `--oidc-issuer-url=${issuer}`,
  `--oidc-client-id=${clientId}`,
  `--oidc-ca-file=${trust.ca}`,
  '--oidc-username-claim=sub',
  '--oidc-username-prefix=-',
  '--oidc-groups-claim=groups',
  '--oidc-groups-prefix=oidc:',
];
