import type { Facts } from '../deadline/instant.ts';
import type { Variables } from '../policy/cel.ts';
import type { Entity } from './entity.ts';

/** What is asked: the moments that are supposed, where, and for whom. */
export interface Question {
  readonly facts: Facts;
  readonly zone: string;
  /** ISO dates; left out, the Belgian legal holidays where the zone is Belgium's, else none. */
  readonly holidays?: readonly string[];
  readonly entity: Entity;
  /** When duties were sent, by name: for what follows on a report. */
  readonly sent: Readonly<Record<string, string>>;
}

/** The classification under which a regime asks something; NIS2 is supposed to apply from awareness unless told otherwise. */
const classificationOf = (regime: string, facts: Facts): object[] => {
  if (regime === 'dora')
    return facts.classifiedAt === undefined ? [] : [{ id: 'c1', regime, result: 'Major', classifiedAt: facts.classifiedAt }];
  if (regime === 'nis2') return [{ id: 'c1', regime, result: 'Significant', classifiedAt: facts.classifiedAt ?? facts.awareAt }];
  return [];
};

/** Asking for a regime supposes that it applies: what the entity is under that law is filled in where it was not given. */
const entityOf = (regime: string, entity: Entity): Readonly<Record<string, unknown>> => ({
  nis2: entity.nis2 ?? (regime === 'nis2' ? 'Essential' : 'None'),
  dora: entity.dora ?? (regime === 'dora' ? 'OtherFinancialEntity' : 'None'),
  trustServices: entity.trustServices ?? false,
});

/**
 * The facts of an incident as the question supposes them: a breach with high risk, assessed as a major incident, of which nothing
 * has been decided or handled yet but what was given.
 */
export const variablesOf = (
  regime: string,
  question: Question,
  sent: Readonly<Record<string, string>>,
  handledAt: string | null,
): Variables => {
  const { facts, entity } = question;
  const awareAt = facts.awareAt ?? null;
  const incident = {
    category: 'PrivacyBreach',
    personalData: { role: entity.role ?? 'Controller' },
    ...(awareAt === null ? {} : { awareAt }),
    classifications: classificationOf(regime, facts),
    report: { establishedAt: awareAt },
  };
  const known = {
    establishedAt: awareAt,
    reportedAt: awareAt,
    seenAt: awareAt,
    assessedAt: null,
    containedAt: null,
    recoveredAt: handledAt,
  };
  return { incident, awareAt, risk: 'High', entity: entityOf(regime, entity), sent, facts: known, verdict: 'Incident', major: true };
};
