import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type DeadlineFacts, nextWake, stateOf, warnings } from '../../operator/deadline/state.ts';

const from = '2026-10-23T07:12:00Z';
const dueAt = '2026-10-26T07:12:00Z';
const before = '2026-10-25T00:00:00Z';
const justAfter = '2026-10-26T07:12:00.000000001Z';
const after = '2026-10-27T00:00:00Z';

/** The state, or the code of the refusal. */
const state = (facts: Omit<DeadlineFacts, 'dueAt'>, now: string): string => {
  const outcome = stateOf({ dueAt, ...facts }, now);
  return outcome.ok ? outcome.value : outcome.code;
};

const table: readonly (readonly [string, Omit<DeadlineFacts, 'dueAt'>, string, string])[] = [
  ['nothing done yet', {}, before, 'Running'],
  ['nothing done at the due time itself', {}, dueAt, 'Running'],
  ['nothing done a nanosecond later', {}, justAfter, 'Missed'],
  ['met in time', { metAt: before }, after, 'Met'],
  ['met at the due time itself', { metAt: dueAt }, after, 'Met'],
  ['met a nanosecond late', { metAt: justAfter }, after, 'MetLate'],
  ['waived in time', { waivedAt: before }, after, 'Waived'],
  ['waived at the due time itself', { waivedAt: dueAt }, after, 'Waived'],
  ['waived too late', { waivedAt: after }, after, 'Missed'],
  ['superseded in time', { supersededAt: before }, after, 'Superseded'],
  ['superseded too late', { supersededAt: after }, after, 'Missed'],
  ['waived at a moment that nobody can read', { waivedAt: 'soon' }, after, 'INVALID_FORMAT'],
  ['superseded at a day instead of a moment', { supersededAt: '2026-10-25' }, after, 'TIME_REQUIRED'],
  ['waived, and then done in time all the same', { waivedAt: before, metAt: dueAt }, after, 'Met'],
  ['waived in time and done late', { waivedAt: before, metAt: after }, after, 'Waived'],
  ['waived too late and done later', { waivedAt: justAfter, metAt: after }, after, 'MetLate'],
  ['superseded and later waived', { supersededAt: from, waivedAt: before }, after, 'Superseded'],
  ['waived and later superseded', { supersededAt: before, waivedAt: from }, after, 'Waived'],
  ['waived too late, the clock put back since', { waivedAt: after }, before, 'Missed'],
  ['met late, the clock put back since', { metAt: after }, before, 'MetLate'],
  ['an unreadable moment', { metAt: 'soon' }, after, 'INVALID_FORMAT'],
];

for (const [what, facts, now, expected] of table) {
  test(`${what}: ${expected}`, () => assert.is(state(facts, now), expected));
}

test('a corrected awareness moves the due time, and the state follows', () => {
  assert.equal(stateOf({ dueAt: before }, dueAt), { ok: true, value: 'Missed' });
  assert.equal(stateOf({ dueAt: after }, dueAt), { ok: true, value: 'Running' });
});

const instant = fc.integer({ min: 0, max: 400 }).map((hours) => Temporal.Instant.from(from).add({ hours }).toString());

test('time alone only ever turns Running into Missed, and nothing turns that back', () => {
  const maybe = fc.option(instant, { nil: undefined });
  fc.assert(
    fc.property(maybe, maybe, maybe, instant, instant, (metAt, waivedAt, supersededAt, one, two) => {
      const facts = Object.fromEntries(Object.entries({ metAt, waivedAt, supersededAt }).filter(([, at]) => at !== undefined));
      const [first, second] = one < two ? [one, two] : [two, one];
      const [earlier, later] = [state(facts, first), state(facts, second)];
      assert.ok(earlier === later || (earlier === 'Running' && later === 'Missed'), `${earlier} became ${later}`);
    }),
  );
});

test('warning marks come in the order of time and pass at their own moment', () => {
  assert.equal(warnings({ from, dueAt, warnBefore: ['PT4H', 'PT24H'] }, '2026-10-25T07:12:00Z'), {
    ok: true,
    value: [
      { before: 'PT24H', at: '2026-10-25T07:12:00Z', passed: true },
      { before: 'PT4H', at: '2026-10-26T03:12:00Z', passed: false },
    ],
  });
});

test('a mark before the period begins is left out, and a repeated one counts once', () => {
  assert.equal(warnings({ from, dueAt, warnBefore: ['PT72H', 'P7D', 'PT1H', 'PT1H'] }, from), {
    ok: true,
    value: [{ before: 'PT1H', at: '2026-10-26T06:12:00Z', passed: false }],
  });
});

test('a mark without a fixed length is refused', () => {
  const outcome = warnings({ from, dueAt, warnBefore: ['P1M'] }, from);
  assert.is(!outcome.ok && outcome.code, 'MONTHS_NOT_FIXED');
});

const plan = { from, dueAt, warnBefore: ['PT24H', 'PT4H'] };

test('the next wake is the next mark, then the first moment at which the deadline is missed, then never', () => {
  const wakes = [from, '2026-10-25T07:12:00Z', '2026-10-26T03:12:00Z', dueAt, after].map((now) => nextWake({ dueAt }, plan, now));
  assert.equal(
    wakes.map((wake) => wake.ok && wake.value),
    ['2026-10-25T07:12:00Z', '2026-10-26T03:12:00Z', '2026-10-26T07:12:00.001Z', '2026-10-26T07:12:00.001Z', null],
  );
});

test('what has ended wakes nobody', () => {
  assert.equal(nextWake({ dueAt, metAt: before }, plan, before), { ok: true, value: null });
});

test('at each wake something has changed, and never before: walking from wake to wake sees every mark and the miss once', () => {
  fc.assert(
    fc.property(instant, (start) => {
      let now = start;
      const seen: string[] = [];
      for (let step = 0; step < 5; step += 1) {
        const wake = nextWake({ dueAt }, plan, now);
        if (!wake.ok || wake.value === null) break;
        assert.is(Temporal.Instant.compare(wake.value, now), 1);
        const [was, marks] = [state({}, now), warnings(plan, now)];
        now = wake.value;
        const [is, later] = [state({}, now), warnings(plan, now)];
        assert.not.equal([was, marks], [is, later]);
        seen.push(now);
      }
      assert.is(new Set(seen).size, seen.length);
      assert.is(state({}, now), 'Missed');
    }),
  );
});

test.run();
