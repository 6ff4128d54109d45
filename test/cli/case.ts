// A case as the operator would leave it: facts, timelines that bind them, archives, a log, and a key that signed it.
import { generateKeyPairSync } from 'node:crypto';
import type { TimelineDraft } from '../../operator/api/decision.ts';
import type { TimelineArchiveOf, TimelineArchiveSpec } from '../../operator/api/types.gen.ts';
import { formatSnapshot, formatStanding, type Standing } from '../../operator/checkpoint/line.ts';
import { createLog } from '../../operator/checkpoint/log.ts';
import { proveTimelines } from '../../operator/checkpoint/proof.ts';
import type { Bundle } from '../../operator/cli/bundle.ts';
import { digest } from '../../operator/journal/canonical.ts';
import type { TimelineEntry } from '../../operator/journal/chain.ts';
import { signCheckpoint } from '../../operator/journal/checkpoint.ts';
import { formatVerifier } from '../../operator/journal/note.ts';
import { record } from '../../operator/journal/record.ts';

const namespace = 'incidents';
const start = Temporal.Instant.from('2026-10-23T07:40:00Z');

const metadata = (name: string, uid: string) => ({ name, namespace, uid, generation: 3, creationTimestamp: '2026-10-23T07:40:00Z' });

type Written = { readonly window: readonly TimelineEntry[]; readonly archives: readonly TimelineArchiveSpec[] };

/** Records drafts one at a time, a second apart, as the operator does. */
const write = (of: TimelineArchiveOf, drafts: readonly TimelineDraft[]): Written => {
  const archives: TimelineArchiveSpec[] = [];
  let window: readonly TimelineEntry[] = [];
  for (const [i, draft] of drafts.entries()) {
    const next = record({ of, window, drafts: [draft], at: start.add({ seconds: i }).toString() });
    archives.push(...next.archives.map(({ spec }) => spec));
    window = next.timeline;
  }
  return { window, archives };
};

const report = { what: 'A laptop was left on the train.', establishedAt: '2026-10-23T09:12:00+02:00', reportedBy: 'm.janssens' };

const actionsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `ac${i + 1}`,
    at: '2026-10-23T08:00:00Z',
    by: 'c.peeters',
    kind: 'Contain',
    what: `Step ${i + 1}`,
  }));

const incidentUid = '3b1f8f60-7b0c-4a35-9d3e-0d7a7e9e5a01';
const noteUid = '9c2d4e10-52cb-4d15-8f0b-6f6d2f2f7b02';

const incidentOf = (actions: ReturnType<typeof actionsOf>, timeline: readonly TimelineEntry[]) => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata: metadata('lost-laptop', incidentUid),
  spec: { title: 'Laptop left on train', category: 'PrivacyBreach', tlp: 'AMBER', report, actions },
  status: { observedGeneration: 3, phase: 'Containing', severity: 'S2', cost: { total: '12.50', currency: 'EUR' }, timeline },
});

const noteOf = (timeline: readonly TimelineEntry[]) => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Notification',
  metadata: metadata('lost-laptop-gdpr-authority', noteUid),
  spec: { incidentRef: { name: 'lost-laptop' }, duty: 'gdpr-authority', audience: 'Authority', filings: [filing] },
  status: { observedGeneration: 3, phase: 'Sent', timeline },
});

const filing = { id: 'f1', at: '2026-10-23T09:00:00Z', by: 'p.lambert', reference: 'K7F-29Q' };

/** The key of the log, and the text that is handed out. */
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const origin = 'incidents.example.org/cluster-1';

/** The text for `--key`. */
export const key = formatVerifier({ name: origin, publicKey });

/** The public key in PEM. */
export const publicPem = String(publicKey.export({ type: 'spki', format: 'pem' }));

const standingOf = (kind: string, name: string, uid: string, head: TimelineEntry): Standing => ({
  uid,
  seq: head.seq,
  hash: head.hash,
  kind,
  namespace,
  name,
  state: 'present',
});

/** A log that was told these standings, round by round, with the note over it. */
export const signedLog = (rounds: readonly (readonly Standing[])[]): { readonly lines: readonly string[]; readonly note: string } => {
  const log = createLog();
  const lines: string[] = [];
  const tell = (line: string): void => {
    log.add(line);
    lines.push(line);
  };
  for (const round of rounds) {
    for (const standing of round) tell(formatStanding(standing));
    tell(formatSnapshot(log.snapshot()));
  }
  return { lines, note: signCheckpoint({ origin, size: log.size(), root: log.root() }, privateKey) };
};

/** A case: the content of its export, and the log behind it. */
export type Case = { readonly bundle: Bundle; readonly lines: readonly string[]; readonly note: string };

const archiveObject = (of: TimelineArchiveOf, spec: TimelineArchiveSpec) => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'TimelineArchive',
  metadata: metadata(`${of.kind.toLowerCase()}-${of.uid}-${spec.first}`, `archive-${spec.first}`),
  spec,
});

/** A case with so many actions, each of them on the timeline, signed when it stood like this. */
export const caseOf = (count: number): Case => {
  const actions = actionsOf(count);
  const incident = { kind: 'Incident', name: 'lost-laptop', uid: incidentUid } as const;
  const note = { kind: 'Notification', name: 'lost-laptop-gdpr-authority', uid: noteUid } as const;
  const reported: TimelineDraft = {
    actor: 'm.janssens',
    reason: 'Reported',
    note: `PrivacyBreach via Helpdesk generation 1 ${digest(report)}`,
  };
  const acted = actions.map(
    (action): TimelineDraft => ({ actor: action.by, reason: 'ActionRecorded', note: `actions/${action.id} Contain ${digest(action)}` }),
  );
  const changed: TimelineDraft = { actor: 'unknown', reason: 'FactChanged', note: `title none -> ${digest('Laptop left on train')}` };
  const told = write(incident, [reported, changed, ...acted]);
  const filed = write(note, [{ actor: filing.by, reason: 'NotificationFiled', note: `filings/f1 ${digest(filing)}` }]);
  const records = [incidentOf(actions, told.window), noteOf(filed.window)];
  const [last, sent] = [told.window.at(-1), filed.window.at(-1)];
  if (last === undefined || sent === undefined) throw new Error('A case without entries proves nothing.');
  const other = { ...standingOf('Incident', 'another', '5f0e2a53-0f1c-4a7e-8f0e-1c9a3f6d7c03', sent) };
  const log = signedLog([
    [standingOf(incident.kind, incident.name, incident.uid, last)],
    [standingOf(note.kind, note.name, note.uid, sent), other],
  ]);
  const proof = proveTimelines(log.lines, log.note, [incidentUid, noteUid]);
  const bundle = {
    exportedAt: '2026-10-24T08:00:00Z',
    incident: { namespace, name: incident.name, uid: incidentUid },
    records,
    archives: told.archives.map((spec) => archiveObject(incident, spec)),
    rules: [{ kind: 'IncidentPolicy', name: 'default', uid: 'p', generation: 1, digest: digest({}) }],
    missing: [],
    proofs: proof === undefined ? [] : [proof],
  };
  return { bundle, ...log };
};

/** The content with another value at a place: keys and indexes. */
export const withAt = <T>(value: T, path: readonly (string | number)[], next: (old: unknown) => unknown): T => {
  const [key, ...rest] = path;
  if (key === undefined) return next(value) as T;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, unknown>;
  copy[key] = withAt(copy[key], rest, next);
  return copy as T;
};
