import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { errorFromResponse, errorFromStatus, isTerminal, type KubeErrorCode } from '../../operator/kube/errors.ts';

const status = (reason: string, message = 'secret content', details = {}): string =>
  JSON.stringify({ kind: 'Status', status: 'Failure', reason, message, details });

const cases: readonly (readonly [string, number, string, KubeErrorCode, boolean])[] = [
  ['an absent object', 404, status('NotFound'), 'NotFound', false],
  ['a stale version', 409, status('Conflict'), 'Conflict', false],
  ['a name that is taken', 409, status('AlreadyExists'), 'AlreadyExists', false],
  ['a refused object', 422, status('Invalid'), 'Invalid', true],
  ['a request that makes no sense', 400, status('BadRequest'), 'BadRequest', true],
  ['a missing right', 403, status('Forbidden'), 'Forbidden', false],
  [
    'a namespace that goes away',
    403,
    status('Forbidden', 'x', { causes: [{ reason: 'NamespaceTerminating' }] }),
    'NamespaceTerminating',
    false,
  ],
  ['an expired token', 401, status('Unauthorized'), 'Unauthorized', false],
  ['a forgotten version', 410, status('Expired'), 'Gone', false],
  ['a forgotten version, as older servers say it', 410, status('Gone'), 'Gone', false],
  ['a version from the future', 504, status('Timeout', 'x', { causes: [{ reason: 'ResourceVersionTooLarge' }] }), 'VersionAhead', false],
  ['too many requests, in plain text', 429, 'Too many requests, please try again later.', 'TooManyRequests', false],
  ['an object beyond the store’s limit', 500, status('', 'etcdserver: request is too large'), 'TooLarge', true],
  ['an object beyond the transport’s limit', 500, status('', 'rpc error: trying to send message larger than max'), 'TooLarge', true],
  ['an object beyond the server’s limit', 413, status('RequestEntityTooLarge'), 'TooLarge', true],
  ['a full store, which somebody will repair', 500, status('', 'etcdserver: mvcc: database space exceeded'), 'Unavailable', false],
  ['a server that starts', 503, 'apiserver not ready', 'Unavailable', false],
  ['a server that took too long', 504, status('Timeout'), 'Timeout', false],
];
for (const [name, code, body, expected, terminal] of cases) {
  test(`${name} is ${expected}, ${terminal ? 'never' : 'possibly'} worth repeating`, () => {
    const error = errorFromResponse('patch Incident', code, body);
    assert.is(error.code, expected);
    assert.is(isTerminal(error), terminal);
    assert.not.match(error.message, /secret/);
  });
}

test('the message names the request, the code and the fields, and never a value or a key', () => {
  const causes = [
    { reason: 'FieldValueInvalid', message: 'Invalid value: "Jan"', field: 'spec.title' },
    { reason: 'FieldValueInvalid', message: 'x', field: 'metadata.labels[jan@example.com]' },
    { reason: 'FieldValueInvalid', message: 'y', field: 'spec.title' },
  ];
  const error = errorFromResponse('patch Incident', 422, status('Invalid', 'Jan', { causes }));
  assert.is(error.message, 'patch Incident: Invalid (HTTP 422) at spec.title, metadata.labels[]');
});

test('the wait asked for is in milliseconds, from the header or the body, and bounded', () => {
  assert.is(errorFromResponse('list Incident', 429, '', '4').retryAfter, 4000);
  assert.is(errorFromResponse('list Incident', 429, status('TooManyRequests', '', { retryAfterSeconds: 2 })).retryAfter, 2000);
  assert.is(errorFromResponse('list Incident', 429, '', '1000000').retryAfter, 600_000);
  assert.is(errorFromResponse('list Incident', 429, '', 'Tue, 24 Nov 2026 12:00:00 GMT').retryAfter, 0);
  assert.is(errorFromResponse('list Incident', 503, '').retryAfter, 0);
});

test('an error inside a stream is read like an answer', () => {
  assert.is(errorFromStatus('watch Incident', 410, { code: 410, reason: 'Expired' }).code, 'Gone');
});

test('an answer that is no JSON, or JSON that is no object, is still an error with a code', () => {
  for (const text of ['', '<html>', 'null', '[]', '"x"']) assert.is(errorFromResponse('get Incident', 502, text).code, 'Unavailable');
});

const senseless: readonly object[] = [
  { details: { causes: [{ reason: 1, field: ['spec'] }, null, 'x'] } },
  { details: { causes: 'none', retryAfterSeconds: { valueOf: null } } },
  { message: { toString: null }, reason: [] },
  { details: null, message: 7 },
];
for (const [index, body] of senseless.entries()) {
  test(`answer ${index} of something that is no API server is an error with a code all the same`, () => {
    const error = errorFromResponse('get Incident', 500, JSON.stringify(body), undefined, true);
    assert.equal([error.code, error.retryAfter, error.fields], ['Unavailable', 0, []]);
  });
}

test.run();
