import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Config, type Environment, helpText, readConfig } from '../operator/config.ts';
import { settings } from '../operator/settings.ts';

const kubeconfig = { KUBECONFIG: '/etc/meldpunt/kubeconfig' };

const defaults: Config = {
  credentials: { kind: 'file', path: '/etc/meldpunt/kubeconfig' },
  metricsAddress: { host: '127.0.0.1', port: 9464 },
  namespaces: [],
  shard: '',
  namespace: 'meldpunt-system',
  serviceAccount: 'meldpunt-operator',
  leaseDurationMs: 15_000,
  leaseRenewMs: 10_000,
  leaseRetryMs: 2_000,
  workers: 32,
  connections: 32,
  retryBaseMs: 200,
  retryMaxMs: 60_000,
  requestTimeoutMs: 30_000,
  watchIdleMs: 60_000,
  intakeAddress: { host: '127.0.0.1', port: 8443 },
  intakeTlsCert: '',
  intakeTlsKey: '',
  consoleAddress: undefined,
  consoleUrl: undefined,
  consoleTlsCert: '',
  consoleTlsKey: '',
  consoleKey: '',
  consoleNamespace: 'incidents',
  consoleProxies: 0,
  consoleReportsPerMinute: 20,
  consoleIssuer: undefined,
  consoleClientId: '',
  consoleClientSecret: '',
  consoleScopes: 'openid',
  intakeAudience: '',
  intakeSecrets: '',
  evidenceVolumes: '',
  evidenceSecrets: '',
  evidenceCa: '',
  channelSecrets: '',
  evidenceTsaUrl: undefined,
  evidenceTsaAnchors: '',
  checkpointKey: '',
  checkpointOrigin: 'meldpunt.local/register',
  checkpointIntervalMs: 60_000,
  checkpointDirectory: '',
  checkpointWebhook: undefined,
  checkpointTsaUrl: undefined,
  checkpointTsaAnchors: '',
  checkpointMailServer: undefined,
  checkpointMailSecret: '',
  checkpointMailFrom: [],
  checkpointMailTo: [],
  deliveryTimeoutMs: 30_000,
  deliveryClaimMs: 120_000,
  deliveryRetryBaseMs: 30_000,
  deliveryRetryMaxMs: 300_000,
  deliveryHorizonMs: 345_600_000,
  deliveryPerMinute: 30,
  deliveryWindowMs: 60_000,
  logLevel: 'info',
  logFormat: 'json',
};

const problemsOf = (env: Environment): readonly string[] => {
  const read = readConfig({ ...kubeconfig, ...env });
  return read.ok ? [] : read.problems;
};

test('a kubeconfig is all that has to be set', () => {
  assert.equal(readConfig(kubeconfig), { ok: true, config: defaults });
});

test('settings are frozen', () => {
  const read = readConfig(kubeconfig);
  assert.ok(read.ok && Object.isFrozen(read.config) && Object.isFrozen(read.config.namespaces));
});

const everySetting: Environment = {
  OPERATOR_KUBECONFIG: '/operator',
  KUBECONFIG: '/administrator',
  MELDPUNT_METRICS_ADDR: '[::1]:0',
  MELDPUNT_SHARD: 'ministries',
  MELDPUNT_NAMESPACES: ' security, privacy ,security',
  MELDPUNT_NAMESPACE: 'incidents',
  MELDPUNT_SERVICE_ACCOUNT: 'register',
  MELDPUNT_LEASE_DURATION: 'PT1M',
  MELDPUNT_LEASE_RENEW: 'PT40S',
  MELDPUNT_LEASE_RETRY: 'PT0.5S',
  MELDPUNT_CONCURRENCY: '1',
  MELDPUNT_CONNECTIONS: '512',
  MELDPUNT_RETRY_BASE: 'PT0.05S',
  MELDPUNT_RETRY_MAX: 'PT5M',
  MELDPUNT_REQUEST_TIMEOUT: 'PT10S',
  MELDPUNT_WATCH_IDLE: 'PT1M30S',
  MELDPUNT_INTAKE_ADDR: '0.0.0.0:9443',
  MELDPUNT_INTAKE_TLS_CERT: '/tls/tls.crt',
  MELDPUNT_INTAKE_TLS_KEY: '/tls/tls.key',
  MELDPUNT_CONSOLE_ADDR: '0.0.0.0:9444',
  MELDPUNT_CONSOLE_URL: 'https://incidents.example.org/',
  MELDPUNT_CONSOLE_TLS_CERT: '/console/tls.crt',
  MELDPUNT_CONSOLE_TLS_KEY: '/console/tls.key',
  MELDPUNT_CONSOLE_KEY: '/console/key',
  MELDPUNT_CONSOLE_NAMESPACE: 'security',
  MELDPUNT_CONSOLE_PROXIES: '1',
  MELDPUNT_CONSOLE_REPORTS_PER_MINUTE: '100',
  MELDPUNT_CONSOLE_OIDC_ISSUER: 'https://login.example.org/realms/main',
  MELDPUNT_CONSOLE_OIDC_CLIENT_ID: 'meldpunt',
  MELDPUNT_CONSOLE_OIDC_CLIENT_SECRET: '/console/secret',
  MELDPUNT_CONSOLE_OIDC_SCOPES: 'openid groups',
  MELDPUNT_INTAKE_AUDIENCE: 'meldpunt',
  MELDPUNT_INTAKE_SECRETS: '/sources',
  MELDPUNT_CHANNEL_SECRETS: '/channels',
  MELDPUNT_EVIDENCE_VOLUMES: '/evidence',
  MELDPUNT_EVIDENCE_SECRETS: '/stores',
  MELDPUNT_EVIDENCE_CA: '/ca.pem',
  MELDPUNT_EVIDENCE_TSA_URL: 'http://tsa.example.org/evidence',
  MELDPUNT_EVIDENCE_TSA_ANCHORS: '/trust/evidence.pem',
  MELDPUNT_CHECKPOINT_KEY: '/keys/checkpoint.pem',
  MELDPUNT_CHECKPOINT_ORIGIN: 'incidents.example.org/cluster-1',
  MELDPUNT_CHECKPOINT_INTERVAL: 'PT5M',
  MELDPUNT_CHECKPOINT_DIR: '/worm',
  MELDPUNT_CHECKPOINT_WEBHOOK: 'https://witness.example.org/checkpoints',
  MELDPUNT_CHECKPOINT_TSA_URL: 'http://tsa.example.org/rfc3161',
  MELDPUNT_CHECKPOINT_TSA_ANCHORS: '/trust/tsa.pem',
  MELDPUNT_CHECKPOINT_MAIL_SERVER: 'smtp://mail.example.org',
  MELDPUNT_CHECKPOINT_MAIL_SECRET: '/secrets/mail',
  MELDPUNT_CHECKPOINT_MAIL_FROM: 'meldpunt@example.org',
  MELDPUNT_CHECKPOINT_MAIL_TO: 'auditor@example.org, notary@example.org',
  MELDPUNT_DELIVERY_TIMEOUT: 'PT10S',
  MELDPUNT_DELIVERY_CLAIM: 'PT1M',
  MELDPUNT_DELIVERY_RETRY_BASE: 'PT1S',
  MELDPUNT_DELIVERY_RETRY_MAX: 'PT10M',
  MELDPUNT_DELIVERY_HORIZON: 'PT72H',
  MELDPUNT_DELIVERY_PER_MINUTE: '6',
  MELDPUNT_DELIVERY_WINDOW: 'PT0S',
  MELDPUNT_LOG_LEVEL: 'debug',
  MELDPUNT_LOG_FORMAT: 'text',
};

test('every setting can be set, and blanks around a value do not count', () => {
  const read = readConfig(everySetting);
  const config: Config = {
    credentials: { kind: 'file', path: '/operator' },
    metricsAddress: { host: '::1', port: 0 },
    namespaces: ['security', 'privacy'],
    shard: 'ministries',
    namespace: 'incidents',
    serviceAccount: 'register',
    leaseDurationMs: 60_000,
    leaseRenewMs: 40_000,
    leaseRetryMs: 500,
    workers: 1,
    connections: 512,
    retryBaseMs: 50,
    retryMaxMs: 300_000,
    requestTimeoutMs: 10_000,
    watchIdleMs: 90_000,
    intakeAddress: { host: '0.0.0.0', port: 9443 },
    intakeTlsCert: '/tls/tls.crt',
    intakeTlsKey: '/tls/tls.key',
    consoleAddress: { host: '0.0.0.0', port: 9444 },
    consoleUrl: 'https://incidents.example.org',
    consoleTlsCert: '/console/tls.crt',
    consoleTlsKey: '/console/tls.key',
    consoleKey: '/console/key',
    consoleNamespace: 'security',
    consoleProxies: 1,
    consoleReportsPerMinute: 100,
    consoleIssuer: new URL('https://login.example.org/realms/main'),
    consoleClientId: 'meldpunt',
    consoleClientSecret: '/console/secret',
    consoleScopes: 'openid groups',
    intakeAudience: 'meldpunt',
    intakeSecrets: '/sources',
    evidenceVolumes: '/evidence',
    evidenceSecrets: '/stores',
    evidenceCa: '/ca.pem',
    channelSecrets: '/channels',
    evidenceTsaUrl: new URL('http://tsa.example.org/evidence'),
    evidenceTsaAnchors: '/trust/evidence.pem',
    checkpointKey: '/keys/checkpoint.pem',
    checkpointOrigin: 'incidents.example.org/cluster-1',
    checkpointIntervalMs: 300_000,
    checkpointDirectory: '/worm',
    checkpointWebhook: new URL('https://witness.example.org/checkpoints'),
    checkpointTsaUrl: new URL('http://tsa.example.org/rfc3161'),
    checkpointTsaAnchors: '/trust/tsa.pem',
    checkpointMailServer: { host: 'mail.example.org', port: 587, security: 'starttls' },
    checkpointMailSecret: '/secrets/mail',
    checkpointMailFrom: ['meldpunt@example.org'],
    checkpointMailTo: ['auditor@example.org', 'notary@example.org'],
    deliveryTimeoutMs: 10_000,
    deliveryClaimMs: 60_000,
    deliveryRetryBaseMs: 1_000,
    deliveryRetryMaxMs: 600_000,
    deliveryHorizonMs: 259_200_000,
    deliveryPerMinute: 6,
    deliveryWindowMs: 0,
    logLevel: 'debug',
    logFormat: 'text',
  };
  assert.equal(read, { ok: true, config });
});

test('the intake can be turned off, and served without a certificate on every loopback address', () => {
  assert.is(readConfig({ ...kubeconfig, MELDPUNT_INTAKE_ADDR: 'off' }).ok, true);
  for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '[::1]']) {
    assert.is(readConfig({ ...kubeconfig, MELDPUNT_INTAKE_ADDR: `${host}:8443` }).ok, true, host);
  }
});

test('an empty variable counts as left out', () => {
  const empty = Object.fromEntries(Object.values(settings).map(({ name }) => [name, ' ']));
  assert.equal(readConfig({ ...kubeconfig, ...empty, OPERATOR_KUBECONFIG: '' }), { ok: true, config: defaults });
});

test('in a pod, the service account and the namespace are those of the pod, unless set', () => {
  const pod = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };
  const config: Config = { ...defaults, credentials: { kind: 'pod' }, namespace: 'incidents' };
  assert.equal(readConfig(pod, { namespace: 'incidents' }), { ok: true, config });
  const set = readConfig({ ...pod, MELDPUNT_NAMESPACE: 'elsewhere' }, { namespace: 'incidents' });
  assert.equal(set, { ok: true, config: { ...config, namespace: 'elsewhere' } });
});

test('without a cluster it says how to name one', () => {
  assert.equal(readConfig({}), {
    ok: false,
    problems: [
      'There is no cluster to connect to: set OPERATOR_KUBECONFIG (or KUBECONFIG) to a kubeconfig file with the credentials of the operator; in a pod, its service account is used.',
    ],
  });
});

const mistakes: readonly { readonly env: Environment; readonly problem: string }[] = [
  {
    env: { KUBECONFIG: '/a:/b' },
    problem: 'KUBECONFIG names several files, but the operator is one account: name the one file that holds its credentials.',
  },
  {
    env: { MELDPUNT_METRICS_ADDR: ':9464' },
    problem: 'MELDPUNT_METRICS_ADDR is ":9464", but must be an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464.',
  },
  {
    env: { MELDPUNT_METRICS_ADDR: '127.0.0.1:65536' },
    problem:
      'MELDPUNT_METRICS_ADDR is "127.0.0.1:65536", but must be an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464.',
  },
  {
    env: { MELDPUNT_NAMESPACES: 'security;privacy' },
    problem:
      'MELDPUNT_NAMESPACES is "security;privacy", but must be names of namespaces with commas between them, such as security,privacy.',
  },
  {
    env: { MELDPUNT_SERVICE_ACCOUNT: 'Operator' },
    problem:
      'MELDPUNT_SERVICE_ACCOUNT is "Operator", but must be a name as Kubernetes has them: lower case letters, digits and dashes, at most 63.',
  },
  {
    env: { MELDPUNT_CONCURRENCY: '0' },
    problem: 'MELDPUNT_CONCURRENCY is "0", but must be a whole number from 1 to 512.',
  },
  {
    env: { MELDPUNT_CONNECTIONS: '1e2' },
    problem: 'MELDPUNT_CONNECTIONS is "1e2", but must be a whole number from 1 to 512.',
  },
  {
    env: { MELDPUNT_SHARD: 'ministries' },
    problem: "MELDPUNT_SHARD is set, so MELDPUNT_NAMESPACES must name the namespaces that are this operator's alone.",
  },
  {
    env: { MELDPUNT_INTAKE_ADDR: 'on' },
    problem: 'MELDPUNT_INTAKE_ADDR is "on", but must be off, or an address and a port, such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464.',
  },
  {
    env: { MELDPUNT_INTAKE_ADDR: '0.0.0.0:8443' },
    problem: 'MELDPUNT_INTAKE_ADDR is no loopback address, so MELDPUNT_INTAKE_TLS_CERT and MELDPUNT_INTAKE_TLS_KEY have to be set.',
  },
  {
    env: { MELDPUNT_INTAKE_TLS_CERT: '/tls/tls.crt' },
    problem: 'MELDPUNT_INTAKE_TLS_CERT and MELDPUNT_INTAKE_TLS_KEY belong together: set both or none.',
  },
  {
    env: { MELDPUNT_CONSOLE_ADDR: '127.0.0.1:8444' },
    problem: 'MELDPUNT_CONSOLE_ADDR is set, so MELDPUNT_CONSOLE_URL and MELDPUNT_CONSOLE_KEY must be too.',
  },
  {
    env: { MELDPUNT_CONSOLE_URL: 'http://incidents.example.org' },
    problem:
      'MELDPUNT_CONSOLE_URL is "http://incidents.example.org", but must be the origin of an HTTPS address without a path, such as https://incidents.example.org.',
  },
  {
    env: { MELDPUNT_CONSOLE_URL: 'https://example.org/incidents' },
    problem:
      'MELDPUNT_CONSOLE_URL is "https://example.org/incidents", but must be the origin of an HTTPS address without a path, such as https://incidents.example.org.',
  },
  {
    env: { MELDPUNT_CONSOLE_OIDC_SCOPES: 'profile' },
    problem: 'MELDPUNT_CONSOLE_OIDC_SCOPES is "profile", but must be openid, and further scopes with spaces between them.',
  },
  {
    env: {
      MELDPUNT_CONSOLE_ADDR: '127.0.0.1:8444',
      MELDPUNT_CONSOLE_URL: 'http://127.0.0.1:8444',
      MELDPUNT_CONSOLE_KEY: '/key',
      MELDPUNT_CONSOLE_OIDC_CLIENT_ID: 'meldpunt',
    },
    problem: 'MELDPUNT_CONSOLE_OIDC_ISSUER and MELDPUNT_CONSOLE_OIDC_CLIENT_ID belong together: set both or none.',
  },
  {
    env: {
      MELDPUNT_CONSOLE_ADDR: '127.0.0.1:8444',
      MELDPUNT_CONSOLE_URL: 'http://127.0.0.1:8444',
      MELDPUNT_CONSOLE_KEY: '/key',
      MELDPUNT_NAMESPACES: 'security',
    },
    problem: 'MELDPUNT_CONSOLE_NAMESPACE is incidents, which is none of MELDPUNT_NAMESPACES.',
  },
  {
    env: { MELDPUNT_INTAKE_AUDIENCE: 'two words' },
    problem:
      'MELDPUNT_INTAKE_AUDIENCE is "two words", but must be an audience of service account tokens, such as meldpunt, without white space.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_INTERVAL: 'PT6M' },
    problem: 'MELDPUNT_CHECKPOINT_INTERVAL is "PT6M", but must be an ISO 8601 duration from PT1S to PT5M, such as PT0.5S or PT15S.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_ORIGIN: 'cluster one' },
    problem:
      'MELDPUNT_CHECKPOINT_ORIGIN is "cluster one", but must be a URL without its scheme, such as incidents.example.org/cluster-1, without white space and plus signs.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_WEBHOOK: 'http://witness.example.org' },
    problem: 'MELDPUNT_CHECKPOINT_WEBHOOK is "http://witness.example.org", but must be a URL that begins with https://.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_TSA_URL: 'https://tsa.example.org' },
    problem: 'MELDPUNT_CHECKPOINT_TSA_URL and MELDPUNT_CHECKPOINT_TSA_ANCHORS belong together: set both or none.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_TSA_URL: 'ldap://tsa.example.org' },
    problem:
      'MELDPUNT_CHECKPOINT_TSA_URL is "ldap://tsa.example.org", but must be a URL that begins with http:// or https://, without a password.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_MAIL_SERVER: 'mail.example.org' },
    problem:
      'MELDPUNT_CHECKPOINT_MAIL_SERVER is "mail.example.org", but must be smtps://HOST for TLS from the first byte, or smtp://HOST for STARTTLS, with :PORT if it is neither 465 nor 587.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_MAIL_FROM: 'a@example.org, b@example.org' },
    problem:
      'MELDPUNT_CHECKPOINT_MAIL_FROM is "a@example.org, b@example.org", but must be one address of mail, such as auditor@example.org.',
  },
  {
    env: { MELDPUNT_CHECKPOINT_MAIL_SERVER: 'smtps://mail.example.org', MELDPUNT_CHECKPOINT_MAIL_TO: 'auditor@example.org' },
    problem:
      'MELDPUNT_CHECKPOINT_MAIL_SERVER, MELDPUNT_CHECKPOINT_MAIL_FROM and MELDPUNT_CHECKPOINT_MAIL_TO belong together: set all or none.',
  },
  {
    env: { MELDPUNT_RETRY_BASE: '200' },
    problem: 'MELDPUNT_RETRY_BASE is "200", but must be an ISO 8601 duration from PT0.01S to PT1M, such as PT0.5S or PT15S.',
  },
  {
    env: { MELDPUNT_WATCH_IDLE: 'P1D' },
    problem: 'MELDPUNT_WATCH_IDLE is "P1D", but must be an ISO 8601 duration from PT1S to PT1H, such as PT0.5S or PT15S.',
  },
  {
    env: { MELDPUNT_REQUEST_TIMEOUT: '-PT5S' },
    problem: 'MELDPUNT_REQUEST_TIMEOUT is "-PT5S", but must be an ISO 8601 duration from PT1S to PT10M, such as PT0.5S or PT15S.',
  },
  {
    env: { MELDPUNT_LOG_LEVEL: 'loud' },
    problem: 'MELDPUNT_LOG_LEVEL is "loud", but must be one of debug, info, warn, error.',
  },
  {
    env: { MELDPUNT_LOG_FORMAT: 'JSON' },
    problem: 'MELDPUNT_LOG_FORMAT is "JSON", but must be one of json, text.',
  },
  {
    env: { MELDPUNT_LOGLEVEL: 'info' },
    problem: 'MELDPUNT_LOGLEVEL is no setting of this operator; did you mean MELDPUNT_LOG_LEVEL?',
  },
  {
    env: { MELDPUNT_LEASE_RENEW: 'PT15S' },
    problem: 'MELDPUNT_LEASE_RENEW must be shorter than MELDPUNT_LEASE_DURATION, or leadership is lost between two renewals.',
  },
  {
    env: { MELDPUNT_LEASE_RETRY: 'PT10S' },
    problem: 'MELDPUNT_LEASE_RETRY must be shorter than MELDPUNT_LEASE_RENEW, or leadership is lost between two renewals.',
  },
  {
    env: { MELDPUNT_RETRY_MAX: 'PT0.1S' },
    problem: 'MELDPUNT_RETRY_BASE must not be longer than MELDPUNT_RETRY_MAX.',
  },
];

for (const { env, problem } of mistakes) {
  test(`${JSON.stringify(env)} is refused with what would be right`, () => {
    assert.equal(problemsOf(env), [problem]);
  });
}

test('all mistakes are told at once, the unknown names last', () => {
  const problems = problemsOf({ MELDPUNT_WORKERS: '4', MELDPUNT_CONCURRENCY: 'four', MELDPUNT_LOG_LEVEL: 'all', KUBECONFIG: undefined });
  assert.equal(
    problems.map((problem) => problem.split(' ')[0]),
    ['MELDPUNT_CONCURRENCY', 'MELDPUNT_LOG_LEVEL', 'There', 'MELDPUNT_WORKERS'],
  );
});

test('the variables in which Kubernetes announces a Service called meldpunt are no mistake', () => {
  const links = {
    MELDPUNT_SERVICE_HOST: '10.96.3.4',
    MELDPUNT_SERVICE_PORT: '443',
    MELDPUNT_SERVICE_PORT_HTTPS: '443',
    MELDPUNT_PORT: 'tcp://10.96.3.4:443',
    MELDPUNT_PORT_443_TCP: 'tcp://10.96.3.4:443',
    MELDPUNT_PORT_443_TCP_ADDR: '10.96.3.4',
    MELDPUNT_METRICS_SERVICE_HOST: '10.96.3.5',
  };
  assert.equal(problemsOf(links), []);
});

test('whatever the environment holds, the answer is a configuration or sentences of bounded length', () => {
  const names = Object.values(settings).map(({ name }) => name);
  const environment = fc.dictionary(
    fc.constantFrom(...names, 'KUBECONFIG'),
    fc.oneof(fc.string({ maxLength: 10_000 }), fc.constantFrom('PT1S', '1')),
  );
  return fc.assert(
    fc.property(environment, (env) => {
      const read = readConfig(env);
      if (!read.ok) assert.ok(read.problems.length > 0 && read.problems.every((problem) => problem.length < 600 && problem.endsWith('.')));
    }),
  );
});

test('the help text holds every setting with its default and meaning', () => {
  const flat = helpText().replace(/\s+/g, ' ');
  for (const { name, fallback, meaning } of Object.values(settings)) {
    assert.ok(flat.includes(`${fallback === '' ? name : `${name} (${fallback})`} ${meaning}`), name);
  }
  assert.ok(
    helpText()
      .split('\n')
      .every((line) => line.length <= 100),
  );
});

test('the place of the embedded control plane is no setting of the operator, and no mistake', () => {
  assert.is(readConfig({ OPERATOR_KUBECONFIG: 'operator.kubeconfig', MELDPUNT_CACHE: 'anywhere' }).ok, true);
});

test.run();
