import { fixedSeconds, parseDuration } from '../deadline/duration.ts';
import { parseInstant } from '../deadline/instant.ts';
import { compileExpression, type Evaluated, type Expression } from './expression.ts';

/** A classification under another law, as an entry of the incident holds it. */
export interface Classification {
  readonly id?: string | undefined;
  readonly corrects?: string | undefined;
  readonly regime?: string | undefined;
  readonly result?: string | undefined;
  readonly classifiedAt?: string | undefined;
  readonly at?: string | undefined;
}

/** The classification that counts for one regime, and since when. */
export interface Classified {
  readonly result: string;
  readonly at: string | null;
}

/**
 * What the expressions of a duty are evaluated over. The first five are the contract of the API; the others are optional and stand
 * at what silence means: nothing decided, a breach presumed, no verdict.
 */
export interface Variables {
  readonly incident: object;
  readonly awareAt: string | null;
  readonly risk: string | null;
  readonly entity: Readonly<Record<string, unknown>>;
  readonly sent: Readonly<Record<string, string | null>>;
  readonly lastSent?: Readonly<Record<string, string | null>>;
  readonly facts?: object;
  readonly breach?: boolean;
  readonly riskDecidedAt?: string | null;
  readonly exemption?: string | null;
  readonly exemptionDecidedAt?: string | null;
  readonly verdict?: string | null;
  readonly major?: boolean;
  readonly recurring?: boolean;
  readonly dismissed?: boolean;
  readonly personalDataCheck?: string | null;
  readonly reporterReachable?: boolean;
}

/** The part of a duty that has to be compiled; a duty of the API has more. */
export interface DutySource {
  readonly name: string;
  readonly when: string;
  readonly from: string;
  readonly within?: string | undefined;
  readonly cap?: { readonly from: string; readonly within: string } | undefined;
  readonly relief?: { readonly rule: string; readonly unless?: string | undefined } | undefined;
  readonly metAt?: string | undefined;
  readonly warnBefore?: readonly string[] | undefined;
}

/** What was refused, at which place of the regime, and why. */
export interface CelFailure {
  readonly ok: false;
  readonly path: string;
  readonly message: string;
}

/** What a duty amounts to for one incident. Every moment is RFC 3339, and undefined while it is not known. */
export interface DutyFacts {
  /** Whether the duty exists. */
  readonly applies: boolean;
  /** When its clock starts; undefined: the duty does not exist or has not started. */
  readonly from: string | undefined;
  /** When the clock of the outer limit starts. */
  readonly cap: string | undefined;
  /** When a fact fulfilled it; a duty to tell somebody is fulfilled by its Notification instead. */
  readonly metAt: string | undefined;
  /** Whether the relief of the act applies to this organisation. */
  readonly relieved: boolean;
}

/** A duty with its expressions compiled. */
export interface CompiledDuty {
  readonly ok: true;
  /** Everything at once, or the place of the expression that could not be evaluated on this incident. */
  readonly evaluate: (vars: Variables) => { readonly ok: true; readonly value: DutyFacts } | CelFailure;
  /** Whether the duty exists; false where the expression reads an absent fact or fails (`evaluate` tells them apart). */
  readonly when: (vars: Variables) => boolean;
  /** When the clock starts (RFC 3339); null where it does not, or the expression fails. */
  readonly from: (vars: Variables) => string | null;
  /** The duties that its expressions wait for. */
  readonly duties: readonly string[];
}

/**
 * The classification that counts for each regime: the last entry that none corrects. Its time is that of the first entry in the
 * unbroken run of the same result, so that saying the same again never gives a clock more time.
 */
export const classifiedOf = (entries: readonly Classification[]): Readonly<Record<string, Classified>> => {
  const corrected = new Set(entries.flatMap((entry) => (entry.corrects === undefined ? [] : [entry.corrects])));
  const standing = new Map<string, Classified>();
  for (const { id, regime, result, classifiedAt, at } of entries) {
    if (regime === undefined || result === undefined || (id !== undefined && corrected.has(id))) continue;
    const before = standing.get(regime);
    standing.set(regime, before?.result === result ? before : { result, at: classifiedAt ?? at ?? null });
  }
  return Object.fromEntries(standing);
};

const defaults = {
  facts: {},
  breach: true,
  riskDecidedAt: null,
  exemption: null,
  exemptionDecidedAt: null,
  verdict: null,
  major: false,
  dismissed: false,
  personalDataCheck: null,
  reporterReachable: false,
};

type Context = Readonly<Record<string, unknown>>;

/** What one incident gives to every duty: a duty of it is evaluated several times, and there are many duties. */
const contexts = new WeakMap<Variables, Context>();

const sharedContext = (vars: Variables): Context => {
  const known = contexts.get(vars);
  if (known !== undefined) return known;
  const classifications = (vars.incident as { readonly classifications?: readonly Classification[] }).classifications ?? [];
  const lastSent = vars.lastSent === undefined ? vars.sent : { ...vars.sent, ...vars.lastSent };
  const context = { ...defaults, ...vars, lastSent, classified: classifiedOf(classifications) };
  contexts.set(vars, context);
  return context;
};

/** A duty that was not sent is null, not missing, so that `sent['a'] == null` reads as it should. */
const contextOf = (vars: Variables, duties: readonly string[]): Context => {
  const context = sharedContext(vars);
  if (duties.length === 0) return context;
  const unsent = Object.fromEntries(duties.map((duty) => [duty, null]));
  return { ...context, sent: { ...unsent, ...vars.sent }, lastSent: { ...unsent, ...vars.sent, ...vars.lastSent } };
};

type Read<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

const asBoolean = (result: Evaluated): Read<boolean> => {
  if (result.kind === 'Absent') return { ok: true, value: false };
  if (result.kind === 'Fault') return { ok: false, message: result.message };
  return typeof result.value === 'boolean' ? { ok: true, value: result.value } : { ok: false, message: 'gives no true or false' };
};

const asMoment = (result: Evaluated): Read<string | undefined> => {
  if (result.kind === 'Absent') return { ok: true, value: undefined };
  if (result.kind === 'Fault') return { ok: false, message: result.message };
  if (result.value instanceof Date) return { ok: true, value: Temporal.Instant.fromEpochMilliseconds(result.value.getTime()).toString() };
  if (typeof result.value !== 'string') return { ok: false, message: 'gives no moment' };
  const instant = parseInstant(result.value);
  return instant.ok ? { ok: true, value: result.value } : { ok: false, message: instant.message };
};

interface Part {
  readonly path: string;
  readonly expression: Expression;
}

const moment = ['string', 'google.protobuf.Timestamp', 'null'];

const compilePart = (text: string, path: string, types: readonly string[]): Part | CelFailure => {
  const expression = compileExpression(text, types);
  return expression.ok ? { path, expression } : { ok: false, path, message: `${path}: ${expression.message}` };
};

const failed = (part: Part | CelFailure | undefined): part is CelFailure => part !== undefined && 'ok' in part;

const invalidDuration = (duty: DutySource, path: string): CelFailure | undefined => {
  const spans = [
    [`${path}.within`, duty.within],
    [`${path}.cap.within`, duty.cap?.within],
  ] as const;
  for (const [place, text] of spans) {
    const span = text === undefined ? undefined : parseDuration(text);
    if (span?.ok === false) return { ok: false, path: place, message: `${place}: ${span.message}` };
  }
  for (const [index, text] of (duty.warnBefore ?? []).entries()) {
    const seconds = fixedSeconds(text);
    const place = `${path}.warnBefore[${index}]`;
    if (!seconds.ok) return { ok: false, path: place, message: `${place}: ${seconds.message}` };
  }
  return undefined;
};

/**
 * Compiles the expressions of a duty once and checks its durations. `path` is the place of the duty in its regime, for example
 * `.spec.duties[2]`; a failure names the very field below it, so that a bad one stalls its regime and nothing else.
 */
export const compileDuty = (duty: DutySource, path = `.spec.duties[name=${duty.name}]`): CompiledDuty | CelFailure => {
  const duration = invalidDuration(duty, path);
  if (duration !== undefined) return duration;
  const when = compilePart(duty.when, `${path}.when`, ['bool']);
  if (failed(when)) return when;
  const from = compilePart(duty.from, `${path}.from`, moment);
  if (failed(from)) return from;
  const cap = duty.cap === undefined ? undefined : compilePart(duty.cap.from, `${path}.cap.from`, moment);
  if (failed(cap)) return cap;
  const metAt = duty.metAt === undefined ? undefined : compilePart(duty.metAt, `${path}.metAt`, moment);
  if (failed(metAt)) return metAt;
  const unless = duty.relief?.unless === undefined ? undefined : compilePart(duty.relief.unless, `${path}.relief.unless`, ['bool']);
  if (failed(unless)) return unless;
  return compiled({ when, from, cap, metAt, unless }, duty.relief !== undefined);
};

/** A duty that does not exist has no clock, and nobody asks for its moments. */
const absent = { ok: true, value: { applies: false, from: undefined, cap: undefined, metAt: undefined, relieved: false } } as const;

interface Parts {
  readonly when: Part;
  readonly from: Part;
  readonly cap: Part | undefined;
  readonly metAt: Part | undefined;
  readonly unless: Part | undefined;
}

const compiled = (parts: Parts, hasRelief: boolean): CompiledDuty => {
  const duties = [...new Set(Object.values(parts).flatMap((part: Part | undefined) => part?.expression.duties ?? []))];
  const booleanOf = (part: Part | undefined, context: Context): Read<boolean> =>
    part === undefined ? { ok: true, value: false } : asBoolean(part.expression.evaluate(context));
  const momentOf = (part: Part | undefined, context: Context): Read<string | undefined> =>
    part === undefined ? { ok: true, value: undefined } : asMoment(part.expression.evaluate(context));
  const fail = (part: Part | undefined, message: string): CelFailure => {
    const path = part?.path ?? '';
    return { ok: false, path, message: `${path}: ${message}` };
  };
  const evaluate: CompiledDuty['evaluate'] = (vars) => {
    const context = contextOf(vars, duties);
    const applies = booleanOf(parts.when, context);
    if (!applies.ok) return fail(parts.when, applies.message);
    if (!applies.value) return absent;
    const from = momentOf(parts.from, context);
    if (!from.ok) return fail(parts.from, from.message);
    const cap = momentOf(parts.cap, context);
    if (!cap.ok) return fail(parts.cap, cap.message);
    const metAt = momentOf(parts.metAt, context);
    if (!metAt.ok) return fail(parts.metAt, metAt.message);
    const unless = booleanOf(parts.unless, context);
    if (!unless.ok) return fail(parts.unless, unless.message);
    const relieved = hasRelief && !unless.value;
    return { ok: true, value: { applies: true, from: from.value, cap: cap.value, metAt: metAt.value, relieved } };
  };
  const when = (vars: Variables): boolean => {
    const result = booleanOf(parts.when, contextOf(vars, duties));
    return result.ok && result.value;
  };
  const from = (vars: Variables): string | null => {
    const result = momentOf(parts.from, contextOf(vars, duties));
    return result.ok ? (result.value ?? null) : null;
  };
  return { ok: true, evaluate, when, from, duties };
};
