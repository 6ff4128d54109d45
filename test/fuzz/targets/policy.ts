import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { ReportingRegime } from '../../../operator/api/types.gen.ts';
import type { Calendar } from '../../../operator/deadline/calendar.ts';
import { dueOf } from '../../../operator/deadline/due.ts';
import { fixedSeconds, parseDuration, shorterOf } from '../../../operator/deadline/duration.ts';
import { parseInstant, parseTimezone } from '../../../operator/deadline/instant.ts';
import { compileDuty, type DutySource, type Variables } from '../../../operator/policy/cel.ts';
import { breach, incident } from '../../build.ts';
import { demand, plain, type Target } from '../target.ts';

const from = '2026-10-23T09:12:00+02:00';
const brussels: Calendar = { timezone: 'Europe/Brussels', holidays: new Set(['2026-12-25']) };

const variables: readonly Variables[] = [
  { incident: {}, awareAt: null, risk: 'Risk', entity: {}, sent: {} },
  { incident: incident({ personalData: breach() }), awareAt: from, risk: 'High', entity: { nis2: 'Essential' }, sent: { a: from } },
];

const regimes = (): readonly ReportingRegime[] => {
  const directory = new URL('../../../charts/meldpunt/files/regimes/', import.meta.url).pathname;
  return globSync('*.yaml', { cwd: directory }).map((file) => load(readFileSync(`${directory}${file}`, 'utf8')) as ReportingRegime);
};

const expressions = (): readonly string[] =>
  [
    ...new Set(
      regimes().flatMap(({ spec }) =>
        spec.duties.flatMap((duty) => [duty.when, duty.from, duty.metAt, duty.cap?.from, duty.relief?.unless]),
      ),
    ),
  ].flatMap((text) => text ?? []);

/** Every sentence of a refusal can stand in a condition, which has room for so much. */
const mostMessage = 32_768;

const cel = (text: string): void => {
  const duties: readonly DutySource[] = [
    { name: 'a', when: text, from: 'awareAt', within: 'PT72H' },
    {
      name: 'a',
      when: 'true',
      from: text,
      within: 'PT72H',
      metAt: text,
      cap: { from: text, within: 'P1D' },
      relief: { rule: 'NoonOfNextWorkingDay', unless: text },
    },
  ];
  for (const duty of duties) {
    const compiled = compileDuty(duty);
    if (!compiled.ok) demand(compiled.path !== '' && compiled.message.length < mostMessage, 'a refusal names the field in a sentence');
    else
      for (const each of variables) {
        const result = compiled.evaluate(each);
        if (!result.ok) demand(result.message !== '' && result.message.length < mostMessage, 'a fault is told in a sentence');
        compiled.when(each);
        compiled.from(each);
      }
  }
};

const duration = (text: string): void => {
  const span = parseDuration(text);
  if (!span.ok) demand(span.message.length < 400, 'a refusal is a sentence, and not the text that was given');
  const due = dueOf({ from, within: text, calendar: brussels, noonRelief: true });
  demand(!span.ok || due.ok, 'what is read as a duration ends some time');
  if (due.ok) demand(Date.parse(due.value.dueAt) > Date.parse(from), 'a period ends after it begins');
  const seconds = fixedSeconds(text);
  if (seconds.ok) demand(Number.isSafeInteger(seconds.value) && seconds.value > 0, 'seconds are a whole number above nothing');
  shorterOf(text, 'PT1H');
  const instant = parseInstant(text);
  if (instant.ok)
    demand(
      dueOf({ from: text, within: 'PT72H', calendar: brussels }).ok || text.startsWith('9999') || text.startsWith('+'),
      'a moment begins a period',
    );
  parseTimezone(text);
};

/** What administrators write into laws and policies. */
export const policyTargets: readonly Target[] = [
  {
    name: 'expressions',
    promise: 'an expression is refused with its place, or gives a value or a sentence; nothing is thrown, and nothing takes for ever',
    code: ['/operator/policy/', '/cel-js/'],
    seeds: () => expressions().map((text) => Buffer.from(text)),
    words: [
      'has(',
      '.all(x, ',
      '.map(',
      '.matches(',
      'incident.',
      'sent[',
      'duration("PT1H")',
      'timestamp(',
      'size(',
      ' == ',
      ' && ',
      ' || ',
      '!',
      '? 1 : ',
      '[1, 2]',
      '{"a": 1}',
      'null',
      '1u',
      '0x7fffffffffffffff',
      "b'\\xff'",
      'r"',
      'in ',
      '.exists_one(',
      '%',
      'optional.of(',
      '.?a',
    ],
    open: plain((input) => cel(input.toString('utf8'))),
  },
  {
    name: 'durations',
    promise: 'a duration, moment or zone is refused with a sentence, or ends after it begins',
    code: ['/operator/deadline/'],
    seeds: () =>
      ['PT72H', 'P3D', 'P1M', 'P2W', 'PT1H30M', 'P1Y', from, '2026-10-23T07:12:00.123456789Z', 'Europe/Brussels', '-PT1H', 'PT1.5H'].map(
        (text) => Buffer.from(text),
      ),
    words: [
      'P',
      'T',
      'H',
      'M',
      'S',
      'D',
      'W',
      'Y',
      '72',
      '999999999',
      'Z',
      '+02:00',
      '-',
      '.',
      'Etc/GMT+1',
      '[u-ca=hebrew]',
      '−',
      '\u0660',
    ],
    open: plain((input) => duration(input.toString('utf8'))),
  },
];
