/** Which objects belong to which incident, and which incidents are drills: those and all that belongs to them stay out. */
export interface Belonging {
  isDrill(incident: string): boolean;
  /** Marks an incident, and answers with the objects that have to go because it turned out to be a drill. */
  mark(incident: string, drill: boolean): Iterable<string>;
  join(incident: string, uid: string): void;
  leave(incident: string, uid: string): void;
}

/**
 * Nothing belongs to anything yet. A deleted drill stays marked until another incident takes its name, because what belonged to
 * it may still be there.
 */
export const createBelonging = (): Belonging => {
  const members = new Map<string, Set<string>>();
  const drills = new Set<string>();
  return {
    isDrill: (incident) => drills.has(incident),
    mark: (incident, drill) => {
      if (!drill) drills.delete(incident);
      if (!drill || drills.has(incident)) return [];
      drills.add(incident);
      return members.get(incident) ?? [];
    },
    join: (incident, uid) => {
      const known = members.get(incident);
      if (known === undefined) members.set(incident, new Set([uid]));
      else known.add(uid);
    },
    leave: (incident, uid) => {
      const known = members.get(incident);
      known?.delete(uid);
      if (known?.size === 0) members.delete(incident);
    },
  };
};
