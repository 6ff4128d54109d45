// Shows: P7, L4.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PlaybookSpec } from '../../operator/api/types.gen.ts';
import { decidePlaybook, type PlaybookUse } from '../../operator/policy/playbook.ts';
import { at, playbook } from '../build.ts';

const use = (changes: Partial<PlaybookUse> = {}): PlaybookUse => ({
  incident: 'security/inc-1',
  at: at(3),
  drill: false,
  asksChange: false,
  ...changes,
});
const decide = (spec: Partial<PlaybookSpec>, uses: readonly PlaybookUse[] = [], now = at(10)) => {
  const plain = playbook([]);
  return decidePlaybook({ playbook: { ...plain, spec: { ...plain.spec, ...spec } }, uses }, now);
};
const conditions = (spec: Partial<PlaybookSpec>, now?: string) =>
  decide(spec, [], now).status.conditions?.map(({ type, status, reason }) => `${type} ${status} ${reason}`);

test('a playbook counts its uses and its rehearsals apart', () => {
  const uses = [use({ at: at(5) }), use({ at: at(9), drill: true }), use(), use({ at: at(7), drill: true })];
  const { status } = decide({}, uses);
  assert.equal([status.used, status.lastUsed, status.lastRehearsed], [2, at(5), at(9)]);
  const unused = decide({}).status;
  assert.equal([unused.used, unused.lastUsed, unused.lastRehearsed, unused.nextRehearsal], [0, undefined, undefined, undefined]);
});

test('a version counts as approved only when it is the one that was approved', () => {
  const approved = { version: '2', by: 's.wouters' };
  assert.equal(conditions({ version: '2', approved }), ['Ready True Reconciled', 'Approved True Approved']);
  assert.equal(conditions({ version: '3', approved }), ['Ready True Reconciled', 'Approved False NotApproved']);
  assert.equal(conditions({}), ['Ready True Reconciled', 'Approved False NotApproved']);
});

test('the next rehearsal is due so long after the last one, or sooner where that one says so', () => {
  const rehearsals = [{ id: 'r1', at: at(24), by: 'c.peeters', findings: 'Nobody knew the number.' }];
  assert.is(decide({ rehearseEvery: 'P1D' }).status.nextRehearsal, at(24));
  assert.is(decide({ rehearseEvery: 'P1D' }).wakeAt, at(24));
  assert.is(decide({ rehearseEvery: 'P1D', rehearsals }).status.nextRehearsal, at(48));
  assert.is(
    decide({ rehearseEvery: 'P30D', rehearsals: [{ ...rehearsals[0], id: 'r1', findings: 'Bad.', nextAt: at(72) }] }).status.nextRehearsal,
    at(72),
  );
  assert.is(decide({ rehearseEvery: 'P1D' }, [use({ drill: true, at: at(3) })]).status.nextRehearsal, at(27));
});

test('a rehearsal that is overdue is said, and asks for no further waking', () => {
  assert.is(conditions({ rehearseEvery: 'P1D' }, at(23))?.at(-1), 'Rehearsed True Rehearsed');
  assert.is(conditions({ rehearseEvery: 'P1D' }, at(24))?.at(-1), 'Rehearsed False RehearsalOverdue');
  assert.is(decide({ rehearseEvery: 'P1D' }, [], at(24)).wakeAt, undefined);
});

test('a change that a review asked for is open until an entry of the playbook cites its incident', () => {
  const uses = [use({ asksChange: true }), use({ incident: 'security/inc-2', asksChange: true }), use({ incident: 'security/inc-3' })];
  const changes = [{ id: 'c1', at: at(5), by: 'c.peeters', incident: 'security/inc-1', why: 'Wipe first.' }];
  assert.equal(decide({}, uses).status.openChanges, ['security/inc-1', 'security/inc-2']);
  assert.equal(decide({ changes }, uses).status.openChanges, ['security/inc-2']);
  assert.equal(
    decide({ changes: [...changes, { ...changes[0], id: 'c2', incident: 'security/inc-2', why: 'Call.' }] }, uses).status.openChanges,
    undefined,
  );
});

test.run();
