/**
 * A moment (RFC 3339) as the operator writes every time that it computes: UTC, and no fraction where there is none (api.md).
 * Milliseconds are kept; a finer fraction is cut. Throws a RangeError for what is no moment, which the schemas rule out.
 */
export const utc = (moment: string | number): string =>
  typeof moment === 'string' && written.test(moment) ? moment : new Date(moment).toISOString().replace('.000Z', 'Z');

/** A moment that stands as the operator would write it; of a day that every month has, so that none is taken for one that does not exist. */
const written = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
