// The ground on which faults are played: one control plane behind a Tap, receivers that fail on demand, and for each fault a namespace of
// its own, so that none meets what another left behind.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kinds } from '../../../operator/api/kinds.ts';
import type { Notification } from '../../../operator/api/types.gen.ts';
import { operatorAccount } from '../../../scripts/install.ts';
import { layoutOf } from '../../cluster/flags.ts';
import { freePort } from '../../cluster/ports.ts';
import { type Product, startProduct } from '../../e2e/support/product.ts';
import { listAll } from '../../e2e/support/register.ts';
import { channelsOf, mountSecrets, quickDelivery } from '../campaign.ts';
import { type HookMood, startHook } from '../hook.ts';
import { createLedger, type Ledger } from '../ledger.ts';
import { type MailMood, startMailbox } from '../mailbox.ts';
import { lawOfFlow } from './law.ts';
import { type Replica, startReplica, untilLed } from './replica.ts';
import { type Second, startSecond } from './second.ts';
import { createSource, type Source } from './source.ts';
import { startTap, type Tap, type Trace } from './tap.ts';

/** What a fault may set for its namespace. */
export interface Arrangement {
  readonly replicas?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** What only the process with that number gets. */
  readonly settingsOf?: (incarnation: number) => Readonly<Record<string, string>>;
  readonly through?: readonly string[];
  /** Whether to wait until an operator leads; it is unless told. */
  readonly led?: boolean;
}

/** A namespace with operators that serve it alone. */
export interface Arena {
  readonly namespace: string;
  readonly begins: number;
  readonly replicas: readonly Replica[];
  readonly source: Source;
  readonly ledger: Ledger;
  /** Notes that nobody can know what became of the messages that are being sent: their sender died, sleeps or was cut off. */
  readonly doubtClaimed: () => Promise<void>;
  /** What the operators of this arena asked of the API server. */
  readonly trace: () => readonly Trace[];
  /** Ends the operators, and lets everything pass again. */
  readonly close: () => Promise<void>;
}

/** The ground. */
export interface Ground {
  readonly product: Product;
  readonly tap: Tap;
  /** How the next message goes; a fault sets these, and they are good again for the next one. */
  readonly moods: { mail: () => MailMood; hook: () => HookMood };
  readonly second: () => Promise<Second>;
  readonly arena: (arrangement?: Arrangement) => Promise<Arena>;
  /** The arena that was opened last. */
  readonly arenaNow: () => Arena | undefined;
  /** Another token for the account of the operator, valid as long as the first. */
  readonly freshToken: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Settings by which minutes pass in seconds. They are those that every installation can set. */
export const compressed = {
  ...quickDelivery,
  MELDPUNT_RETRY_BASE: 'PT0.05S',
  MELDPUNT_RETRY_MAX: 'PT1S',
  MELDPUNT_REQUEST_TIMEOUT: 'PT5S',
  MELDPUNT_WATCH_IDLE: 'PT10S',
} as const;

const tokenIn = (kubeconfig: string): string =>
  (JSON.parse(readFileSync(kubeconfig, 'utf8')) as { users: [{ user: { token: string } }] }).users[0].user.token;

const applied = async ({ kubectl }: Product, input: string): Promise<void> => {
  const { code, stderr } = await kubectl(['apply', '-f', '-'], { input });
  if (code !== 0) throw new Error(stderr);
};

/** The people of the samples in another namespace. */
const people = (namespace: string): string => {
  const samples = resolve(import.meta.dirname, '../../../samples/organisation');
  const text = ['10-namespace.yaml', '30-people.yaml'].map((file) => readFileSync(join(samples, file), 'utf8')).join('\n---\n');
  return text.replace(/name: incidents$/gm, `name: ${namespace}`).replace(/namespace: incidents\}/g, `namespace: ${namespace}}`);
};

/** Both receivers, with a ledger and moods that change from fault to fault. */
const startReceivers = async (directory: string, strike: () => Promise<void>) => {
  const now = { ledger: createLedger() };
  const ledger: Ledger = {
    get transmissions() {
      return now.ledger.transmissions;
    },
    note: (transmission) => now.ledger.note(transmission),
    doubt: (key) => now.ledger.doubt(key),
    doubts: (key) => now.ledger.doubts(key),
  };
  const moods: Ground['moods'] = { mail: () => 'good', hook: () => 'good' };
  const secret = Buffer.alloc(32, 'faults');
  const mailbox = await startMailbox({ ledger, strike, mood: () => moods.mail() });
  const hook = await startHook({ ledger, strike, secret, mood: () => moods.hook() });
  const secrets = mountSecrets(mailbox, hook, secret, {}, directory);
  return {
    moods,
    secrets,
    channels: channelsOf(mailbox, hook),
    /** An empty ledger and good moods. */
    anew: (): Ledger => {
      now.ledger = createLedger();
      Object.assign(moods, { mail: () => 'good', hook: () => 'good' });
      return now.ledger;
    },
    close: () => {
      mailbox.close();
      hook.close();
      rmSync(secrets, { recursive: true, force: true });
    },
  };
};

/** The account by which a monitoring system reports. */
const senderOf = async (product: Product): Promise<string> => {
  await applied(product, JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } }));
  await applied(
    product,
    JSON.stringify({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'alertmanager', namespace: 'monitoring' } }),
  );
  return tokenIn(await product.plane.serviceAccountKubeconfig('monitoring', 'alertmanager'));
};

/** What an arena is made with. */
interface Site {
  readonly product: Product;
  readonly tap: Tap;
  readonly directory: string;
  readonly kubeconfig: string;
  readonly secrets: string;
  readonly token: string;
  /** Those that run now; they can be struck. */
  readonly current: { replicas: readonly Replica[] };
  readonly anew: () => Ledger;
}

/** A namespace of its own with operators that serve it alone; `place` counts the arenas. */
const openArena = async (site: Site, place: number, arrangement: Arrangement): Promise<Arena> => {
  const { product, tap, directory, kubeconfig, secrets, token, current } = site;
  const namespace = `arena-${place}`;
  await applied(product, people(namespace));
  const ledger = site.anew();
  tap.arrange({});
  const since = tap.trace.length;
  const doubtClaimed = async (): Promise<void> => {
    try {
      for (const { status } of await listAll<Notification>(product.admin, kinds.Notification, namespace))
        for (const { outcome, key } of status?.deliveries ?? []) if (outcome === 'Claimed') ledger.doubt(key);
    } catch {
      // The API server is away, and whoever died could not have claimed anything.
    }
  };
  const ports = await Promise.all(Array.from({ length: arrangement.replicas ?? 1 }, () => freePort()));
  const replicas = ports.map((port, index) =>
    startReplica({
      name: `r${place}x${index + 1}`,
      directory,
      kubeconfig,
      url: tap.url,
      ca: tap.ca,
      died: doubtClaimed,
      ...(arrangement.through !== undefined && { through: arrangement.through }),
      settings: (incarnation) => ({
        ...compressed,
        MELDPUNT_NAMESPACES: namespace,
        MELDPUNT_CHANNEL_SECRETS: secrets,
        MELDPUNT_INTAKE_ADDR: `127.0.0.1:${port}`,
        ...arrangement.settings,
        ...arrangement.settingsOf?.(incarnation),
      }),
    }),
  );
  current.replicas = replicas;
  const close = async (): Promise<void> => {
    tap.arrange({});
    await Promise.all(replicas.map((each) => each.end()));
  };
  try {
    if (arrangement.led !== false) await untilLed(replicas);
  } catch (error) {
    await close();
    throw error;
  }
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const source = createSource({ urls, token, namespace });
  return { namespace, begins: Date.now(), replicas, ledger, close, source, doubtClaimed, trace: () => tap.trace.slice(since) };
};

/** The law of the flow alone, and the channels, in the policy of the samples. */
const prepareLaw = async ({ admin }: Product, channels: readonly object[]): Promise<void> => {
  await admin.create(kinds.ReportingRegime, lawOfFlow as never);
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: [lawOfFlow.metadata.name], channels } });
};

/** Starts the ground: control plane, everything installed, the law of the flow, the receivers, the Tap. */
export const startGround = async (): Promise<Ground> => {
  const product = await startProduct();
  const { plane } = product;
  const directory = join(plane.dir, 'replicas');
  mkdirSync(directory, { recursive: true });
  const current: Site['current'] = { replicas: [] };
  const strike = async (door?: string): Promise<void> => {
    await Promise.all(current.replicas.map((each) => each.strike(door)));
  };
  const receivers = await startReceivers(directory, strike);
  const authority = readFileSync(join(layoutOf(plane.dir).pki, 'ca.crt'), 'utf8');
  const tap = await startTap({ origin: plane.url, authority, kill: strike });
  const account = (): Promise<string> => plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name);
  const site: Site = {
    product,
    tap,
    directory,
    current,
    secrets: receivers.secrets,
    anew: receivers.anew,
    kubeconfig: await account(),
    token: await senderOf(product),
  };
  await prepareLaw(product, receivers.channels);
  let arenas = 0;
  let other: Second | undefined;
  let now: Arena | undefined;
  return {
    product,
    tap,
    moods: receivers.moods,
    arena: async (arrangement = {}) => {
      arenas += 1;
      now = await openArena(site, arenas, arrangement);
      return now;
    },
    arenaNow: () => now,
    second: async () => {
      other ??= await startSecond(plane);
      return other;
    },
    freshToken: async () => tokenIn(await account()),
    stop: async () => {
      await Promise.all(current.replicas.map((each) => each.end()));
      receivers.close();
      await tap.close();
      await other?.stop();
      await product.stop();
    },
  };
};
