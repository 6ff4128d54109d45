// What happened in one synthetic incident, as choices of its author: moments in milliseconds, money in cents. The truth of a year is
// counted from these alone, and the records are written from them.
import type { IncidentCategory, IncidentPersonalDataCause, IncidentReportReportedVia } from '../../operator/api/types.gen.ts';
import type { Chance } from '../hostile/chance.ts';

export interface CaseCost {
  readonly at: number;
  readonly kind: 'Labour' | 'External' | 'Loss' | 'Reimbursement';
  readonly cents: number;
  readonly estimate: boolean;
  readonly currency: 'EUR' | 'USD';
  /** Written as minutes of a responder, whose hour costs 75.00 and from the first of July on 90.00: a minute is 125 cents, or 150. */
  readonly minutes?: number;
  /** What had been estimated before, in cents of the same currency. */
  readonly guessed?: number;
}

export interface CaseLesson {
  readonly dueAt?: number;
  readonly settled?: { readonly at: number; readonly outcome: 'Done' | 'Dropped' };
}

export interface CaseReview {
  readonly at: number;
  readonly rootCause: string;
  readonly controls: readonly { readonly control: string; readonly adequate: boolean }[];
  readonly lessons: readonly CaseLesson[];
  readonly approval?: { readonly at: number; readonly decision: 'Approve' | 'Return' };
}

export interface Case {
  readonly name: string;
  readonly namespace: string;
  readonly drill: boolean;
  readonly category?: IncidentCategory;
  readonly department?: string;
  readonly asset?: string;
  readonly channel?: IncidentReportReportedVia;
  readonly established: number;
  readonly reported: number;
  readonly assessed?: number;
  readonly verdict?: 'Event' | 'Incident' | 'NearMiss' | 'FalsePositive';
  /** Assessed, and passed on to the CISO, who has not answered: no verdict counts yet. */
  readonly referred: boolean;
  /** The level of the one dimension that decides: Low is S4, High is S2, Critical is S1 and major. */
  readonly level?: 'Low' | 'High' | 'Critical';
  readonly contained?: number;
  readonly recovered?: number;
  readonly closed: boolean;
  readonly breach?: {
    readonly aware: number;
    readonly cause?: IncidentPersonalDataCause;
    readonly sent?: number;
    readonly explained: boolean;
  };
  readonly costs: readonly CaseCost[];
  readonly review?: CaseReview;
  /** How often the same had come back, this one counted in, where its author planted it. */
  readonly times?: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Whole seconds, so that a moment is written as it was chosen. */
const upTo = ({ next }: Chance, most: number): number => Math.floor((next() * most) / 1000) * 1000;
const sometimes = ({ next }: Chance, share: number): boolean => next() < share;

const categories: readonly IncidentCategory[] = [
  'HumanError',
  'Malfunction',
  'PhysicalBreach',
  'UncontrolledChange',
  'AccessViolation',
  'NonCompliance',
];
const departments = ['pensions', 'ict', 'finance', 'reception'];
const channels: readonly IncidentReportReportedVia[] = ['LineManager', 'Helpdesk', 'CISO', 'DPO', 'Console'];
const breachCauses: readonly IncidentPersonalDataCause[] = ['Theft', 'Loss', 'Misdirected', 'Ransomware', 'Unknown'];
const rootCauses = [
  'Exports are not encrypted',
  'exports are  not ENCRYPTED',
  'No second reader',
  'Patch forgotten',
  'Éénmalige vergissing',
];
const controls = [
  '5.24 Planning of incident management',
  '8.24 Use of cryptography',
  '7.9 Assets off-premises',
  '8.8 Technical vulnerabilities',
];

/** When the hour of a responder becomes dearer, by the calendar of Brussels. */
const dearer = Date.parse('2026-07-01T00:00:00+02:00');

const costOf = (chance: Chance, from: number): CaseCost => {
  const kind = chance.pick(['Labour', 'External', 'Loss', 'Reimbursement'] as const);
  const minutes = 1 + Math.floor(chance.next() * 600);
  const cents = Math.floor(chance.next() * 500_000);
  const at = from + upTo(chance, 40 * day);
  const estimate = sometimes(chance, 0.3);
  return {
    at,
    kind,
    estimate,
    ...(kind === 'Labour'
      ? { minutes, cents: minutes * (at < dearer ? 125 : 150), currency: 'EUR' }
      : { cents, currency: sometimes(chance, 0.1) ? ('USD' as const) : ('EUR' as const) }),
    // Taken from what was drawn already, so that the rest of the year stays as it is.
    ...(!estimate && cents % 3 === 0 ? { guessed: (cents * 7) % 500_000 } : {}),
  };
};

const lessonOf = (chance: Chance, from: number): CaseLesson => ({
  ...(sometimes(chance, 0.8) ? { dueAt: from + upTo(chance, 120 * day) } : {}),
  ...(sometimes(chance, 0.6)
    ? { settled: { at: from + upTo(chance, 120 * day), outcome: sometimes(chance, 0.8) ? ('Done' as const) : ('Dropped' as const) } }
    : {}),
});

const several = <T>({ next }: Chance, most: number, make: () => T): readonly T[] =>
  Array.from({ length: Math.floor(next() * (most + 1)) }, make);

const reviewOf = (chance: Chance, from: number): CaseReview => {
  const at = from + upTo(chance, 30 * day);
  const decision = chance.pick(['Approve', 'Approve', 'Approve', 'Return', undefined] as const);
  return {
    at,
    rootCause: chance.pick(rootCauses),
    controls: several(chance, 3, () => ({ control: chance.pick(controls), adequate: sometimes(chance, 0.5) })),
    lessons: several(chance, 3, () => lessonOf(chance, at)),
    ...(decision === undefined ? {} : { approval: { at: at + upTo(chance, 20 * day), decision } }),
  };
};

type Judged = Pick<Case, 'assessed' | 'verdict' | 'referred' | 'level'>;

const judged = (chance: Chance, reported: number): Judged => {
  const assessed = reported + upTo(chance, 30 * hour);
  if (sometimes(chance, 0.05)) return { referred: false };
  if (sometimes(chance, 0.03)) return { assessed, referred: true };
  const verdict = chance.pick(['Incident', 'Incident', 'Incident', 'Incident', 'NearMiss', 'Event', 'FalsePositive'] as const);
  const rated = verdict === 'Incident' && sometimes(chance, 0.95);
  return { assessed, verdict, referred: false, ...(rated ? { level: chance.pick(['Low', 'High', 'Critical'] as const) } : {}) };
};

const breachOf = (chance: Chance, established: number): NonNullable<Case['breach']> => {
  const aware = established + upTo(chance, 10 * hour);
  const sent = sometimes(chance, 0.9) ? { sent: aware + upTo(chance, 80 * hour) } : {};
  return { aware, cause: chance.pick(breachCauses), ...sent, explained: sometimes(chance, 0.5) };
};

/** What followed the judgement of an incident. */
const handled = (
  chance: Chance,
  established: number,
  assessed: number,
): Pick<Case, 'contained' | 'recovered' | 'breach' | 'review' | 'closed'> => {
  const contained = assessed + upTo(chance, 3 * day);
  const recovered = contained + upTo(chance, 5 * day);
  const isContained = sometimes(chance, 0.9);
  const isRecovered = isContained && sometimes(chance, 0.9);
  return {
    ...(isContained ? { contained } : {}),
    ...(isRecovered ? { recovered } : {}),
    ...(sometimes(chance, 0.3) ? { breach: breachOf(chance, established) } : {}),
    ...(isRecovered && sometimes(chance, 0.7) ? { review: reviewOf(chance, recovered) } : {}),
    closed: isRecovered && sometimes(chance, 0.6),
  };
};

/** An incident that has nothing to do with any other: its asset is its own, or nobody knows it. */
export const loneCase = (chance: Chance, name: string, established: number): Case => {
  const reported = established + upTo(chance, 2 * day);
  const judgement = judged(chance, reported);
  return {
    name,
    namespace: chance.pick(['incidents', 'secret']),
    drill: sometimes(chance, 0.05),
    ...(sometimes(chance, 0.95) ? { category: chance.pick(categories) } : {}),
    ...(sometimes(chance, 0.9) ? { department: chance.pick(departments) } : {}),
    ...(sometimes(chance, 0.8) ? { asset: `own-${name}` } : {}),
    ...(sometimes(chance, 0.9) ? { channel: chance.pick(channels) } : {}),
    established,
    reported,
    ...judgement,
    closed: false,
    ...(judgement.verdict === 'Incident' ? handled(chance, established, judgement.assessed ?? reported) : {}),
    costs: several(chance, 3, () => costOf(chance, reported)),
  };
};

/** How far back the policy of the synthetic year looks, in days. */
export const windowDays = 90;

const asIncident = (chance: Chance, name: string, established: number, asset: string): Case => {
  const { asset: _, category: __, level: ___, ...rest } = loneCase(chance, name, established);
  const assessed = rest.reported + hour;
  return {
    ...rest,
    drill: false,
    namespace: 'incidents',
    category: 'HumanError',
    asset,
    assessed,
    verdict: 'Incident',
    referred: false,
    level: 'High',
  };
};

/**
 * The same thing time and again, so many days apart, with what must not count beside it: a rehearsal, a false alarm, the same in another
 * namespace, the same without its asset. How often each one had come back by then follows from how it was laid out.
 */
export const plantedCases = (chance: Chance, name: string, first: number, howMany: number, everyDays: number): readonly Case[] => {
  const members = Array.from(
    { length: howMany },
    (_, index): Case => ({
      ...asIncident(chance, `${name}-${index}`, first + index * everyDays * day, name),
      times: 1 + Math.min(index, Math.floor(windowDays / everyDays)),
    }),
  );
  const beside = (what: string, changes: Partial<Case>): Case => ({
    ...asIncident(chance, `${name}-${what}`, first + hour, name),
    costs: [],
    ...changes,
  });
  const { asset: _, ...unknown } = beside('unknown', {});
  const falseAlarm = beside('alarm', {});
  const { level: __, contained: ___, recovered: ____, breach: _____, review: ______, ...dismissed } = falseAlarm;
  return [
    ...members,
    beside('drill', { drill: true }),
    beside('other', { namespace: 'secret' }),
    { ...dismissed, verdict: 'FalsePositive', closed: false },
    unknown,
  ];
};
