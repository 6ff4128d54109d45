import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkOrder, formatInstant, localText, parseInstant, parseTimezone } from '../../operator/deadline/instant.ts';

/** The moment in UTC, or the code of the refusal. */
const read = (text: string): string => {
  const outcome = parseInstant(text);
  return outcome.ok ? outcome.value.toString() : outcome.code;
};

const readings: Readonly<Record<string, string>> = {
  '2026-10-23T16:40:00+02:00': '2026-10-23T14:40:00Z',
  '2026-10-23T16:40+02:00': '2026-10-23T14:40:00Z',
  '2026-10-23T14:40:00Z': '2026-10-23T14:40:00Z',
  '2026-10-23T14:40:00.250Z': '2026-10-23T14:40:00.25Z',
  '2026-10-23T14:40:00.123456789Z': '2026-10-23T14:40:00.123456789Z',
  '2026-10-23T14:40:00.1234567891Z': 'FRACTION_TOO_FINE',
  '2026-06-09T10:17:00': 'OFFSET_REQUIRED',
  '2026-06-09': 'TIME_REQUIRED',
  '2027-02-29T10:00:00+01:00': 'INVALID_DATE',
  '2028-02-29T10:00:00+01:00': '2028-02-29T09:00:00Z',
  '2100-02-29T10:00:00Z': 'INVALID_DATE',
  '2026-04-31T10:00:00Z': 'INVALID_DATE',
  '2026-13-01T10:00:00Z': 'INVALID_DATE',
  '2026-00-10T10:00:00Z': 'INVALID_DATE',
  '2026-01-00T10:00:00Z': 'INVALID_DATE',
  '2026-06-09T24:00:00+02:00': 'INVALID_TIME',
  '2026-06-09T25:00:00+02:00': 'INVALID_TIME',
  '2026-06-09T10:60:00+02:00': 'INVALID_TIME',
  '2026-06-09T10:17:61+02:00': 'INVALID_TIME',
  '2016-12-31T23:59:60Z': 'LEAP_SECOND',
  '2026-06-09T10:17:00+24:00': 'INVALID_OFFSET',
  '2026-06-09T10:17:00+02:60': 'INVALID_OFFSET',
  '0000-06-09T10:17:00Z': 'OUT_OF_RANGE',
  '2026-06-09 10:17:00+02:00': 'INVALID_FORMAT',
  '2026-06-09T10:17:00+0200': 'INVALID_FORMAT',
  '2026-06-09T10:17:00+02:00[Europe/Brussels]': 'INVALID_FORMAT',
  '2026-6-9T10:17:00Z': 'INVALID_FORMAT',
  '2026-06-09T10:17:00z': 'INVALID_FORMAT',
  ' 2026-06-09T10:17:00Z': 'INVALID_FORMAT',
  '+002026-06-09T10:17:00Z': 'INVALID_FORMAT',
  '2026-W24-2T10:17:00Z': 'INVALID_FORMAT',
  yesterday: 'INVALID_FORMAT',
  '': 'INVALID_FORMAT',
};

for (const [text, expected] of Object.entries(readings)) {
  test(`"${text}" is read as ${expected}`, () => assert.is(read(text), expected));
}

test('a refusal says what is wrong and what would be right', () => {
  const outcome = parseInstant('2026-06-09T10:17:00');
  assert.equal(outcome, {
    ok: false,
    code: 'OFFSET_REQUIRED',
    message:
      '2026-06-09T10:17:00 has no offset, so it names no moment: add Z or the offset of the place, ' +
      'for example 2026-10-23T16:40:00+02:00 or 2026-10-23T14:40:00Z.',
  });
});

test('a refusal of a long text shows only its beginning', () => {
  const outcome = parseInstant('x'.repeat(100_000));
  assert.is(!outcome.ok && outcome.message.length < 300, true);
});

test('every moment is written and read back as the same one, whatever its fraction', () => {
  const nanoseconds = fc.bigInt({ min: -62_135_596_800n * 10n ** 9n, max: 253_402_300_799n * 10n ** 9n });
  fc.assert(
    fc.property(nanoseconds, (epoch) => {
      const instant = Temporal.Instant.fromEpochNanoseconds(epoch);
      const text = formatInstant(instant);
      assert.is(text.ok, true);
      assert.is(text.ok && read(text.value), instant.toString());
    }),
  );
});

test('no text makes the reader throw, and what it accepts has an offset', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?([.]\d{1,10})?(Z|[+-]\d{2}:\d{2})?$/)),
      (text) => {
        const outcome = parseInstant(text);
        if (outcome.ok) assert.match(text, /(Z|[+-]\d{2}:\d{2})$/);
      },
    ),
  );
});

test('a moment outside the years 0001 to 9999 is not written', () => {
  const outcome = formatInstant(Temporal.Instant.from('+010000-01-01T00:00:00Z'));
  assert.is(!outcome.ok && outcome.code, 'OUT_OF_RANGE');
});

test('the clock of the place tells the two equal hours apart', () => {
  const at = (text: string): string => localText(Temporal.Instant.from(text), 'Europe/Brussels');
  assert.equal([at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')], ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00']);
});

test('a time zone is an IANA name in its own spelling', () => {
  const codes = ['Europe/Brussels', 'UTC', 'Europe/Bruxelles', 'europe/brussels', '+02:00', 'Z', '', 'Europe/Brussels\n'].map((name) => {
    const outcome = parseTimezone(name);
    return outcome.ok ? outcome.value : outcome.code;
  });
  const unknown = 'UNKNOWN_TIMEZONE';
  assert.equal(codes, ['Europe/Brussels', 'UTC', unknown, unknown, unknown, unknown, unknown, unknown]);
});

const [early, late] = ['2026-09-07T22:10:00+02:00', '2026-09-08T11:40:00+02:00'];

test('facts that contradict one another are refused with the pair', () => {
  const codes = [
    { detectedAt: late, awareAt: early },
    { occurredAt: late, detectedAt: early },
    { awareAt: late, classifiedAt: early },
    { awareAt: late, notifiedAt: early },
    { awareAt: late, handledAt: early },
    { awareAt: 'soon' },
  ].map((facts) => {
    const outcome = checkOrder(facts);
    return outcome.ok ? 'in order' : outcome.code;
  });
  assert.equal(codes, [
    'AWARE_BEFORE_DETECTED',
    'DETECTED_BEFORE_OCCURRED',
    'CLASSIFIED_BEFORE_AWARE',
    'NOTIFIED_BEFORE_AWARE',
    'HANDLED_BEFORE_AWARE',
    'INVALID_FORMAT',
  ]);
});

test('equal moments are in order, and so are moments written with different offsets', () => {
  assert.is(checkOrder({ detectedAt: early, awareAt: early }).ok, true);
  assert.is(checkOrder({ detectedAt: '2026-09-07T23:00:00+05:00', awareAt: '2026-09-07T20:00:00+02:00' }).ok, true);
});

test.run();
