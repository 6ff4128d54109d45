import { last } from '../api/entries.ts';
import { repairOf } from '../api/repair.ts';
import type { Weakness } from '../api/types.gen.ts';
import { isAccepted } from './accepted.ts';
import { type Assessed, countingOf } from './assessment.ts';
import { type Instance, isOpen } from './deadlines.ts';
import { questionsLeft } from './duplicates.ts';
import { whatMeets } from './fulfilment.ts';
import { learning } from './learning.ts';
import { unexplainedMisses } from './misses.ts';
import type { Observed } from './observed.ts';
import { neededAdvice } from './risk.ts';
import { roleOf } from './role.ts';
import { say } from './sentences.ts';
import { type Blocker, type Check, type Standing, when } from './standing.ts';

const waiting = (id: string, role: string): readonly Blocker[] =>
  when(true, 'AwaitingConfirmation', role, say('awaitingConfirmation', { assessment: id, role }));

/** What a duplicate passes on that nobody has written down here yet (A8). */
const passed = ({ incident: { spec }, duplicates }: Observed): readonly Blocker[] => {
  const found = spec.personalData === undefined ? duplicates.filter(({ personalData }) => personalData) : [];
  return found.flatMap(({ name }) => when(true, 'DuplicateFacts', 'ContactPoint', say('duplicateFacts', { incident: name })));
};

const ring = ({ ring: names }: Observed): readonly Blocker[] =>
  names === undefined
    ? []
    : when(true, 'DuplicateCycle', 'ContactPoint', say('duplicateCycle', { incidents: names.slice(0, -1).join(', ') }));

const assessment: Check = (standing) => [...ring(standing.observed), ...passed(standing.observed), ...judged(standing)];

const judged: Check = ({ assessed, observed, severity }) => {
  switch (assessed.kind) {
    case 'None':
      return when(true, 'NotAssessed', 'ContactPoint', say('notAssessed', {}));
    case 'Awaiting':
      return waiting(assessed.assessment.id, assessed.role);
    case 'Dismissing': {
      const message = say('awaitingDpo', {});
      return when(!assessed.confirmed, 'AwaitingConfirmation', 'DPO', message);
    }
    case 'NearMiss':
      return passedOn(assessed);
    case 'Incident':
      return [...passedOn(assessed), ...unrated(observed, assessed.assessment.ratings !== undefined, severity)];
  }
};

/** Four eyes that were asked for are not closed over (A9). */
const passedOn = ({ referred }: Extract<Assessed, { kind: 'Incident' | 'NearMiss' }>): readonly Blocker[] =>
  referred === undefined ? [] : waiting(referred.id, referred.refer ?? 'CISO');

const unrated = (observed: Observed, rated: boolean, severity: string | undefined): readonly Blocker[] => {
  if (severity !== undefined) return [];
  const noScale = observed.policy?.spec.classification === undefined;
  return [
    ...when(noScale, 'ScaleMissing', 'CISO', say('scaleMissing', {})),
    ...when(!noScale && rated, 'RatingRefused', 'ContactPoint', say('ratingRefused', {})),
  ];
};

const answers: Check = ({ observed }) => {
  const open = questionsLeft(observed.incident.spec, observed.duplicates);
  return when(open.length > 0, 'QuestionsOpen', 'ContactPoint', say('questionsOpen', { questions: open.join(', ') }));
};

const leader: Check = ({ observed, major }) => {
  const { incident, policy } = observed;
  const appointment = last(incident.spec.response?.appointments);
  if (appointment === undefined) {
    return when(true, 'LeaderMissing', 'Manager', say('leaderMissing', {}));
  }
  const ciso = policy?.spec.people?.ciso?.username;
  const ledByCiso = policy?.spec.leadership?.majorLedBy === undefined || ciso === undefined || appointment.leader === ciso;
  return when(major && !ledByCiso && appointment.reason === undefined, 'MajorNotLedByCiso', 'Manager', say('majorNotLedByCiso', {}));
};

const response: Check = ({ milestones }) => [
  ...when(milestones.containedAt === undefined, 'NotContained', 'Responder', say('notContained', {})),
  ...when(milestones.eradicatedAt === undefined, 'NotEradicated', 'Responder', say('notEradicated', {})),
  ...when(milestones.recoveredAt === undefined, 'NotRecovered', 'Responder', say('notRecovered', {})),
];

const evidence: Check = ({ observed }) =>
  when(!observed.evidence.some(isAccepted), 'EvidenceMissing', 'EvidenceCustodian', say('evidenceMissing', {}));

/** That nothing is decided, or why a decision that was written does not count: somebody waits for its effect and sees none. */
const undecided = ({ observed, risk: present }: Standing): string => {
  const decision = last(observed.incident.spec.personalData?.decisions);
  const matter = decision === undefined || decision.id === present.decided?.decision.id ? undefined : neededAdvice(decision);
  if (decision === undefined || matter === undefined || matter === 'Exemption') return say('riskUndecided', {});
  return say('decisionWithoutAdvice', { decision: decision.id, matter });
};

const risk: Check = (standing) => {
  const { observed, risk: present } = standing;
  if (observed.incident.spec.personalData === undefined) return [];
  if (present.state === 'Lapsed') {
    const id = present.decided?.decision.id ?? '';
    return when(true, 'DecisionLapsed', 'Controller', say('decisionLapsed', { decision: id }));
  }
  return when(present.state !== 'Decided', 'RiskUndecided', 'Controller', undecided(standing));
};

/** An open duty, with the notification that meets it, or what else does. */
const openDuty = ({ deadline, duty: asked }: Instance): string => {
  const { name: duty, dueAt, state, notification } = deadline;
  const isMissed = state === 'Missed';
  if (notification !== undefined) return say(isMissed ? 'dutyMissedNotified' : 'dutyOpenNotified', { duty, dueAt, notification });
  const how = asked === undefined ? undefined : whatMeets(asked);
  if (how !== undefined) return say(isMissed ? 'dutyMissedMetBy' : 'dutyOpenMetBy', { duty, dueAt, how });
  return say(isMissed ? 'dutyMissed' : 'dutyOpen', { duty, dueAt });
};

const duties: Check = ({ instances }) =>
  instances.flatMap((instance) => {
    return when(isOpen(instance.deadline), 'DutyOpen', roleOf(instance), openDuty(instance));
  });

/** A miss stays visible until a person has recorded why (R-g, N2). */
const misses: Check = ({ observed, instances }) =>
  unexplainedMisses(observed, instances).flatMap((instance) => {
    const { name: duty, dueAt, notification } = instance.deadline;
    const sentence =
      notification === undefined ? say('missUnexplained', { duty, dueAt }) : say('missUnexplainedNotified', { duty, dueAt, notification });
    return when(true, 'MissUnexplained', roleOf(instance), sentence);
  });

const settled = new Set(['Sent', 'Acknowledged', 'Waived']);

/** A phased notice that went out incomplete is followed up until nothing is missing (N5). The duties of a law that come later have their own. */
const supplements: Check = ({ observed, instances, supplements: opening }) => {
  const own = new Set(instances.map(({ deadline }) => deadline.notification));
  const open = observed.notifications
    .filter((note) => note.spec.stage === 'Supplementary' && !own.has(note.metadata.name) && !settled.has(note.status?.phase ?? ''))
    .map((note) => note.metadata.name);
  return [...new Set([...open, ...opening])]
    .sort()
    .flatMap((name) => when(true, 'SupplementOpen', 'Controller', say('supplementOpen', { notification: name })));
};

/** What still has to be done about a weakness, and by whom; undefined where it is treated (W4). */
const untreated = (name: string, weakness: Weakness | undefined): readonly [role: string, message: string] | undefined => {
  if (weakness === undefined) return ['Management', say('weaknessUnknown', { weakness: name })];
  const { spec, status } = weakness;
  if (status?.phase === 'Remedied' || status?.phase === 'Accepted' || status?.phase === 'Rejected') return undefined;
  return repairOf(spec).kind === 'Unverified'
    ? ['Responder', say('weaknessUnverified', { weakness: name })]
    : ['Management', say('weaknessUntreated', { weakness: name })];
};

const weaknesses: Check = ({ observed }) => {
  const known = new Map(observed.weaknesses.map((weakness) => [weakness.metadata.name, weakness]));
  return (observed.incident.spec.weaknesses ?? []).flatMap(({ name }) => {
    const [role, message] = untreated(name, known.get(name)) ?? [];
    return role === undefined || message === undefined ? [] : when(true, 'WeaknessUntreated', role, message);
  });
};

const steps: Check = ({ observed, checklist }) => {
  const { playbookRef } = observed.incident.spec;
  if (playbookRef !== undefined && checklist === undefined) {
    const message = say('playbookMissing', { playbook: playbookRef.name });
    return when(true, 'PlaybookMissing', 'CISO', message);
  }
  const open = (checklist?.steps ?? []).filter((step) => step.required === true && step.state === 'Open');
  const names = open.map((step) => step.name).join(', ');
  return when(open.length > 0, 'StepsOpen', 'Responder', say('stepsOpen', { steps: names }));
};

/** Every check that stands before a formal closure, in the order in which people meet them (api.md, lifecycle). */
const incidentChecks: readonly Check[] = [
  assessment,
  answers,
  leader,
  risk,
  response,
  evidence,
  duties,
  misses,
  supplements,
  weaknesses,
  steps,
  learning,
];
/** A near miss is learned from, not recovered from (P0). */
const nearMissChecks: readonly Check[] = [assessment, answers, risk, duties, misses, supplements, weaknesses, learning];

/** How many blockers a status holds (api.md). */
const most = 32;

/** What still stands before Closed, each with the role that can lift it; empty for a record that is closed or dismissed. */
export const blockersOf = (standing: Standing): readonly Blocker[] => {
  const { assessed, closure } = standing;
  if (closure.kind === 'Closed') return [];
  if (assessed.kind === 'Dismissing' && assessed.confirmed) return [];
  const checks = countingOf(assessed)?.verdict === 'NearMiss' ? nearMissChecks : incidentChecks;
  return checks.flatMap((check) => check(standing)).slice(0, most);
};
