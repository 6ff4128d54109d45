import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { at, breach, incident, observed } from '../build.ts';

const { report } = incident().spec;

/** The condition about the order of the facts, as `reason message`. */
const said = (spec: Partial<IncidentSpec>): string | undefined => {
  const condition = decideIncident(observed(spec), at(30)).status.conditions?.find(({ type }) => type === 'FactsInOrder');
  return condition && `${condition.status} ${condition.reason} ${condition.message}`;
};

const aware = (awareAt: string, rest: Partial<IncidentSpec> = {}) =>
  said({ report: { ...report, establishedAt: at(5) }, awareAt, ...rest });

test('facts that follow one another need no condition', () => {
  assert.is(said({}), undefined);
  assert.is(aware(at(5)), undefined);
  assert.is(
    aware(at(6), {
      classifications: [{ id: 'c1', at: at(8), by: 's.wouters', regime: 'nis2', result: 'Significant', classifiedAt: at(7) }],
    }),
    undefined,
  );
});

test('awareness before detection is said, with both places', () => {
  assert.is(
    aware(at(4)),
    `False AwareBeforeDetected awareAt ${at(4)} lies before report.establishedAt ${at(5)}: an incident is not aware of it before it was detected. Correct one of the two.`,
  );
});

test('a classification before awareness is said, until it is corrected', () => {
  const wrong = { id: 'c1', at: at(8), by: 's.wouters', regime: 'nis2', result: 'Significant' as const, classifiedAt: at(5.5) };
  assert.match(aware(at(6), { classifications: [wrong] }) ?? '', /^False ClassifiedBeforeAware classifications /);
  assert.is(aware(at(6), { classifications: [wrong, { ...wrong, id: 'c2', at: at(9), classifiedAt: at(7), corrects: 'c1' }] }), undefined);
});

test('an answer that corrects when the facts were established brings them into order', () => {
  const answers = [{ id: 'a1', at: at(9), by: 'h.desk', question: 'establishedAt' as const, value: at(3) }];
  assert.is(aware(at(4), { answers }), undefined);
});

test('clocks run on from what was stated', () => {
  const spec = {
    report: { ...report, establishedAt: at(5) },
    personalDataCheck: 'Found' as const,
    personalData: breach({ awareAt: at(1) }),
  };
  const { status } = decideIncident(observed(spec), at(30));
  assert.is(status.deadlines?.find(({ name }) => name === 'gdpr-authority')?.dueAt, at(73));
  assert.ok(status.conditions?.some(({ type }) => type === 'FactsInOrder'));
});

test.run();
