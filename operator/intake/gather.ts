import type { IncidentPolicy } from '../api/types.gen.ts';
import { type Alert, type Message, type System, shortDigest } from './alert.ts';
import { type Ruling, rulingFor } from './rules.ts';

/** What one incident is told at once: the repetitions of one alert, or the members of a storm. */
export interface Report {
  readonly system: System;
  readonly fingerprint: string;
  readonly ruling: Ruling;
  /** In the order in which they came; at least one. */
  readonly alerts: readonly Alert[];
  /** Whether its alerts are different ones that belong together. */
  readonly storm: boolean;
  readonly truncated: number;
}

/** Whether an open incident exists for a fingerprint. */
export type IsOpen = (system: System, fingerprint: string) => boolean;

/** The fingerprint of a group under one rule of the policy, so that what two rules treat differently stays apart. */
const groupFingerprint = (alert: Alert, ruling: Ruling): string => `group-${shortDigest(32, alert.group ?? '', String(ruling.index))}`;

interface Ruled {
  readonly alert: Alert;
  readonly ruling: Ruling;
}

const by = <K>(items: readonly Ruled[], key: (item: Ruled) => K): ReadonlyMap<K, readonly Ruled[]> => Map.groupBy(items, key);

const reportOf = (items: readonly Ruled[], fingerprint: string, storm: boolean, truncated: number): readonly Report[] => {
  const first = items[0];
  if (first === undefined) return [];
  const { alert, ruling } = first;
  return [{ system: alert.system, fingerprint, ruling, alerts: items.map((item) => item.alert), storm, truncated }];
};

const single = (items: readonly Ruled[], truncated: number): readonly Report[] =>
  [...by(items, ({ alert }) => alert.fingerprint)].flatMap(([fingerprint, same]) => reportOf(same, fingerprint, false, truncated));

const distinct = (items: readonly Ruled[]): number =>
  new Set(items.filter(({ alert }) => alert.state === 'firing').map(({ alert }) => alert.fingerprint)).size;

/**
 * Parts a message into what each incident is told. A group of more different alerts than the rule allows is one incident, and
 * stays one while that is open, however few of them come later; an alert that has an open incident of its own keeps it.
 */
export const gather = (message: Message, policy: IncidentPolicy | undefined, isOpen: IsOpen): readonly Report[] => {
  const ruled = message.alerts.map((alert) => ({ alert, ruling: rulingFor(alert, policy) }));
  const loose = ruled.filter(({ alert }) => alert.group === undefined);
  const groups = by(
    ruled.filter(({ alert }) => alert.group !== undefined),
    ({ alert, ruling }) => groupFingerprint(alert, ruling),
  );
  const gathered = [...groups].flatMap(([fingerprint, items]) => {
    const own = items.filter(({ alert }) => isOpen(alert.system, alert.fingerprint));
    const rest = items.filter((item) => !own.includes(item));
    const [first] = items;
    const isStorm = first !== undefined && (distinct(rest) > first.ruling.storm || isOpen(first.alert.system, fingerprint));
    const parts = isStorm ? reportOf(rest, fingerprint, true, message.truncated) : single(rest, message.truncated);
    return [...single(own, message.truncated), ...parts];
  });
  return [...single(loose, message.truncated), ...gathered];
};
