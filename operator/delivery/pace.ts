/** How fast messages may leave for one recipient, and how many may be on their way over one channel. */
export interface Pace {
  readonly perMinute: number;
  /** So many may go at once after a quiet time. */
  readonly burst: number;
  readonly perChannel: number;
  /**
   * After a message, what may go together with others waits so long for them (milliseconds), unless it falls due before. 0: each goes
   * alone.
   */
  readonly windowMs: number;
  /** So many notices are in one message at the most. */
  readonly together: number;
}

/** The usual pace: a person is not buried, and a server not stormed, whatever happens in the register (D8). */
export const usualPace: Pace = { perMinute: 30, burst: 10, perChannel: 4, windowMs: 60_000, together: 16 };

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
  /** The key of the message in which it was tried with others: it goes in that one again, and never without those that wait for it too. */
  readonly bundle?: string | undefined;
  /** Whether it may begin to go together with others for the same recipient. */
  readonly joins: boolean;
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
  /** Until when what may go together with others waits for them. */
  readonly gatherUntil: number;
  /** How often each failed since the recipient last took something. */
  readonly failed: ReadonlyMap<string, number>;
  /** Those that failed although the recipient took another one meanwhile: the fault is theirs, and they keep nobody waiting. */
  readonly suspect: ReadonlySet<string>;
}

/** What a line remembers after an attempt. It is no fact, only a guess at whose fault it was; a restart begins without it. */
export const afterAttempt = (
  { failed, suspect }: Pick<Line, 'failed' | 'suspect'>,
  ids: readonly string[],
  taken: boolean,
): Pick<Line, 'failed' | 'suspect'> => {
  if (!taken) return { failed: new Map([...failed, ...ids.map((id) => [id, (failed.get(id) ?? 0) + 1] as const)]), suspect };
  return { failed: new Map(), suspect: new Set([...suspect, ...failed.keys()].filter((each) => !ids.includes(each))) };
};

/** So many times more than the others a message is tried before another one of the line is, which shows whose fault it is. */
const patienceWithOne = 2;

/** What may start now, each the notices of one message, the most urgent first; and when to ask again at the latest. */
export interface Turn<W extends Waiting = Waiting> {
  readonly start: readonly (readonly W[])[];
  readonly askAt: number | undefined;
}

/** From when on each of a line may go: a message of several when all may, and what may still join others when it has waited for them. */
const startsOf = <W extends Waiting>(line: Line<W>, { windowMs }: Pace): ReadonlyMap<W, number> => {
  const bundles = new Map<string, number>();
  for (const { bundle, from } of line.waiting.values())
    if (bundle !== undefined) bundles.set(bundle, Math.max(from, bundles.get(bundle) ?? 0));
  const startOf = ({ bundle, joins, from, dueAt }: W): number => {
    if (bundle !== undefined) return bundles.get(bundle) ?? from;
    return joins && windowMs > 0 ? Math.max(from, Math.min(line.gatherUntil, dueAt - windowMs)) : from;
  };
  return new Map([...line.waiting.values()].map((each) => [each, startOf(each)] as const));
};

/** Everything that goes in one message with the first of a line. */
const withOthers = <W extends Waiting>(first: W, line: Line<W>, { windowMs, together }: Pace, now: number): readonly W[] => {
  const all = [...line.waiting.values()];
  if (first.bundle !== undefined) return all.filter(({ bundle }) => bundle === first.bundle);
  if (!first.joins || windowMs === 0) return [first];
  const others = all.filter((each) => each !== first && each.joins && each.from <= now).sort(byUrgency);
  return [first, ...others.slice(0, together - 1)];
};

/**
 * The first of a line that may go now, with those that go in the same message, and when the next one may. After a failure the whole line
 * waits, so that a recipient that is away is asked by one message at a time, and the most urgent of all goes first when it is back.
 */
const firstOf = <W extends Waiting>(line: Line<W>, pace: Pace, now: number): { readonly first: readonly W[]; readonly next: number } => {
  const starts = [...startsOf(line, pace)];
  const hold = starts.reduce(
    (latest, [{ id, deferred }, from]) => (deferred && !line.suspect.has(id) ? Math.max(latest, from) : latest),
    0,
  );
  if (hold > now) return { first: [], next: hold };
  const ready = starts.flatMap(([each, from]) => (from <= now ? [each] : []));
  const failures = ({ id }: W): number => line.failed.get(id) ?? 0;
  const fewest = ready.reduce((least, each) => Math.min(least, failures(each)), Number.POSITIVE_INFINITY);
  const first = ready.filter((each) => failures(each) <= fewest + patienceWithOne).sort(byUrgency)[0];
  const next = starts.reduce((soonest, [, from]) => (from > now ? Math.min(soonest, from) : soonest), Number.POSITIVE_INFINITY);
  return { first: first === undefined ? [] : withOthers(first, line, pace, now), next };
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
  const ready: { readonly urgent: W; readonly group: readonly W[] }[] = [];
  for (const line of lines) {
    if (line.busy || line.waiting.size === 0) continue;
    const open = startable(line.spentUntil, pace);
    const { first, next } = open > now ? { first: [], next: open } : firstOf(line, pace, now);
    askAt = Math.min(askAt, next);
    const [urgent] = first;
    if (urgent !== undefined) ready.push({ urgent, group: first });
  }
  const load = new Map(underWay);
  const start = ready
    .sort((a, b) => byUrgency(a.urgent, b.urgent))
    .filter(({ urgent: { channel } }) => {
      const carried = load.get(channel) ?? 0;
      if (carried < pace.perChannel) load.set(channel, carried + 1);
      return carried < pace.perChannel;
    });
  return { start: start.map(({ group }) => group), askAt: Number.isFinite(askAt) ? askAt : undefined };
};
