import type { Problem } from '../../api/validate.ts';
import { type Alert, type Normalised, shortDigest } from '../alert.ts';
import { bounded, type Fields, fieldsOf, linkOf } from '../fields.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../json.ts';

/** The ways in which HTTP carries CloudEvents 1.0. */
export type CloudEventMode = 'binary' | 'structured' | 'batch';

const told = ['summary', 'description', 'message'] as const;

/** Attributes of the specification; all others are extensions, and labels as well. */
const carried = new Set(['specversion', 'id', 'datacontenttype', 'dataschema', 'data', 'data_base64', 'time']);

const labelsOf = (event: JsonObject, data: Fields | undefined): ReadonlyMap<string, string> => {
  const labels = new Map(data?.texts('labels', true));
  for (const [name, value] of Object.entries(event)) {
    if (!carried.has(name) && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
      labels.set(name, String(value));
  }
  return labels;
};

const whatOf = (data: Fields | undefined, type: string): string => {
  const texts = told.flatMap((name) => data?.text(name) ?? []);
  return bounded(texts.length > 0 ? texts.join('\n') : `An event of type ${type} was received.`, 4096);
};

const alertOf = (event: JsonObject, problems: Problem[], path: string): Alert => {
  const fields = fieldsOf(event, problems, path);
  const [id, source, type] = [fields.required('id'), fields.required('source'), fields.required('type')];
  const before = problems.length;
  if (fields.required('specversion') !== '1.0' && problems.length === before)
    problems.push({ path: path === '' ? 'specversion' : `${path}.specversion`, message: 'has to be "1.0"' });
  const subject = fields.text('subject');
  const startsAt = fields.time('time');
  const inner = valueAt(event, 'data');
  // What is wrong inside `data` is the business of its own schema, so it is read leniently.
  const data = isObject(inner) ? fieldsOf(inner, []) : undefined;
  const url = linkOf(data?.text('url'));
  const labels = labelsOf(event, data);
  const severity = labels.get('severity') ?? data?.text('severity');
  return {
    system: 'cloudevents',
    // A subject is what recurs; without one, source and id make an event unique (CloudEvents 1.0), so a redelivery is the same.
    fingerprint: shortDigest(32, source, type, subject === undefined ? `id ${id}` : `subject ${subject}`),
    state: data?.oneOf('status', 'firing', 'resolved') ?? 'firing',
    rule: bounded(type, 253),
    labels,
    what: whatOf(data, type),
    group: `${source} ${type}`,
    ...(startsAt !== undefined && { startsAt }),
    ...(url !== undefined && { url }),
    ...(severity !== undefined && severity !== '' && { severity: bounded(severity, 63) }),
  };
};

/** The events of a body: in binary mode, `attributes` come from the `ce-` headers and the body is the data. */
const eventsOf = (mode: CloudEventMode, body: Json, attributes: ReadonlyMap<string, string>): readonly Json[] => {
  if (mode === 'binary') return [{ ...Object.fromEntries(attributes), data: body }];
  return mode === 'batch' ? (body as readonly Json[]) : [body];
};

/**
 * Reads CloudEvents 1.0 in one of their modes. A batch of events of one source and type is a group, as far as storms go.
 * Attributes hold no personal data by the specification; `data` may, and only the report gets of it.
 */
export const fromCloudEvents = (mode: CloudEventMode, body: Json, attributes: ReadonlyMap<string, string> = new Map()): Normalised => {
  if (mode === 'batch' && !Array.isArray(body)) return { ok: false, problems: [{ path: '', message: 'has to be an array of events' }] };
  const problems: Problem[] = [];
  const events = eventsOf(mode, body, attributes);
  const alerts = events.flatMap((event, index) => {
    const path = mode === 'batch' ? `[${index}]` : '';
    if (isObject(event)) return [alertOf(event, problems, path)];
    if (problems.length < 20) problems.push({ path, message: 'has to be an object' });
    return [];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, message: { alerts, truncated: 0 } };
};
