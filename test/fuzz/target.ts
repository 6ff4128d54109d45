// What is fuzzed: a parser of outside bytes, with what it promises whatever the bytes are.

/** A promise that was not kept. Its message says which, and never holds the input. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/** Demands something of what came of an input. Throws a Broken. */
export const demand = (holds: boolean, promise: string): void => {
  if (!holds) throw new Broken(promise);
};

/** One parser of outside bytes. */
export interface Target {
  readonly name: string;
  /** What is promised, for whoever reads the report. */
  readonly promise: string;
  /** Where its code is: coverage of these files guides it (parts of their addresses). */
  readonly code: readonly string[];
  /** Inputs to begin with. */
  readonly seeds: () => Promise<readonly Buffer[]> | readonly Buffer[];
  /** Words that mean something to it. */
  readonly words: readonly string[];
  /** Makes it ready; what it gives runs one input, and throws where a promise is broken. */
  readonly open: () => Promise<Opened>;
}

/** A parser that is ready. */
export interface Opened {
  readonly run: (input: Buffer) => unknown;
  readonly close: () => Promise<void> | void;
}

/** A parser that needs nothing. */
export const plain =
  (run: (input: Buffer) => unknown): Target['open'] =>
  () =>
    Promise.resolve({ run, close: () => undefined });

/** A value as an input: its JSON. */
export const jsonSeed = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
