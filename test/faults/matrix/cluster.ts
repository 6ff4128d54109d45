// Faults 11 to 13 and 20 to 28: the API server, etcd, rights and credentials fail.
import { setTimeout as delay } from 'node:timers/promises';
import { kinds } from '../../../operator/api/kinds.ts';
import { applyDirectory, run } from '../../../scripts/install.ts';
import { patiently } from '../../e2e/support/patience.ts';
import { insist } from '../rig/flow.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { Fault } from './fault.ts';
import { played } from './played.ts';
import { askEtcd } from './streams.ts';

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Kills a program of the control plane in the middle of the flow and starts it again. */
const killed =
  (part: 'apiServer' | 'etcd') =>
  (ground: Ground): Play => {
    const { plane, admin } = ground.product;
    return {
      reported: async () => {
        await delay(50);
        await plane[part].kill();
        await plane[part].start();
        await patiently(() => admin.get(kinds.IncidentPolicy, { name: 'default' }));
      },
      within: 90_000,
      slack: 3,
    };
  };

/** The control plane is away for longer than every time limit of the compressed settings, in the middle of the flow. */
const away = (ground: Ground): Play => {
  const { plane } = ground.product;
  return {
    changed: async () => {
      await plane.apiServer.kill();
      await delay(8_000);
      await plane.apiServer.start();
    },
    within: 90_000,
    slack: 3,
  };
};

const rival = (ground: Ground): Play => {
  const { admin } = ground.product;
  let going = true;
  let writes = 0;
  let rivalry: Promise<void> = Promise.resolve();
  const mark = (arena: Arena): Promise<unknown> =>
    admin.mergePatch(
      kinds.Incident,
      { namespace: arena.namespace, name: 'printer' },
      { metadata: { annotations: { rival: String(writes) } } },
    );
  return {
    open: (arena) => {
      rivalry = (async () => {
        while (going) {
          await mark(arena).then(
            () => {
              writes += 1;
            },
            () => undefined,
          );
          await delay(20);
        }
      })();
    },
    changed: async () => {
      await delay(2_000);
      going = false;
      await rivalry;
    },
    undo: () => {
      going = false;
    },
    slack: 3,
    figures: () => [`${writes} writes of a rival`],
    also: async ({ namespace }) => {
      const { metadata } = await admin.get<{ metadata: { name: string; annotations?: Record<string, string> } }>(kinds.Incident, {
        namespace,
        name: 'printer',
      });
      return metadata.annotations?.['rival'] === String(writes - 1) ? [] : ['what the rival wrote last is gone'];
    },
  };
};

/** Refuses every other write for a while, and asks to wait a second. */
const overloaded = (ground: Ground): Play => {
  const refused = new Map<string, number>();
  const early: string[] = [];
  let n = 0;
  let until = 0;
  return {
    open: () => {
      until = performance.now() + 4_000;
      ground.tap.arrange({
        fate: ({ content, method, plural, subresource, namespace, name }) => {
          if (!content) return undefined;
          const key = `${method} ${plural}/${subresource} ${namespace}/${name}`;
          const since = performance.now() - (refused.get(key) ?? Number.NEGATIVE_INFINITY);
          // The intake writes to the incident of an alert too, and knows nothing of what was answered to decisions.
          if (name !== '' && !name.startsWith('alert-') && since < 950)
            early.push(`${key} came again after ${since.toFixed(0)} ms, and was asked to wait a second`);
          n += 1;
          if (n % 2 === 0 || performance.now() > until) {
            refused.delete(key);
            return undefined;
          }
          refused.set(key, performance.now());
          return {
            kind: 'answer',
            answer: { status: 429, headers: { 'retry-after': '1' }, body: 'Too many requests, please try again later.' },
          };
        },
      });
    },
    slack: 2,
    figures: ({ source }) => [
      `${n} writes, half of them refused at first`,
      `intake: ${[...source.refusals].map(([status, count]) => `${count} × ${status}`).join(', ') || 'none refused'}`,
    ],
    also: () => [...new Set(early)],
  };
};

const committedThen504 = (ground: Ground): Play => {
  const told = new Set<string>();
  return {
    open: () =>
      ground.tap.arrange({
        fate: ({ content, method, plural, subresource, namespace, name }) => {
          const key = `${method} ${plural}/${subresource} ${namespace}/${name}`;
          if (!content || told.has(key)) return undefined;
          told.add(key);
          return { kind: 'instead', answer: { status: 504, body: '{"kind":"Status","status":"Failure","reason":"Timeout","code":504}' } };
        },
      }),
    slack: 3,
    figures: () => [`${told.size} writes answered with 504`],
  };
};

/** etcd says that it is full, as it does at its quota, until an administrator has made room and disarms the alarm. */
const noSpace = (ground: Ground): Play => {
  const alarm = (action: 'ACTIVATE' | 'DEACTIVATE'): Promise<unknown> =>
    insist(async () => {
      const status = await askEtcd<{ readonly header: { readonly member_id: string } }>(ground, '/v3/maintenance/status', {});
      return askEtcd(ground, '/v3/maintenance/alarm', { action, memberID: status.header.member_id, alarm: 'NOSPACE' });
    });
  let refusedFor = 0;
  return {
    before: async () => {
      await alarm('ACTIVATE');
    },
    reported: async () => {
      const begun = performance.now();
      await delay(6_000);
      await alarm('DEACTIVATE');
      refusedFor = performance.now() - begun;
    },
    undo: async () => {
      await alarm('DEACTIVATE');
    },
    within: 90_000,
    slack: 2,
    figures: ({ source }) => [
      `full for ${(refusedFor / 1000).toFixed(0)} s`,
      `intake: ${[...source.refusals].map(([status, count]) => `${count} × ${status}`).join(', ')}`,
    ],
    also: ({ source, replicas }) => [
      ...(source.refusals.size > 0 ? [] : ['the intake took what could not be stored']),
      ...replicas.filter((each) => each.crashes() > 0).map(({ name }) => `${name} ended by itself`),
    ],
  };
};

/** Takes the rights of the operator away, in the namespaces with records, and gives them back as the installation does. */
const revoked = (ground: Ground): Play => {
  const { kubeconfig } = ground.product.plane;
  const give = async (): Promise<void> => void (await applyDirectory(kubeconfig, 'charts/meldpunt/files/roles'));
  return {
    before: async () => void (await run(kubeconfig, 'delete', 'clusterrolebinding', 'meldpunt-operator-records')),
    reported: async () => {
      await delay(4_000);
      await give();
    },
    undo: give,
    within: 90_000,
    slack: 2,
    also: ({ replicas, trace }) => [
      ...replicas.filter((each) => each.crashes() > 0).map(({ name }) => `${name} ended by itself`),
      ...(trace().some(({ status }) => status === 403) ? [] : ['nothing was refused, so nothing was tested']),
    ],
  };
};

/** The token is refused from one moment to the next, and a new one stands in the file some seconds later. */
const rotated = async (ground: Ground): Promise<Play> => {
  const fresh = await ground.freshToken();
  let arena: Arena | undefined;
  let begun = 0;
  let recovered = '';
  return {
    open: (opened) => {
      arena = opened;
    },
    before: () => {
      begun = performance.now();
      ground.tap.arrange({
        fate: ({ token }) =>
          token === fresh
            ? undefined
            : { kind: 'answer', answer: { status: 401, body: '{"kind":"Status","code":401,"reason":"Unauthorized"}' } },
      });
      ground.tap.closeStreams();
    },
    reported: async () => {
      await delay(2_000);
      for (const each of arena?.replicas ?? []) each.rewrite(fresh);
    },
    changed: () => {
      recovered = seconds(begun);
    },
    within: 90_000,
    slack: 2,
    figures: () => [`all done ${recovered} after the old token was refused`],
    also: ({ replicas }) => replicas.filter((each) => each.crashes() > 0).map(({ name }) => `${name} ended by itself`),
  };
};

/** The server has another authority from one moment to the next, and the kubeconfig names it some seconds later. */
const reissued = (ground: Ground): Play => {
  let arena: Arena | undefined;
  return {
    open: (opened) => {
      arena = opened;
    },
    before: () => ground.tap.renewCertificate(),
    reported: async () => {
      await delay(2_000);
      for (const each of arena?.replicas ?? []) each.rewrite();
    },
    within: 90_000,
    slack: 2,
    also: ({ replicas }) => replicas.filter((each) => each.crashes() > 0).map(({ name }) => `${name} ended by itself`),
  };
};

/** Faults 11 to 13 and 20 to 28. */
export const cluster: readonly Fault[] = [
  played(11, 'kill -9 of the API server', 22, killed('apiServer')),
  played(12, 'kill -9 of etcd', 22, killed('etcd')),
  played('13a', 'the control plane is away in the middle', 28, away),
  played(20, 'a rival writes fifty times a second', 15, rival),
  played(21, '429 with Retry-After for every other write', 16, overloaded),
  played(22, 'committed, then 504', 13, committedThen504),
  played(23, 'etcd is full', 22, noSpace),
  played(26, 'rights taken away and given back', 20, revoked),
  played(27, 'the token is refused, a new one comes', 16, rotated),
  played(28, 'another certificate and authority', 16, reissued),
];
