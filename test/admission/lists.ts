// Every list of entries there is, with the least that an entry of it says besides id, by and at.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';
import type { KindName } from '../../operator/api/kinds.ts';
import { people } from './people.ts';

export type List = {
  /** Where it is in the spec, outermost first. */
  readonly path: readonly string[];
  readonly fields: object;
  /** How many it holds. */
  readonly most: number;
};

type Schema = { readonly properties?: Readonly<Record<string, Schema>>; readonly maxItems?: number };
type Definition = { readonly spec: { readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: Schema } }] } };

const listsOf = (kind: KindName) => {
  const file = resolve(import.meta.dirname, `../../crds/${kind.toLowerCase()}.yaml`);
  const { openAPIV3Schema } = (load(readFileSync(file, 'utf8')) as Definition).spec.versions[0].schema;
  return (dotted: string, fields: object): List => {
    const path = dotted.split('.');
    const schema = ['spec', ...path].reduce<Schema | undefined>((at, name) => at?.properties?.[name], openAPIV3Schema);
    if (schema?.maxItems === undefined) throw new Error(`${kind} has no bounded list ${dotted}`);
    return { path, fields, most: schema.maxItems };
  };
};

const inIncident = listsOf('Incident');
const inNotification = listsOf('Notification');
const inEvidence = listsOf('EvidenceItem');
const inWeakness = listsOf('Weakness');
const inPlaybook = listsOf('Playbook');

/** The lists of an incident; closures and reopenings apart, which are writes of their own. */
export const incidentLists: readonly List[] = [
  inIncident('answers', { question: 'cause', value: 'Haste' }),
  inIncident('communications', { audience: 'Staff', what: 'Told them.' }),
  inIncident('response.appointments', { leader: people.responder, by: people.manager }),
  inIncident('assessments', { verdict: 'Incident', reasons: 'Not encrypted.' }),
  inIncident('personalData.awareCorrections', { awareAt: '2026-10-23T10:00:00Z', reason: 'The call came later.' }),
  inIncident('personalData.advices', { on: 'Risk', advice: 'High', by: people.dpo }),
  inIncident('personalData.decisions', { risk: 'High', reasons: 'Accounts.' }),
  inIncident('personalData.orders', { reference: 'GBA-1', order: 'CommunicateToSubjects', dueAt: '2026-12-01T12:00:00Z' }),
  inIncident('actions', { kind: 'Contain', what: 'Blocked the account.' }),
  inIncident('milestones', { reached: 'Contained' }),
  inIncident('escalations', { to: 'CISO', kind: 'Help', reason: 'Too large.' }),
  inIncident('delays', { deadline: 'gdpr-authority', reason: 'The portal was down.' }),
  inIncident('classifications', { regime: 'nis2', result: 'Significant' }),
  inIncident('costs', { kind: 'External', amount: '10.00', currency: 'EUR' }),
  inIncident('steps', { step: 'isolate', outcome: 'Done' }),
  inIncident('review', {
    rootCause: 'No encryption.',
    lessons: [{ id: 'l1', text: 'Encrypt.', owner: people.ciso, dueAt: '2027-01-01T00:00:00Z' }],
  }),
  inIncident('approvals', { subject: 'Lessons', decision: 'Approve', of: 'review-1', by: people.management }),
  inIncident('followUps', { lesson: 'review-1/l1', outcome: 'Done' }),
];

/** The lists of the other kinds, with what else their specs need. */
export const otherLists = {
  Notification: {
    spec: { incidentRef: { name: 'inc-1' }, duty: 'gdpr-authority', audience: 'Authority' },
    lists: [
      inNotification('advices', { advice: 'Waive', by: people.dpo }),
      inNotification('approvals', { decision: 'Approve', of: `sha256:${'a'.repeat(64)}` }),
      inNotification('filings', { reference: 'GBA-1' }),
      inNotification('acknowledgements', { reference: 'GBA-1' }),
      inNotification('retries', {}),
      inNotification('waivers', { ground: 'RiskUnlikely', reasons: 'No risk.', advice: 'advices-1' }),
    ],
  },
  EvidenceItem: {
    spec: { incidentRef: { name: 'inc-1' }, description: 'Disk of the laptop', mediaType: 'DiskImage' },
    lists: [
      inEvidence('custody', { from: people.responder, to: people.custodian, reason: 'Safe keeping', broken: 'Found on a desk' }),
      inEvidence('accesses', { kind: 'Access', purpose: 'Analysis' }),
      inEvidence('verifications', { digest: 'a'.repeat(64), result: 'Match' }),
    ],
  },
  Weakness: {
    spec: { title: 'Exports are not encrypted', notExploited: true },
    lists: [
      inWeakness('evaluations', { likelihood: 'High', impact: 'High', reasons: 'Daily.', treat: 'Remedy' }),
      inWeakness('remedied', { how: 'Encrypted.' }),
      inWeakness('verifications', { of: 'remedied-1', result: 'Effective', how: 'Looked.', by: people.ciso }),
      inWeakness('acceptances', { reasons: 'Retired soon.' }),
    ],
  },
  Playbook: {
    spec: { title: 'Lost device', steps: [{ name: 'wipe', phase: 'Contain', text: 'Wipe it.' }] },
    lists: [
      inPlaybook('changes', { incident: 'inc-1', why: 'The number had changed.' }),
      inPlaybook('rehearsals', { findings: 'Nobody knew the number.' }),
    ],
  },
} as const;

/** The id of an entry: unique in its list, and the same in every run. */
export const idOf = ({ path }: List, nth: number): string => `${path.at(-1)?.toLowerCase()}-${nth}`;

/** A spec with `count(list)` entries in each list, each as `complete` makes it. */
export const filled = (lists: readonly List[], count: (list: List) => number, complete: (fields: object) => object): object => {
  const spec: Record<string, Record<string, unknown> | unknown> = {};
  for (const list of lists) {
    const entries = Array.from({ length: count(list) }, (_, index) => ({ id: idOf(list, index + 1), ...complete(list.fields) }));
    const [outer = '', inner] = list.path;
    spec[outer] = inner === undefined ? entries : { ...(spec[outer] as object | undefined), [inner]: entries };
  }
  return spec;
};
