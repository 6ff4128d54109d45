// What happens on the ground while something fails: people and a machine report, people are told by mail and by a call, facts change.

import { setTimeout as delay } from 'node:timers/promises';
import { apiVersion, kinds } from '../../../operator/api/kinds.ts';
import type { Incident, Notification } from '../../../operator/api/types.gen.ts';
import { listAll, listKinds, recordKinds } from '../../e2e/support/register.ts';
import type { Arena, Ground } from './ground.ts';
import { lawOfFlow } from './law.ts';
import { leads } from './replica.ts';

/** What a fault does in the course of it. */
export interface Course {
  /** Before anything is reported; the operator leads. */
  readonly before?: () => Promise<void> | void;
  /** When all was reported and nothing waited for yet. */
  readonly reported?: () => Promise<void> | void;
  /** When a fact was changed and nothing waited for yet. */
  readonly changed?: () => Promise<void> | void;
  /** How long each part may take to come to rest (milliseconds). */
  readonly within?: number;
}

/** The API server is away now and then: whoever works with it tries again. */
export const insist = async <T>(attempt: () => Promise<T>, within = 60_000): Promise<T> => {
  const end = performance.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await delay(150);
  }
};

const created = async ({ product: { admin } }: Ground, kind: (typeof kinds)[keyof typeof kinds], object: object): Promise<void> => {
  await insist(async () => {
    try {
      await admin.create(kind, object as never);
    } catch (error) {
      // An answer that was lost: it is there.
      if (!(error instanceof Error && error.message.includes('AlreadyExists'))) throw error;
    }
  });
};

/** An incident that somebody reports. */
export const incidentOf = (name: string, { namespace, begins }: Pick<Arena, 'namespace' | 'begins'>): object => {
  const at = new Date(begins - 60_000).toISOString();
  return {
    apiVersion,
    kind: 'Incident',
    metadata: { name, namespace },
    spec: {
      title: 'A service is down',
      category: 'Malfunction',
      asset: name,
      tlp: 'AMBER',
      awareAt: at,
      personalDataCheck: 'NotFound',
      report: { what: 'A service is down.', establishedAt: at, establishedBy: 'm.janssens' },
    },
  };
};

/** Proof of an incident that somebody collects. */
const evidenceOf = ({ namespace }: Arena): object => ({
  apiVersion,
  kind: 'EvidenceItem',
  metadata: { name: 'log', namespace },
  spec: {
    incidentRef: { name: 'portal' },
    description: 'The log of the portal.',
    mediaType: 'LogExtract',
    identified: { where: 'log archive of the portal' },
    collection: { method: 'Read-only export.', tool: { name: 'export', version: '1', certification: 'NIST CFTT' }, clockOffset: 'PT0S' },
    location: { place: 'evidence safe' },
    digest: { algorithm: 'sha256', value: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', bytes: 4 },
  },
});

/** What a person does with a notification to somebody outside: names the channel and approves the text. */
const approve = async ({ product: { admin } }: Ground, note: Notification): Promise<void> => {
  const digest = note.status?.document?.digest;
  if (note.spec.duty !== 'tell-outside' || note.status?.phase !== 'AwaitingApproval' || digest === undefined) return;
  const given = note.spec.approvals ?? [];
  if (given.some(({ of }) => of === digest)) return;
  const approvals = [...given, { id: `p${given.length}`, decision: 'Approve', of: digest }];
  await insist(() => admin.mergePatch(kinds.Notification, note.metadata, { spec: { channel: { webhook: { name: 'hook' } }, approvals } }));
};

/** For how long nothing may be written before the next thing happens (milliseconds). */
const restMs = 400;

/** What is not done yet of a namespace, as sentences. */
const open = async (ground: Ground, { namespace, trace }: Arena): Promise<readonly string[]> => {
  const { admin } = ground.product;
  const sinceWritten = ground.tap.now() - restMs;
  const records = await listKinds(admin, recordKinds, namespace);
  const notes = await listAll<Notification>(admin, kinds.Notification, namespace);
  for (const note of notes) await approve(ground, note);
  const concerned = records.filter(({ kind, spec }) => kind === 'Incident' && spec['awareAt'] !== undefined);
  return [
    ...records
      .filter(({ metadata, status }) => status?.observedGeneration !== metadata.generation)
      .map(({ kind, metadata }) => `${kind} ${metadata.name} is not taken in`),
    ...notes.filter(({ status }) => status?.phase !== 'Sent').map(({ metadata, status }) => `${metadata.name} is ${status?.phase}`),
    // Who has just written may have more to say.
    ...(trace().some(({ content, at }) => content && at > sinceWritten) ? ['something was written a moment ago'] : []),
    ...(notes.length < concerned.length * lawOfFlow.spec.duties.length ? ['notifications are missing'] : []),
  ];
};

/** Waits until everything in the namespace is taken in and everybody told. Throws with what is not. */
export const atRest = async (ground: Ground, arena: Arena, within = 60_000): Promise<void> => {
  const end = performance.now() + within;
  let [leader, since] = ['', 0];
  for (let left: readonly string[] = ['nothing was looked at']; ; ) {
    try {
      left = await open(ground, arena);
      const now = arena.replicas.find(leads)?.door() ?? '';
      if (now !== leader) [leader, since] = [now, performance.now()];
      // While nobody leads everything is quiet, and who has just begun to lead has not looked yet.
      if (leader === '' || performance.now() - since < restMs) left = [...left, 'nobody has led for long enough'];
      if (left.length === 0) return;
    } catch (error) {
      left = [`the API server does not answer: ${error instanceof Error ? error.message : 'unknown'}`];
    }
    if (performance.now() > end) throw new Error(`Not at rest within ${within} ms: ${left.slice(0, 8).join('; ')}`);
    await delay(100);
  }
};

/** Lets it all happen. Everything is at rest between the parts, so that the record is the same every time. */
export const flow = async (ground: Ground, arena: Arena, course: Course = {}): Promise<void> => {
  const { admin } = ground.product;
  await course.before?.();
  await Promise.all([
    created(ground, kinds.Incident, incidentOf('printer', arena)),
    created(ground, kinds.Incident, incidentOf('portal', arena)),
    created(ground, kinds.Weakness, {
      apiVersion,
      kind: 'Weakness',
      metadata: { name: 'door', namespace: arena.namespace },
      spec: { title: 'A door does not shut', notExploited: true },
    }),
    arena.source.post('feed000000000001'),
    Promise.resolve(course.reported?.()),
  ]);
  await atRest(ground, arena, course.within);
  const change = { spec: { title: 'A service is down for everybody' } };
  await insist(() =>
    admin.mergePatch<Incident & { metadata: { name: string } }>(kinds.Incident, { namespace: arena.namespace, name: 'portal' }, change),
  );
  await created(ground, kinds.EvidenceItem, evidenceOf(arena));
  await course.changed?.();
  await atRest(ground, arena, course.within);
};
