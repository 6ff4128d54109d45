// Shows: S6, R-i, E4.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  IncidentPolicy,
  IncidentPolicyChannel,
  IncidentPolicySpec,
  IncidentReport,
  IncidentSpec,
  NotificationSpec,
} from '../../operator/api/types.gen.ts';
import { addressOf, type Planned, planOf } from '../../operator/delivery/plan.ts';
import { incident, notification, policy } from '../build.ts';

const people: NonNullable<IncidentPolicySpec['people']> = {
  dpo: { username: 'p.lambert', email: 'dpo@example.org' },
  ciso: { username: 's.wouters', email: 'ciso@example.org' },
  management: { username: 'a.verbeke' },
};

const organisation = (spec: Partial<IncidentPolicySpec> = {}): IncidentPolicy =>
  policy({
    people,
    contactPoint: { name: 'Meldpunt', email: 'meldpunt@example.org' },
    departments: [{ name: 'ict', email: 'ict@example.org' }],
    authorities: [
      { name: 'gba', title: 'GBA', portal: 'https://gba.example', email: 'info@gba.example' },
      { name: 'ccb', title: 'CCB', email: 'info@ccb.example' },
    ],
    channels: [
      { name: 'mail', type: 'SMTP', url: 'smtp://mail.example.org' },
      { name: 'siem', type: 'Webhook', url: 'https://siem.example.org' },
    ],
    ...spec,
  });

const planned = (note: Partial<NotificationSpec>, tlp?: NonNullable<IncidentSpec['tlp']>, more: Partial<Planned> = {}) =>
  planOf({
    note: notification(note),
    incident: incident(tlp === undefined ? {} : { tlp }),
    policy: organisation(),
    lawful: false,
    ...more,
  });
const mail = (...to: readonly string[]) => ({ channel: { email: { to } } });
const toMail = (...to: readonly string[]) => ({ kind: 'targets', targets: to.map((name) => ({ to: name, channel: 'mail' })) });
const byHand = { kind: 'byHand' };

const defaults: readonly (readonly [string, Partial<NotificationSpec>, unknown])[] = [
  ['the DPO is mailed', { audience: 'DPO' }, toMail('dpo')],
  ['the CISO is mailed', { audience: 'CISO' }, toMail('ciso')],
  ['the contact point is mailed', { audience: 'ContactPoint' }, toMail('contactPoint')],
  ['management without an address is told by hand', { audience: 'Management' }, byHand],
  ['an authority with a portal is filed by hand', { audience: 'Authority', recipient: 'gba' }, byHand],
  ['the people concerned are told by hand', { audience: 'DataSubjects' }, byHand],
  ['a portal is a matter of hands', { audience: 'DPO', channel: { portal: {} } }, byHand],
];
for (const [what, note, plan] of defaults) test(`where nobody says how, ${what}`, () => assert.equal(planned(note), plan));

test('an authority that takes mail and has no portal is mailed, when a law asks for it', () => {
  assert.equal(planned({ audience: 'Authority', recipient: 'ccb' }, 'RED', { lawful: true }), toMail('ccb'));
});

test('without a channel for mail everything is a matter of hands, and naming one is refused with what would be right', () => {
  const none = { policy: organisation({ channels: [] }) };
  assert.equal(planned({ audience: 'DPO' }, undefined, none), byHand);
  const refused = planned(mail('dpo'), undefined, none);
  assert.is(refused.kind === 'refused' ? refused.reason : refused.kind, 'ChannelUnavailable');
});

test('names are names of the policy and nothing else', () => {
  assert.equal(planned(mail('dpo', 'ict', 'contactPoint')), toMail('dpo', 'ict', 'contactPoint'));
  for (const name of ['nobody', '__proto__', 'constructor', 'toString', 'dpo@example.org']) {
    assert.is(planned(mail(name)).kind, 'refused', name);
    assert.is(addressOf(organisation(), name), undefined);
  }
  assert.is(planned({ channel: { webhook: { name: 'mail' } } }).kind, 'refused');
  assert.equal(planned({ channel: { webhook: { name: 'siem' } } }), { kind: 'targets', targets: [{ to: 'siem', channel: 'siem' }] });
});

const labels = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const;
const allowed: readonly (readonly [string, Partial<NotificationSpec>, readonly boolean[]])[] = [
  ['a named individual', mail('dpo'), [true, true, true, true, true]],
  ['a mailbox of a department', mail('ict'), [false, true, true, true, true]],
  ['a system', { channel: { webhook: { name: 'siem' } } }, [false, true, true, true, true]],
  ['somebody outside', mail('ccb'), [false, false, true, true, true]],
  ['the public', { audience: 'Public', ...mail('ccb') }, [false, false, false, false, true]],
];
for (const [whom, note, answers] of allowed) {
  test(`a sharing label lets ${whom} know, or not, and a law outranks it`, () => {
    const kinds = labels.map((tlp) => planned(note, tlp).kind === 'targets');
    assert.equal(kinds, answers);
    for (const tlp of labels) assert.is(planned(note, tlp, { lawful: true }).kind, 'targets');
  });
}

test('one recipient who may not know stops the whole, with the label and the name', () => {
  assert.equal(planned(mail('dpo', 'ict'), 'RED'), {
    kind: 'refused',
    reason: 'AudienceLimited',
    message: 'The label TLP:RED of the incident lets named individuals only know, and ict is something else.',
  });
});

const mailbox = { name: 'mail', type: 'SMTP', url: 'smtp://mail.example.org' } as const;
const tickets = { name: 'tickets', type: 'Webhook', url: 'https://tickets.example.org' } as const;
const serving = (channel: IncidentPolicyChannel): Partial<Planned> => ({ policy: organisation({ channels: [mailbox, channel] }) });
const reports = { ...mailbox, name: 'reports', audiences: ['Reporter', 'Staff'] } as const;
const reported = (report: Partial<IncidentReport>, more: Partial<IncidentSpec> = {}): Partial<Planned> => {
  const { spec, ...rest } = incident(more);
  return { ...serving(reports), incident: { ...rest, spec: { ...spec, report: { ...spec.report, reportedBy: 'm.janssens', ...report } } } };
};
const receipt = { audience: 'Reporter', duty: 'policy-acknowledgement' } as const;
const feedback = { audience: 'Reporter', duty: 'policy-reporter' } as const;
const toReporter = { kind: 'targets', targets: [{ to: 'reporter', channel: 'reports' }] };

test('where a channel serves reporters, whoever reported hears by itself that the report arrived', () => {
  assert.equal(planned(receipt, undefined, reported({})), toReporter);
  // Whoever reported it is a named individual, and knows it already.
  assert.equal(planned(receipt, undefined, reported({}, { tlp: 'RED' })), toReporter);
  assert.equal(planned(receipt), byHand);
});

for (const [why, more] of [
  ['stays unnamed', reported({ anonymous: true })],
  ['was not verified', reported({ verified: false })],
  ['rehearsed', reported({}, { drill: true })],
] as const) {
  test(`nobody is written to who ${why}`, () => {
    assert.equal(planned(receipt, undefined, more), byHand);
    assert.is(planned({ ...receipt, ...mail('reporter') }, undefined, more).kind, 'refused');
  });
}

test('feedback goes once the contact point has written it, or has named the way', () => {
  assert.equal(planned(feedback, undefined, reported({})), byHand);
  assert.equal(planned({ ...feedback, content: { summary: 'It was the new printer.' } }, undefined, reported({})), toReporter);
  assert.equal(
    planned({ ...feedback, translations: [{ language: 'fr', summary: 'Une imprimante.' }] }, undefined, reported({})),
    toReporter,
  );
  assert.equal(planned({ ...feedback, ...mail('reporter') }, undefined, reported({})), toMail('reporter'));
});

test('staff is told in the department that was hit, and a channel that names an audience outranks the usual one', () => {
  assert.equal(planned({ audience: 'Staff' }, undefined, reported({}, { department: 'ict' })), {
    kind: 'targets',
    targets: [{ to: 'ict', channel: 'reports' }],
  });
  assert.equal(planned({ audience: 'Staff' }, undefined, reported({}, { department: 'unknown' })), byHand);
  const siem = serving({ ...tickets, audiences: ['CISO'] });
  assert.equal(planned({ audience: 'CISO' }, undefined, siem), { kind: 'targets', targets: [{ to: 'tickets', channel: 'tickets' }] });
  assert.equal(planned({ audience: 'DPO' }, undefined, siem), toMail('dpo'));
});

test.run();
