import { Registry } from 'prom-client';
import { categories } from '../api/choices.ts';
import type { IncidentPolicy, TimelineEntry } from '../api/types.gen.ts';
import { latenessOf } from '../incident/follow.ts';
import { exactly, folding } from './family.ts';
import type { DurationField } from './happenings.ts';
import { counterOf, gaugeOf, histogramOf, plainGauge, type Sample, samplesOf } from './instruments.ts';
import { type Countable, createRegister } from './register.ts';

/** The figures of the register, fed with every object as it changes. */
export interface DomainFigures {
  /** Puts what an object says in the place of what it said before. Objects of one incident may come in any order. */
  replace(object: Countable): void;
  /** Takes an object that was deleted out of the gauges. */
  remove(uid: string): void;
  /** Takes in what was just written on the timeline of a record; a drill is in no figure. */
  recorded(object: { readonly spec?: { readonly drill?: boolean } }, entries: readonly TimelineEntry[]): void;
  /** Objects of which no figures could be made. */
  unreadable(): number;
  readonly registry: Registry;
}

/** What the figures need besides the objects. */
export interface DomainOptions {
  /** The moment of a scrape, in milliseconds since the epoch. */
  readonly now?: () => number;
  /** The policy that counts, for the currency and rates of costs that state none. */
  readonly policy?: () => IncidentPolicy | undefined;
}

const outcomes = ['Closed', 'Dismissed'] as const;

function* secondsUntil(nearest: Iterable<{ readonly duty: string; readonly at: number }>, now: number): Iterable<Sample> {
  for (const { duty, at } of nearest) yield { labels: { duty }, value: Math.round((at - now) / 1_000) };
}

/** Creates the figures of the register (L1), in a registry of their own, because only the leader exports them. */
export const createDomainFigures = ({ now = Date.now, policy }: DomainOptions = {}): DomainFigures => {
  const registry = new Registry();
  const created = counterOf(registry, 'meldpunt_incidents_created_total', exactly(11), folding(1, 'category'));
  const closed = counterOf(registry, 'meldpunt_incidents_closed_total', exactly(22), folding(2, 'category'));
  const took: Readonly<Record<DurationField, (seconds: number) => void>> = {
    toReportSeconds: histogramOf(registry, 'meldpunt_incident_to_report_seconds'),
    toAssessSeconds: histogramOf(registry, 'meldpunt_incident_to_assess_seconds'),
    toContainSeconds: histogramOf(registry, 'meldpunt_incident_to_contain_seconds'),
    toRecoverSeconds: histogramOf(registry, 'meldpunt_incident_to_recover_seconds'),
  };
  const late = histogramOf(registry, 'meldpunt_deadline_lateness_seconds');
  // A counter that appears with its first event loses that event: increase() needs a value to rise from.
  for (const category of [...categories, 'none']) {
    created({ category }, 0);
    for (const outcome of outcomes) closed({ category, outcome }, 0);
  }
  const happenings = {
    created: (category: string) => created({ category }),
    closed: (category: string, outcome: string) => closed({ category, outcome }),
    took: (field: DurationField, seconds: number) => took[field](seconds),
  };
  const register = createRegister(happenings, policy);
  gaugeOf(registry, 'meldpunt_incidents', () => samplesOf(register.incidents.cells()));
  plainGauge(registry, 'meldpunt_incidents_recurring', register.recurring);
  plainGauge(registry, 'meldpunt_incidents_recurring_high_impact', register.recurringHighImpact);
  plainGauge(registry, 'meldpunt_lessons_overdue', register.lessonsOverdue);
  gaugeOf(registry, 'meldpunt_incident_cost', () => samplesOf(register.costs.cells(), 100));
  plainGauge(registry, 'meldpunt_incident_costs_left_out', register.costsLeftOut);
  gaugeOf(registry, 'meldpunt_deadlines', () => samplesOf(register.deadlines.cells()));
  gaugeOf(registry, 'meldpunt_deadline_seconds', () => secondsUntil(register.nearest.all(), now()));
  gaugeOf(registry, 'meldpunt_notifications', () => samplesOf(register.notifications.cells()));
  plainGauge(registry, 'meldpunt_notifications_overdue', register.overdue);
  gaugeOf(registry, 'meldpunt_evidence_items', () => samplesOf(register.evidence.cells()));
  plainGauge(registry, 'meldpunt_evidence_unreadable', register.unread);
  const recorded: DomainFigures['recorded'] = (object, entries) => {
    if (object.spec?.drill === true) return;
    for (const entry of entries) {
      const seconds = latenessOf(entry);
      if (seconds !== undefined) late(seconds);
    }
  };
  return { replace: register.replace, remove: register.remove, recorded, unreadable: register.unreadable, registry };
};
