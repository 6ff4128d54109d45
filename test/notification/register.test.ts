import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { NotificationStatus, NotificationStatusDelivery } from '../../operator/api/types.gen.ts';
import { isNotificationHeld, notificationRegister } from '../../operator/notification/register.ts';
import { at, notification } from '../build.ts';

const delivery = (to: string, outcome: NotificationStatusDelivery['outcome']): NotificationStatusDelivery => ({
  key: `note-${to}`,
  to,
  channel: 'mail',
  attempt: 1,
  at: at(2),
  since: at(1),
  outcome,
});
const outcomes = ['Queued', 'Claimed', 'Deferred', 'Rejected', 'Exhausted', 'Delivered'] as const;
const status: NotificationStatus = { phase: 'Sending', deliveries: outcomes.map((outcome) => delivery(outcome.toLowerCase(), outcome)) };

test('what is being deleted waits for no mail server, however far its messages are', () => {
  for (const each of status.deliveries ?? []) assert.is(isNotificationHeld({ status: { ...status, deliveries: [each] } }), false, each.to);
});

test('a legal hold keeps it, and nothing else does', () => {
  assert.equal(
    [
      isNotificationHeld({ status: { ...status, legalHold: true } }),
      isNotificationHeld({ status: { legalHold: false } }),
      isNotificationHeld({}),
    ],
    [true, false, false],
  );
});

test('what remains says how many have it, and to whom it went does not remain', () => {
  const register = notificationRegister(notification({ duty: 'gdpr-authority', audience: 'Authority' }, status));
  assert.is(register.facts['deliveries'], '1');
  const text = JSON.stringify(register);
  assert.equal(
    (status.deliveries ?? []).filter(({ to, key }) => text.includes(key) || text.includes(`"${to}"`)),
    [],
  );
});

test.run();
