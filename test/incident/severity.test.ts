// Shows: A7, A10.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPolicySpec } from '../../operator/api/types.gen.ts';
import { pinnedSeverities } from '../../operator/incident/assessment.ts';
import { scaleOf, severityOf, targetOf } from '../../operator/incident/classification.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { assessment, at, classification, incident, observed, policy, written } from '../build.ts';

const { combine: _, ...uncombined } = classification;
const scale = (changes: Partial<IncidentPolicySpec['classification']> = {}) => {
  const made = scaleOf(policy({ classification: { ...uncombined, ...changes } }));
  assert.ok(made);
  return made;
};

const ratings = (activities: string, data: string) => ({ activities, data });
const rated = (name: string, major: boolean, score: number) => ({ kind: 'Rated', name, major, score });
const refused = (problem: string) => ({ kind: 'Refused', problem });

const table: readonly (readonly [string, Parameters<typeof scale>[0], Readonly<Record<string, string>>, object])[] = [
  ['the highest rating decides', { combine: 'Max' }, ratings('Low', 'High'), rated('S2', false, 3)],
  ['a major one says so', {}, ratings('Critical', 'Low'), rated('S1', true, 4)],
  ['the lowest ratings give the lowest severity', {}, ratings('Low', 'Low'), rated('S4', false, 1)],
  ['left out, ratings are combined by the highest', {}, ratings('Low', 'High'), rated('S2', false, 3)],
  ['where ratings are summed the sum decides', { combine: 'Sum' }, ratings('Low', 'High'), rated('S1', true, 4)],
  ['a sum below another severity stays below it', { combine: 'Sum' }, ratings('Low', 'Low'), rated('S4', false, 2)],
  [
    'the order in which severities are listed means nothing',
    { severities: classification.severities.toReversed() },
    ratings('Low', 'Critical'),
    rated('S1', true, 4),
  ],
  [
    'a score below every severity gets the lowest one',
    { severities: classification.severities.slice(0, 2) },
    ratings('Low', 'Low'),
    rated('S2', false, 1),
  ],
  [
    'a dimension that was not rated counts as nothing',
    {},
    { data: 'High' },
    refused('ratings.activities is missing: rate it as one of Low, High, Critical'),
  ],
  ['a level outside the scale is refused', {}, ratings('Low', 'Enormous'), refused('ratings.data must be one of Low, High, Critical')],
  [
    'a dimension outside the scale is refused',
    {},
    { ...ratings('Low', 'High'), fame: 'High' },
    refused('ratings.fame is no dimension of the scale: activities, data'),
  ],
];

for (const [what, changes, given, expected] of table) test(what, () => assert.equal(severityOf(scale(changes), given), expected));

test('a target is that of the severity, and the strictest of all before one is known', () => {
  const within = (severity: string | undefined, target: string) => targetOf(scale(), severity, target);
  assert.equal(within('S2', 'contain'), { kind: 'Within', within: 'PT24H' });
  assert.equal(within(undefined, 'contain'), { kind: 'Within', within: 'PT8H' });
  assert.equal(within('S2', 'celebrate'), { kind: 'None' });
  assert.equal(within('S9', 'contain'), { kind: 'Unknown' });
  assert.equal(targetOf(undefined, 'S2', 'contain'), { kind: 'Unknown' });
});

const assessed = [
  assessment(),
  assessment({ id: 'a2', at: at(2), ratings: ratings('Critical', 'Low') }),
  assessment({ id: 'a3', at: at(3), ratings: ratings('Low', 'Enormous') }),
];

test('every assessment is pinned to the scale as it was, whatever becomes of the scale', () => {
  const { spec } = incident({ assessments: assessed });
  const [old, changed] = [policy({}, 4), policy({ classification: { ...classification, severities: [{ name: 'S9', minScore: 1 }] } }, 5)];
  const pinnedTo = { generation: 4, digest: scale({ combine: 'Max' }).digest };
  const pinned = pinnedSeverities(spec, undefined, old, scaleOf(old));
  assert.equal(pinned, [
    { id: 'a1', severity: 'S2', major: false, scale: pinnedTo },
    { id: 'a2', severity: 'S1', major: true, scale: pinnedTo },
    { id: 'a3', scale: pinnedTo },
  ]);
  assert.equal(pinnedSeverities(spec, pinned, changed, scaleOf(changed)), pinned);
  assert.equal(pinnedSeverities(spec, pinned, undefined, undefined), pinned);
});

test('without ratings or without a scale nothing is pinned', () => {
  const { ratings: _, ...unrated } = assessment();
  assert.equal(pinnedSeverities(incident({ assessments: [unrated] }).spec, undefined, policy(), scale()), []);
  assert.equal(pinnedSeverities(incident({ assessments: [assessment()] }).spec, undefined, undefined, undefined), []);
});

test('ratings outside the scale are refused in a condition, leave the severity unknown and everything else going', () => {
  const { status, entries } = decideIncident(observed({ personalDataCheck: 'NotFound', assessments: assessed.slice(2) }), at(4));
  assert.equal([status.phase, status.verdict, status.severity, status.major], ['Containing', 'Incident', undefined, undefined]);
  assert.equal(
    status.conditions?.map(({ type, status: state, reason, message }) => [type, state, reason, message]),
    [
      ['Ready', 'True', 'Reconciled', 'Phase Containing.'],
      ['Classified', 'False', 'RatingRefused', 'ratings.data must be one of Low, High, Critical'],
    ],
  );
  assert.equal(
    entries.filter(({ reason }) => reason === 'SeverityRated').map(({ note }) => note),
    [`assessments/a3 outside the scale ${scale({ combine: 'Max' }).digest}`],
  );
});

test('a later scale does not give a severity to ratings that were refused: somebody assesses again', () => {
  const before = observed({ personalDataCheck: 'NotFound', assessments: assessed.slice(2) });
  const wider = {
    ...classification,
    dimensions: classification.dimensions.map((dimension) => ({
      ...dimension,
      levels: [...dimension.levels, { name: 'Enormous', score: 4 }],
    })),
  };
  const after = written({ ...before, policy: policy({ classification: wider }, 2) }, decideIncident(before, at(4)));
  const { status, entries } = decideIncident(after, at(5));
  assert.equal(
    [status.severity, status.conditions?.at(-1)?.message],
    [undefined, 'the scale did not know the ratings when they were given; assess again'],
  );
  assert.equal(entries, []);
});

test.run();
