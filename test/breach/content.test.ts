import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData, IncidentPersonalDataRecordsCategory } from '../../operator/api/types.gen.ts';
import { contentOf, type Rank } from '../../operator/breach/content.ts';
import { type Severity, severityOf } from '../../operator/breach/severity.ts';

type Categories = readonly IncidentPersonalDataRecordsCategory[];
type Facts = Omit<IncidentPersonalData, 'role' | 'records'>;

const rank = (categories: Categories, facts: Facts = {}, severity?: Severity, mild = true): Rank =>
  contentOf({ role: 'Controller', records: { categories }, ...facts }, severity, mild).rank;

const named: Categories = ['Identity', 'Contact'];

const ranks: readonly (readonly [Categories, Rank])[] = [
  [[], 'Unknown'],
  [named, 'Plain'],
  [['HashedCredentials'], 'Plain'],
  [['Pseudonymous'], 'Plain'],
  [[...named, 'Behaviour'], 'Detail'],
  [[...named, 'Family'], 'Detail'],
  [[...named, 'Employment'], 'Detail'],
  [[...named, 'Education', 'Family'], 'Detail'],
  [[...named, 'Education', 'Family', 'Behaviour'], 'Profile'],
  [[...named, 'Birth'], 'Profile'],
  [[...named, 'Location'], 'Profile'],
  [[...named, 'Communications'], 'Profile'],
  [['Health'], 'Critical'],
  [['OtherSpecial'], 'Critical'],
  [['Criminal'], 'Critical'],
  [['ProfessionalSecret'], 'Critical'],
  [['Credentials'], 'Critical'],
  [['PaymentCard'], 'Critical'],
  [['Financial'], 'Critical'],
  [['NationalNumber'], 'Critical'],
  [['IdentityDocument'], 'Critical'],
];

for (const [categories, expected] of ranks) {
  test(`${categories.join(', ') || 'no category'}: ${expected}`, () => assert.is(rank(categories), expected));
}

test('vulnerable persons raise the rank by one, and what leads to nobody stays where it is', () => {
  const facts = { subjects: { vulnerable: true }, protection: { key: 'Safe' } } as const;
  const raised = [['Pseudonymous'], named, [...named, 'Family'], [...named, 'Birth'], ['Health']] as const;
  assert.equal(
    raised.map((categories) => rank(categories, facts)),
    ['Negligible', 'Detail', 'Profile', 'Critical', 'Critical'],
  );
});

test('hashes are as good as the key that is safe, and as bad as passwords once they can be resolved', () => {
  const hashes: Categories = ['HashedCredentials'];
  assert.is(rank(hashes, { protection: { key: 'Safe' } }), 'Negligible');
  assert.is(rank(hashes, { protection: { key: 'Unknown', unintelligible: true } }), 'Plain');
  assert.is(rank(hashes, { protection: { key: 'Compromised' } }), 'Critical');
  assert.is(rank(hashes, { protection: { unintelligible: false } }), 'Critical');
  assert.is(rank(hashes, { protection: { key: 'Safe', unintelligible: false } }), 'Negligible', 'what lies beside them can be read');
  assert.is(rank([...hashes, 'Identity'], { protection: { key: 'Safe' } }), 'Plain');
});

test('pseudonyms hide persons while the list is safe and nothing else names them', () => {
  const safe = { protection: { key: 'Safe' } } as const;
  assert.is(rank(['Pseudonymous', 'Health'], safe), 'Detail');
  assert.is(rank(['Pseudonymous', 'Location'], safe), 'Plain');
  assert.is(rank(['Pseudonymous', 'Health']), 'Critical');
  assert.is(rank(['Pseudonymous', 'Health', 'Contact'], safe), 'Critical');
});

const rated = (dpcScore: number, ease = '0.5'): readonly [Facts, Severity] => {
  const severity = { dpcScore, ease, confidentiality: '0.25', integrity: '0', availability: '0', malicious: false };
  return [{ severity }, severityOf(severity, { individuals: 1, unintelligible: false })];
};

test('a context rated 3 or 4 makes any data critical', () => {
  assert.equal(
    [1, 2, 3, 4].map((dpcScore) => rank(named, ...rated(dpcScore))),
    ['Plain', 'Plain', 'Critical', 'Critical'],
  );
  assert.is(rank([], ...rated(3)), 'Critical');
});

test('a low score with a rating of 1 or 2 lets data on health and money count as a detail, among known hands only', () => {
  assert.is(rank(['Health'], ...rated(2)), 'Detail');
  assert.is(rank(['Financial'], ...rated(1)), 'Detail');
  assert.is(rank(['Health'], ...rated(2, '1')), 'Critical', 'the score as a whole is medium');
  assert.is(rank(['Health'], ...rated(2), false), 'Critical', 'the hands are not known');
  assert.is(rank(['NationalNumber'], ...rated(1)), 'Critical', 'a number opens doors whatever it tells');
});

test('the grounds name what is serious, with the clauses of what is named', () => {
  const { grounds } = contentOf({ role: 'Controller', records: { categories: ['Criminal', 'Health', 'PaymentCard'] } }, undefined, true);
  assert.equal(grounds, [
    'Data on convictions and offences, data on health and one other can do serious harm by themselves (art. 10; recital 75; art. 9; recital 75; EDPB 01/2021, case 12).',
  ]);
});

test.run();
