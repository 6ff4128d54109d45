// node scripts/chart-pages.ts [--check]: writes what of the chart follows from other files (its README, and the names that its schema
// knows), or tells what is stale.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { settings } from '../operator/settings.ts';
import { keepCurrent } from './generated.ts';
import { root } from './process.ts';

const chart = 'charts/meldpunt';
const read = (path: string): string => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');

/** What values of their own decide, with the account and the address that probes and policies rely on. */
const decidedByValues =
  /^MELDPUNT_(?:METRICS_ADDR|NAMESPACES?|CHANNEL_SECRETS|SERVICE_ACCOUNT|CHECKPOINT_(?:KEY|ORIGIN)|INTAKE_(?:ADDR|TLS_CERT|TLS_KEY|AUDIENCE|SECRETS)|CONSOLE_(?:ADDR|URL|TLS_CERT|TLS_KEY|KEY|NAMESPACE|OIDC_ISSUER|OIDC_CLIENT_ID|OIDC_CLIENT_SECRET))$/;

/** The settings that are given by their own names under `settings`. */
export const freeSettings = (): string[] =>
  Object.values(settings)
    .map(({ name }) => name)
    .filter((name) => !decidedByValues.test(name))
    .toSorted();

interface Schema {
  readonly properties: Readonly<Record<string, Schema & { propertyNames?: { enum: string[] }; items?: { enum?: string[] } }>>;
}

/** The schema of the values with the names of settings and of regimes as they are now. Pure but for the text it is given. */
export const schemaWith = (text: string, names: readonly string[], regimes: readonly string[]): string => {
  const schema = JSON.parse(text) as Schema;
  const known = schema.properties['settings']?.propertyNames;
  const laws = schema.properties['regimes']?.properties['install']?.items;
  if (known === undefined || laws === undefined) throw new Error(`${chart}/values.schema.json has lost settings or regimes.install.`);
  known.enum = [...names];
  laws.enum = [...regimes];
  return `${JSON.stringify(schema, null, 2)}\n`;
};

/** A value of the chart: its path, its default and what it means. */
export interface Value {
  readonly path: string;
  readonly fallback: string;
  readonly meaning: string;
}

/**
 * The values in the order of the file, each with the comment `# -- ...` above it. Throws for a value without one: what nobody
 * explains, nobody can set. Pure.
 */
export const valuesIn = (text: string): readonly Value[] => {
  const whole = load(text) as unknown;
  const values: Value[] = [];
  const above: string[] = [];
  let meaning: string | undefined;
  for (const line of text.split('\n')) {
    meaning = /^\s*# -- (.*)$/.exec(line)?.[1] ?? meaning;
    const [, indent = '', key, rest] = /^( *)([A-Za-z]+):(.*)$/.exec(line) ?? [];
    if (key === undefined) continue;
    above.splice(indent.length / 2, above.length, key);
    if (meaning === undefined && rest === '') continue;
    const path = above.join('.');
    if (meaning === undefined) throw new Error(`${chart}/values.yaml: ${path} has no comment that begins with "# --".`);
    const fallback = above.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], whole);
    values.push({ path, fallback: JSON.stringify(fallback), meaning });
    meaning = undefined;
  }
  return values;
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The README of the chart. Pure. */
export const printReadme = (values: string): string => {
  const rows = valuesIn(values).map(({ path, fallback, meaning }) => `| \`${path}\` | \`${cell(fallback)}\` | ${cell(meaning)} |`);
  return `<!-- Generated from values.yaml by \`npm run generate\`: do not edit. -->
# The chart

Installs the definitions, roles, admission policies, regimes, monitoring and the operator. It needs Kubernetes 1.30 or later and Helm 3.16 or
later; there is one installation in a cluster, because definitions and policies are the cluster's.

<!-- not run: docs/tutorials/install.md is where it is typed -->
\`\`\`sh
helm install meldpunt charts/meldpunt -n meldpunt-system --create-namespace --set image.repository=registry.example.org/security/meldpunt
\`\`\`

[docs/tutorials/install.md](../../docs/tutorials/install.md) goes through it in ten minutes: the image, the key, checks, upgrade, rollback, removal.

- **Nothing is lost by removing it.** Definitions, admission policies and regimes stay when the release is uninstalled, and so do the records.
- **What the cluster lacks is left out**: monitors and rules where the Prometheus operator is missing, mutating policies where the API server has none.
- **It fits the Pod Security level \`restricted\`**: not root, a read-only root, no capability, the default seccomp profile.
- **It has no other rights than it uses**; a test compares what is granted with what the API server's audit log saw.

## Values

| value | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
};

const regimes = (): string[] =>
  readdirSync(join(root, chart, 'files/regimes'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''))
    .toSorted();

const main = (): void => {
  const pages = new Map([
    [`${chart}/values.schema.json`, schemaWith(read(`${chart}/values.schema.json`), freeSettings(), regimes())],
    [`${chart}/README.md`, printReadme(read(`${chart}/values.yaml`))],
  ]);
  keepCurrent(pages);
};

if (import.meta.main) main();
