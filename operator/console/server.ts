import type { Incident, IncidentPolicy, ReportingRegime } from '../api/types.gen.ts';
import { createBodies } from '../inbound/body.ts';
import { type Listener, startListener } from '../inbound/listener.ts';
import type { TlsFiles } from '../inbound/tls.ts';
import type { Cache } from '../kube/cache.ts';
import type { Client } from '../kube/client.ts';
import type { Observer } from '../kube/observer.ts';
import { createAgenda } from './agenda.ts';
import { createCookies } from './cookies.ts';
import { createFormTokens } from './form-token.ts';
import { createHandler, type Route } from './handle.ts';
import { consoleRoutes } from './pages/handlers.ts';
import { createRate } from './rate.ts';
import { noSignInPage } from './refusals.ts';
import { createReportPages } from './report/handlers.ts';
import { createReportStore } from './report/store.ts';
import type { Seals } from './seal.ts';
import { createSignInPages } from './signin/handlers.ts';
import { createIssuer, type IssuerOptions } from './signin/issuer.ts';
import { createSessions } from './signin/session.ts';

/** What the console is started with. */
export interface ConsoleOptions {
  readonly address: { readonly host: string; readonly port: number };
  /** Undefined on loopback addresses only. */
  readonly tls: TlsFiles | undefined;
  /** The origin by which browsers reach it. */
  readonly origin: string;
  /** What it seals sessions and links with. */
  readonly seals: Seals;
  /** Where reports go. */
  readonly namespace: string;
  readonly proxies: number;
  readonly reportsPerMinute: number;
  /** The operator's own client, for what nobody signed. */
  readonly client: Client;
  /** How people sign in; undefined where nobody does. */
  readonly oidc: Omit<IssuerOptions, 'origin'> | undefined;
  /** The namespaces of which incidents are listed. */
  readonly namespaces: readonly string[];
  /** A client that acts as the bearer of a token, and as nobody else. */
  readonly clientOf: (token: string) => Client;
  readonly policy: () => IncidentPolicy | undefined;
  readonly regimes: () => Iterable<ReportingRegime>;
  /** What the operator's own watch holds, of which lists take their order. */
  readonly incidents: Pick<Cache<Incident>, 'values' | 'subscribe' | 'synced'>;
  readonly observer: Pick<Observer, 'log'>;
}

/** People keep a connection or two open; ten thousand idle ones are somebody else's. */
const mostConnections = 1_024;

/** A form with every field full of letters that take three bytes each. */
const bodies = { most: 256 * 1024, within: 10_000, room: 16 * 1024 * 1024 } as const;

/** So many sign-ins a minute begin from one address; a whole office may have one. */
const signInsPerMinute = 600;

const partsOf = (options: ConsoleOptions) => {
  const { seals, namespace, namespaces, origin, clientOf, regimes, oidc, observer } = options;
  const tokens = createFormTokens(seals, Date.now);
  const cookies = createCookies(origin.startsWith('https:'));
  const sessions = createSessions(seals, cookies, Date.now);
  const ticks = (): number => performance.now();
  const report = createReportPages({
    store: createReportStore(options.client),
    seals,
    tokens,
    rate: createRate(options.reportsPerMinute, ticks),
    namespace,
    origin,
    signIn: oidc !== undefined,
    clientOf,
    regimes,
  });
  const rate = createRate(signInsPerMinute, ticks);
  const signIn =
    oidc && createSignInPages({ issuer: createIssuer({ ...oidc, origin }), seals, sessions, cookies, tokens, rate, clientOf, observer });
  const front: Route['handle'] = async ({ session }) => ({ kind: 'redirect', to: session === undefined ? '/report' : '/incidents' });
  const routes: readonly Route[] = [
    { method: 'GET', path: /^\/$/, handle: front },
    { method: 'GET', path: /^\/report$/, handle: report.open },
    { method: 'POST', path: /^\/report$/, handle: report.send },
    { method: 'GET', path: /^\/report\/([\w-]{40,400})$/, handle: report.status },
    ...(signIn === undefined
      ? [{ method: 'GET', path: /^\/sign-in$/, handle: async (asked) => noSignInPage(asked) } satisfies Route]
      : ([
          { method: 'GET', path: /^\/sign-in$/, handle: signIn.begin },
          { method: 'GET', path: /^\/callback$/, handle: signIn.finish },
          { method: 'POST', path: /^\/sign-out$/, handle: signIn.leave },
          ...consoleRoutes({ namespaces, clientOf, tokens, seals, regimes, agenda: createAgenda(options.incidents) }),
        ] as const satisfies readonly Route[])),
  ];
  return { routes, tokens, cookies, sessions };
};

/** Starts the console; a port that is taken is tried again. */
export const startConsole = (options: ConsoleOptions): Listener => {
  const { address, tls, observer, origin, oidc } = options;
  const { routes, tokens, cookies, sessions } = partsOf(options);
  const told = { listening: 'The console serves pages.', waiting: 'The console serves no pages.' };
  return startListener({ address, tls, name: 'console', told, observer, mostConnections }, (connections, draining) =>
    createHandler(
      {
        routes,
        origin,
        proxies: options.proxies,
        issuer: oidc?.issuer.origin,
        cookies,
        tokens,
        sessionOf: oidc === undefined ? () => undefined : sessions.read,
        policy: options.policy,
        withBody: createBodies(bodies),
        draining,
      },
      connections,
    ),
  );
};
