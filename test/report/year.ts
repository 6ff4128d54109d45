// The records of a synthetic year: written from what its author chose, with statuses as the operator itself decides them.

import { utc } from '../../operator/api/time.ts';
import type { Incident, IncidentCost, IncidentSpec, Notification } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import type { Register } from '../../operator/report/register.ts';
import { compiled, duty, incident, observed, policy, regime } from '../build.ts';
import { type Chance, chanceOf } from '../hostile/chance.ts';
import { type Case, type CaseCost, loneCase, plantedCases, windowDays } from './case.ts';

/** When the figures of the year are made. */
export const asOf = '2027-01-05T12:00:00Z';

export const organisation = policy({
  regimes: ['law'],
  rates: {
    currency: 'EUR',
    perHour: { responder: '75.00' },
    hourly: [{ role: 'responder', from: '2026-07-01', price: '90.00' }],
    // Until the first rate begins there is none, and what was paid then is in no total.
    exchange: [
      { currency: 'USD', from: '2026-03-01', rate: '2' },
      { currency: 'USD', from: '2026-08-01', rate: '3.00' },
    ],
  },
  recurrence: { window: `P${windowDays}D`, by: ['category', 'asset'], threshold: 3 },
});

/** Two duties of which an author can say by heart what became of them. */
const regimes = compiled(
  regime([
    duty({ name: 'assess', from: 'facts.reportedAt', within: 'PT24H', metAt: 'facts.assessedAt' }),
    duty({ name: 'tell', audience: 'Authority', when: 'has(incident.personalData)', from: 'awareAt', within: 'PT72H' }),
  ]),
);

const money = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** One cost as entries: what was estimated first, where somebody did, and what took its place. */
const costEntries = ({ at, kind, cents, estimate, currency, minutes, guessed }: CaseCost, index: number): readonly IncidentCost[] => {
  const entry = { at: utc(at), by: 'h.desk', kind, ...(currency === 'EUR' ? {} : { currency }) };
  const guess = guessed === undefined ? [] : [{ ...entry, id: `g${index}`, amount: money(guessed), estimate: true }];
  const value = minutes === undefined ? { amount: money(cents) } : { role: 'responder', minutes };
  return [...guess, { ...entry, id: `c${index}`, ...value, estimate, ...(guessed === undefined ? {} : { corrects: `g${index}` }) }];
};

const spec = (each: Case): Partial<IncidentSpec> => {
  const by = 'h.desk';
  const { review, breach } = each;
  const lessons = review?.lessons ?? [];
  return {
    drill: each.drill,
    ...(each.closed ? { closures: [{ id: 'z1', at: asOf, by: 's.wouters', summary: 'Done.' }] } : {}),
    ...(each.assessed === undefined
      ? {}
      : {
          assessments: [
            {
              id: 'a1',
              at: utc(each.assessed),
              by,
              verdict: each.verdict ?? 'Incident',
              reasons: 'As it is.',
              ...(each.level === undefined ? {} : { ratings: { activities: 'Low', data: each.level } }),
              ...(each.referred ? { refer: 'CISO' as const } : {}),
            },
          ],
        }),
    milestones: [
      ...(each.contained === undefined ? [] : [{ id: 'm1', at: utc(each.contained), by, reached: 'Contained' as const }]),
      ...(each.recovered === undefined ? [] : [{ id: 'm2', at: utc(each.recovered), by, reached: 'Recovered' as const }]),
    ],
    ...(breach === undefined
      ? {}
      : { personalData: { role: 'Controller' as const, awareAt: utc(breach.aware), ...(breach.cause && { cause: breach.cause }) } }),
    costs: each.costs.flatMap(costEntries),
    ...(review === undefined
      ? {}
      : {
          review: [
            {
              id: 'r1',
              at: utc(review.at),
              by,
              rootCause: review.rootCause,
              controls: review.controls,
              lessons: lessons.map(({ dueAt }, n) => ({
                id: `l${n}`,
                text: `Lesson ${n}`,
                ...(dueAt !== undefined && { dueAt: utc(dueAt) }),
              })),
            },
          ],
          ...(review.approval && {
            approvals: [
              { id: 'p1', at: utc(review.approval.at), by: 'a.verbeke', subject: 'Lessons', decision: review.approval.decision, of: 'r1' },
            ],
          }),
          followUps: lessons.flatMap(({ settled }, n) =>
            settled === undefined ? [] : [{ id: `f${n}`, at: utc(settled.at), by, lesson: `r1/l${n}`, outcome: settled.outcome }],
          ),
        }),
  };
};

const noticesOf = (each: Case): readonly Notification[] => {
  const { breach, name, namespace } = each;
  if (breach === undefined) return [];
  return [
    {
      apiVersion: 'meldpunt.dev/v1alpha1',
      kind: 'Notification',
      metadata: {
        name: `${name}-tell`,
        namespace,
        uid: `uid-${name}-tell`,
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: utc(breach.aware),
      },
      spec: {
        incidentRef: { name },
        duty: 'tell',
        audience: 'Authority',
        ...(breach.explained ? { delayJustification: 'The courier was ill.' } : {}),
      },
      status: breach.sent === undefined ? { phase: 'Incomplete' } : { phase: 'Sent', sentAt: utc(breach.sent) },
    },
  ];
};

const incidentOf = (each: Case, notifications: readonly Notification[]): Incident => {
  const plain = incident(spec(each), undefined, each.name);
  const { category: _, asset: __, department: ___, report: ____, ...rest } = plain.spec;
  const reported: Incident = {
    ...plain,
    metadata: { ...plain.metadata, namespace: each.namespace, creationTimestamp: utc(each.reported) },
    spec: {
      ...rest,
      ...(each.category && { category: each.category }),
      ...(each.asset && { asset: each.asset }),
      ...(each.department && { department: each.department }),
      report: {
        what: 'Something happened.',
        establishedAt: utc(each.established),
        // One report in two says by itself when it was made; of the others the register knows when it received them.
        ...(each.established % 2000 === 0 && { reportedAt: utc(each.reported) }),
        ...(each.channel && { reportedVia: each.channel }),
      },
    },
  };
  const decision = decideIncident(observed({}, { incident: reported, policy: organisation, regimes, notifications }), asOf);
  return { ...reported, status: JSON.parse(JSON.stringify(decision.status)) };
};

/** What happened, and the records of it. */
export interface Year {
  readonly cases: readonly Case[];
  readonly register: Register;
}

const begin = Date.parse('2025-12-31T23:00:00Z');
const secondsOfYear = 365 * 86_400;

const casesOf = (chance: Chance, howMany: number): readonly Case[] => {
  const when = (share: number): number => begin + Math.floor(chance.next() * share * secondsOfYear) * 1000;
  const planted = [
    [5, 10],
    [4, 45],
    [6, 30],
    [3, 90],
    [4, 91],
    [2, 5],
    [9, 20],
  ].flatMap(([count = 0, every = 1], index) => plantedCases(chance, `again-${index}`, when(0.3), count, every));
  const lone = Array.from({ length: Math.max(0, howMany - planted.length) }, (_, index) => loneCase(chance, `lone-${index}`, when(1)));
  return [...planted, ...lone];
};

/** A year of incidents in 2026 that follows from a seed. The records are in an order of their own. */
export const syntheticYear = (seed: number, howMany: number): Year => {
  const chance = chanceOf(seed);
  const cases = casesOf(chance, howMany);
  const records = cases
    .map((each) => ({ each, place: chance.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => {
      const notices = noticesOf(each);
      return { incident: incidentOf(each, notices), notices };
    });
  return {
    cases,
    register: {
      incidents: records.map((record) => record.incident),
      notifications: records.flatMap(({ notices }) => notices),
      weaknesses: [],
    },
  };
};
