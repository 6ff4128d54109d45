import { effective } from '../api/entries.ts';
import type { IncidentSpec } from '../api/types.gen.ts';
import { checkOrder, type Facts } from '../deadline/instant.ts';
import { type Awareness, establishedOf } from './awareness.ts';

/** What contradicts what, for the condition that says so. */
export interface Contradiction {
  readonly reason: string;
  readonly message: string;
}

/** `AWARE_BEFORE_DETECTED` as a reason of a condition: `AwareBeforeDetected`. */
const reasonOf = (code: string): string => code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Where each moment stands in the record, so that whoever reads of it finds it. */
const places: Readonly<Record<keyof Facts, string>> = {
  occurredAt: 'report.occurredAt',
  detectedAt: 'report.establishedAt',
  awareAt: 'awareAt',
  classifiedAt: 'classifications',
  notifiedAt: 'the first notice to an authority',
  handledAt: 'handledAt',
};

const named = (message: string): string =>
  Object.entries(places).reduce((text, [name, place]) => text.replaceAll(new RegExp(`(?<![.\\w])${name}\\b`, 'g'), place), message);

/**
 * Moments that cannot follow one another, such as awareness before detection (A6): each of them is a fact that was stated and stays, and
 * the API server cannot weigh corrections, so the record says that one of the two has to be corrected. Clocks run on meanwhile, from what
 * was stated. What another report of the same says is not held against this one.
 */
export const contradictionIn = (
  spec: IncidentSpec,
  awareness: Awareness | undefined,
  notifiedAt: string | undefined,
): Contradiction | undefined => {
  const aware = awareness?.basis === 'Duplicate' ? undefined : awareness?.at;
  const { occurredAt } = spec.report;
  const base = { ...(occurredAt && { occurredAt }), detectedAt: establishedOf(spec), ...(aware && { awareAt: aware }) };
  const later = [
    ...effective(spec.classifications).flatMap(({ classifiedAt }) => (classifiedAt === undefined ? [] : [{ classifiedAt }])),
    ...(notifiedAt === undefined ? [] : [{ notifiedAt }]),
  ];
  for (const facts of [base, ...later.map((fact) => ({ ...base, ...fact }))]) {
    const order = checkOrder(facts);
    if (!order.ok) return { reason: reasonOf(order.code), message: named(order.message) };
  }
  return undefined;
};
