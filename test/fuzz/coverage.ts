// Which blocks of the program have run, by the engine's own precise coverage.
import { type Profiler, Session } from 'node:inspector';

/** Counts blocks as they are reached for the first time. */
export interface Coverage {
  /** The blocks that ran since the last question, as keys that stay the same in one process. */
  readonly since: () => ReadonlySet<string>;
  readonly stop: () => void;
}

const blocksOf = ({ scriptId, functions }: Profiler.ScriptCoverage): readonly string[] =>
  functions.flatMap(({ ranges }) =>
    ranges.flatMap(({ startOffset, endOffset, count }) => (count > 0 ? [`${scriptId}:${startOffset}:${endOffset}`] : [])),
  );

/** Begins to count, in scripts whose address contains one of the parts. The inspector answers within the call: no promise is needed. */
export const startCoverage = (parts: readonly string[]): Coverage => {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return {
    since: () => {
      const found = new Set<string>();
      session.post('Profiler.takePreciseCoverage', (error, taken) => {
        if (error !== null) throw new Error(`The engine does not tell what ran: ${error.message}`);
        for (const script of taken.result) {
          if (parts.some((part) => script.url.includes(part))) for (const block of blocksOf(script)) found.add(block);
        }
      });
      return found;
    },
    stop: () => {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
};
