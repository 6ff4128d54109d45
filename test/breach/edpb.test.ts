import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData, IncidentPersonalDataRecordsCategory } from '../../operator/api/types.gen.ts';
import { breachStatus } from '../../operator/breach/assess.ts';
import type { SuggestedRisk } from '../../operator/breach/suggestion.ts';
import type { Case } from './case.ts';
import { published } from './cases.ts';
import { annex } from './cases-annex.ts';

const suggested = (facts: Case['facts']): SuggestedRisk => breachStatus({ role: 'Controller', ...facts }).suggestedRisk;

const caseOf = (id: string): Case => {
  const found = [...published, ...annex].find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
};

for (const { id, title, risk, facts } of [...published, ...annex]) {
  test(`${id}: ${title}: ${risk}`, () => {
    assert.is(suggested(facts), risk, breachStatus({ role: 'Controller', ...facts }).why.join('\n'));
  });

  test(`${id}: what a processor suffers is weighed as what a controller suffers`, () => {
    assert.equal(breachStatus({ role: 'Processor', ...facts }), breachStatus({ role: 'Controller', ...facts }));
  });
}

test('all eighteen cases of guidelines 01/2021 are there, in their order', () => {
  assert.equal(
    published.map(({ id }) => id),
    Array.from({ length: 18 }, (_, n) => `01/2021 ${n + 1}`),
  );
});

interface Variation {
  readonly of: string;
  readonly what: string;
  readonly facts: Partial<IncidentPersonalData>;
  readonly risk: SuggestedRisk;
}

const categories = (...names: readonly IncidentPersonalDataRecordsCategory[]): Pick<IncidentPersonalData, 'records'> => ({
  records: { categories: names },
});

/** One thing is different from the published case, and the outcome follows the principle and not the case. */
const variations: readonly Variation[] = [
  {
    of: '01/2021 1',
    what: 'not encrypted, but complete logs exclude that anything left',
    facts: { protection: { unintelligible: false } },
    risk: 'Unlikely',
  },
  {
    of: '01/2021 1',
    what: 'not encrypted, and nobody knows whether anything left',
    facts: { protection: { unintelligible: false }, exfiltration: 'Unknown' },
    risk: 'Risk',
  },
  {
    of: '01/2021 1',
    what: 'not encrypted, and the logs have gaps',
    facts: { protection: { unintelligible: false }, logs: 'Partial' },
    risk: 'Risk',
  },
  {
    of: '01/2021 1',
    what: 'nothing said of the backup',
    facts: { availability: { restored: true, within: 'PT6H', serviceImpact: 'Minor' } },
    risk: 'Risk',
  },
  {
    of: '01/2021 1',
    what: 'restored after three days',
    facts: { availability: { backup: 'Intact', restored: true, within: 'P3D', serviceImpact: 'Minor' } },
    risk: 'Risk',
  },
  {
    of: '01/2021 1',
    what: 'restored after a day and an hour',
    facts: { availability: { backup: 'Intact', restored: true, within: 'P1DT1H', serviceImpact: 'Minor' } },
    risk: 'Risk',
  },
  {
    of: '01/2021 1',
    what: 'not restored yet',
    facts: { availability: { backup: 'Intact', restored: false, serviceImpact: 'Minor' } },
    risk: 'Risk',
  },
  { of: '01/2021 2', what: 'nobody knows whether anything left', facts: { exfiltration: 'Unknown' }, risk: 'Risk' },
  {
    of: '01/2021 2',
    what: 'data on health, and nothing is left of them',
    facts: { ...categories('Health'), availability: { backup: 'None', restored: false } },
    risk: 'High',
  },
  {
    of: '01/2021 3',
    what: 'back in an hour and nobody noticed',
    facts: { availability: { backup: 'Intact', restored: true, within: 'PT1H', serviceImpact: 'None' } },
    risk: 'Unlikely',
  },
  {
    of: '01/2021 4',
    what: 'nothing but the attacker is sure',
    facts: { availability: { backup: 'Intact', restored: true } },
    risk: 'High',
  },
  { of: '01/2021 6', what: 'the salt went too', facts: { protection: { key: 'Compromised' } }, risk: 'High' },
  { of: '01/2021 6', what: 'nothing is known of the salt', facts: { protection: { key: 'Unknown' } }, risk: 'Risk' },
  {
    of: '01/2021 6',
    what: 'the user names beside the hashes can be read',
    facts: { protection: { unintelligible: false, key: 'Safe' } },
    risk: 'Unlikely',
  },
  { of: '01/2021 6', what: 'the hashes can be resolved', facts: { protection: { unintelligible: false } }, risk: 'High' },
  {
    of: '01/2021 6',
    what: 'names went too',
    facts: categories('HashedCredentials', 'Identity', 'Contact', 'Behaviour'),
    risk: 'High',
  },
  { of: '01/2021 8', what: 'data on health', facts: categories('Identity', 'Health'), risk: 'High' },
  {
    of: '01/2021 8',
    what: 'put on the internet',
    facts: { ...categories('Contact', 'Behaviour'), recipients: { who: 'Public' } },
    risk: 'High',
  },
  {
    of: '01/2021 9',
    what: 'no confirmation that it was deleted',
    facts: { recipients: { who: 'Trusted', count: 1 } },
    risk: 'Risk',
  },
  { of: '01/2021 9', what: 'thousands of customers', facts: { subjects: { approximate: 4000 } }, risk: 'Risk' },
  {
    of: '01/2021 10',
    what: 'the key was on the device',
    facts: { protection: { unintelligible: true, key: 'Compromised' } },
    risk: 'High',
  },
  {
    of: '01/2021 10',
    what: 'nothing is known of the key',
    facts: { protection: { unintelligible: true, key: 'Unknown' }, subjects: { approximate: 60 }, ...categories('Identity', 'Contact') },
    risk: 'Risk',
  },
  {
    of: '01/2021 11',
    what: 'forty customers, names and addresses, and wiped in time',
    facts: {
      subjects: { approximate: 40 },
      ...categories('Identity', 'Contact'),
      protection: { unintelligible: false, accessControl: 'Strong', remoteWiped: true },
    },
    risk: 'Unlikely',
  },
  { of: '01/2021 11', what: 'forty customers', facts: { subjects: { approximate: 40 } }, risk: 'Risk' },
  { of: '01/2021 13', what: 'a result of a test on a disease', facts: categories('Identity', 'Health'), risk: 'Risk' },
  { of: '01/2021 13', what: 'returned unopened', facts: { ...categories('Health'), recipients: { who: 'None' } }, risk: 'Unlikely' },
  { of: '01/2021 14', what: 'forty job seekers', facts: { subjects: { approximate: 40 } }, risk: 'Risk' },
  { of: '01/2021 15', what: 'nobody rated how much the list tells', facts: { severity: {} }, risk: 'Risk' },
  { of: '01/2021 15', what: 'nobody counted the participants', facts: { subjects: {}, ...categories('Identity') }, risk: 'Risk' },
  { of: '01/2021 16', what: 'everybody got the letter of somebody else', facts: { subjects: { approximate: 15_000 } }, risk: 'High' },
  { of: '9/2022 B iii', what: 'nobody knows whether anything left', facts: { exfiltration: 'Unknown' }, risk: 'Risk' },
  {
    of: '9/2022 B vii',
    what: 'complete logs show that nobody looked',
    facts: { exfiltration: 'Excluded', logs: 'Complete' },
    risk: 'Unlikely',
  },
];

for (const { of, what, facts, risk } of variations) {
  test(`${of}, but ${what}: ${risk}`, () => {
    const changed = { ...caseOf(of).facts, ...facts };
    assert.is(suggested(changed), risk, breachStatus({ role: 'Controller', ...changed }).why.join('\n'));
  });
}

test.run();
