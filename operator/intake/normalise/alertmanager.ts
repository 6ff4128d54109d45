import type { Problem } from '../../api/validate.ts';
import { type Alert, type Normalised, shortDigest } from '../alert.ts';
import { bounded, type Fields, fieldsOf, linkOf } from '../fields.ts';
import { isObject, type Json } from '../json.ts';

/** The texts of an alert's annotations that tell what happened, in the order in which people write them. */
const told = ['summary', 'description', 'message'] as const;

const whatOf = (annotations: ReadonlyMap<string, string>, rule: string | undefined): string => {
  const texts = told.flatMap((name) => annotations.get(name) ?? []).filter((text) => text !== '');
  return bounded(texts.length > 0 ? texts.join('\n') : `The alert ${rule ?? 'without a name'} was raised.`, 4096);
};

/** What Alertmanager itself does with labels: their names and values, in order, say which alert it is. */
const fingerprintOf = (given: string | undefined, labels: ReadonlyMap<string, string>): string => {
  if (given !== undefined && given.length <= 128) return given;
  return shortDigest(32, ...[...labels].toSorted(([a], [b]) => (a < b ? -1 : 1)).flat());
};

const alertOf = (fields: Fields, status: Alert['state'] | undefined, group: string | undefined): Alert => {
  const labels = fields.texts('labels');
  const state = fields.oneOf('status', 'firing', 'resolved') ?? status ?? 'firing';
  const rule = labels.get('alertname');
  const startsAt = fields.time('startsAt');
  const endsAt = fields.time('endsAt');
  const url = linkOf(fields.text('generatorURL'));
  const severity = labels.get('severity');
  return {
    system: 'alertmanager',
    fingerprint: fingerprintOf(fields.text('fingerprint'), labels),
    state,
    labels,
    what: whatOf(fields.texts('annotations'), rule),
    ...(rule !== undefined && rule !== '' && { rule: bounded(rule, 253) }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(url !== undefined && { url }),
    ...(severity !== undefined && severity !== '' && { severity: bounded(severity, 63) }),
    ...(group !== undefined && { group }),
  };
};

/** Reads a message of the webhook of Alertmanager, version 4. Fields that it does not know are passed over: new ones come with new versions. */
export const fromAlertmanager = (body: Json): Normalised => {
  if (!isObject(body)) return { ok: false, problems: [{ path: '', message: 'has to be an object' }] };
  const problems: Problem[] = [];
  const fields = fieldsOf(body, problems);
  if (fields.required('version') !== '4' && problems.length === 0)
    problems.push({ path: 'version', message: 'has to be "4", the version of the webhook of Alertmanager that is understood' });
  const status = fields.oneOf('status', 'firing', 'resolved');
  const group = fields.text('groupKey');
  const alerts = fields.objects('alerts').map((item) => alertOf(item.fields, status, group));
  if (alerts.length === 0 && problems.length === 0) problems.push({ path: 'alerts', message: 'has to have at least 1 items' });
  const truncated = fields.count('truncatedAlerts');
  return problems.length > 0 ? { ok: false, problems } : { ok: true, message: { alerts, truncated } };
};
