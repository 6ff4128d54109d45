import type { Incident, IncidentPolicy, Notification } from '../../api/types.gen.ts';

/** What stands before a closure, who can lift it, and the command with which they do; undefined where only time or the operator does. */
export interface Step {
  readonly reason: string;
  readonly message: string;
  readonly role: string;
  /** User names, where the policy or the record knows them. */
  readonly who: readonly string[];
  readonly command?: string;
}

/** What the steps are worked out from, as far as the user may read it. */
export interface Case {
  readonly incident: Incident;
  readonly notifications: readonly Notification[];
  readonly policy: IncidentPolicy | undefined;
}

type Blocker = NonNullable<NonNullable<Incident['status']>['blockers']>[number];

/** Who has a role, by user name. */
export const peopleIn = (role: string, { incident, policy }: Pick<Case, 'incident' | 'policy'>): readonly string[] => {
  const { people, departments = [] } = policy?.spec ?? {};
  const known = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);
  switch (role) {
    case 'DPO':
      return known(people?.dpo?.username);
    case 'CISO':
      return known(people?.ciso?.username);
    case 'Management':
      return known(people?.management?.username);
    case 'Manager':
      return departments.find(({ name }) => name === incident.spec.department)?.managers ?? [];
    case 'Responder':
      return known(incident.status?.leader);
    default:
      return [];
  }
};

const settled = new Set(['Waived', 'Sending']);

/** What is to be done about a notice, by how far it is. */
const commandOnNotice = (name: string, { notifications }: Case): string | undefined => {
  const phase = notifications.find(({ metadata }) => metadata.name === name)?.status?.phase;
  if (settled.has(phase ?? '')) return undefined;
  return phase === 'AwaitingApproval' ? `approve ${name}` : `notify ${name}`;
};

/** The deadline that a message is about, by its name at the beginning. */
const deadlineIn = ({ message }: Blocker, { incident }: Case) =>
  (incident.status?.deadlines ?? []).find(({ name }) => message.startsWith(`${name} is `));

const namedIn = ({ message }: Blocker, before: string): string | undefined =>
  new RegExp(`${before}([a-z0-9.-]*[a-z0-9])`).exec(message)?.[1];

const stepsOpen = ({ incident }: Case): string =>
  (incident.status?.playbook?.steps ?? [])
    .filter(({ required, state }) => required === true && state === 'Open')
    .map(({ name }) => name)
    .join(',');

/** The command, without `kubectl incident`, that lifts what stands in the way; what it asks for then, it asks on the terminal. */
const commandOn = (blocker: Blocker, known: Case): string | undefined => {
  const { name } = known.incident.metadata;
  switch (blocker.reason) {
    case 'NotAssessed':
    case 'RatingRefused':
    case 'DuplicateCycle':
      return `triage ${name}`;
    case 'AwaitingConfirmation':
      return `triage ${name} --confirm`;
    case 'DuplicateFacts':
      return `breach ${name}`;
    case 'QuestionsOpen':
      return `answer ${name}`;
    case 'LeaderMissing':
    case 'MajorNotLedByCiso':
      return `appoint ${name}`;
    case 'RiskUndecided':
    case 'DecisionLapsed':
      return `decide ${name}`;
    case 'NotContained':
    case 'NotEradicated':
    case 'NotRecovered':
      return `act ${name} --reached ${blocker.reason.slice(3)}`;
    case 'EvidenceMissing':
      return `evidence add --incident ${name}`;
    case 'DutyOpen': {
      const notice = deadlineIn(blocker, known)?.notification;
      return notice === undefined ? undefined : commandOnNotice(notice, known);
    }
    case 'SupplementOpen': {
      const notice = namedIn(blocker, 'supplementary notice ');
      return notice === undefined ? undefined : commandOnNotice(notice, known);
    }
    case 'MissUnexplained':
      return `delay ${name}`;
    case 'WeaknessUntreated': {
      const weakness = namedIn(blocker, 'Weakness ');
      return weakness === undefined ? undefined : `weakness ${weakness}`;
    }
    case 'StepsOpen':
      return `act ${name} --step ${stepsOpen(known)}`;
    case 'ReviewMissing':
    case 'RootCauseMissing':
    case 'LessonsMissing':
    case 'LessonsIncomplete':
      return `review ${name}`;
    case 'LessonsNotApproved':
      return `approve ${name}`;
    default:
      return undefined;
  }
};

const over = new Set(['Closed', 'Dismissed']);

/** Whether the operator has taken in what was written last; before, what it says stands for an earlier state. */
export const isCurrent = ({ metadata, status }: Incident): boolean =>
  metadata.generation === undefined || status?.observedGeneration === metadata.generation;

const closing = (known: Case): Step => ({
  reason: 'ReadyToClose',
  message: 'Nothing stands in the way of its closure.',
  role: 'CISO',
  who: peopleIn('CISO', known),
  command: `close ${known.incident.metadata.name}`,
});

const following = (known: Case): readonly Step[] => {
  const [lesson] = known.incident.status?.lessons?.list ?? [];
  if (lesson === undefined) return [];
  const message = `Lesson ${lesson.lesson} is open${lesson.dueAt === undefined ? '' : `, due ${lesson.dueAt}`}.`;
  return [
    {
      reason: 'LessonOpen',
      message,
      role: 'Responder',
      who: peopleIn('Responder', known),
      command: `follow ${known.incident.metadata.name}`,
    },
  ];
};

const isAsked = ({ command }: Step): boolean => command !== undefined;

/**
 * Everything that is to be done, in the order in which people meet it, each with its command; of a closed record, the lesson that is open.
 * Commands are whole lines: `flags` are those that lead to the same place.
 */
export const stepsOf = (known: Case, flags: string): readonly Step[] => {
  const { status } = known.incident;
  const whole = (step: Step): Step =>
    step.command === undefined ? step : { ...step, command: `kubectl incident ${step.command}${flags}` };
  if (over.has(status?.phase ?? '')) return following(known).map(whole);
  const blockers = status?.blockers ?? [];
  if (status !== undefined && blockers.length === 0) return [whole(closing(known))];
  return blockers.map((blocker) => {
    const { reason, message, role } = blocker;
    const command = commandOn(blocker, known);
    return whole({ reason, message, role, who: peopleIn(role, known), ...(command !== undefined && { command }) });
  });
};

/** The next step, and whose it is: the first one that somebody can take. */
export const nextOf = (steps: readonly Step[]): Step | undefined => steps.find(isAsked);
