// The facts that people add are those of the schemas, and the patch that adds them.
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Fact, facts } from '../../operator/fact/catalogue.ts';
import { stated } from '../../operator/fact/change.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
}

const specOf = (kind: Fact['kind']): Schema => {
  const file = new URL(`../../crds/${kind.toLowerCase()}.yaml`, import.meta.url);
  const crd = load(readFileSync(file, 'utf8')) as {
    readonly spec: { readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: Schema } }[] };
  };
  return crd.spec.versions[0]?.schema.openAPIV3Schema.properties?.['spec'] ?? {};
};

const entrySchema = ({ kind, list }: Fact): Schema | undefined =>
  list.reduce<Schema | undefined>((schema, part) => schema?.properties?.[part], specOf(kind))?.items;

const ofEvery = new Set(['id', 'at', 'by', 'via', 'corrects']);

for (const [name, fact] of Object.entries(facts) as readonly (readonly [string, Fact])[]) {
  test(`${name}: its list is in the schema, and it can say everything that an entry may say`, () => {
    const fields = Object.keys(entrySchema(fact)?.properties ?? {}).filter((field) => !ofEvery.has(field));
    assert.equal([...fact.fields].sort(), fields.sort());
    assert.match(`${fact.prefix}1`, /^[a-z0-9]([-a-z0-9]{0,62}[a-z0-9])?$/);
  });
}

test('every right is one that a role of the chart has', () => {
  const roles = readFileSync(new URL('../../charts/meldpunt/files/roles/20-people.yaml', import.meta.url), 'utf8');
  for (const { verb, resource, role } of Object.values(facts)) {
    const own = roles.split(/^---$/m).find((one) => new RegExp(`name: ${role}\\b`).test(one)) ?? '';
    assert.match(own, verb, `${role} has ${verb}`);
    assert.match(own, resource, `${role} has ${resource}`);
  }
});

test('a field in which nothing was said is left out, and false and 0 are said', () => {
  assert.equal(stated(facts.cost, { kind: 'Labour', role: '', amount: undefined, minutes: 0, estimate: false }), {
    add: { list: ['costs'], entry: { kind: 'Labour', minutes: 0, estimate: false } },
  });
});

test.run();
