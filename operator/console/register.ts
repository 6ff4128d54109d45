import type { Kind } from '../api/kinds.ts';
import { kinds } from '../api/kinds.ts';
import type { EvidenceItem, Incident, Notification, TimelineArchive, Weakness } from '../api/types.gen.ts';
import type { Client } from '../kube/client.ts';
import { hasCode } from '../kube/errors.ts';
import type { KubeObject } from '../kube/object.ts';

/** What somebody may read, or that they may not: a part of a page that is not theirs must not hide the rest. */
export type Readable<T> = { readonly kind: 'read'; readonly items: readonly T[] } | { readonly kind: 'refused' };

/** So many records one list that has no pages shows. */
const shownAtMost = 100;

/** So many a download holds at most, to bound what one click costs. */
const downloadedAtMost = 20_000;

interface Narrowed {
  readonly namespace: string;
  readonly fieldSelector?: string;
  readonly most?: number;
}

const list = async <T extends KubeObject>(
  client: Client,
  kind: Kind,
  { namespace, fieldSelector, most = shownAtMost }: Narrowed,
): Promise<readonly T[]> => {
  const found: T[] = [];
  const options = { namespace, limit: Math.min(most, 500), ...(fieldSelector !== undefined && { fieldSelector }) };
  for await (const { items } of client.listPages<T>(kind, options)) {
    found.push(...items);
    if (found.length >= most) break;
  }
  return found;
};

/** Reads what may be read; a refusal is an answer, everything else is thrown. */
const readable = async <T>(reading: Promise<readonly T[]>): Promise<Readable<T>> => {
  try {
    return { kind: 'read', items: await reading };
  } catch (error) {
    if (hasCode(error, 'Forbidden')) return { kind: 'refused' };
    throw error;
  }
};

/**
 * Of some namespaces those of which somebody may list the incidents, by listing one as them. Throws the refusal of the API server where
 * that is none of them.
 */
export const listedBy = async (client: Client, namespaces: readonly string[]): Promise<readonly string[]> => {
  const tried = await Promise.allSettled(
    namespaces.map(async (namespace) => {
      await list<Incident>(client, kinds.Incident, { namespace, most: 1 });
      return namespace;
    }),
  );
  const refused = tried.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const failed = refused.find((error) => !hasCode(error, 'Forbidden'));
  if (failed !== undefined) throw failed;
  const allowed = tried.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (allowed.length === 0 && refused.length > 0) throw refused[0];
  return allowed;
};

/** The weaknesses that wait for an evaluation. */
export const weaknessesIn = (client: Client, namespace: string): Promise<Readable<Weakness>> =>
  readable(list<Weakness>(client, kinds.Weakness, { namespace, fieldSelector: 'status.phase=Reported' }));

/** An incident with everything that a page about it shows. */
export interface Dossier {
  readonly incident: Incident;
  readonly evidence: Readable<EvidenceItem>;
  readonly notifications: Readable<Notification>;
}

/** The notifications of an incident. */
export const notificationsOf = (client: Client, namespace: string, incident: string): Promise<Readable<Notification>> =>
  readable(list<Notification>(client, kinds.Notification, { namespace, fieldSelector: `spec.incidentRef.name=${incident}` }));

/** Reads an incident and what belongs to it. Throws where there is none, or it may not be read. */
export const dossierOf = async (client: Client, namespace: string, name: string): Promise<Dossier> => {
  const [incident, evidence, notifications] = await Promise.all([
    client.get<Incident>(kinds.Incident, { namespace, name }),
    readable(list<EvidenceItem>(client, kinds.EvidenceItem, { namespace, fieldSelector: `spec.incidentRef.name=${name}` })),
    notificationsOf(client, namespace, name),
  ]);
  return { incident, evidence, notifications };
};

/** Everything that the register of breaches is made of. Throws where a part of it may not be read: half a register is none. */
export const breachSourceOf = async (client: Client, namespace: string) => {
  const everything = { namespace, most: downloadedAtMost };
  const [incidents, notifications, archives] = await Promise.all([
    list<Incident>(client, kinds.Incident, everything),
    list<Notification>(client, kinds.Notification, everything),
    list<TimelineArchive>(client, kinds.TimelineArchive, everything),
  ]);
  return { incidents, notifications, archives };
};

/** Everything that figures are made of. Throws where a part of it may not be read: a sum over half a register is wrong. */
export const figureSourceOf = async (client: Client, namespace: string) => {
  const everything = { namespace, most: downloadedAtMost };
  const [incidents, notifications, weaknesses] = await Promise.all([
    list<Incident>(client, kinds.Incident, everything),
    list<Notification>(client, kinds.Notification, everything),
    list<Weakness>(client, kinds.Weakness, everything),
  ]);
  return { incidents, notifications, weaknesses };
};
