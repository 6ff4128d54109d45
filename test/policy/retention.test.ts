import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentPolicy } from '../../operator/api/types.gen.ts';
import { endedAtOf, keptWith, retainUntilOf } from '../../operator/policy/retention.ts';

const endedAt = '2026-11-24T08:00:00Z';

const policy = (retention: object): IncidentPolicy => ({ spec: { retention } }) as unknown as IncidentPolicy;
const incident = (status: object, spec: object = {}): Incident => ({ spec, status }) as unknown as Incident;
const ended = incident({ endedAt });

const retentions: readonly (readonly [string | undefined, string])[] = [
  [undefined, '2036-11-24T08:00:00Z'],
  ['P5Y', '2031-11-24T08:00:00Z'],
  ['P1D', '2026-11-25T08:00:00Z'],
  ['PT5S', '2026-11-24T08:00:05Z'],
  ['P1Y2M3DT4H', '2028-01-27T12:00:00Z'],
  ['P9000Y', '9999-12-31T23:59:59Z'],
  ['P99999Y', '9999-12-31T23:59:59Z'],
];

for (const [closedIncidents, retainUntil] of retentions) {
  test(`a record that ended is kept for ${closedIncidents ?? 'ten years where no policy says'}: until ${retainUntil}`, () => {
    const given = closedIncidents === undefined ? undefined : policy({ closedIncidents });
    assert.equal(retainUntilOf(endedAt, given), { retainUntil });
    assert.equal(keptWith(ended, given), { retainUntil });
  });
}

test('a record ends when that is recorded, stays so, and is open again after a reopening', () => {
  assert.is(endedAtOf(true, undefined, endedAt), endedAt);
  assert.is(endedAtOf(true, { endedAt }, '2027-01-01T00:00:00Z'), endedAt);
  assert.is(endedAtOf(false, { endedAt }, '2027-01-01T00:00:00Z'), undefined);
});

test('an open record has no date, and a drill may go as soon as it is over, with what belongs to it', () => {
  assert.equal(retainUntilOf(undefined, undefined), {});
  assert.equal(retainUntilOf(endedAt, policy({ closedIncidents: 'P5Y' }), true), { retainUntil: endedAt });
  assert.equal(keptWith(incident({}), undefined), {});
  assert.equal(keptWith(incident({ endedAt }, { drill: true }), undefined), { retainUntil: endedAt });
});

test('evidence has a retention and a date of its own, but is never released before its incident ended', () => {
  assert.equal(keptWith(ended, policy({ closedIncidents: 'P5Y' }), { retention: 'P1Y' }), { retainUntil: '2027-11-24T08:00:00Z' });
  assert.equal(keptWith(ended, undefined, { until: '2040-01-01T00:00:00Z', retention: 'P1Y' }), { retainUntil: '2040-01-01T00:00:00Z' });
  assert.equal(keptWith(ended, undefined, { until: '2020-01-01T00:00:00Z' }), { retainUntil: endedAt });
  assert.equal(keptWith(incident({}), undefined, { until: '2020-01-01T00:00:00Z' }), {});
});

test('what belongs to an incident under a legal hold is held with it', () => {
  assert.equal(keptWith(incident({ endedAt }, { legalHold: true }), undefined, { until: endedAt }), { legalHold: true });
});

test('where the incident is gone, what was known of it counts on, and else the own date', () => {
  const before = { retainUntil: '2030-01-01T00:00:00Z' };
  assert.equal(keptWith(undefined, undefined, { before, until: '2020-01-01T00:00:00Z' }), before);
  assert.equal(keptWith(undefined, undefined, { until: '2020-01-01T00:00:00Z' }), { retainUntil: '2020-01-01T00:00:00Z' });
  assert.equal(keptWith(undefined, undefined), {});
});

test.run();
