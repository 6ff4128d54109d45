// Everybody does their part with a browser, signed in at a real OpenID provider: each call is judged by the API server as theirs.
// Shows: A1, A8, A9, P6, R-f.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident, Weakness } from '../../operator/api/types.gen.ts';
import { play } from '../../scripts/play.ts';
import { createJudge, type Judge, startBrowser, windowOf } from '../console/support/browser.ts';
import { type SignedProduct, startSignedProduct } from '../console/support/product.ts';
import { createTrust, type Trust } from '../console/support/trust.ts';
import { until } from '../kube/lab.ts';
import { namespace } from './support/product.ts';

let trust: Trust;
let product: SignedProduct;
let browser: Browser;
let judge: Judge;

test.before(async () => {
  trust = createTrust();
  [product, browser] = await Promise.all([startSignedProduct(trust), startBrowser()]);
  judge = await createJudge(browser);
});

test.after(async () => {
  await browser?.close();
  await product?.stop();
  trust?.remove();
});

const windows = new Map<string, Promise<Page>>();

/** Signs in as somebody would: by the link on the page, with a name at the provider. Nobody signs in twice. */
const signIn = async (context: BrowserContext, user: string, path: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${product.url}${path}`);
  await page.locator('main a.button').click();
  await page.fill('input[name=login]', user);
  await page.fill('input[name=password]', 'x');
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${product.url}/**`);
  return page;
};

const as = (user: string): Promise<Page> => {
  const known = windows.get(user);
  if (known !== undefined) return known;
  const opened = windowOf(browser, { width: 1280 }).then((context) => signIn(context, user, '/incidents'));
  windows.set(user, opened);
  return opened;
};

const incident = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });
const main = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';
const visit = (page: Page, path: string) => page.goto(`${product.url}${path}`);
const settledOn = (name: string): Promise<void> =>
  until(`${name} is judged as it stands`, async () => {
    const { metadata, status } = await incident(name);
    return status?.observedGeneration === metadata.generation;
  });

test('somebody signs in and reports under the name that the API server knows', async () => {
  const page = await as('m.janssens');
  await visit(page, '/report?kind=event');
  assert.equal(await judge.page(page, 'signed-report'), []);
  await page.fill('#what', 'A letter went to the wrong address.');
  await page.locator('input[name=check][value=Found]').check();
  await page.locator('main form button').click();
  const name = (await page.locator('dd strong.code').textContent()) ?? '';
  const { report } = (await incident(name)).spec;
  assert.equal([report.reportedBy, report.verified, report.anonymous], ['m.janssens', true, undefined]);
});

test('whoever may only report is told, on every other page, which role it takes', async () => {
  const page = await as('m.janssens');
  for (const [path, role] of [
    ['/inbox', 'meldpunt-contact-point'],
    ['/incidents', 'meldpunt-responder'],
    ['/breaches', 'meldpunt-dpo'],
  ] as const) {
    assert.is((await visit(page, path))?.status(), 403, path);
    assert.match(await main(page), new RegExp(`has the role ${role}`));
  }
  assert.equal(await judge.page(page, 'not-yours'), []);
});

test('the contact point accepts a report from the inbox, and refers it to the DPO', async () => {
  const page = await as('h.desk');
  await visit(page, '/inbox');
  assert.equal(await judge.page(page, 'inbox'), []);
  await page.locator('main table a').first().click();
  assert.equal(await judge.page(page, 'incident-reported'), []);
  await page.getByRole('link', { name: 'Accept as an incident' }).click();
  assert.equal(await judge.page(page, 'accept'), []);
  await page.locator('main form button').click();
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /Choose an answer/);
  await page.fill('#title', 'Letter to the wrong address');
  await page.selectOption('#category', 'PrivacyBreach');
  await page.selectOption('#department', 'pensions');
  await page.selectOption('#ratings-activities', 'Low');
  await page.selectOption('#ratings-extent', 'Person');
  await page.selectOption('#ratings-data', 'High');
  await page.selectOption('#refer', 'DPO');
  await page.fill('#reasons', 'Personal data of one person went to another.');
  await page.locator('main form button').click();
  assert.match(await main(page), /Recorded\./);
  const name = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { spec } = await incident(name);
  const [assessment] = spec.assessments ?? [];
  assert.equal(
    [spec.title, spec.category, spec.department, assessment?.by, assessment?.via, assessment?.verdict, assessment?.refer],
    ['Letter to the wrong address', 'PrivacyBreach', 'pensions', 'h.desk', undefined, 'Incident', 'DPO'],
  );
  await until('it waits for the DPO', async () => (await incident(name)).status?.phase === 'Confirming');
  const dpo = await as('p.lambert');
  await visit(dpo, `/incidents/${namespace}/${name}/confirm`);
  assert.is(await dpo.inputValue('#ratings-data'), 'High');
  await dpo.fill('#reasons', 'Agreed.');
  await dpo.locator('main form button').click();
  assert.match(await main(dpo), /Recorded\./);
  await visit(page, `/incidents/${namespace}/${name}/breach`);
  await page.fill('#awareBasis', 'The letter was opened.');
  await page.check('#kinds-Confidentiality');
  await page.selectOption('#cause', 'Misdirected');
  await page.locator('main form button').click();
  assert.match(await main(page), /Recorded\./);
  await until('its clock runs', async () =>
    ((await incident(name)).status?.deadlines ?? []).some((each) => each.name === 'gdpr-authority' && each.state === 'Running'),
  );
  assert.is((await incident(name)).spec.personalData?.awareBy, 'h.desk');
  await until('it is confirmed', async () => (await incident(name)).status?.phase === 'Containing');
});

test('a case runs on: appointment, advice, decision, and the approval of a notice, each by whoever may', async () => {
  await play('lost-laptop', { kubeconfig: product.plane.kubeconfig, to: 3, told: () => undefined });
  const path = `/incidents/${namespace}/lost-laptop`;
  const manager = await as('g.claes');
  await visit(manager, `${path}/appoint`);
  await manager.fill('#leader', 'c.peeters');
  await manager.fill('#reason', 'Knows the export.');
  await manager.locator('main form button').click();
  const dpo = await as('p.lambert');
  await visit(dpo, `${path}/advise`);
  await dpo.fill('#advice', 'High. Tell the people concerned.');
  await dpo.locator('main form button').click();
  for (const [user, advice, sentence] of [
    ['p.lambert', undefined, /must be another person than `by` of the advice/],
    ['h.desk', '', /The DPO advises and does not decide[\s\S]*has the role meldpunt-controller/],
  ] as const) {
    const page = await as(user);
    await visit(page, `${path}/decide`);
    await page.selectOption('#risk', 'High');
    if (advice !== undefined) await page.selectOption('#advice', advice);
    await page.fill('#reasons', 'I decide this myself.');
    await page.locator('main form button').click();
    const refused = await main(page);
    assert.match(refused, sentence, refused);
  }
  assert.equal((await incident('lost-laptop')).spec.personalData?.decisions ?? [], []);
  const controller = await as('r.leclercq');
  await visit(controller, `${path}/decide`);
  await controller.selectOption('#risk', 'High');
  await controller.fill('#reasons', 'As the DPO advises.');
  await controller.locator('main form button').click();
  await settledOn('lost-laptop');
  const { spec, status } = await incident('lost-laptop');
  assert.equal(
    [spec.response?.appointments?.[0]?.by, spec.personalData?.advices?.[0]?.by, spec.personalData?.decisions?.[0]?.by, status?.leader],
    ['g.claes', 'p.lambert', 'r.leclercq', 'c.peeters'],
  );
  await visit(controller, path);
  assert.equal(await judge.page(controller, 'incident'), []);
  await controller.locator('main table a', { hasText: 'Notification to the data protection authority' }).first().click();
  assert.equal(await judge.page(controller, 'notification'), []);
  await controller.locator('main .buttons a').first().click();
  assert.match((await controller.locator('h1').textContent()) ?? '', /./);
});

test('the director approves the lessons on one page, and nobody else can', async () => {
  await product.kubectl(
    ['apply', '--server-side', '--force-conflicts', '--field-manager=review', '-f', 'samples/lost-laptop/24-c.peeters-review.yaml'],
    { as: 'c.peeters' },
  );
  await settledOn('lost-laptop');
  const path = `/incidents/${namespace}/lost-laptop/summary`;
  const contact = await as('h.desk');
  await visit(contact, path);
  assert.is(await contact.locator('main form').count(), 0);
  const page = await as('a.verbeke');
  await visit(page, path);
  assert.equal(await judge.page(page, 'summary'), []);
  await page.getByRole('button', { name: 'Return' }).click();
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /Fill this in/);
  await page.fill('#comment', 'Report on l1 in January.');
  await page.getByRole('button', { name: 'Approve' }).click();
  assert.match(await main(page), /Recorded\./);
  const [approval] = (await incident('lost-laptop')).spec.approvals ?? [];
  assert.equal(
    [approval?.by, approval?.decision, approval?.of, approval?.comment],
    ['a.verbeke', 'Approve', 'r1', 'Report on l1 in January.'],
  );
});

test('a weakness is evaluated by the contact point, and its risk accepted by management', async () => {
  const reporter = await as('m.janssens');
  await visit(reporter, '/report?kind=weakness');
  await reporter.fill('#what', 'Exports are plain files.');
  await reporter.check('#agree');
  await reporter.locator('main form button').click();
  const name = (await reporter.locator('dd strong.code').textContent()) ?? '';
  const weakness = () => product.admin.get<Weakness>(kinds.Weakness, { namespace, name });
  assert.is((await weakness()).spec.report?.by, 'm.janssens');
  await until('it is in the inbox', async () => (await weakness()).status?.phase === 'Reported');
  const contact = await as('h.desk');
  await visit(contact, '/inbox');
  await contact.locator('main a', { hasText: name }).click();
  await contact.getByRole('link', { name: 'Evaluate' }).click();
  for (const field of ['#likelihood', '#impact']) await contact.selectOption(field, 'Medium');
  await contact.selectOption('#treat', 'Accept');
  await contact.fill('#reasons', 'Only three people can read the folder.');
  await contact.locator('main form button').click();
  assert.match(await main(contact), /Recorded\./);
  const director = await as('a.verbeke');
  await visit(director, `/weaknesses/${namespace}/${name}`);
  await director.getByRole('link', { name: 'Accept the risk' }).click();
  await director.fill('#reasons', 'Until the new export is there.');
  await director.fill('#until', '2027-06-30T17:00');
  await director.locator('main form button').click();
  assert.match(await main(director), /Recorded\./);
  await until('it is accepted', async () => (await weakness()).status?.phase === 'Accepted');
  const { evaluations, acceptances } = (await weakness()).spec;
  assert.equal([evaluations?.[0]?.by, acceptances?.[0]?.by, acceptances?.[0]?.until], ['h.desk', 'a.verbeke', '2027-06-30T17:00:00+02:00']);
});

test('the register of breaches is read, and taken along', async () => {
  const page = await as('p.lambert');
  await visit(page, '/breaches');
  assert.equal(await judge.page(page, 'breaches'), []);
  assert.match(await main(page), /Laptop with unencrypted export left on train/);
  const csv = await page.request.get(`${product.url}/breaches.csv`);
  assert.is(csv.headers()['content-disposition'], 'attachment; filename="breaches.csv"');
  assert.match(await csv.text(), /lost-laptop/);
  assert.is((await visit(page, '/breaches.html'))?.status(), 200);
  assert.match((await page.locator('main').textContent()) ?? '', /Laptop with unencrypted export left on train/);
  await visit(page, '/statistics');
  assert.equal(await judge.page(page, 'statistics'), []);
  await page.locator('main form button').click();
  assert.ok((await page.locator('main svg').count()) > 0);
  assert.is(await page.locator('main svg').count(), await page.locator('main figure').count());
  await visit(page, '/incidents?phase=all');
  assert.equal(await judge.page(page, 'register'), []);
});

test('no attempt on a session, a form or a link succeeds', async () => {
  const director = await as('a.verbeke');
  const reporter = await as('m.janssens');
  const path = `/incidents/${namespace}/lost-laptop`;
  await visit(director, `${path}/summary`);
  const token = await director.inputValue('input[name=token]');
  const count = async (): Promise<number> => (await incident('lost-laptop')).spec.approvals?.length ?? 0;
  const before = await count();
  const form = { token, of: 'r1', decision: 'Return', comment: 'x' };
  const post = async (
    page: Page,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
    to = `${path}/approve`,
  ): Promise<number> =>
    (await page.request.post(`${product.url}${to}`, { form: { ...fields }, headers: { ...headers }, maxRedirects: 0 })).status();
  // Cross-site requests, another person's token, no token, a token for another action.
  assert.is(await post(director, form, { 'sec-fetch-site': 'cross-site' }), 403);
  assert.is(await post(director, form, { origin: 'https://evil.example' }), 403);
  assert.is(await post(reporter, form), 403);
  assert.is(await post(director, { ...form, token: '' }), 422);
  assert.is(await post(director, { ...form, summary: 'x' }, {}, `${path}/close`), 422);
  assert.is(await post(director, form, {}, `/incidents/${namespace}/another/approve`), 404);
  assert.is(await post(director, form, {}, `/incidents/kube-system/lost-laptop/approve`), 403);
  assert.is(await count(), before);
  // Fields that no form has: whose act it is, its name and its place are not the sender's to say.
  const responder = await as('c.peeters');
  await visit(responder, `${path}/record`);
  const own = { token: await responder.inputValue('input[name=token]'), kind: 'Contain', what: 'Wiped.', why: 'To be safe.' };
  assert.is(
    await post(
      responder,
      { ...own, by: 'a.verbeke', via: 'x', id: 'ap1', list: 'approvals', 'spec.legalHold': 'true' },
      {},
      `${path}/record`,
    ),
    303,
  );
  const recorded = (await incident('lost-laptop')).spec;
  const { by, via, what } = recorded.actions?.at(-1) ?? {};
  assert.equal([by, via, what, recorded.legalHold ?? false], ['c.peeters', undefined, 'Wiped.', false]);
  assert.is(await count(), before);
  // A session that somebody else made up, or that was ours and was changed.
  const stranger = await windowOf(browser);
  for (const value of ['x', 'A'.repeat(200), JSON.stringify(['a.verbeke', 'x', 9e15])]) {
    await stranger.addCookies([{ name: '__Host-meldpunt-session', value: encodeURIComponent(value), url: product.url, secure: true }]);
    assert.is((await stranger.request.get(`${product.url}/incidents`)).status(), 401);
  }
  // A sign-in that was begun elsewhere, and one that leads away afterwards.
  assert.is((await stranger.request.get(`${product.url}/callback?code=x&state=y`)).status(), 400);
  const away = await stranger.request.get(`${product.url}/sign-in?next=//evil.example`, { maxRedirects: 0 });
  assert.is(new URL(away.headers()['location'] ?? '').origin, product.provider.issuer);
  const outside = await (await windowOf(browser)).newPage();
  await outside.goto(`${product.url}/sign-in?next=${encodeURIComponent('//evil.example')}`);
  await outside.fill('input[name=login]', 'm.janssens');
  await outside.fill('input[name=password]', 'x');
  await outside.locator('button[type=submit]').click();
  await outside.waitForURL(`${product.url}/**`);
  assert.is(new URL(outside.url()).origin, product.url);
  // The token is in no page, and in no log.
  const cookies = await director.context().cookies(product.url);
  assert.equal(
    cookies
      .filter(({ name }) => name.startsWith('__Host-meldpunt-session'))
      .map(({ httpOnly, secure, sameSite }) => [httpOnly, secure, sameSite]),
    [[true, true, 'Lax']],
  );
  assert.not.match(await director.content(), /eyJ[\w-]{10}/);
  assert.not.match(product.running.log(), /eyJ[\w-]{10}|verbeke/);
});

test('what somebody writes into a record is text to whoever reads it', async () => {
  const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  const spec = {
    title: evil,
    report: {
      what: evil,
      establishedAt: '2026-10-23T09:12:00+02:00',
      establishedBy: evil,
      cause: evil,
      impact: evil,
      affected: [evil],
      howEstablished: evil,
      reportedBy: evil,
    },
  };
  const body = { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', metadata: { name: 'evil', namespace }, spec };
  const { code, stderr } = await product.kubectl(['create', '-f', '-'], { as: 'm.janssens', input: JSON.stringify(body) });
  assert.is(code, 0, stderr);
  const scripted = await windowOf(browser, { script: true });
  const alerts: string[] = [];
  const page = await signIn(scripted, 'h.desk', '/incidents');
  page.on('dialog', (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  for (const path of [
    '/inbox',
    '/incidents',
    `/incidents/${namespace}/evil`,
    `/incidents/${namespace}/evil/accept`,
    `/incidents/${namespace}/evil/summary`,
  ]) {
    assert.is((await visit(page, path))?.status(), 200, path);
    assert.is(await page.locator('main img, main script').count(), 0, path);
  }
  assert.equal(alerts, []);
});

test('signing out ends the session here and leads to the provider', async () => {
  const context = await windowOf(browser);
  const page = await signIn(context, 'd.maes', '/incidents');
  await page.locator('footer button').click();
  await page.waitForURL(`${product.provider.issuer}/**`);
  assert.not.match(page.url(), /eyJ/);
  assert.is((await visit(page, '/incidents'))?.status(), 401);
});

test.run();
