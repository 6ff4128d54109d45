// An input that never ends blocks the very thread that would have to notice: another one looks after it.
import { writeFileSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { mostBytes } from './change.ts';

/** No input may take longer than this (milliseconds). */
const patience = 10_000;

interface Shared {
  /** How many inputs have begun, and how long the present one is. */
  readonly counts: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
  /** Where an input is written that does not end. */
  readonly file: string;
}

/** Looks after inputs: to be told of each before it runs. */
export interface Watchdog {
  readonly begin: (input: Buffer) => void;
  readonly stop: () => Promise<void>;
}

/** Starts looking; where an input does not end within ten seconds, it is written to the file and the process is ended. */
export const startWatchdog = (file: string): Watchdog => {
  const shared: Shared = { counts: new SharedArrayBuffer(8), bytes: new SharedArrayBuffer(mostBytes * 2), file };
  const worker = new Worker(new URL(import.meta.url), { workerData: shared });
  worker.unref();
  const counts = new Int32Array(shared.counts);
  const bytes = new Uint8Array(shared.bytes);
  return {
    begin: (input) => {
      bytes.set(input.subarray(0, bytes.length));
      Atomics.store(counts, 1, Math.min(input.length, bytes.length));
      Atomics.add(counts, 0, 1);
    },
    stop: async () => {
      await worker.terminate();
    },
  };
};

const watch = ({ counts: shared, bytes, file }: Shared): void => {
  const counts = new Int32Array(shared);
  let before = -1;
  setInterval(() => {
    const now = Atomics.load(counts, 0);
    if (now !== before) {
      before = now;
      return;
    }
    writeFileSync(file, new Uint8Array(bytes).slice(0, Atomics.load(counts, 1)));
    process.stderr.write(`An input did not end within ${patience / 1_000} s; it is in ${file}.\n`);
    process.kill(process.pid, 'SIGKILL');
  }, patience);
};

if (!isMainThread) watch(workerData as Shared);
