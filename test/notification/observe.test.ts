import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentStatusDeadline, NotificationSpec } from '../../operator/api/types.gen.ts';
import { observeNotification } from '../../operator/notification/observe.ts';
import { at, compiled, duty, incident, notification, policy, regime, shipped } from '../build.ts';

const observeIn = (
  regimes: ReturnType<typeof compiled>,
  deadline: Partial<IncidentStatusDeadline>,
  spec: Partial<NotificationSpec>,
  name?: string,
) =>
  observeNotification(notification(spec, undefined, name), {
    policy: () => policy(),
    regimes: () => regimes,
    incident: (namespace, of) =>
      namespace === 'security' && of === 'inc-1'
        ? incident(
            {},
            {
              deadlines: [{ name: 'law-duty', from: at(1), dueAt: at(73), state: 'Running', notification: 'inc-1-law-duty', ...deadline }],
            },
          )
        : undefined,
    notificationsOf: () => [],
  });

const versions = compiled(
  regime([duty({ requires: ['nature'] })], { validUntil: '2026-10-01' }, 'a-old'),
  regime([duty({ requires: ['measures'] })], {}, 'b-new'),
);

test('the duty is that of the regime from which its deadline comes, where two versions name the same one', () => {
  assert.equal(observeIn(versions, { regime: 'b-new' }, { duty: 'law-duty' }).duty?.requires, ['measures']);
  assert.equal(observeIn(versions, { regime: 'a-old' }, { duty: 'law-duty' }).duty?.requires, ['nature']);
  assert.equal(observeIn(versions, { regime: 'gone' }, { duty: 'law-duty' }).duty?.requires, ['nature']);
});

test('a duty whose expressions are wrong still says what its notification needs', () => {
  const wrong = compiled(regime([duty({ when: 'nonsense(', requires: ['nature'], needsApproval: true })]));
  assert.equal(observeIn(wrong, { regime: 'law' }, { duty: 'law-duty' }).duty?.requires, ['nature']);
});

test('a supplement has no clock, the first notice of a later stage has one', () => {
  const clock = (name: string) => observeIn(versions, {}, { duty: 'law-duty', stage: 'Supplementary' }, name).deadline?.dueAt;
  assert.is(clock('inc-1-law-duty-supplementary-1'), undefined);
  assert.is(clock('inc-1-law-duty'), at(73));
});

test('an incident of another namespace, a duty that no regime names and a deadline that is not there are absent', () => {
  const observed = observeIn(compiled(shipped('gdpr')), {}, { duty: 'own-idea' });
  assert.equal([observed.duty, observed.deadline], [undefined, undefined]);
  assert.is(observeIn(versions, {}, { incidentRef: { name: 'inc-2' } }).incident, undefined);
});

test.run();
