import { readFileSync } from 'node:fs';
import { type Checkpoints, createCheckpoints } from './checkpoint/controller.ts';
import { type CheckpointKeys, readKeys } from './checkpoint/keys.ts';
import { mailSink } from './checkpoint/mail-sink.ts';
import { directorySink, type Sink, webhookSink } from './checkpoint/sinks.ts';
import { createStamper, type Stamper } from './checkpoint/stamping.ts';
import { createStore, type LogStore } from './checkpoint/store.ts';
import type { Config } from './config.ts';
import type { Cache } from './kube/cache.ts';
import type { Client } from './kube/client.ts';
import type { Recorded } from './kube/lean.ts';
import type { Observer } from './kube/observer.ts';
import { readMailSecret } from './mail/secret.ts';
import { settings } from './settings.ts';
import type { Log } from './telemetry/log.ts';
import { readAnchors } from './timestamp/certificates.ts';
import { requestStamp } from './timestamp/client.ts';

/** What the checkpoints of this operator are made with. */
export interface CheckpointParts {
  readonly config: Config;
  readonly log: Log;
  readonly client: Client;
  readonly caches: readonly Cache<Recorded>[];
  readonly fence: () => boolean;
  readonly observer: Observer;
  readonly figures: { readonly covered: () => void };
}

/** A register without checkpoints still is one: a key that is missing or wrong is told, and stops nothing else. */
const keysOf = ({ checkpointKey, checkpointOrigin }: Config, log: Log): CheckpointKeys | undefined => {
  const setting = settings.checkpointKey.name;
  if (checkpointKey === '') {
    log.warn('No checkpoints are signed: the end of a timeline could be cut off unseen. Set a key to sign with.', { setting });
    return undefined;
  }
  try {
    return readKeys(readFileSync(checkpointKey, 'utf8'), checkpointOrigin);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const cause = code === undefined && error instanceof Error ? error.message : `the file cannot be read (${code ?? 'unknown'})`;
    log.error('No checkpoints are signed: the key is of no use.', { setting, cause });
    return undefined;
  }
};

/** How long handing over one mail, and having one checkpoint stamped, may take (milliseconds). */
const mailTimeoutMs = 30_000;
const stampTimeoutMs = 10_000;

const mailSinkOf = (config: Config): readonly Sink[] => {
  const { checkpointMailServer: host, checkpointMailSecret: secret, checkpointMailTo: to, checkpointOrigin: origin } = config;
  const [from] = config.checkpointMailFrom;
  if (host === undefined || from === undefined) return [];
  const server = async () => ({ ...host, ...(secret === '' ? {} : await readMailSecret(secret)), timeoutMs: mailTimeoutMs });
  return [mailSink({ server, from, to, origin })];
};

const sinksOf = (config: Config): readonly Sink[] => [
  ...(config.checkpointDirectory === '' ? [] : [directorySink(config.checkpointDirectory)]),
  ...(config.checkpointWebhook === undefined ? [] : [webhookSink(config.checkpointWebhook)]),
  ...mailSinkOf(config),
];

/** A checkpoint without a stamp still is one: anchors that cannot be read are told, and stop nothing else. */
const stamperOf = ({ config, log, fence, observer }: CheckpointParts, store: LogStore): Stamper | undefined => {
  const { checkpointTsaUrl: url, checkpointTsaAnchors: file } = config;
  if (url === undefined) return undefined;
  try {
    const anchors = readAnchors(readFileSync(file, 'utf8'));
    return createStamper({ ask: (imprint) => requestStamp({ url, anchors, timeoutMs: stampTimeoutMs }, imprint), store, fence, observer });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const cause = code === undefined && error instanceof Error ? error.message : `the file cannot be read (${code ?? 'unknown'})`;
    log.error('Checkpoints get no time stamps: the trusted certificates are of no use.', {
      setting: settings.checkpointTsaAnchors.name,
      cause,
    });
    return undefined;
  }
};

/** The checkpoints of this operator; none without a key, which is said once. */
export const checkpointsOf = (parts: CheckpointParts): readonly Checkpoints[] => {
  const { config, log, client, caches, fence, observer, figures } = parts;
  const keys = keysOf(config, log);
  if (keys === undefined) return [];
  log.info('Checkpoints are signed with this key: keep its text outside the cluster, to verify with.', { verifier: keys.verifier });
  const { namespace, namespaces, checkpointOrigin: origin, checkpointIntervalMs: intervalMs } = config;
  const store = createStore(client, namespace);
  const stamper = stamperOf(parts, store);
  const sinks = sinksOf(config);
  const stamping = stamper === undefined ? {} : { stamper };
  return [
    createCheckpoints({
      store,
      caches,
      keys,
      origin,
      sinks,
      ...stamping,
      namespaces,
      intervalMs,
      fence,
      observer,
      covered: figures.covered,
    }),
  ];
};
