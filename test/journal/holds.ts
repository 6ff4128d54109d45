import * as fc from 'fast-check';

/** Checks a property that needs no waiting. `fc.assert` is also declared to return a promise, which the linter then wants awaited. */
export const holds = <Ts>(property: fc.IProperty<Ts>, parameters: fc.Parameters<Ts> = {}): void => fc.assert(property, parameters);
