import { effective } from '../api/entries.ts';
import type { IncidentStatusBlocker, IncidentStatusDeadline } from '../api/types.gen.ts';
import { type Assessed, countingOf } from './assessment.ts';
import { type Closure, sinceReopening } from './closure.ts';
import { isOpen } from './deadlines.ts';
import { reviewOf } from './facts.ts';
import type { Milestones } from './lifecycle.ts';
import type { Observed } from './observed.ts';
import { openQuestions } from './questions.ts';
import type { Risk } from './risk.ts';

/** What the checks look at: everything that a decision has derived so far. */
export interface Standing {
  readonly observed: Observed;
  readonly assessed: Assessed;
  readonly closure: Closure;
  readonly milestones: Milestones;
  readonly risk: Risk;
  readonly major: boolean;
  readonly deadlines: readonly IncidentStatusDeadline[];
}

type Blocker = IncidentStatusBlocker;
type Check = (standing: Standing) => readonly Blocker[];

const when = (stands: boolean, reason: string, role: string, message: string): readonly Blocker[] =>
  stands ? [{ reason, role, message }] : [];

const assessment: Check = ({ assessed, observed }) => {
  switch (assessed.kind) {
    case 'None':
      return when(true, 'NotAssessed', 'ContactPoint', 'No assessment yet: add an entry to spec.assessments.');
    case 'Awaiting':
      return when(
        true,
        'AwaitingConfirmation',
        assessed.role,
        `Assessment ${assessed.assessment.id} waits for the ${assessed.role}: add an assessment that confirms it.`,
      );
    case 'Dismissing':
      return when(
        !assessed.confirmed,
        'AwaitingConfirmation',
        'DPO',
        'Personal data were found: the verdict needs the confirmation of the DPO.',
      );
    case 'NearMiss':
      return [];
    case 'Incident':
      return unrated(observed, assessed.assessment.id);
  }
};

const unrated = (observed: Observed, id: string): readonly Blocker[] => {
  const rated = observed.incident.status?.assessments?.some((pinned) => pinned.id === id) ?? false;
  const scale = observed.policy?.spec.classification;
  return when(
    !rated && scale === undefined,
    'ScaleMissing',
    'CISO',
    'The policy holds no classification scale, so the severity is unknown.',
  );
};

const answers: Check = ({ observed }) => {
  const open = openQuestions(observed.incident.spec);
  return when(
    open.length > 0,
    'QuestionsOpen',
    'ContactPoint',
    `Unanswered: ${open.join(', ')}. Fill in spec.report, or say "not known" in spec.report.unknown.`,
  );
};

const leader: Check = ({ observed, major }) => {
  const { incident, policy } = observed;
  const appointment = effective(incident.spec.response?.appointments).at(-1);
  if (appointment === undefined) {
    return when(
      true,
      'LeaderMissing',
      'Manager',
      'No response leader: a manager of the department appoints one in spec.response.appointments.',
    );
  }
  const ciso = policy?.spec.people?.ciso?.username;
  const ledByCiso = policy?.spec.leadership?.majorLedBy === undefined || ciso === undefined || appointment.leader === ciso;
  return when(
    major && !ledByCiso && appointment.reason === undefined,
    'MajorNotLedByCiso',
    'Manager',
    'A major incident is led by the CISO, or the appointment says why not.',
  );
};

const response: Check = ({ milestones }) => [
  ...when(milestones.containedAt === undefined, 'NotContained', 'Responder', 'Not contained: add the milestone Contained.'),
  ...when(milestones.eradicatedAt === undefined, 'NotEradicated', 'Responder', 'Not eradicated: add the milestone Eradicated.'),
  ...when(milestones.recoveredAt === undefined, 'NotRecovered', 'Responder', 'Not recovered: add the milestone Recovered.'),
];

const evidence: Check = ({ observed }) =>
  when(
    observed.evidence.length === 0,
    'EvidenceMissing',
    'EvidenceCustodian',
    'No evidence is secured: create an EvidenceItem that refers to this incident.',
  );

const risk: Check = ({ observed, risk: present }) => {
  const { personalData } = observed.incident.spec;
  if (personalData === undefined) return [];
  const lapsed = present.state === 'Lapsed';
  const message = lapsed
    ? `Decision ${present.decision?.id ?? ''} lapsed because facts changed: the controller decides again.`
    : 'The controller has not decided on the risk: add an entry to spec.personalData.decisions.';
  return when(present.state !== 'Decided', lapsed ? 'DecisionLapsed' : 'RiskUndecided', 'Controller', message);
};

/** Which role can lift an open duty: whoever tells that audience. */
const dutyRoles: Readonly<Record<string, string>> = { gdpr: 'Controller', policy: 'ContactPoint' };

const duties: Check = ({ deadlines }) =>
  deadlines.flatMap((deadline) => {
    const role = dutyRoles[deadline.regime ?? ''] ?? 'CISO';
    const where = deadline.notification === undefined ? '' : ` See notification ${deadline.notification}.`;
    return when(
      isOpen(deadline),
      'DutyOpen',
      role,
      `${deadline.name} is ${deadline.state === 'Missed' ? 'missed and still open' : 'open'}, due ${deadline.dueAt}.${where}`,
    );
  });

/** A phased notice that went out incomplete is followed up until nothing is missing (N5). */
const supplements: Check = ({ observed }) => {
  const open = observed.notifications.filter((note) => note.spec.stage === 'Supplementary' && !settled.has(note.status?.phase ?? ''));
  return open.flatMap((note) =>
    when(true, 'SupplementOpen', 'Controller', `The supplementary notice ${note.metadata.name} has not been sent.`),
  );
};

const settled = new Set(['Sent', 'Acknowledged', 'Waived']);

const weaknesses: Check = ({ observed }) => {
  const treated = new Map(observed.weaknesses.map((weakness) => [weakness.metadata.name, weakness.status?.phase]));
  return (observed.incident.spec.weaknesses ?? []).flatMap(({ name }) => {
    const phase = treated.get(name);
    const done = phase === 'Remedied' || phase === 'Accepted' || phase === 'Rejected';
    return when(
      !done,
      'WeaknessUntreated',
      'Management',
      `Weakness ${name} ${phase === undefined ? 'does not exist' : 'is neither remedied nor accepted'}.`,
    );
  });
};

const steps: Check = ({ observed }) => {
  const taken = new Set(effective(observed.incident.spec.steps).map((entry) => entry.step));
  const open = (observed.playbook?.spec.steps ?? []).filter((step) => step.required === true && !taken.has(step.name));
  return when(
    open.length > 0,
    'StepsOpen',
    'Responder',
    `Required steps of the playbook are open: ${open.map((step) => step.name).join(', ')}.`,
  );
};

const learning: Check = ({ observed, closure }) => {
  const review = reviewOf(observed, closure);
  if (review === undefined)
    return when(true, 'ReviewMissing', 'Responder', 'No review: add an entry with root cause and lessons to spec.review.');
  const approval = sinceReopening(observed.incident.spec.approvals, closure)
    .filter((entry) => entry.subject === 'Lessons' && entry.of === review.id)
    .at(-1);
  return [
    ...when(review.rootCause === undefined, 'RootCauseMissing', 'Responder', `Review ${review.id} names no root cause.`),
    ...when((review.lessons ?? []).length === 0, 'LessonsMissing', 'Responder', `Review ${review.id} draws no lesson.`),
    ...when(
      approval?.decision !== 'Approve',
      'LessonsNotApproved',
      'Management',
      `Management has not approved the lessons of review ${review.id}.`,
    ),
  ];
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
  supplements,
  weaknesses,
  steps,
  learning,
];
/** A near miss is learned from, not recovered from (P0). */
const nearMissChecks: readonly Check[] = [assessment, answers, risk, duties, supplements, weaknesses, learning];

/** What still stands before Closed, each with the role that can lift it; empty for a record that is closed or dismissed. */
export const blockersOf = (standing: Standing): readonly Blocker[] => {
  const { assessed, closure } = standing;
  if (closure.kind === 'Closed') return [];
  if (assessed.kind === 'Dismissing' && assessed.confirmed) return [];
  const checks = countingOf(assessed)?.verdict === 'NearMiss' ? nearMissChecks : incidentChecks;
  return checks.flatMap((check) => check(standing)).slice(0, 32);
};
