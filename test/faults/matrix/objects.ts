// Faults 24, 25, 30 to 32 and 48: objects that are too large, too many, or taken away.
import { setTimeout as delay } from 'node:timers/promises';
import { kinds } from '../../../operator/api/kinds.ts';
import type { Incident, Notification } from '../../../operator/api/types.gen.ts';
import { hasCode, KubeError } from '../../../operator/kube/errors.ts';
import { applyDirectory, run } from '../../../scripts/install.ts';
import { listAll } from '../../e2e/support/register.ts';
import { until } from '../../kube/lab.ts';
import { incidentOf, insist } from '../rig/flow.ts';
import type { Arena, Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { Fault, Finding } from './fault.ts';
import { played } from './played.ts';

const answerOf = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return '201';
  } catch (error) {
    return error instanceof KubeError ? `${error.status} ${error.code}` : 'no answer';
  }
};

const tooLarge = (ground: Ground): Play => {
  const { admin } = ground.product;
  const answers: string[] = [];
  return {
    reported: async () => {
      const arena = ground.arenaNow();
      if (arena === undefined) return;
      for (const mebibytes of [0.2, 0.9, 1.4, 1.6, 3.2]) {
        const object = incidentOf(`large-${String(mebibytes).replace('.', '-')}`, arena) as { metadata: object; spec: { report: object } };
        const filling = 'x'.repeat(Math.floor(mebibytes * 1024 * 1024));
        // What fits into annotations is stored; no field of a record takes more.
        const sent =
          mebibytes < 0.25
            ? { ...object, metadata: { ...object.metadata, annotations: { filling } } }
            : { ...object, spec: { ...object.spec, report: { ...object.spec.report, what: filling } } };
        answers.push(`${mebibytes} MiB: ${await answerOf(admin.create(kinds.Incident, sent as never))}`);
      }
    },
    beside: /^large-/,
    figures: () => answers,
    also: () => (answers.filter((each) => each.endsWith('201')).length === 1 ? [] : ['not exactly the one that fits was stored']),
  };
};

/** Events vanish after an hour; an operator that starts afterwards decides as one that sees them. */
const withoutEvents = (ground: Ground): Play => ({
  changed: async () => {
    const arena = ground.arenaNow();
    if (arena === undefined) return;
    await delay(1_500);
    await run(ground.product.plane.kubeconfig, 'delete', 'events.events.k8s.io', '--all', '-n', arena.namespace);
    await arena.replicas[0]?.strike();
  },
  events: false,
});

const definition = 'playbooks.meldpunt.dev';

/** The definition of the playbooks is deleted, in the two steps that this takes, and installed again. */
const definitionGone = (ground: Ground): Play => {
  const { kubeconfig } = ground.product.plane;
  const restore = async (): Promise<void> => {
    await insist(() => applyDirectory(kubeconfig, 'charts/meldpunt/files/crds'), 30_000);
    await run(kubeconfig, 'wait', '--for=condition=Established', `crd/${definition}`, '--timeout=30s');
    await insist(() => applyDirectory(kubeconfig, 'samples/organisation/40-playbook.yaml'), 30_000);
  };
  let refusal = '';
  return {
    before: async () => {
      refusal = await run(kubeconfig, 'delete', 'crd', definition).then(
        () => '',
        (error: Error) => error.message,
      );
      await run(kubeconfig, 'annotate', 'crd', definition, `meldpunt.dev/erase-all-records=${definition}`);
      await run(kubeconfig, 'delete', 'crd', definition, '--timeout=30s');
    },
    reported: async () => {
      await delay(3_000);
      await restore();
    },
    undo: restore,
    within: 90_000,
    slack: 2,
    also: ({ replicas }) => [
      ...(refusal.includes('erase-all-records') ? [] : ['the definition could be deleted in one step']),
      ...replicas.filter((each) => each.crashes() > 0).map(({ name }) => `${name} ended by itself`),
      ...(replicas.some((each) => /"level":"(?:warn|error)"[^\n]*Playbook/.test(each.log()))
        ? []
        : ['nobody was told that playbooks are gone']),
    ],
    figures: () => ['refused at first, then deleted and restored'],
  };
};

/** Somebody deletes the namespace in the middle; records in it keep it. */
const namespaceDeleted = (ground: Ground): Play => {
  let said = '';
  return {
    changed: async () => {
      const { code, stderr } = await ground.product.kubectl(['delete', 'namespace', ground.arenaNow()?.namespace ?? '', '--wait=false']);
      said = code === 0 ? '' : stderr;
    },
    figures: () => ['refused: the namespace holds records'],
    also: async ({ namespace }) => {
      const { stdout } = await ground.product.kubectl(['get', 'namespace', namespace, '-o', 'jsonpath={.status.phase}']);
      return [...(said === '' ? ['the namespace could be deleted'] : []), ...(stdout === 'Active' ? [] : [`the namespace is ${stdout}`])];
    },
  };
};

/** A notification is deleted while the mail server, which says nothing, has the message. */
const deletedInFlight = (ground: Ground): Play => {
  const answers: string[] = [];
  return {
    open: () => {
      let attempts = 0;
      ground.moods.mail = () => {
        attempts += 1;
        return attempts <= 2 ? 'silent' : 'good';
      };
    },
    reported: async () => {
      const namespace = ground.arenaNow()?.namespace ?? '';
      const { admin } = ground.product;
      let claimed: Notification | undefined;
      await until('a message is being sent', async () => {
        claimed = (await listAll<Notification>(admin, kinds.Notification, namespace)).find(({ status }) =>
          (status?.deliveries ?? []).some(({ outcome }) => outcome === 'Claimed'),
        );
        return claimed !== undefined;
      });
      answers.push(await answerOf(admin.delete(kinds.Notification, { namespace, name: claimed?.metadata.name ?? '' })));
    },
    slack: 8,
    figures: () => [`the deletion was answered with ${answers.join()}`],
    also: () => (answers.every((each) => /^(?:403|422)/.test(each)) ? [] : ['a record could be deleted before its time']),
  };
};

const p99 = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * 0.99))] ?? 0;

/** How long incidents of one namespace wait for their answer (milliseconds). */
const waits = async ({ product: { admin } }: Ground, arena: Arena, prefix: string, count: number): Promise<readonly number[]> => {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const name = `${prefix}-${n}`;
    const begun = performance.now();
    await admin.create(kinds.Incident, incidentOf(name, arena) as never);
    await until(
      `${name} is answered`,
      async () => {
        const { status } = await admin.get<Incident & { metadata: { name: string } }>(kinds.Incident, { namespace: arena.namespace, name });
        return status?.observedGeneration === 1;
      },
      60_000,
    );
    took.push(performance.now() - begun);
  }
  return took;
};

const floodSize = 1_000;

/** One namespace is flooded; another one's incidents are answered meanwhile. */
const flooded: Fault = {
  id: '48',
  title: `a tenant floods ${floodSize} incidents`,
  cost: 70,
  run: async ({ ground }): Promise<Finding> => {
    const on = await ground();
    const quiet = await on.arena({ settings: { MELDPUNT_NAMESPACES: '' } });
    try {
      const calm = p99(await waits(on, quiet, 'calm', 15));
      const noisy = { ...quiet, namespace: `${quiet.namespace}-noisy` };
      await run(on.product.plane.kubeconfig, 'create', 'namespace', noisy.namespace);
      let next = 0;
      const flooding = Promise.all(
        Array.from({ length: 12 }, async () => {
          for (let n = next++; n < floodSize; n = next++) {
            const name = `flood-${n}`;
            await insist(() =>
              on.product.admin.create(kinds.Incident, incidentOf(name, noisy) as never).catch((error: unknown) => {
                if (!hasCode(error, 'AlreadyExists')) throw error;
              }),
            );
          }
        }),
      );
      await until('the flood comes in', () => next > 100);
      const beside = p99(await waits(on, quiet, 'beside', 15));
      const during = next < floodSize;
      await flooding;
      const figures = [`p99 ${calm.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside the flood`];
      if (!during) return { kind: 'broken', figures, problems: ['the flood was over before the other tenant was answered'] };
      return { kind: 'held', figures };
    } finally {
      await quiet.close();
    }
  },
};

/** Faults 24, 25, 30 to 32 and 48. */
export const objects: readonly Fault[] = [
  played(24, 'objects from 0.2 to 3.2 MiB', 13, tooLarge),
  played(25, 'all Events vanish, and the operator starts again', 16, withoutEvents),
  played(30, 'a definition is deleted and comes back', 24, definitionGone),
  played(31, 'the namespace is deleted in the middle', 13, namespaceDeleted),
  played(32, 'a notification is deleted while it is sent', 16, deletedInFlight),
  flooded,
];
