import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalDataSeverity, IncidentPersonalDataSeverityDpc } from '../../operator/api/types.gen.ts';
import { contextScore, type Severity, scoreText, severityOf } from '../../operator/breach/severity.ts';

interface Fixture {
  readonly dpc: Readonly<
    Record<string, { readonly base: number; readonly scores: readonly { readonly score: number; readonly delta: number }[] }>
  >;
  readonly ei: readonly { readonly score: number }[];
  readonly cb: Readonly<Record<string, readonly { readonly score: number }[]>>;
  readonly bands: readonly { readonly level: string; readonly min: number; readonly maxExclusive: number | null }[];
  readonly vectors: readonly {
    readonly id: string;
    readonly inputs: {
      readonly dataCategories: readonly { readonly category: string; readonly adjustment: number }[];
      readonly ei: number;
      readonly cb: Readonly<Record<'confidentiality' | 'integrity' | 'availability', number>> & { readonly maliciousIntent: boolean };
      readonly individuals: number;
      readonly unintelligible: boolean;
    };
    readonly expected: {
      readonly dpc: number;
      readonly se: number;
      readonly level: string;
      readonly flags: Readonly<Record<string, boolean>>;
    };
  }[];
}

const fixture = JSON.parse(readFileSync(new URL('../fixtures/enisa-severity.json', import.meta.url), 'utf8')) as Fixture;

const names: Readonly<Record<string, IncidentPersonalDataSeverityDpc>> = {
  simple: 'Simple',
  behavioural: 'Behavioural',
  financial: 'Financial',
  sensitive: 'Sensitive',
};

const dpcNamed = (name: string): IncidentPersonalDataSeverityDpc => {
  const found = names[name];
  if (found === undefined) throw new Error(`the fixture has a category that is not known: ${name}`);
  return found;
};

const unhurried = { individuals: undefined, unintelligible: false } as const;
const zero: IncidentPersonalDataSeverity = {
  dpc: 'Simple',
  dpcScore: 1,
  ease: '0.25',
  confidentiality: '0',
  integrity: '0',
  availability: '0',
  malicious: false,
};

for (const { id, inputs, expected } of fixture.vectors) {
  test(`${id} scores what the method says, with its band and flags`, () => {
    const { cb, ei, individuals, unintelligible } = inputs;
    const contexts = inputs.dataCategories.map(({ category, adjustment }) => ({ dpc: dpcNamed(category), adjustment }));
    assert.is(contextScore(contexts), expected.dpc);
    const severity = severityOf(
      {
        contexts,
        ease: String(ei),
        confidentiality: String(cb.confidentiality),
        integrity: String(cb.integrity),
        availability: String(cb.availability),
        malicious: cb.maliciousIntent,
      },
      { individuals, unintelligible },
    );
    const level = expected.level.replace(' ', '');
    assert.equal(severity, { state: 'Scored', quarters: expected.se * 4, level, flags: expected.flags });
  });
}

for (const [name, { scores }] of Object.entries(fixture.dpc)) {
  for (const { score, delta } of scores) {
    test(`${name} adjusted by ${delta} is rated ${score}, as the table of the method has it`, () => {
      assert.is(contextScore([{ dpc: dpcNamed(name), adjustment: delta }]), score);
    });
  }
}

test('of several categories the highest counts, and none gives no score', () => {
  const both = [
    { dpc: 'Simple', adjustment: 0 },
    { dpc: 'Financial', adjustment: -1 },
  ] as const;
  assert.is(contextScore(both), 2);
  assert.is(contextScore([]), undefined);
});

test('a score that was stated counts only if it is the one that its contexts give', () => {
  const contexts = [{ dpc: 'Financial', adjustment: -1 }] as const;
  const { dpcScore: _, ...unstated } = zero;
  assert.equal(severityOf({ ...unstated, contexts, dpcScore: 2 }, unhurried), severityOf({ ...unstated, contexts }, unhurried));
  assert.equal(severityOf({ ...unstated, contexts, dpcScore: 3 }, unhurried), {
    state: 'Refused',
    message:
      'severity.dpcScore is "3", which the scale does not have; whoever rates it writes 2, which its contexts give, or leaves it out',
  });
});

const bandOf = (se: number): string | undefined =>
  fixture.bands.find(({ min, maxExclusive }) => se >= min && (maxExclusive === null || se < maxExclusive))?.level.replace(' ', '');

const product = <A, B>(left: readonly A[], right: readonly B[]): (readonly [A, B])[] =>
  left.flatMap((a) => right.map((b) => [a, b] as const));
const scoresOf = (ratings: readonly { readonly score: number }[] | undefined): number[] => (ratings ?? []).map(({ score }) => score);

test('every combination of ratings has the score and the band that the method gives', () => {
  const { ei, cb } = fixture;
  const contexts = product([1, 2, 3, 4], scoresOf(ei));
  const losses = product(product(scoresOf(cb['confidentiality']), scoresOf(cb['integrity'])), scoresOf(cb['availability']));
  const all = product(product(contexts, losses), [false, true]);
  assert.is(all.length, 4 * 4 * 3 * 3 * 3 * 2);
  for (const [[[dpcScore, ease], [[c, i], a]], malicious] of all) {
    const rated = { dpcScore, ease: `${ease}`, confidentiality: `${c}`, integrity: `${i}`, availability: `${a}`, malicious };
    const se = dpcScore * ease + c + i + a + (malicious ? 0.5 : 0);
    const flags = { moreThan100Individuals: false, unintelligibleData: false };
    assert.equal(severityOf(rated, unhurried), { state: 'Scored', quarters: se * 4, level: bandOf(se), flags });
    assert.is(scoreText(se * 4), String(se));
  }
});

test('a rating may be written with trailing zeros', () => {
  const spelled = severityOf({ ...zero, ease: '0.50', confidentiality: '0.00', integrity: '0.50', availability: '0.0' }, unhurried);
  assert.equal(spelled, severityOf({ ...zero, ease: '0.5', confidentiality: '0', integrity: '0.5', availability: '0' }, unhurried));
});

const off: readonly (readonly [keyof IncidentPersonalDataSeverity, string | number, string])[] = [
  ['ease', '0', '0.25, 0.5, 0.75 or 1'],
  ['ease', '1.25', '0.25, 0.5, 0.75 or 1'],
  ['ease', '0,5', '0.25, 0.5, 0.75 or 1'],
  ['ease', '', '0.25, 0.5, 0.75 or 1'],
  ['confidentiality', '0.75', '0, 0.25 or 0.5'],
  ['integrity', '-0.25', '0, 0.25 or 0.5'],
  ['availability', '0.3', '0, 0.25 or 0.5'],
  ['availability', '1', '0, 0.25 or 0.5'],
  ['dpcScore', 0, '1, 2, 3 or 4'],
  ['dpcScore', 5, '1, 2, 3 or 4'],
  ['dpcScore', 2.5, '1, 2, 3 or 4'],
];

for (const [field, value, allowed] of off) {
  test(`${field} ${JSON.stringify(value)} is off the scale and refused with what would be right`, () => {
    assert.equal(severityOf({ ...zero, [field]: value }, unhurried), {
      state: 'Refused',
      message: `severity.${field} is ${JSON.stringify(String(value))}, which the scale does not have; whoever rates it writes ${allowed}`,
    } satisfies Severity);
  });
}

test('without all ratings there is no score: what is missing is named, with the band that is reached whatever it turns out to be', () => {
  assert.equal(severityOf({}, unhurried), {
    state: 'Incomplete',
    missing: ['dpcScore', 'ease', 'confidentiality', 'integrity', 'availability', 'malicious'],
    atLeast: 'Low',
  });
  const { integrity: _, ...partly } = zero;
  assert.equal(severityOf(partly, unhurried), { state: 'Incomplete', missing: ['integrity'], atLeast: 'Low' });
  assert.equal(severityOf({ dpcScore: 4, ease: '1' }, unhurried), {
    state: 'Incomplete',
    missing: ['confidentiality', 'integrity', 'availability', 'malicious'],
    atLeast: 'VeryHigh',
  });
});

test('a hundred individuals are not flagged, and one more is', () => {
  const flagged = (individuals: number): boolean => {
    const severity = severityOf(zero, { individuals, unintelligible: false });
    return severity.state === 'Scored' && severity.flags.moreThan100Individuals;
  };
  assert.equal([flagged(100), flagged(101)], [false, true]);
});

test('any text that is not on the scale is refused or was written with trailing zeros', () => {
  const onScale = /^(?:0\.25|0\.50?|0\.75|1(?:\.00?)?)$/;
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (ease) => {
      assert.is(severityOf({ ...zero, ease }, unhurried).state, onScale.test(ease) ? 'Scored' : 'Refused');
    }),
  );
});

test.run();
