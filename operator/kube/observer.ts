import type { Kind } from '../api/kinds.ts';

/** How a reconcile ended, as a metric label. */
export type ReconcileResult = 'done' | 'again' | 'conflict' | 'retry' | 'quarantined' | 'fenced';

/** What happened to a watch, as a metric label. */
export type WatchHappening = 'event' | 'list' | 'resume' | 'gone' | 'silent' | 'error';

/** What became of an Event that follows from a timeline entry, as a metric label. */
export type EventOutcome = 'posted' | 'existed' | 'retried' | 'dropped';

/**
 * Where the machinery reports what it does; telemetry turns it into metrics and log lines. Nothing passed here holds names,
 * addresses or content (S6): labels are kinds, verbs and codes only, so that the number of series does not grow with the register.
 */
export interface Observer {
  reconciled(kind: Kind, result: ReconcileResult, seconds: number): void;
  queueDepth(kind: Kind, depth: number): void;
  watched(kind: Kind, happening: WatchHappening, count: number): void;
  requested(verb: string, code: string, seconds: number): void;
  event(outcome: EventOutcome, count: number): void;
  leading(leading: boolean): void;
  /** A sentence for the log, with identifiers only (kind, namespace/name, uid, code). */
  log(level: 'info' | 'warn' | 'error', message: string, fields?: Readonly<Record<string, string | number>>): void;
}

const ignore = () => undefined;

/** An observer that ignores everything: what commands and tests without metrics use. */
export const silent: Observer = {
  reconciled: ignore,
  queueDepth: ignore,
  watched: ignore,
  requested: ignore,
  event: ignore,
  leading: ignore,
  log: ignore,
};
