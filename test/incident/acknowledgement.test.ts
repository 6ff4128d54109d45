// Shows: E1, W2.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPolicySpec, IncidentSpec } from '../../operator/api/types.gen.ts';
import { documentOf } from '../../operator/notification/document.ts';
import { assessment, at, compiled, incident, policy, shipped } from '../build.ts';
import { afterwards, settle, type World, world } from '../world.ts';

const channels: NonNullable<IncidentPolicySpec['channels']> = [
  { name: 'mail', type: 'SMTP', url: 'smtp://mail.example.org', audiences: ['Reporter'] },
];
const { report } = incident().spec;

const reported = (more: Partial<IncidentSpec['report']> = {}, served = true, spec: Partial<IncidentSpec> = {}): World =>
  settle(
    world(
      { report: { ...report, reportedBy: 'm.janssens', reportedAt: at(0), ...more }, ...spec },
      { policy: policy(served ? { channels } : {}), regimes: compiled(shipped('policy')) },
    ),
    at(1),
  );
const receiptOf = ({ observed }: World) => observed.notifications.find(({ spec }) => spec.duty === 'policy-acknowledgement');
const summary = (world: World): string => {
  const { status } = receiptOf(world) ?? {};
  return status === undefined
    ? 'none'
    : `${status.phase} by ${status.dueAt} to ${status.deliveries?.map(({ to }) => to).join() ?? 'nobody'}`;
};

test('a report is acknowledged at once where a channel serves reporters, and the record names nobody', () => {
  const acknowledged = reported();
  assert.is(summary(acknowledged), `Scheduled by ${at(24)} to reporter`);
  assert.not.ok(JSON.stringify(receiptOf(acknowledged)).includes('janssens'));
});

test('the acknowledgement carries the reference and the promise, and repeats nothing of the report', () => {
  const { observed } = reported();
  const note = receiptOf({ observed, entries: [], told: {} });
  assert.ok(note);
  const document = documentOf({ note, incident: observed.incident, policy: observed.policy, earlier: [] }, 'en', at(1));
  const text = JSON.stringify(document.blocks);
  assert.is(document.title, 'Your report has arrived');
  assert.ok(text.includes(observed.incident.metadata.name), text);
  assert.not.ok(text.includes(report.what), text);
});

for (const [why, told] of [
  ['no channel serves reporters', reported({}, false)],
  ['the reporter stays unnamed', reported({ anonymous: true })],
  ['the reporter was not verified', reported({ verified: false })],
  ['it is a rehearsal', reported({}, true, { drill: true })],
  ['it was assessed before', reported({}, true, { assessments: [assessment()] })],
] as const) {
  test(`nothing is acknowledged where ${why}`, () => assert.is(summary(told), 'none'));
}

test('an acknowledgement that did not get out before the assessment gives way to the feedback', () => {
  const assessed = afterwards(reported(), { ...reported().observed.incident.spec, assessments: [assessment()] }, at(2));
  assert.is(receiptOf(assessed)?.status?.phase, 'Waived');
  const names = assessed.observed.notifications.map(({ spec }) => spec.duty);
  assert.ok(names.includes('policy-reporter'), names.join());
});

test.run();
