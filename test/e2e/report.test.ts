// Some incidents played as people play them, and what the report and the register of breaches say of them, asked as a user asks.
// Shows: L1, L3, N6.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec } from '../../operator/api/types.gen.ts';
import { respond } from '../../operator/cli/command.ts';
import type { BreachEntry } from '../../operator/report/breaches.ts';
import type { Figures } from '../../operator/report/figures.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { settle } from './support/settle.ts';
import { lostLaptop, tell } from './support/story.ts';

let directory = '';
let product: Product;

const begins = Date.now();
const today = Temporal.Instant.fromEpochMilliseconds(begins).toZonedDateTimeISO('Europe/Brussels').toPlainDate();
/** The days around now, so that midnight may strike while the test runs. */
const period = `${today.subtract({ days: 1 })}/${today.add({ days: 1 })}`;
const at = (minutes: number): string => new Date(begins + minutes * 60_000).toISOString();

/** A jammed printer, the same each time: reported by the contact point half an hour after it was established, assessed, contained and paid for. */
const printer = (n: number, spec: Partial<IncidentSpec> = {}): unknown => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'Incident',
  metadata: { name: `printer-${n}`, namespace },
  spec: {
    title: 'Printer of the third floor jammed',
    category: 'Malfunction',
    department: 'ict',
    asset: 'printer-3',
    personalDataCheck: 'NotFound',
    report: { what: 'It jams.', establishedAt: at(n - 120), reportedAt: at(n - 90), reportedVia: 'Helpdesk' },
    assessments: [
      {
        id: 'a1',
        at: at(n - 60),
        verdict: 'Incident',
        ratings: { activities: 'Low', extent: 'Person', data: 'None' },
        reasons: 'One printer.',
      },
    ],
    milestones: n === 1 ? [{ id: 'm1', at: at(n - 30), reached: 'Contained' }] : [],
    costs: [
      { id: 'c1', at: at(0), kind: 'External', amount: '100.10' },
      { id: 'c2', at: at(0), kind: 'Labour', role: 'responder', minutes: 40, estimate: true },
      { id: 'c3', at: at(0), kind: 'Loss', amount: '7.00', currency: 'CHF' },
    ],
    ...spec,
  },
});

const cluster = () => [`--kubeconfig=${product.plane.kubeconfig}`, '-n', namespace];

test.before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'meldpunt-report-'));
  process.env['KUBECTL'] = kubectlPath();
  product = await startProduct();
  await product.operator(quickLease).leads();
  for (const incident of [printer(1), printer(2), printer(3), printer(4, { drill: true })]) {
    await product.kubectl(['apply', '--server-side', '-f', '-'], { as: 'h.desk', input: JSON.stringify(incident) });
  }
  await tell(product, lostLaptop, { begins });
  await settle(product);
});

test.after(async () => {
  await product?.stop();
  if (directory !== '') rmSync(directory, { recursive: true, force: true });
});

const answered = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await respond([...args]);
  assert.is(code, 0, err);
  return out;
};

const figures = async (...args: readonly string[]): Promise<Figures> =>
  JSON.parse(await answered('report', '--period', period, '-o', 'json', ...args)) as Figures;

test('the figures are those of what was played', async () => {
  const { volumes, times, costs, recurrence, learning, drills } = await figures(...cluster());
  assert.equal(
    [volumes.reports, volumes.incidents, volumes.breaches, volumes.open, drills],
    [4, 4, 1, 3, 1],
    'three printers, a laptop, and a drill that is in no other figure',
  );
  assert.equal(volumes.byCategory, [
    { of: 'Malfunction', reports: 3, incidents: 3, breaches: 0 },
    { of: 'PrivacyBreach', reports: 1, incidents: 1, breaches: 1 },
  ]);
  assert.is(times.toContain.n, 2, 'one printer and the laptop');
  assert.is(times.toContain.unknown, 2, 'two printers are not contained, which is unknown and not zero');
  const printers = costs.byCategory.find(({ of }) => of === 'Malfunction');
  assert.equal(
    printers,
    { of: 'Malfunction', total: '450.30', estimated: '150.00', recovered: '0.00' },
    'three times 100.10 and 40 minutes at 75.00 an hour',
  );
  assert.is(costs.total, '2580.30', 'with 400.00 + 1250.00 + 1380.00 - 900.00 for the laptop');
  assert.equal(costs.foreign, [{ currency: 'CHF', n: 3, total: '21.00' }]);
  assert.equal(recurrence.groups, [{ namespace, values: ['Malfunction', 'printer-3'], incidents: ['printer-3'], most: 3, major: false }]);
  assert.is(learning.reviewed, 1);
  assert.ok(learning.controls.length > 0);
  assert.is(learning.lessons.done, 1);
});

test('deadlines count by when they were due, and one that has run out unseen is missed', async () => {
  const { duties } = await figures(...cluster());
  const assess = duties.byDuty.find(({ duty }) => duty === 'policy-assess');
  assert.equal([assess?.due, assess?.inTime, assess?.clause], [4, 4, 'A8']);
  assert.is(
    duties.byDuty.some(({ duty }) => duty === 'gdpr-authority'),
    false,
    'it falls due after the period',
  );
  const later = await figures(...cluster(), '--as-of', at(5 * 24 * 60));
  const missed = ({ duties: { byDuty } }: Pick<Figures, 'duties'>): number => byDuty.reduce((sum, { missed: count }) => sum + count, 0);
  const running = duties.byDuty.reduce((sum, { running: count }) => sum + count, 0);
  assert.ok(running > 0, 'nobody has told the contact point');
  assert.is(missed(later), missed({ duties }) + running);
});

test('from a file that kubectl wrote, the same report is made without the cluster', async () => {
  const kinds = 'incidents,notifications,weaknesses,timelinearchives,incidentpolicies';
  const { stdout } = await product.kubectl(['get', kinds, '-A', '-o', 'json']);
  const file = join(directory, 'register.json');
  writeFileSync(file, stdout);
  const asOf = at(60);
  assert.equal(await figures('-f', file, '--as-of', asOf), await figures(...cluster(), '--as-of', asOf));
});

test('a user writes it as a page and as a PDF, in the languages of the readers', () => {
  const main = resolve(import.meta.dirname, '../../operator/cli/main.ts');
  for (const [language, name] of [
    ['fr', 'report.html'],
    ['de', 'report.pdf'],
  ] as const) {
    const out = join(directory, name);
    const args = [main, 'report', '--period', period, '--language', language, '--out', out, ...cluster()];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.is(status, 0, stderr);
    assert.ok(stdout.startsWith(`${out}: `), stdout);
  }
  assert.match(readFileSync(join(directory, 'report.html'), 'utf8'), /<html lang="fr">[\s\S]*450,30/);
  assert.is(readFileSync(join(directory, 'report.pdf')).subarray(0, 5).toString(), '%PDF-');
});

test('the register of breaches holds the laptop with its receipts, and no printer', async () => {
  const entries = JSON.parse(await answered('register', '--breaches', '-o', 'json', ...cluster())) as readonly BreachEntry[];
  assert.equal(
    entries.map(({ incident, state }) => [incident, state]),
    [['lost-laptop', 'Breach']],
  );
  const [laptop] = entries;
  assert.equal([laptop?.risk, laptop?.authority.state, laptop?.subjectsTold.state], ['High', 'Met', 'Met']);
  assert.ok((laptop?.authority.references.length ?? 0) > 0);
  const csv = await answered('register', ...cluster());
  assert.is(csv.trimEnd().split('\r\n').length, 2);
});

test('an auditor reports with the rights of an auditor, and a stranger with none', async () => {
  assert.is((await figures(...cluster(), '--as', 'e.aerts')).volumes.reports, 4);
  const stranger = await respond(['report', '--period', period, ...cluster(), '--as', 'z.nobody']);
  assert.is(stranger.code, 3);
  assert.match(stranger.err, 'cannot be read: ');
});

test.run();
