// Each role's whole path in a browser, by forms alone and without JavaScript: every call is judged by the API server as theirs.
// Shows: A1, A5, A8, A9, S1, S5, S7, S8, L1, L4, V2, V3, V5, N1, N4, N8, N9.
import type { Browser, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem, Incident } from '../../operator/api/types.gen.ts';
import { forms } from '../../operator/console/forms/catalogue.ts';
import { createJudge, type Judge, startBrowser } from '../console/support/browser.ts';
import { walkEvidence, walkLetter, walkOutage } from '../console/support/paths.ts';
import { createPeople, type People } from '../console/support/people.ts';
import { type SignedProduct, startSignedProduct } from '../console/support/product.ts';
import { createTrust, type Trust } from '../console/support/trust.ts';
import { namespace } from './support/product.ts';

let trust: Trust;
let product: SignedProduct;
let browser: Browser;
let judge: Judge;
let people: People;

test.before(async () => {
  trust = createTrust();
  [product, browser] = await Promise.all([startSignedProduct(trust), startBrowser()]);
  judge = await createJudge(browser);
  people = createPeople(browser, product.url);
});

test.after(async () => {
  await browser?.close();
  await product?.stop();
  trust?.remove();
});

const incident = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });
let outage = '';

test('an incident is reported, handled, learned from, closed and reopened, each step by whoever may', async () => {
  outage = await walkOutage({ product, people });
  const { spec } = await incident(outage);
  const by = (entries: readonly { readonly by?: string; readonly via?: string }[] | undefined) =>
    (entries ?? []).map((each) => [each.by, each.via]);
  assert.equal(
    {
      assessments: by(spec.assessments),
      appointments: by(spec.response?.appointments),
      team: spec.response?.team,
      actions: by(spec.actions),
      milestones: (spec.milestones ?? []).map(({ reached }) => reached),
      escalations: by(spec.escalations),
      communications: by(spec.communications),
      costs: (spec.costs ?? []).map(({ kind, amount, currency }) => [kind, amount, currency]),
      review: by(spec.review),
      approvals: by(spec.approvals),
      closures: by(spec.closures),
      reopenings: by(spec.reopenings),
      unknown: spec.report.unknown?.length,
    },
    {
      assessments: [['h.desk', undefined]],
      appointments: [['g.claes', undefined]],
      team: ['c.peeters', 'd.maes'],
      actions: [['d.maes', undefined]],
      milestones: ['Contained', 'Eradicated', 'Recovered'],
      escalations: [['d.maes', undefined]],
      communications: [['d.maes', undefined]],
      costs: [['External', '80.00', 'EUR']],
      review: [['c.peeters', undefined]],
      approvals: [['a.verbeke', undefined]],
      closures: [['s.wouters', undefined]],
      reopenings: [['h.desk', undefined]],
      unknown: spec.report.unknown?.length,
    },
  );
});

test('evidence changes hands, each half under its own name', async () => {
  const name = await walkEvidence({ product, people }, outage);
  const { spec, status } = await product.admin.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name });
  assert.equal(
    [
      (spec.custody ?? []).map(({ by, to }) => [by, to]),
      (spec.receipts ?? []).map(({ by, outcome }) => [by, outcome]),
      spec.location?.place,
    ],
    [
      [
        ['d.maes', 'k.jacobs'],
        ['d.maes', 'k.jacobs'],
      ],
      [
        ['k.jacobs', 'Refused'],
        ['k.jacobs', 'Received'],
      ],
      'Safe of the CISO',
    ],
  );
  assert.is(status?.phase === 'Compromised', false);
  const page = await people.as('k.jacobs');
  await page.goto(`${product.url}/evidence/${namespace}/${name}`);
  assert.equal(await judge.page(page, 'evidence-item'), []);
});

test('a breach gets its facts, advice, decision, exemption and order, and its notices their text', async () => {
  const name = await walkLetter({ product, people });
  const { personalData, classifications } = (await incident(name)).spec;
  assert.equal(
    [
      personalData?.subjects,
      personalData?.severity?.dpc,
      personalData?.advices?.map(({ on, by }) => [on, by]),
      personalData?.decisions?.map(({ risk, exemption, by }) => [risk ?? exemption, by]),
      personalData?.orders?.map(({ order, by }) => [order, by]),
      classifications?.map(({ regime, result, by }) => [regime, result, by]),
    ],
    [
      { categories: ['pensioners'], approximate: 1 },
      'Financial',
      [
        ['Risk', 'p.lambert'],
        ['Exemption', 'p.lambert'],
      ],
      [
        ['High', 'r.leclercq'],
        ['RiskRemoved', 'r.leclercq'],
      ],
      [['CommunicateToSubjects', 'p.lambert']],
      [['nis2', 'NotReportable', 's.wouters']],
    ],
  );
});

test('a form whose right somebody does not have is refused by the API server, with the role that it takes', async () => {
  const path = `/incidents/${namespace}/${outage}`;
  for (const [user, form, fields, role] of [
    ['d.maes', 'appoint', { leader: 'd.maes' }, 'meldpunt-manager'],
    [
      'd.maes',
      'assess',
      { reasons: 'x', 'ratings-activities': 'Low', 'ratings-extent': 'Person', 'ratings-data': 'None' },
      'meldpunt-contact-point',
    ],
    ['c.peeters', 'hold', { legalHold: 'yes' }, 'meldpunt-ciso'],
    ['g.claes', 'approve', { decision: 'Approve' }, 'meldpunt-management'],
    ['k.jacobs', 'cost', { kind: 'Legal', amount: '1' }, 'meldpunt-responder'],
  ] as const) {
    const said = await people.act(user, path, form, fields);
    assert.match(said, new RegExp(`has the role ${role}`), `${form} by ${user}`);
  }
});

test('no form of any kind is taken without its token, from elsewhere, or for somebody who may not read; nobody learns what exists', async () => {
  const before = (await incident(outage)).metadata.generation;
  const [contact, reporter] = [await people.as('h.desk'), await people.as('m.janssens')];
  const post = async (page: Page, path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> => {
    const sent = await page.request.post(`${product.url}${path}`, {
      form: { token: 'x.y.z', reasons: 'x', of: 'r1' },
      headers,
      maxRedirects: 0,
    });
    return sent.status();
  };
  for (const { name } of forms.Incident) {
    const path = `/incidents/${namespace}/${outage}/${name}`;
    assert.is(await post(contact, path), 422, name);
    assert.is(await post(contact, path, { origin: 'https://evil.example' }), 403, name);
    assert.is(await post(reporter, path), 403, name);
  }
  for (const [place, kind] of Object.entries({
    incidents: 'Incident',
    evidence: 'EvidenceItem',
    weaknesses: 'Weakness',
    notifications: 'Notification',
  })) {
    const answers = await Promise.all(
      [outage, 'there-is-none'].map(async (name) => {
        const found = await reporter.request.get(`${product.url}/${place}/${namespace}/${name}`);
        return [found.status(), (await found.text()).replaceAll(name, '').replace(/value="[^"]+"/g, '')];
      }),
    );
    assert.is(answers[0]?.[0], 403, kind);
    assert.equal(answers[0], answers[1], kind);
  }
  assert.is((await incident(outage)).metadata.generation, before);
});

test('the list is searched by reference, and a page that is not there is the last one', async () => {
  const page = await people.as('s.wouters');
  await page.goto(`${product.url}/incidents`);
  await page.fill('#q', outage.toUpperCase());
  await page.locator('main form button').click();
  assert.is(await page.locator('main table tbody tr').count(), 1);
  assert.is((await page.goto(`${product.url}/incidents?phase=all&page=99`))?.status(), 200);
  assert.ok((await page.locator('main table tbody tr').count()) >= 2);
});

test.run();
