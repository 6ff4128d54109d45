import { accept, isLoopback, type Parsed, refuse, type Setting, settings } from './settings.ts';

type Settings = typeof settings;
type Field = keyof Settings;
type LeaseField = Extract<Field, `lease${string}`>;

/** Which credentials to use: those of a file, or those that Kubernetes mounts into a pod. */
export type Credentials = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'pod' };

/** The validated settings; durations are in milliseconds. An empty `namespaces` means all of them. */
export type Config = Readonly<{ [F in Field]: Settings[F] extends Setting<infer T> ? T : never }> & { readonly credentials: Credentials };

/** The settings, or one sentence for each mistake. */
export type ReadConfig = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The name of the lease that the replicas of one operator share. */
export const leaseNameOf = ({ shard }: Pick<Config, 'shard'>): string =>
  shard === '' ? 'meldpunt-operator' : `meldpunt-operator-${shard}`;

const table = Object.entries(settings) as readonly (readonly [Field, Setting<unknown>])[];

/**
 * Kubernetes announces every Service of the namespace to a pod in variables of this form; a Service called `meldpunt` must not
 * stop the operator.
 */
const serviceLink = /_SERVICE_HOST$|_SERVICE_PORT(?:_|$)|_PORT(?:$|_\d+_(?:TCP|UDP|SCTP)(?:_|$))/;

const distance = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [line, character] of [...left].entries()) {
    const next = [line + 1];
    for (let at = 1; at <= right.length; at += 1) {
      const change = (row[at - 1] ?? 0) + (character === right[at - 1] ? 0 : 1);
      next.push(Math.min(change, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

const nearest = (unknown: string): string =>
  table.map(([, one]) => one.name).reduce((best, other) => (distance(unknown, other) < distance(unknown, best) ? other : best));

/** Where the embedded control plane is kept on a developer's machine: nothing of the operator's, and no mistake. */
const ofDevelopment = 'MELDPUNT_CACHE';

const unknownNames = (env: Environment): string[] => {
  const known = new Set([ofDevelopment, ...table.map(([, one]) => one.name)]);
  return Object.keys(env)
    .filter((key) => key.startsWith('MELDPUNT_') && !known.has(key) && !serviceLink.test(key))
    .toSorted()
    .map((key) => `${key} is no setting of this operator; did you mean ${nearest(key)}?`);
};

const credentialsOf = (env: Environment): Parsed<Credentials> => {
  const variable = env['OPERATOR_KUBECONFIG'] ? 'OPERATOR_KUBECONFIG' : 'KUBECONFIG';
  const path = env[variable] ?? '';
  if (path.includes(':'))
    return refuse(`${variable} names several files, but the operator is one account: name the one file that holds its credentials.`);
  if (path !== '') return accept({ kind: 'file', path });
  if (env['KUBERNETES_SERVICE_HOST']) return accept({ kind: 'pod' });
  return refuse(
    'There is no cluster to connect to: set OPERATOR_KUBECONFIG (or KUBECONFIG) to a kubeconfig file with the credentials of the operator; in a pod, its service account is used.',
  );
};

/** What is wrong with how a server listens. A bearer token or a session in clear text on a network is everybody's (S1). */
const serverProblems = (config: Config, server: 'intake' | 'console'): string[] => {
  const [address, cert, key] = [config[`${server}Address`], config[`${server}TlsCert`], config[`${server}TlsKey`]];
  const names = {
    address: settings[`${server}Address`].name,
    cert: settings[`${server}TlsCert`].name,
    key: settings[`${server}TlsKey`].name,
  };
  if ((cert === '') !== (key === '')) return [`${names.cert} and ${names.key} belong together: set both or none.`];
  return address === undefined || isLoopback(address.host) || cert !== ''
    ? []
    : [`${names.address} is no loopback address, so ${names.cert} and ${names.key} have to be set.`];
};

/** Two operators that both served all namespaces would decide on everything twice. */
const shardProblems = ({ shard, namespaces }: Config): string[] =>
  shard === '' || namespaces.length > 0
    ? []
    : [`${settings.shard.name} is set, so ${settings.namespaces.name} must name the namespaces that are this operator's alone.`];

/** What a console needs besides its address. */
const consoleProblems = (config: Config): string[] => {
  const { consoleAddress, consoleUrl, consoleKey, consoleIssuer, consoleClientId, consoleNamespace, namespaces } = config;
  if (consoleAddress === undefined) return [];
  const { consoleAddress: on, consoleUrl: url, consoleKey: key, consoleIssuer: issuer, consoleClientId: client } = settings;
  const missing = [...(consoleUrl === undefined ? [url.name] : []), ...(consoleKey === '' ? [key.name] : [])];
  return [
    ...(missing.length === 0 ? [] : [`${on.name} is set, so ${missing.join(' and ')} must be too.`]),
    ...((consoleIssuer === undefined) === (consoleClientId === '')
      ? []
      : [`${issuer.name} and ${client.name} belong together: set both or none.`]),
    ...(namespaces.length === 0 || namespaces.includes(consoleNamespace)
      ? []
      : [`${settings.consoleNamespace.name} is ${consoleNamespace}, which is none of ${settings.namespaces.name}.`]),
  ];
};

const contradictions = (config: Config): string[] => {
  const wrong = (smaller: LeaseField, larger: LeaseField): string[] =>
    config[smaller] < config[larger]
      ? []
      : [`${settings[smaller].name} must be shorter than ${settings[larger].name}, or leadership is lost between two renewals.`];
  const retries =
    config.retryBaseMs <= config.retryMaxMs ? [] : [`${settings.retryBaseMs.name} must not be longer than ${settings.retryMaxMs.name}.`];
  const { checkpointTsaUrl, checkpointTsaAnchors, checkpointMailServer, checkpointMailFrom, checkpointMailTo } = config;
  const halfStamp =
    (checkpointTsaUrl === undefined) === (checkpointTsaAnchors === '')
      ? []
      : [`${settings.checkpointTsaUrl.name} and ${settings.checkpointTsaAnchors.name} belong together: set both or none.`];
  const mail = [checkpointMailServer !== undefined, checkpointMailFrom.length > 0, checkpointMailTo.length > 0];
  const { checkpointMailServer: server, checkpointMailFrom: from, checkpointMailTo: to } = settings;
  const halfMail = mail.every((one) => one === mail[0])
    ? []
    : [`${server.name}, ${from.name} and ${to.name} belong together: set all or none.`];
  return [
    ...serverProblems(config, 'intake'),
    ...serverProblems(config, 'console'),
    ...consoleProblems(config),
    ...shardProblems(config),
    ...halfStamp,
    ...halfMail,
    ...wrong('leaseRenewMs', 'leaseDurationMs'),
    ...wrong('leaseRetryMs', 'leaseRenewMs'),
    ...retries,
  ];
};

/** What a pod finds mounted besides its environment. */
export interface Mounted {
  /** The namespace of the pod. */
  readonly namespace?: string;
}

/**
 * Reads the settings from the environment. An empty variable counts as left out, because a chart cannot leave one out easily.
 * All mistakes are told at once, a sentence each, an unknown `MELDPUNT_*` name included: a misspelt setting that is silently
 * ignored is found in production. Values are not repeated in the sentences beyond 64 characters.
 */
export const readConfig = (env: Environment, mounted: Mounted = {}): ReadConfig => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, { name: variable, fallback, parse }] of table) {
    const given = env[variable]?.trim() ?? '';
    const text = given !== '' ? given : field === 'namespace' ? (mounted.namespace ?? fallback) : fallback;
    const parsed = parse(text);
    if (parsed.ok) values[field] = parsed.value;
    else problems.push(`${variable} is ${JSON.stringify(text.slice(0, 64))}, but must be ${parsed.right}.`);
  }
  const credentials = credentialsOf(env);
  if (credentials.ok) values['credentials'] = credentials.value;
  else problems.push(credentials.right);
  problems.push(...unknownNames(env));
  if (problems.length > 0) return { ok: false, problems };
  const config = Object.freeze(values) as Config;
  const contradicted = contradictions(config);
  return contradicted.length === 0 ? { ok: true, config } : { ok: false, problems: contradicted };
};

const wrapped = (text: string, width: number, indent: string): string => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join('\n');
};

/** What `--help` prints: every setting with its default and meaning. */
export const helpText = (): string =>
  [
    'The Meldpunt operator. It is configured by its environment:',
    '',
    '  OPERATOR_KUBECONFIG, else KUBECONFIG',
    wrapped('The kubeconfig file with the credentials of the operator; in a pod, its service account is used.', 90, '      '),
    ...table.flatMap(([, { name: variable, fallback, meaning }]) => [
      `  ${variable}${fallback === '' ? '' : ` (${fallback})`}`,
      wrapped(meaning, 90, '      '),
    ]),
    '',
    'Durations are ISO 8601 on the clock: PT0.2S, PT15S, PT1M.',
    '',
  ].join('\n');
