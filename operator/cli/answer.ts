/**
 * What a command answers: text for standard output and standard error, and the exit code: 0 done and in order, 1 something is broken or
 * was refused, 2 the question was not understood, 3 something could not be read.
 */
export interface Response {
  readonly code: 0 | 1 | 2 | 3;
  readonly out: string;
  readonly err: string;
}

/** Thrown where the question cannot be understood, and answered at one place with exit code 2. */
export class Misunderstood extends Error {}

/** Thrown where a file or the cluster cannot be read, and answered at one place with exit code 3. */
export class Unreadable extends Error {}

/** Thrown where the API server refuses what was asked of it, and answered at one place with exit code 1. */
export class Refused extends Error {}

/** Says that the question cannot be understood, and what would be right. */
export const stop = (message: string): never => {
  throw new Misunderstood(message);
};

/** Says that something cannot be read, and why. */
export const unreadable = (message: string): never => {
  throw new Unreadable(message);
};

/** What `parse` makes of the arguments. Throws a Misunderstood with how the command is used where they make no sense. */
export const understood = <T>(usage: string, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
};

/** A plain answer. */
export const said = (out: string, err = ''): Response => ({ code: 0, out, err });

/** Runs a command, and turns what it throws about the question or what it reads into an answer. */
export const answering = async (run: () => Response | Promise<Response>): Promise<Response> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Misunderstood) return { code: 2, out: '', err: `${error.message}\n` };
    if (error instanceof Refused) return { code: 1, out: '', err: `${error.message}\n` };
    if (error instanceof Unreadable) return { code: 3, out: '', err: `${error.message}\n` };
    throw error;
  }
};
