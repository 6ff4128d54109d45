import type { Incident, IncidentPolicy, IncidentPolicyChannel, Notification, NotificationAudience } from '../api/types.gen.ts';

/** One recipient and the way to it. Both are names of the policy: no address stands in a record (S6). */
export interface Target {
  readonly to: string;
  readonly channel: string;
}

/** How a notification leaves the house. */
export type Plan =
  | { readonly kind: 'targets'; readonly targets: readonly Target[] }
  /** A person files it, at a portal or by letter: nothing is sent. */
  | { readonly kind: 'byHand' }
  /** What was asked for cannot be done; the message says what would be right. */
  | { readonly kind: 'refused'; readonly reason: 'ChannelUnavailable' | 'AudienceLimited'; readonly message: string };

/** What a plan follows from. */
export interface Planned {
  readonly note: Notification;
  readonly incident: Incident | undefined;
  readonly policy: IncidentPolicy | undefined;
  /** Whether a law asks for it, which no label outranks. */
  readonly lawful: boolean;
}

/** Who stands behind a name: a named individual, a mailbox or system of the house, or somebody outside. */
type Standing = 'person' | 'house' | 'outside';

interface Reachable {
  readonly standing: Standing;
  readonly email: string | undefined;
}

/** Whoever reported: no name of the policy, for each incident has its own. The address stands in the Secret of the channel (S6). */
export const reporterName = 'reporter';

const people = ['dpo', 'ciso', 'management'] as const;

const personNamed = (policy: IncidentPolicy | undefined, name: string): Reachable | undefined => {
  const role = people.find((each) => each === name);
  const person = role === undefined ? undefined : policy?.spec.people?.[role];
  return person === undefined ? undefined : { standing: 'person', email: person.email };
};

/** Who a name of the policy stands for; undefined for a name that it does not have. */
const reachable = (policy: IncidentPolicy | undefined, name: string): Reachable | undefined => {
  const person = personNamed(policy, name);
  if (person !== undefined) return person;
  if (name === reporterName) return { standing: 'person', email: undefined };
  if (name === 'contactPoint') return { standing: 'house', email: policy?.spec.contactPoint?.email };
  const department = policy?.spec.departments?.find((each) => each.name === name);
  if (department !== undefined) return { standing: 'house', email: department.email };
  const authority = policy?.spec.authorities?.find((each) => each.name === name);
  return authority === undefined ? undefined : { standing: 'outside', email: authority.email };
};

/** The address behind a name of the policy, for the moment of sending only: it goes into no status, event, log or metric (S6). */
export const addressOf = (policy: IncidentPolicy | undefined, name: string): string | undefined => reachable(policy, name)?.email;

const channelsOf = (policy: IncidentPolicy | undefined): readonly IncidentPolicyChannel[] => policy?.spec.channels ?? [];

const mailChannel = (policy: IncidentPolicy | undefined): IncidentPolicyChannel | undefined =>
  channelsOf(policy).find(({ type }) => type === 'SMTP');

/** Whom the sharing label lets know (TLP 2.0): RED named individuals, AMBER+STRICT the house, the others whoever has to know. */
const allowedBy: Readonly<Record<string, readonly Standing[]>> = {
  RED: ['person'],
  'AMBER+STRICT': ['person', 'house'],
};
const everybody: readonly Standing[] = ['person', 'house', 'outside'];

const refused = (reason: 'ChannelUnavailable' | 'AudienceLimited', message: string): Plan => ({ kind: 'refused', reason, message });

const limited = (planned: Planned, standing: Standing, name: string): Plan | undefined => {
  const tlp = planned.incident?.spec.tlp ?? 'AMBER+STRICT';
  const { audience } = planned.note.spec;
  const open = tlp === 'CLEAR' || audience !== 'Public';
  if (planned.lawful || (open && (allowedBy[tlp] ?? everybody).includes(standing))) return undefined;
  const whom = tlp === 'RED' ? 'named individuals only' : tlp === 'AMBER+STRICT' ? 'the organisation only' : 'no public';
  return refused('AudienceLimited', `The label TLP:${tlp} of the incident lets ${whom} know, and ${name} is something else.`);
};

const byMail = (planned: Planned, names: readonly string[], channel = mailChannel(planned.policy)): Plan => {
  const { policy } = planned;
  if (channel === undefined) {
    return refused(
      'ChannelUnavailable',
      'The policy has no channel of type SMTP: add one to its spec.channels, or send it by hand and record the receipt in spec.filings.',
    );
  }
  for (const name of names) {
    const found = reachable(policy, name);
    if (name === reporterName && !isNamed(planned.incident)) {
      return refused('ChannelUnavailable', 'Whoever reported is not named, or not known for sure: nobody can be written to.');
    }
    if (found === undefined) {
      const right = 'a role (dpo, ciso, management, contactPoint), reporter, a department or an authority';
      return refused('ChannelUnavailable', `The policy has nobody called ${name}: name ${right} of it in spec.channel.email.to.`);
    }
    const limit = limited(planned, found.standing, name);
    if (limit !== undefined) return limit;
  }
  return { kind: 'targets', targets: names.map((to) => ({ to, channel: channel.name })) };
};

const byWebhook = (planned: Planned, name: string): Plan => {
  const channel = channelsOf(planned.policy).find((each) => each.name === name && each.type === 'Webhook');
  if (channel === undefined) {
    return refused('ChannelUnavailable', `The policy has no channel of type Webhook called ${name}: add it to its spec.channels.`);
  }
  return limited(planned, 'house', name) ?? { kind: 'targets', targets: [{ to: name, channel: name }] };
};

/**
 * Whether whoever reported can be told: named, as P2 lets a report not be, and not known to be somebody else. A rehearsal has no real
 * recipients.
 */
const isNamed = (incident: Pick<Incident, 'spec'> | undefined): boolean => {
  const { reportedBy, anonymous, verified } = incident?.spec.report ?? {};
  return reportedBy !== undefined && anonymous !== true && verified !== false && incident?.spec.drill !== true;
};

/** The channel that the policy has for an audience, the first where it has several. */
const channelFor = (policy: IncidentPolicy | undefined, audience: NotificationAudience): IncidentPolicyChannel | undefined =>
  channelsOf(policy).find(({ audiences = [] }) => audiences.some((each) => each === audience));

/** Whether the policy has a channel for reporters, and the one of this incident may be written to (E1, E4). */
export const isReporterReachable = (policy: IncidentPolicy | undefined, incident: Pick<Incident, 'spec'>): boolean =>
  channelFor(policy, 'Reporter') !== undefined && isNamed(incident);

/** The acknowledgement of a report goes by itself; feedback is a decision of the contact point, which is to write it (E4). */
export const acknowledgement = 'policy-acknowledgement';

const isDecided = ({ spec }: Notification): boolean =>
  spec.duty === acknowledgement ||
  spec.content?.summary !== undefined ||
  spec.translations?.some(({ summary }) => summary !== undefined) === true;

/** Whom an audience is by mail, where nobody says how to reach it. Everybody else is told by hand. */
const recipientOf = ({ note, incident, policy }: Planned): string | undefined => {
  switch (note.spec.audience) {
    case 'DPO':
      return 'dpo';
    case 'CISO':
      return 'ciso';
    case 'Management':
      return 'management';
    case 'ContactPoint':
      return 'contactPoint';
    case 'Staff':
      return policy?.spec.departments?.find(({ name }) => name === incident?.spec.department)?.name;
    case 'Reporter':
      return isNamed(incident) ? reporterName : undefined;
    case 'Authority': {
      const authority = policy?.spec.authorities?.find(({ name }) => name === note.spec.recipient);
      return authority?.portal === undefined ? authority?.name : undefined;
    }
    default:
      return undefined;
  }
};

/** The audiences that are told by mail although no channel names them. */
const toldAnyway: readonly NotificationAudience[] = ['DPO', 'CISO', 'Management', 'ContactPoint', 'Authority'];

/**
 * What the policy decides where a notification names no channel: the channel that it has for the audience, else mail to those whose
 * address it has, a portal before mail.
 */
const byDefault = (planned: Planned): Plan => {
  const { note, policy } = planned;
  const { audience } = note.spec;
  const own = channelFor(policy, audience);
  const name = recipientOf(planned);
  if (audience === 'Reporter' && (name === undefined || !isDecided(note))) return { kind: 'byHand' };
  if (own?.type === 'Webhook') return byWebhook(planned, own.name);
  const channel = own ?? (toldAnyway.includes(audience) ? mailChannel(policy) : undefined);
  if (name === undefined || channel === undefined) return { kind: 'byHand' };
  return own === undefined && addressOf(policy, name) === undefined ? { kind: 'byHand' } : byMail(planned, [name], channel);
};

/**
 * Whom a notification goes to and how: as it says itself, else as the policy decides (R-i, S6). Where no channel serves, a person files
 * it by hand. Pure.
 */
export const planOf = (planned: Planned): Plan => {
  const { channel } = planned.note.spec;
  if (channel?.portal !== undefined) return { kind: 'byHand' };
  if (channel?.webhook !== undefined) return byWebhook(planned, channel.webhook.name);
  return channel?.email === undefined ? byDefault(planned) : byMail(planned, channel.email.to);
};
