import { effective } from '../api/entries.ts';
import type { Incident, IncidentStatusDeadline, Notification } from '../api/types.gen.ts';
import { type Period, within } from './period.ts';

/** What became of one duty in a period: of the deadlines that were due in it. The states add up to `due`. */
export interface DutyFigures {
  readonly duty: string;
  readonly regime: string | null;
  readonly clause: string | null;
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  /** Ran out and not met, whether it is still asked or not. */
  readonly missed: number;
  readonly waived: number;
  /** Asked no more, because its facts changed. */
  readonly superseded: number;
  /** Due later in the period than now. */
  readonly running: number;
}

/** One deadline that was not kept. */
export interface Lateness {
  readonly namespace: string;
  readonly incident: string;
  readonly duty: string;
  /** Whether somebody had to be told; else it is a deadline of the organisation's own work. */
  readonly notice: boolean;
  readonly dueAt: string;
  /** When it was met after all; null while it is not. */
  readonly metAt: string | null;
  /** How many seconds after `dueAt`; null while it is not met. */
  readonly seconds: number | null;
  /** Whether somebody has said why, in the notice or on the record (N2). */
  readonly explained: boolean;
}

/** The duties of a period (N1, N2): how they were kept, and each that was not, the longest delay first. */
export interface Duties {
  readonly byDuty: readonly DutyFigures[];
  readonly late: readonly Lateness[];
}

type Outcome = keyof Pick<DutyFigures, 'inTime' | 'late' | 'missed' | 'waived' | 'superseded' | 'running'>;

/** A clock that ran out is missed, also while the operator has not come to say so. */
const outcomeOf = ({ state, dueAt }: IncidentStatusDeadline, now: number): Outcome => {
  switch (state) {
    case 'Met':
      return 'inTime';
    case 'MetLate':
      return 'late';
    case 'Missed':
      return 'missed';
    case 'Waived':
      return 'waived';
    case 'Superseded':
      return 'superseded';
    case 'Running':
      return Date.parse(dueAt) < now ? 'missed' : 'running';
  }
};

interface Due {
  readonly incident: Incident;
  readonly deadline: IncidentStatusDeadline;
  readonly outcome: Outcome;
}

const figuresFor = (duty: string, all: readonly Due[]): DutyFigures => {
  const having = (outcome: Outcome): number => all.filter((due) => due.outcome === outcome).length;
  const first = all[0]?.deadline;
  return {
    duty,
    regime: first?.regime ?? null,
    clause: first?.clause ?? null,
    due: all.length,
    inTime: having('inTime'),
    late: having('late'),
    missed: having('missed'),
    waived: having('waived'),
    superseded: having('superseded'),
    running: having('running'),
  };
};

/** The law comes before the policy's own rules, each in the order of names. */
const inOrder = (a: DutyFigures, b: DutyFigures): number =>
  Number(a.regime === 'policy') - Number(b.regime === 'policy') || (a.duty < b.duty ? -1 : Number(a.duty > b.duty));

const latenessOf = ({ incident, deadline }: Due, justified: ReadonlySet<string>): Lateness => {
  const { name, dueAt, metAt, notification } = deadline;
  const { namespace, name: of } = incident.metadata;
  const explained = effective(incident.spec.delays).some((delay) => delay.deadline === name);
  return {
    namespace,
    incident: of,
    duty: name,
    notice: notification !== undefined,
    dueAt,
    metAt: metAt ?? null,
    seconds: metAt === undefined ? null : Math.floor((Date.parse(metAt) - Date.parse(dueAt)) / 1000),
    explained: explained || justified.has(`${namespace}/${notification}`),
  };
};

const longestFirst = (a: Lateness, b: Lateness): number =>
  Number(a.seconds !== null) - Number(b.seconds !== null) ||
  (b.seconds ?? 0) - (a.seconds ?? 0) ||
  (`${a.dueAt}${a.incident}${a.duty}` < `${b.dueAt}${b.incident}${b.duty}` ? -1 : 1);

/**
 * The duties of which the due time, in the strict reading on which alarms go, lies in a period: of all records that are no drills,
 * whenever they were reported. `now` is in milliseconds since the epoch.
 */
export const dutiesIn = (incidents: readonly Incident[], notifications: readonly Notification[], period: Period, now: number): Duties => {
  const all = incidents.flatMap((incident) =>
    (incident.status?.deadlines ?? [])
      .filter(({ dueAt }) => within(period, dueAt))
      .map((deadline): Due => ({ incident, deadline, outcome: outcomeOf(deadline, now) })),
  );
  const justified = new Set(
    notifications.flatMap(({ metadata, spec }) =>
      (spec.delayJustification ?? '').trim() === '' ? [] : [`${metadata.namespace}/${metadata.name}`],
    ),
  );
  return {
    byDuty: [...Map.groupBy(all, ({ deadline }) => deadline.name)].map(([duty, due]) => figuresFor(duty, due)).sort(inOrder),
    late: all
      .filter(({ outcome }) => outcome === 'late' || outcome === 'missed')
      .map((due) => latenessOf(due, justified))
      .sort(longestFirst),
  };
};
