// Shows: P7.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentSpec, IncidentStatus, PlaybookStep } from '../../operator/api/types.gen.ts';
import { checklistOf } from '../../operator/incident/checklist.ts';
import { decideIncident } from '../../operator/incident/decide.ts';
import { at, epoch, incident, observed, playbook } from '../build.ts';

const wipe: PlaybookStep = { name: 'wipe', phase: 'Contain', text: 'Wipe it.', role: 'responder', within: 'PT1H', required: true };
const call: PlaybookStep = { name: 'call', phase: 'Recover', text: 'Call the owner.' };
const taken = (step: string, hours: number, outcome: 'Done' | 'Skipped' = 'Done') => ({
  id: `s-${step}-${hours}`,
  at: at(hours),
  by: 'c.peeters',
  step,
  outcome,
  note: 'So.',
});
const following = { playbookRef: { name: 'lost-device' } };
const look = (hours: number, spec: Partial<IncidentSpec> = {}, status?: IncidentStatus, steps: readonly PlaybookStep[] = [wipe, call]) =>
  checklistOf(observed({}, { incident: incident({ ...following, ...spec }, status), playbook: playbook(steps) }), epoch, false, at(hours));
const states = ({ status }: ReturnType<typeof look>) =>
  status?.steps?.map(({ name, state, late }) => `${name} ${state}${late ? ' late' : ''}`);
const told = ({ drafts }: ReturnType<typeof look>) => drafts.map(({ reason }) => reason);

test('the steps are taken over once, each with its role and the time by which it is to be done', () => {
  const { status, drafts, wakeAt } = look(0.5);
  assert.equal(status?.steps, [
    { name: 'wipe', phase: 'Contain', role: 'responder', required: true, dueAt: at(1), state: 'Open' },
    { name: 'call', phase: 'Recover', state: 'Open' },
  ]);
  assert.equal([drafts.map(({ reason }) => reason), wakeAt], [['PlaybookTaken'], '2026-10-23T08:12:00.001Z']);
});

test('a playbook that changes afterwards changes nothing in an incident that follows it', () => {
  const first = look(0.5);
  const status = { playbook: first.status } as IncidentStatus;
  const later = look(0.6, {}, status, [
    { ...wipe, required: false },
    { ...call, required: true },
  ]);
  assert.equal([later.status, later.drafts], [first.status, []]);
});

test('what was done or skipped is told by the entries, and a time that passed is told once and stays visible', () => {
  const first = look(0.5);
  const late = look(2, {}, { playbook: first.status } as IncidentStatus);
  assert.equal([states(late), told(late)], [['wipe Open late', 'call Open'], ['StepOverdue']]);
  const again = look(3, { steps: [taken('wipe', 2.5), taken('call', 2.6, 'Skipped')] }, { playbook: late.status } as IncidentStatus);
  assert.equal([states(again), told(again)], [['wipe Done late', 'call Skipped'], []]);
  assert.equal(states(look(3, { steps: [taken('wipe', 0.7)] })), ['wipe Done', 'call Open']);
});

test('another playbook is taken over in the place of the first', () => {
  const status = { playbook: { name: 'malware', steps: [] } } as IncidentStatus;
  assert.equal(told(look(0.5, {}, status)), ['PlaybookTaken']);
});

test('a required step blocks the closure as it was taken over, also when the playbook is gone', () => {
  const first = decideIncident(observed(following, { playbook: playbook([wipe, call]) }), at(0.5));
  const gone = observed({}, { incident: incident(following, first.status), playbook: undefined });
  const reasons = decideIncident(gone, at(0.6)).status.blockers?.map(({ reason, message }) => `${reason} ${message}`);
  assert.ok(reasons?.includes('StepsOpen Required steps of the playbook are neither done nor skipped with a reason: wipe.'));
});

test.run();
