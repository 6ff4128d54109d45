import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import { cutBytes, eventName, eventOf, microTime } from '../../operator/kube/event.ts';

const uid = '0b9c2f5e-1111-2222-3333-444455556666';
const entry = {
  seq: 7,
  at: '2026-11-24T12:00:00.12Z',
  actor: 'j.janssens',
  reason: 'DeadlineMissed',
  note: 'gdpr-authority 2026-11-24T11:00:00Z',
  prev: 'p',
  hash: 'h',
};

test('an Event says what happened, by the reason and type of the catalogue, and never who did it', () => {
  const event = eventOf(kinds.Incident, { name: 'inc-1', namespace: 'pensions', uid, resourceVersion: '5' }, entry, 'meldpunt-0');
  assert.equal(event, {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name: `incident-${uid}-7`, namespace: 'pensions' },
    eventTime: '2026-11-24T12:00:00.120000Z',
    reportingController: 'meldpunt.dev/operator',
    reportingInstance: 'meldpunt-0',
    action: 'Record',
    reason: 'DeadlineMissed',
    type: 'Warning',
    note: 'gdpr-authority 2026-11-24T11:00:00Z',
    regarding: { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', namespace: 'pensions', name: 'inc-1', uid },
  });
  assert.not.match(JSON.stringify(event), /janssens/);
});

test('a time has exactly six decimals and is the same instant, cut to microseconds', () => {
  void fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 4_102_444_800_000_000_000n }), (nanoseconds) => {
      const instant = Temporal.Instant.fromEpochNanoseconds(nanoseconds);
      assert.is(microTime(instant.toString()), instant.toString({ fractionalSecondDigits: 6, roundingMode: 'trunc' }));
    }),
  );
});

test('a reason of another version of the catalogue is announced as routine', () => {
  const event = eventOf(kinds.Incident, { name: 'inc-1', namespace: 'n', uid }, { ...entry, reason: 'toString' }, 'meldpunt-0');
  assert.is((event as { readonly type?: string }).type, 'Normal');
});

test('names are DNS subdomains, and different for every kind, object and entry', () => {
  const names = Object.values(kinds).flatMap((kind) =>
    [uid, uid.replace('0', '1')].flatMap((id) => [1, 11, 12_345_678].map((n) => eventName(kind, id, n))),
  );
  assert.is(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^(?=.{1,253}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
});

test('a note is cut to the limit in bytes, between characters, and is untouched below it', () => {
  void fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), (text, limit) => {
      const cut = cutBytes(text, limit);
      assert.ok(Buffer.byteLength(cut) <= limit);
      assert.ok(text.startsWith(cut));
      assert.not.match(cut, /\uFFFD/);
      if (Buffer.byteLength(text) <= limit) assert.is(cut, text);
      else assert.ok(Buffer.byteLength(cut) > limit - 4);
    }),
  );
  assert.is(Buffer.byteLength(cutBytes('é'.repeat(600), 1024)), 1024);
});

test.run();
