import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TimelineDraft } from '../../operator/api/decision.ts';
import type { Standing } from '../../operator/checkpoint/line.ts';
import { imprintOfNote } from '../../operator/checkpoint/stamping.ts';
import { Unreadable } from '../../operator/cli/answer.ts';
import type { Cluster } from '../../operator/cli/cluster.ts';
import { openCheckpoint } from '../../operator/cli/kept.ts';
import { readRecord, valueAt } from '../../operator/cli/record.ts';
import type { Report } from '../../operator/cli/report.ts';
import { stampCheckOf } from '../../operator/cli/stamps.ts';
import { verifyCluster } from '../../operator/cli/verify-cluster.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { append, headOf } from '../../operator/journal/chain.ts';
import { createAuthority } from '../timestamp/support/authority.ts';
import { forgeToken } from '../timestamp/support/forge.ts';
import { caseOf, key, signedLog, withAt } from './case.ts';

const { bundle } = caseOf(70);
const [incident] = bundle.records;

/** A cluster that holds these objects; what it is asked for is selected as the API server does. */
const holding = (objects: readonly unknown[]): Cluster => ({
  namespace: async () => 'incidents',
  log: async () => '',
  ask: async () => [],
  get: async ({ kind }, _namespace, name) => objects.find((one) => valueAt(one, 'kind') === kind && valueAt(one, 'metadata.name') === name),
  list: async ({ kind }, _namespace, selector = '') => {
    const wanted = selector
      .split(',')
      .filter((part) => part !== '')
      .map((part) => part.split('='));
    return objects.filter((one) => valueAt(one, 'kind') === kind && wanted.every(([path = '', value]) => valueAt(one, path) === value));
  },
});

const everything = [...bundle.records, ...bundle.archives];

/** Where the timelines of these records stand, as the log tells it. */
const standingsOf = (records: readonly unknown[]): readonly Standing[] =>
  records.flatMap((value) => {
    const record = readRecord(value);
    const last = (valueAt(value, 'status.timeline') as readonly { readonly seq: number; readonly hash: string }[]).at(-1);
    if (record === undefined || last === undefined) return [];
    const { uid, kind, namespace, name } = record;
    return [{ uid, kind, namespace, name, seq: last.seq, hash: last.hash, state: 'present' } as const];
  });

const log = { ...signedLog([standingsOf(bundle.records)]), stamp: undefined };

const ask = (objects: readonly unknown[], question: Partial<Parameters<typeof verifyCluster>[0]> = {}): Promise<Report> =>
  verifyCluster({
    cluster: holding(objects),
    namespace: 'incidents',
    name: 'lost-laptop',
    key,
    kept: [],
    log,
    erased: [],
    checkStamp: undefined,
    ...question,
  });

const short = ({ findings }: Report) => findings.map(({ about, problem, seq }) => `${about}: ${problem} at ${seq}`);

test('of the whole register one kind is held at a time, and the archives are read after the records that are shortened into them', async () => {
  const cluster = holding(everything);
  const asked: string[] = [];
  const list: Cluster['list'] = (kind, namespace, selector) => {
    asked.push(selector === undefined ? kind.kind : `${kind.kind} ${selector}`);
    return cluster.list(kind, namespace, selector);
  };
  assert.is((await ask(everything, { name: undefined, cluster: { ...cluster, list } })).verdict, 'intact');
  assert.equal(
    asked,
    ['Incident', 'Notification', 'EvidenceItem', 'Weakness'].flatMap((kind) => [kind, `TimelineArchive spec.of.kind=${kind}`]),
  );
});

test('an incident with everything that belongs to it is intact, as is the whole register', async () => {
  for (const name of ['lost-laptop', undefined]) {
    const report = await ask(everything, { name });
    assert.equal([report.verdict, short(report)], ['intact', []]);
    assert.equal(
      report.records.map(({ kind, entries, confirmed }) => `${kind} ${entries} ${confirmed}`),
      ['Incident 72 72', 'Notification 1 1'],
    );
  }
});

test('a record that the log knows and the cluster does not hold is missed, in the namespace that was asked for', async () => {
  const report = await ask([incident, ...bundle.archives], { name: undefined });
  assert.equal(short(report), ['Notification incidents/lost-laptop-gdpr-authority: removed at 0']);
  assert.match(report.findings[0]?.detail ?? '', 'the record with its 1 entries is not there any more');
  assert.equal(short(await ask([incident, ...bundle.archives], { name: undefined, namespace: 'elsewhere' })), []);
  const uid = standingsOf(bundle.records)[1]?.uid ?? '';
  assert.equal(short(await ask([incident, ...bundle.archives], { name: undefined, erased: [uid] })), []);
});

test('an incident that is gone with all its archives is missed, and one that never was is no incident', async () => {
  assert.equal(short(await ask([])), ['Incident incidents/lost-laptop: removed at 0']);
  try {
    await ask(everything, { name: 'another' });
    assert.unreachable();
  } catch (error) {
    assert.ok(error instanceof Unreadable);
    assert.match(error.message, 'There is no incident another in the namespace incidents.');
  }
});

/** What remains of the incident after its erasure: its archives, the last with the entry of the erasure and what is kept for the authority. */
const remains = (register: object): readonly unknown[] => {
  const record = readRecord(incident);
  const window = valueAt(incident, 'status.timeline') as Parameters<typeof headOf>[1];
  if (record === undefined) throw new Error('The case has no incident.');
  const draft = {
    actor: 'meldpunt',
    reason: 'Erased' as TimelineDraft['reason'],
    note: `retention until 2036-10-23T08:00:00Z ${digest(register)}`,
  };
  const entries = [...window, ...append(headOf(record, window), [draft], '2036-12-02T08:00:00Z')];
  const [first, last] = [entries[0], entries.at(-1)];
  const of = { kind: record.kind, name: record.name, uid: record.uid };
  const spec = { of, first: first?.seq, last: last?.seq, entries, prev: first?.prev, head: last?.hash, register };
  return [...bundle.archives, { kind: 'TimelineArchive', metadata: { name: 'remains', namespace: 'incidents', uid: 'r' }, spec }];
};

const register = { erasedAt: '2036-12-02T08:00:00Z', createdAt: '2026-10-23T07:40:00Z', facts: { 'spec.category': 'PrivacyBreach' } };

test('a record that was erased after its retention is not missed, and what remains of it is verified', async () => {
  for (const name of ['lost-laptop', undefined]) {
    const report = await ask([...remains(register), ...bundle.records.slice(1)], { name });
    assert.equal(short(report), []);
    const [found] = report.records.filter(({ kind }) => kind === 'Incident');
    assert.equal([found?.entries, found?.confirmed], [73, 72]);
    assert.match(report.notes.join(), 'Incident incidents/lost-laptop was erased at 2036-12-02T08:00:00Z; its timeline remains.');
  }
});

test('remains that were changed, or that lack the erasure, are no excuse', async () => {
  const others = bundle.records.slice(1);
  const edited = withAt(remains(register), [1, 'spec', 'register', 'facts', 'spec.category'], () => 'Other');
  assert.equal(short(await ask([...edited, ...others])), ['Incident incidents/lost-laptop: edited at 73']);
  const forged = withAt(remains(register), [1, 'spec', 'entries', 3, 'note'], () => 'nothing');
  assert.equal(short(await ask([...forged, ...others])), ['Incident incidents/lost-laptop: edited at 52']);
  const unregistered = withAt(remains(register), [1, 'spec', 'register'], () => undefined);
  assert.equal(short(await ask([...unregistered, ...others])), ['Incident incidents/lost-laptop: removed at 0']);
  const gap = remains(register).slice(1);
  assert.equal(short(await ask([...gap, ...others])), ['Incident incidents/lost-laptop: removed at 1']);
});

test('a log that lost its end, or is not there, is told by itself', async () => {
  const kept = [openCheckpoint(log.note, key)];
  const cut = await ask(everything, { kept, log: { lines: log.lines.slice(0, 1), note: undefined, stamp: undefined } });
  assert.equal(short(cut), ['the log of timelines: truncated at 0']);
  const none = await ask(everything, { log: undefined });
  assert.equal(short(none), ['the log of timelines: removed at 0']);
  assert.equal(short(await ask(everything, { key: undefined, log: undefined })), []);
});

test('lines behind the newest checkpoint that holds are nobody’s word', async () => {
  const ahead = { ...log, lines: [...log.lines, 'whatever'] };
  assert.equal(short(await ask(everything, { log: ahead })), []);
});

const ofStamps = ({ notes }: Report): readonly string[] => notes.filter((note) => note.includes('time stamp'));

test('the time stamp beside a checkpoint is verified against the certificates that the reader trusts', async () => {
  const authority = await createAuthority();
  try {
    const at = new Date('2026-11-24T10:00:00Z');
    const stamp = await forgeToken(authority, { digest: imprintOfNote(log.note).digest, at });
    const other = await forgeToken(authority, { digest: imprintOfNote('another note').digest, at });
    const stamped = { ...log, stamp };
    const { note } = log;
    const size = log.lines.length;
    const checkStamp = await stampCheckOf(join(authority.directory, 'root.crt'));
    const good = await ask(everything, { log: stamped, kept: [openCheckpoint(note, key, stamp)], checkStamp });
    const told = { time: '2026-11-24T10:00:00.000Z', authority: 'CN=Time stamps of the tests' };
    const listed = { origin: 'incidents.example.org/cluster-1', size, stamp: told };
    assert.equal([good.verdict, good.checkpoints], ['intact', [listed, listed]]);
    assert.equal(ofStamps(good), []);
    const bad = await ask(everything, { log: { ...log, stamp: other }, checkStamp });
    assert.equal(
      [bad.verdict, bad.findings.map(({ about, problem, place }) => `${about}: ${problem} (${place})`)],
      ['broken', [`the checkpoint of ${size} lines: unproven (time stamp: otherDigest)`]],
    );
    assert.equal(ofStamps(await ask(everything, { checkStamp })), [`No time stamp is beside the checkpoint of ${size} lines.`]);
    assert.equal(ofStamps(await ask(everything, { log: stamped })), [
      `A time stamp is beside the checkpoint of ${size} lines: say whom you believe with --tsa-anchors to have it verified.`,
    ]);
  } finally {
    await authority.remove();
  }
});

test.run();
