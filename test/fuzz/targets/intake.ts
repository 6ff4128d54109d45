import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { IncidentPolicy } from '../../../operator/api/types.gen.ts';
import { validate } from '../../../operator/api/validate.ts';
import type { Normalised } from '../../../operator/intake/alert.ts';
import { alertDraft } from '../../../operator/intake/draft.ts';
import { gather } from '../../../operator/intake/gather.ts';
import { parseJson } from '../../../operator/intake/json.ts';
import { fromAlertmanager } from '../../../operator/intake/normalise/alertmanager.ts';
import { type CloudEventMode, fromCloudEvents } from '../../../operator/intake/normalise/cloudevents.ts';
import { fromFalco } from '../../../operator/intake/normalise/falco.ts';
import { occurrencesAfter } from '../../../operator/intake/occurrences.ts';
import { readReport } from '../../../operator/intake/report.ts';
import { demand, jsonSeed, plain, type Target } from '../target.ts';

const code = ['/operator/intake/', '/operator/api/validate.ts', '/operator/deadline/'];
const at = '2026-10-23T09:12:00Z';
const payload = `sha256:${'0'.repeat(64)}`;
const receipt = { namespace: 'incidents', name: 'alert-0-1', caller: 'system:serviceaccount:monitoring:am', at, payload };

const policies = (): readonly (IncidentPolicy | undefined)[] => [
  undefined,
  load(readFileSync(new URL('../../../samples/organisation/20-policy.yaml', import.meta.url), 'utf8')) as IncidentPolicy,
];

const problemsOf = (validation: ReturnType<typeof validate>): string =>
  validation.ok ? '' : validation.problems.map(({ path, message }) => `${path} ${message}`).join('; ');

/** What was understood can be stored: the API server would take the incident, with what is counted on it. */
const storable = (read: Normalised, policy: IncidentPolicy | undefined): void => {
  if (!read.ok) {
    demand(read.problems.length > 0 && read.problems.length <= 64, 'a refusal names what is wrong, and not without end');
    return;
  }
  for (const report of gather(read.message, policy, () => false)) {
    const draft = alertDraft(report, { ...receipt, previous: undefined });
    const { storm, truncated } = report;
    const sightings = report.alerts.map((alert) => ({ alert, at, payload }));
    const occurrences = occurrencesAfter(undefined, { sightings, earlier: undefined, storm, truncated, batch: 'batch' });
    const checked = validate('Incident', { ...draft, status: { occurrences } });
    demand(checked.ok, `what is taken can be stored: ${problemsOf(checked)}`);
  }
};

const target = (
  name: string,
  read: (input: Buffer) => readonly Normalised[],
  seeds: readonly unknown[],
  words: readonly string[],
): Target => ({
  name,
  promise: 'a body is refused with what is wrong in it, or becomes incidents that the API server takes',
  code,
  seeds: () => seeds.map(jsonSeed),
  words: [
    ...words,
    '__proto__',
    'constructor',
    '\ud800',
    '\u2028',
    '2026-10-23T09:12:00+02:00',
    '0001-01-01T00:00:00Z',
    'firing',
    'resolved',
    'javascript:x',
    'https://a.example/',
  ],
  open: () => {
    const known = policies();
    return plain((input) => {
      for (const one of read(input)) for (const policy of known) storable(one, policy);
    })();
  },
});

const alert = {
  status: 'firing',
  labels: { alertname: 'ExportWithoutEncryption', severity: 'critical', asset: 'file-server', department: 'pensions' },
  annotations: { summary: 'A file left.', description: 'It held data.' },
  startsAt: '2026-10-23T09:00:00.5+02:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example:9090/graph',
  fingerprint: '6d2c1f0a9b3e4d57',
};
const message = {
  version: '4',
  status: 'firing',
  groupKey: '{}:{a="b"}',
  truncatedAlerts: 3,
  alerts: [alert, { ...alert, status: 'resolved', fingerprint: 'b' }],
};
const event = {
  specversion: '1.0',
  id: 'a-1',
  source: '//host/x',
  type: 'example.thing',
  subject: 'one',
  time: at,
  data: { summary: 'It happened.', labels: { a: 'b' }, status: 'resolved' },
};
const falco = {
  rule: 'Terminal shell in container',
  output: 'A shell was spawned',
  priority: 'Critical',
  time: '2026-10-23T07:00:00.123456789Z',
  hostname: 'node-1',
  source: 'syscall',
  tags: ['shell'],
  output_fields: { 'container.id': 'abc', 'user.name': 'root', 'proc.pid': 17 },
};
const report = {
  title: 'A report',
  category: 'HumanError',
  report: {
    what: 'A laptop is gone.',
    establishedAt: '2026-10-23T09:12:00+02:00',
    affected: ['laptop'],
    unknown: ['cause'],
    anonymous: false,
    reportedBy: 'm.janssens',
  },
};

const modes: readonly CloudEventMode[] = ['binary', 'structured', 'batch'];
const headers = new Map(Object.entries({ specversion: '1.0', id: 'h-1', source: '/s', type: 't', extension: 'e' }));

const parsed = <T>(input: Buffer, take: (json: Parameters<typeof fromFalco>[0]) => readonly T[]): readonly T[] => {
  const json = parseJson(input);
  return json.ok ? take(json.value) : [];
};

/** The bodies that come in at the intake. */
export const intakeTargets: readonly Target[] = [
  target(
    'alertmanager',
    (input) => parsed(input, (json) => [fromAlertmanager(json)]),
    [message, { ...message, alerts: Array(12).fill(alert) }],
    Object.keys({ ...message, ...alert, ...alert.labels, ...alert.annotations }),
  ),
  target('falco', (input) => parsed(input, (json) => [fromFalco(json)]), [falco], Object.keys({ ...falco, ...falco.output_fields })),
  target(
    'cloudevents',
    (input) => parsed(input, (json) => modes.map((mode) => fromCloudEvents(mode, json, headers))),
    [event, [event, { ...event, id: 'b' }], { summary: 'binary' }],
    Object.keys({ ...event, ...event.data, data_base64: '', datacontenttype: '' }),
  ),
  {
    name: 'reports',
    promise: 'a report is refused with what is wrong in it, or becomes an incident that the API server takes',
    code,
    seeds: () => [jsonSeed(report), jsonSeed({ report: { what: 'x', establishedAt: at } })],
    words: [...Object.keys({ ...report, ...report.report }), '__proto__', 'Other', 'categoryText', 'AMBER+STRICT', at],
    open: plain((input) => {
      parsed(input, (json) => {
        const { namespace, name, caller } = receipt;
        const read = readReport(json, { namespace, name, caller, at });
        if (read.ok) demand(validate('Incident', read.draft).ok, 'what is taken can be stored');
        else demand(read.problems.length > 0, 'a refusal names what is wrong');
        return [];
      });
    }),
  },
];
