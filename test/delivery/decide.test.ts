import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Asked, type Delivery, decideDeliveries, stageOf } from '../../operator/delivery/decide.ts';
import { usualPatience } from '../../operator/delivery/patience.ts';
import type { Result, Step } from '../../operator/delivery/step.ts';
import { at } from '../build.ts';
import { holds } from '../journal/holds.ts';

const dpo = { to: 'dpo', channel: 'mail' };
const ciso = { to: 'ciso', channel: 'mail' };
const patience = usualPatience;

const ask = (before: readonly Delivery[], changes: Partial<Asked> = {}): Asked => ({
  before,
  targets: [dpo],
  keyFor: (to) => `key-1-${to}`,
  steps: [],
  binding: true,
  retried: false,
  patience,
  ...changes,
});
const claim = (id: string, key = 'key-1-dpo'): Step => ({ kind: 'claim', to: 'dpo', key, claim: id });
const result = (id: string, outcome: Result, key = 'key-1-dpo'): Step => ({ kind: 'result', to: 'dpo', key, claim: id, result: outcome });
const accepted: Result = { kind: 'accepted', reference: '250 2.0.0' };
const failed: Result = { kind: 'failed', reference: 'ETIMEDOUT', retryAfterMs: 0 };

const queued: Delivery = { key: 'key-1-dpo', to: 'dpo', channel: 'mail', attempt: 0, at: at(0), since: at(0), outcome: 'Queued' };
const claimed: Delivery = { ...queued, attempt: 1, at: at(1), until: at(1 + 1 / 30), claim: 'c1', outcome: 'Claimed' };
const only = (asked: Asked, hours: number): Delivery | undefined => decideDeliveries(asked, at(hours)).deliveries[0];
const reasons = (asked: Asked, hours: number) => decideDeliveries(asked, at(hours)).entries.map(({ reason, note }) => `${reason} ${note}`);

test('an intent is on record before anything is claimed, and asking again changes nothing', () => {
  assert.equal(decideDeliveries(ask([]), at(0)), { deliveries: [queued], entries: [] });
  assert.equal(decideDeliveries(ask([queued]), at(5)), { deliveries: [queued], entries: [] });
});

test('a claim is written down with its holder and its end, and is taken once', () => {
  assert.equal(only(ask([queued], { steps: [claim('c1')] }), 1), claimed);
  assert.equal(only(ask([claimed], { steps: [claim('c2')] }), 1.01), claimed);
});

test('an outcome ends the claim that it belongs to, and no other', () => {
  const { until: _, claim: __, ...rest } = claimed;
  const delivered = { ...rest, at: at(1.01), reference: '250 2.0.0', outcome: 'Delivered' };
  assert.equal(only(ask([claimed], { steps: [result('c1', accepted)] }), 1.01), delivered);
  assert.equal(only(ask([claimed], { steps: [result('c9', accepted)] }), 1.01), claimed);
  assert.equal(reasons(ask([claimed], { steps: [result('c1', accepted)] }), 1.01), [
    'NotificationDelivered to dpo by mail, attempt 1 250 2.0.0, key key-1-dpo',
  ]);
});

test('a claim that lapsed is sent again under the same key, never failed, and says so', () => {
  assert.equal(only(ask([claimed]), 3), claimed);
  const again = only(ask([claimed], { steps: [claim('c2')] }), 3);
  assert.equal([again?.outcome, again?.key, again?.attempt, again?.claim], ['Claimed', 'key-1-dpo', 2, 'c2']);
  assert.equal(reasons(ask([claimed], { steps: [claim('c2')] }), 3), ['DeliveryRepeated to dpo by mail, attempt 2, key key-1-dpo']);
});

test('an outcome that comes after its claim lapsed still counts', () => {
  assert.is(only(ask([claimed], { steps: [claim('c2'), result('c1', accepted)] }), 3)?.outcome, 'Delivered');
});

test('what failed is tried again later, not before the receiver asked, and the same answer is told once', () => {
  const once = only(ask([claimed], { steps: [result('c1', failed)] }), 1.01);
  assert.equal([once?.outcome, once?.reference], ['Deferred', 'ETIMEDOUT']);
  const pause = Date.parse(once?.until ?? '') - Date.parse(at(1.01));
  assert.ok(pause >= 24_000 && pause <= 30_000, `${pause}`);
  const patient = only(ask([claimed], { steps: [result('c1', { ...failed, retryAfterMs: 600_000 })] }), 1.01);
  assert.is(Date.parse(patient?.until ?? '') - Date.parse(at(1.01)), 600_000);
  const second = only(ask(once === undefined ? [] : [once], { steps: [claim('c2')] }), 2);
  assert.equal(reasons(ask(second === undefined ? [] : [second], { steps: [result('c2', failed)] }), 2.01), []);
  assert.is(only(ask(once === undefined ? [] : [once], { steps: [claim('c2')] }), 1.0101)?.outcome, 'Deferred');
});

test('after four days in vain it is given up, visibly, and a person can have it tried again under the same key', () => {
  const long = { ...claimed, since: at(-96), attempt: 80 };
  const dead = only(ask([long], { steps: [result('c1', failed)] }), 1.01);
  assert.equal([dead?.outcome, dead?.until], ['Exhausted', undefined]);
  const before = dead === undefined ? [] : [dead];
  assert.equal(only(ask(before), 5), dead);
  assert.equal(only(ask(before, { retried: true }), 5), { ...queued, at: at(5), since: at(5), attempt: 80 });
});

test('a refusal for good is not repeated, unless the document changes', () => {
  const dead = only(ask([claimed], { steps: [result('c1', { kind: 'refused', reference: '550' })] }), 1.01);
  assert.is(dead?.outcome, 'Rejected');
  const before = dead === undefined ? [] : [dead];
  assert.is(only(ask(before, { steps: [claim('c2')] }), 9)?.outcome, 'Rejected');
  const other = only(ask(before, { keyFor: () => 'key-2' }), 9);
  assert.equal([other?.outcome, other?.key], ['Queued', 'key-2']);
});

test('nothing is claimed for whom it may not go to, and what was never tried is forgotten', () => {
  assert.equal(decideDeliveries(ask([queued], { targets: [], steps: [claim('c1')] }), at(1)), { deliveries: [], entries: [] });
  assert.equal(decideDeliveries(ask([claimed], { targets: [] }), at(1.01)).deliveries, [claimed]);
});

test('what somebody has is not sent again when the document changes', () => {
  const delivered: Delivery = { ...queued, attempt: 1, outcome: 'Delivered' };
  assert.equal(only(ask([delivered], { keyFor: () => 'key-2', steps: [claim('c1', 'key-2')] }), 2), delivered);
});

test('a text that nobody had to approve keeps the key of its first attempt, which may have arrived', () => {
  const free = { binding: false, keyFor: () => 'key-2' };
  assert.is(only(ask([queued], free), 1)?.key, 'key-2');
  assert.is(only(ask([claimed], { ...free, steps: [claim('c2')] }), 3)?.key, 'key-1-dpo');
  const deferred = only(ask([claimed], { steps: [result('c1', failed)] }), 1.01);
  assert.is(only(ask(deferred === undefined ? [] : [deferred], free), 2)?.key, 'key-1-dpo');
  assert.is(only(ask(deferred === undefined ? [] : [deferred], { ...free, binding: true }), 2)?.key, 'key-2');
  const dead: Delivery = { ...queued, attempt: 1, outcome: 'Rejected' };
  assert.equal(only(ask([dead], free), 2), dead);
});

test('one that is refused keeps nobody else from being told', () => {
  const dead: Delivery = { ...queued, outcome: 'Rejected' };
  const { deliveries } = decideDeliveries(ask([dead], { targets: [dpo, ciso] }), at(1));
  assert.equal(
    deliveries.map(({ to, outcome }) => `${to} ${outcome}`),
    ['dpo Rejected', 'ciso Queued'],
  );
  assert.equal(stageOf(deliveries, [dpo, ciso]), { kind: 'Queued' });
  assert.equal(stageOf([dead], [dpo]), { kind: 'Failed' });
  assert.equal(stageOf([{ ...queued, at: at(1), outcome: 'Delivered' }], [dpo]), { kind: 'Delivered', at: at(1) });
  assert.is(stageOf([], []), undefined);
});

/** What a run of the protocol is made of: the document changes, approval comes and goes, time passes, processes claim, answer and die. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('claim' as const), claim: fc.constantFrom('c1', 'c2', 'c3') }),
  fc.record({
    kind: fc.constant('result' as const),
    claim: fc.constantFrom('c1', 'c2', 'c3'),
    result: fc.constantFrom<Result>(accepted, failed, { kind: 'refused', reference: '550' }, { kind: 'withdrawn' }),
  }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ kind: fc.constant('approved' as const), approved: fc.boolean() }),
  fc.record({ kind: fc.constant('document' as const), revision: fc.integer({ min: 1, max: 3 }) }),
);

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** What is so at a moment of a run. */
interface Moment {
  readonly now: number;
  readonly approved: boolean;
  readonly key: string;
  readonly delivery: Delivery | undefined;
}

const next = (moment: Moment, each: Happening): Moment => {
  switch (each.kind) {
    case 'wait':
      return { ...moment, now: moment.now + each.minutes / 60 };
    case 'approved':
      return { ...moment, approved: each.approved };
    case 'document':
      return { ...moment, key: `key-${each.revision}` };
    default:
      return moment;
  }
};

const stepsOf = ({ key, delivery }: Moment, each: Happening): readonly Step[] => {
  if (each.kind === 'claim') return [claim(each.claim, key)];
  return each.kind === 'result' ? [result(each.claim, each.result, delivery?.key ?? key)] : [];
};

/** Decides as the operator does, after something happened. */
const decided = (moment: Moment, each: Happening): Moment => {
  const { now, approved, key, delivery } = next(moment, each);
  const before = delivery === undefined ? [] : [delivery];
  const asked = ask(before, { targets: approved ? [dpo] : [], keyFor: () => key, steps: stepsOf({ ...moment, key }, each) });
  return { now, approved, key, delivery: decideDeliveries(asked, at(now)).deliveries[0] };
};

/** Whether something may have been sent; of a first claim that is withdrawn nothing was. */
const wasTried = (delivery: Delivery | undefined): boolean =>
  delivery !== undefined && (delivery.attempt > 1 || (delivery.attempt === 1 && delivery.outcome !== 'Claimed'));

/** What must never be seen between two moments that follow each other. */
const broken = ({ delivery: before }: Moment, { now, approved, key, delivery: after }: Moment): readonly string[] => {
  const claims = after?.outcome === 'Claimed' && before?.claim !== after.claim;
  const held = before?.outcome === 'Claimed' && Date.parse(before.until ?? '') > Date.parse(at(now));
  return [
    ...(claims && !approved ? ['claimed without approval'] : []),
    ...(claims && after.key !== key ? ['claimed another document'] : []),
    ...(claims && held ? ['claimed twice'] : []),
    ...(before?.outcome === 'Delivered' && after?.outcome !== 'Delivered' ? ['sent again after it was delivered'] : []),
    ...(wasTried(before) && after === undefined ? ['lost from sight'] : []),
  ];
};

test('whatever happens, nothing is claimed without approval, two at a time, or after it was delivered', () => {
  holds(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      let moment: Moment = { now: 0, approved: true, key: 'key-1', delivery: undefined };
      for (const each of happenings) {
        const after = decided(moment, each);
        assert.equal(broken(moment, after), []);
        moment = after;
      }
    }),
  );
});

const bundle = 'notes-1';
const together: Delivery = { ...claimed, bundle };
const joint = (id: string, named: string | undefined = bundle): Step => ({
  kind: 'claim',
  to: 'dpo',
  key: 'key-1-dpo',
  claim: id,
  bundle: named,
});

test('what goes with others says in which message, from its claim to its end', () => {
  assert.equal(only(ask([queued], { steps: [joint('c1')] }), 1), together);
  assert.equal(reasons(ask([together], { steps: [result('c1', accepted)] }), 1.01), [
    'NotificationDelivered to dpo by mail, attempt 1 250 2.0.0, key key-1-dpo in notes-1',
  ]);
  assert.is(only(ask([together], { steps: [result('c1', failed)] }), 1.01)?.bundle, bundle);
});

test('what was tried with others is claimed in that message again, and what was tried alone in none', () => {
  for (const other of [undefined, 'notes-2']) {
    const step: Step = { kind: 'claim', to: 'dpo', key: 'key-1-dpo', claim: 'c2', bundle: other };
    assert.equal(only(ask([together], { steps: [step] }), 3), together);
  }
  assert.equal(only(ask([claimed], { steps: [joint('c2')] }), 3), claimed);
  assert.is(only(ask([together], { steps: [joint('c2')] }), 3)?.claim, 'c2');
});

test('what a receiver does not take with others goes alone at once, and what never left may go with other ones', () => {
  const divided = only(ask([together], { steps: [result('c1', { kind: 'divided', reference: '554' })] }), 1.01);
  const { claim: _, bundle: __, ...rest } = together;
  assert.equal(divided, { ...rest, at: at(1.01), until: at(1.01), reference: '554', outcome: 'Deferred' });
  const back = only(ask([together], { steps: [result('c1', { kind: 'withdrawn' })] }), 1.01);
  assert.equal([back?.outcome, back?.attempt, back?.bundle], ['Queued', 0, undefined]);
  const twice = only(ask([{ ...together, attempt: 2 }], { steps: [result('c1', { kind: 'withdrawn' })] }), 1.01);
  assert.equal([twice?.attempt, twice?.bundle], [1, bundle]);
});

test('what may not go for a while, or changes its way, goes alone from then on', () => {
  const deferred: Delivery = { ...together, outcome: 'Deferred' };
  assert.is(only(ask([deferred], { targets: [] }), 2)?.bundle, undefined);
  assert.is(only(ask([deferred], { targets: [{ to: 'dpo', channel: 'other' }] }), 2)?.bundle, undefined);
  assert.is(only(ask([{ ...together, outcome: 'Delivered' }], { targets: [] }), 2)?.bundle, bundle);
});

test.run();
