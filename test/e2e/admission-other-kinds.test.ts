// Decisions on the other kinds, without an operator: each needs its verb, a legal hold stops disposal, and an approval is signed by its writer.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { organisation, people, type Who } from '../admission/people.ts';
import { entry, nextName } from '../admission/records.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

const notification = { incidentRef: { name: 'inc-1' }, duty: 'gdpr-authority', audience: 'Authority' };
const evidence = { incidentRef: { name: 'inc-1' }, description: 'Disk', mediaType: 'DiskImage' };
const weakness = { title: 'Exports are not encrypted', notExploited: true };
const repaired = (by: string): object => ({ ...weakness, remedied: [entry('r1', by, { how: 'Encrypted.' })] });
const works = { id: 'n1', of: 'r1', result: 'Effective', how: 'Opened three exports.' };
const advised = {
  ...notification,
  advices: [entry('v1', people.dpo, { advice: 'Waive' }), entry('v2', people.allrounder, { advice: 'Waive' })],
};
const waiver = { id: 'n1', ground: 'RiskUnlikely', reasons: 'The disk was encrypted.' };
const approvals = { approvals: [{ id: 'n1', decision: 'Approve', of: `sha256:${'a'.repeat(64)}` }] };
const disposal = { disposal: { id: 'n1', method: 'Shredded', authority: 'Schedule' } };

const dated = (until: string): object => ({ retention: { until } });

type Kind = 'Notification' | 'EvidenceItem' | 'Weakness';
type Attempt = readonly [who: Who, kind: Kind, what: string, on: object, spec: object, outcome: string];

const needsApprove = 'Approving or returning the text of a notification needs the verb approve on notifications in this namespace';
const needsDecide = 'Waiving a duty to notify needs the verb decide on notifications in this namespace';
const needsHold = 'Laying or lifting a legal hold needs the verb hold on evidenceitems in this namespace';
const needsDispose = 'Disposing of evidence needs the verb dispose on evidenceitems in this namespace';
const needsDate =
  "A date in retention.until takes the place of the policy's retention and may shorten it. Setting it needs the verb dispose";
const needsAccept = 'Accepting the risk of a weakness needs the verb accept on weaknesses in this namespace';

const attempts: readonly Attempt[] = [
  ['management', 'Notification', 'approves a text', notification, approvals, 'allowed'],
  ['controller', 'Notification', 'approves a text', notification, approvals, 'allowed'],
  ['contactPoint', 'Notification', 'approves a text', notification, approvals, needsApprove],
  ['dpo', 'Notification', 'approves a text', notification, approvals, needsApprove],
  [
    'management',
    'Notification',
    'approves a text in the name of the controller',
    notification,
    { approvals: [{ ...approvals.approvals[0], by: people.controller }] },
    'You are m.goossens, and a new entry is signed by somebody else',
  ],
  ['dpo', 'Notification', 'advises', notification, { advices: [{ id: 'n1', advice: 'Waive' }] }, 'allowed'],
  [
    'controller',
    'Notification',
    'advises itself',
    notification,
    { advices: [{ id: 'n1', advice: 'Waive' }] },
    'An advice on a waiver needs the verb advise on notifications in this namespace',
  ],
  ['controller', 'Notification', "waives on the DPO's advice", advised, { waivers: [{ ...waiver, advice: 'v1' }] }, 'allowed'],
  [
    'controller',
    'Notification',
    'waives without an advice',
    advised,
    { waivers: [waiver] },
    "Waiving a duty to notify needs the DPO's advice first.",
  ],
  ['dpo', 'Notification', 'waives', advised, { waivers: [{ ...waiver, advice: 'v1' }] }, needsDecide],
  ['ciso', 'Notification', 'waives', advised, { waivers: [{ ...waiver, advice: 'v1' }] }, needsDecide],
  [
    'allrounder',
    'Notification',
    'waives on its own advice',
    advised,
    { waivers: [{ ...waiver, advice: 'v2' }] },
    'Whoever advised does not decide as well',
  ],
  [
    'contactPoint',
    'Notification',
    'waives the feedback to the reporter',
    { ...notification, duty: 'policy-reporter', audience: 'Reporter' },
    { waivers: [waiver] },
    'allowed',
  ],
  [
    'responder',
    'Notification',
    'waives the feedback to the reporter',
    { ...notification, duty: 'policy-reporter', audience: 'Reporter' },
    { waivers: [waiver] },
    'Waiving what the reporter is told needs the verb assess on incidents or decide on notifications',
  ],
  ['dpo', 'Notification', 'files at the portal', notification, { filings: [{ id: 'n1', reference: 'GBA-1' }] }, 'allowed'],
  [
    'auditor',
    'Notification',
    'files at the portal',
    notification,
    { filings: [{ id: 'n1', reference: 'GBA-1' }] },
    'cannot patch resource "notifications"',
  ],
  [
    'dpo',
    'Notification',
    'files tomorrow',
    notification,
    { filings: [{ id: 'n1', at: '2099-01-01T00:00:00Z', reference: 'GBA-1' }] },
    'An entry says that it happened in the future',
  ],
  [
    'responder',
    'EvidenceItem',
    'hands it over',
    evidence,
    { custody: [{ id: 'n1', from: people.responder, to: people.custodian, reason: 'Safe keeping' }] },
    'allowed',
  ],
  [
    'contactPoint',
    'EvidenceItem',
    'hands it over',
    evidence,
    { custody: [{ id: 'n1', from: people.responder, to: people.custodian, reason: 'Safe keeping' }] },
    'cannot patch resource "evidenceitems"',
  ],
  ['responder', 'EvidenceItem', 'collects it', evidence, { collection: { method: 'Imaged' } }, 'allowed'],
  [
    'responder',
    'EvidenceItem',
    'says that another collected it',
    evidence,
    { collection: { method: 'Imaged', by: people.ciso } },
    'You are d.maes, and a new entry is signed by somebody else',
  ],
  ['ciso', 'EvidenceItem', 'disposes of it', evidence, disposal, 'allowed'],
  ['custodian', 'EvidenceItem', 'disposes of it', evidence, disposal, needsDispose],
  ['responder', 'EvidenceItem', 'disposes of it', evidence, disposal, needsDispose],
  ['ciso', 'EvidenceItem', 'lays a legal hold', evidence, { retention: { legalHold: true } }, 'allowed'],
  ['custodian', 'EvidenceItem', 'lays a legal hold', evidence, { retention: { legalHold: true } }, needsHold],
  [
    'responder',
    'EvidenceItem',
    'lifts a legal hold',
    { ...evidence, retention: { legalHold: true } },
    { retention: { legalHold: false } },
    needsHold,
  ],
  [
    'ciso',
    'EvidenceItem',
    'lifts a legal hold',
    { ...evidence, retention: { legalHold: true } },
    { retention: { legalHold: false } },
    'allowed',
  ],
  ['ciso', 'EvidenceItem', 'dates its retention', evidence, dated('2027-01-01T00:00:00Z'), 'allowed'],
  ['custodian', 'EvidenceItem', 'dates its retention', evidence, dated('2027-01-01T00:00:00Z'), needsDate],
  ['responder', 'EvidenceItem', 'dates its retention', evidence, dated('2027-01-01T00:00:00Z'), needsDate],
  [
    'custodian',
    'EvidenceItem',
    'extends its retention',
    { ...evidence, ...dated('2027-01-01T00:00:00Z') },
    dated('2037-01-01T00:00:00Z'),
    'allowed',
  ],
  [
    'ciso',
    'EvidenceItem',
    'lifts a legal hold and disposes at once',
    { ...evidence, retention: { legalHold: true } },
    { retention: { legalHold: false }, ...disposal },
    'an item under legal hold cannot be disposed of',
  ],
  ['management', 'Weakness', 'accepts the risk', weakness, { acceptances: [{ id: 'n1', reasons: 'Retired soon.' }] }, 'allowed'],
  ['ciso', 'Weakness', 'accepts the risk', weakness, { acceptances: [{ id: 'n1', reasons: 'Retired soon.' }] }, needsAccept],
  ['responder', 'Weakness', 'accepts the risk', weakness, { acceptances: [{ id: 'n1', reasons: 'Retired soon.' }] }, needsAccept],
  ['responder', 'Weakness', 'verifies the remedy of somebody else', repaired(people.manager), { verifications: [works] }, 'allowed'],
  [
    'responder',
    'Weakness',
    'verifies their own remedy',
    repaired(people.responder),
    { verifications: [works] },
    'A remedy is verified by another person',
  ],
  ['responder', 'Weakness', 'verifies no remedy', weakness, { verifications: [works] }, 'a verification names in `of` the id of a remedy'],
  ['responder', 'Weakness', 'remedies it', weakness, { remedied: [{ id: 'n1', how: 'Encrypted.' }] }, 'allowed'],
];

for (const [who, kind, what, on, spec, outcome] of attempts) {
  test(`${kind}: ${who} ${what}: ${outcome === 'allowed' ? 'allowed' : 'refused, saying why'}`, async () => {
    const place: Place = { kind, namespace, name: nextName() };
    const metadata = { name: place.name, namespace };
    const created = await admission.as('pipeline').create({ kind, metadata, spec: on });
    // The pipeline may not lay a hold; the administrator does.
    if (created.status > 299) assert.is((await admission.admin.create({ kind, metadata, spec: on })).status, 201, created.message);
    const { status, message } = await admission.as(who).apply({ kind, metadata, spec }, who, true);
    if (outcome === 'allowed') assert.is(status, 200, message);
    else assert.match(message, outcome);
  });
}

const approvedAt = '2026-10-23T09:30:00Z';

test('who approved a playbook is who wrote it, unless a pipeline writes for somebody; what stands there stays whoever changes something else', async () => {
  const place: Place = { kind: 'Playbook', name: nextName() };
  const spec = { title: 'Lost device', version: '1', steps: [{ name: 'wipe', phase: 'Contain', text: 'Wipe it.' }] };
  const approved = (by: string): object => ({ spec: { approved: { version: '1', by, at: approvedAt } } });
  const made = await admission.as('responder').create({ kind: 'Playbook', metadata: { name: place.name }, spec });
  assert.is(made.status, 201, made.message);
  assert.match(
    (await admission.as('responder').merge(place, approved(people.management))).message,
    'You are d.maes, and this approval is signed by m.goossens.',
  );
  const { status, message } = await admission.as('pipeline').merge(place, approved(people.management));
  assert.is(status, 200, message);
  assert.is((await admission.as('responder').merge(place, { spec: { title: 'Lost or stolen device' } })).status, 200);
  assert.is((await admission.as('ciso').merge(place, approved(people.management))).status, 200, 'the same again');
  assert.is((await admission.as('ciso').merge(place, approved(people.ciso))).status, 200);
});

test('who approved the scale is who wrote that', async () => {
  const place: Place = { kind: 'IncidentPolicy', name: 'default' };
  const approved = { spec: { approvedBy: people.management, approvedAt } };
  assert.match(
    (await admission.as('ciso').merge(place, approved)).message,
    'You are c.peeters, and this approval is signed by m.goossens.',
  );
  const { status, message } = await admission.as('management').merge(place, approved);
  assert.is(status, 200, message);
  assert.is((await admission.as('ciso').merge(place, { spec: { version: '2026.2' } })).status, 200);
});

test('what was approved is not changed under its approval: another version of the playbook, another signature of the scale', async () => {
  const place: Place = { kind: 'Playbook', name: nextName() };
  const step = { name: 'wipe', phase: 'Contain', text: 'Wipe it.' };
  const spec = { title: 'Lost device', version: '1', steps: [step], approved: { version: '1', by: people.ciso, at: approvedAt } };
  const made = await admission.as('ciso').create({ kind: 'Playbook', metadata: { name: place.name }, spec });
  assert.is(made.status, 201, made.message);
  const less = { spec: { steps: [{ ...step, text: 'Leave it.' }] } };
  const under = await admission.as('ciso').merge(place, less);
  assert.is(under.status, 422, under.message);
  assert.match(under.message, 'Version 1 was approved as it stood, and these are other steps');
  assert.is((await admission.as('ciso').merge(place, { spec: { ...less.spec, version: '2' } })).status, 200);
  const back = await admission.as('ciso').merge(place, { spec: { version: '1' } });
  assert.is(back.status, 422, 'the old number would bring the approval back');

  const policy: Place = { kind: 'IncidentPolicy', name: 'default' };
  const wider = { ...organisation.spec.classification, combine: 'Sum' };
  const scale = await admission.as('ciso').merge(policy, { spec: { classification: wider } });
  assert.is(scale.status, 422, scale.message);
  assert.match(scale.message, 'm.goossens approved another scale than this one.');
  const unsigned = await admission.as('ciso').merge(policy, { spec: { classification: wider, approvedBy: null, approvedAt: null } });
  assert.is(unsigned.status, 200, unsigned.message);
});

test.run();
