/**
 * The order of a count: 0 for one occurrence, 1 from the second on, 2 from the tenth, 3 from the hundredth. What happens again is worth an
 * entry when the order rises, and not each time.
 */
export const orderOf = (count: number): number => (count < 2 ? 0 : String(Math.trunc(count)).length);
