import type { Problem } from '../../api/validate.ts';
import { type Alert, type Normalised, shortDigest } from '../alert.ts';
import { bounded, fieldsOf } from '../fields.ts';
import { isObject, type Json } from '../json.ts';

/** The fields that say where it happened without changing with every process: they make repetitions recognisable. */
const place = ['k8s.ns.name', 'k8s.deployment.name', 'container.image.repository'] as const;

/**
 * Reads an event of Falco (`json_output`, `http_output`). It has no fingerprint of its own: the rule, the source and where it
 * happened make one, because process, pod and container are new each time and would make a storm of one attack.
 */
export const fromFalco = (body: Json): Normalised => {
  if (!isObject(body)) return { ok: false, problems: [{ path: '', message: 'has to be an object' }] };
  const problems: Problem[] = [];
  const fields = fieldsOf(body, problems);
  const rule = fields.required('rule');
  const output = fields.required('output');
  const severity = fields.text('priority');
  const startsAt = fields.time('time');
  const source = fields.text('source') ?? 'syscall';
  const hostname = fields.text('hostname') ?? '';
  const details = fields.texts('output_fields', true);
  if (problems.length > 0) return { ok: false, problems };
  const labels = new Map(details);
  labels.set('rule', rule).set('source', source).set('hostname', hostname);
  if (severity !== undefined) labels.set('priority', severity);
  const alert: Alert = {
    system: 'falco',
    fingerprint: shortDigest(32, rule, source, hostname, ...place.map((name) => details.get(name) ?? '')),
    state: 'firing',
    rule: bounded(rule, 253),
    labels,
    what: bounded(output, 4096),
    ...(startsAt !== undefined && { startsAt }),
    ...(severity !== undefined && { severity: bounded(severity, 63) }),
  };
  return { ok: true, message: { alerts: [alert], truncated: 0 } };
};
