/**
 * What a map holds under a name that somebody else chose; undefined where it holds nothing of its own. Plain indexing would find
 * `constructor` and its like in every map.
 */
export const own = <T>(map: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
