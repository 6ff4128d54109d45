// Shows: P2, R-j.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../operator/intake/json.ts';
import { readReport, reportName } from '../../operator/intake/report.ts';

const sender = { namespace: 'incidents', name: 'report-1', caller: 'm.janssens', at: '2026-10-23T09:20:00Z' };
const report = { what: 'A letter went astray.', establishedAt: '2026-10-23T09:12:00+02:00' };
const problemsOf = (body: Json): readonly string[] => {
  const read = readReport(body, sender);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message.split(';')[0]}`);
};

test('a report of two lines is enough, and its reporter is who was authenticated', () => {
  assert.equal(readReport({ report }, sender), {
    ok: true,
    spokenFor: false,
    draft: {
      apiVersion: 'meldpunt.dev/v1alpha1',
      kind: 'Incident',
      metadata: { namespace: 'incidents', name: 'report-1' },
      spec: {
        title: 'Report without a title',
        report: { reportedVia: 'API', reportedAt: sender.at, reportedBy: 'm.janssens', verified: true, ...report },
      },
    },
  });
});

test('an anonymous report names nobody', () => {
  const read = readReport({ report: { ...report, anonymous: true } }, sender);
  assert.is(read.ok && read.draft.spec.report.reportedBy, undefined);
  assert.is(read.ok && read.draft.spec.report.verified, undefined);
});

test('a report in the name of somebody else is told apart, and not called verified', () => {
  const read = readReport({ report: { ...report, reportedBy: 'g.claes' } }, sender);
  assert.equal([read.ok && read.spokenFor, read.ok && read.draft.spec.report.verified], [true, undefined]);
  const own = readReport({ report: { ...report, reportedBy: 'm.janssens' } }, sender);
  assert.equal([own.ok && own.spokenFor, own.ok && own.draft.spec.report.verified], [false, true]);
});

test('all that is wrong is told at once, by the paths of the body', () => {
  assert.equal(
    problemsOf({
      report: { establishedAt: 'yesterday', cause: 7, assessments: [] },
      category: 'Leak',
      status: {},
      closures: [],
    }).toSorted(),
    [
      'category: has to be one of IneffectiveControl, IntegrityConfidentialityAvailability, HumanError, NonCompliance, PhysicalBreach, PrivacyBreach, UncontrolledChange, Malfunction, AccessViolation, Other',
      'closures: is not known here',
      'report.assessments: is not known here',
      'report.cause: has to be of type string',
      'report.establishedAt: has to be a time with its offset from UTC, such as 2026-10-23T09:12:00+02:00',
      'report.what: is missing and has to be given',
      'status: is not known here',
    ],
  );
});

test('what is no report is refused as that', () => {
  assert.equal(problemsOf([]), [': has to be an object']);
  assert.equal(problemsOf({}), ['report: is missing and has to be given']);
  assert.equal(problemsOf({ report: 'text' }), ['report: has to be of type object']);
});

test('a name of a report follows from its sender and its key, and from nothing else', () => {
  assert.match(reportName('m.janssens', 'k'), /^report-[0-9a-f]{24}$/);
  assert.is(reportName('m.janssens', 'k'), reportName('m.janssens', 'k'));
  assert.is.not(reportName('m.janssens', 'k'), reportName('g.claes', 'k'));
  assert.is.not(reportName('a', 'bc'), reportName('ab', 'c'));
});

test.run();
