import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generatedFiles } from '../../crds/generate.ts';
import { printReference } from '../../crds/reference.ts';
import { firstSentence, parseDefinition, readDefinitions, singular, splitDescription } from '../../crds/schema.ts';
import { printTypes } from '../../crds/types.ts';
import { staleFiles } from '../../scripts/generated.ts';

const small = `
metadata: {name: cases.example.dev}
spec:
  group: example.dev
  scope: Namespaced
  names: {kind: Case, plural: cases, singular: case, shortNames: [ca], categories: []}
  versions:
  - name: v1
    additionalPrinterColumns:
    - {name: Phase, type: string, jsonPath: .status.phase}
    selectableFields:
    - jsonPath: .status.phase
    schema:
      openAPIV3Schema:
        type: object
        description: 'A case after art. 33(1). It is small. Example: none.'
        properties:
          spec:
            type: object
            required: [title]
            description: What is known.
            properties:
              title: {type: string, maxLength: 10, description: 'What it is. Second sentence. Example: a loss.'}
              sure: {type: boolean, enum: [true], description: Whether it is sure.}
              replies:
                type: array
                maxItems: 3
                description: What was said.
                x-kubernetes-validations:
                - {rule: "size(self) < 3", message: two are enough}
                items:
                  type: object
                  required: [mood]
                  description: One reply.
                  properties:
                    mood: {type: string, enum: [Good, Bad], description: How it sounded.}
              ratings:
                type: object
                maxProperties: 2
                description: How it is rated.
                additionalProperties: {type: string, enum: [Low, High], description: A level.}
          status:
            type: object
            description: How it fares.
            properties:
              phase: {type: string, maxLength: 9, description: Where it stands.}
              conditions: {type: array, maxItems: 2, description: Conditions., items: {type: object, description: One., properties: {}}}
`;

const definition = parseDefinition('case.yaml', small);

test('what is generated is what the definitions say now', () => {
  assert.equal(staleFiles(generatedFiles(readDefinitions())), []);
});

test('every kind becomes an interface, with named types for what is nested', () => {
  const [, printed = ''] = printTypes([definition]).split('\n/** The type of every kind, by its name. */\n');
  assert.is(
    printed,
    `export interface ObjectOfKind {
  readonly Case: Case;
}

/** A case after art. 33(1). */
export interface Case {
  readonly apiVersion: 'example.dev/v1';
  readonly kind: 'Case';
  readonly metadata: NamespacedMeta;
  readonly spec: CaseSpec;
  readonly status?: CaseStatus;
}

/** How it sounded. */
export type CaseReplyMood = 'Good' | 'Bad';

/** One reply. */
export interface CaseReply {
  /** How it sounded. */
  readonly mood: CaseReplyMood;
}

/** A level. */
export type CaseRating = 'Low' | 'High';

/** What is known. */
export interface CaseSpec {
  /** What it is. */
  readonly title: string;
  /** Whether it is sure. */
  readonly sure?: true;
  /** What was said. */
  readonly replies?: readonly CaseReply[];
  /** How it is rated. */
  readonly ratings?: Readonly<Record<string, CaseRating>>;
}

/** How it fares. */
export interface CaseStatus {
  /** Where it stands. */
  readonly phase?: string;
  /** Conditions. */
  readonly conditions?: readonly Condition[];
}
`,
  );
});

test('two fields that would give one type name are refused', () => {
  const twice = small.replace(
    '              ratings:',
    '              reply: {type: object, description: One., properties: {}}\n              ratings:',
  );
  assert.throws(() => printTypes([parseDefinition('case.yaml', twice)]), /Case: two fields would both be called CaseReply/);
});

test('the reference has every field with its meaning and example, and every refusal', () => {
  const page = printReference(definition);
  assert.ok(page.includes('| `spec.title` (required) | string | What it is. Second sentence. | `a loss` |'), page);
  assert.ok(page.includes('| `spec.replies[].mood` (required) | `Good`, `Bad` | How it sounded. |  |'), page);
  assert.ok(page.includes('- `spec.replies`: two are enough'), page);
});

test('a definition with more than one version is refused', () => {
  const two = small.replace('  - name: v1\n', '  - name: v0\n    schema: {openAPIV3Schema: {type: object}}\n  - name: v1\n');
  assert.throws(() => parseDefinition('case.yaml', two), /case\.yaml: expected exactly one version, found 2/);
});

test('lists name their elements in the singular', () => {
  const plurals = ['categories', 'weaknesses', 'advices', 'actions', 'holidays', 'team', 'access', 'indexes'];
  assert.equal(plurals.map(singular), ['category', 'weakness', 'advice', 'action', 'holiday', 'team', 'access', 'index']);
});

test('a description is parted into its first sentence, its meaning and its example', () => {
  const description = 'Why it is late (art. 33(1), e.g. no. 4). More follows. Example: GBA-2026.';
  assert.is(firstSentence(description), 'Why it is late (art. 33(1), e.g. no. 4).');
  assert.equal(splitDescription(description), { meaning: 'Why it is late (art. 33(1), e.g. no. 4). More follows.', example: 'GBA-2026' });
});

test.run();
