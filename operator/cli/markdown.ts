import { code, facts, plain, section, table } from '../document/markdown-text.ts';
import type { Bundle } from './bundle.ts';
import { clocksOf, costsOf, summaryOf } from './markdown-incident.ts';
import { listIn, objectOf, readRecord, textIn, titleOf, valueAt } from './record.ts';

/** The readable form of an export. It says what the records say, and leaves nothing out that its headings promise. */

interface Entry {
  readonly seq: number;
  readonly value: unknown;
}

/** The whole timeline of a record: its archives and its window, each entry once. Whether it holds is for the verifier. */
const timelineOf = (bundle: Bundle, record: unknown): readonly unknown[] => {
  const uid = textIn(valueAt(record, 'metadata.uid'));
  const archived = bundle.archives
    .filter((archive) => textIn(valueAt(archive, 'spec.of.uid')) === uid)
    .flatMap((archive) => listIn(valueAt(archive, 'spec.entries')));
  const entries: readonly Entry[] = [...archived, ...listIn(valueAt(record, 'status.timeline'))].map((value) => ({
    seq: Number(valueAt(value, 'seq')),
    value,
  }));
  return [...new Map(entries.map((entry) => [entry.seq, entry])).values()].toSorted((a, b) => a.seq - b.seq).map(({ value }) => value);
};

const timelineTable = (entries: readonly unknown[]): string =>
  table(
    ['#', 'recorded at', 'by', 'what', 'note'],
    entries.map((entry) => {
      const at = (key: string): unknown => valueAt(entry, key);
      return [plain(at('seq')), plain(at('at')), plain(at('actor')), plain(at('reason')), plain(at('note'))];
    }),
  );

const ofKind = (bundle: Bundle, kind: string): readonly unknown[] => bundle.records.filter((record) => objectOf(record)?.['kind'] === kind);

const evidenceOf = (item: unknown): string => {
  const at = (path: string): unknown => valueAt(item, path);
  const custody = listIn(at('spec.custody')).map((entry) =>
    ['at', 'from', 'to', 'reason', 'authority', 'seal', 'by', 'via'].map((key) => plain(valueAt(entry, key))),
  );
  const checks = listIn(at('spec.verifications')).map((entry) => ['at', 'by', 'result', 'note'].map((key) => plain(valueAt(entry, key))));
  const findings = listIn(at('status.findings')).map((finding) => `- ${plain(valueAt(finding, 'message'))}`);
  return section(
    `### ${plain(at('metadata.name'))}`,
    facts([
      ['description', plain(at('spec.description'))],
      ['medium', plain(at('spec.mediaType'))],
      ['phase', plain(at('status.phase'))],
      ['holder', plain(at('status.holder'))],
      ['collected', `${plain(at('spec.collection.at'))} ${plain(at('spec.collection.by'))}`.trim()],
      ['method', plain(at('spec.collection.method'))],
      ['witness', plain(at('spec.collection.witness'))],
      ['place', plain(at('spec.location.place'))],
      ['digest', `${plain(at('spec.digest.algorithm'))} ${code(at('spec.digest.value'))}`.trim()],
      ['disposed of', plain(at('spec.disposal.at'))],
    ]),
    section('Custody:', table(['at', 'from', 'to', 'why', 'authority', 'seal', 'recorded by', 'via'], custody)),
    section('Checked:', table(['at', 'by', 'result', 'note'], checks)),
    section('What weakens it as proof:', findings.join('\n')),
  );
};

const notificationsOf = (bundle: Bundle): string =>
  table(
    ['duty', 'to', 'stage', 'state', 'due', 'sent', 'late', 'receipts', 'approved by'],
    ofKind(bundle, 'Notification').map((note) => {
      const at = (path: string): unknown => valueAt(note, path);
      const all = (path: string, key: string): string =>
        plain(
          listIn(at(path))
            .map((entry) => textIn(valueAt(entry, key)))
            .join(', '),
        );
      const late = at('status.late') === true ? 'yes' : '';
      return [
        plain(at('spec.duty')),
        plain(`${textIn(at('spec.audience'))} ${textIn(at('spec.recipient'))}`),
        plain(at('spec.stage')),
        plain(at('status.phase')),
        plain(at('status.dueAt')),
        plain(at('status.sentAt')),
        late,
        all('spec.filings', 'reference'),
        all('spec.approvals', 'by'),
      ];
    }),
  );

const weaknessesOf = (bundle: Bundle): string =>
  table(
    ['weakness', 'title', 'state', 'remedy', 'owner'],
    ofKind(bundle, 'Weakness').map((weakness) =>
      ['metadata.name', 'spec.title', 'status.phase', 'spec.remedy.plan', 'spec.remedy.owner'].map((path) =>
        plain(valueAt(weakness, path)),
      ),
    ),
  );

const recordsOf = (bundle: Bundle): string =>
  table(
    ['record', 'uid', 'entries', 'last recorded at', 'hash of the last entry'],
    bundle.records.flatMap((value) => {
      const record = readRecord(value);
      const last = timelineOf(bundle, value).at(-1);
      if (record === undefined) return [];
      return [
        [plain(titleOf(record)), code(record.uid), plain(valueAt(last, 'seq')), plain(valueAt(last, 'at')), code(valueAt(last, 'hash'))],
      ];
    }),
  );

const rulesOf = ({ rules }: Bundle): string =>
  table(
    ['rule', 'generation', 'digest'],
    rules.map(({ kind, name, generation, digest }) => [plain(`${kind} ${name}`), plain(generation), code(digest)]),
  );

const checkpointsOf = ({ proofs }: Bundle): string =>
  proofs.map(({ checkpoint }) => `\`\`\`\n${checkpoint.replaceAll('`', '').trimEnd()}\n\`\`\``).join('\n\n');

/** An export as Markdown: summary, clocks, timeline, evidence with its custody, notifications, weaknesses, costs, and what proves it. */
export const markdownOf = (bundle: Bundle): string => {
  const [incident] = bundle.records;
  const { namespace, name } = bundle.incident;
  const parts = [
    `# ${plain(valueAt(incident, 'spec.title'))}`,
    `Incident ${plain(`${namespace}/${name}`)}, exported ${plain(bundle.exportedAt)}. TLP: ${plain(valueAt(incident, 'spec.tlp')) || 'not set'}.`,
    summaryOf(incident),
    clocksOf(incident),
    section('## Timeline', timelineTable(timelineOf(bundle, incident))),
    section('## Evidence', ...ofKind(bundle, 'EvidenceItem').map(evidenceOf)),
    section('## Notifications', notificationsOf(bundle)),
    section('## Weaknesses', weaknessesOf(bundle)),
    costsOf(incident),
    section('## Records', recordsOf(bundle)),
    section('## Rules at the time of the export', rulesOf(bundle)),
    section('## Checkpoints that the export proves itself against', checkpointsOf(bundle)),
    section('## Missing', bundle.missing.map((sentence) => `- ${plain(sentence)}`).join('\n')),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
};
