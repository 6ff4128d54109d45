import type { ChildDraft, TimelineDraft } from '../api/decision.ts';
import { operatorActor } from '../api/decision.ts';
import { apiVersion } from '../api/kinds.ts';
import type { EvidenceItem, EvidenceItemStatus, IncidentPolicy } from '../api/types.gen.ts';
import { digest } from '../journal/canonical.ts';

/** What the CISO is told of at once (V7, V8): the duty that the notice fulfils, and what it says. */
interface Alarm {
  readonly duty: 'evidence-quarantined' | 'evidence-compromised';
  readonly says: (item: EvidenceItem) => string;
}

const named = ({ metadata, spec }: EvidenceItem): string => `Evidence item ${metadata.name} of incident ${spec.incidentRef.name}`;

const quarantined: Alarm = {
  duty: 'evidence-quarantined',
  says: (item) =>
    `${named(item)} crosses a boundary without a valid authorisation. It is on record, and neither accepted nor exported until it has one.`,
};

const compromised: Alarm = {
  duty: 'evidence-compromised',
  says: (item) =>
    `${named(item)} is compromised: its bytes are not the ones that were collected, or its chain of custody is broken. Its findings say which.`,
};

type Standing = Pick<EvidenceItemStatus, 'phase' | 'accepted'>;

const alarmsOf = ({ phase, accepted }: Standing): readonly Alarm[] => [
  ...(accepted === false ? [quarantined] : []),
  ...(phase === 'Compromised' ? [compromised] : []),
];

/** A name that follows from what it is for, so that telling twice is telling once; the uid keeps two items of one name apart. */
const nameOf = ({ metadata }: EvidenceItem, { duty }: Alarm): string => {
  const stem = metadata.name.slice(0, 40).replace(/[^a-z0-9]+$/, '');
  return `${stem}-${duty}-${digest(metadata.uid ?? '').slice(-8)}`;
};

/** The notices to the CISO that have to exist because of how an item stands (V7, V8). */
export const noticesOf = (item: EvidenceItem, standing: Standing, policy: IncidentPolicy | undefined): readonly ChildDraft[] =>
  alarmsOf(standing).map((alarm) => ({
    apiVersion,
    kind: 'Notification',
    metadata: { name: nameOf(item, alarm), namespace: item.metadata.namespace },
    spec: {
      incidentRef: { name: item.spec.incidentRef.name },
      duty: alarm.duty,
      audience: 'CISO',
      stage: 'Initial',
      ...(policy?.spec.languages === undefined ? {} : { languages: policy.spec.languages }),
      content: { summary: alarm.says(item) },
    },
  }));

/** The escalations that begin with this decision, as timeline entries (R-g). */
export const escalationsOf = (before: EvidenceItemStatus | undefined, after: Standing): readonly TimelineDraft[] => {
  const told = new Set((before === undefined ? [] : alarmsOf(before)).map(({ duty }) => duty));
  return alarmsOf(after)
    .filter(({ duty }) => !told.has(duty))
    .map(({ duty }) => ({ actor: operatorActor, reason: 'Escalated', note: `${duty} to CISO` }));
};
