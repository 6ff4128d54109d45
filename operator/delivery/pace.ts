/** How fast messages may leave for one recipient, and how many may be on their way over one channel. */
export interface Pace {
  readonly perMinute: number;
  /** So many may go at once after a quiet time. */
  readonly burst: number;
  readonly perChannel: number;
}

/** The usual pace: a person is not buried, and a server not stormed, whatever happens in the register (D8). */
export const usualPace: Pace = { perMinute: 30, burst: 10, perChannel: 4 };

const interval = ({ perMinute }: Pace): number => 60_000 / perMinute;

/**
 * The bucket of one recipient, as one number: until when what was sent uses up the pace (milliseconds). The next message may go from
 * `startable` on; `used` is the bucket after it went.
 */
export const startable = (spentUntil: number, pace: Pace): number => spentUntil - (pace.burst - 1) * interval(pace);

/** The bucket after one more message. */
export const used = (spentUntil: number, pace: Pace, now: number): number => Math.max(spentUntil, now) + interval(pace);

/** A message that waits for its turn; times in milliseconds since the epoch. */
export interface Waiting {
  readonly id: string;
  readonly channel: string;
  /** Not before. */
  readonly from: number;
  /** Whether an attempt failed, so that `from` is the end of a pause. */
  readonly deferred: boolean;
  /** When its duty falls due; what falls due first goes first. */
  readonly dueAt: number;
}

/** Which of two goes first. */
export const byUrgency = (a: Waiting, b: Waiting): number =>
  a.dueAt - b.dueAt || a.from - b.from || (a.id < b.id ? -1 : Number(a.id > b.id));

/** What waits for one recipient. */
export interface Line<W extends Waiting = Waiting> {
  readonly waiting: ReadonlyMap<string, W>;
  /** Whether a message is on its way there: the next one waits for it, and nobody else does. */
  readonly busy: boolean;
  readonly spentUntil: number;
  /** How often each failed since the recipient last took something. */
  readonly failed: ReadonlyMap<string, number>;
  /** Those that failed although the recipient took another one meanwhile: the fault is theirs, and they keep nobody waiting. */
  readonly suspect: ReadonlySet<string>;
}

/** What a line remembers after an attempt. It is no fact, only a guess at whose fault it was; a restart begins without it. */
export const afterAttempt = (
  { failed, suspect }: Pick<Line, 'failed' | 'suspect'>,
  id: string,
  taken: boolean,
): Pick<Line, 'failed' | 'suspect'> => {
  if (!taken) return { failed: new Map([...failed, [id, (failed.get(id) ?? 0) + 1]]), suspect };
  return { failed: new Map(), suspect: new Set([...suspect, ...failed.keys()].filter((each) => each !== id)) };
};

/** So many times more than the others a message is tried before another one of the line is, which shows whose fault it is. */
const patienceWithOne = 2;

/** What may start now, the most urgent first, and when to ask again at the latest. */
export interface Turn<W extends Waiting = Waiting> {
  readonly start: readonly W[];
  readonly askAt: number | undefined;
}

/**
 * The first of a line that may go now, and when the next one may. After a failure the whole line waits, so that a recipient that is away
 * is asked by one message at a time, and the most urgent of all goes first when it is back.
 */
const firstOf = <W extends Waiting>(line: Line<W>, now: number): { readonly first: W | undefined; readonly next: number } => {
  const all = [...line.waiting.values()];
  const hold = all.reduce((latest, { id, deferred, from }) => (deferred && !line.suspect.has(id) ? Math.max(latest, from) : latest), 0);
  if (hold > now) return { first: undefined, next: hold };
  const ready = all.filter(({ from }) => from <= now);
  const failures = ({ id }: W): number => line.failed.get(id) ?? 0;
  const fewest = ready.reduce((least, each) => Math.min(least, failures(each)), Number.POSITIVE_INFINITY);
  const first = ready.filter((each) => failures(each) <= fewest + patienceWithOne).sort(byUrgency)[0];
  return { first, next: all.reduce((next, { from }) => (from > now ? Math.min(next, from) : next), Number.POSITIVE_INFINITY) };
};

/**
 * Whose turn it is: of each recipient that is not busy and has room in its pace, the message that falls due first; over each channel no
 * more than it may carry. Pure.
 */
export const turnOf = <W extends Waiting>(
  lines: Iterable<Line<W>>,
  underWay: ReadonlyMap<string, number>,
  pace: Pace,
  now: number,
): Turn<W> => {
  let askAt = Number.POSITIVE_INFINITY;
  const ready: W[] = [];
  for (const line of lines) {
    if (line.busy || line.waiting.size === 0) continue;
    const open = startable(line.spentUntil, pace);
    const { first, next } = open > now ? { first: undefined, next: open } : firstOf(line, now);
    askAt = Math.min(askAt, next);
    if (first !== undefined) ready.push(first);
  }
  const load = new Map(underWay);
  const start = ready.sort(byUrgency).filter(({ channel }) => {
    const carried = load.get(channel) ?? 0;
    if (carried < pace.perChannel) load.set(channel, carried + 1);
    return carried < pace.perChannel;
  });
  return { start, askAt: Number.isFinite(askAt) ? askAt : undefined };
};
