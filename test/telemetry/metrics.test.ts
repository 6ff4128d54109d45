import { Writable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { IncidentCategory, NotificationAudience } from '../../operator/api/types.gen.ts';
import { builtins } from '../../operator/kube/object.ts';
import { catalogue, type Entry, machineryEntries, seriesBound } from '../../operator/telemetry/catalogue.ts';
import { createLog } from '../../operator/telemetry/log.ts';
import { createMetrics, type Metrics } from '../../operator/telemetry/metrics.ts';
import { metricOf, seriesOf, typesOf } from './exposition.ts';
import { deadline, evidence, incident, notification } from './objects.ts';

const silentLog = createLog({ level: 'error', format: 'json', stream: new Writable({ write: (_chunk, _encoding, done) => done() }) });
const now = Date.parse('2026-10-24T07:12:00Z');
const create = (leads = true): Metrics => {
  const metrics = createMetrics({ version: '0.1.0', log: silentLog, now: () => now });
  metrics.observer.leading(leads);
  return metrics;
};
const scrape = async (metrics: Metrics): Promise<Record<string, number>> => seriesOf((await metrics.expose()).text);
const entries: Readonly<Record<string, Entry>> = catalogue;

/** The series of one metric. */
const only = (series: Record<string, number>, name: string): Record<string, number> =>
  Object.fromEntries(Object.entries(series).filter(([key]) => metricOf(key) === name));

test('every metric of the catalogue is exported with its type, and no other', async () => {
  const { text, contentType } = await create().expose();
  const declared = Object.fromEntries(
    Object.entries(entries)
      .map(([name, { type }]) => [name, type] as const)
      .toSorted(),
  );
  assert.equal(typesOf(text), declared);
  assert.is(contentType, 'text/plain; version=0.0.4; charset=utf-8');
});

test('names follow the conventions: a prefix, a base unit, and _total on counters only', () => {
  for (const [name, { type, labels, help }] of Object.entries(entries)) {
    assert.match(name, /^(?:meldpunt|process|nodejs)_[a-z_]+[a-z]$/);
    assert.is(name.endsWith('_total'), type === 'counter', name);
    assert.ok(
      labels.every((label) => /^[a-z_]+$/.test(label) && !['le', 'name', 'uid', 'namespace', 'user'].includes(label)),
      name,
    );
    assert.ok(help.endsWith('.'), name);
  }
});

test('the bounds of the catalogue stay below five hundred series together', () => {
  const bound = Object.values(entries).reduce((sum, { series }) => sum + series, 0);
  assert.ok(bound <= seriesBound, String(bound));
  assert.is(seriesBound, 500);
});

test('a standby exports the machinery only, and the figures of the register as soon as it leads', async () => {
  const metrics = create(false);
  metrics.figures.replace(incident('a'));
  const standby = await scrape(metrics);
  assert.is(standby['meldpunt_leader'], 0);
  assert.equal(
    [...new Set(Object.keys(standby).map(metricOf))].filter((name) => !Object.hasOwn(machineryEntries, name)),
    [],
  );
  metrics.observer.leading(true);
  const leader = await scrape(metrics);
  assert.is(leader['meldpunt_leader'], 1);
  assert.equal(only(leader, 'meldpunt_incidents'), { 'meldpunt_incidents{category="PrivacyBreach",severity="none",phase="Reported"}': 1 });
});

test('how late a miss was recorded is measured, for misses alone and outside of drills', async () => {
  const metrics = create();
  const entry = (reason: string, note: string) => ({
    seq: 1,
    at: '2026-10-26T07:12:01.250Z',
    actor: 'meldpunt',
    reason,
    note,
    prev: '0'.repeat(64),
    hash: '0'.repeat(64),
  });
  const entries = [
    entry('DeadlineMissed', 'gdpr-authority due 2026-10-26T07:12:00Z'),
    entry('Escalated', 'gdpr-authority at 100% to CISO'),
    entry('DeadlineNear', 'gdpr-authority PT4H left, due 2026-10-26T11:12:00Z'),
  ];
  metrics.figures.recorded(incident('a'), entries);
  metrics.figures.recorded(incident('rehearsal', { drill: true }), entries);
  const series = await scrape(metrics);
  const late = 'meldpunt_deadline_lateness_seconds';
  assert.equal([series[`${late}_count`], series[`${late}_sum`]], [1, 1.25]);
  assert.equal([series[`${late}_bucket{le="1"}`], series[`${late}_bucket{le="3"}`]], [0, 1]);
});

test('a case appears in all figures of the register', async () => {
  const metrics = create();
  const costs = [{ id: 'c1', kind: 'External' as const, amount: '1250.50', currency: 'EUR' }];
  const deadlines = [
    deadline('gdpr-authority', '2026-10-26T07:12:00Z', 'Running'),
    deadline('policy-assess', '2026-10-24T07:00:00Z', 'Missed'),
  ];
  metrics.figures.replace(incident('a', { costs }));
  metrics.figures.replace(
    incident(
      'a',
      { costs },
      { phase: 'Containing', severity: 'S2', deadlines, durations: { toReportSeconds: 1_800, toAssessSeconds: 90_000 } },
    ),
  );
  metrics.figures.replace(notification('a-gdpr-authority', 'a', { phase: 'Incomplete', late: true }));
  metrics.figures.replace(evidence('a-disk', 'a', { phase: 'Preserved' }));
  const series = await scrape(metrics);
  assert.equal(only(series, 'meldpunt_incidents'), { 'meldpunt_incidents{category="PrivacyBreach",severity="S2",phase="Containing"}': 1 });
  assert.equal(only(series, 'meldpunt_incident_cost'), {
    'meldpunt_incident_cost{category="PrivacyBreach",kind="External",currency="EUR"}': 1250.5,
  });
  assert.equal(only(series, 'meldpunt_deadlines'), {
    'meldpunt_deadlines{duty="gdpr-authority",state="Running"}': 1,
    'meldpunt_deadlines{duty="policy-assess",state="Missed"}': 1,
  });
  assert.equal(only(series, 'meldpunt_deadline_seconds'), {
    'meldpunt_deadline_seconds{duty="gdpr-authority"}': 172_800,
    'meldpunt_deadline_seconds{duty="policy-assess"}': -720,
  });
  assert.equal(only(series, 'meldpunt_notifications'), { 'meldpunt_notifications{audience="Authority",phase="Incomplete"}': 1 });
  assert.equal(only(series, 'meldpunt_notifications_overdue'), { meldpunt_notifications_overdue: 1 });
  assert.equal(only(series, 'meldpunt_evidence_items'), { 'meldpunt_evidence_items{media_type="DiskImage",phase="Preserved"}': 1 });
  assert.is(series['meldpunt_incidents_created_total{category="PrivacyBreach"}'], 1);
  assert.is(series['meldpunt_incidents_created_total{category="Malfunction"}'], 0);
  assert.is(series['meldpunt_incident_to_report_seconds_bucket{le="3600"}'], 1);
  assert.is(series['meldpunt_incident_to_assess_seconds_sum'], 90_000);
  metrics.figures.replace(incident('a', { costs }, { phase: 'Closed', severity: 'S2' }));
  assert.is((await scrape(metrics))['meldpunt_incidents_closed_total{category="PrivacyBreach",outcome="Closed"}'], 1);
});

test('an open incident that came back as often as the policy says is a recurrence, and a closed one is none', async () => {
  const metrics = create();
  const named = (count: number, phase: 'Containing' | 'Closed') => incident('a', {}, { phase, recurrence: { count, previous: [] } });
  const recurring = async (): Promise<number | undefined> => (await scrape(metrics))['meldpunt_incidents_recurring'];
  metrics.figures.replace(named(1, 'Containing'));
  assert.is(await recurring(), 0);
  metrics.figures.replace(named(2, 'Containing'));
  assert.is(await recurring(), 1);
  metrics.figures.replace(named(3, 'Closed'));
  assert.is(await recurring(), 0);
});

test('every replica tells what its intake did, from zero on', async () => {
  const metrics = create(false);
  metrics.intake.answered('2xx');
  metrics.intake.alerts('counted', 3);
  const series = await scrape(metrics);
  assert.equal(
    ['2xx', '4xx', '429', '503', '5xx'].map((result) => series[`meldpunt_intake_requests_total{result="${result}"}`]),
    [1, 0, 0, 0, 0],
  );
  assert.equal(
    ['created', 'counted', 'resolved', 'pending', 'ignored'].map((outcome) => series[`meldpunt_intake_alerts_total{outcome="${outcome}"}`]),
    [0, 3, 0, 0, 0],
  );
});

test('what is deleted disappears from the gauges and stays in the counters', async () => {
  const metrics = create();
  metrics.figures.replace(incident('a'));
  metrics.figures.remove('uid-a');
  const series = await scrape(metrics);
  assert.equal(only(series, 'meldpunt_incidents'), {});
  assert.is(series['meldpunt_incidents_created_total{category="PrivacyBreach"}'], 1);
});

test('what the machinery reports is counted by kind, verb and code', async () => {
  const { observer, expose, tick } = create();
  observer.reconciled(kinds.Incident, 'done', 0.02);
  observer.reconciled(kinds.Incident, 'done', 3);
  observer.reconciled(kinds.EvidenceItem, 'quarantined', 0.001);
  observer.queueDepth(kinds.Incident, 7);
  observer.queueDepth(kinds.Incident, 3);
  observer.watched(kinds.Incident, 'event', 12);
  observer.watched(kinds.Incident, 'gone', 1);
  observer.requested('patch', '409', 0.1);
  observer.event('posted', 2);
  tick();
  const series = seriesOf((await expose()).text);
  assert.equal(only(series, 'meldpunt_reconcile_total'), {
    'meldpunt_reconcile_total{kind="EvidenceItem",result="quarantined"}': 1,
    'meldpunt_reconcile_total{kind="Incident",result="done"}': 2,
  });
  assert.is(series['meldpunt_reconcile_seconds_bucket{le="0.1"}'], 2);
  assert.is(series['meldpunt_reconcile_seconds_count'], 3);
  assert.equal(only(series, 'meldpunt_queue_depth'), { 'meldpunt_queue_depth{kind="Incident"}': 3 });
  assert.is(series['meldpunt_watch_events_total'], 12);
  assert.equal(only(series, 'meldpunt_watch_restarts_total'), { 'meldpunt_watch_restarts_total{kind="Incident",cause="gone"}': 1 });
  assert.equal(only(series, 'meldpunt_api_requests_total'), { 'meldpunt_api_requests_total{verb="patch",code="409"}': 1 });
  assert.is(series['meldpunt_api_request_seconds_count'], 1);
  assert.equal(only(series, 'meldpunt_events_posted_total'), { 'meldpunt_events_posted_total{result="posted"}': 2 });
  assert.is(series['meldpunt_engine_last_tick_timestamp_seconds'], now / 1_000);
  assert.is(series[`meldpunt_build_info{version="0.1.0",node="${process.versions.node}"}`], 1);
});

test('the engine has not ticked before it did', async () => {
  assert.is((await scrape(create()))['meldpunt_engine_last_tick_timestamp_seconds'], 0);
});

const canary = 'canary-4f1d';

/** Objects as different from each other as the API lets them be, and more. */
const flood = (metrics: Metrics, count: number): void => {
  const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';
  const phases = ['Reported', 'Confirming', 'Containing', 'Eradicating', 'Recovering', 'Reviewing', 'Closed', 'Dismissed'];
  for (let index = 0; index < count; index += 1) {
    const category = `Category${index % 13}` as IncidentCategory;
    const costs = [{ id: 'c1', kind: pick(['Loss', 'Legal', 'Labour'], index) as 'Loss', amount: '1.00', currency: `C${index % 9}` }];
    const states = ['Running', 'Met', 'MetLate', 'Missed', 'Waived', 'Superseded'] as const;
    const deadlines = states.map((state, at) => deadline(`duty-${(index * 7 + at) % 97}`, '2026-10-26T07:12:00Z', state));
    const phase = pick(phases, Math.floor(index / 3)) as 'Closed';
    const text = { title: canary, department: canary, asset: canary };
    metrics.figures.replace(incident(`${canary}-${index}`, { category, costs, ...text }));
    metrics.figures.replace(
      incident(`${canary}-${index}`, { category, costs, ...text }, { phase, severity: `S${index % 11}`, leader: canary, deadlines }),
    );
    const note = notification(`${canary}-note-${index}`, `${canary}-${index}`, {
      phase: pick(['Incomplete', 'Sent', 'Waived', 'Failed', 'Sending'], index) as 'Sent',
    });
    metrics.figures.replace({ ...note, spec: { ...note.spec, audience: `Audience${index % 17}` as NotificationAudience } });
    const item = evidence(`${canary}-item-${index}`, `${canary}-${index}`, {
      phase: pick(['Identified', 'Collected', 'Preserved', 'Compromised'], index) as 'Collected',
    });
    metrics.figures.replace({ ...item, spec: { ...item.spec, mediaType: `Type${index % 19}` as 'Other' } });
    const kind = { ...builtins.Event, kind: `Kind${index % 23}` };
    metrics.observer.reconciled(kind, pick(['done', 'again', 'conflict', 'retry'], index) as 'done', index);
    metrics.observer.queueDepth(kind, index);
    metrics.observer.watched(kind, pick(['list', 'resume', 'gone', 'silent', 'error'], index) as 'list', 1);
    metrics.observer.requested(pick(['get', 'list', 'patch', 'create', 'watch'], index), String(100 + (index % 500)), index);
    metrics.observer.event(pick(['posted', 'existed', 'retried', 'dropped'], index) as 'posted', 1);
  }
};

test('at any number of objects there are at most as many series as the catalogue promises, without a word of theirs', async () => {
  const metrics = create();
  flood(metrics, 3_000);
  const { text } = await metrics.expose();
  const series = seriesOf(text);
  for (const [name, { series: bound }] of Object.entries(entries)) {
    const count = Object.keys(only(series, name)).length;
    assert.ok(count <= bound, `${name}: ${count} of ${bound}`);
  }
  assert.ok(Object.keys(series).length <= seriesBound, String(Object.keys(series).length));
  assert.not.match(text, canary);
});

test('folding loses no object: the sums are those of all objects', async () => {
  const metrics = create();
  flood(metrics, 3_000);
  const series = await scrape(metrics);
  const sum = (name: string): number => Object.values(only(series, name)).reduce((total, value) => total + value, 0);
  assert.is(sum('meldpunt_incidents'), 3_000);
  assert.is(sum('meldpunt_deadlines'), 18_000);
  assert.is(sum('meldpunt_notifications'), 3_000);
  assert.is(sum('meldpunt_evidence_items'), 3_000);
  assert.is(sum('meldpunt_incidents_created_total'), 3_000);
  assert.is(sum('meldpunt_incident_cost') + (series['meldpunt_incident_costs_left_out'] ?? 0), 3_000);
  assert.is(sum('meldpunt_reconcile_total'), 3_000);
  assert.is(sum('meldpunt_api_requests_total'), 3_000);
});

test('when checkpoints were last current is told, and 0 where none is signed', async () => {
  const metrics = create();
  assert.is((await scrape(metrics))['meldpunt_checkpoint_last_timestamp_seconds'], 0);
  metrics.checkpoints.covered();
  assert.is((await scrape(metrics))['meldpunt_checkpoint_last_timestamp_seconds'], now / 1_000);
});

test.run();
