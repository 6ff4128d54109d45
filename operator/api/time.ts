/**
 * A moment (RFC 3339) as the operator writes every time that it computes: UTC, and no fraction where there is none (api.md).
 * Milliseconds are kept; a finer fraction is cut. Throws a RangeError for what is no moment, which the schemas rule out.
 */
export const utc = (moment: string | number): string => new Date(moment).toISOString().replace('.000Z', 'Z');
