import { formatInstant, parseInstant } from './instant.ts';
import { type Outcome, refuse } from './refusal.ts';

/** The period of a deadline; RFC 3339. */
export interface Stretch {
  readonly from: string;
  readonly dueAt: string;
}

const nanosecondsPerMillisecond = 1_000_000n;
/** Up to here the deadline could still be met; a share of the whole is told of when it is over. */
const whole = 100;

const upToMillisecond = (nanoseconds: bigint): bigint => {
  const over = ((nanoseconds % nanosecondsPerMillisecond) + nanosecondsPerMillisecond) % nanosecondsPerMillisecond;
  return over === 0n ? nanoseconds : nanoseconds + nanosecondsPerMillisecond - over;
};

/**
 * When a share of the time of a deadline has gone by (R-g), in RFC 3339 UTC; `percent` is a whole number, beyond 100 too. Hours of the
 * night and of days off count, as they do for the deadline. Rounded up to the millisecond, and for the whole and more it lies after
 * the due time, when it is missed: never early. Refuses unreadable moments, and a share that is none.
 */
export const instantOfShare = ({ from, dueAt }: Stretch, percent: number): Outcome<string> => {
  if (!Number.isInteger(percent) || percent < 1) return refuse('INVALID_FORMAT', `${percent} is no share: write whole percents from 1 on.`);
  const [start, due] = [parseInstant(from), parseInstant(dueAt)];
  if (!start.ok) return start;
  if (!due.ok) return due;
  const [begin, end] = [start.value.epochNanoseconds, due.value.epochNanoseconds];
  // Where the authority set a date before its own order, no time was ever left: every share falls on the due time.
  const span = end > begin ? end - begin : 0n;
  const at = upToMillisecond(end - span + (span * BigInt(percent)) / 100n);
  const missed = percent >= whole && at <= end ? upToMillisecond(end + 1n) : at;
  return formatInstant(Temporal.Instant.fromEpochNanoseconds(missed));
};
