// The two cases of the samples, played by the people in them to their ends, with kubectl, on a real API server.
// Shows: R-a, R-c, R-h, R-i, S1, S5, S6, S9, S10, A1, A2, A3, A9, P3, P5, E3, E4, N1, N4, N5, V2.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { respond } from '../../operator/cli/command.ts';
import { stepsOf } from '../../scripts/play.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { readPdf } from '../document/read-pdf.ts';
import { seriesOf } from '../telemetry/exposition.ts';
import { differencesBetween } from './support/compare.ts';
import type { Operator } from './support/operator.ts';
import { type Product, startProduct } from './support/product.ts';
import { histories, operatorEvents } from './support/register.ts';
import { differences } from './support/settle.ts';
import { expectedOf, falseAlarm, lostLaptop, outcomeOf, tell } from './support/story.ts';

let product: Product;
let operator: Operator;
const begins = Date.now();

test.before(async () => {
  product = await startProduct();
  operator = product.operator();
  await operator.leads();
});

test.after(async () => {
  await product?.stop();
});

for (const story of [lostLaptop, falseAlarm]) {
  test(`${story.name} ends as committed, in every field of every status and every line of every timeline`, async () => {
    const started = performance.now();
    await tell(product, story, { begins });
    console.log(`  ${story.name} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const outcome = await outcomeOf(product, story, { begins });
    assert.equal(differencesBetween(outcome, expectedOf(story, outcome)), []);
  });
}

test('every timeline is an unbroken chain from its object to its last entry, archives included', async () => {
  const all = await histories(product.admin);
  assert.ok(
    all.some(({ record, entries }) => entries.length > (record.status?.timeline?.length ?? 0)),
    'one of them is long enough to have an archive',
  );
  assert.equal(
    all
      .filter(({ verification }) => verification.verdict !== 'intact')
      .map(({ record, verification }) => [record.metadata.name, verification]),
    [],
  );
});

test('every entry has exactly one Event with its reason, and there is no other Event', async () => {
  assert.equal(await differences(product), []);
});

/** The figures of the register that are not zero. */
const figures = (page: string): { readonly [series: string]: number } =>
  Object.fromEntries(
    Object.entries(seriesOf(page)).filter(
      ([series, value]) => value !== 0 && /^meldpunt_(?:incidents|incident_cost|deadlines|notifications|evidence_items)/.test(series),
    ),
  );

test('the metrics tell the two cases, and nothing else', async () => {
  const page = await operator.metrics();
  const duty = (name: string, count: number): [string, number] => [`meldpunt_deadlines{duty="${name}",state="Met"}`, count];
  assert.equal(figures(page), {
    'meldpunt_incidents{category="PrivacyBreach",severity="S2",phase="Closed"}': 1,
    'meldpunt_incidents{category="AccessViolation",severity="S4",phase="Dismissed"}': 1,
    'meldpunt_incidents_created_total{category="PrivacyBreach"}': 1,
    'meldpunt_incidents_created_total{category="AccessViolation"}': 1,
    'meldpunt_incidents_closed_total{category="PrivacyBreach",outcome="Closed"}': 1,
    'meldpunt_incidents_closed_total{category="AccessViolation",outcome="Dismissed"}': 1,
    'meldpunt_incident_cost{category="PrivacyBreach",kind="Labour",currency="EUR"}': 400,
    'meldpunt_incident_cost{category="PrivacyBreach",kind="Replacement",currency="EUR"}': 1250,
    'meldpunt_incident_cost{category="PrivacyBreach",kind="Notification",currency="EUR"}': 1380,
    'meldpunt_incident_cost{category="PrivacyBreach",kind="Reimbursement",currency="EUR"}': -900,
    ...Object.fromEntries([
      duty('gdpr-authority', 1),
      duty('gdpr-subjects', 1),
      duty('policy-assess', 2),
      duty('policy-authority', 1),
      duty('policy-ciso', 1),
      duty('policy-contact', 2),
      duty('policy-contain', 1),
      duty('policy-dpo', 1),
      duty('policy-evidence', 1),
      duty('policy-feedback', 1),
      duty('policy-reporter', 2),
      duty('policy-review', 1),
    ]),
    'meldpunt_notifications{audience="ContactPoint",phase="Acknowledged"}': 2,
    'meldpunt_notifications{audience="DPO",phase="Acknowledged"}': 1,
    'meldpunt_notifications{audience="CISO",phase="Acknowledged"}': 1,
    'meldpunt_notifications{audience="Authority",phase="Sent"}': 2,
    'meldpunt_notifications{audience="DataSubjects",phase="Sent"}': 1,
    'meldpunt_notifications{audience="Management",phase="Sent"}': 1,
    'meldpunt_notifications{audience="Reporter",phase="Sent"}': 2,
    'meldpunt_evidence_items{media_type="LogExtract",phase="Preserved"}': 1,
  });
  const series = Object.keys(seriesOf(page)).length;
  assert.ok(series <= 500, `${series} series`);
});

test('kubectl incident document writes what the operator had approved, as text and as a file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'documents-'));
  process.env['KUBECTL'] = kubectlPath();
  const ask = (...args: readonly string[]) => respond(['document', ...args, '-n', 'incidents', '--kubeconfig', product.plane.kubeconfig]);
  try {
    const letter = await ask('lost-laptop-gdpr-subjects', '--language', 'fr');
    assert.equal([letter.code, letter.err], [0, '']);
    assert.match(letter.out, /^# Un problème est survenu avec vos données\n/);
    const file = join(directory, 'closing.pdf');
    assert.equal(await ask('lost-laptop', '--out', file, '--language', 'de'), {
      code: 0,
      out: `${file}: Abschlussbericht über einen Vorfall (de)\n`,
      err: '',
    });
    const read = await readPdf(readFileSync(file));
    assert.equal([read.language, read.title, read.marked], ['de', 'Abschlussbericht über einen Vorfall', true]);
    // The first notice was filed with gaps, and the record has grown since.
    const first = await ask('lost-laptop-gdpr-authority', '-o', 'html');
    assert.match(first.err, /The record has changed since this was sent on .*: what was sent is not what is shown\./);
    assert.match(first.err, /Not known yet: consequences, expected by .*Fill in spec\.personalData\.consequences of the incident/);
    const none = await ask('nothing-of-the-kind');
    assert.equal([none.code, none.err], [3, 'There is no notification and no incident nothing-of-the-kind in the namespace incidents.\n']);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

/** All texts in a value. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

interface Organisation {
  readonly spec: {
    readonly people: object;
    readonly contactPoint: object;
    readonly departments: readonly { readonly managers: readonly string[] }[];
  };
}

/** Who appears in the samples: user names, names, addresses and telephone numbers. */
const people = (): readonly string[] => {
  const file = join(resolve(import.meta.dirname, '../..'), 'samples/organisation/20-policy.yaml');
  const { spec } = load(readFileSync(file, 'utf8')) as Organisation;
  const acting = [lostLaptop, falseAlarm].flatMap(({ name }) => stepsOf(name, begins).map(({ user }) => user));
  return [...textsIn(spec.people), ...textsIn(spec.contactPoint), ...spec.departments.flatMap(({ managers }) => managers), ...acting];
};

/** Whatever somebody wrote in words. A time is no sentence. */
const sentences = (): readonly string[] =>
  [lostLaptop, falseAlarm]
    .flatMap(({ name }) => stepsOf(name, begins).flatMap(({ text }) => textsIn(loadAll(text))))
    .filter((text) => text.includes(' '));

test('no name, address, title or sentence of the samples is in an Event, a metric or the log', async () => {
  const events = (await operatorEvents(product.admin)).map(({ metadata: { managedFields: _, ...metadata }, ...event }) => ({
    ...event,
    metadata,
  }));
  const places: readonly (readonly [string, string])[] = [
    ...events.map((event) => [`Event ${event.metadata.name} ${event.reason}`, JSON.stringify(event)] as const),
    ['metrics', await operator.metrics()],
    ['log', operator.log()],
  ];
  const forbidden = [...new Set([...people(), ...sentences()])];
  assert.ok(forbidden.length > 80, `${forbidden.length} texts to look for`);
  const found = places.flatMap(([place, text]) => forbidden.filter((each) => text.includes(each)).map((each) => `${place}: ${each}`));
  assert.equal(found, []);
});

test('nothing of all this was a warning or an error to the operator', () => {
  const lines = operator
    .log()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly level: string; readonly message: string; readonly cause?: string });
  // What comes before is about its settings, and about an API server that has just learned of its kinds.
  const leading = lines.findIndex(({ message }) => message.startsWith('Leading: '));
  assert.equal(
    // An API server that has too much to do says so, and the operator waits: no fault of either.
    lines
      .slice(leading)
      .filter(({ level, cause }) => (level === 'warn' || level === 'error') && cause?.includes('TooManyRequests') !== true),
    [],
  );
});

test.run();
