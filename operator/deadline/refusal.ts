/** Why an input was refused. A code is stable and may be matched on; the sentence beside it is for the person who reads it. */
export type RefusalCode =
  // Instants
  | 'INVALID_FORMAT'
  | 'TIME_REQUIRED'
  | 'OFFSET_REQUIRED'
  | 'INVALID_DATE'
  | 'INVALID_TIME'
  | 'LEAP_SECOND'
  | 'INVALID_OFFSET'
  | 'FRACTION_TOO_FINE'
  | 'OUT_OF_RANGE'
  // Places and calendars
  | 'UNKNOWN_TIMEZONE'
  | 'INVALID_HOLIDAY'
  | 'NO_WORKING_DAY'
  // Durations
  | 'INVALID_DURATION'
  | 'NEGATIVE_DURATION'
  | 'ZERO_DURATION'
  | 'FRACTIONAL_DURATION'
  | 'MIXED_UNITS'
  | 'DURATION_TOO_LONG'
  | 'MONTHS_NOT_FIXED'
  // The order of facts
  | 'DETECTED_BEFORE_OCCURRED'
  | 'AWARE_BEFORE_DETECTED'
  | 'CLASSIFIED_BEFORE_AWARE'
  | 'NOTIFIED_BEFORE_AWARE'
  | 'HANDLED_BEFORE_AWARE';

/** An input that was refused, with its reason: nothing is ever normalised silently. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
}

/** A value, or the reason why there is none. */
export type Outcome<Value> = { readonly ok: true; readonly value: Value } | Refusal;

/** Wraps a value that was accepted. */
export const accept = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });

/** Wraps a refusal: the code, and a sentence that says what is wrong and what would be right. */
export const refuse = (code: RefusalCode, message: string): Refusal => ({ ok: false, code, message });
