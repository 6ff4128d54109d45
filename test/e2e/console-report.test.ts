// A person without an account reports with a browser: what is stored, what they see, and what nobody else can do with it.
// Shows: P1, P2, W1, W2, W3, E1, P4.
import type { Browser, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident, IncidentPolicy, Weakness } from '../../operator/api/types.gen.ts';
import { createJudge, type Judge, startBrowser, windowOf } from '../console/support/browser.ts';
import { type ConsoleProduct, startConsoleProduct } from '../console/support/product.ts';
import { createTrust, type Trust } from '../console/support/trust.ts';
import { until } from '../kube/lab.ts';
import { namespace } from './support/product.ts';

let trust: Trust;
let product: ConsoleProduct;
let browser: Browser;
let judge: Judge;

test.before(async () => {
  trust = createTrust();
  [product, browser] = await Promise.all([startConsoleProduct(trust), startBrowser()]);
  judge = await createJudge(browser);
});

test.after(async () => {
  await browser?.close();
  await product?.stop();
  trust?.remove();
});

const referenceOn = async (page: Page): Promise<string> => (await page.locator('dd strong.code').textContent()) ?? '';

const incident = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });

test('a report takes three answers on a telephone, in every language and without JavaScript', async () => {
  const found: string[] = [];
  for (const language of ['nl-BE', 'fr-BE', 'de-BE', 'en-GB']) {
    const context = await windowOf(browser, { width: 320, language });
    const page = await context.newPage();
    await page.goto(`${product.url}/`);
    await page.locator('.choices a').first().click();
    await page.fill('#what', 'Een laptop bleef achter op de trein.');
    await page.locator('input[name=check][value=Found]').check();
    await page.locator('main form button').click();
    found.push(...(await judge.page(page, `receipt-${language}`)));
    const { spec } = await incident(await referenceOn(page));
    assert.is(spec.personalDataCheck, 'Found');
    assert.equal([spec.report.anonymous, spec.report.verified, spec.report.reportedBy], [true, false, undefined]);
    assert.is(spec.report.reportedVia, 'Console');
    assert.match((await page.locator('main').textContent()) ?? '', /\+32 2 555 01 12/);
    await context.close();
  }
  assert.equal(found, []);
});

/** What has the focus: its name or its text; nothing of ours between the last element and the first. */
const focused = async (page: Page): Promise<string> =>
  (await page.evaluate('(document.activeElement?.name || document.activeElement?.textContent || "").trim()')) as string;

/** Presses Tab until something has the focus, as somebody without a mouse does; throws when it is not reached. */
const tabTo = async (page: Page, wanted: RegExp): Promise<void> => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if (wanted.test(await focused(page))) return;
  }
  throw new Error(`${wanted} is not reached by the keyboard.`);
};

test('a report is sent by keyboard alone', async () => {
  // The page has no script of its own; this one lets the test ask what has the focus.
  const page = await (await windowOf(browser, { width: 320, script: true })).newPage();
  await page.goto(`${product.url}/report`);
  await tabTo(page, /^Something happened/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/report?kind=event');
  await tabTo(page, /^what$/);
  await page.keyboard.type('Sent by keyboard.');
  await tabTo(page, /^check$/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Send the report$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**?sent=1');
  assert.equal(
    [(await incident(await referenceOn(page))).spec.report.what, (await incident(await referenceOn(page))).spec.personalDataCheck],
    ['Sent by keyboard.', 'Found'],
  );
});

test('what is missing is said beside the field, nothing typed is lost, and the second attempt is stored once', async () => {
  const page = await (await windowOf(browser)).newPage();
  await page.goto(`${product.url}/report?kind=unsure`);
  await page.locator('summary').click();
  await page.fill('#cause', 'Eerste regel\n<b>tweede</b> regel');
  await page.locator('main form button').click();
  assert.equal(await judge.page(page, 'form-problems'), []);
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /What happened\?/);
  assert.is(await page.inputValue('#cause'), 'Eerste regel\n<b>tweede</b> regel');
  await page.fill('#what', 'x');
  await page.locator('input[name=check][value=Unknown]').check();
  const token = await page.inputValue('input[name=token]');
  await page.locator('main form button').click();
  const first = await referenceOn(page);
  const again = await page.request.post(`${product.url}/report`, {
    form: { kind: 'unsure', what: 'x', establishedAt: '2026-10-23T09:12', check: 'Unknown', token },
  });
  assert.ok((await again.text()).includes(first), 'sent twice, stored once');
  assert.is((await incident(first)).spec.report.cause, 'Eerste regel\n<b>tweede</b> regel');
});

test('whoever reports a weakness reads first that it must not be exploited', async () => {
  const page = await (await windowOf(browser)).newPage();
  await page.goto(`${product.url}/report?kind=weakness`);
  assert.equal(await judge.page(page, 'weakness'), []);
  await page.fill('#what', 'Exports are plain files.');
  await page.locator('main form button').click();
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /Read the warning and tick it/);
  await page.check('#agree');
  await page.locator('main form button').click();
  const name = await referenceOn(page);
  const { spec } = await product.admin.get<Weakness>(kinds.Weakness, { namespace, name });
  assert.equal(
    [spec.description, spec.notExploited, spec.report?.anonymous, spec.report?.by],
    ['Exports are plain files.', true, true, undefined],
  );
});

test('the link of a reporter shows how far it is, and nothing is found by guessing', async () => {
  const page = await (await windowOf(browser)).newPage();
  await page.goto(`${product.url}/report?kind=event`);
  await page.fill('#what', 'Gestolen.');
  await page.locator('input[name=check][value=NotFound]').check();
  await page.locator('main form button').click();
  const name = await referenceOn(page);
  const link = (await page.locator('main a.code').getAttribute('href')) ?? '';
  assert.not.match(link, new RegExp(name));
  await page.goto(link);
  assert.match((await page.locator('main').textContent()) ?? '', /nobody has looked at it yet/);
  assert.not.match(await page.content(), /Gestolen/);
  const verdict = { spec: { assessments: [{ id: 'a1', verdict: 'Event', reasons: 'Found back.' }] } };
  const { code, stderr } = await product.kubectl(
    ['patch', 'incident', name, '-n', namespace, '--type=merge', '-p', JSON.stringify(verdict)],
    { as: 'h.desk' },
  );
  assert.is(code, 0, stderr);
  await until('it is dealt with', async () => (await incident(name)).status?.phase === 'Dismissed');
  await page.reload();
  assert.match((await page.locator('main').textContent()) ?? '', /Dealt with/);
  assert.not.match(await page.content(), /Found back|Dismissed/);
  const sealed = link.split('/').at(-1) ?? '';
  const flipped = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`;
  for (const guess of [name, flipped, `${sealed}A`, 'A'.repeat(80), encodeURIComponent(`../${sealed}`)]) {
    assert.is((await page.request.get(`${product.url}/report/${guess}`)).status(), 404, guess);
  }
});

test('a form of another site, without its token, or of another kind is not taken, and nothing is stored', async () => {
  const { request } = await windowOf(browser);
  const count = async (): Promise<number> => {
    let all = 0;
    for await (const { items } of product.admin.listPages<Incident>(kinds.Incident, { namespace })) all += items.length;
    return all;
  };
  const before = await count();
  const form = { kind: 'event', what: 'x', establishedAt: '2026-10-23T09:12', check: 'Unknown' };
  const post = async (headers: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): Promise<number> =>
    (await request.post(`${product.url}/report`, { form: { ...form, ...more }, headers, maxRedirects: 0 })).status();
  assert.is(await post({ origin: 'https://evil.example' }), 403);
  assert.is(await post({ 'sec-fetch-site': 'cross-site' }), 403);
  assert.is(await post({}), 422);
  assert.is(await post({}, { token: 'x.y.z' }), 422);
  assert.is((await request.post(`${product.url}/report`, { data: { kind: 'event' } })).status(), 404);
  assert.is((await request.post(`${product.url}/report`, { form: { what: 'x'.repeat(300_000) } })).status(), 413);
  assert.is(await count(), before);
});

test('every answer says that nothing but our own style may be loaded, and is kept by nobody', async () => {
  const { request } = await windowOf(browser);
  for (const path of ['/report', '/nowhere', '/report?kind=event']) {
    const headers = (await request.get(`${product.url}${path}`)).headers();
    assert.is(
      headers['content-security-policy'],
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    assert.is(headers['cache-control'], 'no-store');
    assert.is(headers['referrer-policy'], 'same-origin');
    assert.is(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['strict-transport-security'] ?? '', /max-age=/);
  }
});

test('where the policy takes no reports without a name, the page says so and how to report all the same', async () => {
  await product.admin.mergePatch<IncidentPolicy>(kinds.IncidentPolicy, { name: 'default' }, { spec: { reports: { anonymous: false } } });
  const page = await (await windowOf(browser)).newPage();
  await until('the page follows the policy', async () => {
    await page.goto(`${product.url}/report?kind=event`);
    return (await page.locator('#what').count()) === 0;
  });
  assert.equal(await judge.page(page, 'sign-in-needed'), []);
  assert.match((await page.locator('main').textContent()) ?? '', /takes reports only from people who are signed in/);
  await product.admin.mergePatch<IncidentPolicy>(kinds.IncidentPolicy, { name: 'default' }, { spec: { reports: { anonymous: true } } });
});

test.run();
