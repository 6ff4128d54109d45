// Shows: R-j to R-q, P4, R-auto.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentReport, IncidentSpec } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { openQuestions } from '../../operator/incident/questions.ts';
import { assessment, at, epoch, evidence, incident, notification, observed } from '../build.ts';

const silent: IncidentReport = { what: 'A laptop is gone.', establishedAt: epoch };
const open = (spec: Omit<Partial<IncidentSpec>, 'report'> & { readonly report?: Partial<IncidentReport> }) =>
  openQuestions({ title: 'Laptop', ...spec, report: { ...silent, ...spec.report } });
const six = ['establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact'];
const answer = (question: 'cause' | 'impact', changes = {}) => ({
  id: question,
  at: at(1),
  by: 'h.desk',
  question,
  value: 'Theft',
  ...changes,
});

test('what the report does not say is an open question, and silence is no answer', () => {
  assert.equal(open({}), six);
  assert.equal(open({ report: { affected: [], cause: '' } }), six);
});

test('an answer in the report, a later one, and "not known" each close a question', () => {
  assert.equal(open({ report: { cause: 'Theft', affected: ['laptop 4711'] } }), [
    'establishedBy',
    'occurredAt',
    'howEstablished',
    'impact',
  ]);
  assert.equal(open({ report: { unknown: ['cause', 'impact'] } }), ['establishedBy', 'occurredAt', 'howEstablished', 'affected']);
  assert.equal(open({ answers: [answer('cause'), answer('impact')] }), ['establishedBy', 'occurredAt', 'howEstablished', 'affected']);
});

test('an answer that was corrected away leaves the question open unless the correction answers it', () => {
  assert.equal(open({ answers: [answer('cause'), answer('impact', { corrects: 'cause' })] }), [
    'establishedBy',
    'occurredAt',
    'cause',
    'howEstablished',
    'affected',
  ]);
});

test('the report of a machine has no open question', () => {
  assert.equal(open({ source: { system: 'alertmanager' } }), []);
});

test('durations are in whole seconds from the facts, and one that is not known is absent', () => {
  const spec = {
    personalDataCheck: 'NotFound' as const,
    report: { ...incident().spec.report, reportedAt: at(0.5) },
    assessments: [assessment()],
    milestones: [{ id: 'm1', at: '2026-10-23T09:12:59.999Z', by: 'c.peeters', reached: 'Contained' as const }],
  };
  assert.equal(decideIncident(observed(spec), at(3)).status.durations, {
    toReportSeconds: 1800,
    toAssessSeconds: 1800,
    toContainSeconds: 7259,
  });
  assert.equal(decideIncident(observed(), at(3)).status.durations, { toReportSeconds: 0 });
});

test('the first assessment of all is what is measured, also after a reopening', () => {
  const spec = {
    assessments: [assessment({ verdict: 'Event' }), assessment({ id: 'a2', at: at(100) })],
    reopenings: [{ id: 'o1', at: at(50), by: 's.wouters', reason: 'Again.' }],
    personalDataCheck: 'NotFound' as const,
  };
  assert.is(decideIncident(observed(spec), at(101)).status.durations?.toAssessSeconds, 3600);
});

test('a moment before the facts were established is no negative duration', () => {
  assert.is(decideIncident(observed({ assessments: [assessment({ at: at(-5) })] }), at(3)).status.durations?.toAssessSeconds, 0);
});

test('the overviews count evidence and notifications as they stand', () => {
  const around = {
    evidence: [
      evidence({}, { verified: { at: at(4), result: 'Match' } }),
      evidence({}, { verified: { at: at(4), result: 'Unreadable' } }, 'evi-2'),
      evidence({}, { phase: 'Compromised' }, 'evi-3'),
      evidence({ crossesBoundary: true }, { phase: 'Quarantined', accepted: false }, 'evi-4'),
      evidence({ crossesBoundary: true }, { phase: 'Preserved', accepted: true }, 'evi-5'),
    ],
    notifications: [
      notification({}, { phase: 'Sent', sentAt: at(2), dueAt: at(1) }),
      notification({}, { phase: 'Waived' }, 'note-2'),
      notification({}, { phase: 'Incomplete', dueAt: at(2) }, 'note-3'),
      notification({}, { phase: 'Incomplete', dueAt: at(9) }, 'note-4'),
      notification({}, undefined, 'note-5'),
    ],
  };
  const { status } = decideIncident(observed({}, around), at(5));
  assert.equal(status.evidence, { items: 5, verified: 1, intact: false, quarantined: 1 });
  assert.equal(status.notifications, { due: 3, sent: 1, overdue: 1 });
});

test('the occurrences that a machine counted stay', () => {
  const occurrences = { count: 3, firstSeen: at(0), lastSeen: at(2) };
  const { incident: reported } = observed({ source: { system: 'alertmanager' } });
  assert.equal(decideIncident(observed({}, { incident: { ...reported, status: { occurrences } } }), at(3)).status.occurrences, occurrences);
});

test.run();
