import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { utc } from '../api/time.ts';
import type { NotificationStatusDelivery } from '../api/types.gen.ts';
import { type Patience, pauseAfter } from './patience.ts';
import type { Target } from './plan.ts';
import type { Step } from './step.ts';

/** How far sending to one recipient is. */
export type Delivery = NotificationStatusDelivery;

/** What a decision on the deliveries of one notification looks at. */
export interface Asked {
  readonly before: readonly Delivery[];
  /** Whom it goes to; nobody while it may not go out (incomplete, not approved, late without reasons, a drill, waived, filed by hand). */
  readonly targets: readonly Target[];
  /** The key under which the document, as it is now, goes to a recipient. */
  readonly keyFor: (to: string) => string;
  readonly steps: readonly Step[];
  /**
   * Whether an approval binds the text, so that another text is another message. Elsewhere a message keeps the key of its first attempt,
   * which may have arrived although nobody knows.
   */
  readonly binding: boolean;
  /** Whether a person has just asked for another try. */
  readonly retried: boolean;
  readonly patience: Patience;
}

/** What follows. */
export interface Decided {
  readonly deliveries: readonly Delivery[];
  readonly entries: readonly TimelineDraft[];
}

const say = (reason: TimelineDraft['reason'], { to, channel, attempt, key, bundle, reference }: Delivery): TimelineDraft => {
  const answer = reference === undefined ? '' : ` ${reference}`;
  const within = bundle === undefined ? '' : ` in ${bundle}`;
  return { actor: operatorActor, reason, note: `to ${to} by ${channel ?? 'mail'}, attempt ${attempt}${answer}, key ${key}${within}` };
};

/** Whether a recipient has it: another revision changes nothing, for what went out has gone out, and a supplement follows up (N5). */
export const isDelivered = ({ outcome }: Delivery): boolean => outcome === 'Delivered';

/** Whether trying has ended without success, so that a person has to act. */
export const isDead = ({ outcome }: Delivery): boolean => outcome === 'Rejected' || outcome === 'Exhausted';

const passed = (until: string | undefined, now: string): boolean => until === undefined || Date.parse(until) <= Date.parse(now);

/** Whether somebody is sending it, as far as the record knows. */
export const isUnderWay = ({ outcome, until }: Delivery, now: string): boolean => outcome === 'Claimed' && !passed(until, now);

/** From when on it may be claimed; undefined for what is delivered or given up. A claim that lapsed is sent again, never failed. */
export const claimableFrom = ({ outcome, until, at }: Delivery): string | undefined => {
  if (outcome === 'Queued') return at;
  return outcome === 'Deferred' || outcome === 'Claimed' ? (until ?? at) : undefined;
};

const queued = ({ to, channel }: Target, key: string, now: string, attempt = 0): Delivery => ({
  key,
  to,
  channel,
  attempt,
  at: now,
  since: now,
  outcome: 'Queued',
});

/** What no longer goes in a message with others: whoever has seen that message must not take what goes from now on for the same. */
const alone = ({ bundle: _, ...delivery }: Delivery): Delivery => delivery;

/** The same recipient under another key or over another channel; how long is waited stays a matter of the recipient. */
const renewed = (before: Delivery, { channel }: Target, key: string, now: string): Delivery => {
  const old = alone(before);
  if (old.outcome !== 'Claimed' || old.key === key) return { ...old, key, channel };
  const { until: _, claim: __, ...kept } = old;
  return { ...kept, key, channel, at: now, outcome: 'Queued' };
};

/** What becomes of a recipient's delivery by the facts alone: it is intended, renewed with its document, or tried anew after a person asked. */
const intended = (old: Delivery | undefined, target: Target, asked: Asked, now: string): Delivery => {
  const current = asked.keyFor(target.to);
  if (old === undefined) return queued(target, current, now);
  if (isDelivered(old) || isUnderWay(old, now)) return old;
  const key = asked.binding || old.attempt === 0 ? current : old.key;
  if (isDead(old)) return asked.retried || old.key !== key ? queued(target, key, now, old.attempt) : old;
  const fresh = old.key === key && old.channel === target.channel ? old : renewed(old, target, key, now);
  return asked.retried && fresh.outcome === 'Deferred' ? { ...fresh, at: now, until: now } : fresh;
};

interface Taken {
  readonly delivery: Delivery;
  readonly entries: readonly TimelineDraft[];
}

const claimed = (old: Delivery, { claim, bundle }: Extract<Step, { kind: 'claim' }>, { patience }: Asked, now: string): Taken => {
  const until = utc(Date.parse(now) + patience.claimMs);
  const together = bundle === undefined ? {} : { bundle };
  const delivery: Delivery = { ...old, ...together, attempt: old.attempt + 1, at: now, until, claim, outcome: 'Claimed' };
  // Nobody knows what became of the attempt before: whoever counts repeats has to find this one.
  return { delivery, entries: old.outcome === 'Claimed' ? [say('DeliveryRepeated', delivery)] : [] };
};

const settled = (old: Delivery, step: Extract<Step, { kind: 'result' }>, { patience }: Asked, now: string): Taken => {
  const { until: _, claim: __, ...kept } = old;
  const { result } = step;
  if (result.kind === 'withdrawn') {
    // What was never sent with others is free to go with other ones.
    const free = old.attempt === 1 ? alone(kept) : kept;
    return { delivery: { ...free, attempt: old.attempt - 1, at: now, outcome: 'Queued' }, entries: [] };
  }
  const answered = { ...kept, at: now, reference: result.reference };
  if (result.kind === 'accepted') {
    const delivery: Delivery = { ...answered, outcome: 'Delivered' };
    return { delivery, entries: [say('NotificationDelivered', delivery)] };
  }
  if (result.kind === 'refused') {
    const delivery: Delivery = { ...answered, outcome: 'Rejected' };
    return { delivery, entries: [say('DeliveryRejected', delivery)] };
  }
  if (Date.parse(now) - Date.parse(old.since ?? old.at) >= patience.horizonMs) {
    const delivery: Delivery = { ...answered, outcome: 'Exhausted' };
    return { delivery, entries: [say('DeliveryExhausted', delivery)] };
  }
  if (result.kind === 'divided') {
    const delivery: Delivery = { ...alone(answered), until: now, outcome: 'Deferred' };
    return { delivery, entries: [say('DeliveryDeferred', delivery)] };
  }
  const until = utc(Date.parse(now) + pauseAfter(patience, old.bundle ?? old.key, old.attempt, result.retryAfterMs));
  const delivery: Delivery = { ...answered, until, outcome: 'Deferred' };
  // Days of the same answer are one entry, or they would push out what else happened.
  return { delivery, entries: result.reference === old.reference ? [] : [say('DeliveryDeferred', delivery)] };
};

const take = (old: Delivery, step: Step, asked: Asked, now: string): Taken | undefined => {
  if (step.key !== old.key) return undefined;
  if (step.kind === 'result') return old.outcome === 'Claimed' && old.claim === step.claim ? settled(old, step, asked, now) : undefined;
  const mayGo = asked.targets.some(({ to }) => to === old.to);
  const from = claimableFrom(old);
  // Only what was never tried may go with others, and what was tried with others goes in the same message.
  const fits = old.attempt === 0 || old.bundle === step.bundle;
  return mayGo && fits && from !== undefined && passed(from, now) ? claimed(old, step, asked, now) : undefined;
};

/** So many recipients that it no longer goes to are kept on record; with those that it goes to they fill the list. */
const mostFormer = 32;

/**
 * What becomes of the deliveries of one notification. The protocol (decision 6): an intent stands here before anything is claimed, a
 * claim before anything is sent, and the outcome after; a claim whose time is over may be claimed again under the same key. Outcomes are
 * taken in first: whatever changed meanwhile, a message that arrived has arrived. Pure, and taking a step twice changes nothing.
 */
export const decideDeliveries = (asked: Asked, now: string): Decided => {
  const byRecipient = new Map(asked.before.map((delivery) => [delivery.to, delivery] as const));
  const entries: TimelineDraft[] = [];
  const takeAll = (kind: Step['kind']): void => {
    for (const step of asked.steps) {
      const old = step.kind === kind ? byRecipient.get(step.to) : undefined;
      const taken = old === undefined ? undefined : take(old, step, asked, now);
      if (taken === undefined) continue;
      byRecipient.set(step.to, taken.delivery);
      entries.push(...taken.entries);
    }
  };
  takeAll('result');
  for (const target of asked.targets) byRecipient.set(target.to, intended(byRecipient.get(target.to), target, asked, now));
  takeAll('claim');
  const wanted = new Set(asked.targets.map(({ to }) => to));
  const all = [...byRecipient.values()];
  // What was never tried and may not go out now is forgotten; what was tried stays on record.
  const former = all.filter(({ to, outcome, attempt }) => !wanted.has(to) && (outcome !== 'Queued' || attempt > 0));
  const listed = new Set(former.slice(-mostFormer).map(({ to }) => to));
  const kept = all.filter(({ to }) => wanted.has(to) || listed.has(to));
  return { deliveries: kept.map((each) => (wanted.has(each.to) || isDelivered(each) ? each : alone(each))), entries };
};

/** How far sending is, over all whom it goes to. */
export type Stage = { readonly kind: 'Delivered'; readonly at: string } | { readonly kind: 'Queued' | 'Sending' | 'Failed' };

/** How far sending is: all of them have it, some cannot be reached, or it is under way; undefined where nobody is sent anything. */
export const stageOf = (deliveries: readonly Delivery[], targets: readonly Target[]): Stage | undefined => {
  const concerned = targets.map(({ to }) => deliveries.find((delivery) => delivery.to === to));
  if (concerned.length === 0 || concerned.some((delivery) => delivery === undefined)) return undefined;
  const all = concerned.filter((delivery) => delivery !== undefined);
  if (all.every(isDelivered))
    return { kind: 'Delivered', at: all.map(({ at }) => at).reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a)) };
  if (all.every((delivery) => isDelivered(delivery) || isDead(delivery))) return { kind: 'Failed' };
  return { kind: all.some(({ attempt }) => attempt > 0) ? 'Sending' : 'Queued' };
};
