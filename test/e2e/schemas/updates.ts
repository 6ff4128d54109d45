import {
  approval,
  archiveSpec,
  collection,
  digest,
  evidenceSpec,
  filing,
  handOver,
  type Manifest,
  manifest,
  notificationSpec,
  timeline,
  weaknessSpec,
} from './objects.ts';

/** Something that somebody tries to change; each change is tried on the object as it stands after the ones before. */
export interface Update {
  readonly title: string;
  readonly patch: object;
  readonly subresource?: 'status';
  readonly refusal?: string;
}

/** An object, and what is tried on it, in order. */
export interface History {
  readonly object: Manifest;
  readonly updates: readonly Update[];
}

const spec = (title: string, patch: object, refusal?: string): Update => ({
  title,
  patch: { spec: patch },
  ...(refusal === undefined ? {} : { refusal }),
});
const status = (title: string, patch: object | null, refusal?: string): Update => ({
  title,
  patch: { status: patch },
  subresource: 'status',
  ...(refusal === undefined ? {} : { refusal }),
});

const second = { ...handOver, id: 'c2', from: 'd.maes', to: 'f.wouters', corrects: 'c1' };
const until = '2031-12-31T23:59:59+01:00';

const evidence: History = {
  object: manifest('EvidenceItem', 'disk', { ...evidenceSpec, custody: [handOver], retention: { until } }),
  updates: [
    spec('another incident', { incidentRef: { name: 'other' } }, 'incidentRef cannot be changed'),
    spec('the place where it was found', { identified: { where: 'elsewhere' } }, 'identified cannot be changed once it is written'),
    spec('that it was identified', { identified: null }, 'identified cannot be removed'),
    spec('collected now', { collection }),
    spec('another method', { collection: { method: 'copied' } }, 'collection cannot be changed once it is written'),
    spec('its digest, for the first time', { digest }),
    spec('other bytes', { digest: { value: 'c'.repeat(64) } }, 'digest cannot be changed once it is set'),
    spec('no digest', { digest: null }, 'digest cannot be removed'),
    spec('a second hand-over', { custody: [handOver, second] }),
    spec('another receiver', { custody: [{ ...handOver, to: 'x' }, second] }, 'a hand-over cannot be changed once it is written'),
    spec('one hand-over fewer', { custody: [second] }, 'hand-overs can be added but never removed'),
    spec('no hand-over', { custody: [] }, 'hand-overs can be added but never removed'),
    spec('no custody', { custody: null }, 'custody cannot be removed'),
    spec('a longer time', { retention: { until: '2032-12-31T23:59:59+01:00' } }),
    spec('a shorter time', { retention: { until } }, 'until can only be extended'),
    spec('no time', { retention: { until: null } }, 'until cannot be removed'),
    spec('no retention', { retention: null }, 'retention cannot be removed'),
    spec('a better description', { description: 'Image of the system disk of laptop 4711' }),
    spec('on legal hold', { retention: { legalHold: true } }),
    spec(
      'the hold lifted and disposed of at once',
      { retention: { legalHold: false }, disposal: { id: 'd1', method: 'shredded', authority: 'CISO' } },
      'lifts the hold first, in a write of its own',
    ),
    spec('the hold lifted', { retention: { legalHold: false } }),
    spec('disposed of', { disposal: { id: 'd1', at: '2032-01-10T10:00:00+01:00', method: 'shredded', authority: 'CISO' } }),
    spec('by another method', { disposal: { method: 'burnt' } }, 'disposal cannot be changed once it is written'),
    { title: 'the whole spec', patch: { spec: null }, refusal: 'spec: Required value' },
    status('a first status', { phase: 'Collected', timeline: timeline(1, 60) }),
    status('an entry changed', { timeline: [{ ...timeline(1, 1)[0], note: 'other' }, ...timeline(2, 60)] }, 'the timeline is append-only'),
    status('the last entry dropped', { timeline: timeline(1, 59) }, 'the timeline is append-only'),
    status('a link broken', { timeline: [...timeline(1, 60), ...timeline(62, 62)] }, 'timeline entries must be numbered without gaps'),
    status('entries left out', { timeline: timeline(62, 90) }, 'the timeline is append-only'),
    status('the oldest moved away, others added', { timeline: timeline(49, 100) }),
    status('all moved away, and the chain goes on', { timeline: timeline(101, 120) }),
    status('an empty timeline', { timeline: [] }, 'the timeline is append-only'),
    status('no timeline', { timeline: null }, 'timeline cannot be removed'),
    status('no phase', { phase: null }, 'phase cannot be removed'),
    status('no status', null, 'status cannot be removed'),
  ],
};

const notification: History = {
  object: manifest('Notification', 'lost-laptop-gdpr-authority', { ...notificationSpec, approvals: [approval], filings: [filing] }),
  updates: [
    spec('another incident', { incidentRef: { name: 'other' } }, 'incidentRef cannot be changed'),
    spec('another duty', { duty: 'gdpr-subjects' }, 'duty cannot be changed'),
    spec('another audience', { audience: 'Public' }, 'audience cannot be changed'),
    spec('another recipient', { recipient: 'ccb' }, 'recipient cannot be changed'),
    spec('no recipient', { recipient: null }, 'recipient cannot be removed'),
    spec('another stage', { stage: 'Final' }, 'stage cannot be changed'),
    spec('no stage, which is the first one', { stage: null }),
    spec('a better text', { content: { nature: 'A laptop was stolen on a train.', measures: 'It was wiped.' } }),
    spec('other languages', { languages: ['nl', 'fr'] }),
    spec('another decision', { approvals: [{ ...approval, decision: 'Return' }] }, 'an approval cannot be changed once it is written'),
    spec('no approvals', { approvals: null }, 'approvals cannot be removed'),
    spec('another receipt', { filings: [{ ...filing, reference: 'GBA-0' }] }, 'a filing cannot be changed once it is written'),
    spec('no filings', { filings: null }, 'filings cannot be removed'),
    spec('why it is late', { delayJustification: 'The scope was known only later.' }),
    spec('a better reason', { delayJustification: 'The scope was known on 27 October only.' }),
    spec('no reason', { delayJustification: null }, 'delayJustification cannot be removed'),
  ],
};

const weakness: History = {
  object: manifest('Weakness', 'plain-exports', {
    ...weaknessSpec,
    report: { by: 'm.janssens' },
    acceptances: [{ id: 'x1', reasons: 'small' }],
  }),
  updates: [
    spec('another reporter', { report: { by: 'x' } }, 'report cannot be changed once it is written'),
    spec('no report', { report: null }, 'report cannot be removed'),
    spec('no acceptance', { acceptances: [] }, 'acceptances can be added but never removed'),
    spec(
      'verified by whoever repairs it',
      { remedied: [{ id: 'r1', by: 'd.maes', how: 'Encrypted.', verifiedBy: 'd.maes' }] },
      'a remedy is verified by another person',
    ),
    spec(
      'a verification of nothing',
      { verifications: [{ id: 'v1', of: 'r1', result: 'Effective', how: 'Looked.' }] },
      'names in `of` the id of a remedy',
    ),
    spec('unread', { notExploited: false }, 'notExploited must be true'),
    spec('a plan', { remedy: { owner: 'p.lambert', plan: 'Encrypt them.' } }),
  ],
};

const archive: History = {
  object: manifest('TimelineArchive', 'evidenceitem-8d0a4b0e-1', archiveSpec),
  updates: [spec('another owner', { of: { name: 'other' } }, 'an archive of a timeline is written once and never changed')],
};

/** What the definitions refuse to change, and what they let change, told as the lives of four objects. */
export const histories: readonly History[] = [evidence, notification, weakness, archive];
