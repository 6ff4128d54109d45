import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { calendarOf } from '../../operator/deadline/calendar.ts';
import { type Due, dueOf, onTime, type Period } from '../../operator/deadline/due.ts';
import { checkOrder, localText, parseInstant, parseTimezone } from '../../operator/deadline/instant.ts';
import type { Outcome } from '../../operator/deadline/refusal.ts';

interface Case {
  readonly id: string;
  readonly regime: string;
  readonly stage: string;
  readonly awareAt: string;
  readonly timezone: string;
  readonly duration: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface Special {
  readonly id: string;
  readonly awareAt: string;
  readonly timezone: string;
  readonly inputs?: Readonly<Record<string, string | null>>;
  readonly expectedError: string | null;
  readonly expectedState?: string;
}

const fixture = JSON.parse(readFileSync(new URL('../fixtures/deadlines.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
  readonly invalidOrSpecialInputs: readonly Special[];
  readonly holidayCalendars: Readonly<Record<string, { readonly dates: Readonly<Record<string, readonly string[]>> }>>;
};

const holidays = Object.values(fixture.holidayCalendars['BE-legal']?.dates ?? {}).flat();

const value = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
};

/** The entities from which Del. Reg. (EU) 2025/301 art. 5(5) withdraws the relief, as the fixture names them. */
const withoutRelief = ['credit-institution', 'ccp', 'trading-venue', 'nis2-essential', 'nis2-important'];

const isDora = (item: Case): boolean => item.regime === 'DORA-19';

const doraPeriod = (item: Case): Pick<Period, 'from' | 'within' | 'cap' | 'counting' | 'noonRelief'> => {
  const noonRelief = item.stage === 'final-report' || !withoutRelief.includes(item.inputs?.['entityClass'] ?? '');
  if (item.stage !== 'initial-notification') {
    return {
      from: item.awareAt,
      within: item.duration,
      noonRelief,
      counting: item.stage === 'final-report' ? 'Regulation1182' : 'AsWritten',
    };
  }
  const from = item.inputs?.['classifiedMajorAt'] ?? '';
  return { from, within: 'PT4H', cap: { from: item.awareAt, within: 'PT24H' }, noonRelief, counting: 'AsWritten' };
};

const dueOfCase = (item: Case): Due => {
  const calendar = value(calendarOf(item.timezone, holidays));
  const counting = item.regime.startsWith('GDPR') || !item.duration.startsWith('PT') ? 'Regulation1182' : 'ByAnalogy';
  return value(dueOf({ calendar, ...(isDora(item) ? doraPeriod(item) : { from: item.awareAt, within: item.duration, counting }) }));
};

const shown = (moment: string | null, timezone: string): string | null =>
  moment === null ? null : localText(value(parseInstant(moment)), timezone);

/** Everything that the fixture expects of a due time, from what was computed; only the keys that the case has. */
const observed = (item: Case, due: Due): Record<string, unknown> => {
  const computed: Record<string, unknown> = {
    strict: shown(due.dueAt, item.timezone),
    strictUtc: due.dueAt,
    legal1182: shown(due.legalDueAt, item.timezone),
    legalRelief: shown(due.relief, item.timezone),
    legalDiffersFromStrict: due.legalDueAt !== due.dueAt,
    art3_5Contested: shown(due.contested, item.timezone),
  };
  return Object.fromEntries(Object.entries(computed).filter(([key]) => key in item.expected));
};

const prose = new Set(['legal1182Basis', 'legalReliefBasis', 'status']);

for (const item of fixture.cases) {
  test(`${item.id}: ${item.duration} from ${item.awareAt} (${item.regime} ${item.stage})`, () => {
    const expected = Object.fromEntries(Object.entries(item.expected).filter(([key]) => !prose.has(key)));
    assert.equal(observed(item, dueOfCase(item)), expected);
  });
}

for (const item of fixture.cases.filter((candidate) => 'legal1182Basis' in candidate.expected)) {
  test(`${item.id}: the basis cites the provisions that the fixture rests on`, () => {
    const expected = String(item.expected['legal1182Basis']);
    const { basis } = dueOfCase(item);
    assert.is(basis.includes('By analogy only'), expected.startsWith('By analogy only'));
    assert.match(basis, item.duration.startsWith('PT') ? '3(2)(a)' : item.duration.endsWith('M') ? '3(2)(c)' : '3(2)(b)');
  });
}

test('what was submitted late is late on the strict reading and may be in time on the legal one (R9)', () => {
  const statuses = fixture.cases
    .filter((item) => 'status' in item.expected)
    .map((item) => {
      const due = dueOfCase(item);
      const submittedAt = item.inputs?.['submittedAt'] ?? item.inputs?.['initialSubmittedAt'] ?? '';
      const onTimeStrict = value(onTime(submittedAt, due.dueAt));
      const onTimeLegal1182 = value(onTime(submittedAt, due.legalDueAt));
      const { followUpHasHardDeadline: _, ...expected } = item.expected['status'] as Record<string, boolean>;
      return { got: { onTimeStrict, onTimeLegal1182, delayReasonRequired: !onTimeStrict }, expected };
    });
  assert.is(statuses.length > 0, true);
  for (const { got, expected } of statuses) assert.equal(got, expected);
});

test('the moments of every case can follow one another', () => {
  for (const { awareAt, inputs, regime } of fixture.cases.filter((item) => item.regime.startsWith('GDPR'))) {
    const detectedAt = inputs?.['detectedAt'];
    assert.is(checkOrder({ awareAt, ...(detectedAt === undefined ? {} : { detectedAt }) }).ok, true, regime);
  }
});

test('what the fixture gives in UTC is due at the same moment as with an offset', () => {
  const byId = new Map(fixture.cases.map((item) => [item.id, item]));
  const [offset, utc] = [byId.get('GDPR-001'), byId.get('GDPR-031')];
  assert.ok(offset !== undefined && utc !== undefined);
  assert.equal({ ...dueOfCase(offset), basis: '' }, { ...dueOfCase(utc), basis: '' });
});

for (const item of fixture.invalidOrSpecialInputs.filter((candidate) => candidate.expectedError !== null)) {
  test(`${item.id}: ${item.awareAt} in ${item.timezone} is refused with ${item.expectedError}`, () => {
    const zone = parseTimezone(item.timezone);
    const instant = parseInstant(item.awareAt);
    const refusal = [zone, instant].find((outcome) => !outcome.ok);
    assert.is(refusal?.ok === false ? refusal.code : null, item.expectedError);
  });
}

test.run();
