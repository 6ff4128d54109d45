import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { reasons } from '../../operator/api/reasons.ts';
import type { Incident, TimelineEntry } from '../../operator/api/types.gen.ts';
import { cloudEventForm } from '../../operator/sink/cloudevents.ts';
import type { Telling } from '../../operator/sink/message.ts';
import { ocsfForm } from '../../operator/sink/ocsf.ts';
import { observed, policy } from '../build.ts';
import { ocsfProblems } from './ocsf.ts';

const uid = '6f1c0a52-5b0e-4c7e-9a39-0d7f3a1c2b4d';

const entry = (reason: string, seq = 2): TimelineEntry => ({
  seq,
  at: '2026-10-23T07:12:00.5Z',
  actor: 'm.janssens',
  reason,
  note: 'PrivacyBreach via Helpdesk',
  prev: '0'.repeat(64),
  hash: '1'.repeat(64),
});

const incident = (status: Incident['status'] = { phase: 'Reported' }, spec: Partial<Incident['spec']> = {}): Incident => {
  const { incident: base } = observed({ category: 'PrivacyBreach', department: 'pensions', ...spec });
  return { ...base, metadata: { ...base.metadata, namespace: 'incidents', name: 'lost-laptop', uid }, status };
};

const telling = (more: Partial<Telling> = {}): Telling => ({
  subject: { kind: 'Incident', namespace: 'incidents', name: 'lost-laptop', uid },
  entry: entry('Reported'),
  incident: incident(),
  policy: policy(),
  origin: 'incidents.example/c1',
  ...more,
});

const bodyOf = (form: typeof ocsfForm, more: Partial<Telling> = {}) => JSON.parse(form(telling(more))?.body ?? 'null');

test('an entry is one CloudEvent with a name for good', () => {
  const message = cloudEventForm(telling());
  assert.equal([message?.id, message?.contentType], [`${uid}.2`, 'application/cloudevents+json; charset=utf-8']);
  assert.equal(JSON.parse(message?.body ?? ''), {
    specversion: '1.0',
    id: `${uid}.2`,
    source: '//incidents.example/c1',
    type: 'dev.meldpunt.incident.Reported',
    subject: 'incidents/incident/lost-laptop',
    time: '2026-10-23T07:12:00.5Z',
    datacontenttype: 'application/json',
    sequence: '0000000002',
    partitionkey: uid,
    data: {
      kind: 'Incident',
      namespace: 'incidents',
      name: 'lost-laptop',
      uid,
      seq: 2,
      reason: 'Reported',
      urgency: 'Normal',
      note: 'PrivacyBreach via Helpdesk',
      prev: '0'.repeat(64),
      hash: '1'.repeat(64),
      incident: 'lost-laptop',
      drill: false,
      phase: 'Reported',
    },
  });
});

test('of a record that is gone there is what its archives say', () => {
  const { data } = bodyOf(cloudEventForm, { incident: undefined, entry: entry('Erased') });
  assert.equal([data.reason, data.urgency, data.incident, data.phase], ['Erased', 'Normal', undefined, undefined]);
  assert.is(ocsfForm(telling({ incident: undefined })), undefined);
});

test('who acted is in no message', () => {
  for (const form of [cloudEventForm, ocsfForm]) assert.not.ok(form(telling())?.body.includes('m.janssens'));
});

test('findings are of incidents only', () => {
  assert.is(ocsfForm(telling({ subject: { kind: 'Notification', namespace: 'incidents', name: 'lost-laptop-gdpr', uid } })), undefined);
});

test('every reason of the catalogue, and one that it does not know, is a valid finding', () => {
  for (const reason of [...Object.keys(reasons), 'SomethingNew', 'constructor']) {
    assert.equal(ocsfProblems(bodyOf(ocsfForm, { entry: entry(reason) })), [], reason);
    assert.type(bodyOf(cloudEventForm, { entry: entry(reason) }).data.urgency, 'string');
  }
});

const standings: readonly {
  readonly name: string;
  readonly status: Incident['status'];
  readonly spec?: Partial<Incident['spec']>;
  readonly says: readonly (string | number | boolean)[];
}[] = [
  { name: 'a report', status: { phase: 'Reported' }, says: [1, 'New', 0, 'Unknown', 0, 'Unknown', false] },
  {
    name: 'the gravest incident of the scale',
    status: { phase: 'Containing', verdict: 'Incident', severity: 'S1' },
    says: [2, 'In Progress', 2, 'True Positive', 5, 'Critical', false],
  },
  {
    name: 'the next one, with personal data',
    status: { phase: 'Reviewing', verdict: 'Incident', severity: 'S2' },
    spec: { personalData: { role: 'Controller' } },
    says: [4, 'Resolved', 2, 'True Positive', 4, 'High', true],
  },
  {
    name: 'a false alarm',
    status: { phase: 'Dismissed', verdict: 'FalsePositive' },
    says: [5, 'Closed', 1, 'False Positive', 0, 'Unknown', false],
  },
  {
    name: 'a severity of an earlier scale',
    status: { phase: 'Closed', verdict: 'Incident', severity: 'Grave' },
    says: [5, 'Closed', 2, 'True Positive', 99, 'Grave', false],
  },
  {
    name: 'a rehearsal',
    status: { phase: 'Containing', verdict: 'Incident' },
    spec: { drill: true },
    says: [2, 'In Progress', 6, 'Test', 0, 'Unknown', false],
  },
];
for (const { name, status, spec, says } of standings) {
  test(`a finding says how the incident stands: ${name}`, () => {
    const finding = bodyOf(ocsfForm, { incident: incident(status, spec) });
    assert.equal(ocsfProblems(finding), []);
    assert.equal(
      [
        finding.status_id,
        finding.status,
        finding.verdict_id,
        finding.verdict,
        finding.severity_id,
        finding.severity,
        finding.is_suspected_breach,
      ],
      says,
    );
  });
}

test('the first entry creates, a closure or dismissal closes, all else updates', () => {
  const activity = (reason: string, seq?: number): number => bodyOf(ocsfForm, { entry: entry(reason, seq) }).activity_id;
  assert.equal([activity('Reported', 1), activity('Closed'), activity('Dismissed'), activity('Reopened')], [1, 3, 3, 2]);
});

test.run();
