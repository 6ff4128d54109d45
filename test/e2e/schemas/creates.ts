import {
  archiveSpec,
  classification,
  collection,
  digest,
  duty,
  evidenceSpec,
  handOver,
  hashNumber,
  incidentSpec,
  type Manifest,
  manifest,
  notificationSpec,
  playbookSpec,
  policySpec,
  regimeSpec,
  timeline,
  weaknessSpec,
} from './objects.ts';

/** An object that somebody tries to create, and what the refusal must say; accepted where it must say nothing. */
export interface Create {
  readonly title: string;
  readonly object: Manifest;
  readonly refusal?: string;
}

const evidence = (title: string, spec: object | null, refusal?: string): Create => create('EvidenceItem', title, spec, refusal);
const note = (title: string, more: object, refusal?: string): Create =>
  create('Notification', title, { ...notificationSpec, ...more }, refusal);
const regime = (title: string, more: object, refusal?: string): Create =>
  create('ReportingRegime', title, { ...regimeSpec, ...more }, refusal);
const oneDuty = (title: string, more: object, refusal?: string): Create => regime(title, { duties: [{ ...duty, ...more }] }, refusal);
const policy = (title: string, more: object, refusal?: string): Create =>
  create('IncidentPolicy', title, { ...policySpec, ...more }, refusal);
const archive = (title: string, more: object, refusal?: string): Create =>
  create('TimelineArchive', title, { ...archiveSpec, ...more }, refusal);

const create = (kind: string, title: string, spec: object | null, refusal?: string): Create => ({
  title: `${kind}: ${title}`,
  object: manifest(
    kind,
    kind === 'IncidentPolicy'
      ? 'default'
      : `try-${title
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .slice(0, 50)}`,
    spec,
  ),
  ...(refusal === undefined ? {} : { refusal }),
});

const scale = (more: object): object => ({ classification: { ...classification, ...more } });
const channel = (more: object): object => ({ channels: [{ name: 'siem', ...more }] });

/** Every rule of the definitions that a create can break, and the sound object beside it. */
export const creates: readonly Create[] = [
  create('Incident', 'ten lines', incidentSpec),
  create('Incident', 'without a report', { title: 'Something happened' }, 'spec.report: Required value'),

  evidence('identified only', evidenceSpec),
  evidence('collected with a digest', { ...evidenceSpec, collection, digest, custody: [handOver] }),
  evidence('no spec', null, 'spec: Required value'),
  evidence('no incident', { ...evidenceSpec, incidentRef: undefined }, 'spec.incidentRef: Required value'),
  evidence(
    'unknown medium',
    { ...evidenceSpec, mediaType: 'Disk' },
    'spec.mediaType: Unsupported value: "Disk": supported values: "MemoryImage"',
  ),
  evidence(
    'collected before it was identified',
    { ...evidenceSpec, collection: { ...collection, at: '2026-10-23T09:00:00+02:00' } },
    'collection.at lies before identified.at',
  ),
  evidence('digest too short for its algorithm', { ...evidenceSpec, digest: { ...digest, algorithm: 'sha512' } }, 'sha512 has 128'),
  evidence(
    'disposed of under legal hold',
    { ...evidenceSpec, retention: { legalHold: true }, disposal: { id: 'd1', method: 'shredded', authority: 'CISO' } },
    'whoever holds the verb `hold` lifts the hold first',
  ),
  evidence(
    'disposed of before it was collected',
    { ...evidenceSpec, collection, disposal: { id: 'd1', at: '2026-10-23T11:00:00+02:00', method: 'shredded', authority: 'CISO' } },
    'disposal.at lies before collection.at',
  ),
  evidence('the same hand-over twice', { ...evidenceSpec, custody: [handOver, handOver] }, 'spec.custody[1]: Duplicate value'),
  evidence('an id with capitals', { ...evidenceSpec, custody: [{ ...handOver, id: 'C1' }] }, 'spec.custody[0].id: Invalid value: "C1"'),
  evidence(
    'a time without offset',
    { ...evidenceSpec, custody: [{ ...handOver, at: '2026-10-23T12:00:00' }] },
    'spec.custody[0].at: Invalid value',
  ),

  note('by portal', { channel: { portal: {} } }),
  note('with a waiver on an advice', {
    advices: [{ id: 'v1', advice: 'waive' }],
    waivers: [{ id: 'w1', ground: 'RiskUnlikely', reasons: 'x', advice: 'v1' }],
  }),
  note('two channels', { channel: { portal: {}, webhook: { name: 'siem' } } }, 'a channel is exactly one of email, webhook and portal'),
  note('a channel that is none', { channel: {} }, 'a channel is exactly one of email, webhook and portal'),
  note('a language twice', { languages: ['nl', 'nl'] }, 'a language is named once; leave out the second one'),
  note(
    'a waiver without its advice',
    { waivers: [{ id: 'w1', ground: 'RiskUnlikely', reasons: 'x', advice: 'v9' }] },
    'a waiver refers to an advice that is not there',
  ),
  note('an unknown audience', { audience: 'Press' }, 'spec.audience: Unsupported value: "Press"'),
  note('a language that is not there', { languages: ['es'] }, 'spec.languages[0]: Unsupported value: "es"'),
  note('an address instead of a name', { channel: { email: { to: ['dpo@pensions.example'] } } }, 'spec.channel.email.to[0]: Invalid value'),

  regime('one duty', {}),
  oneDuty('an internal deadline', { audience: undefined, within: undefined, target: 'assess', metAt: 'facts.assessedAt' }),
  oneDuty('no time', { within: undefined }, 'a duty needs `within`, a duration such as PT72H, or `target`'),
  oneDuty(
    'nobody to tell and nothing to do',
    { audience: undefined },
    'a duty without `audience` is an internal deadline and needs `metAt`',
  ),
  oneDuty(
    'a recipient of nothing',
    { audience: undefined, metAt: 'awareAt', recipient: 'gba' },
    'belong to a duty that tells an `audience` something',
  ),
  oneDuty('after a duty that is not there', { after: 'nis2-notification' }, '`after` must name another duty of the same regime'),
  oneDuty('a duration in words', { within: '72h' }, 'spec.duties[0].within: Invalid value: "72h"'),
  regime('two duties of one name', { duties: [duty, duty] }, 'spec.duties[1]: Duplicate value'),
  regime('ends before it begins', { validUntil: '2017-01-01' }, 'validUntil lies before validFrom'),
  regime('a day that does not exist', { validFrom: '2026-02-30' }, 'spec.validFrom: Invalid value: "2026-02-30"'),

  {
    title: 'IncidentPolicy: another name',
    object: manifest('IncidentPolicy', 'second', policySpec),
    refusal: 'there is exactly one IncidentPolicy and it must be named default',
  },
  policy(
    'two severities from one score',
    scale({
      severities: [
        { name: 'S1', minScore: 1 },
        { name: 'S2', minScore: 1 },
      ],
    }),
    'two severities begin at the same minScore',
  ),
  policy(
    'a webhook in the clear',
    channel({ type: 'Webhook', url: 'smtp://mail.example' }),
    'a channel of type Webhook needs `url`, beginning with https://',
  ),
  policy('mail by a web page', channel({ type: 'SMTP', url: 'https://mail.example' }), 'begins with smtp:// or smtps://'),
  policy('a channel that leads nowhere', channel({ type: 'SMTP' }), 'a channel needs `url`, or `secretRef`'),
  policy('approved by nobody', { approvedAt: '2026-01-12T10:00:00+01:00' }, 'approvedBy and approvedAt belong together'),
  policy('a class that NIS2 does not know', { entity: { nis2: 'Essentail' } }, 'spec.entity.nis2: Unsupported value: "Essentail"'),
  policy('sound', channel({ type: 'Webhook', url: 'https://siem.example/hook' })),

  create('Weakness', 'read the warning', weaknessSpec),
  create('Weakness', 'tried it out', { ...weaknessSpec, notExploited: false }, 'read first that a weakness must never be exploited'),
  create(
    'Weakness',
    'anonymous with a name',
    { ...weaknessSpec, report: { anonymous: true, by: 'm.janssens' } },
    'an anonymous report has no `by`',
  ),

  create('Playbook', 'one step', playbookSpec),
  create(
    'Playbook',
    'no steps',
    { ...playbookSpec, steps: [] },
    'spec.steps: Invalid value: 0: spec.steps in body should have at least 1 items',
  ),

  archive('whole', {}),
  archive('a gap', { entries: [...timeline(1, 20), ...timeline(22, 49)] }, 'entries must be numbered without gaps'),
  archive('another chain', { prev: hashNumber(7) }, 'the first one that of `spec.prev`'),
  archive('another head', { head: hashNumber(7) }, 'head must be the hash of the last entry'),
];
