import { createHash } from 'node:crypto';
import { kinds } from '../api/kinds.ts';
import type { Incident, IncidentPolicy } from '../api/types.gen.ts';
import type { Client } from '../kube/client.ts';
import { hasCode } from '../kube/errors.ts';
import type { Normalised } from './alert.ts';
import { type Answer, answerFor, malformed, refusal } from './answer.ts';
import type { FamilyOf } from './family.ts';
import { gather } from './gather.ts';
import { type Json, parseJson } from './json.ts';
import { fromAlertmanager } from './normalise/alertmanager.ts';
import { type CloudEventMode, fromCloudEvents } from './normalise/cloudevents.ts';
import { fromFalco } from './normalise/falco.ts';
import type { IntakeObserver } from './observer.ts';
import { isOver } from './place.ts';
import { readReport, reportName } from './report.ts';
import type { Store } from './store.ts';
import type { Outcome } from './work.ts';

/** A request of which the sender is known and the body is whole. */
export interface Delivery {
  readonly namespace: string;
  readonly caller: string;
  readonly body: Buffer;
  /** Lower-case names; those of an HTTP request. */
  readonly headers: ReadonlyMap<string, string>;
  /** What its sender calls it, so that the same one is stored once; empty where it has no name. */
  readonly key: string;
  /** Whether the sender may write in another person's name. */
  readonly mayAttribute: () => Promise<boolean>;
}

/** What takes in deliveries; each resolves to its answer, and never throws. */
export interface Receivers {
  readonly alertmanager: (delivery: Delivery) => Promise<Answer>;
  readonly cloudevents: (delivery: Delivery) => Promise<Answer>;
  readonly falco: (delivery: Delivery) => Promise<Answer>;
  readonly reports: (delivery: Delivery) => Promise<Answer>;
}

/** What receiving needs. */
export interface ReceiverOptions {
  readonly client: Client;
  readonly policy: () => IncidentPolicy | undefined;
  readonly families: FamilyOf;
  readonly store: Store;
  readonly observer: IntakeObserver;
  /** UTC. */
  readonly now: () => string;
  readonly token: () => string;
}

/** So many incidents one message may concern: each costs two writes, and its sender waits for all of them. */
const mostReports = 500;

const payloadOf = (body: Buffer): string => `sha256:${createHash('sha256').update(body).digest('hex')}`;

const mediaType = ({ headers }: Delivery): string => (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');

const notJson = refusal(415, 'The body has to be JSON, and to say so: content-type: application/json.');

/** Reads a body as JSON, and hands it on; what is none is refused. */
const withJson = async (delivery: Delivery, take: (json: Json) => Promise<Answer>): Promise<Answer> => {
  if (!isJson(mediaType(delivery))) return notJson;
  const parsed = parseJson(delivery.body);
  return parsed.ok ? take(parsed.value) : refusal(400, parsed.problem);
};

const tell = (observer: IntakeObserver, outcome: Outcome, alerts: readonly { readonly state: string }[]): void => {
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  if (outcome.kind === 'ignored') {
    observer.alerts('ignored', alerts.length);
    return;
  }
  const created = outcome.kind === 'created' ? 1 : 0;
  observer.alerts('created', created);
  observer.alerts(outcome.kind === 'pending' ? 'pending' : 'counted', firing - created);
  observer.alerts('resolved', alerts.length - firing);
};

/** Stores what a message brought; the answer is a success only when all of it is stored. */
const createStoring = ({ policy, families, store, observer, now }: ReceiverOptions) => {
  return async ({ namespace, caller, body }: Delivery, read: Normalised): Promise<Answer> => {
    if (!read.ok) return malformed(read.problems);
    const at = now();
    const payload = payloadOf(body);
    const reports = gather(read.message, policy(), (system, fingerprint) =>
      families(namespace, system, fingerprint).some((incident) => isOver(incident) === undefined),
    );
    if (reports.length > mostReports)
      return refusal(
        413,
        `The message would make ${reports.length} incidents at once; send at most ${mostReports} different alerts at a time.`,
      );
    const settled = await Promise.allSettled(
      reports.map(async (report) => {
        const outcome = await store({ namespace, caller, report, at, payload });
        tell(observer, outcome, report.alerts);
        return outcome;
      }),
    );
    const failed = settled.find((one) => one.status === 'rejected');
    if (failed !== undefined) return answerFor(failed.reason, namespace);
    const results = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    return { status: 200, body: { namespace, results, ...(read.message.truncated > 0 && { truncatedAlerts: read.message.truncated }) } };
  };
};

/** Header values of CloudEvents are percent-encoded (its HTTP binding, 3.1.3.2); one that is not decodable is taken as it is. */
const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

const attributesOf = (headers: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...headers].filter(([name]) => name.startsWith('ce-')).map(([name, value]) => [name.slice(3), decoded(value)]));

const modeOf = (type: string, headers: ReadonlyMap<string, string>): CloudEventMode | undefined => {
  if (type === 'application/cloudevents-batch+json') return 'batch';
  if (type === 'application/cloudevents+json') return 'structured';
  return headers.has('ce-specversion') || headers.has('ce-type') ? 'binary' : undefined;
};

const noMode =
  'This is no CloudEvent: send it as application/cloudevents+json, as application/cloudevents-batch+json, or with ce- headers (CloudEvents 1.0).';

/** Stores a report of a person or another program, and tells them whom to call (E1). */
const createReporting = ({ client, policy, observer, now, token }: ReceiverOptions) => {
  const create = async (delivery: Delivery, json: Json): Promise<Answer> => {
    const { namespace, caller, key, mayAttribute } = delivery;
    const name = reportName(caller, key === '' ? token() : key);
    const read = readReport(json, { namespace, name, caller, at: now() });
    if (!read.ok) return malformed(read.problems);
    if (read.spokenFor && !(await mayAttribute()))
      return refusal(
        403,
        `report.reportedBy names somebody else. You are ${caller}: leave it out, or report for others with the verb attribute on incidents.`,
      );
    const existed = await client.create<Incident>(kinds.Incident, read.draft as Incident).then(
      () => false,
      (error: unknown) => {
        if (hasCode(error, 'AlreadyExists')) return true;
        throw error;
      },
    );
    observer.alerts(existed ? 'counted' : 'created', 1);
    const contactPoint = policy()?.spec.contactPoint;
    return { status: existed ? 200 : 201, body: { namespace, name, ...(contactPoint !== undefined && { contactPoint }) } };
  };
  return async (delivery: Delivery, json: Json): Promise<Answer> => {
    try {
      return await create(delivery, json);
    } catch (error) {
      return answerFor(error, delivery.namespace);
    }
  };
};

/** What each path does with a body. */
export const createReceivers = (options: ReceiverOptions): Receivers => {
  const keep = createStoring(options);
  const report = createReporting(options);
  return {
    alertmanager: (delivery) => withJson(delivery, (json) => keep(delivery, fromAlertmanager(json))),
    falco: (delivery) => withJson(delivery, (json) => keep(delivery, fromFalco(json))),
    reports: (delivery) => withJson(delivery, (json) => report(delivery, json)),
    cloudevents: async (delivery) => {
      const type = mediaType(delivery);
      const mode = modeOf(type, delivery.headers);
      if (mode === undefined) return refusal(415, noMode);
      const attributes = attributesOf(delivery.headers);
      if (mode !== 'binary') return withJson(delivery, (json) => keep(delivery, fromCloudEvents(mode, json, attributes)));
      // Data in another format than JSON are not looked into; the event counts all the same.
      if (!isJson(type) || delivery.body.length === 0) return keep(delivery, fromCloudEvents('binary', null, attributes));
      return withJson(delivery, (json) => keep(delivery, fromCloudEvents('binary', json, attributes)));
    },
  };
};
