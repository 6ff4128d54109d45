// What an administrator with access to etcd can do to a record, and what the verifier says of it: live, and on an export.
// Shows: R-c.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Kind, kinds } from '../../operator/api/kinds.ts';
import { parseTail, tailName } from '../../operator/checkpoint/chunks.ts';
import { ensureKeyFile } from '../../operator/checkpoint/keys.ts';
import { readBundle } from '../../operator/cli/bundle.ts';
import { respond } from '../../operator/cli/command.ts';
import { readRecord } from '../../operator/cli/record.ts';
import type { Report } from '../../operator/cli/report.ts';
import { append, headOf, type TimelineEntry } from '../../operator/journal/chain.ts';
import type { KubeObject } from '../../operator/kube/object.ts';
import { type Etcd, etcdOf, keyOf, type StoredObject } from '../checkpoint/etcd.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { type Operator, quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { settle } from './support/settle.ts';
import { lostLaptop, tell } from './support/story.ts';

const name = 'lost-laptop';
const system = 'meldpunt-system';
const origin = 'incidents.example.org/e2e';
const configMaps: Kind = { kind: 'ConfigMap', group: '', version: 'v1', plural: 'configmaps', namespaced: true };

let directory = '';
let product: Product;
let operator: Operator;
let etcd: Etcd;
let key = '';
/** The newest checkpoint of the closed case, as a witness kept it. */
let kept = '';

const start = async (): Promise<Operator> => {
  const started = product.operator({
    ...quickLease,
    MELDPUNT_CHECKPOINT_KEY: join(directory, 'key.pem'),
    MELDPUNT_CHECKPOINT_ORIGIN: origin,
    MELDPUNT_CHECKPOINT_INTERVAL: 'PT1S',
  });
  await started.leads();
  return started;
};

const tail = async () => {
  const found = await product.admin.get<KubeObject & { readonly data?: Readonly<Record<string, string>> }>(configMaps, {
    namespace: system,
    name: tailName,
  });
  const parsed = parseTail(found.data);
  if (parsed === undefined) throw new Error('There is no checkpoint.');
  return parsed;
};

interface Recorded extends KubeObject {
  readonly status: { readonly timeline: readonly TimelineEntry[] };
}

test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'meldpunt-verify-'));
  key = ensureKeyFile(join(directory, 'key.pem'), origin);
  product = await startProduct();
  process.env['KUBECTL'] = kubectlPath();
  etcd = etcdOf(product.plane);
  operator = await start();
  await tell(product, lostLaptop, { begins: Date.now() });
  await settle(product);
  const { status } = await product.admin.get<Recorded>(kinds.Incident, { namespace, name });
  const last = status.timeline.at(-1)?.hash ?? 'none';
  await until('a checkpoint covers the closed case', async () => (await tail()).lines.some((line) => line.includes(last)));
  kept = join(directory, 'kept.checkpoint');
  writeFileSync(kept, (await tail()).checkpoint);
  // From here on nobody but the tests writes, so that each of them finds what it left.
  await operator.stop();
});

test.after(async () => {
  await product?.stop();
  if (directory !== '') rmSync(directory, { recursive: true, force: true });
});

const cluster = () => [`--kubeconfig=${product.plane.kubeconfig}`, '-n', namespace];

const verify = async (...args: readonly string[]): Promise<{ readonly code: number; readonly report: Report }> => {
  const { code, out, err } = await respond(['verify', ...args, ...cluster(), '-o', 'json']);
  if (out === '') throw new Error(err);
  return { code, report: JSON.parse(out) as Report };
};

/** What is found in the cluster on the case, with the key and the kept checkpoint. */
const findings = async (...args: readonly string[]): Promise<readonly string[]> => {
  const { report } = await verify(name, '--key', key, '--checkpoint', kept, ...args);
  return report.findings.map(
    ({ about, problem, seq, place, lastGood }) => `${about}: ${problem} at ${seq} in ${place}, good to ${lastGood?.seq ?? 0}`,
  );
};

const exported = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await respond(['export', name, ...cluster(), '--checkpoint', kept, ...args]);
  assert.is(code, 0, err);
  const file = join(directory, 'export.json');
  writeFileSync(file, out);
  return file;
};

const fileFindings = async (file: string): Promise<readonly string[]> => {
  const { out } = await respond(['verify', '-f', file, '--key', key, '--checkpoint', kept, '-o', 'json']);
  return (JSON.parse(out) as Report).findings.map(({ about, problem, seq }) => `${about}: ${problem} at ${seq}`);
};

const timelineOf = ({ status }: StoredObject): readonly TimelineEntry[] => status['timeline'] as readonly TimelineEntry[];
const withTimeline = (object: StoredObject, timeline: readonly unknown[]) => ({ ...object, status: { ...object.status, timeline } });

const incidentKey = keyOf('incidents', namespace, name);
const noteKey = keyOf('notifications', namespace, 'lost-laptop-gdpr-authority');

test('the closed case is intact in the cluster, and vouched for to its last entry', async () => {
  const { code, report } = await verify(name, '--key', key, '--checkpoint', kept);
  assert.is(code, 0, JSON.stringify(report.findings));
  const kindsFound = Object.entries(Object.groupBy(report.records, ({ kind }) => kind)).map(([kind, list]) => [kind, list?.length]);
  assert.equal(kindsFound, [
    ['Incident', 1],
    ['Notification', 8],
    ['EvidenceItem', 1],
    ['Weakness', 1],
  ]);
  for (const record of report.records) assert.is(record.confirmed, record.entries, record.name);
  assert.ok((report.records[0]?.entries ?? 0) > 64, 'the case is long enough to have an archive');
});

test('its export holds everything that belongs to it, and is intact without the cluster', async () => {
  const file = await exported();
  assert.equal(await fileFindings(file), []);
  const read = readBundle(readFileSync(file));
  if (read.outcome === 'broken') throw new Error(read.reason);
  const { bundle } = read;
  assert.equal(bundle.missing, []);
  assert.equal(
    bundle.rules.map((rule) => `${rule.kind} ${rule.name}`),
    ['IncidentPolicy default', 'ReportingRegime gdpr', 'ReportingRegime policy', 'Playbook lost-device'],
  );
  assert.is(bundle.archives.length, 1);
  assert.is(bundle.proofs.length, 1, 'the kept checkpoint is the newest');
  assert.not.match(readFileSync(file, 'utf8'), 'managedFields');
  const { out } = await respond(['export', name, ...cluster(), '--format', 'markdown']);
  const shown = await respond(['markdown', file]);
  assert.is(shown.code, 0);
  assert.is(out.replace(/exported \S+/, ''), shown.out.replace(/exported \S+/, ''));
  for (const heading of ['Summary', 'Clocks', 'Timeline', 'Evidence', 'Notifications', 'Costs']) assert.match(out, `\n## ${heading}\n`);
  assert.match(out, /k\.jacobs \| n\.hendrickx \| Analysis of the sign-ins\./);
});

/** What is done to the store, and what is found: in the cluster, and in an export made afterwards. */
interface Tampering {
  readonly what: string;
  readonly key: string;
  readonly change: (object: StoredObject) => unknown;
  readonly found: (entries: number) => readonly string[];
}

const note = 'Notification incidents/lost-laptop-gdpr-authority';
const incident = 'Incident incidents/lost-laptop';

/** The chain computed anew from an entry on, as somebody does who knows how it is made. */
const rewritten = (object: StoredObject, from: number): readonly TimelineEntry[] => {
  const timeline = timelineOf(object);
  const good = timeline.slice(0, from - 1);
  const owner = { kind: 'Notification', uid: String(object.metadata['uid']) };
  const drafts = timeline
    .slice(from - 1)
    .map(({ reason, note: text }) => ({ actor: 'somebody.else', reason: reason as 'DutyMet', note: text }));
  return [...good, ...append(headOf(owner, good), drafts, timeline.at(-1)?.at ?? '')];
};

const tamperings: readonly Tampering[] = [
  {
    what: 'the last entry of a timeline is cut off',
    key: noteKey,
    change: (object) => withTimeline(object, timelineOf(object).slice(0, -1)),
    found: (n) => [`${note}: truncated at ${n} in head kept earlier, good to ${n - 1}`],
  },
  {
    what: 'a whole timeline is emptied',
    key: noteKey,
    change: (object) => withTimeline(object, []),
    found: () => [`${note}: truncated at 1 in head kept earlier, good to 0`],
  },
  {
    what: 'an entry is edited in place',
    key: noteKey,
    change: (object) =>
      withTimeline(
        object,
        timelineOf(object).map((entry) => (entry.seq === 3 ? { ...entry, actor: 'somebody.else' } : entry)),
      ),
    found: () => [`${note}: edited at 3 in status.timeline, good to 2`],
  },
  {
    what: 'an entry is taken out',
    key: noteKey,
    change: (object) =>
      withTimeline(
        object,
        timelineOf(object).filter(({ seq }) => seq !== 3),
      ),
    found: () => [`${note}: removed at 3 in status.timeline, good to 2`],
  },
  {
    what: 'two entries change places',
    key: noteKey,
    change: (object) => {
      const timeline = timelineOf(object);
      return withTimeline(object, [...timeline.slice(0, 2), ...timeline.slice(2, 4).toReversed(), ...timeline.slice(4)]);
    },
    found: () => [`${note}: reordered at 3 in status.timeline, good to 2`],
  },
  {
    what: 'the chain is computed anew from an entry on',
    key: noteKey,
    change: (object) => withTimeline(object, rewritten(object, 4)),
    found: (n) => [`${note}: forked at ${n} in head kept earlier, good to`],
  },
  {
    what: 'a fact is edited and the timeline left alone',
    key: incidentKey,
    change: (object) => ({
      ...object,
      spec: {
        ...object.spec,
        actions: (object.spec['actions'] as readonly { readonly id: string }[]).map((action) =>
          action.id === 'ac1' ? { ...action, what: 'Nothing was done.' } : action,
        ),
      },
    }),
    found: () => [`${incident}: edited at`],
  },
  {
    what: 'a decision is taken out',
    key: incidentKey,
    change: (object) => ({ ...object, spec: { ...object.spec, closures: [] } }),
    found: () => [`${incident}: removed at`],
  },
  {
    what: 'the digest of an exhibit is replaced',
    key: keyOf('evidenceitems', namespace, 'lost-laptop-signin-log'),
    change: (object) => ({ ...object, spec: { ...object.spec, digest: { algorithm: 'sha256', value: '0'.repeat(64), bytes: 1 } } }),
    found: () => ['EvidenceItem incidents/lost-laptop-signin-log: edited at'],
  },
];

/** A finding begins as expected: where an entry stands that recorded a fact differs from one telling of the story to the next. */
const begin = (found: readonly string[], expected: readonly string[]): boolean =>
  found.length === expected.length && found.every((text, i) => text.startsWith(expected[i] ?? '\n'));

for (const { what, key: at, change, found: expected } of tamperings) {
  test(`found although it was done in etcd: ${what}`, async () => {
    const before = JSON.parse(Buffer.from((await etcd.get(at)) ?? []).toString('utf8')) as StoredObject;
    const restore = await etcd.edit(at, change);
    try {
      const entries = timelineOf(before).at(-1)?.seq ?? 0;
      const live = await findings();
      assert.ok(begin(live, expected(entries)), live.join('\n'));
      const short = expected(entries).map((text) => text.replace(/ in .*$/, ''));
      const inFile = await fileFindings(await exported());
      assert.ok(begin(inFile, short), inFile.join('\n'));
    } finally {
      await restore();
    }
    assert.equal(await findings(), []);
  });
}

test('found although it was done in etcd: a record is gone, an archive is gone, the incident is gone', async () => {
  const evidence = keyOf('evidenceitems', namespace, 'lost-laptop-signin-log');
  const archives = await product.admin.get<KubeObject>(kinds.Incident, { namespace, name });
  const archive = keyOf('timelinearchives', namespace, `incident-${archives.metadata.uid}-1`);
  for (const [at, expected] of [
    [evidence, /^EvidenceItem incidents\/lost-laptop-signin-log: removed at 0/],
    [archive, /^Incident incidents\/lost-laptop: removed at 1 in status.timeline/],
    [incidentKey, /^Incident incidents\/lost-laptop: removed at 0/],
  ] as const) {
    const value = await etcd.get(at);
    assert.ok(value !== undefined, at);
    await etcd.remove(at);
    try {
      const { code, report } = await verify('--key', key, '--checkpoint', kept);
      assert.is(code, 1);
      assert.match(
        report.findings.map(({ about, problem, seq, place }) => `${about}: ${problem} at ${seq} in ${place}`)[0] ?? 'nothing',
        expected,
      );
    } finally {
      await etcd.put(at, value ?? '');
    }
  }
  assert.is((await verify('--key', key)).code, 0);
});

test('whoever also changes the log, or takes it away, is found by the checkpoint that was kept', async () => {
  const at = `/registry/configmaps/${system}/${tailName}`;
  const value = (await etcd.get(at)) ?? '';
  const restore = await etcd.edit(noteKey, (object) => withTimeline(object, timelineOf(object).slice(0, -1)));
  try {
    await etcd.remove(at);
    const gone = await verify('--key', key, '--checkpoint', kept);
    assert.is(gone.code, 1);
    assert.match(JSON.stringify(gone.report.findings), 'and a checkpoint was signed over');
    const honest = await verify('--key', key);
    assert.is(honest.code, 1, 'a log that should be there and is not is a finding by itself');
  } finally {
    await etcd.put(at, value);
    await restore();
  }
});

test('an operator that runs meanwhile raises an alarm, and its log tells the contradiction for ever', async () => {
  operator = await start();
  await etcd.edit(noteKey, (object) => withTimeline(object, timelineOf(object).slice(0, -2)));
  await until('it raises an alarm', () => operator.log().includes('A timeline changed as nobody may change it'));
  const { code, report } = await verify('--key', key);
  assert.is(code, 1);
  assert.match(JSON.stringify(report.findings), 'the timeline of Notification incidents/lost-laptop-gdpr-authority went back from entry');
  const { report: withKept } = await verify('--key', key, '--checkpoint', kept);
  assert.ok(withKept.findings.some(({ about, problem }) => about === note && (problem === 'truncated' || problem === 'forked')));
  await operator.stop();
});

test('an auditor verifies with the rights of an auditor', async () => {
  const as = ['--as', 'e.aerts'];
  const refused = await respond(['verify', name, ...cluster(), '--key', key, ...as]);
  assert.is(refused.code, 3);
  assert.match(refused.err, 'cannot be read: ');
  await product.kubectl(['create', 'rolebinding', 'auditors', '-n', system, '--role=meldpunt-checkpoint-reader', '--user=e.aerts']);
  await until('the right is there', async () => (await respond(['verify', name, ...cluster(), '--key', key, ...as])).code !== 3);
  const { out } = await respond(['verify', name, ...cluster(), '--key', key, ...as]);
  assert.match(out, `signed  checkpoint of`);
});

test('what is not there, or may not be read, is told with exit code 3', async () => {
  const missing = await respond(['verify', 'nothing', ...cluster()]);
  assert.equal(missing, { code: 3, out: '', err: 'There is no incident nothing in the namespace incidents.\n' });
  const stranger = await respond(['export', name, ...cluster(), '--as', 'z.nobody']);
  assert.is(stranger.code, 3);
  assert.match(stranger.err, 'cannot be read: ');
});

test('kubectl runs the program as its plugin', async () => {
  // A link, as a person makes one in a directory of the PATH.
  symlinkSync(resolve(import.meta.dirname, '../../operator/cli/kubectl-incident'), join(directory, 'kubectl-incident'));
  const before = process.env['PATH'] ?? '';
  process.env['PATH'] = [directory, dirname(process.execPath), before].join(delimiter);
  try {
    // kubectl takes no flag before the name of a plugin, and hands on its environment.
    const { status, stdout, stderr } = spawnSync(kubectlPath(), ['incident', 'export', name, '-n', namespace], {
      encoding: 'utf8',
      env: { ...process.env, KUBECONFIG: product.plane.kubeconfig },
    });
    assert.is(status, 0, stderr);
    assert.is(readBundle(Buffer.from(stdout)).outcome, 'read');
  } finally {
    process.env['PATH'] = before;
  }
});

test('the namespace is that of the context when none is given', async () => {
  const kubeconfig = join(directory, 'kubeconfig');
  writeFileSync(kubeconfig, readFileSync(product.plane.kubeconfig));
  const { stdout } = await product.kubectl(['config', 'current-context']);
  await product.kubectl(['config', 'set-context', stdout.trim(), `--namespace=${namespace}`, `--kubeconfig=${kubeconfig}`]);
  const { code, out } = await respond(['export', name, `--kubeconfig=${kubeconfig}`]);
  assert.is(code, 0);
  assert.is(readRecord((JSON.parse(out) as { records: unknown[] }).records[0])?.namespace, namespace);
});

test.run();
