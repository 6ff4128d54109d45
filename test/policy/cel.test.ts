import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ReportingRegime } from '../../operator/api/types.gen.ts';
import { validate } from '../../operator/api/validate.ts';
import { classifiedOf, compileDuty, type DutySource, type Variables } from '../../operator/policy/cel.ts';

const nobody: Variables = { incident: {}, awareAt: null, risk: 'Risk', entity: {}, sent: {} };
const awareAt = '2026-10-23T09:12:00+02:00';

const duty = (changes: Partial<DutySource>): DutySource => ({ name: 'a-duty', when: 'true', from: 'awareAt', within: 'PT72H', ...changes });

/** What a duty amounts to, or the place and reason of what is wrong with it. */
const evaluated = (changes: Partial<DutySource>, vars: Partial<Variables> = {}): unknown => {
  const compiled = compileDuty(duty(changes), '.spec.duties[0]');
  if (!compiled.ok) return `refused ${compiled.message}`;
  const result = compiled.evaluate({ ...nobody, ...vars });
  return result.ok ? result.value : `fault ${result.message}`;
};

const facts = (values: object): object => ({
  applies: true,
  from: undefined,
  cap: undefined,
  metAt: undefined,
  relieved: false,
  ...values,
});

test('the condition of the GDPR is false without personal data and true with them', () => {
  const when = "has(incident.personalData) && incident.personalData.role == 'Controller' && risk != 'Unlikely'";
  assert.equal(evaluated({ when }, { awareAt }), facts({ applies: false }));
  assert.equal(evaluated({ when }, { awareAt, incident: { personalData: { role: 'Controller' } } }), facts({ from: awareAt }));
});

test('a fact that is absent makes no duty and starts no clock', () => {
  const when = "incident.personalData.role == 'Controller'";
  assert.equal(evaluated({ when, from: 'incident.report.occurredAt' }), facts({ applies: false }));
});

test('a duty that was not sent reads as null, and one that was sent as its moment', () => {
  const from = "sent['nis2-notification'] != null ? sent['nis2-notification'] : awareAt";
  assert.equal(evaluated({ from }, { awareAt }), facts({ from: awareAt }));
  assert.equal(
    evaluated({ from }, { awareAt, sent: { 'nis2-notification': '2026-10-24T10:00:00Z' } }),
    facts({ from: '2026-10-24T10:00:00Z' }),
  );
});

test('the latest sending is the first one where a duty was sent once', () => {
  const sent = { report: '2026-10-24T10:00:00Z' };
  assert.equal(evaluated({ from: 'lastSent.report' }, { sent }), facts({ from: '2026-10-24T10:00:00Z' }));
  assert.equal(
    evaluated({ from: 'lastSent.report' }, { sent, lastSent: { report: '2026-11-01T10:00:00Z' } }),
    facts({ from: '2026-11-01T10:00:00Z' }),
  );
});

test('moments keep their fraction and are compared as timestamps', () => {
  const from = "timestamp(awareAt) < timestamp('2026-10-23T08:00:00Z') ? awareAt : null";
  assert.equal(evaluated({ from }, { awareAt: '2026-10-23T07:12:00.123456789Z' }), facts({ from: '2026-10-23T07:12:00.123456789Z' }));
});

test('a timestamp that was computed is a moment too', () => {
  assert.equal(evaluated({ from: "timestamp(awareAt) + duration('1h')" }, { awareAt }), facts({ from: '2026-10-23T08:12:00Z' }));
});

test('outer limit, fulfilment and relief are evaluated beside the condition', () => {
  const changes = {
    from: 'classified.dora.at',
    cap: { from: 'awareAt', within: 'PT24H' },
    relief: { rule: 'NoonOfNextWorkingDay', unless: "entity.dora == 'CreditInstitution'" },
    metAt: 'facts.assessedAt',
  };
  const incident = { classifications: [{ id: 'c1', regime: 'dora', result: 'Major', classifiedAt: '2026-10-23T10:00:00Z' }] };
  const vars = { awareAt, incident, entity: { dora: 'OtherFinancialEntity' }, facts: { assessedAt: '2026-10-23T09:00:00Z' } };
  const expected = facts({ from: '2026-10-23T10:00:00Z', cap: awareAt, metAt: '2026-10-23T09:00:00Z', relieved: true });
  assert.equal(evaluated(changes, vars), expected);
  assert.equal(evaluated(changes, { ...vars, entity: { dora: 'CreditInstitution' } }), { ...expected, relieved: false });
});

test('when and from are short forms that never throw', () => {
  const compiled = compileDuty(duty({ when: 'risk + 1 == 2', from: 'risk' }));
  assert.is(compiled.ok, true);
  if (compiled.ok) assert.equal([compiled.when(nobody), compiled.from(nobody), compiled.duties], [false, null, []]);
});

const refusals: readonly (readonly [string, Partial<DutySource>, string])[] = [
  ['a syntax error', { when: 'risk ==' }, '.spec.duties[0].when: Unexpected token: EOF at character 8'],
  ['an unknown variable', { when: 'awareness != null' }, '.spec.duties[0].when: Unknown variable: awareness at character 1'],
  ['a condition that is no condition', { when: "'yes'" }, '.spec.duties[0].when: gives string, expected bool'],
  ['a start that is no moment', { from: '72' }, '.spec.duties[0].from: gives int, expected string or google.protobuf.Timestamp or null'],
  ['types that cannot meet', { when: "1 == 'a'" }, '.spec.duties[0].when: no such overload: int == string at character 1'],
  ['a bad outer limit', { cap: { from: 'awareAt(', within: 'PT24H' } }, '.spec.duties[0].cap.from: '],
  ['a bad relief', { relief: { rule: 'NoonOfNextWorkingDay', unless: '1' } }, '.spec.duties[0].relief.unless: gives int, expected bool'],
  ['a bad fulfilment', { metAt: 'true' }, '.spec.duties[0].metAt: gives bool'],
  ['a mixed duration', { within: 'P1DT12H' }, '.spec.duties[0].within: P1DT12H mixes units'],
  ['a mixed outer limit', { cap: { from: 'awareAt', within: 'P1M1D' } }, '.spec.duties[0].cap.within: P1M1D mixes units'],
  ['a warning in months', { warnBefore: ['PT4H', 'P1M'] }, '.spec.duties[0].warnBefore[1]: P1M has no fixed length'],
  [
    'a misspelt fact',
    { when: "incident.personalData.rol == 'Controller'" },
    '.spec.duties[0].when: incident.personalData has no field rol; it has role',
  ],
  ['a misspelt fact that is only asked for', { when: 'has(incident.awarAt)' }, '.spec.duties[0].when: incident has no field awarAt'],
  [
    'a loop inside a loop',
    { when: 'incident.actions.all(a, incident.actions.exists(b, a.id == b.id))' },
    'a loop inside a loop is not available',
  ],
  ['a regular expression', { when: "incident.title.matches('(a+)+$')" }, '`matches` is not available'],
  ['a long expression', { when: `risk == '${'x'.repeat(1024)}'` }, 'the expression has 1034 characters, at most 1024 are allowed'],
  ['a deep expression', { when: `${'('.repeat(200)}true${')'.repeat(200)}` }, '.spec.duties[0].when: '],
];

for (const [what, changes, expected] of refusals) {
  test(`${what} is refused at its very place`, () => {
    const result = evaluated(changes);
    assert.type(result, 'string');
    assert.is(String(result).startsWith('refused .spec.duties[0]'), true, String(result));
    assert.is(String(result).includes(expected), true, String(result));
  });
}

test('an expression that fails on one record says where, and is no reason to throw', () => {
  assert.match(String(evaluated({ when: 'risk + 1 == 2' })), /^fault \.spec\.duties\[0\]\.when: no such overload/);
  assert.is(evaluated({ when: 'awareAt' }, { awareAt }), 'fault .spec.duties[0].when: gives no true or false');
  assert.match(String(evaluated({ from: 'risk' })), /^fault \.spec\.duties\[0\]\.from: "Risk" is not a moment/);
  assert.is(evaluated({ from: 'incident' }), 'fault .spec.duties[0].from: gives no moment');
});

test('no text makes the compiler or an evaluation throw', () => {
  const word = fc.constantFrom(
    'incident',
    'awareAt',
    '.',
    'actions',
    '[',
    ']',
    '(',
    ')',
    "'a'",
    '==',
    '&&',
    '!',
    '?',
    ':',
    '1',
    'null',
    'exists',
    'a,',
    'sent',
    '-',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  );
  fc.assert(
    fc.property(text, text, (when, from) => {
      assert.type(evaluated({ when, from }), typeof evaluated({ when, from }) === 'string' ? 'string' : 'object');
    }),
  );
});

test('the longest loops over full lists stay short', () => {
  const actions = Array.from({ length: 200 }, (_, n) => ({ id: `a${n}`, kind: 'Contain' }));
  const loop = "incident.actions.filter(a, a.kind == 'Contain').size() == 200";
  const started = performance.now();
  const when = Array.from({ length: 9 }, () => loop).join(' && ');
  assert.equal(evaluated({ when }, { incident: { actions } }), facts({}));
  assert.ok(performance.now() - started < 1000);
});

test('of classifications the last one counts, and saying the same again gives no more time', () => {
  const entry = (id: string, result: string, classifiedAt: string, corrects?: string): object => ({
    id,
    regime: 'dora',
    result,
    classifiedAt,
    corrects,
  });
  assert.equal(classifiedOf([entry('a', 'Major', '10'), entry('b', 'Major', '12')]), { dora: { result: 'Major', at: '10' } });
  assert.equal(classifiedOf([entry('a', 'Major', '10'), entry('b', 'NotReportable', '12')]), {
    dora: { result: 'NotReportable', at: '12' },
  });
  assert.equal(classifiedOf([entry('a', 'Major', '10'), entry('b', 'NotReportable', '12'), entry('c', 'Major', '14')]), {
    dora: { result: 'Major', at: '14' },
  });
  assert.equal(classifiedOf([entry('a', 'Major', '10'), entry('b', 'Major', '9', 'a')]), { dora: { result: 'Major', at: '9' } });
  assert.equal(classifiedOf([{ id: 'a', regime: 'nis2', result: 'Significant', at: '11' }, { regime: 'dora' }]), {
    nis2: { result: 'Significant', at: '11' },
  });
});

const shipped = ['gdpr', 'nis2', 'dora', 'policy'].map((name) => {
  const text = readFileSync(new URL(`../../charts/meldpunt/files/regimes/${name}.yaml`, import.meta.url), 'utf8');
  return load(text) as ReportingRegime;
});

test('every regime of the chart is valid, compiles, cites a clause for each duty and waits only for duties that exist', () => {
  const names = new Set(shipped.flatMap((regime) => regime.spec.duties.map((each) => each.name)));
  for (const regime of shipped) {
    assert.equal(validate('ReportingRegime', regime), { ok: true, object: regime });
    for (const each of regime.spec.duties) {
      const compiled = compileDuty(each);
      assert.is(compiled.ok, true, compiled.ok ? '' : compiled.message);
      if (compiled.ok)
        assert.equal(
          compiled.duties.filter((name) => !names.has(name)),
          [],
        );
      assert.is(each.clause === undefined || each.clause === '', false, each.name);
    }
  }
});

test('no two duties of the chart have the same name', () => {
  const names = shipped.flatMap((regime) => regime.spec.duties.map((each) => each.name));
  assert.equal(names, [...new Set(names)]);
});

test.run();
