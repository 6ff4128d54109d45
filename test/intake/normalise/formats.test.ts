import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Alert, Normalised } from '../../../operator/intake/alert.ts';
import type { Json } from '../../../operator/intake/json.ts';
import { fromAlertmanager } from '../../../operator/intake/normalise/alertmanager.ts';
import { fromCloudEvents } from '../../../operator/intake/normalise/cloudevents.ts';
import { fromFalco } from '../../../operator/intake/normalise/falco.ts';

const alertsOf = (read: Normalised): readonly Alert[] => {
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.message.alerts;
};
const problemsOf = (read: Normalised): readonly string[] => (read.ok ? [] : read.problems.map(({ path, message }) => `${path} ${message}`));

// A message as Alertmanager 0.25 sends it, with fields that later versions add.
const webhook = {
  receiver: 'meldpunt',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'ExportWithoutEncryption', severity: 'critical', asset: 'file-server' },
      annotations: { summary: 'A file left.', description: 'It held personal data.' },
      startsAt: '2026-10-23T09:00:00.5+02:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: 'http://prometheus.example:9090/graph?g0.expr=up',
      fingerprint: '6d2c1f0a9b3e4d57',
    },
    {
      status: 'resolved',
      labels: { alertname: 'Other' },
      annotations: {},
      startsAt: '2026-10-23T07:00:00Z',
      endsAt: '2026-10-23T08:00:00Z',
      fingerprint: 'b',
    },
  ],
  groupLabels: { alertname: 'ExportWithoutEncryption' },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example',
  version: '4',
  groupKey: '{}:{alertname="ExportWithoutEncryption"}',
  truncatedAlerts: 3,
  routeLabels: { team: 'security' },
  notification_reason: 'new',
};

test('a message of Alertmanager is read whole', () => {
  const group = webhook.groupKey;
  assert.equal(fromAlertmanager(webhook), {
    ok: true,
    message: {
      truncated: 3,
      alerts: [
        {
          system: 'alertmanager',
          fingerprint: '6d2c1f0a9b3e4d57',
          state: 'firing',
          labels: new Map(Object.entries(webhook.alerts[0]?.labels ?? {})),
          what: 'A file left.\nIt held personal data.',
          rule: 'ExportWithoutEncryption',
          startsAt: '2026-10-23T07:00:00.500Z',
          url: 'http://prometheus.example:9090/graph?g0.expr=up',
          severity: 'critical',
          group,
        },
        {
          system: 'alertmanager',
          fingerprint: 'b',
          state: 'resolved',
          labels: new Map([['alertname', 'Other']]),
          what: 'The alert Other was raised.',
          rule: 'Other',
          startsAt: '2026-10-23T07:00:00Z',
          endsAt: '2026-10-23T08:00:00Z',
          group,
        },
      ],
    },
  });
});

test('without a fingerprint the labels make one, in whatever order they come', () => {
  const withLabels = (labels: Json): Json => ({ version: '4', alerts: [{ status: 'firing', labels }] });
  const one = alertsOf(fromAlertmanager(withLabels({ a: '1', b: '2' })))[0]?.fingerprint;
  assert.is(alertsOf(fromAlertmanager(withLabels({ b: '2', a: '1' })))[0]?.fingerprint, one);
  assert.is.not(alertsOf(fromAlertmanager(withLabels({ a: '12' })))[0]?.fingerprint, one);
});

const wrong: readonly { readonly name: string; readonly body: Json; readonly problems: readonly string[] }[] = [
  { name: 'no object', body: [], problems: [' has to be an object'] },
  {
    name: 'another version',
    body: { version: '3', alerts: [{}] },
    problems: ['version has to be "4", the version of the webhook of Alertmanager that is understood'],
  },
  { name: 'no alerts', body: { version: '4', alerts: [] }, problems: ['alerts has to have at least 1 items'] },
  { name: 'alerts that are none', body: { version: '4', alerts: 'many' }, problems: ['alerts has to be of type array'] },
  {
    name: 'fields of the wrong type, each told once',
    body: { version: '4', truncatedAlerts: -1, alerts: [{ status: 'burning', labels: { a: {} }, startsAt: 'yesterday' }, 7] },
    problems: [
      'alerts[1] has to be of type object',
      'alerts[0].labels has to hold strings only',
      'alerts[0].status has to be one of firing, resolved',
      'alerts[0].startsAt has to be a time with its offset from UTC, such as 2026-10-23T09:12:00+02:00',
      'truncatedAlerts has to be a whole number that is not negative',
    ],
  },
];

for (const { name, body, problems } of wrong) {
  test(`a message with ${name} is refused with the fields`, () => {
    assert.equal(problemsOf(fromAlertmanager(body)), problems);
  });
}

test('a thousand wrong alerts are told by twenty problems', () => {
  assert.is(problemsOf(fromAlertmanager({ version: '4', alerts: Array(1000).fill({ status: 'x' }) })).length, 20);
});

for (const url of [
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://user:password@prometheus.example/',
  `http://p.example/${'x'.repeat(2048)}`,
  'not a url',
]) {
  test(`${url.slice(0, 40)} is no link that a person may follow`, () => {
    const [alert] = alertsOf(fromAlertmanager({ version: '4', alerts: [{ labels: {}, generatorURL: url }] }));
    assert.is(alert?.url, undefined);
  });
}

test('texts that are too long are cut, between characters', () => {
  const [alert] = alertsOf(
    fromAlertmanager({ version: '4', alerts: [{ labels: { alertname: '🔥'.repeat(200) }, annotations: { summary: 'x'.repeat(9000) } }] }),
  );
  assert.is(alert?.what.length, 4096);
  assert.ok((alert?.rule?.length ?? 0) <= 253);
  assert.ok(alert?.rule?.isWellFormed());
});

// A pattern with nested repetition would try these for longer than the world will last, and this file would never end.
const endless = ['a'.repeat(4_000), `${'word '.repeat(800)}!`, `${'a@'.repeat(2_000)}`, '('.repeat(4_000), `${' '.repeat(4_000)}x`];
for (const [index, text] of endless.entries()) {
  test(`text ${index} that would hold up a careless pattern for ever is taken as it is, in every format`, () => {
    const labels = { alertname: text, severity: text };
    const alerts = [{ ...webhook.alerts[0], labels, annotations: { summary: text } }];
    const event = { specversion: '1.0', id: 'a', source: '/s', type: 't' };
    const all = [
      fromAlertmanager({ ...webhook, alerts }),
      fromFalco({ rule: text, output: text, time: '2026-10-23T07:00:00Z', hostname: text }),
      fromCloudEvents('structured', { ...event, data: { summary: text, labels, severity: text } }, new Map()),
    ];
    for (const [alert] of all.map(alertsOf)) assert.ok(alert?.what.includes(text.trim().slice(0, 64)), alert?.what);
  });
}

test('an event of Falco has the fingerprint of its rule and place, not of its process', () => {
  const event = (fields: Json, more: object = {}): Json => ({ rule: 'Shell', output: 'A shell.', output_fields: fields, ...more });
  const print = (body: Json): string | undefined => alertsOf(fromFalco(body))[0]?.fingerprint;
  const first = print(event({ 'proc.pid': 1, 'k8s.ns.name': 'a' }));
  assert.is(print(event({ 'proc.pid': 2, 'k8s.ns.name': 'a' }, { time: '2026-10-23T07:00:00Z', uuid: 'x' })), first);
  assert.is.not(print(event({ 'k8s.ns.name': 'b' })), first);
  assert.is.not(print(event({ 'k8s.ns.name': 'a' }, { rule: 'Another' })), first);
});

test('an event of Falco without rule or output is refused with both', () => {
  assert.equal(problemsOf(fromFalco({})), ['rule is missing and has to be given', 'output is missing and has to be given']);
});

const event = { specversion: '1.0', id: '1', source: '/dlp', type: 'dev.example.leak' };

test('a CloudEvent is the same again with its subject, and otherwise only with its id', () => {
  const print = (more: object): string | undefined => alertsOf(fromCloudEvents('structured', { ...event, ...more }))[0]?.fingerprint;
  assert.is(print({ id: '2', subject: 's' }), print({ id: '1', subject: 's' }));
  assert.is.not(print({ id: '2' }), print({ id: '1' }));
  assert.is(print({ id: '1' }), print({ id: '1' }));
  assert.is.not(print({ id: 's' }), print({ subject: 's' }));
});

test('attributes, extensions and labels of the data decide on rules; the data tell what happened', () => {
  const data = { summary: 'A leak.', labels: { team: 'security' }, url: 'https://dlp.example/1', severity: 'high', status: 'resolved' };
  const [alert] = alertsOf(
    fromCloudEvents('structured', { ...event, subject: 's', traceparent: '00-1', time: '2026-10-23T07:00:00Z', data }),
  );
  assert.equal(
    alert?.labels,
    new Map([
      ['team', 'security'],
      ['source', '/dlp'],
      ['type', 'dev.example.leak'],
      ['subject', 's'],
      ['traceparent', '00-1'],
    ]),
  );
  assert.equal(
    [alert?.what, alert?.url, alert?.severity, alert?.state, alert?.startsAt],
    ['A leak.', 'https://dlp.example/1', 'high', 'resolved', '2026-10-23T07:00:00Z'],
  );
});

test('in binary mode the attributes come from the headers, and data that are no object are left alone', () => {
  const attributes = new Map(Object.entries(event));
  for (const data of [null, 'text', [1], { a: { b: 1 } }] satisfies Json[]) {
    assert.is(alertsOf(fromCloudEvents('binary', data, attributes))[0]?.what, 'An event of type dev.example.leak was received.');
  }
});

test('a batch tells which event is wrong', () => {
  assert.equal(problemsOf(fromCloudEvents('batch', [event, { ...event, specversion: '0.3' }, 5])), [
    '[1].specversion has to be "1.0"',
    '[2] has to be an object',
  ]);
  assert.equal(problemsOf(fromCloudEvents('batch', {})), [' has to be an array of events']);
  assert.equal(alertsOf(fromCloudEvents('batch', [])), []);
});

test.run();
