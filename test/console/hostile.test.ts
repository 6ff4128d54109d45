// Whatever somebody types into any field of any form, and whatever stands in a record that a form is about, is text on the page; and every
// page is small, well-formed, and loads nothing but our style sheet.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { forms } from '../../operator/console/forms/catalogue.ts';
import { flat, idOf } from '../../operator/console/forms/field.ts';
import type { Form, FormKind, Recorded } from '../../operator/console/forms/form.ts';
import { renderPage } from '../../operator/console/layout.ts';
import { formPage, settingOf } from '../../operator/console/pages/acting.ts';
import { stylePath } from '../../operator/console/style.ts';
import { languages } from '../../operator/document/model.ts';
import { askedFor } from './support/asked.ts';
import { scaledPolicy, shippedRegimes } from './support/case.ts';
import { recordFor } from './support/doing.ts';
import { pagesIn } from './support/pages.ts';

const evil = '"><img src=x onerror=alert(1)><script>alert(1)</script>\u202E';
const shell = { signIn: true, signOutToken: 'token' };
const signed = askedFor({ policy: scaledPolicy(), session: { user: evil, token: 'secret-token', expires: 0 } });

/** Everything in a record that a person may have written, turned hostile: every text that is no time, name or code. */
const hostile = <T>(value: T, key = ''): T => {
  if (typeof value === 'string')
    return (/(?:At|^at|id|name|kind|apiVersion|uid|phase|state)$/i.test(key) || /^[A-Z]\w*$/.test(value) ? value : evil) as T;
  if (Array.isArray(value)) return value.map((each) => hostile(each, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hostile(each, name)])) as T;
};

for (const kind of Object.keys(forms) as readonly FormKind[]) {
  for (const form of forms[kind] as readonly Form[]) {
    test(`${kind} ${form.name}: nothing becomes markup, in any field, typed or recorded`, () => {
      const record = recordFor(kind, form);
      const twisted = { ...record, spec: hostile(record.spec) } as Recorded;
      const regimes = shippedRegimes();
      const problems = flat(form.fields(settingOf(signed, record, regimes))).map(({ name }) => ({
        field: idOf(name),
        problem: 'long' as const,
      }));
      for (const [of, typed] of [
        [record, () => evil],
        [twisted, undefined],
      ] as const) {
        const state = { kind, form, record: of, regimes, typed, problems, token: evil } as Parameters<typeof formPage>[1];
        const text = renderPage(formPage(signed, state), signed, shell);
        assert.not.match(text, /<img|<script|onerror=alert\(1\)>|\u202E|secret-token/);
      }
    });
  }
}

test('every page says its language, has one heading of the first level, stays small, and loads our style sheet only', () => {
  for (const language of languages) {
    for (const { name, asked, page } of pagesIn(language)) {
      const text = renderPage(page, asked, shell);
      assert.match(text, new RegExp(`^<!doctype html>\n<html lang="${language}">`), name);
      assert.is(text.match(/<h1/g)?.length, 1, name);
      assert.equal(text.match(/<(?:script|style|img|iframe|object|link)\b[^>]*/g), [`<link rel="stylesheet" href="${stylePath}"`], name);
      assert.not.match(text, / style="| on[a-z]+="|undefined|\[object/, name);
      assert.ok(Buffer.byteLength(text) <= 50_000, `${name} has ${Buffer.byteLength(text)} bytes`);
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      assert.is(new Set(ids).size, ids.length, `${name}: two elements have one id`);
    }
  }
});

test.run();
