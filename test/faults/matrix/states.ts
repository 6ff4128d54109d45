// What the operator sees of one kind is old, or jumps over what was between: for each kind, and each thing that can happen to it.
import { setTimeout as delay } from 'node:timers/promises';
import { apiVersion, kinds } from '../../../operator/api/kinds.ts';
import type { Ground } from '../rig/ground.ts';
import type { Play } from '../rig/oracle.ts';
import type { EventType, StreamMode } from '../rig/stream.ts';
import type { Fault } from './fault.ts';
import { played } from './played.ts';

/** The kinds that the flow, or people beside it, create and change; records are not deleted before their time, so that only the others go. */
const plans: Readonly<Record<string, readonly EventType[]>> = {
  incidents: ['ADDED', 'MODIFIED'],
  notifications: ['ADDED', 'MODIFIED'],
  evidenceitems: ['ADDED', 'MODIFIED'],
  weaknesses: ['ADDED', 'MODIFIED'],
  playbooks: ['ADDED', 'MODIFIED', 'DELETED'],
  reportingregimes: ['ADDED', 'MODIFIED', 'DELETED'],
  incidentpolicies: ['MODIFIED'],
};

const configuration = {
  playbook: {
    apiVersion,
    kind: 'Playbook',
    metadata: { name: 'beside' },
    spec: { title: 'A step', version: '1', steps: [{ name: 'one', phase: 'Contain', text: 'Do it.', role: 'responder' }] },
  },
  regime: {
    apiVersion,
    kind: 'ReportingRegime',
    metadata: { name: 'beside' },
    spec: {
      title: 'A law that is not in force',
      duties: [{ name: 'beside-duty', when: 'true', from: 'awareAt', within: 'PT1H', counting: 'AsWritten' }],
    },
  },
} as const;

/** A playbook and a law come, change and go; the policy changes. */
const configure = async ({ product: { admin } }: Ground, pause: number): Promise<void> => {
  await admin.create(kinds.Playbook, configuration.playbook as never);
  await admin.create(kinds.ReportingRegime, configuration.regime as never);
  await delay(pause);
  await admin.mergePatch(kinds.Playbook, { name: 'beside' }, { spec: { title: 'Another step' } });
  await admin.mergePatch(kinds.ReportingRegime, { name: 'beside' }, { spec: { title: 'Another law that is not in force' } });
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { metadata: { annotations: { touched: String(Date.now()) } } });
  await delay(pause);
  await admin.delete(kinds.Playbook, { name: 'beside' });
  await admin.delete(kinds.ReportingRegime, { name: 'beside' });
};

const holding =
  (kind: 'lag' | 'coalesce', plural: string, from: EventType) =>
  (ground: Ground): Play => {
    const mode = (of: string): StreamMode => (of === plural ? { kind, ms: 1_200, from } : { kind: 'pass' });
    return {
      open: () => ground.tap.arrange({ stream: mode }),
      // What is to be seen late happens slowly; what is not to be seen happens at once.
      reported: () => configure(ground, kind === 'lag' ? 300 : 0),
      within: 90_000,
      slack: 4,
    };
  };

const names = { lag: 'stale', coalesce: 'unobserved' } as const;

/** Every plan. */
export const states: readonly Fault[] = (['lag', 'coalesce'] as const).flatMap((kind) =>
  Object.entries(plans).flatMap(([plural, types]) =>
    types.map((from) =>
      played(
        `${names[kind]}-${plural}-${from.toLowerCase()}`,
        `${plural} ${from.toLowerCase()}: ${names[kind]}`,
        14,
        holding(kind, plural, from),
      ),
    ),
  ),
);
