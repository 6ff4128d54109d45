// What goes into a page comes out as text: the escaping, and every text of a reporter in every place.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { escapeText, html, textOf } from '../../operator/console/html.ts';
import { renderPage } from '../../operator/console/layout.ts';
import { notYoursPage, sentenceIn } from '../../operator/console/refusals.ts';
import { typedIn } from '../../operator/console/report/form.ts';
import { choicePage, formPage } from '../../operator/console/report/page.ts';
import { receiptPage } from '../../operator/console/report/receipt.ts';
import { stylePath } from '../../operator/console/style.ts';
import { languages } from '../../operator/document/model.ts';
import { holds } from '../journal/holds.ts';
import { askedFor, reportedIncident } from './support/asked.ts';

const shell = { signIn: true, signOutToken: 'token' };

test('text is escaped wherever it stands, and markup made here is not', () => {
  const evil = `"'><script>alert(1)</script>&`;
  assert.is(
    textOf(html`<p title="${evil}">${evil}${html`<b>${['<', 1, undefined, false]}</b>`}</p>`),
    '<p title="&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;">&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;<b>&lt;1</b></p>',
  );
});

test('an object of somebody else is never taken for markup', () => {
  const parsed = JSON.parse('{"html":"<script>"}') as never;
  assert.throws(() => textOf(html`${parsed}`));
});

test('no text, whatever is in it, leaves the place that it was put in', () => {
  holds(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.not.match(escapeText(text), /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
  );
});

test('characters that turn text around or hide it go; line ends stay', () => {
  assert.is(escapeText('a\u202Eb\u200B\u0000c\r\nd'), 'abc\nd');
});

const evil = '"><img src=x onerror=alert(1)>\u202E{{x}}';
const filled = new URLSearchParams([
  ['kind', 'event'],
  ...['what', 'establishedAt', 'check', 'establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact', 'name'].map(
    (field): [string, string] => [field, evil],
  ),
]);

test('nothing that a reporter types becomes markup, in any field and any language', () => {
  for (const language of languages) {
    const asked = askedFor({ language });
    for (const kind of ['event', 'weakness', 'unsure']) {
      filled.set('kind', kind);
      const page = formPage(asked, {
        typed: typedIn(filled),
        problems: [{ field: 'what', problem: 'missing' }],
        token: evil,
        signIn: true,
      });
      const text = renderPage(page, asked, shell);
      assert.not.match(text, /<img|onerror=alert\(1\)>/, `${language} ${kind}`);
      assert.match(text, /&lt;img src=x onerror=alert\(1\)&gt;/);
    }
  }
});

test('nothing in a record, a policy or a sentence of the API server becomes markup', () => {
  const policy = askedFor().policy;
  assert.ok(policy);
  const hostile = { ...policy, spec: { ...policy.spec, organisation: evil, contactPoint: { name: evil, email: evil, phone: evil } } };
  const asked = askedFor({ policy: hostile, session: { user: evil, token: 't', expires: 0 } });
  const record = { ...reportedIncident(), metadata: { ...reportedIncident().metadata, name: evil } };
  const pages = [
    choicePage(asked),
    receiptPage(asked, { record, by: evil, link: evil, isNew: true }),
    notYoursPage(asked, `x denied request: ${evil}`, undefined),
  ];
  for (const page of pages) assert.not.match(renderPage(page, asked, shell), /<img/);
});

test('no address that was asked for makes a link to another site', () => {
  const asked = askedFor({ path: '//evil.example', query: new URLSearchParams('x="><img>') });
  const text = renderPage(choicePage(asked), asked, shell);
  assert.not.match(text, /href="\/\/|<img/);
});

test('every page says its language, has one heading of the first level, one main part, and loads our style sheet only', () => {
  for (const language of languages) {
    const asked = askedFor({ language });
    const form = { typed: typedIn(new URLSearchParams('kind=unsure')), problems: [], token: 't', signIn: false };
    for (const page of [
      choicePage(asked),
      formPage(asked, form),
      receiptPage(asked, { record: reportedIncident(), by: undefined, link: '/', isNew: false }),
    ]) {
      const text = renderPage(page, asked, shell);
      assert.match(text, new RegExp(`^<!doctype html>\n<html lang="${language}">`));
      assert.is(text.match(/<h1/g)?.length, 1);
      assert.is(text.match(/<main/g)?.length, 1);
      assert.equal(text.match(/<(?:script|style|img|iframe|object|link)\b[^>]*/g), [`<link rel="stylesheet" href="${stylePath}"`]);
      assert.not.match(text, / style="| on[a-z]+="|undefined|\[object/);
      assert.ok(text.length < 50_000);
    }
  }
});

test('of a refusal, the sentence that is meant for people is shown, and the role that it names', () => {
  const said =
    "incidents.meldpunt.dev \"x\" is forbidden: ValidatingAdmissionPolicy 'meldpunt-incident-decisions' with binding 'meldpunt-incident-decisions' denied request: Approving or returning lessons needs the verb approve on incidents in this namespace, which management has (role meldpunt-management).";
  assert.is(
    sentenceIn(said),
    'Approving or returning lessons needs the verb approve on incidents in this namespace, which management has (role meldpunt-management).',
  );
  const text = renderPage(notYoursPage(askedFor(), said, 'meldpunt-dpo'), askedFor(), shell);
  assert.match(text, /has the role meldpunt-management/);
  assert.not.match(text, /has the role meldpunt-dpo/);
});

test('of a refusal of RBAC, which speaks to administrators, the role of the page is told', () => {
  const text = renderPage(notYoursPage(askedFor(), 'User "x" cannot list resource', 'meldpunt-dpo'), askedFor(), shell);
  assert.match(text, /has the role meldpunt-dpo/);
  assert.not.match(text, /cannot list/);
});

test.run();
