import { operatorActor, type TimelineDraft } from '../api/decision.ts';
import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { IncidentSpec, IncidentStatusPlaybook, IncidentStatusPlaybookStep, Playbook, PlaybookStep } from '../api/types.gen.ts';
import { dueOf } from '../deadline/due.ts';
import { digest } from '../journal/canonical.ts';
import { policyCalendar } from '../policy/calendar.ts';
import type { Observed } from './observed.ts';

/** The steps of the playbook as this incident has them, what is to be told of them, and when time alone changes something again. */
export interface Checklist {
  readonly status: IncidentStatusPlaybook | undefined;
  readonly drafts: readonly TimelineDraft[];
  readonly wakeAt: string | undefined;
}

const none: Checklist = { status: undefined, drafts: [], wakeAt: undefined };

const say = (reason: TimelineDraft['reason'], note: string): TimelineDraft => ({ actor: operatorActor, reason, note });

/** When a step is to be done, counted from the report; undefined where the playbook does not say, or says what nobody can count. */
const dueAtOf = ({ within }: PlaybookStep, reportedAt: string, { policy }: Observed): string | undefined => {
  if (within === undefined) return undefined;
  const period = {
    from: reportedAt,
    within,
    calendar: policyCalendar(policy),
    counting: 'AsWritten',
    noonRelief: false,
    contested: false,
  } as const;
  const due = dueOf(period);
  return due.ok ? due.value.dueAt : undefined;
};

const pinned = (playbook: Playbook, reportedAt: string, observed: Observed): IncidentStatusPlaybook => ({
  name: playbook.metadata.name,
  generation: playbook.metadata.generation,
  digest: digest(playbook.spec.steps),
  ...(playbook.spec.version === undefined ? {} : { version: playbook.spec.version }),
  steps: playbook.spec.steps.map((step): IncidentStatusPlaybookStep => {
    const dueAt = dueAtOf(step, reportedAt, observed);
    return {
      name: step.name,
      phase: step.phase,
      ...(step.role === undefined ? {} : { role: step.role }),
      ...(step.required === true ? { required: true } : {}),
      ...(dueAt === undefined ? {} : { dueAt: utc(dueAt) }),
      state: 'Open',
    };
  }),
});

interface Followed {
  readonly step: IncidentStatusPlaybookStep;
  readonly drafts: readonly TimelineDraft[];
}

/** A step as it stands now; that its time passed is told once, and stays visible when it is done afterwards. */
const follow = (step: IncidentStatusPlaybookStep, spec: IncidentSpec, now: number): Followed => {
  const entry = effective(spec.steps).findLast((taken) => taken.step === step.name);
  const { late: known = false, ...fixed } = step;
  const state = entry?.outcome ?? 'Open';
  const until = entry?.at === undefined ? now : Date.parse(entry.at);
  const late = known || (step.dueAt !== undefined && state !== 'Skipped' && Date.parse(step.dueAt) < until);
  return {
    step: { ...fixed, state, ...(late ? { late } : {}) },
    drafts: late && !known ? [say('StepOverdue', `${step.name} due ${step.dueAt}`)] : [],
  };
};

/**
 * The checklist of an incident that follows a playbook (P7, L4). Its steps are taken over once, from the playbook as it is then, and
 * stay so whatever becomes of the playbook; a reference to another playbook takes over that one's. Which of them were done follows from
 * `spec.steps`. `reportedAt` is when the times of the steps begin; `ended` says that nothing more is asked of anybody.
 */
export const checklistOf = (observed: Observed, reportedAt: string, ended: boolean, now: string): Checklist => {
  const { spec, status: before } = observed.incident;
  const name = spec.playbookRef?.name;
  const kept = before?.playbook !== undefined && before.playbook.name === name ? before.playbook : undefined;
  const current =
    kept ?? (name === undefined || observed.playbook === undefined ? undefined : pinned(observed.playbook, reportedAt, observed));
  if (current === undefined) return none;
  if (ended) return { ...none, status: current };
  const moment = Date.parse(now);
  const followed = (current.steps ?? []).map((step) => follow(step, spec, moment));
  const { version = 'unnumbered', generation, digest: of } = current;
  const news = kept === undefined ? [say('PlaybookTaken', `${current.name} version ${version} generation ${generation} steps ${of}`)] : [];
  const ahead = followed.flatMap(({ step: { state, dueAt } }) =>
    state !== 'Open' || dueAt === undefined || Date.parse(dueAt) < moment ? [] : [Date.parse(dueAt) + 1],
  );
  return {
    status: { ...current, steps: followed.map(({ step }) => step) },
    drafts: [...news, ...followed.flatMap(({ drafts }) => drafts)],
    wakeAt: ahead.length === 0 ? undefined : utc(Math.min(...ahead)),
  };
};
