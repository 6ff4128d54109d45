import type { Mutant } from '../mutant.ts';

const dispatch = 'operator/notification/dispatch.ts';
const decide = 'operator/delivery/decide.ts';
const sending = 'operator/notification/sending.ts';

/** Bugs of sending: what is told to whom, when, how often and under which key. */
export const deliveryMutants: readonly Mutant[] = [
  {
    number: 3,
    bug: 'a message is marked sent before it is sent',
    edits: [
      {
        file: dispatch,
        from: "const result: Result = fence() ? await send(notices) : { kind: 'withdrawn' };",
        to: "const result: Result = fence() ? { kind: 'accepted', reference: '' } : { kind: 'withdrawn' };\n    if (fence()) void send(notices);",
      },
    ],
    tests: ['test/notification/dispatch.test.ts'],
  },
  {
    number: 4,
    bug: 'a message whose claim expired is marked failed',
    edits: [
      {
        file: decide,
        from: '  if (isDelivered(old) || isUnderWay(old, now)) return old;',
        to: "  if (isDelivered(old) || isUnderWay(old, now)) return old;\n  if (old.outcome === 'Claimed') return { ...old, at: now, outcome: 'Exhausted' };",
      },
    ],
    tests: ['test/delivery/decide.test.ts'],
  },
  {
    number: 5,
    bug: 'every attempt has a new key',
    edits: [
      {
        file: 'operator/notification/deliver.ts',
        from: '  return {\n    key: delivery.key,\n    reference: incidentRef.name,',
        to: '  return {\n    key: `${delivery.key}-${delivery.attempt}`,\n    reference: incidentRef.name,',
      },
    ],
    tests: ['test/notification/bundle.test.ts', 'test/e2e/delivery.test.ts'],
  },
  {
    number: 10,
    bug: 'an incident is meant by its name and not by its uid, so that one that is made anew is taken for the old one',
    edits: [{ file: sending, from: "incident: incident?.metadata.uid ?? '',", to: "incident: incident?.metadata.name ?? ''," }],
    tests: ['test/notification/sending.test.ts'],
  },
  {
    number: 19,
    bug: 'a record that is being deleted waits until the mail server has taken its messages',
    edits: [
      {
        file: 'operator/notification/register.ts',
        from: 'boolean => status?.legalHold === true;',
        to: "boolean => status?.legalHold === true || status?.deliveries?.some(({ outcome }) => outcome !== 'Delivered') === true;",
      },
    ],
    tests: ['test/notification/register.test.ts'],
  },
  {
    number: 21,
    bug: 'a notification that anybody made is acted on as one that a law asks for: no incident, no label limits it',
    edits: [
      {
        file: sending,
        from: "  note.spec.duty.startsWith('gdpr-order-') || (deadline?.regime !== undefined && deadline.regime !== 'policy');",
        to: "  note.spec.duty !== '' || deadline !== undefined;",
      },
      { file: sending, from: ' && incident !== undefined && incident.spec.drill !== true', to: '' },
    ],
    tests: ['test/notification/sending.test.ts'],
  },
];
