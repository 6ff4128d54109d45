// What status says is next: every reason for which a closure is refused leads to a command, and to who types it.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentPolicy, Notification } from '../../../operator/api/types.gen.ts';
import { nextOf, peopleIn, stepsOf } from '../../../operator/cli/act/next.ts';
import { distance, statusText } from '../../../operator/cli/status.ts';
import { pipe } from '../../../operator/cli/terminal.ts';

type Status = NonNullable<Incident['status']>;

const incident = (status: Partial<Status>, spec: Partial<Incident['spec']> = {}): Incident =>
  ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Incident',
    metadata: { name: 'inc', namespace: 'n', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-10-23T07:12:00Z', generation: 3 },
    spec: { title: 'A laptop', department: 'pensions', report: { what: 'w', establishedAt: '2026-10-23T07:12:00Z' }, ...spec },
    status: { observedGeneration: 3, phase: 'Containing', leader: 'c.peeters', ...status },
  }) as unknown as Incident;

const note = (name: string, phase: string): Notification =>
  ({ metadata: { name }, spec: {}, status: { phase } }) as unknown as Notification;

const policy = {
  spec: {
    people: { dpo: { username: 'p.lambert' }, ciso: { username: 's.wouters' }, management: { username: 'a.verbeke' } },
    departments: [{ name: 'pensions', managers: ['g.claes', 'x.second'] }],
  },
} as unknown as IncidentPolicy;

const blocker = (reason: string, message = '', role = 'Responder') => ({ reason, message, role });

const commandOf = (status: Partial<Status>, notifications: readonly Notification[] = []): string | undefined =>
  stepsOf({ incident: incident(status), notifications, policy }, ' -n n')[0]?.command;

const deadlines = [{ name: 'gdpr-authority', notification: 'inc-gdpr-authority' }, { name: 'policy-contain' }] as unknown as NonNullable<
  Status['deadlines']
>;

const due = (name: string, phase: string) =>
  commandOf({ deadlines, blockers: [blocker('DutyOpen', `${name} is open, due 2026-10-26T07:12:00Z.`)] }, [
    note('inc-gdpr-authority', phase),
  ]);

test('a duty leads to its notice, by how far that is, and what only time lifts leads nowhere', () => {
  assert.equal(
    ['Incomplete', 'AwaitingApproval', 'Scheduled', 'Sending', 'Sent', 'Failed'].map((phase) => due('gdpr-authority', phase)),
    [
      'kubectl incident notify inc-gdpr-authority -n n',
      'kubectl incident approve inc-gdpr-authority -n n',
      'kubectl incident notify inc-gdpr-authority -n n',
      undefined,
      'kubectl incident notify inc-gdpr-authority -n n',
      'kubectl incident notify inc-gdpr-authority -n n',
    ],
  );
  assert.is(due('policy-contain', 'Sent'), undefined);
});

test('names are read out of messages, whatever stands behind them', () => {
  const named = (reason: string, message: string) => commandOf({ blockers: [blocker(reason, message)] });
  assert.is(
    named('WeaknessUntreated', 'Weakness export-plain is neither remedied nor accepted.'),
    'kubectl incident weakness export-plain -n n',
  );
  assert.is(
    named('SupplementOpen', 'The supplementary notice inc-a-supplementary-1 has not been sent.'),
    'kubectl incident notify inc-a-supplementary-1 -n n',
  );
  const steps = [
    { name: 'wipe', required: true, state: 'Open' },
    { name: 'ask', state: 'Open' },
    { name: 'revoke', required: true, state: 'Done' },
    { name: 'log', required: true, state: 'Open' },
  ];
  assert.is(
    commandOf({ playbook: { steps } as unknown as NonNullable<Status['playbook']>, blockers: [blocker('StepsOpen')] }),
    'kubectl incident act inc --step wipe,log -n n',
  );
});

test('every reason that the rules know has a command, or is lifted elsewhere', () => {
  const rules = ['blockers', 'learning']
    .map((file) => readFileSync(new URL(`../../../operator/incident/${file}.ts`, import.meta.url), 'utf8'))
    .join('\n');
  const compared = new Set(
    [...rules.matchAll(/[!=]==\s*'(\w+)'|has\('(\w+)'|new Set\(\['(\w+)'/g)].map((match) => match.slice(1).find((each) => each)),
  );
  const reasons = new Set([...rules.matchAll(/'([A-Z][A-Za-z]+)',\s*(?:'[A-Z]|role|roleOf)/g)].map(([, reason]) => reason ?? ''));
  assert.ok(reasons.size > 15, [...reasons].join());
  const without = [...reasons].filter((reason) => !compared.has(reason) && commandOf({ blockers: [blocker(reason)] }) === undefined);
  assert.equal(without.sort(), ['DutyOpen', 'PlaybookMissing', 'ScaleMissing', 'SupplementOpen', 'WeaknessUntreated']);
});

test('without anything in the way it is closed, and then its lessons are followed', () => {
  assert.is(commandOf({ phase: 'Reviewing', blockers: [] }), 'kubectl incident close inc -n n');
  assert.is(commandOf({ phase: 'Closed', blockers: [] }), undefined);
  const lessons = { list: [{ lesson: 'r1/l1', dueAt: '2026-12-31T16:00:00Z' }] } as unknown as NonNullable<Status['lessons']>;
  assert.is(commandOf({ phase: 'Closed', lessons }), 'kubectl incident follow inc -n n');
  assert.equal(stepsOf({ incident: { ...incident({}), status: undefined } as unknown as Incident, notifications: [], policy }, ''), []);
});

test('next is the first who can do something; people are known where the policy may be read', () => {
  const known = {
    incident: incident({ blockers: [blocker('ScaleMissing', '', 'CISO'), blocker('LeaderMissing', 'No response leader.', 'Manager')] }),
    notifications: [],
    policy,
  };
  assert.equal(nextOf(stepsOf(known, ' -n n')), {
    reason: 'LeaderMissing',
    message: 'No response leader.',
    role: 'Manager',
    who: ['g.claes', 'x.second'],
    command: 'kubectl incident appoint inc -n n',
  });
  assert.equal(
    ['DPO', 'CISO', 'Management', 'Responder', 'Controller'].map((role) => peopleIn(role, { incident: known.incident, policy })),
    [['p.lambert'], ['s.wouters'], ['a.verbeke'], ['c.peeters'], []],
  );
  assert.equal(peopleIn('DPO', { incident: known.incident, policy: undefined }), []);
});

test('one screen says how it stands, what is in the way, and who is next', () => {
  const known = {
    incident: incident({
      severity: 'S2',
      nextDuty: 'gdpr-authority',
      nextDeadline: '2026-10-26T07:12:00Z',
      blockers: [blocker('NotContained', 'Not contained: add the milestone Contained.')],
    }),
    notifications: [note('a', 'Sent')],
    policy,
  };
  assert.is(
    statusText(known, stepsOf(known, ' -n n'), '2026-10-24T07:12:00Z', pipe),
    `inc
Title       A laptop
Phase       Containing
Severity    S2
Leader      c.peeters
Due next    gdpr-authority 2026-10-26T07:12:00Z (in 2 d 0 h)
Notices     0 of 1 sent
Reported    2026-10-23T07:12:00Z

To do (1)
  Responder (c.peeters): Not contained: add the milestone Contained.
    kubectl incident act inc --reached Contained -n n

Next: Responder (c.peeters)
  kubectl incident act inc --reached Contained -n n`,
  );
});

test('a distance in time is told in its two largest units', () => {
  const from = '2026-10-24T07:12:00Z';
  assert.equal(
    ['2026-10-24T07:12:30Z', '2026-10-24T07:55:00Z', '2026-10-24T09:13:00Z', '2026-10-27T09:13:00Z', '2026-10-24T05:00:00Z'].map((at) =>
      distance(at, from),
    ),
    ['in 0 min', 'in 43 min', 'in 2 h 1 min', 'in 3 d 2 h', '2 h 12 min ago'],
  );
});

test.run();
