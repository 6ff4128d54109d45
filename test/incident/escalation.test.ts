// Shows: R-g.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec, IncidentStatusDeadline } from '../../operator/api/types.gen.ts';
import { escalate, type Ladders, ladderOf } from '../../operator/incident/escalation.ts';
import { at, breach, policy } from '../build.ts';
import { afterwards, deadlineOf, linesOf, noted, settle, statusOf, world } from '../world.ts';

const privacy: Partial<IncidentSpec> = { personalDataCheck: 'Found', personalData: breach() };

const ladder = (duty: string, ...shares: readonly number[]) => ({
  duty,
  steps: shares.map((share) => ({ share, to: share < 100 ? (['ContactPoint'] as const) : (['CISO', 'Management'] as const) })),
});

/** The authority is told within 72 hours from the first hour on. */
const start = (escalation: Ladders) => world(privacy, { policy: policy({ ...(escalation && { escalation }) }) });

const told = (hours: readonly number[], escalation: Ladders): readonly string[] => {
  let current = start(escalation);
  for (const hour of hours) current = settle(current, at(hour));
  return linesOf(current, 'gdpr-authority').filter((line) => line.startsWith('Escalated'));
};

const rungs = ladder('gdpr-authority', 50, 75, 100, 150);
const lines = [
  'Escalated at 50% to ContactPoint',
  'Escalated at 75% to ContactPoint',
  'Escalated at 100% to CISO,Management',
  'Escalated at 150% to CISO,Management',
];

test('each rung is told at its share of the time, once', () => {
  const hours = [2, 36.9, 37, 37, 54.9, 55, 60, 73, 73.001, 80, 108.9, 109, 200];
  const steps = hours.map((_, n) => told(hours.slice(0, n + 1), [rungs]).length);
  assert.equal(steps, [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4]);
  assert.equal(told(hours, [rungs]), lines);
});

test('rungs that passed while nobody looked are told when somebody does, each once', () => {
  assert.equal(told([2, 500, 501], [rungs]), lines);
});

test('a clock that is set back tells nothing again and takes nothing back', () => {
  assert.equal(told([2, 60, 2, 60, 110, 2, 110], [rungs]), lines);
});

test('what was done in time is told no rung after it', () => {
  const filings = [{ id: 'f1', at: at(30), by: 'p.lambert', reference: 'GBA-4711' }];
  const met = noted(settle(start([rungs]), at(2)), 'inc-1-gdpr-authority', { filings }, at(31));
  assert.not(linesOf(settle(met, at(300)), 'gdpr-authority').some((line) => line.startsWith('Escalated')));
});

test('what was done late, and is seen later still, is told the rungs up to when it was done', () => {
  const late: IncidentStatusDeadline = { name: 'd', regime: 'gdpr', from: at(0), dueAt: at(10), state: 'MetLate', metAt: at(12) };
  const ladders = [ladder('d', 50, 100, 120, 150)];
  const { escalated, wakeAt } = escalate(late, ladders, true, at(300));
  assert.equal([escalated, wakeAt], [[50, 100, 120], undefined]);
  assert.equal(escalate({ ...late, escalated: [50] }, ladders, false, at(301)).drafts, [], 'it is history by then');
});

test('a due time that moved begins its ladder anew', () => {
  const before = settle(start([rungs]), at(60));
  assert.equal(deadlineOf(before, 'gdpr-authority')?.escalated, [50, 75]);
  const earlier = { id: 'c1', at: at(61), by: 'a.verbeke', awareAt: at(0), reason: 'Told by telephone.' };
  const moved = afterwards(before, { ...privacy, personalData: breach({ awareCorrections: [earlier] }) }, at(61));
  assert.equal(deadlineOf(moved, 'gdpr-authority')?.escalated, [50, 75]);
  assert.is(linesOf(moved, 'gdpr-authority').filter((line) => line.startsWith('Escalated')).length, 4);
});

test('a ladder that is edited tells nothing of duties that are over', () => {
  const missed = settle(start(undefined), at(80));
  const waiver = { id: 'w1', at: at(81), by: 'a.verbeke', risk: 'Unlikely' as const, reasons: 'Encrypted.', advice: 'v1' };
  const advice = { id: 'v1', at: at(81), by: 'p.lambert', on: 'Risk' as const, advice: 'Agree' };
  const ended = afterwards(missed, { ...privacy, personalData: breach({ advices: [advice], decisions: [waiver] }) }, at(82));
  assert.ok(deadlineOf(ended, 'gdpr-authority')?.endedAt);
  const edited = { ...ended, observed: { ...ended.observed, policy: policy({ escalation: [rungs] }) } };
  const after = settle(edited, at(300));
  assert.equal(linesOf(after, 'gdpr-authority'), linesOf(ended, 'gdpr-authority'));
});

test('the ladder of the duty comes before the one of every duty, and that before the default', () => {
  const law = { name: 'gdpr-authority', regime: 'gdpr' };
  const own = { name: 'policy-review', regime: 'policy' };
  const shares = (deadline: Parameters<typeof ladderOf>[0], ladders: Ladders) =>
    ladderOf(deadline, ladders).map(({ share, to }) => `${share} ${to.join(' ')}`);
  const every = ladder('*', 120, 60);
  assert.equal(shares(law, [every, ladder('gdpr-authority', 100)]), ['100 CISO Management']);
  assert.equal(shares(own, [every, ladder('gdpr-authority', 100)]), ['60 ContactPoint', '120 CISO Management']);
  assert.equal(shares(law, [ladder('other', 50, 100)]), ['100 DPO CISO Management']);
  assert.equal(shares(own, undefined), ['100 CISO']);
});

test('the next wake is the next rung, before the due time and after it', () => {
  const running: IncidentStatusDeadline = { name: 'd', regime: 'gdpr', from: at(0), dueAt: at(10), state: 'Running' };
  assert.is(escalate(running, [ladder('d', 50, 100)], false, at(1)).wakeAt, at(5));
  assert.is(escalate({ ...running, state: 'Missed', escalated: [100] }, [ladder('d', 100, 150)], false, at(11)).wakeAt, at(15));
  assert.is(escalate({ ...running, state: 'Missed', escalated: [100, 150] }, [ladder('d', 100, 150)], false, at(16)).wakeAt, undefined);
});

test('however often somebody looks, each rung that was reached is told once and none before its time', () => {
  const shares = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 });
  const looks = fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 12 });
  void fc.assert(
    fc.property(shares, looks, (percents, times) => {
      const ladders = [ladder('d', ...percents)];
      let deadline: IncidentStatusDeadline = { name: 'd', regime: 'gdpr', from: at(0), dueAt: at(100), state: 'Running' };
      const heard: string[] = [];
      for (const hour of times) {
        const missed = deadline.state === 'Missed' || hour > 100;
        const news = missed && deadline.state === 'Running';
        deadline = { ...deadline, state: missed ? 'Missed' : 'Running' };
        const { escalated, drafts } = escalate(deadline, ladders, news, at(hour));
        deadline = { ...deadline, ...(escalated && { escalated }) };
        heard.push(...drafts.map(({ note }) => note));
      }
      const latest = Math.max(...times);
      const due = percents.filter((share) => share < latest || (share === latest && share !== 100));
      assert.is(heard.length, due.length);
      assert.equal([...new Set(deadline.escalated ?? [])].sort(), due.sort());
    }),
  );
});

test('a miss stands before closure until somebody has said why', () => {
  const missed = settle(start(undefined), at(80));
  const open = (of: ReturnType<typeof start>) =>
    statusOf(of).blockers?.flatMap(({ reason, role, message }) =>
      reason === 'MissUnexplained' && message.startsWith('gdpr-authority') ? [`${reason} (${role}) ${message}`] : [],
    );
  assert.equal(open(missed), [
    `MissUnexplained (Controller) gdpr-authority, due ${at(73)}, was missed: say why in spec.delays, or in delayJustification of notification inc-1-gdpr-authority.`,
  ]);
  const delay = { id: 'd1', at: at(81), by: 'p.lambert', deadline: 'gdpr-authority', reason: 'The portal was down.' };
  assert.equal(open(afterwards(missed, { ...privacy, delays: [delay] }, at(81))), []);
  assert.equal(open(noted(missed, 'inc-1-gdpr-authority', { delayJustification: 'The portal was down.' }, at(81))), []);
  const elsewhere = { ...delay, deadline: 'policy-authority' };
  assert.is(open(afterwards(missed, { ...privacy, delays: [elsewhere] }, at(81)))?.length, 1);
});

test.run();
