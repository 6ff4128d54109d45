// The handler of reports over a register that does not answer, a crowd, and a form that comes twice.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Asked, Page } from '../../operator/console/asked.ts';
import { createFormTokens } from '../../operator/console/form-token.ts';
import { textOf } from '../../operator/console/html.ts';
import type { Draft } from '../../operator/console/report/draft.ts';
import { createReportPages, type ReportOptions } from '../../operator/console/report/handlers.ts';
import { createSeals } from '../../operator/console/seal.ts';
import { KubeError } from '../../operator/kube/errors.ts';
import { askedFor } from './support/asked.ts';

const seals = createSeals(Buffer.alloc(32, 7));
const tokens = createFormTokens(seals, Date.now);
const answers = { kind: 'event', what: 'A <b>laptop</b> is gone.', establishedAt: '2026-10-23T09:12', check: 'Found' };
const sent = (more: Readonly<Record<string, string>> = {}, asked: Partial<Asked> = {}): Asked =>
  askedFor({ form: new URLSearchParams({ token: tokens.issue('report', ''), ...answers, ...more }), ...asked });

const pages = (options: Partial<ReportOptions> = {}) => {
  const stored: Draft[] = [];
  const store: ReportOptions['store'] = {
    store: async (draft) => {
      stored.push(draft);
      return [draft.kind, draft.metadata.namespace, draft.metadata.name];
    },
    find: async () => undefined,
  };
  const clientOf = (): never => {
    throw new Error('Nobody is signed in here.');
  };
  const whole = {
    store,
    seals,
    tokens,
    rate: () => undefined,
    namespace: 'incidents',
    origin: 'https://x.example',
    signIn: false,
    clientOf,
    regimes: () => [],
  };
  return { stored, ...createReportPages({ ...whole, ...options }) };
};

const failing = (error: unknown): Partial<ReportOptions> => ({
  store: { store: () => Promise.reject(error), find: async () => undefined },
});

test('while the register does not answer, nothing typed is lost, and the form keeps its token so that nothing is stored twice', async () => {
  const asked = sent();
  const page = (await pages(failing(new KubeError('Timeout', 'create Incident', { status: 0 }))).send(asked, [])) as Page;
  assert.equal([page.kind, page.status, page.headers], ['page', 503, { 'retry-after': '5' }]);
  const text = textOf(page.main);
  assert.match(text, /A &lt;b&gt;laptop&lt;\/b&gt; is gone\./);
  assert.match(text, /value="Found" checked/);
  assert.ok(text.includes(`value="${asked.form?.get('token')}"`));
  assert.match(text, /\+32 2 555 01 12/);
});

test('a crowd is asked to come again, with all that was typed and a telephone number', async () => {
  const { send, stored } = pages({ rate: () => 30 });
  const page = (await send(sent(), [])) as Page;
  assert.equal([page.status, page.headers], [429, { 'retry-after': '30' }]);
  assert.match(textOf(page.main), /is gone\.[\s\S]*/);
  assert.equal(stored, []);
});

test('what the register refuses is not taken for something that passes', async () => {
  for (const code of ['Invalid', 'Forbidden', 'NotFound'] as const) {
    const error = new KubeError(code, 'create Incident', { status: 400 });
    try {
      await pages(failing(error)).send(sent(), []);
      assert.unreachable(code);
    } catch (thrown) {
      assert.is(thrown, error);
    }
  }
});

test('a form that comes twice has one name, and another form another one', async () => {
  const { send, stored } = pages();
  const asked = sent();
  for (const each of [asked, asked, sent()]) assert.is((await send(each, [])).kind, 'redirect');
  const names = stored.map(({ metadata }) => metadata.name);
  assert.is(names[0], names[1]);
  assert.is.not(names[0], names[2]);
});

test('a token of somebody else, of another use or of nobody stores nothing and loses nothing', async () => {
  const { send, stored } = pages();
  for (const token of [tokens.issue('report', 'm.janssens'), tokens.issue('sign-out', ''), '', 'a.b.c']) {
    const page = (await send(sent({ token }), [])) as Page;
    assert.is(page.status, 422);
    assert.match(textOf(page.main), /is gone\./);
  }
  assert.equal(stored, []);
});

test('nothing but the fields of the form gets into a record', async () => {
  const { send, stored } = pages();
  await send(sent({ verified: 'true', reportedBy: 'a.verbeke', reportedVia: 'CISO', namespace: 'kube-system', severity: 'S1' }), []);
  const [draft] = stored;
  if (draft === undefined) throw new Error('Nothing was stored.');
  const { report, ...spec } = draft.spec as unknown as { readonly report: Record<string, unknown> };
  assert.equal(
    [draft.metadata.namespace, report['verified'], report['reportedBy'], report['reportedVia'], Object.keys(spec).toSorted()],
    ['incidents', false, undefined, 'Console', ['personalDataCheck', 'title']],
  );
});

test.run();
