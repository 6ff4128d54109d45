// Faults 14 to 19: what the operator is told of the cluster is late, incomplete, or of another day.
import { setTimeout as delay } from 'node:timers/promises';
import { apiVersion, kinds } from '../../../operator/api/kinds.ts';
import { peerAt, request } from '../../cluster/connection.ts';
import { layoutOf } from '../../cluster/flags.ts';
import { readState } from '../../cluster/state.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { Fault } from './fault.ts';
import { played } from './played.ts';

const jsonOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

/** A question to etcd over its gateway; most answers are JSON. */
export const askEtcd = async <T = Record<string, unknown>>(
  { product: { plane } }: Ground,
  path: string,
  body: object,
  read: (text: string) => T = jsonOf as (text: string) => T,
): Promise<T> => {
  const layout = layoutOf(plane.dir);
  const ports = readState(layout)?.ports;
  if (ports === undefined) throw new Error('The control plane does not run.');
  const { status, text } = await request(peerAt(ports.etcd, layout.pki, 'etcd-ca', 'apiserver-etcd-client'), path, body);
  if (status !== 200) throw new Error(`etcd answered ${status} to ${path}: ${text}`);
  return read(text);
};

/** Throws away the history of etcd, so that a watch from before has to begin anew. */
const compact = async (ground: Ground): Promise<void> => {
  const { header } = await askEtcd<{ readonly header: { readonly revision: string } }>(ground, '/v3/kv/range', { key: 'AA==' });
  await askEtcd(ground, '/v3/kv/compaction', { revision: header.revision, physical: true });
};

const lists = (arena: Arena): number => arena.trace().filter(({ watch, method }) => method === 'GET' && !watch).length;
const watches = (arena: Arena): number => arena.trace().filter(({ watch }) => watch).length;

const halfOpen = (ground: Ground): Play => ({
  arrangement: { settings: { MELDPUNT_WATCH_IDLE: 'PT4S' } },
  before: () => ground.tap.deafenStreams(),
  figures: () => ['silence noticed within 4 s as set'],
});

const closing = (ground: Ground): Play => {
  let timer: NodeJS.Timeout | undefined;
  return {
    open: () => {
      timer = setInterval(ground.tap.closeStreams, 1_000);
    },
    figures: (arena) => [`${watches(arena)} streams`, `${lists(arena)} lists and reads`],
    undo: () => clearInterval(timer),
    also: (arena) => (lists(arena) <= 60 ? [] : [`${lists(arena)} lists although each stream could be resumed`]),
  };
};

/** A playbook that comes and goes; its name is that of the moment. */
const playbook = (name: string) => ({
  apiVersion,
  kind: 'Playbook',
  metadata: { name },
  spec: { title: 'A step', version: '1', steps: [{ name: 'one', phase: 'Contain', text: 'Do it.', role: 'responder' }] },
});

const expired = (ground: Ground): Play => {
  let before = 0;
  const { plane, admin } = ground.product;
  return {
    before: async () => {
      before = ground.tap.expired();
      await admin.create(kinds.Playbook, playbook('passing') as never);
      await delay(1_000);
      // The streams end, and the operator cannot begin new ones until the history that it knows is gone.
      ground.tap.arrange({
        fate: ({ watch, method }) => (watch && method === 'GET' ? { kind: 'answer', answer: { status: 503, body: '{}' } } : undefined),
      });
      ground.tap.closeStreams();
      await admin.delete(kinds.Playbook, { name: 'passing' });
      for (let n = 0; n < 3; n += 1)
        await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { metadata: { annotations: { n: String(n) } } });
      await compact(ground);
      await plane.apiServer.kill();
      await plane.apiServer.start();
      ground.tap.arrange({});
    },
    within: 90_000,
    figures: () => [`${ground.tap.expired() - before} errors with 410 inside an answer of 200`],
    also: () => (ground.tap.expired() > before ? [] : ['no stream was told 410, so nothing was tested']),
  };
};

const unobserved = (ground: Ground): Play => ({
  open: () => ground.tap.arrange({ stream: () => ({ kind: 'coalesce', ms: 700 }) }),
  before: async () => {
    const { admin } = ground.product;
    await admin.create(kinds.Playbook, playbook('unseen') as never);
    await admin.mergePatch(kinds.Playbook, { name: 'unseen' }, { spec: { title: 'Another step' } });
    await admin.delete(kinds.Playbook, { name: 'unseen' });
  },
  slack: 3,
});

const lagging = async (ground: Ground): Promise<Play> => {
  const second = await ground.second();
  return {
    before: async () => {
      ground.tap.lead(second.origin);
      await delay(1_500);
      second.freeze();
    },
    // What people do goes to the first server; the one that the operator asks learns it when its line is mended.
    reported: async () => {
      await delay(6_000);
      second.thaw();
    },
    within: 120_000,
    slack: 6,
    undo: () => {
      second.thaw();
      ground.tap.lead(ground.product.plane.url);
    },
  };
};

const older = async (ground: Ground): Promise<Play> => {
  const second = await ground.second();
  let arena: Arena | undefined;
  return {
    open: (opened) => {
      arena = opened;
    },
    before: second.freeze,
    changed: async () => {
      await delay(1_000);
      // Everything was sent by now; the server that it is started against knows nothing of that.
      ground.tap.lead(second.origin);
      await arena?.replicas[0]?.strike();
      await delay(5_000);
      second.thaw();
    },
    within: 120_000,
    slack: 6,
    undo: () => {
      second.thaw();
      ground.tap.lead(ground.product.plane.url);
    },
  };
};

/** Faults 14 to 19. */
export const streams: readonly Fault[] = [
  played(14, 'half-open watches', 16, halfOpen),
  played(15, 'watches closed every second', 11, closing),
  played(16, '410: the history is compacted while streams are away', 22, expired),
  played(17, 'states between are never observed', 16, unobserved),
  played(18, 'an API server that lags', 32, lagging),
  played(19, 'restart against an older API server', 30, older),
];
