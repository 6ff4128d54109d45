// A thousand objects that nobody should send, generated from the definitions.
import { type Definition, readDefinitions } from '../../crds/schema.ts';
import { apiVersion, type KindName } from '../../operator/api/kinds.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Mutation, mutate, wickedNames } from './mutate.ts';
import { type Json, validOf } from './valid.ts';

/** A hostile object, with what is hostile about it. */
export interface HostileCase {
  readonly kind: KindName;
  readonly name: string;
  readonly what: string;
  readonly object: { readonly [field: string]: Json };
}

/** How many of each kind; the more a kind can hold, the more can be wrong with it. */
const shares: Readonly<Record<KindName, number>> = {
  Incident: 400,
  Notification: 150,
  EvidenceItem: 140,
  Weakness: 110,
  ReportingRegime: 100,
  Playbook: 60,
  IncidentPolicy: 20,
  TimelineArchive: 20,
};

const specOf = ({ version }: Definition) => version.schema.openAPIV3Schema.properties?.['spec'] ?? {};

/** A status that would do harm if it were believed. */
const forgedStatus: Json = { phase: 'Closed', observedGeneration: 99, blockers: [], conditions: 'none', timeline: [{ seq: 1 }] };

/** Changes beside the spec. */
const envelopes: readonly ((
  object: { readonly [field: string]: Json },
  chance: Chance,
) => readonly [string, { readonly [field: string]: Json }])[] = [
  (object) => ['a forged status', { ...object, status: forgedStatus }],
  (object) => ['no spec at all', Object.fromEntries(Object.entries(object).filter(([field]) => field !== 'spec'))],
  (object) => ['a spec that is null', { ...object, spec: null }],
  (object, chance) => ['a field beside the spec', { ...object, [chance.pick(['data', 'constructor', 'Spec'])]: { a: 1 } }],
];

const metadataOf = (name: string, namespaced: boolean, namespace: string): Json => (namespaced ? { name, namespace } : { name });

/**
 * Hostile objects of all kinds that follow from a seed: nine in ten are changed at one place of the spec, or at two or three, and the rest
 * beside it. Names are unique and begin with `hostile-`.
 */
export const hostileCases = (seed: number, namespace: string): readonly HostileCase[] => {
  const chance = chanceOf(seed);
  return readDefinitions().flatMap((definition) => {
    const kind = definition.crd.spec.names.kind as KindName;
    const namespaced = definition.crd.spec.scope === 'Namespaced';
    return Array.from({ length: shares[kind] }, (_, index): HostileCase => {
      // Exactly one policy may exist, and it has a name of its own.
      const name = kind === 'IncidentPolicy' ? 'default' : `hostile-${kind.toLowerCase()}-${index}`;
      const schema = specOf(definition);
      const first: Mutation = { what: '', value: validOf(schema, chance) };
      const times = chance.next() < 0.1 ? 0 : chance.next() < 0.8 ? 1 : 3;
      const changes = Array.from({ length: times }).reduce<readonly Mutation[]>(
        (done) => [...done, mutate(schema, done.at(-1)?.value ?? first.value, chance)],
        [],
      );
      const object = { apiVersion, kind, metadata: metadataOf(name, namespaced, namespace), spec: changes.at(-1)?.value ?? first.value };
      if (times > 0) return { kind, name, what: changes.map(({ what }) => what).join(', '), object };
      const [what, wrapped] = chance.pick(envelopes)(object, chance);
      return { kind, name, what, object: wrapped };
    });
  });
};

const report = { what: 'Something.', establishedAt: '2026-10-23T09:12:00Z' };

/** The parts of a record that refer to others, or to each other, in a way that makes no sense; each is well-formed by itself. */
const nonsense: readonly (readonly [KindName, string, object])[] = [
  [
    'EvidenceItem',
    'evidence of an incident that is not there',
    { incidentRef: { name: 'nowhere' }, description: 'A log.', mediaType: 'LogExtract' },
  ],
  [
    'EvidenceItem',
    'custody that begins with somebody who never held it',
    {
      incidentRef: { name: 'nowhere' },
      description: 'A log.',
      mediaType: 'LogExtract',
      collection: { method: 'copy' },
      custody: [
        { id: 'c1', from: 'x', to: 'y' },
        { id: 'c2', from: 'z', to: 'z' },
      ],
    },
  ],
  [
    'Notification',
    'a notice about an incident that is not there',
    { incidentRef: { name: 'nowhere' }, duty: 'gdpr-authority', audience: 'Authority' },
  ],
  [
    'Notification',
    'a notice of a duty that no law knows',
    { incidentRef: { name: 'nowhere' }, duty: 'constructor', audience: 'Authority' },
  ],
  [
    'Notification',
    'an approval of another text',
    {
      incidentRef: { name: 'nowhere' },
      duty: 'x',
      audience: 'Public',
      approvals: [{ id: 'a', decision: 'Approve', of: `sha256:${'0'.repeat(64)}` }],
    },
  ],
  [
    'Incident',
    'a playbook that is not there',
    { title: 'x', report, playbookRef: { name: 'nowhere' }, steps: [{ id: 's', step: 'constructor', outcome: 'Done' }] },
  ],
  [
    'Incident',
    'a duplicate of itself',
    {
      title: 'x',
      report,
      personalDataCheck: 'NotFound',
      assessments: [{ id: 'a', verdict: 'Duplicate', duplicateOf: 'SELF', reasons: 'x' }],
    },
  ],
  [
    'Incident',
    'an assessment that confirms itself',
    { title: 'x', report, personalDataCheck: 'NotFound', assessments: [{ id: 'a', verdict: 'Incident', confirms: 'a', reasons: 'x' }] },
  ],
  [
    'Incident',
    'entries that correct themselves and each other',
    {
      title: 'x',
      report,
      actions: [
        { id: 'a', kind: 'Other', what: 'x', corrects: 'a' },
        { id: 'b', kind: 'Other', what: 'x', corrects: 'c' },
        { id: 'c', kind: 'Other', what: 'x', corrects: 'b' },
      ],
    },
  ],
  [
    'Incident',
    'ratings under names that mean something to a program',
    {
      title: 'x',
      report,
      personalDataCheck: 'NotFound',
      assessments: [
        { id: 'a', verdict: 'Incident', ratings: { constructor: 'toString', toString: 'High', valueOf: '__proto__' }, reasons: 'x' },
      ],
    },
  ],
  [
    'Incident',
    'ratings that the scale does not know',
    {
      title: 'x',
      report,
      personalDataCheck: 'NotFound',
      assessments: [{ id: 'a', verdict: 'Incident', ratings: { mood: 'Bad' }, reasons: 'x' }],
    },
  ],
  ['Incident', 'weaknesses that are not there', { title: 'x', report, weaknesses: [{ name: 'nowhere' }, { name: 'constructor' }] }],
  ['Incident', 'a reopening of what was never closed', { title: 'x', report, reopenings: [{ id: 'r', reason: 'x', to: 'Reported' }] }],
  ['Incident', 'a closure on the first day', { title: 'x', report, closures: [{ id: 'c', summary: 'x' }] }],
  [
    'Incident',
    'a decision without an advice',
    {
      title: 'x',
      report,
      personalData: { role: 'Controller', kinds: ['Confidentiality'], decisions: [{ id: 'd', risk: 'Unlikely', reasons: 'x' }] },
    },
  ],
  [
    'Incident',
    'approvals of a review that is not there',
    { title: 'x', report, approvals: [{ id: 'a', subject: 'Lessons', of: 'constructor', decision: 'Approve' }] },
  ],
  [
    'Incident',
    'a follow-up of a lesson that is not there',
    { title: 'x', report, followUps: [{ id: 'f', lesson: 'r1/l1', outcome: 'Done' }] },
  ],
  [
    'Incident',
    'costs of roles that mean something to a program',
    {
      title: 'x',
      report,
      costs: [
        { id: 'c', kind: 'Labour', role: 'constructor', minutes: 5 },
        { id: 'd', kind: 'Legal', amount: '999999999999.99', currency: 'ZZZ' },
      ],
    },
  ],
  [
    'Incident',
    'awareness in the year one',
    {
      title: 'x',
      report: { ...report, establishedAt: '0001-01-01T00:00:00Z' },
      awareAt: '0001-01-01T00:00:00Z',
      category: 'PrivacyBreach',
    },
  ],
  [
    'Incident',
    'awareness at the end of time',
    {
      title: 'x',
      report: { ...report, establishedAt: '9999-12-31T23:59:59Z' },
      awareAt: '9999-12-31T23:59:59Z',
      category: 'PrivacyBreach',
    },
  ],
  [
    'Incident',
    'an order whose time is long over',
    {
      title: 'x',
      report,
      personalData: {
        role: 'Controller',
        kinds: ['Confidentiality'],
        orders: [{ id: 'constructor', reference: 'x', order: 'CommunicateToSubjects', dueAt: '0001-01-01T00:00:00Z' }],
      },
    },
  ],
  [
    'Weakness',
    'a duplicate of nothing',
    { title: 'x', notExploited: true, evaluations: [{ id: 'e', likelihood: 'High', impact: 'High', treat: 'Duplicate', reasons: 'x' }] },
  ],
];

const duty = (fields: object): object => ({
  title: 'x',
  duties: [{ name: 'constructor', audience: 'Public', when: 'true', from: 'facts.reportedAt', within: 'PT1H', ...fields }],
});

/** Laws that would hang, crash or mislead whoever evaluates them. */
const laws: readonly (readonly [string, object])[] = [
  ['an expression that does not parse', duty({ when: 'incident.title ==' })],
  ['an expression that gives no boolean', duty({ when: '"text"' })],
  [
    'an expression over names that mean something to a program',
    duty({ when: 'incident.constructor.constructor != null || __proto__ == null' }),
  ],
  [
    'a pattern that takes for ever',
    duty({ when: "incident.title.matches('^(a+)+$') || 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a|aa)+$')" }),
  ],
  ['loops in loops in loops', duty({ when: `${'[1,2,3,4,5,6,7,8].all(x, '.repeat(12)}true${')'.repeat(12)}` })],
  ['very deep brackets', duty({ when: `${'('.repeat(450)}true${')'.repeat(450)}` })],
  ['a text that doubles itself', duty({ when: `${"['x'].map(a, a + a)".repeat(1)}.map(b, b + b + b + b + b + b + b + b).size() > 0` })],
  ['a division by nothing', duty({ when: '1 / 0 == 1' })],
  ['numbers beyond all bounds', duty({ when: '9223372036854775807 + 1 > 0' })],
  ['a beginning that is no time', duty({ from: '"yesterday"' })],
  ['a beginning in the year ten thousand', duty({ from: '"9999-12-31T23:59:59Z"', within: 'P99999Y' })],
  ['a period that is longer than a century', duty({ within: 'P99999Y' })],
  ['a period of nothing', duty({ within: 'PT0S' })],
  ['a period of mixed units', duty({ within: 'P1DT1H' })],
  ['warnings of mixed units', duty({ warnBefore: ['P1DT1H', 'PT0S', 'P99999Y'] })],
  ['a duty that waits for itself', duty({ when: "sent['constructor'] != null", from: "sent['constructor']" })],
  ['a function that is not there', duty({ when: 'process.exit(1)' })],
  ['a target that the scale does not know', duty({ within: undefined, target: 'constructor' })],
];

/** Well-formed objects that make no sense together, numbered on their own. */
export const senselessCases = (namespace: string): readonly HostileCase[] => {
  const senseless = nonsense.map(([kind, what, spec], index): HostileCase => {
    const name = `senseless-${index}`;
    const object = JSON.parse(
      JSON.stringify({ apiVersion, kind, metadata: { name, namespace }, spec }).replaceAll('SELF', name),
    ) as HostileCase['object'];
    return { kind, name, what, object };
  });
  const regimes = laws.map(([what, spec], index): HostileCase => {
    const name = `senseless-law-${index}`;
    return {
      kind: 'ReportingRegime',
      name,
      what,
      object: JSON.parse(JSON.stringify({ apiVersion, kind: 'ReportingRegime', metadata: { name }, spec })) as HostileCase['object'],
    };
  });
  const names = wickedNames
    .filter((name) => name.trim() !== '')
    .map(
      (name): HostileCase => ({
        kind: 'Incident',
        name,
        what: `an object called ${name}`,
        object: { apiVersion, kind: 'Incident', metadata: { name, namespace }, spec: { title: 'x', report } },
      }),
    );
  return [...senseless, ...regimes, ...names];
};
