import type { Incident, Notification, TimelineArchive } from '../api/types.gen.ts';
import { erasedBreaches } from './breach-remains.ts';
import { type BreachEntry, breachesOf, type Told } from './breaches.ts';
import { type Period, within } from './period.ts';

/** The records that the register of breaches is made of. */
export interface BreachSource {
  readonly incidents: readonly Incident[];
  readonly notifications: readonly Notification[];
  readonly archives: readonly TimelineArchive[];
}

/** When a breach is placed in time: when the organisation became aware, else when it was established. */
const momentOf = ({ awareAt, establishedAt }: BreachEntry): string | undefined => awareAt ?? establishedAt ?? undefined;

const inTime = (a: BreachEntry, b: BreachEntry): number =>
  Date.parse(momentOf(a) ?? '0001-01-01T00:00:00Z') - Date.parse(momentOf(b) ?? '0001-01-01T00:00:00Z') ||
  (`${a.namespace}/${a.incident}` < `${b.namespace}/${b.incident}` ? -1 : 1);

/**
 * The register of breaches (art. 33(5), N6): every personal-data breach, those that nobody was told of too, with those that are only
 * suspected and those that were decided to be none, each marked so; the earliest first. With a period, those of which the organisation
 * became aware in it.
 */
export const breachRegister = ({ incidents, notifications, archives }: BreachSource, period?: Period): readonly BreachEntry[] => {
  const present = new Set(incidents.map(({ metadata }) => metadata.uid));
  return [...breachesOf(incidents, notifications), ...erasedBreaches(archives, present)]
    .filter((entry) => period === undefined || within(period, momentOf(entry)))
    .sort(inTime);
};

const toldColumns = ['authority', 'subjectsTold', 'controller'] as const;
const toldFields = ['state', 'dueAt', 'at', 'references', 'delay'] as const;

type Plain = Exclude<keyof BreachEntry, (typeof toldColumns)[number]>;

/** Every field of an entry, in the order in which somebody reads them; one left out does not type-check. */
const plainFields: Readonly<Record<Plain, true>> = {
  namespace: true,
  incident: true,
  state: true,
  title: true,
  role: true,
  phase: true,
  tlp: true,
  what: true,
  occurredAt: true,
  establishedAt: true,
  reportedAt: true,
  awareAt: true,
  awareBasis: true,
  kinds: true,
  cause: true,
  malicious: true,
  subjects: true,
  subjectCategories: true,
  vulnerable: true,
  records: true,
  recordCategories: true,
  exfiltration: true,
  recipients: true,
  consequences: true,
  measures: true,
  containedAt: true,
  recoveredAt: true,
  endedAt: true,
  suggestedRisk: true,
  risk: true,
  decidedAt: true,
  decidedBy: true,
  decision: true,
  advice: true,
  adviceReasons: true,
  exemption: true,
  exemptionReasons: true,
  erasedAt: true,
  digest: true,
  uid: true,
};

const plainNames = Object.keys(plainFields) as readonly Plain[];

const textOf = (value: Told[keyof Told] | BreachEntry[Plain]): string =>
  value === null ? '' : Array.isArray(value) ? value.join('; ') : String(value);

/** The register as rows of texts, the names of the columns first; codes stay codes, and what is not known is empty. */
export const breachRows = (entries: readonly BreachEntry[]): readonly (readonly string[])[] => [
  [...plainNames, ...toldColumns.flatMap((name) => toldFields.map((field) => `${name}.${field}`))],
  ...entries.map((entry) => [
    ...plainNames.map((name) => textOf(entry[name])),
    ...toldColumns.flatMap((name) => toldFields.map((field) => textOf(entry[name][field]))),
  ]),
];
