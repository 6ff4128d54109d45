import { type Form, messageId, urgencyOf } from './message.ts';

/** Orders as text as it does as a number (CloudEvents extension Sequence). */
const padded = (seq: number): string => String(seq).padStart(10, '0');

/**
 * An entry as a CloudEvent 1.0 in structured mode. `sequence` and `partitionkey` are the extensions of those names: within a record,
 * entries come in order. What it says is what the Kubernetes Event of the entry says: codes, identifiers and digests, and never who
 * did it (S6); whoever may know finds the actor in the record, by the hash.
 */
export const cloudEventForm: Form = ({ subject, entry, incident, origin }) => {
  const { kind, namespace, name, uid } = subject;
  const { seq, at, reason, note, prev, hash } = entry;
  const phase = incident?.status?.phase;
  const event = {
    specversion: '1.0',
    id: messageId(subject, entry),
    source: `//${origin}`,
    type: `dev.meldpunt.${kind.toLowerCase()}.${reason}`,
    subject: `${namespace}/${kind.toLowerCase()}/${name}`,
    time: at,
    datacontenttype: 'application/json',
    sequence: padded(seq),
    partitionkey: uid,
    data: {
      kind,
      namespace,
      name,
      uid,
      seq,
      reason,
      urgency: urgencyOf(reason),
      note,
      prev,
      hash,
      ...(incident !== undefined && { incident: incident.metadata.name, drill: incident.spec.drill === true }),
      ...(phase !== undefined && { phase }),
    },
  };
  return { id: event.id, contentType: 'application/cloudevents+json; charset=utf-8', body: JSON.stringify(event) };
};
