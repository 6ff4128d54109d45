import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breachCauses } from '../../operator/api/choices.ts';
import type { IncidentPersonalData, IncidentPersonalDataKind, IncidentPersonalDataRecordsCategory } from '../../operator/api/types.gen.ts';
import { breachStatus } from '../../operator/breach/assess.ts';
import type { SuggestedRisk } from '../../operator/breach/suggestion.ts';
import { published } from './cases.ts';
import { annex } from './cases-annex.ts';

const order: readonly SuggestedRisk[] = ['Unlikely', 'Risk', 'High'];

const kinds: readonly IncidentPersonalDataKind[] = ['Confidentiality', 'Integrity', 'Availability'];

const categories: readonly IncidentPersonalDataRecordsCategory[] = [
  'Identity',
  'Contact',
  'Birth',
  'NationalNumber',
  'IdentityDocument',
  'Financial',
  'PaymentCard',
  'Credentials',
  'HashedCredentials',
  'Communications',
  'Location',
  'Behaviour',
  'Employment',
  'Education',
  'Family',
  'Health',
  'OtherSpecial',
  'Criminal',
  'ProfessionalSecret',
  'Pseudonymous',
];

/** A fact and its values from best to worst. What is not among them is absent. */
interface Scale {
  readonly path: readonly [string] | readonly [string, string];
  readonly values: readonly unknown[];
}

const half = ['0', '0.25', '0.5'];

const scales: readonly Scale[] = [
  { path: ['malicious'], values: [false, true] },
  { path: ['exfiltration'], values: ['Excluded', 'Unknown', 'Likely', 'Confirmed'] },
  { path: ['logs'], values: ['Complete', 'Partial', 'None'] },
  { path: ['subjects', 'approximate'], values: [0, 1, 100, 101, 999, 1000, 9999, 10_000, 1_000_000] },
  { path: ['subjects', 'vulnerable'], values: [false, true] },
  { path: ['records', 'approximate'], values: [0, 100, 101, 1000, 10_000] },
  { path: ['protection', 'unintelligible'], values: [true, false] },
  { path: ['protection', 'key'], values: ['Safe', 'Unknown', 'Compromised'] },
  { path: ['protection', 'accessControl'], values: ['Strong', 'Weak', 'None'] },
  { path: ['protection', 'remoteWiped'], values: [true, false] },
  { path: ['recipients', 'who'], values: ['Trusted', 'Known', 'Unknown', 'Public'] },
  { path: ['recipients', 'count'], values: [0, 1, 100, 101, 5000] },
  { path: ['recipients', 'deletionConfirmed'], values: [true, false] },
  { path: ['availability', 'backup'], values: ['Intact', 'PaperOnly', 'Affected', 'None'] },
  { path: ['availability', 'restored'], values: [true, false] },
  { path: ['availability', 'within'], values: ['PT1M', 'PT24H', 'PT24H1S', 'P2D', 'P1DT36H', 'P1M'] },
  { path: ['availability', 'serviceImpact'], values: ['None', 'Minor', 'Major'] },
  { path: ['severity', 'dpcScore'], values: [1, 2, 3, 4] },
  { path: ['severity', 'ease'], values: ['0.25', '0.5', '0.75', '1'] },
  { path: ['severity', 'confidentiality'], values: half },
  { path: ['severity', 'integrity'], values: half },
  { path: ['severity', 'availability'], values: half },
  { path: ['severity', 'malicious'], values: [false, true] },
];

type Facts = Readonly<Record<string, unknown>>;

const nested = (facts: Facts, name: string): Facts => (facts[name] ?? {}) as Facts;

const withFact = (facts: Facts, [outer, inner]: Scale['path'], value: unknown): Facts => {
  const target = inner === undefined ? facts : nested(facts, outer);
  const { [inner ?? outer]: _, ...rest } = target;
  const next = value === undefined ? rest : { ...rest, [inner ?? outer]: value };
  return inner === undefined ? next : { ...facts, [outer]: next };
};

const rankOf = (facts: Facts): number => order.indexOf(breachStatus({ role: 'Controller', ...(facts as object) }).suggestedRisk);

const maybe = <Value>(...values: readonly Value[]): fc.Arbitrary<Value | undefined> => fc.constantFrom(undefined, ...values);

/** Any facts at all: each stated or not, with one known recipient state more than the scale has. */
const anyFacts: fc.Arbitrary<Facts> = fc
  .tuple(
    maybe(...breachCauses),
    fc.subarray([...kinds]),
    fc.subarray([...categories]),
    fc.tuple(...scales.map(({ path, values }) => maybe(...values, ...(path[1] === 'who' ? ['None'] : [])))),
  )
  .map(([cause, lost, named, values]) =>
    scales.reduce<Facts>((facts, { path }, n) => withFact(facts, path, values[n]), {
      ...(cause === undefined ? {} : { cause }),
      ...(lost.length === 0 ? {} : { kinds: lost }),
      ...(named.length === 0 ? {} : { records: { categories: named } }),
    }),
  );

/** Facts around the published cases: a random mixture rarely reaches their corners. */
const aroundCases: fc.Arbitrary<Facts> = fc
  .tuple(fc.constantFrom(...published, ...annex), fc.array(fc.tuple(fc.constantFrom(...scales), fc.nat()), { maxLength: 3 }))
  .map(([{ facts }, changes]) =>
    changes.reduce<Facts>((before, [{ path, values }, n]) => withFact(before, path, values[n % values.length]), { ...facts }),
  );

const facts = fc.oneof(anyFacts, aroundCases);
const runs = { numRuns: 1000 };

for (const { path, values } of scales) {
  test(`${path.join('.')}: worse never lowers the suggestion`, () => {
    fc.assert(
      fc.property(facts, (some) => {
        const ranks = values.map((value) => rankOf(withFact(some, path, value)));
        assert.equal(ranks, ranks.toSorted());
      }),
      runs,
    );
  });

  // The best recipient is none at all, and that has a test of its own.
  if (path[1] === 'who') continue;
  test(`${path.join('.')}: not stated is never weighed lower than the best that could be stated`, () => {
    fc.assert(
      fc.property(facts, (some) => {
        assert.ok(rankOf(withFact(some, path, undefined)) >= rankOf(withFact(some, path, values[0])));
      }),
      runs,
    );
  });
}

test('a recipient that is unknown is never weighed lower than none', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const none = rankOf(withFact(some, ['recipients', 'who'], 'None'));
      assert.ok(rankOf(withFact(some, ['recipients', 'who'], 'Unknown')) >= none);
      assert.ok(rankOf(withFact(some, ['recipients', 'who'], undefined)) >= none);
    }),
    runs,
  );
});

test('a cause that is unknown is weighed like one that is not stated', () => {
  fc.assert(
    fc.property(facts, (some) => {
      assert.is(rankOf(withFact(some, ['cause'], 'Unknown')), rankOf(withFact(some, ['cause'], undefined)));
    }),
    runs,
  );
});

test('where confidentiality is lost, exfiltration and recipients that are not stated are weighed as unknown', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const lost = { ...some, kinds: ['Confidentiality'] };
      for (const path of [['exfiltration'], ['recipients', 'who'], ['protection', 'key']] as const) {
        assert.is(rankOf(withFact(lost, path, undefined)), rankOf(withFact(lost, path, 'Unknown')));
      }
    }),
    runs,
  );
});

test('one more category of data never lowers the suggestion; pseudonyms are a protection and not a category of harm', () => {
  const added = categories.filter((category) => category !== 'Pseudonymous');
  fc.assert(
    fc.property(facts, fc.constantFrom(...added), (some, category) => {
      const records = nested(some, 'records');
      const before = (records['categories'] ?? []) as readonly string[];
      fc.pre(before.length > 0 && !before.includes('Pseudonymous'));
      const after = { ...some, records: { ...records, categories: [...before, category] } };
      assert.ok(rankOf(after) >= rankOf(some));
    }),
    runs,
  );
});

test('one more property lost never lowers the suggestion', () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(...kinds), (some, kind) => {
      const before = (some['kinds'] ?? []) as readonly string[];
      fc.pre(before.length > 0);
      assert.ok(rankOf({ ...some, kinds: [...before, kind] }) >= rankOf(some));
    }),
    runs,
  );
});

test('readable data that may have left are never no risk while nobody has said which they are', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const { approximate } = nested(some, 'records');
      const readable = withFact({ ...some, kinds: ['Confidentiality'], records: { approximate } }, ['protection', 'unintelligible'], false);
      for (const who of ['Trusted', 'Known', 'Unknown', undefined]) {
        assert.ok(rankOf(withFact(withFact(readable, ['exfiltration'], 'Unknown'), ['recipients', 'who'], who)) > 0);
      }
    }),
    runs,
  );
});

test('whatever the facts, the grounds fit into the status: at least one, at most sixteen, each of at most 512 characters with a clause', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const { why } = breachStatus({ role: 'Controller', ...(some as Partial<IncidentPersonalData>) });
      assert.ok(why.length > 0 && why.length <= 16, `${why.length} grounds`);
      assert.is(new Set(why).size, why.length, 'no ground twice');
      for (const sentence of why) {
        assert.ok(sentence.length <= 512, sentence);
        assert.match(sentence, /^[A-Z0-9].+ \((?:art\.|recital|EDPB|ENISA).+\)\.$/);
      }
    }),
    { numRuns: 2000 },
  );
});

test.run();
