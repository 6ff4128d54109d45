import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { IncidentPersonalData, IncidentPersonalDataRecordsCategory } from '../../operator/api/types.gen.ts';
import { severityOf } from '../../operator/breach/severity.ts';
import { type SuggestedRisk, suggestionOf } from '../../operator/breach/suggestion.ts';

type Facts = Omit<IncidentPersonalData, 'role'>;

const hands: Readonly<Record<'Excluded' | 'Assured' | 'Limited' | 'Open' | 'Taken', Facts>> = {
  Excluded: { cause: 'Intrusion', exfiltration: 'Excluded', logs: 'Complete' },
  Assured: { cause: 'Misdirected', recipients: { who: 'Trusted', deletionConfirmed: true } },
  Limited: { cause: 'Misdirected', recipients: { who: 'Known' } },
  Open: { cause: 'Theft', recipients: { who: 'Unknown' } },
  Taken: { cause: 'Intrusion', exfiltration: 'Confirmed' },
};

const content = {
  Unknown: [],
  Plain: ['Identity', 'Contact'],
  Detail: ['Identity', 'Behaviour'],
  Profile: ['Identity', 'Birth'],
  Critical: ['Identity', 'Health'],
} as const satisfies Readonly<Record<string, readonly IncidentPersonalDataRecordsCategory[]>>;

type Hands = keyof typeof hands;
type Rank = keyof typeof content;

const suggest = (who: Hands, what: Rank, persons: number | undefined, more: Facts = {}): SuggestedRisk => {
  const personalData: IncidentPersonalData = {
    role: 'Controller',
    kinds: ['Confidentiality'],
    ...hands[who],
    ...more,
    records: { categories: content[what] },
    subjects: { ...(persons === undefined ? {} : { approximate: persons }), ...more.subjects },
  };
  const severity = more.severity === undefined ? undefined : severityOf(more.severity, { individuals: persons, unintelligible: false });
  return suggestionOf(personalData, severity).risk;
};

const [low, mid, high] = ['Unlikely', 'Risk', 'High'] as const;

/** The table of the documentation, for 100, 101, 999, 1,000, 9,999 and 10,000 persons, and for a number that is not known. */
const table: Readonly<Record<Hands, Readonly<Record<Rank, readonly SuggestedRisk[]>>>> = {
  Excluded: {
    Unknown: [low, low, low, low, low, low, low],
    Plain: [low, low, low, low, low, low, low],
    Detail: [low, low, low, low, low, low, low],
    Profile: [low, low, low, low, low, low, low],
    Critical: [low, low, low, low, low, low, low],
  },
  Assured: {
    Unknown: [mid, mid, mid, mid, mid, mid, mid],
    Plain: [low, low, low, low, low, low, low],
    Detail: [low, low, low, low, low, low, low],
    Profile: [low, low, low, low, low, low, low],
    Critical: [low, mid, mid, mid, mid, mid, mid],
  },
  Limited: {
    Unknown: [mid, mid, mid, mid, mid, high, mid],
    Plain: [low, mid, mid, mid, mid, mid, mid],
    Detail: [low, mid, mid, mid, mid, mid, mid],
    Profile: [mid, mid, mid, mid, mid, high, mid],
    Critical: [mid, high, high, high, high, high, mid],
  },
  Open: {
    Unknown: [mid, mid, mid, high, high, high, mid],
    Plain: [mid, mid, mid, mid, mid, high, mid],
    Detail: [mid, mid, mid, high, high, high, mid],
    Profile: [mid, mid, mid, high, high, high, mid],
    Critical: [high, high, high, high, high, high, high],
  },
  Taken: {
    Unknown: [high, high, high, high, high, high, high],
    Plain: [mid, mid, mid, mid, mid, high, mid],
    Detail: [high, high, high, high, high, high, high],
    Profile: [high, high, high, high, high, high, high],
    Critical: [high, high, high, high, high, high, high],
  },
};

const numbers = [100, 101, 999, 1000, 9999, 10_000, undefined];

for (const who of Object.keys(table) as readonly Hands[]) {
  for (const what of Object.keys(table[who]) as readonly Rank[]) {
    test(`${who} hands, ${what} data: as the table has it, for every number of persons`, () => {
      assert.equal(
        numbers.map((persons) => suggest(who, what, persons)),
        table[who][what],
      );
    });
  }
}

test('a trusted recipient of critical data on vulnerable persons is a risk, however few they are', () => {
  assert.is(suggest('Assured', 'Critical', 1, { subjects: { vulnerable: true } }), 'Risk');
});

test('a very high severity makes data that are out of hand a high risk, and leaves those alone that are not', () => {
  const severity = { dpcScore: 4, ease: '1', confidentiality: '0.5', integrity: '0', availability: '0', malicious: true };
  const all = ['Excluded', 'Assured', 'Limited', 'Open', 'Taken'] as const;
  assert.equal(
    all.map((who) => suggest(who, 'Plain', 1, { severity })),
    ['Unlikely', 'Unlikely', 'High', 'High', 'High'],
  );
});

test('the number of records stands in where that of persons is not known', () => {
  const records = { approximate: 101, categories: content.Critical };
  const astray: IncidentPersonalData = { role: 'Controller', kinds: ['Confidentiality'], ...hands.Limited, records };
  assert.is(suggestionOf(astray, undefined).risk, 'High');
  assert.is(suggestionOf({ ...astray, subjects: { approximate: 5 } }, undefined).risk, 'Risk');
});

test('the worst of confidentiality and availability counts, and its grounds come first', () => {
  const { risk, grounds } = suggestionOf(
    {
      role: 'Controller',
      kinds: ['Confidentiality', 'Availability'],
      cause: 'Ransomware',
      exfiltration: 'Excluded',
      logs: 'Complete',
      records: { categories: ['Health'] },
      subjects: { approximate: 3, vulnerable: false },
      availability: { backup: 'Intact', restored: true, within: 'P2D', serviceImpact: 'Major' },
    },
    undefined,
  );
  assert.is(risk, 'High');
  assert.equal(grounds, [
    'Those who needed the data suffered a major impact, and the data or the number of persons make it grave (EDPB 01/2021, case 3; EDPB 9/2022, annex B, example viii).',
    'Complete logs exclude that data left (EDPB 01/2021, cases 1 and 2).',
  ]);
});

test.run();
