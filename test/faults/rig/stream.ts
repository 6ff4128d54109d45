// What the Tap does to the events of a watch: it lets them pass, late, or as if the states between had not been seen.

/** How the events of a kind are passed on. */
export type StreamMode =
  | { readonly kind: 'pass' }
  /** Each event is so many milliseconds late, in order: the operator sees what was. */
  | { readonly kind: 'lag'; readonly ms: number; readonly from?: EventType }
  /** What happened within so many milliseconds is told as its end: states between are never observed. */
  | { readonly kind: 'coalesce'; readonly ms: number; readonly from?: EventType };

/** What can happen to an object. With `from`, events are held back only from the first of that type on. */
export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

const begins = ({ from }: { readonly from?: EventType }, lines: readonly string[]): boolean =>
  from === undefined || lines.some((line) => line.startsWith(`{"type":"${from}"`));

interface Told {
  readonly type: string;
  readonly uid: string;
  readonly line: string;
}

const read = (line: string): Told => {
  const { type, object } = JSON.parse(line) as {
    readonly type: string;
    readonly object: { readonly metadata?: { readonly uid?: string } };
  };
  return { type, uid: object.metadata?.uid ?? '', line };
};

/** What is left to tell of one object: nothing, if it came and went. */
const last = (all: readonly Told[]): readonly string[] => {
  const [first, end] = [all[0], all.at(-1)];
  if (first === undefined || end === undefined) return [];
  if (first.type !== 'ADDED') return [end.line];
  return end.type === 'DELETED' ? [] : [end.line.replace(/^\{"type":"MODIFIED"/, '{"type":"ADDED"')];
};

/**
 * The lines of a stream without the states between: of each object only the last, an object that came and went not at all. Bookmarks and
 * errors keep their place behind what came before them.
 */
export const coalesced = (lines: readonly string[]): readonly string[] => {
  const all = lines.map(read);
  const end = all.findIndex(({ type }) => type === 'BOOKMARK' || type === 'ERROR');
  const head = end < 0 ? all : all.slice(0, end);
  const mark = all[end];
  const told = [...Map.groupBy(head, ({ uid }) => uid).values()].flatMap(last);
  return mark === undefined ? told : [...told, mark.line, ...coalesced(lines.slice(end + 1))];
};

/** Cuts bytes into lines and passes them on as the mode of the moment says. */
export const createValve = (mode: () => StreamMode, write: (text: string) => void) => {
  let rest = '';
  let held: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let deaf = false;
  const emit = (lines: readonly string[]): void => {
    if (!deaf && lines.length > 0) write(`${lines.join('\n')}\n`);
  };
  const flush = (how: StreamMode['kind']): void => {
    timer = undefined;
    const lines = held;
    held = [];
    emit(how === 'coalesce' ? coalesced(lines) : lines);
  };
  return {
    take: (chunk: string): void => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      const fresh = lines.filter((line) => line !== '');
      held.push(...fresh);
      const now = mode();
      if (timer !== undefined) return;
      if (now.kind === 'pass' || !begins(now, fresh)) flush('pass');
      else timer = setTimeout(() => flush(now.kind), now.ms);
    },
    /** Says nothing any more, with the connection open: a half-open one. */
    deafen: (): void => {
      deaf = true;
    },
    close: (): void => clearTimeout(timer),
  };
};
