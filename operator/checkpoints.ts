import { readFileSync } from 'node:fs';
import { type Checkpoints, createCheckpoints } from './checkpoint/controller.ts';
import { type CheckpointKeys, readKeys } from './checkpoint/keys.ts';
import { directorySink, type Sink, webhookSink } from './checkpoint/sinks.ts';
import { createStore } from './checkpoint/store.ts';
import type { Config } from './config.ts';
import type { Cache } from './kube/cache.ts';
import type { Client } from './kube/client.ts';
import type { Recorded } from './kube/lean.ts';
import type { Observer } from './kube/observer.ts';
import { settings } from './settings.ts';
import type { Log } from './telemetry/log.ts';

/** What the checkpoints of this operator are made with. */
export interface CheckpointParts {
  readonly config: Config;
  readonly log: Log;
  readonly client: Client;
  readonly caches: readonly Cache<Recorded>[];
  readonly fence: () => boolean;
  readonly observer: Observer;
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

const sinksOf = ({ checkpointDirectory, checkpointWebhook }: Config): readonly Sink[] => [
  ...(checkpointDirectory === '' ? [] : [directorySink(checkpointDirectory)]),
  ...(checkpointWebhook === undefined ? [] : [webhookSink(checkpointWebhook)]),
];

/** The checkpoints of this operator; none without a key, which is said once. */
export const checkpointsOf = ({ config, log, client, caches, fence, observer }: CheckpointParts): readonly Checkpoints[] => {
  const keys = keysOf(config, log);
  if (keys === undefined) return [];
  log.info('Checkpoints are signed with this key: keep its text outside the cluster, to verify with.', { verifier: keys.verifier });
  const { namespace, namespaces, checkpointOrigin: origin, checkpointIntervalMs: intervalMs } = config;
  const store = createStore(client, namespace);
  return [createCheckpoints({ store, caches, keys, origin, sinks: sinksOf(config), namespaces, intervalMs, fence, observer })];
};
