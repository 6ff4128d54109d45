import { type ConditionDraft, conditionsAfter, readyConditions } from '../api/conditions.ts';
import { type Decision, wakeAfter } from '../api/decision.ts';
import { effective } from '../api/entries.ts';
import { utc } from '../api/time.ts';
import type { Playbook, PlaybookSpec, PlaybookStatus } from '../api/types.gen.ts';

/** One incident that follows a playbook: when it began, whether it is a drill, and whether its last review asks for another playbook. */
export interface PlaybookUse {
  /** As namespace and name, by which `changes` cites it. */
  readonly incident: string;
  readonly at: string;
  readonly drill: boolean;
  readonly asksChange: boolean;
}

/** What a decision on one playbook looks at (P7, L4). */
export interface ObservedPlaybook {
  readonly playbook: Playbook;
  readonly uses: readonly PlaybookUse[];
}

/** How many changes that were asked for a status names (crds/playbook.yaml). */
const most = 64;

const latest = (times: readonly string[]): string | undefined =>
  times.reduce<string | undefined>((a, b) => (a === undefined || Date.parse(a) < Date.parse(b) ? b : a), undefined);

/** When it is to be rehearsed again: so long after the last time, or after it was made; sooner where the last rehearsal says so. */
const nextRehearsalOf = (playbook: Playbook, lastRehearsed: string | undefined): string | undefined => {
  const { rehearseEvery, rehearsals } = playbook.spec;
  const asked = effective(rehearsals).at(-1)?.nextAt;
  const last = Temporal.Instant.from(lastRehearsed ?? playbook.metadata.creationTimestamp).toZonedDateTimeISO('UTC');
  const usual = rehearseEvery === undefined ? undefined : last.add(Temporal.Duration.from(rehearseEvery)).toInstant().toString();
  const [first] = [asked, usual].flatMap((at) => at ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return first === undefined ? undefined : utc(first);
};

const approval = ({ version = 'unnumbered', approved }: PlaybookSpec): ConditionDraft =>
  approved?.version === version
    ? { type: 'Approved', status: 'True', reason: 'Approved', message: `Version ${version} was approved.` }
    : {
        type: 'Approved',
        status: 'False',
        reason: 'NotApproved',
        message: `Nobody has approved version ${version}: fill in spec.approved, with this version.`,
      };

const rehearsal = (nextRehearsal: string, now: string): ConditionDraft =>
  Date.parse(nextRehearsal) > Date.parse(now)
    ? { type: 'Rehearsed', status: 'True', reason: 'Rehearsed', message: `It is to be rehearsed again by ${nextRehearsal}.` }
    : {
        type: 'Rehearsed',
        status: 'False',
        reason: 'RehearsalOverdue',
        message: `It was to be rehearsed by ${nextRehearsal}: play a drill with it, or add what a rehearsal found to spec.rehearsals.`,
      };

/**
 * What follows from a playbook and the incidents that follow it: how often it was used, when it was rehearsed and is to be again, whether
 * the version that it says was approved, and which changes reviews asked for that no entry of `changes` cites yet (L4). Pure.
 */
export const decidePlaybook = ({ playbook, uses }: ObservedPlaybook, now: string): Decision<PlaybookStatus> => {
  const { spec, metadata, status: before } = playbook;
  const real = uses.filter((use) => !use.drill);
  const lastUsed = latest(real.map(({ at }) => at));
  const drills = uses.filter(({ drill }) => drill).map(({ at }) => at);
  const lastRehearsed = latest([...drills, ...effective(spec.rehearsals).flatMap(({ at }) => (at === undefined ? [] : utc(at)))]);
  const nextRehearsal = nextRehearsalOf(playbook, lastRehearsed);
  const cited = new Set(effective(spec.changes).map(({ incident }) => incident));
  const asking = uses.filter(({ incident, asksChange }) => asksChange && !cited.has(incident)).map(({ incident }) => incident);
  const openChanges = [...new Set(asking)].sort().slice(0, most);
  const drafts = [
    ...readyConditions(`${spec.steps.length} steps.`),
    approval(spec),
    ...(nextRehearsal === undefined ? [] : [rehearsal(nextRehearsal, now)]),
  ];
  const status: PlaybookStatus = {
    used: real.length,
    ...(lastUsed === undefined ? {} : { lastUsed }),
    ...(lastRehearsed === undefined ? {} : { lastRehearsed }),
    ...(nextRehearsal === undefined ? {} : { nextRehearsal }),
    ...(openChanges.length === 0 ? {} : { openChanges }),
    observedGeneration: metadata.generation,
    conditions: conditionsAfter(before?.conditions, drafts, metadata.generation, now),
  };
  const ahead = nextRehearsal !== undefined && Date.parse(nextRehearsal) > Date.parse(now) ? nextRehearsal : undefined;
  return { status, entries: [], children: [], ...wakeAfter(false, ahead, now) };
};
