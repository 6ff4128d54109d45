import type { Session } from '../asked.ts';
import type { Cookies } from '../cookies.ts';
import type { Seals } from '../seal.ts';

/** Keeps sessions in the browser, sealed; nothing of them is kept here. */
export interface Sessions {
  /** The cookies that begin a session. */
  readonly begin: (session: Session) => readonly string[];
  /** The cookies that end it. */
  readonly end: () => readonly string[];
  /** The session that the cookies of a request hold; undefined where there is none, or it is over. */
  readonly read: (cookies: string | undefined) => Session | undefined;
}

/** A session lasts as long as its token, and this at most (milliseconds): signing in again costs a click where the issuer still knows one. */
export const longestSession = 3_600_000;

/** Browsers keep cookies of 4096 bytes; a token that names many groups is longer, and goes into several. */
const partSize = 3_600;
const names = ['session', 'session-2', 'session-3'] as const;

/** The largest token that fits (characters), so that a larger one can be refused with a reason. */
export const longestToken = 7_500;

const isSession = (value: unknown): value is readonly [string, string, number] =>
  Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string' && typeof value[2] === 'number';

/** Sessions in cookies; `now` in milliseconds since the epoch. */
export const createSessions = (seals: Pick<Seals, 'seal' | 'open'>, cookies: Cookies, now: () => number): Sessions => ({
  begin: ({ user, token, expires }) => {
    const sealed = seals.seal('session', JSON.stringify([user, token, expires]));
    const seconds = Math.max(1, Math.floor((expires - now()) / 1000));
    // A part that this session does not need may be there from a longer one before it.
    return names.map((name, index) => {
      const part = sealed.slice(index * partSize, (index + 1) * partSize);
      return cookies.write(name, part, part === '' ? 0 : seconds);
    });
  },
  end: () => names.map((name) => cookies.write(name, '', 0)),
  read: (header) => {
    const sealed = names.map((name) => cookies.read(header, name) ?? '').join('');
    if (sealed === '') return undefined;
    const text = seals.open('session', sealed);
    if (text === undefined) return undefined;
    const value: unknown = JSON.parse(text);
    if (!isSession(value)) return undefined;
    const [user, token, expires] = value;
    return expires > now() ? { user, token, expires } : undefined;
  },
});
