// The product with its console: HTTPS with a certificate of its own authority, as a cluster would have it.
import { writeFileSync } from 'node:fs';
import { freePort } from '../../cluster/ports.ts';
import type { Operator } from '../../e2e/support/operator.ts';
import { type Product, startProduct } from '../../e2e/support/product.ts';
import { until } from '../../kube/lab.ts';
import { type OpenIdProvider, oidcFlags, startProvider } from './provider.ts';
import type { Trust } from './trust.ts';

/** A product of which the console serves pages. */
export interface ConsoleProduct extends Product {
  readonly url: string;
  readonly running: Operator;
}

/** The settings of a console at a port of this machine. */
export const consoleSettings = (trust: Trust, port: number): Readonly<Record<string, string>> => ({
  MELDPUNT_CONSOLE_ADDR: `127.0.0.1:${port}`,
  MELDPUNT_CONSOLE_URL: `https://localhost:${port}`,
  MELDPUNT_CONSOLE_TLS_CERT: trust.cert,
  MELDPUNT_CONSOLE_TLS_KEY: trust.key,
  MELDPUNT_CONSOLE_KEY: trust.seal,
  MELDPUNT_CONSOLE_REPORTS_PER_MINUTE: '1000',
});

/** A product at which people sign in. */
export interface SignedProduct extends ConsoleProduct {
  readonly provider: OpenIdProvider;
}

/** Starts a provider, an API server that trusts it, and a console at which people sign in there; `more` are further settings. */
export const startSignedProduct = async (trust: Trust, more: Readonly<Record<string, string>> = {}): Promise<SignedProduct> => {
  const port = await freePort();
  const provider = await startProvider(trust, `https://localhost:${port}`);
  try {
    writeFileSync(trust.secret, provider.clientSecret, { mode: 0o600 });
    const settings = {
      ...consoleSettings(trust, port),
      MELDPUNT_CONSOLE_OIDC_ISSUER: provider.issuer,
      MELDPUNT_CONSOLE_OIDC_CLIENT_ID: provider.clientId,
      MELDPUNT_CONSOLE_OIDC_CLIENT_SECRET: trust.secret,
      NODE_EXTRA_CA_CERTS: trust.ca,
      ...more,
    };
    const product = await startConsoleProduct(trust, settings, { apiServerFlags: oidcFlags(provider, trust) });
    const stop = async (): Promise<void> => {
      await product.stop();
      await provider.stop();
    };
    return { ...product, provider, stop };
  } catch (error) {
    await provider.stop();
    throw error;
  }
};

/** Starts the product and waits until pages are served. `settings` are those beside the usual ones. */
export const startConsoleProduct = async (
  trust: Trust,
  settings: Readonly<Record<string, string>> = {},
  options: Parameters<typeof startProduct>[0] = {},
): Promise<ConsoleProduct> => {
  const product = await startProduct(options);
  try {
    const running = product.operator({ ...consoleSettings(trust, await freePort()), ...settings });
    await running.leads();
    await until('the console serves pages', () => running.log().includes('"message":"The console serves pages."'));
    const port = /"console":"https:\/\/127\.0\.0\.1:(\d+)"/.exec(running.log())?.[1];
    return { ...product, running, url: `https://localhost:${port}` };
  } catch (error) {
    await product.stop();
    throw error;
  }
};
