import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, IncidentStatus } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { observeIncident, type Surroundings } from '../../operator/incident/observe.ts';
import { assessment, at, breach, compiled, incident, policy, shipped } from '../build.ts';

const regimes = compiled(shipped('gdpr'));
const repeats = (id: string, hours: number, original: string) =>
  assessment({ id, at: at(hours), verdict: 'Duplicate', duplicateOf: original });
const dismissed: IncidentStatus = { phase: 'Dismissed', verdict: 'Duplicate', awareAt: at(2) };
const duplicate = (spec: Partial<IncidentSpec>, status: IncidentStatus = dismissed, name = 'inc-2') => incident(spec, status, name);
const original = incident({ personalDataCheck: 'Found', personalData: breach({ awareAt: at(10) }) });

const around = (others: readonly Incident[]): Surroundings => ({
  policy: () => policy(),
  regimes: () => regimes,
  notificationsOf: () => [],
  evidenceOf: () => [],
  weakness: () => undefined,
  playbook: () => undefined,
  earlier: () => ({ count: 0, latest: [] }),
  precedents: () => [],
  incident: () => undefined,
  duplicatesOf: () => others,
});
const decide = (...others: readonly Incident[]) => decideIncident(observeIncident(original, around(others)), at(11));

test('the clock to the authority runs from the awareness that a duplicate brings, if it is earlier', () => {
  const { status } = decide(duplicate({ assessments: [repeats('a1', 3, 'inc-1')] }));
  assert.equal([status.awareAt, status.deadlines?.[0]?.name, status.deadlines?.[0]?.from], [at(2), 'gdpr-authority', at(2)]);
  assert.is(decide(duplicate({ assessments: [repeats('a1', 3, 'inc-1')] }, { ...dismissed, awareAt: at(12) })).status.awareAt, at(10));
});

test('a report that is no duplicate of this one, any more or yet, brings nothing', () => {
  const none = [
    duplicate({ assessments: [repeats('a1', 3, 'inc-1')] }, { ...dismissed, phase: 'Confirming' }),
    duplicate(
      { assessments: [repeats('a1', 3, 'inc-1'), assessment({ id: 'a2', at: at(4) })] },
      { phase: 'Containing', verdict: 'Incident', awareAt: at(2) },
    ),
    duplicate({ assessments: [repeats('a1', 3, 'inc-1'), repeats('a2', 4, 'inc-7')] }),
    duplicate({ assessments: [repeats('a1', 3, 'inc-1'), { ...repeats('a2', 4, 'inc-7'), corrects: 'a1' }] }),
  ];
  for (const each of none) assert.is(decide(each).status.awareAt, at(10));
});

test('an awareness passed on moves the due time, and says so', () => {
  const before = decide();
  const after = decideIncident(
    observeIncident(
      { ...original, status: JSON.parse(JSON.stringify(before.status)) },
      around([duplicate({ assessments: [repeats('a1', 3, 'inc-1')] })]),
    ),
    at(12),
  );
  assert.equal(
    after.entries.map(({ reason, note }) => `${reason} ${note}`),
    [`DeadlineChanged gdpr-authority from ${at(2)} due ${at(74)} was ${at(82)}`],
  );
});

test.run();
