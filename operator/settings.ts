/** The outcome of reading one value: the value, or what would be right, as the end of a sentence. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly right: string };

/** One setting: its variable, what it is when nobody says otherwise, what it means, and how its text is read. */
export interface Setting<T> {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
  readonly parse: (text: string) => Parsed<T>;
}

/** Where the metrics server listens. Port 0 takes any free one. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Whether an address is one of this machine only, so that nothing sent to it leaves the machine. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|0:0:0:0:0:0:0:1)$/i.test(host);

/** Accepts a text as a value. */
export const accept = <T>(value: T): Parsed<T> => ({ ok: true, value });
/** Refuses a text; `right` says what would be right. */
export const refuse = (right: string): Parsed<never> => ({ ok: false, right });

const setting = <T>(name: string, fallback: string, meaning: string, parse: (text: string) => Parsed<T>): Setting<T> => ({
  name,
  fallback,
  meaning,
  parse,
});

const address = (text: string): Parsed<Address> => {
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text);
  const host = found?.[1] ?? found?.[2];
  const port = Number(found?.[3]);
  if (host === undefined || port > 65_535) return refuse('an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464');
  return accept({ host, port });
};

/** An address, or `off`. */
const addressOrOff = (text: string): Parsed<Address | undefined> => {
  if (text === 'off') return accept(undefined);
  const parsed = address(text);
  return parsed.ok ? parsed : refuse(`off, or ${parsed.right}`);
};

const audience = (text: string): Parsed<string> =>
  /^[\x21-\x7e]{0,253}$/.test(text) ? accept(text) : refuse('an audience of service account tokens, such as meldpunt, without white space');

const scopes = (text: string): Parsed<string> =>
  /^openid(?: [\x21\x23-\x5b\x5d-\x7e]{1,128}){0,15}$/.test(text)
    ? accept(text)
    : refuse('openid, and further scopes with spaces between them');

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const name = (text: string): Parsed<string> =>
  label.test(text) ? accept(text) : refuse('a name as Kubernetes has them: lower case letters, digits and dashes, at most 63');

const nameOrNone = (text: string): Parsed<string> => (text === '' ? accept('') : name(text));

const names = (text: string): Parsed<readonly string[]> => {
  const list = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (!list.every((part) => label.test(part))) return refuse('names of namespaces with commas between them, such as security,privacy');
  return accept(Object.freeze([...new Set(list)]));
};

const whole =
  (least: number, most: number) =>
  (text: string): Parsed<number> => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? accept(value) : refuse(`a whole number from ${least} to ${most}`);
  };

/** Reads an ISO 8601 duration on the clock, fractions of a second included, as milliseconds. */
const milliseconds =
  (least: string, most: string) =>
  (text: string): Parsed<number> => {
    const right = `an ISO 8601 duration from ${least} to ${most}, such as PT0.5S or PT15S`;
    if (!/^PT/.test(text)) return refuse(right);
    try {
      const total = (duration: string): number => Temporal.Duration.from(duration).total('milliseconds');
      const value = total(text);
      return value >= total(least) && value <= total(most) ? accept(value) : refuse(right);
    } catch {
      return refuse(right);
    }
  };

/** A file or directory; any text is one, and whether it is there shows when it is used. */
const path = (text: string): Parsed<string> => accept(text);

const origin = (text: string): Parsed<string> =>
  /^[^\s+]{1,200}$/.test(text)
    ? accept(text)
    : refuse('a URL without its scheme, such as incidents.example.org/cluster-1, without white space and plus signs');

const httpsUrl = (text: string): Parsed<URL | undefined> => {
  if (text === '') return accept(undefined);
  const url = URL.parse(text);
  // The note is signed but not secret; still, plain http would let anybody on the way swallow it.
  return url !== null && (url.protocol === 'https:' || url.hostname === '127.0.0.1')
    ? accept(url)
    : refuse('a URL that begins with https://');
};

/** Where a browser finds the console: an origin, without a path, so that cookies and addresses are the whole host's. */
const webOrigin = (text: string): Parsed<string | undefined> => {
  if (text === '') return accept(undefined);
  const url = URL.parse(text);
  const isOrigin = url !== null && (text === url.origin || text === `${url.origin}/`);
  return isOrigin && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
    ? accept(url.origin)
    : refuse('the origin of an HTTPS address without a path, such as https://incidents.example.org');
};

/** Any URL of the web: what a time-stamping authority answers is signed, so that many of them speak plain HTTP. */
const webUrl = (text: string): Parsed<URL | undefined> => {
  if (text === '') return accept(undefined);
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
    ? accept(url)
    : refuse('a URL that begins with http:// or https://, without a password');
};

/** Where mail is handed over, and how that is kept from being read. */
export interface MailHost {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'loopback';
}

const mailHost = (text: string): Parsed<MailHost | undefined> => {
  if (text === '') return accept(undefined);
  const [, scheme = '', host = '', port] = /^(smtps?):\/\/([^\s:/@[\]]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?\/?$/.exec(text) ?? [];
  const right = 'smtps://HOST for TLS from the first byte, or smtp://HOST for STARTTLS, with :PORT if it is neither 465 nor 587';
  if (host === '' || Number(port ?? 1) > 65_535 || Number(port ?? 1) < 1) return refuse(right);
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (scheme === 'smtps') return accept({ host: bare, port: Number(port ?? 465), security: 'tls' });
  return accept({ host: bare, port: Number(port ?? 587), security: isLoopback(bare) ? 'loopback' : 'starttls' });
};

const mailAddress = /^[^\s<>()[\]\\,;:"@]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

const mailAddresses =
  (most: number) =>
  (text: string): Parsed<readonly string[]> => {
    const list = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (list.length <= most && list.every((part) => mailAddress.test(part))) return accept(Object.freeze(list));
    const example = 'auditor@example.org';
    return refuse(most === 1 ? `one address of mail, such as ${example}` : `at most ${most} addresses of mail, such as ${example}`);
  };

const oneOf =
  <const T extends string>(...values: readonly T[]) =>
  (text: string): Parsed<T> => {
    const value = values.find((one) => one === text);
    return value === undefined ? refuse(`one of ${values.join(', ')}`) : accept(value);
  };

/** All settings of the operator. The type of the configuration, the help text and the list of known names follow from this table. */
export const settings = {
  metricsAddress: setting(
    'MELDPUNT_METRICS_ADDR',
    '127.0.0.1:9464',
    'Where /metrics, /healthz and /readyz are served. The figures hold no names, but tell how many incidents there are: outside the machine, put it behind a network policy.',
    address,
  ),
  namespaces: setting('MELDPUNT_NAMESPACES', '', 'The namespaces to serve, with commas between them; all of them when left out.', names),
  shard: setting(
    'MELDPUNT_SHARD',
    '',
    'The name of this operator where several share a cluster, each with namespaces of its own: its lease is meldpunt-operator-NAME. One operator has none; it alone writes the status of policies, regimes and playbooks.',
    nameOrNone,
  ),
  namespace: setting(
    'MELDPUNT_NAMESPACE',
    'meldpunt-system',
    'The namespace of the operator itself, where its lease is kept; in a pod, that of the pod when left out.',
    name,
  ),
  serviceAccount: setting(
    'MELDPUNT_SERVICE_ACCOUNT',
    'meldpunt-operator',
    'The account that the operator must be; it stops when its credentials turn out to belong to somebody else, because the admission policies trust this account only.',
    name,
  ),
  leaseDurationMs: setting(
    'MELDPUNT_LEASE_DURATION',
    'PT15S',
    'How long the others wait for a leader that is silent before one of them takes over.',
    milliseconds('PT1S', 'PT10M'),
  ),
  leaseRenewMs: setting(
    'MELDPUNT_LEASE_RENEW',
    'PT10S',
    'How long a leader that cannot renew its lease goes on before it stops writing; shorter than the duration.',
    milliseconds('PT0.5S', 'PT10M'),
  ),
  leaseRetryMs: setting(
    'MELDPUNT_LEASE_RETRY',
    'PT2S',
    'How often the lease is renewed, or tried for; shorter than the renewal.',
    milliseconds('PT0.1S', 'PT1M'),
  ),
  workers: setting('MELDPUNT_CONCURRENCY', '32', 'How many objects are worked on at a time; never two times the same one.', whole(1, 512)),
  connections: setting('MELDPUNT_CONNECTIONS', '32', 'How many connections to the API server are kept open at most.', whole(1, 512)),
  retryBaseMs: setting(
    'MELDPUNT_RETRY_BASE',
    'PT0.2S',
    'The pause before the first retry; it doubles with each further one.',
    milliseconds('PT0.01S', 'PT1M'),
  ),
  retryMaxMs: setting('MELDPUNT_RETRY_MAX', 'PT60S', 'The longest pause between two retries.', milliseconds('PT0.1S', 'PT1H')),
  requestTimeoutMs: setting(
    'MELDPUNT_REQUEST_TIMEOUT',
    'PT30S',
    'How long the API server may take to answer a request, watches excepted.',
    milliseconds('PT1S', 'PT10M'),
  ),
  watchIdleMs: setting(
    'MELDPUNT_WATCH_IDLE',
    'PT60S',
    'How long a watch may be silent before its connection counts as dead and is made anew.',
    milliseconds('PT1S', 'PT1H'),
  ),
  intakeAddress: setting(
    'MELDPUNT_INTAKE_ADDR',
    '127.0.0.1:8443',
    'Where alerts and reports are received (/v1/alertmanager, /v1/cloudevents, /v1/falco, /v1/reports, /healthz); off receives none. Plain HTTP on loopback addresses only; any other address needs the certificate below.',
    addressOrOff,
  ),
  intakeTlsCert: setting(
    'MELDPUNT_INTAKE_TLS_CERT',
    '',
    'The file with the certificate of the intake and its chain (PEM); it is read again when it changes.',
    path,
  ),
  intakeTlsKey: setting('MELDPUNT_INTAKE_TLS_KEY', '', 'The file with the key of that certificate (PEM).', path),
  intakeAudience: setting(
    'MELDPUNT_INTAKE_AUDIENCE',
    '',
    'The audience that bearer tokens of the intake have to be made out for. Left out, those for the API server are taken, which a thief could use there too.',
    audience,
  ),
  intakeSecrets: setting(
    'MELDPUNT_INTAKE_SECRETS',
    '',
    'A directory, mounted from a Secret, with the secrets of sources that sign their messages: a file NAMESPACE.SOURCE for each, with a line whsec_BASE64 for each secret that is valid.',
    path,
  ),
  consoleAddress: setting(
    'MELDPUNT_CONSOLE_ADDR',
    'off',
    'Where people report and decide with a browser; off serves no pages. Plain HTTP on loopback addresses only; any other address needs the certificate below.',
    addressOrOff,
  ),
  consoleUrl: setting(
    'MELDPUNT_CONSOLE_URL',
    '',
    'The origin by which browsers reach the console, such as https://incidents.example.org. Needed with the console: forms are taken from these pages only.',
    webOrigin,
  ),
  consoleTlsCert: setting(
    'MELDPUNT_CONSOLE_TLS_CERT',
    '',
    'The file with the certificate of the console and its chain (PEM); it is read again when it changes.',
    path,
  ),
  consoleTlsKey: setting('MELDPUNT_CONSOLE_TLS_KEY', '', 'The file with the key of that certificate (PEM).', path),
  consoleKey: setting(
    'MELDPUNT_CONSOLE_KEY',
    '',
    'The file with at least 32 random bytes by which the console seals sessions and the links of reporters; the same for all replicas. With another key, everybody signs in anew and earlier links are void.',
    path,
  ),
  consoleNamespace: setting('MELDPUNT_CONSOLE_NAMESPACE', 'incidents', 'The namespace into which the console puts reports.', name),
  consoleProxies: setting(
    'MELDPUNT_CONSOLE_PROXIES',
    '0',
    'How many proxies stand before the console and add to X-Forwarded-For. The limit on reports is by the address that the outermost of them saw.',
    whole(0, 5),
  ),
  consoleReportsPerMinute: setting(
    'MELDPUNT_CONSOLE_REPORTS_PER_MINUTE',
    '20',
    'How many reports one address may send in a minute. An office may have one address for everybody in it.',
    whole(1, 100_000),
  ),
  consoleIssuer: setting(
    'MELDPUNT_CONSOLE_OIDC_ISSUER',
    '',
    'The issuer at which people sign in by OpenID Connect, the one that the API server trusts too. Left out, nobody signs in: there is the report page only.',
    httpsUrl,
  ),
  consoleClientId: setting(
    'MELDPUNT_CONSOLE_OIDC_CLIENT_ID',
    '',
    'The name by which the issuer knows the console; tokens made out for it have to be accepted by the API server.',
    audience,
  ),
  consoleClientSecret: setting(
    'MELDPUNT_CONSOLE_OIDC_CLIENT_SECRET',
    '',
    'The file with the password of the console at the issuer; left out where it has none (a public client with PKCE).',
    path,
  ),
  consoleScopes: setting(
    'MELDPUNT_CONSOLE_OIDC_SCOPES',
    'openid',
    'What is asked of the issuer, with spaces between; add what your issuer needs to put names and groups into its tokens, such as openid profile groups.',
    scopes,
  ),
  evidenceVolumes: setting(
    'MELDPUNT_EVIDENCE_VOLUMES',
    '',
    'A directory with a mounted volume, read-only, for each store of the policy of type Volume, by the name of the store. Evidence on them is read nowhere else.',
    path,
  ),
  evidenceSecrets: setting(
    'MELDPUNT_EVIDENCE_SECRETS',
    '',
    'A directory, mounted from a Secret, with a file for each store of evidence that needs credentials, by the name of the store: lines accessKeyId=... and secretAccessKey=... for S3, authorization=... for HTTPS.',
    path,
  ),
  evidenceCa: setting(
    'MELDPUNT_EVIDENCE_CA',
    '',
    'A file with the certificate authorities of the house (PEM), which stores of evidence may have besides the public ones.',
    path,
  ),
  channelSecrets: setting(
    'MELDPUNT_CHANNEL_SECRETS',
    '',
    'A directory with a mounted Secret for each secretRef of the channels of the policy, by the name of the Secret. For a webhook: the file secret with a line whsec_BASE64 for each secret that signs, ca.crt for an authority of the house, url where the address itself is secret. For mail: username, password, from, ca.crt, url, recipients, dkim.key, dkim.domain, dkim.selector.',
    path,
  ),
  evidenceTsaUrl: setting(
    'MELDPUNT_EVIDENCE_TSA_URL',
    '',
    'The address of a time-stamping authority (RFC 3161) that stamps the digest of every item of evidence. Left out, that of the checkpoints.',
    webUrl,
  ),
  evidenceTsaAnchors: setting(
    'MELDPUNT_EVIDENCE_TSA_ANCHORS',
    '',
    'The file with the certificates (PEM) that are trusted to vouch for that authority. Left out, those of the checkpoints.',
    path,
  ),
  checkpointKey: setting(
    'MELDPUNT_CHECKPOINT_KEY',
    '',
    'The file with the private key (Ed25519, PEM) that signs where all timelines stand, mounted from a Secret that the operator cannot write. No checkpoint is signed without it. After a change of the key, the file also holds the public keys of earlier ones.',
    path,
  ),
  checkpointOrigin: setting(
    'MELDPUNT_CHECKPOINT_ORIGIN',
    'meldpunt.local/register',
    'The name of the log of this cluster on its checkpoints, a URL without its scheme; each cluster has another one, and it never changes.',
    origin,
  ),
  checkpointIntervalMs: setting(
    'MELDPUNT_CHECKPOINT_INTERVAL',
    'PT1M',
    'How long a change of a timeline waits at most until a checkpoint covers it; without a change none is signed.',
    milliseconds('PT1S', 'PT5M'),
  ),
  checkpointDirectory: setting(
    'MELDPUNT_CHECKPOINT_DIR',
    '',
    'A directory outside the cluster (a mounted share, a WORM store) that receives every checkpoint and the lines of the log.',
    path,
  ),
  checkpointWebhook: setting(
    'MELDPUNT_CHECKPOINT_WEBHOOK',
    '',
    'A URL that receives every checkpoint by POST, to be kept outside the cluster.',
    httpsUrl,
  ),
  checkpointTsaUrl: setting(
    'MELDPUNT_CHECKPOINT_TSA_URL',
    '',
    'The address of a time-stamping authority (RFC 3161) that stamps every checkpoint, so that the hour of it is the word of somebody else.',
    webUrl,
  ),
  checkpointTsaAnchors: setting(
    'MELDPUNT_CHECKPOINT_TSA_ANCHORS',
    '',
    'The file with the certificates that are trusted to vouch for that authority (PEM).',
    path,
  ),
  checkpointMailServer: setting(
    'MELDPUNT_CHECKPOINT_MAIL_SERVER',
    '',
    'The mail server that sends every checkpoint, to be kept outside the cluster: smtps://HOST for TLS, smtp://HOST for STARTTLS. Without encryption it is spoken to on this machine only.',
    mailHost,
  ),
  checkpointMailSecret: setting(
    'MELDPUNT_CHECKPOINT_MAIL_SECRET',
    '',
    'A directory, mounted from a Secret, with the files username and password for that server, and ca.crt if its authority is one of your own.',
    path,
  ),
  checkpointMailFrom: setting('MELDPUNT_CHECKPOINT_MAIL_FROM', '', 'The address that sends these mails.', mailAddresses(1)),
  checkpointMailTo: setting(
    'MELDPUNT_CHECKPOINT_MAIL_TO',
    '',
    'Who receives these mails, with commas between the addresses: an auditor, a notary, a mailbox that nobody of the cluster can empty.',
    mailAddresses(10),
  ),
  deliveryTimeoutMs: setting(
    'MELDPUNT_DELIVERY_TIMEOUT',
    'PT30S',
    'How long sending one notification may take, from the look-up of the host to the last answer.',
    milliseconds('PT0.5S', 'PT5M'),
  ),
  deliveryClaimMs: setting(
    'MELDPUNT_DELIVERY_CLAIM',
    'PT2M',
    'How long a notification that is being sent is claimed. Longer than sending may take: after a crash it is sent again, under the same key, when this is over.',
    milliseconds('PT1S', 'PT1H'),
  ),
  deliveryRetryBaseMs: setting(
    'MELDPUNT_DELIVERY_RETRY_BASE',
    'PT30S',
    'The pause after the first attempt to send that failed; it doubles with each further one.',
    milliseconds('PT0.1S', 'PT1H'),
  ),
  deliveryRetryMaxMs: setting(
    'MELDPUNT_DELIVERY_RETRY_MAX',
    'PT5M',
    'The longest pause between two attempts to send; a receiver may ask for a longer one. One recipient that is away is asked by one message at a time.',
    milliseconds('PT0.1S', 'PT6H'),
  ),
  deliveryHorizonMs: setting(
    'MELDPUNT_DELIVERY_HORIZON',
    'PT96H',
    'For how long sending is tried before it is given up, for a person to look at.',
    milliseconds('PT72H', 'PT720H'),
  ),
  deliveryPerMinute: setting(
    'MELDPUNT_DELIVERY_PER_MINUTE',
    '30',
    'How many messages one recipient is sent in a minute at most; what falls due first goes first.',
    whole(1, 6_000),
  ),
  deliveryWindowMs: setting(
    'MELDPUNT_DELIVERY_WINDOW',
    'PT1M',
    'After a message to somebody of the house, how long the next notices wait for each other to go as one message; none falls due for it. PT0S: each goes alone. What a law has told always goes alone.',
    milliseconds('PT0S', 'PT1H'),
  ),
  logLevel: setting(
    'MELDPUNT_LOG_LEVEL',
    'info',
    'What is logged at least: debug, info, warn or error.',
    oneOf('debug', 'info', 'warn', 'error'),
  ),
  logFormat: setting(
    'MELDPUNT_LOG_FORMAT',
    'json',
    'json for programs, one object a line; text for people at a terminal.',
    oneOf('json', 'text'),
  ),
} as const;
