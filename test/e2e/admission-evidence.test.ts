// The chain of custody at the API server, without an operator: each link given by its holder and received by another, each under their own
// name; a gap, a double hand-over, a back-dated and a self-received one are refused with the reason (V2). Disposal keeps to retention and hold.
// Shows: V2.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answer, Place } from '../admission/client.ts';
import { type Admission, namespace, startAdmission } from '../admission/cluster.ts';
import { people, type Who } from '../admission/people.ts';
import { nextName } from '../admission/records.ts';

let admission: Admission;
test.before(async () => {
  admission = await startAdmission();
});
test.after(() => admission?.stop());

const collectedAt = '2026-10-23T09:00:00Z';
const evidence = {
  incidentRef: { name: 'inc-1' },
  description: 'Disk of laptop 4711',
  mediaType: 'DiskImage',
  collection: { at: collectedAt, by: people.responder, via: people.pipeline, method: 'Imaged' },
};
const link = (id: string, from: Who, to: Who, at: string, more: object = {}): object => ({
  id,
  at,
  by: people[from],
  via: people.pipeline,
  from: people[from],
  to: people[to],
  reason: 'Analysis',
  ...more,
});
const got = (of: string, who: Who, at: string, more: object = {}): object => ({
  id: `r-${of}`,
  at,
  by: people[who],
  via: people.pipeline,
  of,
  ...more,
});

/** Where the chain stands when somebody tries something: as a pipeline recorded it for those who acted. */
const stages = {
  collected: {},
  given: { custody: [link('h1', 'responder', 'custodian', '2026-10-23T10:00:00Z')] },
  received: {
    custody: [link('h1', 'responder', 'custodian', '2026-10-23T10:00:00Z')],
    receipts: [got('h1', 'custodian', '2026-10-23T11:00:00Z')],
  },
  handedOn: {
    custody: [link('h1', 'responder', 'custodian', '2026-10-23T10:00:00Z'), link('h2', 'custodian', 'ciso', '2026-10-23T12:00:00Z')],
    receipts: [got('h1', 'custodian', '2026-10-23T11:00:00Z'), got('h2', 'ciso', '2026-10-23T13:00:00Z')],
  },
  refused: {
    custody: [link('h1', 'responder', 'custodian', '2026-10-23T10:00:00Z')],
    receipts: [got('h1', 'custodian', '2026-10-23T11:00:00Z', { outcome: 'Refused' })],
  },
  examined: {
    verifications: [{ id: 'v1', at: '2026-10-23T14:00:00Z', by: people.custodian, via: people.pipeline, result: 'Mismatch' }],
    accesses: [
      { id: 'a1', at: '2026-10-23T14:00:00Z', by: people.custodian, via: people.pipeline, kind: 'Export', purpose: 'Copy', recipient: 'X' },
    ],
  },
  quarantined: { crossesBoundary: true, authorisation: { basis: 'EIO', authoriser: 'Judge', reference: 'EIO-1' } },
  expired: {
    crossesBoundary: true,
    authorisation: { basis: 'EIO', authoriser: 'Judge', reference: 'EIO-1', scope: 'Disk', expires: '2026-10-01T00:00:00Z' },
  },
  authorised: {
    crossesBoundary: true,
    authorisation: { basis: 'EIO', authoriser: 'Judge', reference: 'EIO-1', scope: 'Disk', expires: '2036-10-01T00:00:00Z' },
  },
} as const;

const gives = (from: Who, to: Who, more: object = {}): object => ({
  custody: [{ id: 'n1', from: people[from], to: people[to], reason: 'Analysis', ...more }],
});
const answers = (of: string, more: object = {}): object => ({ receipts: [{ id: 'n1', of, ...more }] });
const exports = { accesses: [{ id: 'n1', kind: 'Export', purpose: 'Expert of the defence', recipient: 'Court registry' }] };

type Attempt = readonly [who: Who, what: string, on: keyof typeof stages, spec: object, outcome: string];

const attempts: readonly Attempt[] = [
  ['responder', 'gives what they hold', 'collected', gives('responder', 'custodian'), 'allowed'],
  ['custodian', 'receives what is given to them', 'given', answers('h1', { seal: 'bag 1' }), 'allowed'],
  ['custodian', 'gives on what they received', 'received', gives('custodian', 'ciso'), 'allowed'],
  ['custodian', 'receives and gives on in one write', 'given', { ...answers('h1'), ...gives('custodian', 'ciso') }, 'allowed'],
  ['custodian', 'refuses what is given to them', 'given', answers('h1', { outcome: 'Refused', note: 'Seal broken' }), 'allowed'],
  ['responder', 'withdraws what nobody received', 'given', answers('h1', { outcome: 'Withdrawn' }), 'allowed'],
  ['responder', 'gives to another what was refused', 'refused', gives('responder', 'ciso'), 'allowed'],
  ['responder', 'corrects to whom they give', 'given', gives('responder', 'ciso', { corrects: 'h1' }), 'allowed'],
  [
    'ciso',
    'gives what another holds',
    'received',
    gives('ciso', 'responder'),
    `The chain of custody has a gap: the present holder is ${people.custodian}, and this hand-over comes from ${people.ciso}.`,
  ],
  [
    'responder',
    'gives again what they gave on',
    'received',
    gives('responder', 'ciso'),
    `The chain of custody has a gap: the present holder is ${people.custodian}, and this hand-over comes from ${people.responder}.`,
  ],
  [
    'custodian',
    'gives again what was handed on twice since',
    'handedOn',
    gives('custodian', 'responder'),
    `the present holder is ${people.ciso}`,
  ],
  [
    'responder',
    'gives to a second person what the first has not received',
    'given',
    gives('responder', 'ciso'),
    `It was handed over already: ${people.responder} gave it to ${people.custodian} (custody/h1), and nobody has received it.`,
  ],
  [
    'custodian',
    'gives on what they have not received',
    'given',
    gives('custodian', 'ciso'),
    `It was handed over already: ${people.responder} gave it to ${people.custodian} (custody/h1)`,
  ],
  [
    'responder',
    'gives it to two people in one write',
    'collected',
    {
      custody: [
        ...(gives('responder', 'ciso') as { custody: object[] }).custody,
        { id: 'n2', from: people.responder, to: people.custodian, reason: 'x' },
      ],
    },
    'One write records one hand-over',
  ],
  [
    'responder',
    'dates it before the collection',
    'collected',
    gives('responder', 'ciso', { at: '2026-10-23T08:59:59Z' }),
    'The hand-over is back-dated: it says 2026-10-23T08:59:59Z, which lies before 2026-10-23T09:00:00Z',
  ],
  [
    'custodian',
    'dates it before they received it',
    'received',
    gives('custodian', 'ciso', { at: '2026-10-23T12:30:00+02:00' }),
    'The hand-over is back-dated: it says 2026-10-23T12:30:00+02:00, which lies before 2026-10-23T11:00:00Z',
  ],
  [
    'custodian',
    'receives before it was given',
    'given',
    answers('h1', { at: '2026-10-23T09:30:00Z' }),
    'The receipt is back-dated; nothing is received before it was given.',
  ],
  [
    'custodian',
    'helps themselves in the name of the holder',
    'collected',
    gives('responder', 'custodian'),
    `Only ${people.responder} can give what ${people.responder} holds, under their own name; this hand-over is recorded by ${people.custodian}.`,
  ],
  [
    'responder',
    'receives what they gave',
    'given',
    answers('h1'),
    `This hand-over is for ${people.custodian}, who receives or refuses it under their own name; this receipt is signed by ${people.responder}.`,
  ],
  [
    'responder',
    'gives to themselves',
    'collected',
    gives('responder', 'responder'),
    'A hand-over goes to somebody else than it comes from.',
  ],
  [
    'custodian',
    'withdraws what another gave',
    'given',
    answers('h1', { outcome: 'Withdrawn' }),
    'Only whoever gave an item withdraws the hand-over',
  ],
  ['responder', 'withdraws what was received', 'received', answers('h1', { outcome: 'Withdrawn' }), 'This hand-over was answered already.'],
  ['custodian', 'receives it twice', 'received', answers('h1'), 'This hand-over was answered already.'],
  ['custodian', 'corrects the seal of their receipt', 'received', answers('h1', { corrects: 'r-h1', seal: 'bag 2' }), 'allowed'],
  [
    'custodian',
    'turns their receipt into a refusal',
    'received',
    answers('h1', { corrects: 'r-h1', outcome: 'Refused' }),
    'what became of the item does not change afterwards',
  ],
  ['custodian', 'receives what nobody gave', 'collected', answers('h9'), 'A receipt answers a hand-over that is there and stands'],
  [
    'responder',
    'corrects what was received',
    'received',
    gives('responder', 'ciso', { corrects: 'h1' }),
    'A hand-over that was received has happened and cannot be corrected.',
  ],
  [
    'clerk',
    'writes down that it was given, and that it was received as well',
    'collected',
    {
      custody: [{ id: 'n1', by: people.responder, via: people.clerk, from: people.responder, to: people.custodian, reason: 'Analysis' }],
      receipts: [{ id: 'n1', by: people.custodian, via: people.clerk, of: 'n1' }],
    },
    'A hand-over takes two people',
  ],
  [
    'clerk',
    'writes down for one of them what the other wrote',
    'given',
    { receipts: [{ id: 'n1', by: people.custodian, via: people.clerk, of: 'h1' }] },
    'allowed',
  ],
  ['responder', 'lifts the quarantine by saying that no boundary was crossed', 'quarantined', { crossesBoundary: false }, 'stays so'],
  [
    'responder',
    'makes a mismatch that another found one that does not count',
    'examined',
    { verifications: [{ id: 'n1', result: 'Match', corrects: 'v1' }] },
    'A verification is corrected by whoever made it',
  ],
  [
    'custodian',
    'corrects their own verification',
    'examined',
    { verifications: [{ id: 'n1', result: 'Match', corrects: 'v1', note: 'The wrong file' }] },
    'allowed',
  ],
  [
    'responder',
    'makes the copy that another gave out one that does not count',
    'examined',
    { accesses: [{ id: 'n1', kind: 'Access', purpose: 'Nothing', corrects: 'a1' }] },
    'An access or an export is corrected by whoever recorded it',
  ],
  [
    'custodian',
    'corrects for whom their copy was',
    'examined',
    { accesses: [{ id: 'n1', kind: 'Export', purpose: 'Copy', recipient: 'Registry of the court', corrects: 'a1' }] },
    'allowed',
  ],
  ['ciso', 'records that the chain broke', 'received', gives('ciso', 'responder', { broken: 'Found on a desk' }), 'allowed'],
  ['responder', 'exports it', 'collected', exports, 'allowed'],
  ['responder', 'exports it with a valid authorisation', 'authorised', exports, 'allowed'],
  [
    'responder',
    'exports what is in quarantine',
    'quarantined',
    exports,
    'This item is in quarantine: it crosses a boundary without a valid',
  ],
  ['responder', 'exports what was authorised until before', 'expired', exports, 'This item is in quarantine'],
  [
    'responder',
    'looks into what is in quarantine',
    'quarantined',
    { accesses: [{ id: 'n1', kind: 'Access', purpose: 'Triage' }] },
    'allowed',
  ],
  [
    'responder',
    'exports to nobody',
    'collected',
    { accesses: [{ id: 'n1', kind: 'Export', purpose: 'Expert' }] },
    'an export says in `recipient` who got the copy',
  ],
];

const must = ({ status, message }: Answer): void => assert.ok(status < 300, `${status} ${message}`);

const itemAt = async (stage: object): Promise<Place> => {
  const place: Place = { kind: 'EvidenceItem', namespace, name: nextName() };
  const metadata = { name: place.name, namespace };
  must(await admission.as('pipeline').create({ kind: 'EvidenceItem', metadata, spec: { ...evidence, ...stage } }));
  return place;
};

/** What the person writes, and nothing else: the other entries stay, as server-side apply has it. */
const attempt = (who: Who, { name }: Place, spec: object, manager: string = who): Promise<Answer> =>
  admission.as(who).apply({ kind: 'EvidenceItem', metadata: { name, namespace }, spec }, manager, true);

for (const [who, what, on, spec, outcome] of attempts) {
  test(`custody: ${who} ${what}: ${outcome === 'allowed' ? 'allowed' : 'refused, saying why'}`, async () => {
    const { status, message } = await attempt(who, await itemAt(stages[on]), spec);
    if (outcome === 'allowed') assert.is(status, 200, message);
    else assert.match(message, outcome);
  });
}

test('of two hand-overs from one holder at once, one is written and the other reads why not', async () => {
  const place = await itemAt({});
  const two = [gives('responder', 'custodian', { id: 'n1' }), gives('responder', 'ciso', { id: 'n2' })];
  const told = await Promise.all(two.map((spec, n) => attempt('responder', place, spec, `console-${n}`)));
  assert.equal(told.map(({ status }) => status < 300).toSorted(), [false, true]);
  assert.match(told.find(({ status }) => status > 299)?.message ?? '', 'It was handed over already');
});

test('a chain as long as the list holds can be built link by link, and each is still judged', async () => {
  const custody: object[] = [];
  const receipts: object[] = [];
  const holders = ['responder', 'custodian', 'ciso'] as const;
  for (let n = 0; n < 63; n += 1) {
    const [from, to] = [holders[n % 3] ?? 'ciso', holders[(n + 1) % 3] ?? 'ciso'];
    const at = new Date(Date.parse(collectedAt) + (n + 1) * 3_600_000).toISOString();
    custody.push(link(`h${n}`, from, to, at));
    receipts.push(got(`h${n}`, to, at));
  }
  const place = await itemAt({ custody, receipts });
  assert.match((await attempt('custodian', place, gives('custodian', 'ciso'))).message, `the present holder is ${people.responder}`);
  must(await attempt('responder', place, gives('responder', 'ciso')));
  must(await attempt('ciso', place, answers('n1')));
});

const disposal = { disposal: { id: 'd1', method: 'Shredded, DIN 66399 H-5', authority: 'Public prosecutor' } };

test('nothing is disposed of before its retention, under the hold of its incident, or by whoever only holds it', async () => {
  const kept = await itemAt({ retention: { until: '2036-12-01T00:00:00Z' } });
  assert.match((await attempt('ciso', kept, disposal)).message, 'This item is kept until 2036-12-01T00:00:00Z (retention period).');
  const of = await itemAt({});
  must(await admission.operator.merge(of, { status: { phase: 'Preserved', retainUntil: '2036-12-01T00:00:00Z' } }, 'status'));
  assert.match((await attempt('ciso', of, disposal)).message, 'This item is kept until 2036-12-01T00:00:00Z');
  must(await admission.operator.merge(of, { status: { retainUntil: null, legalHold: true } }, 'status'));
  assert.match((await attempt('ciso', of, disposal)).message, 'The incident of this item is under a legal hold');
  must(await admission.operator.merge(of, { status: { legalHold: null } }, 'status'));
  assert.match((await attempt('custodian', of, disposal)).message, 'Disposing of evidence needs the verb dispose');
  must(await attempt('ciso', of, disposal));
  assert.match((await attempt('responder', of, gives('responder', 'ciso'))).message, 'This item was disposed of');
});

test.run();
