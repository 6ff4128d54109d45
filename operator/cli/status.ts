import type { Case } from './act/next.ts';
import { isCurrent, nextOf, type Step } from './act/next.ts';
import { painted, type Terminal } from './terminal.ts';

const minute = 60_000;

/** How far away a moment is: `in 2 d 3 h`, `4 h ago`. */
export const distance = (at: string, now: string): string => {
  const away = Date.parse(at) - Date.parse(now);
  const minutes = Math.floor(Math.abs(away) / minute);
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  const told = days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
  return away >= 0 ? `in ${told}` : `${told} ago`;
};

const pairs = (rows: readonly (readonly [string, string | undefined])[]): string =>
  rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name.padEnd(12)}${value}`])).join('\n');

const whose = ({ role, who }: Step): string => (who.length === 0 ? role : `${role} (${who.join(', ')})`);

const stepText = (step: Step, terminal: Terminal): string => {
  const message = `  ${painted(terminal, 'yellow', whose(step))}: ${step.message}`;
  return step.command === undefined ? message : `${message}\n    ${step.command}`;
};

const headOf = ({ incident, notifications }: Case, now: string): string => {
  const { metadata, spec, status } = incident;
  const due = status?.nextDeadline;
  const evidence = status?.evidence;
  const cost = status?.cost?.total;
  return pairs([
    ['Title', spec.title],
    ['Exercise', spec.drill === true ? 'yes: no real recipient is told, and it is out of the figures' : undefined],
    ['Phase', status?.phase ?? 'not looked at yet'],
    ['Severity', status?.severity === undefined ? undefined : `${status.severity}${status.major === true ? ', major' : ''}`],
    ['Leader', status?.leader],
    ['Team', spec.response?.team?.join(', ')],
    ['Due next', due === undefined ? undefined : `${status?.nextDuty ?? ''} ${due} (${distance(due, now)})`],
    ['Evidence', evidence === undefined ? undefined : `${evidence.items} items, ${evidence.verified ?? 0} verified`],
    [
      'Notices',
      notifications.length === 0
        ? undefined
        : `${notifications.filter(({ status: of }) => of?.sentAt !== undefined).length} of ${notifications.length} sent`,
    ],
    [
      'Cost',
      cost === undefined
        ? undefined
        : `${cost} ${status?.cost?.currency ?? ''}${status?.cost?.estimate === true ? ', with estimates' : ''}`,
    ],
    ['Reported', metadata.creationTimestamp],
  ]);
};

/** Everything about an incident on one screen: how it stands, what is in the way, who is next, and the command that they type. */
export const statusText = (known: Case, steps: readonly Step[], now: string, terminal: Terminal): string => {
  const { incident } = known;
  const { status } = incident;
  const title = painted(terminal, 'bold', incident.metadata.name);
  const last = (status?.timeline ?? []).slice(-4).map(({ at, actor, reason, note }) => `  ${at}  ${actor}  ${reason}  ${note}`);
  const next = nextOf(steps);
  const behind = isCurrent(incident) ? [] : ['The operator has not taken in the last change yet: what follows may be of before.'];
  return [
    `${title}\n${headOf(known, now)}`,
    ...behind,
    ...(steps.length === 0 ? [] : [`To do (${steps.length})\n${steps.map((step) => stepText(step, terminal)).join('\n')}`]),
    ...(last.length === 0 ? [] : [`Last on the timeline\n${last.join('\n')}`]),
    next === undefined
      ? 'Next: nobody has to do anything.'
      : `${painted(terminal, 'bold', 'Next')}: ${whose(next)}\n  ${next.command ?? ''}`,
  ].join('\n\n');
};
