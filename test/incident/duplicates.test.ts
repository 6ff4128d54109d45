import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec, IncidentStatus } from '../../operator/api/types.gen.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { ringOf } from '../../operator/incident/duplicates.ts';
import { observeIncident, type Surroundings } from '../../operator/incident/observe.ts';
import { assessment, at, breach, compiled, epoch, incident, policy, shipped } from '../build.ts';

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

const claims = (name: string, original: string, hours: number) =>
  incident({ personalDataCheck: 'NotFound', assessments: [repeats('a1', hours, original)] }, undefined, name);
const among =
  (...all: readonly Incident[]) =>
  (name: string) =>
    all.find(({ metadata }) => metadata.name === name);

test('the claim that closes a ring of duplicates does not count, over however many hops, and says so', () => {
  const all = [claims('inc-1', 'inc-2', 1), claims('inc-2', 'inc-3', 2), claims('inc-3', 'inc-1', 3)];
  const find = among(...all);
  assert.equal(
    all.map((each) => ringOf(each, find)),
    [undefined, undefined, ['inc-1', 'inc-2', 'inc-3']],
  );
  const [, , last] = all;
  if (last === undefined) throw new Error('There are three.');
  const { status } = decideIncident(observeIncident(last, { ...around([]), incident: (_, name) => find(name) }), at(4));
  assert.is(status.phase, 'Reported');
  assert.equal(status.blockers?.[0], {
    reason: 'DuplicateCycle',
    role: 'ContactPoint',
    message: 'The verdict Duplicate closes a ring, so it does not count: assess again, or reopen the original among inc-1, inc-2.',
  });
  const condition = status.conditions?.find(({ type }) => type === 'DuplicatesInOrder');
  assert.equal([condition?.status, condition?.reason], ['False', 'DuplicateCycle']);
  assert.match(
    condition?.message ?? '',
    'by way of inc-1, inc-2, inc-3. It does not count: the incident stays open with all its facts, and the others repeat it.',
  );
});

/** The surroundings of some incidents that know one another. */
const knowing = (all: readonly Incident[]): Surroundings => ({
  ...around([]),
  incident: (_, name) => among(...all)(name),
  duplicatesOf: (_, name) => all.filter(({ spec }) => spec.assessments?.some(({ duplicateOf }) => duplicateOf === name)),
});

test('nothing is passed on by the claim that closes a ring, even where it had been dismissed before the ring was closed', () => {
  const ended = ({ spec, metadata }: Incident): Incident => incident(spec, dismissed, metadata.name);
  const all = [claims('inc-1', 'inc-2', 1), claims('inc-2', 'inc-3', 2), claims('inc-3', 'inc-1', 3)].map(ended);
  assert.equal(
    all.map((each) => observeIncident(each, knowing(all)).duplicates.map(({ name }) => name)),
    [[], ['inc-1'], ['inc-2']],
  );
});

test('an incident knows who leads back to it over however many hops, so that admission can refuse the verdict that would close a ring', () => {
  const all = [
    incident({}, undefined, 'inc-9'),
    claims('inc-1', 'inc-9', 1),
    claims('inc-3', 'inc-1', 2),
    claims('inc-2', 'inc-1', 3),
    claims('inc-4', 'inc-2', 4),
    incident({ assessments: [repeats('a1', 1, 'inc-9'), assessment({ id: 'a2', at: at(5) })] }, undefined, 'inc-5'),
  ];
  const named = all.map((each) => decideIncident(observeIncident(each, knowing(all)), at(6)).status.repeatedBy);
  assert.equal(named, [['inc-1', 'inc-2', 'inc-3', 'inc-4'], ['inc-2', 'inc-3', 'inc-4'], undefined, ['inc-4'], undefined, undefined]);
});

test('a verdict that was taken back by a reopening leads nowhere', () => {
  const reopenings = [{ id: 'o1', at: at(3), by: 's.wouters', reason: 'It is the original.', to: 'Reported' as const }];
  const back = claims('inc-1', 'inc-2', 2);
  const reopened = incident({ ...back.spec, reopenings }, undefined, 'inc-1');
  const other = claims('inc-2', 'inc-1', 4);
  assert.equal(ringOf(other, among(back, other)), ['inc-1', 'inc-2']);
  assert.is(ringOf(other, among(reopened, other)), undefined);
  assert.equal(observeIncident(other, knowing([reopened, other])).repeatedBy, []);
});

test('of a flood of duplicates as many are named as a status holds', () => {
  const all = [incident({}, undefined, 'inc-9'), ...Array.from({ length: 99 }, (_none, n) => claims(`dup-${n}`, 'inc-9', n))];
  const [first] = all;
  if (first === undefined) throw new Error('There are a hundred.');
  assert.is(observeIncident(first, knowing(all)).repeatedBy.length, 32);
});

test('a chain that ends, leads into a ring of others, or into nothing closes none', () => {
  assert.is(ringOf(claims('inc-1', 'inc-2', 1), among(claims('inc-2', 'inc-3', 2))), undefined);
  assert.is(ringOf(claims('inc-0', 'inc-1', 9), among(claims('inc-1', 'inc-2', 1), claims('inc-2', 'inc-1', 2))), undefined);
  assert.is(ringOf(incident(), among()), undefined);
});

test('exactly one claim of any ring does not count, in whatever order the reports are looked at', () => {
  const rings = fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 8 }), (hours) => {
    const all = hours.map((hour, n) => claims(`inc-${n}`, `inc-${(n + 1) % hours.length}`, hour));
    const closing = all.filter((each) => ringOf(each, among(...all)) !== undefined);
    assert.is(closing.length, 1);
    assert.is(Math.max(...hours), Number(hours[all.indexOf(closing[0] ?? original)]));
  });
  fc.assert(rings);
});

test('the reporter, the answers and the personal data of a duplicate are passed on', () => {
  const open = incident({ category: 'Malfunction', report: { ...incident().spec.report, cause: '' } });
  const other = duplicate({
    personalDataCheck: 'Found',
    personalData: breach({ awareAt: at(2) }),
    assessments: [repeats('a1', 3, 'inc-1')],
    report: { ...incident().spec.report, reportedBy: 'j.smet', reportedAt: at(0.5) },
  });
  const laws = { ...around([other]), regimes: () => compiled(shipped('policy')) };
  const { status } = decideIncident(observeIncident(open, laws), at(4));
  assert.equal(status.openQuestions, []);
  assert.equal(status.duplicates, [
    { name: 'inc-2', reportedBy: 'j.smet', reportedAt: at(0.5), awareAt: at(2), personalData: true, answers: ['cause'] },
  ]);
  assert.is(status.awareAt, epoch);
  assert.ok(status.blockers?.some(({ reason }) => reason === 'DuplicateFacts'));
  assert.ok(
    status.deadlines?.some(({ name }) => name === 'policy-authority'),
    'the clock runs for what only the duplicate found',
  );
});

test('a report that turns out to repeat a closed incident reopens it, and is told once', () => {
  const closures = [{ id: 'c1', at: at(5), by: 's.wouters', summary: 'Over.' }];
  const closed = (status?: IncidentStatus) => incident({ ...original.spec, assessments: [assessment()], closures }, status);
  const late = (endedAt: string) => duplicate({ assessments: [repeats('a1', 6, 'inc-1')] }, { ...dismissed, endedAt });
  const first = decideIncident(observeIncident(closed(), around([late(at(4))])), at(7));
  assert.is(first.status.phase, 'Closed');
  const reopened = decideIncident(
    observeIncident(closed(first.status), around([late(at(6)), { ...late(at(6)), metadata: { ...late(at(6)).metadata, name: 'inc-3' } }])),
    at(7),
  );
  assert.is(reopened.status.phase, 'Containing');
  assert.equal(
    reopened.entries.filter(({ reason }) => reason === 'ReopenedByDuplicate').map(({ note }) => note),
    ['inc-3'],
  );
  assert.ok(reopened.status.blockers?.some(({ reason }) => reason === 'ReviewMissing'));
});

test.run();
