import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { checkConditions, checkDefinitions, checkLease, checkObjects, shown } from '../../operator/cli/check.ts';
import { covers, type Installed, shippedIn } from '../../operator/cli/shipped.ts';
import { redactedLine, tallyOf } from '../../operator/cli/support-command.ts';

const object = (kind: string, name: string, rest: object = {}): Installed => ({ apiVersion: 'v1', kind, metadata: { name }, ...rest });

test('what servers add counts for nothing, what they change counts', () => {
  const shipped = { rules: [{ verbs: ['get'] }], spec: { match: {} } };
  assert.ok(covers({ rules: [{ verbs: ['get'], apiGroups: [''] }], spec: { match: {}, policy: 'Equivalent' }, more: 1 }, shipped));
  assert.not.ok(covers({ rules: [{ verbs: ['get', 'list'] }], spec: { match: {} } }, shipped));
  assert.not.ok(covers({ spec: { match: {} } }, shipped));
});

test('an object that is missing or another is named with its remedy; what may be left out is only counted', () => {
  const role = object('ClusterRole', 'meldpunt-dpo', { rules: [{ verbs: ['get'] }] });
  const guard = object('ValidatingAdmissionPolicy', 'meldpunt-namespace-of-incidents');
  assert.equal(
    checkObjects('rights', [
      { shipped: role, there: role },
      { shipped: guard, there: undefined },
    ]),
    [{ kind: 'good', what: 'rights', detail: '1 as in this version, 1 optional ones left out' }],
  );
  const wider = { ...role, rules: [{ verbs: ['get', 'delete'] }] };
  assert.equal(
    [role, undefined].length,
    checkObjects('rights', [
      { shipped: role, there: undefined },
      { shipped: role, there: wider },
    ]).filter(({ kind }) => kind === 'broken').length,
  );
});

test('a definition that is not served, or of which another version is stored, is told', () => {
  const served = { conditions: [{ type: 'Established', status: 'True' }], storedVersions: ['v1alpha1'] };
  assert.equal(
    checkDefinitions([object('CustomResourceDefinition', 'incidents.meldpunt.dev', { status: served })], 'v1alpha1').map(
      ({ kind }) => kind,
    ),
    ['good'],
  );
  const old = { conditions: [], storedVersions: ['v1alpha0', 'v1alpha1'] };
  const [unserved, stored] = checkDefinitions([object('CustomResourceDefinition', 'incidents.meldpunt.dev', { status: old })], 'v1alpha1');
  assert.match(unserved?.detail ?? '', /is not established/);
  assert.match(stored?.detail ?? '', /stored as v1alpha0/);
});

const leaseOf = (renewTime: string, time: string): Installed => ({
  ...object('Lease', 'meldpunt-operator', { spec: { holderIdentity: 'a', renewTime } }),
  metadata: { name: 'meldpunt-operator', managedFields: [{ time }] },
});

test('the clock of the operator is compared with that of the API server, where both wrote the same moment', () => {
  const at = '2026-10-23T09:00:00Z';
  const kindsOf = (lease: Installed | undefined, now = Date.parse(at)): string[] => checkLease(lease, now).map(({ kind }) => kind);
  assert.equal(kindsOf(leaseOf('2026-10-23T09:00:00.400000Z', at)), ['good', 'good']);
  assert.equal(kindsOf(leaseOf('2026-10-23T09:02:00.000000Z', at)), ['good', 'broken']);
  assert.equal(kindsOf(leaseOf(at, at), Date.parse(at) + 120_000), ['broken', 'good']);
  assert.equal(kindsOf(undefined), ['broken']);
});

test('what the policy says of itself is passed on, and its absence is broken too', () => {
  const status = { conditions: [{ type: 'Ready', status: 'False', reason: 'ChannelUnknown', message: 'No such channel.' }] };
  const [finding] = checkConditions('organisation', [object('IncidentPolicy', 'default', { status })], 'make one');
  assert.equal(finding, {
    kind: 'broken',
    what: 'organisation',
    detail: 'IncidentPolicy default is not Ready (ChannelUnknown): No such channel.',
    fix: 'kubectl describe incidentpolicy default',
  });
  assert.equal(checkConditions('organisation', [], 'make one')[0]?.kind, 'broken');
});

test('below what is broken stands what puts it right', () => {
  const text = shown([
    { kind: 'good', what: 'laws', detail: 'gdpr' },
    { kind: 'broken', what: 'operator', detail: 'Nobody leads.', fix: 'see why' },
    { kind: 'unseen', what: 'rights', detail: 'Not readable.', fix: 'ask' },
  ]);
  assert.equal(text.split('\n'), [
    '✔ laws          gdpr',
    '✗ operator      Nobody leads.',
    '                fix: see why',
    '? rights        Not readable.',
    '                fix: ask',
  ]);
});

test('what is compared with the cluster is what the chart ships, in the namespace of the operator', () => {
  assert.is(shippedIn('crds', 'security').length, Object.keys(kinds).length);
  const policies = JSON.stringify(shippedIn('admission', 'security'));
  assert.ok(policies.includes('system:serviceaccount:security:meldpunt-operator'));
  assert.not.ok(policies.includes('meldpunt-system'));
});

test('a support bundle counts records and tells no names; a line of a log keeps no secret and no address', () => {
  const ready = (status: string): object => ({
    phase: 'Reported',
    conditions: [{ type: 'Ready', status, reason: 'Invalid', message: 'J. Maes' }],
  });
  assert.equal(tallyOf([{ status: ready('True') }, { status: ready('False') }, { status: ready('False') }, {}]), {
    Reported: 1,
    'Reported Ready=Invalid': 2,
    none: 1,
  });
  const line = JSON.stringify({
    time: 't',
    level: 'info',
    message: 'mail to j.maes@example.org',
    token: 'abc',
    user: 'j.maes',
    attempt: 3,
  });
  assert.equal(redactedLine(line), {
    time: 't',
    level: 'info',
    message: 'mail to [redacted]',
    token: '[redacted]',
    user: '[redacted]',
    attempt: 3,
  });
  assert.is(redactedLine('Bearer abcdefghijkl'), '[redacted]');
});

test.run();
