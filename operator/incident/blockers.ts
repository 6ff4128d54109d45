import { last } from '../api/entries.ts';
import { repairOf } from '../api/repair.ts';
import type { Weakness } from '../api/types.gen.ts';
import { isAccepted } from './accepted.ts';
import { type Assessed, countingOf } from './assessment.ts';
import { isOpen } from './deadlines.ts';
import { questionsLeft } from './duplicates.ts';
import { whatMeets } from './fulfilment.ts';
import { learning } from './learning.ts';
import { unexplainedMisses } from './misses.ts';
import type { Observed } from './observed.ts';
import { neededAdvice } from './risk.ts';
import { roleOf } from './role.ts';
import { type Blocker, type Check, type Standing, when } from './standing.ts';

const waiting = (id: string, role: string): readonly Blocker[] =>
  when(true, 'AwaitingConfirmation', role, `Assessment ${id} waits for the ${role}: add an assessment that confirms it.`);

/** What a duplicate passes on that nobody has written down here yet (A8). */
const passed = ({ incident: { spec }, duplicates }: Observed): readonly Blocker[] => {
  const found = spec.personalData === undefined ? duplicates.filter(({ personalData }) => personalData) : [];
  return found.flatMap(({ name }) =>
    when(
      true,
      'DuplicateFacts',
      'ContactPoint',
      `Duplicate ${name} found personal data: add spec.personalData here, so that its duties are this record's.`,
    ),
  );
};

const ring = ({ ring: names }: Observed): readonly Blocker[] =>
  names === undefined
    ? []
    : when(
        true,
        'DuplicateCycle',
        'ContactPoint',
        `The verdict Duplicate closes a ring, so it does not count: assess again, or reopen the original among ${names.slice(0, -1).join(', ')}.`,
      );

const assessment: Check = (standing) => [...ring(standing.observed), ...passed(standing.observed), ...judged(standing)];

const judged: Check = ({ assessed, observed, severity }) => {
  switch (assessed.kind) {
    case 'None':
      return when(true, 'NotAssessed', 'ContactPoint', 'No assessment yet: add an entry to spec.assessments.');
    case 'Awaiting':
      return waiting(assessed.assessment.id, assessed.role);
    case 'Dismissing': {
      const message = 'Personal data were found: the verdict needs the confirmation of the DPO.';
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
    ...when(noScale, 'ScaleMissing', 'CISO', 'The policy holds no classification scale, so the severity is unknown.'),
    ...when(
      !noScale && rated,
      'RatingRefused',
      'ContactPoint',
      'The ratings are outside the scale, so the severity is unknown: assess again. To see what counts as what: kubectl incident scale',
    ),
  ];
};

const answers: Check = ({ observed }) => {
  const open = questionsLeft(observed.incident.spec, observed.duplicates);
  return when(
    open.length > 0,
    'QuestionsOpen',
    'ContactPoint',
    `Unanswered: ${open.join(', ')}. Fill in spec.report, or say "not known" in spec.report.unknown.`,
  );
};

const leader: Check = ({ observed, major }) => {
  const { incident, policy } = observed;
  const appointment = last(incident.spec.response?.appointments);
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
    !observed.evidence.some(isAccepted),
    'EvidenceMissing',
    'EvidenceCustodian',
    'No evidence is secured: create an EvidenceItem that refers to this incident; one in quarantine does not count.',
  );

/** Why a decision that was written does not count: somebody waits for its effect and sees none. */
const ignored = ({ observed, risk: present }: Standing): string => {
  const decision = last(observed.incident.spec.personalData?.decisions);
  const matter = decision === undefined || decision.id === present.decided?.decision.id ? undefined : neededAdvice(decision);
  if (decision === undefined || matter === undefined || matter === 'Exemption') return 'add an entry to spec.personalData.decisions.';
  return `decision ${decision.id} does not count without an advice of the DPO on ${matter}, by another person.`;
};

const risk: Check = (standing) => {
  const { observed, risk: present } = standing;
  if (observed.incident.spec.personalData === undefined) return [];
  if (present.state === 'Lapsed') {
    const id = present.decided?.decision.id ?? '';
    return when(true, 'DecisionLapsed', 'Controller', `Decision ${id} lapsed because facts changed: the controller decides again.`);
  }
  return when(
    present.state !== 'Decided',
    'RiskUndecided',
    'Controller',
    `The controller has not decided on the risk: ${ignored(standing)}`,
  );
};

const duties: Check = ({ instances }) =>
  instances.flatMap((instance) => {
    const { deadline, duty } = instance;
    const how = duty === undefined ? undefined : whatMeets(duty);
    const where = deadline.notification === undefined ? how : `See notification ${deadline.notification}.`;
    const state = deadline.state === 'Missed' ? 'missed and still open' : 'open';
    return when(
      isOpen(deadline),
      'DutyOpen',
      roleOf(instance),
      `${deadline.name} is ${state}, due ${deadline.dueAt}.${where === undefined ? '' : ` ${where}`}`,
    );
  });

/** A miss stays visible until a person has recorded why (R-g, N2). */
const misses: Check = ({ observed, instances }) =>
  unexplainedMisses(observed, instances).flatMap((instance) => {
    const { name, dueAt, notification } = instance.deadline;
    const or = notification === undefined ? '' : `, or in delayJustification of notification ${notification}`;
    return when(true, 'MissUnexplained', roleOf(instance), `${name}, due ${dueAt}, was missed: say why in spec.delays${or}.`);
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
    .flatMap((name) => when(true, 'SupplementOpen', 'Controller', `The supplementary notice ${name} has not been sent.`));
};

/** What still has to be done about a weakness, and by whom; undefined where it is treated (W4). */
const untreated = (name: string, weakness: Weakness | undefined): readonly [role: string, message: string] | undefined => {
  if (weakness === undefined) return ['Management', `Weakness ${name} does not exist.`];
  const { spec, status } = weakness;
  if (status?.phase === 'Remedied' || status?.phase === 'Accepted' || status?.phase === 'Rejected') return undefined;
  return repairOf(spec).kind === 'Unverified'
    ? ['Responder', `Weakness ${name} is repaired; another person has yet to say in its spec.verifications whether that works.`]
    : ['Management', `Weakness ${name} is neither remedied nor accepted.`];
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
    const message = `Playbook ${playbookRef.name} does not exist, so nobody can say which of its steps are required.`;
    return when(true, 'PlaybookMissing', 'CISO', message);
  }
  const open = (checklist?.steps ?? []).filter((step) => step.required === true && step.state === 'Open');
  const names = open.map((step) => step.name).join(', ');
  return when(
    open.length > 0,
    'StepsOpen',
    'Responder',
    `Required steps of the playbook are neither done nor skipped with a reason: ${names}.`,
  );
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
