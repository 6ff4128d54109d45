import type { Incident, IncidentPolicy, IncidentPolicyChannel, Notification } from '../api/types.gen.ts';

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

const byMail = (planned: Planned, names: readonly string[]): Plan => {
  const { policy } = planned;
  const channel = mailChannel(policy);
  if (channel === undefined) {
    return refused(
      'ChannelUnavailable',
      'The policy has no channel of type SMTP: add one to its spec.channels, or send it by hand and record the receipt in spec.filings.',
    );
  }
  for (const name of names) {
    const found = reachable(policy, name);
    if (found === undefined) {
      const right = 'a role (dpo, ciso, management, contactPoint), a department or an authority';
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

/** Whom an audience is, where nobody says how to reach it. Everybody else is told by hand. */
const roleOf: Readonly<Record<string, string>> = { DPO: 'dpo', CISO: 'ciso', Management: 'management', ContactPoint: 'contactPoint' };

/** What the policy decides where a notification names no channel: mail to those whose address it has, a portal before mail. */
const byDefault = (planned: Planned): Plan => {
  const { note, policy } = planned;
  const { audience, recipient } = note.spec;
  const authority = audience === 'Authority' ? policy?.spec.authorities?.find((each) => each.name === recipient) : undefined;
  const name = authority === undefined ? roleOf[audience] : authority.portal === undefined ? authority.name : undefined;
  if (name === undefined || mailChannel(policy) === undefined) return { kind: 'byHand' };
  return addressOf(policy, name) === undefined ? { kind: 'byHand' } : byMail(planned, [name]);
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
