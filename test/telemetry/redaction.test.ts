import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultOf, redacted, redactedFields, redactedText } from '../../operator/telemetry/redaction.ts';

const texts: readonly { readonly name: string; readonly text: string; readonly clean: string }[] = [
  { name: 'a bearer token', text: 'sent Authorization: Bearer abc.DEF-123_456~x/y=', clean: `sent Authorization: ${redacted}` },
  { name: 'a JSON web token', text: 'got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl back', clean: `got ${redacted} back` },
  { name: 'a private key', text: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- end', clean: `${redacted} end` },
  { name: 'a key that is cut off', text: 'x -----BEGIN EC PRIVATE KEY-----\nMIIE', clean: `x ${redacted}` },
  {
    name: 'credentials in an address',
    text: 'https://jan:secret@siem.example.com/hook',
    clean: `https://${redacted}siem.example.com/hook`,
  },
  { name: 'a mail address', text: 'told jan.janssens@pensions.example.be twice', clean: `told ${redacted} twice` },
  { name: 'an identifier', text: 'Incident security/lost-laptop 409', clean: 'Incident security/lost-laptop 409' },
];

for (const { name, text, clean } of texts) {
  test(`${name} in a text is ${text === clean ? 'left alone' : 'redacted'}`, () => {
    assert.is(redactedText(text), clean);
  });
}

test('free text is cut', () => {
  assert.is(redactedText('x'.repeat(10_000)), `${'x'.repeat(300)}…`);
});

test('fields that hold secrets or persons are redacted whatever they hold, accounts and numbers are not', () => {
  const fields = {
    kind: 'Incident',
    seconds: 1.5,
    retried: true,
    token: 'abc',
    clientSecret: 'abc',
    by: 'm.janssens',
    reportedBy: 'm.janssens',
    username: 'system:serviceaccount:meldpunt-system:meldpunt-operator',
    from: 12,
    level: 'high',
    nested: { by: 'm.janssens' },
  };
  assert.equal(redactedFields(fields), {
    kind: 'Incident',
    seconds: 1.5,
    retried: true,
    token: redacted,
    clientSecret: redacted,
    by: redacted,
    reportedBy: redacted,
    username: 'system:serviceaccount:meldpunt-system:meldpunt-operator',
    from: 12,
    field_level: 'high',
    nested: redacted,
  });
});

test('the number of fields is bounded, and no fields are no fields', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, index]));
  assert.is(Object.keys(redactedFields(many)).length, 24);
  assert.equal(redactedFields(undefined), {});
});

test('what was thrown is logged by class, code and place, never by its message', () => {
  const error = Object.assign(new TypeError('canary-4f1d'), { code: 404, body: 'canary-4f1d' });
  error.stack = 'TypeError: canary-4f1d\n    at decide (file:///opt/meldpunt/operator/incident/decide.ts:12:3)';
  assert.equal(faultOf(error), { fault: 'TypeError', code: 404, place: 'operator/incident/decide.ts:12:3' });
  assert.equal(faultOf('canary-4f1d'), { fault: 'string' });
});

test('whatever surrounds a canary in a secret field or a token, it does not come through', () => {
  const secret = 'canary4f1dcanary4f1d';
  return fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.string({ maxLength: 50 }), (before, after) => {
      assert.not.match(redactedText(`${before} Bearer ${secret} ${after}`), secret);
      assert.not.match(JSON.stringify(redactedFields({ password: `${before}${secret}${after}` })), secret);
    }),
  );
});

test.run();
