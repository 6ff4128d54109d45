// Shows: W1, W4, R-f.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WeaknessSpec, WeaknessStatus } from '../../operator/api/types.gen.ts';
import { digest } from '../../operator/journal/canonical.ts';
import { decideWeakness } from '../../operator/weakness/decide.ts';
import { at, policy, weakness } from '../build.ts';

const decide = (spec: Partial<WeaknessSpec>, now = at(10), status?: WeaknessStatus, incidents: readonly string[] = []) =>
  decideWeakness({ weakness: weakness(spec, status), incidents, policy: policy() }, now);

const evaluation = (treat: 'Remedy' | 'Accept' | 'Duplicate' | 'NotAWeakness', id = 'e1', hours = 2) =>
  ({ id, at: at(hours), by: 's.wouters', likelihood: 'High', impact: 'Medium', reasons: 'r', treat }) as const;
const remedy = { owner: 'd.maes', dueAt: '2026-11-23T10:00:00+01:00', plan: 'Encrypt' };
const repair = { id: 'r1', at: at(5), by: 'd.maes', how: 'Encrypted' };
const remedied = [repair];
const verified = (
  result: 'Effective' | 'NotEffective' = 'Effective',
  by = 's.wouters',
  changes: { id?: string; of?: string; at?: string } = {},
) => ({ id: 'v1', at: at(6), by, of: 'r1', result, how: 'Looked', ...changes }) as const;
const acceptance = (until?: string) => [{ id: 'x1', at: at(4), by: 'a.verbeke', reasons: 'Small', ...(until && { until }) }];

const table: readonly (readonly [string, Partial<WeaknessSpec>, WeaknessStatus['phase']])[] = [
  ['a report', {}, 'Reported'],
  ['an evaluated one', { evaluations: [evaluation('Remedy')] }, 'Evaluated'],
  ['one with a plan', { evaluations: [evaluation('Remedy')], remedy }, 'Remedying'],
  ['one that is none', { evaluations: [evaluation('NotAWeakness')] }, 'Rejected'],
  ['one that is known already', { evaluations: [evaluation('Duplicate')] }, 'Rejected'],
  ['one that is one after all', { evaluations: [evaluation('NotAWeakness'), evaluation('Remedy', 'e2', 3)] }, 'Evaluated'],
  ['one that was repaired and that nobody looked at', { evaluations: [evaluation('Remedy')], remedy, remedied }, 'Remedying'],
  ['one that was repaired before anybody evaluated it', { remedied }, 'Remedying'],
  ['a remedied one', { evaluations: [evaluation('Remedy')], remedy, remedied, verifications: [verified()] }, 'Remedied'],
  ['one of which it is told who verified it', { remedied: [{ ...repair, verifiedBy: 's.wouters' }] }, 'Remedied'],
  [
    'one of which it is told that it was verified, and whose remedy does not work',
    { remedied: [{ ...repair, verifiedBy: 's.wouters' }], verifications: [verified('NotEffective')] },
    'Remedying',
  ],
  ['one verified by whoever repaired it', { remedied, verifications: [verified('Effective', 'd.maes')] }, 'Remedying'],
  ['one whose remedy does not work', { remedied, verifications: [verified('NotEffective')] }, 'Remedying'],
  [
    'one whose remedy turned out not to work after all',
    { remedied, verifications: [verified(), verified('NotEffective', 's.wouters', { id: 'v2', at: at(7) })] },
    'Remedying',
  ],
  [
    'one repaired again after it was verified',
    { remedied: [...remedied, { id: 'r2', at: at(7), by: 'd.maes', how: 'Better' }], verifications: [verified()] },
    'Remedying',
  ],
  ['an accepted one', { evaluations: [evaluation('Accept')], acceptances: acceptance() }, 'Accepted'],
  ['one accepted until its very moment', { acceptances: acceptance(at(10)) }, 'Accepted'],
  ['one whose acceptance has run out', { evaluations: [evaluation('Accept')], acceptances: acceptance(at(9)) }, 'Evaluated'],
  ['one both accepted and remedied', { acceptances: acceptance(), remedied, verifications: [verified()] }, 'Remedied'],
  ['one accepted while nobody verified its remedy', { acceptances: acceptance(), remedied }, 'Accepted'],
];

for (const [what, spec, phase] of table) test(`${what} is ${phase}`, () => assert.is(decide(spec).status.phase, phase));

test('what a repair waits for stands in the condition', () => {
  const ready = (spec: Partial<WeaknessSpec>) => decide(spec).status.conditions?.find(({ type }) => type === 'Ready')?.message;
  assert.is(ready({ remedied }), 'Phase Remedying: remedy r1 waits for another person, who says in spec.verifications whether it works.');
  const failed = { remedied, verifications: [verified('NotEffective')] };
  assert.is(ready(failed), 'Phase Remedying: remedy r1 was found not to work; carry out another one.');
  assert.is(ready({ remedied, verifications: [verified()] }), 'Phase Remedied.');
});

test('an acceptance ends at its date, and the weakness opens again by itself', () => {
  const spec = { evaluations: [evaluation('Accept')], acceptances: acceptance('2026-10-23T20:12:00+02:00') };
  const accepted = decide(spec, at(10));
  assert.equal([accepted.status.dueAt, accepted.wakeAt], [at(11), at(11).replace('Z', '.001Z')]);
  const over = decide(spec, accepted.wakeAt, JSON.parse(JSON.stringify(accepted.status)));
  assert.equal([over.status.phase, over.status.dueAt, over.wakeAt], ['Evaluated', undefined, undefined]);
  assert.equal(over.entries, [{ actor: 'meldpunt', reason: 'PhaseChanged', note: 'Accepted -> Evaluated' }]);
});

test('the due date of a remedy is shown in UTC', () =>
  assert.is(decide({ evaluations: [evaluation('Remedy')], remedy }).status.dueAt, '2026-11-23T09:00:00Z'));

test("everything is recorded once, in order, and who reported it unless that is nobody's business", () => {
  const spec = { evaluations: [evaluation('Remedy')], remedied, verifications: [verified()], acceptances: acceptance(at(90)) };
  const first = decide(spec);
  assert.equal(
    first.entries.map(({ actor, reason, note }) => `${actor} ${reason} ${note}`),
    [
      `m.janssens WeaknessReported ${digest('Exports are not encrypted')}`,
      `s.wouters WeaknessEvaluated evaluations/e1 High/Medium Remedy ${digest(spec.evaluations[0])}`,
      `a.verbeke RiskAccepted acceptances/x1 until ${at(90)} ${digest(spec.acceptances[0])}`,
      `d.maes WeaknessRemedied remedied/r1 ${digest(remedied[0])}`,
      `s.wouters WeaknessVerified verifications/v1 r1 Effective ${digest(spec.verifications[0])}`,
    ],
  );
  const again = decide(spec, at(10), JSON.parse(JSON.stringify(first.status)));
  assert.equal([again.entries, again.status], [[], first.status]);
  assert.is(decide({ report: { at: at(1), anonymous: true } }).entries[0]?.actor, 'unknown');
});

test('a change of what it is about is told', () => {
  const before = JSON.parse(JSON.stringify(decide({ asset: 'exports' }).status));
  assert.equal(
    decide({ asset: 'backups', remedy }, at(10), before).entries.map(({ reason, note }) => `${reason} ${note}`),
    ['FactChanged asset exports -> backups', `FactChanged remedy none -> ${digest(remedy)}`],
  );
});

test('the incidents that name it are listed by name, as many as the status holds', () => {
  assert.equal(decide({}, at(10), undefined, ['inc-2', 'inc-1']).status.incidents, ['inc-1', 'inc-2']);
  const many = Array.from({ length: 70 }, (_, n) => `inc-${100 + n}`);
  assert.equal(decide({}, at(10), undefined, many.toReversed()).status.incidents, many.slice(0, 64));
  assert.is(decide({}).status.incidents, undefined);
});

test.run();
