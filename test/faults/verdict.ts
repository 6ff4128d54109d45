import type { Notification } from '../../operator/api/types.gen.ts';
import type { Outcome } from './campaign.ts';
import { keptBy, takenBy, unexplained } from './ledger.ts';

/** To whom the audiences of the campaign are, in the policy of the samples. */
export const addresses: Readonly<Record<string, string>> = {
  CISO: 'ciso@pensioenkas.example',
  DPO: 'dpo@pensioenkas.example',
  Management: 'directie@pensioenkas.example',
  ContactPoint: 'meldpunt@pensioenkas.example',
  ThirdParty: 'hook',
};

const keysOf = ({ status }: Notification): readonly string[] => (status?.deliveries ?? []).map(({ key }) => key);

/** Everything that a campaign promises and that did not hold, as sentences; empty when all did. */
export const broken = ({ ledger, notifications, wanted, unapproved, forged }: Outcome): readonly string[] => {
  const byKey = new Map(notifications.flatMap((note) => keysOf(note).map((key) => [key, note] as const)));
  const taken = takenBy(ledger);
  const kept = keptBy(ledger);
  const named = (names: ReadonlySet<string>): readonly Notification[] => notifications.filter(({ metadata }) => names.has(metadata.name));
  return [
    ...named(wanted)
      .filter(({ status }) => status?.phase !== 'Sent')
      .map(({ metadata, status }) => `${metadata.name} is ${status?.phase}: ${JSON.stringify(status?.deliveries)}`),
    ...named(wanted)
      .filter((note) => keysOf(note).length !== 1 || !taken.has(keysOf(note)[0] ?? ''))
      .map(({ metadata }) => `${metadata.name} was lost`),
    ...named(wanted)
      .filter((note) => keysOf(note).some((key) => taken.has(key) && !kept.has(key)))
      .map(({ metadata }) => `${metadata.name} was lost for a receiver that drops what it has seen`),
    ...named(unapproved)
      .filter((note) => keysOf(note).length > 0)
      .map(({ metadata }) => `${metadata.name} was sent without approval`),
    ...ledger.transmissions.flatMap(({ notices, to }) =>
      notices.flatMap(({ key, reference }) => {
        const note = byKey.get(key);
        if (note === undefined) return [`${key} is the key of no notification`];
        const right = addresses[note.spec.audience] ?? '';
        const wrong = to.length !== 1 || to[0] !== right || reference !== note.spec.incidentRef.name;
        return wrong ? [`${note.metadata.name} went to ${to.join()} as ${reference}`] : [];
      }),
    ),
    ...unexplained(ledger),
    ...(forged === 0 ? [] : [`${forged} calls were not signed`]),
  ];
};
