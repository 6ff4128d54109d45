/** Tells how far something is. */
export interface Progress {
  readonly total: (bytes: number) => void;
  readonly at: (bytes: number) => void;
  readonly end: () => void;
}

/** As often as a person reads it: ten times a second. */
const everyMillis = 100;
const width = 30;

const inUnits = (bytes: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1_000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
};

/** A bar on a terminal, on one line that is wiped at the end; in a pipe or a log there is none. */
export const progressOn = (stream: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean }, label: string): Progress => {
  const nothing = (): void => undefined;
  if (stream.isTTY !== true) return { total: nothing, at: nothing, end: nothing };
  let whole = 0;
  let shown = 0;
  const started = performance.now();
  return {
    total: (bytes) => {
      whole = bytes;
    },
    at: (bytes) => {
      const now = performance.now();
      if (now - shown < everyMillis) return;
      shown = now;
      const share = whole === 0 ? 0 : Math.min(1, bytes / whole);
      const bar = '#'.repeat(Math.round(share * width)).padEnd(width, '.');
      const speed = inUnits(bytes / Math.max(0.001, (now - started) / 1_000));
      stream.write(`\r\u001b[K${label} [${bar}] ${Math.floor(share * 100)}%  ${inUnits(bytes)}  ${speed}/s`);
    },
    end: () => void stream.write('\r\u001b[K'),
  };
};
