import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData } from '../../operator/api/types.gen.ts';
import { contentOf } from '../../operator/breach/content.ts';
import { lossInQuestion, lossOf } from '../../operator/breach/loss.ts';
import type { SuggestedRisk } from '../../operator/breach/suggestion.ts';

type Facts = Omit<IncidentPersonalData, 'role'>;

const whole = { backup: 'Intact', restored: true } as const;
const health = { records: { categories: ['Health'] } } as const;
const plain = { records: { categories: ['Identity', 'Contact'] } } as const;
const attack = { cause: 'Ransomware', ...plain } as const;

const table: readonly (readonly [string, Facts, number | undefined, SuggestedRisk])[] = [
  ['restored within a day', { ...attack, availability: { ...whole, within: 'PT24H', serviceImpact: 'Minor' } }, 10, 'Unlikely'],
  ['restored within a day, impact not stated', { ...attack, availability: { ...whole, within: 'P1D' } }, 10, 'Unlikely'],
  ['restored a second later', { ...attack, availability: { ...whole, within: 'PT24H1S', serviceImpact: 'Minor' } }, 10, 'Risk'],
  ['restored late, and nobody needed it', { ...attack, availability: { ...whole, within: 'P9D', serviceImpact: 'None' } }, 10, 'Unlikely'],
  ['restored, nobody says when', { ...attack, availability: { ...whole, serviceImpact: 'Minor' } }, 10, 'Risk'],
  ['restored, in a time that cannot be read', { ...attack, availability: { ...whole, within: 'P..', serviceImpact: 'Minor' } }, 10, 'Risk'],
  ['re-entered from paper within a day', { ...attack, availability: { backup: 'PaperOnly', restored: true, within: 'PT6H' } }, 10, 'Risk'],
  ['restored from a damaged backup', { ...attack, availability: { backup: 'Affected', restored: true, within: 'PT6H' } }, 10, 'Risk'],
  ['back after an attack, nobody says from what', { ...attack, availability: { restored: true, within: 'PT6H' } }, 10, 'Risk'],
  ['back after an outage', { cause: 'Malfunction', ...plain, availability: { restored: true, within: 'PT6H' } }, 10, 'Unlikely'],
  [
    'back after an outage that somebody caused',
    { cause: 'Malfunction', malicious: true, ...plain, availability: { restored: true, within: 'PT6H' } },
    10,
    'Risk',
  ],
  ['back after an outage, nobody says of what', { cause: 'Malfunction', availability: { restored: true, within: 'PT6H' } }, 10, 'Risk'],
  ['a stolen copy', { cause: 'Theft', ...plain, availability: { backup: 'Intact' } }, 10, 'Unlikely'],
  ['a stolen copy that is not back in use', { cause: 'Theft', ...plain, availability: { backup: 'Intact', restored: false } }, 10, 'Risk'],
  ['a stolen original', { cause: 'Theft', ...plain, availability: { backup: 'None' } }, 10, 'Risk'],
  [
    'a stolen copy whose absence was felt badly',
    { cause: 'Theft', ...plain, availability: { backup: 'Intact', serviceImpact: 'Major' } },
    10,
    'Risk',
  ],
  ['a major impact, little data, 999 persons', { ...attack, availability: { ...whole, serviceImpact: 'Major' } }, 999, 'Risk'],
  ['a major impact, little data, 1,000 persons', { ...attack, availability: { ...whole, serviceImpact: 'Major' } }, 1000, 'High'],
  [
    'a major impact on vulnerable persons',
    { ...attack, subjects: { vulnerable: true }, availability: { ...whole, serviceImpact: 'Major' } },
    1,
    'High',
  ],
  ['a major impact, critical data', { ...attack, ...health, availability: { ...whole, serviceImpact: 'Major' } }, 1, 'High'],
  ['a major impact, nobody says on what', { cause: 'Ransomware', availability: { ...whole, serviceImpact: 'Major' } }, 1, 'High'],
  [
    'care without data for an hour',
    { ...attack, ...health, availability: { ...whole, within: 'PT1H', serviceImpact: 'Minor' } },
    10,
    'Risk',
  ],
  ['care without data for an hour, unnoticed', { ...attack, ...health, availability: { ...whole, serviceImpact: 'None' } }, 10, 'Unlikely'],
  ['care without data for 30 hours', { ...attack, ...health, availability: { ...whole, within: 'PT30H' } }, 10, 'High'],
  ['care without data for 24 hours', { ...attack, ...health, availability: { ...whole, within: 'PT24H' } }, 10, 'Risk'],
  [
    'care without data for 30 hours, minor',
    { ...attack, ...health, availability: { ...whole, within: 'PT30H', serviceImpact: 'Minor' } },
    10,
    'Risk',
  ],
  ['files on health gone, no backup', { ...attack, ...health, availability: { backup: 'None' } }, 1, 'High'],
  ['files on health gone, the backup too', { ...attack, ...health, availability: { backup: 'Affected', restored: false } }, 1, 'High'],
  ['files on health not back yet', { ...attack, ...health, availability: { backup: 'Intact', restored: false } }, 1, 'Risk'],
  ['membership of a union gone', { ...attack, records: { categories: ['OtherSpecial'] }, availability: { backup: 'None' } }, 1, 'High'],
  ['money matters gone', { ...attack, records: { categories: ['Financial'] }, availability: { backup: 'None' } }, 1, 'Risk'],
];

for (const [name, facts, persons, risk] of table) {
  test(`${name}: ${risk}`, () => {
    const personalData: IncidentPersonalData = { role: 'Controller', ...facts };
    const loss = lossOf(personalData, contentOf(personalData, undefined, false), persons);
    assert.is(loss.risk, risk, loss.grounds.join('\n'));
    assert.is(loss.grounds.length, 1, 'one ground');
  });
}

const questions: readonly (readonly [string, Facts, boolean])[] = [
  ['nothing said of what was lost', {}, true],
  ['something sent astray', { cause: 'Misdirected' }, false],
  ['confidentiality', { kinds: ['Confidentiality'] }, false],
  ['integrity', { kinds: ['Integrity'] }, true],
  ['availability', { kinds: ['Confidentiality', 'Availability'] }, true],
  ['confidentiality, but somebody missed the data', { kinds: ['Confidentiality'], availability: { serviceImpact: 'Minor' } }, true],
  ['confidentiality, but the data are not back', { kinds: ['Confidentiality'], availability: { restored: false } }, true],
  ['confidentiality, and nobody missed the data', { kinds: ['Confidentiality'], availability: { serviceImpact: 'None' } }, false],
];

for (const [name, facts, inQuestion] of questions) {
  test(`lost ${name}: a loss is ${inQuestion ? '' : 'not '}in question`, () => {
    assert.is(lossInQuestion({ role: 'Controller', ...facts }), inQuestion);
  });
}

test.run();
