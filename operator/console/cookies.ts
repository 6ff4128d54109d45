/** Reads and writes the cookies of the console. */
export interface Cookies {
  readonly read: (header: string | undefined, name: string) => string | undefined;
  /** Seconds to live; 0 removes it, undefined ends it with the browser. */
  readonly write: (name: string, value: string, seconds?: number) => string;
}

/**
 * Cookies of this host alone: over HTTPS with the prefix `__Host-`, by which a browser takes them from nobody else. `Lax`, because
 * whoever follows a link in a mail is still signed in; what changes something is guarded by more than that.
 */
export const createCookies = (secure: boolean): Cookies => {
  const full = (name: string): string => `${secure ? '__Host-' : ''}meldpunt-${name}`;
  return {
    read: (header, name) => {
      const found = (header ?? '').split(';').map((part) => part.trim().split('=', 2));
      // Of two with one name, somebody put one there: neither is taken.
      const values = found.filter(([key]) => key === full(name)).map(([, value]) => value ?? '');
      return values.length === 1 ? values[0] : undefined;
    },
    write: (name, value, seconds) =>
      [
        `${full(name)}=${value}`,
        'Path=/',
        'HttpOnly',
        'SameSite=Lax',
        ...(secure ? ['Secure'] : []),
        ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
      ].join('; '),
  };
};
