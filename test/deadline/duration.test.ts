import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixedSeconds, parseDuration, shorterOf } from '../../operator/deadline/duration.ts';

/** The span, or the code of the refusal. */
const read = (text: string): unknown => {
  const outcome = parseDuration(text);
  return outcome.ok ? outcome.value : outcome.code;
};

const readings: Readonly<Record<string, unknown>> = {
  PT72H: { unit: 'Clock', seconds: 259_200 },
  PT1H30M: { unit: 'Clock', seconds: 5_400 },
  PT90M: { unit: 'Clock', seconds: 5_400 },
  PT1S: { unit: 'Clock', seconds: 1 },
  P3D: { unit: 'Days', days: 3 },
  P90D: { unit: 'Days', days: 90 },
  P2W: { unit: 'Days', days: 14 },
  P1M: { unit: 'Months', months: 1 },
  P1Y6M: { unit: 'Months', months: 18 },
  '-PT72H': 'NEGATIVE_DURATION',
  '+PT72H': 'NEGATIVE_DURATION',
  'PT-72H': 'NEGATIVE_DURATION',
  PT0S: 'ZERO_DURATION',
  P0D: 'ZERO_DURATION',
  P1DT12H: 'MIXED_UNITS',
  P1M15D: 'MIXED_UNITS',
  P1MT1H: 'MIXED_UNITS',
  'PT1.5H': 'FRACTIONAL_DURATION',
  'PT0,5H': 'FRACTIONAL_DURATION',
  P: 'INVALID_DURATION',
  PT: 'INVALID_DURATION',
  P1DT: 'INVALID_DURATION',
  PT72: 'INVALID_DURATION',
  pt72h: 'INVALID_DURATION',
  'PT72H ': 'INVALID_DURATION',
  '72h': 'INVALID_DURATION',
  PT30M1H: 'INVALID_DURATION',
  '': 'INVALID_DURATION',
  P9999Y: 'DURATION_TOO_LONG',
  PT99999999999999999999H: 'DURATION_TOO_LONG',
};

for (const [text, expected] of Object.entries(readings)) {
  test(`"${text}" is read as ${JSON.stringify(expected)}`, () => assert.equal(read(text), expected));
}

test('a mixture of hours and days is refused with the reason', () => {
  const outcome = parseDuration('P1DT12H');
  assert.match(outcome.ok ? '' : outcome.message, 'hours run on the clock, days and months on the calendar');
});

test('a day of a warning mark has 24 hours, and a month has no fixed length', () => {
  const codes = ['PT4H', 'P1D', 'P1M', 'soon'].map((text) => {
    const outcome = fixedSeconds(text);
    return outcome.ok ? outcome.value : outcome.code;
  });
  assert.equal(codes, [14_400, 86_400, 'MONTHS_NOT_FIXED', 'INVALID_DURATION']);
});

test('the shorter of two durations is chosen whatever their units, and one that cannot be read never is', () => {
  assert.equal(
    [shorterOf('PT72H', 'P2D'), shorterOf('P1M', 'P30D'), shorterOf('PT24H', 'P1D'), shorterOf('soon', 'P1Y')],
    ['P2D', 'P30D', 'PT24H', 'P1Y'],
  );
});

test.run();
