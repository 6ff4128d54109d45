// node test/bench/console.ts [--phases paths,pages,load] [--incidents 10000] [--reporters 200] [--seconds 60]
// What pages cost whoever uses them, in a real browser and without one, on a control plane of its own:
//   paths  a report in Chromium, and each role's whole part: clicks, fields, seconds
//   pages  the first byte (median and 95th percentile of 40) and the size of every page, beside so many incidents
//   load   so many people who report at the same time, without a pause, for so long
// Fails when a report takes more than a minute, a page more than 50 kB, or when one report is not taken.
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { kinds } from '../../operator/api/kinds.ts';
import { startBrowser } from '../console/support/browser.ts';
import { walkEvidence, walkLetter, walkOutage } from '../console/support/paths.ts';
import { createPeople, type People } from '../console/support/people.ts';
import { type SignedProduct, startSignedProduct } from '../console/support/product.ts';
import { createTrust } from '../console/support/trust.ts';
import { namespace } from '../e2e/support/product.ts';
import { quantile } from '../e2e/support/quantile.ts';
import { until } from '../kube/lab.ts';
import { createPages, type Pages } from './console/client.ts';
import { inParallel } from './run/rig.ts';

const { values } = parseArgs({
  options: {
    phases: { type: 'string', default: 'paths,pages,load' },
    incidents: { type: 'string', default: '10000' },
    reporters: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
  },
});
const [incidents, reporters, seconds] = [values.incidents, values.reporters, values.seconds].map(Number) as [number, number, number];
const limits = { reportSeconds: 60, bytes: 50_000 };
const failures: string[] = [];

interface Bench {
  readonly product: SignedProduct;
  readonly browser: Browser;
  readonly people: People;
  readonly pages: Pages;
}

const shown = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;

/** A report as somebody makes it who knows what happened: three answers, from the first page to the reference. */
const report = async ({ product, people }: Bench): Promise<void> => {
  const page = await people.as('m.janssens');
  const started = performance.now();
  await page.goto(`${product.url}/report`);
  await page.locator('.choices a').first().click();
  await page.locator('#what').pressSequentially('A laptop with an export stayed behind on the train to Liège.');
  await page.locator('input[name=check][value=Found]').check();
  await page.locator('main form button').click();
  await page.locator('dd strong.code').textContent();
  const took = (performance.now() - started) / 1000;
  console.log(`a report: 3 clicks, 1 text, ${took.toFixed(1)} s (at most ${limits.reportSeconds} s)`);
  if (took > limits.reportSeconds) failures.push(`A report took ${took.toFixed(1)} s.`);
};

const paths = async (bench: Bench): Promise<void> => {
  console.log('\npaths, in Chromium without JavaScript');
  await report(bench);
  const outage = await walkOutage(bench);
  await walkEvidence(bench, outage);
  await walkLetter(bench);
  for (const [user, { forms, clicks, fields, milliseconds }] of [...bench.people.effort].sort()) {
    const each = (milliseconds / forms / 1000).toFixed(1);
    console.log(`  ${user.padEnd(12)} ${forms} forms, ${clicks} clicks, ${fields} fields, ${each} s a form`);
  }
};

const cookieOf = async ({ people, product }: Bench, user: string): Promise<string> => {
  const cookies = await (await people.as(user)).context().cookies(product.url);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
};

const spec = (n: number) => ({
  title: `Event ${n}`,
  report: { what: `Something happened, for the ${n}th time.`, establishedAt: new Date(Date.now() - 3_600_000).toISOString() },
});

/** Fills the register; laws are left out, since what is measured here are pages. */
const fill = async ({ product, pages }: Bench, cookie: string): Promise<void> => {
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: [] } });
  const started = performance.now();
  await inParallel(incidents, 32, async (n) => {
    const body = { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', metadata: { name: `event-${n}`, namespace }, spec: spec(n) };
    await product.admin.create(kinds.Incident, body);
  });
  console.log(`  ${incidents} incidents created in ${Math.round((performance.now() - started) / 1000)} s`);
  await until(
    'the list knows all of them, and nothing is being decided upon',
    async () => {
      const { body } = await pages.ask({ path: '/incidents?phase=Reported&q=event-', cookie });
      return body.includes(`of ${incidents}`);
    },
    240_000,
  );
  await until('the operator is idle', async () => /meldpunt_queue_depth(?:\{[^}]*\})? 0\n/.test(await product.running.metrics()), 240_000);
};

const everyPage = async (bench: Bench): Promise<void> => {
  console.log(`\npages, beside ${incidents} incidents (first byte: median, 95th percentile; size)`);
  const cookie = await cookieOf(bench, 's.wouters');
  await fill(bench, cookie);
  const one = `/incidents/${namespace}/event-1`;
  for (const path of [
    '/report',
    '/report?kind=event',
    '/inbox',
    '/incidents',
    '/incidents?page=100',
    '/incidents?q=event-77',
    one,
    `${one}/describe`,
    `${one}/register`,
    `${one}/review`,
    '/statistics',
    '/breaches',
    '/statistics.html?period=2026',
  ]) {
    const heavy = path.startsWith('/breaches') || path.includes('.html');
    const answers = [];
    for (let n = 0; n < (heavy ? 3 : 40); n += 1) answers.push(await bench.pages.ask({ path, cookie }));
    const times = answers.map(({ firstByte }) => firstByte);
    const [status, bytes] = [answers[0]?.status ?? 0, answers[0]?.bytes ?? 0];
    console.log(
      `  ${path.padEnd(36)} ${shown(quantile(times, 0.5)).padStart(8)} ${shown(quantile(times, 0.95)).padStart(8)} ${bytes} bytes, ${status}`,
    );
    if (bytes > limits.bytes && !heavy) failures.push(`${path} has ${bytes} bytes.`);
  }
};

const valueIn = (body: string, name: string): string => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(body)?.[1] ?? '';

const load = async ({ pages }: Bench): Promise<void> => {
  console.log(`\nload: ${reporters} people report without a pause for ${seconds} s`);
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const errors = new Map<string, number>();
  const fail = (what: string): void => {
    errors.set(what, (errors.get(what) ?? 0) + 1);
  };
  await inParallel(reporters, reporters, async () => {
    while (performance.now() < end) {
      const started = performance.now();
      try {
        const form = await pages.ask({ path: '/report?kind=event' });
        const [token, establishedAt] = [valueIn(form.body, 'token'), valueIn(form.body, 'establishedAt')];
        const typed = { kind: 'event', token, what: 'Something happened.', establishedAt, check: 'NotFound' };
        const sent = await pages.ask({ path: '/report', form: typed });
        if (sent.status !== 200 && sent.status !== 303) fail(`answer ${sent.status}`);
        else times.push(performance.now() - started);
      } catch (error) {
        fail((error as NodeJS.ErrnoException).code ?? String(error));
      }
    }
  });
  const told = [...errors].map(([what, count]) => `${what}: ${count}`).join(', ');
  console.log(
    `  ${times.length} reports, ${Math.round(times.length / seconds)} a second, form and report together: median ${shown(quantile(times, 0.5))}, 95th percentile ${shown(quantile(times, 0.95))}, longest ${shown(Math.max(...times))}`,
  );
  console.log(`  errors: ${told === '' ? 'none' : told}`);
  if (told !== '') failures.push(`Reports were not taken: ${told}.`);
};

const phases = { paths, pages: everyPage, load } as const;
const wanted = values.phases.split(',').filter((name): name is keyof typeof phases => Object.hasOwn(phases, name));

const trust = createTrust();
const [product, browser] = await Promise.all([
  startSignedProduct(trust, { MELDPUNT_CONSOLE_REPORTS_PER_MINUTE: '1000000' }),
  startBrowser(),
]);
const pages = createPages(product.url, trust.ca);
try {
  const bench = { product, browser, people: createPeople(browser, product.url), pages };
  for (const name of wanted) await phases[name](bench);
} finally {
  pages.close();
  await browser.close();
  await product.stop();
  trust.remove();
}
for (const failure of failures) console.log(`✗ ${failure}`);
if (failures.length > 0) process.exitCode = 1;
