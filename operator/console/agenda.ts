import type { Incident } from '../api/types.gen.ts';
import type { Cache } from '../kube/cache.ts';

/** Which incidents a list shows. */
export type Shown = 'open' | 'all' | NonNullable<NonNullable<Incident['status']>['phase']>;

/** What somebody wants to see of the incidents. */
export interface Wanted {
  readonly namespaces: readonly string[];
  readonly shown: Shown;
  /** Words of which each has to be in the reference, the title, or what was hit; the empty text for all. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

/** One page of a list. */
export interface Slice {
  readonly items: readonly Incident[];
  /** From 1; the last one where a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** So many stand on one page. */
export const onePage = 50;

/** The incidents in the order of their next clock, as the operator's watch last saw them. */
export interface Agenda {
  /** Whether the watch has seen everything that there is. */
  readonly isWhole: () => boolean;
  readonly slice: (wanted: Wanted) => Slice;
}

interface Row {
  readonly incident: Incident;
  readonly due: string;
  readonly created: string;
  readonly text: string;
}

const rowOf = (incident: Incident): Row => ({
  incident,
  due: incident.status?.nextDeadline ?? '9999',
  created: incident.metadata.creationTimestamp,
  text: `${incident.metadata.name} ${incident.spec.title} ${incident.spec.asset ?? ''}`.toLowerCase(),
});

const later = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What is due first stands first; what has no deadline comes last, the newest first. */
const byUrgency = (a: Row, b: Row): number =>
  later(a.due, b.due) || later(b.created, a.created) || later(a.incident.metadata.name, b.incident.metadata.name);

const over = new Set<string>(['Closed', 'Dismissed']);

const isShown = ({ status }: Incident, shown: Shown): boolean => {
  // What was reported a moment ago has no status yet, and waits for the contact point all the same.
  const phase = status?.phase ?? 'Reported';
  return shown === 'all' || (shown === 'open' ? !over.has(phase) : phase === shown);
};

/**
 * Keeps the order of all incidents, which no list of the API server has (it sorts by name). It is only an order: whether somebody may
 * list a namespace the API server says, each time, to them (docs/decisions/0017).
 */
export const createAgenda = (cache: Pick<Cache<Incident>, 'values' | 'subscribe' | 'synced'>): Agenda => {
  let rows: readonly Row[] | undefined;
  cache.subscribe(() => {
    rows = undefined;
  });
  const inOrder = (): readonly Row[] => {
    rows ??= Array.from(cache.values(), rowOf).sort(byUrgency);
    return rows;
  };
  return {
    isWhole: () => cache.synced(),
    slice: ({ namespaces, shown, search, page: asked }) => {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const found = inOrder().filter(
        ({ incident, text }) =>
          namespaces.includes(incident.metadata.namespace) && isShown(incident, shown) && words.every((word) => text.includes(word)),
      );
      const pages = Math.max(1, Math.ceil(found.length / onePage));
      const page = Math.min(Math.max(1, asked), pages);
      const items = found.slice((page - 1) * onePage, page * onePage).map(({ incident }) => incident);
      return { items, page, pages, total: found.length };
    },
  };
};
