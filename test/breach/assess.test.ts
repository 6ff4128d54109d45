import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData } from '../../operator/api/types.gen.ts';
import { breachStatus } from '../../operator/breach/assess.ts';

/** A laptop stolen with an export of pensioners' accounts, and not yet known whether it could be read. */
const laptop: IncidentPersonalData = {
  role: 'Controller',
  kinds: ['Confidentiality', 'Availability'],
  cause: 'Theft',
  malicious: false,
  subjects: { categories: ['pensioners'], approximate: 1200, vulnerable: false },
  records: { approximate: 3600, categories: ['Identity', 'Financial'] },
  protection: { unintelligible: false, key: 'Unknown', accessControl: 'Weak', remoteWiped: false },
  exfiltration: 'Unknown',
  logs: 'Partial',
  recipients: { who: 'Unknown', count: 1, deletionConfirmed: false },
  availability: { backup: 'Intact', restored: true, within: 'PT6H', serviceImpact: 'Minor' },
  severity: { dpc: 'Financial', dpcScore: 3, ease: '1', confidentiality: '0.5', integrity: '0', availability: '0.25', malicious: false },
};

test('a breach is shown with its score, its band, the suggested risk, and the grounds with their clauses', () => {
  assert.equal(breachStatus(laptop), {
    score: '3.75',
    level: 'High',
    suggestedRisk: 'High',
    why: [
      'The data are in unknown hands and can be read there (EDPB 01/2021, cases 11 and 12).',
      'Financial data can do serious harm by themselves (recital 75; EDPB 01/2021, cases 4, 7 and 14).',
      'An intact copy remains, so that nothing was lost with the device or paper (EDPB 01/2021, case 10; EDPB 9/2022, annex B, example i).',
      'Severity 3.75, high; flagged: more than 100 individuals; advice only (ENISA 2013).',
    ],
  });
});

test('the same laptop, encrypted with a key that is safe, is no risk, whatever the score', () => {
  assert.equal(breachStatus({ ...laptop, protection: { unintelligible: true, key: 'Safe' } }), {
    score: '3.75',
    level: 'High',
    suggestedRisk: 'Unlikely',
    why: [
      'The data are unintelligible to others, and the key is safe (art. 34(3)(a); EDPB 01/2021, cases 1 and 10).',
      'An intact copy remains, so that nothing was lost with the device or paper (EDPB 01/2021, case 10; EDPB 9/2022, annex B, example i).',
      'Severity 3.75, high; flagged: more than 100 individuals, data unintelligible, key safe; advice only (ENISA 2013).',
    ],
  });
});

test('a breach of which nothing is known is a risk, and everything that is missing is named', () => {
  assert.equal(breachStatus({ role: 'Controller' }), {
    suggestedRisk: 'Risk',
    why: [
      'It cannot be excluded that the data left, and unknown never counts as none (art. 5(2); recital 85).',
      'Nobody has said which categories of data are involved (art. 5(2); recital 85).',
      'It is not shown that all data came back from an intact backup (art. 4(12); EDPB 01/2021, case 2; EDPB 9/2022, annex B, example iv).',
      'Not stated, so counted as unknown: kinds, cause, records.categories, subjects.approximate, subjects.vulnerable, exfiltration, logs, recipients.who, availability.backup, availability.restored, availability.within, availability.serviceImpact (art. 5(2); recital 85).',
    ],
  });
});

test('a rating that is not whole gives no score, and says what is missing', () => {
  const { score, level, why } = breachStatus({ ...laptop, severity: { dpc: 'Financial', dpcScore: 3, ease: '1' } });
  assert.equal([score, level], [undefined, undefined]);
  assert.is(
    why.at(-1),
    'No severity, for it is not rated whole; at least high; missing: confidentiality, integrity, availability (ENISA 2013).',
  );
});

test('a rating off the scale gives no score, and says what would be right', () => {
  const { score, why } = breachStatus({ ...laptop, severity: { ...laptop.severity, ease: '0.6' } });
  assert.is(score, undefined);
  assert.is(
    why.at(-1),
    'No severity: severity.ease is "0.6", which the scale does not have; whoever rates it writes 0.25, 0.5, 0.75 or 1 (ENISA 2013).',
  );
});

test('whether somebody meant harm need not be said twice to be scored', () => {
  const { malicious: _, ...rating } = laptop.severity ?? {};
  assert.is(breachStatus({ ...laptop, malicious: true, severity: rating }).score, '4.25');
});

test('decisions and advices do not change what the facts say', () => {
  const decided: IncidentPersonalData = {
    ...laptop,
    advices: [{ id: 'dpo-1', on: 'Risk', advice: 'Unlikely' }],
    decisions: [{ id: 'd1', risk: 'Unlikely', advice: 'dpo-1', reasons: 'As the DPO advises' }],
  };
  assert.equal(breachStatus(decided), breachStatus(laptop));
});

test('the definition of the Incident leaves room for sixteen grounds of 512 characters', () => {
  const crd = load(readFileSync(new URL('../../crds/incident.yaml', import.meta.url), 'utf8')) as {
    readonly spec: { readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: unknown } }[] };
  };
  const path = ['properties', 'status', 'properties', 'personalData', 'properties', 'why'];
  const why = path.reduce<unknown>(
    (node, name) => (node as Readonly<Record<string, unknown>>)[name],
    crd.spec.versions[0]?.schema.openAPIV3Schema,
  ) as { readonly maxItems: number; readonly items: { readonly maxLength: number } };
  assert.equal([why.maxItems, why.items.maxLength], [16, 512]);
});

test.run();
