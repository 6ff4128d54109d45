import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Misunderstood, type Response } from '../../operator/cli/answer.ts';
import type { Row } from '../../operator/cli/clock.ts';
import { run as clock } from '../../operator/cli/clock-command.ts';
import { localText } from '../../operator/deadline/instant.ts';

const run = ([, ...args]: string[]): Response => {
  try {
    return clock(args);
  } catch (error) {
    if (error instanceof Misunderstood) return { code: 2, out: '', err: `${error.message}\n` };
    throw error;
  }
};

const rows = (...args: string[]): Row[] => {
  const { code, out, err } = run(['clock', '-o', 'json', ...args]);
  assert.is(code, 0, err);
  return JSON.parse(out) as Row[];
};

/** The moments of the duties that were asked for, without prose. */
const moments = (found: readonly Row[], ...duties: string[]): unknown =>
  Object.fromEntries(found.filter((row) => duties.includes(row.duty)).map((row) => [row.duty, [row.from, row.dueAt, row.legalDueAt]]));

test('the clock of the tour prints every due time in UTC and on the clock of the place, with reasons', () => {
  const { code, out } = run(['clock', '--aware', '2026-10-23T16:40+02:00', '--regime', 'gdpr,nis2']);
  assert.is(code, 0);
  assert.match(
    out,
    'gdpr-authority  (gdpr art. 33(1))\n  due    2026-10-26T14:40:00Z   2026-10-26T15:40:00+01:00\n  legal  2026-10-26T15:00:00Z',
  );
  assert.match(out, 'nis2-early-warning  (nis2 art. 23(4)(a))\n  due    2026-10-24T14:40:00Z');
  assert.match(out, 'Reg. 1182/71 art. 3(1) and 3(2)(a)');
  assert.match(out, 'Not started: P1M begins once nis2-notification or nis2-trust-notification is sent.');
});

test('a row says regime, duty, start, both ends and why', () => {
  const [row] = rows('--aware', '2026-10-23T16:40+02:00');
  assert.equal(row, {
    regime: 'gdpr',
    duty: 'gdpr-authority',
    clause: 'art. 33(1)',
    from: '2026-10-23T14:40:00Z',
    dueAt: '2026-10-26T14:40:00Z',
    legalDueAt: '2026-10-26T15:00:00Z',
    basis:
      'PT72H from 2026-10-23T16:40:00+02:00 on the clock, whatever summer time, weekends and holidays do. ' +
      'Reg. 1182/71 art. 3(1) and 3(2)(a): the hour of the event is not counted, the period ends with the expiry of its last hour; ' +
      'weekends and holidays count (art. 3(3)), and art. 3(4) does not roll hours over.',
    contested: '2026-10-27T23:00:00Z',
    provisionalDueAt: null,
  });
});

const aware = ['--aware', '2026-06-12T16:30+02:00'];

test('a trust service provider has a day for the notification (NIS2 art. 23(4))', () => {
  const found = rows(...aware, '--regime', 'nis2', '--entity', 'trust-service-provider');
  assert.equal(moments(found, 'nis2-notification', 'nis2-trust-notification'), {
    'nis2-trust-notification': ['2026-06-12T14:30:00Z', '2026-06-13T14:30:00Z', '2026-06-13T15:00:00Z'],
  });
});

test('the final report of NIS2 follows a month after the notification', () => {
  const found = rows('--aware', '2026-01-30T10:00+01:00', '--notified', '2026-01-31T10:00+01:00', '--regime', 'nis2');
  assert.equal(moments(found, 'nis2-final'), { 'nis2-final': ['2026-01-31T09:00:00Z', '2026-02-28T09:00:00Z', '2026-03-02T23:00:00Z'] });
});

test('an incident that goes on gets a progress report, and the final one a month after its handling (art. 23(4)(e))', () => {
  const args = [...aware, '--notified', '2026-06-15T10:00+02:00', '--regime', 'nis2'];
  const month = ['2026-06-15T08:00:00Z', '2026-07-15T08:00:00Z', '2026-07-15T22:00:00Z'];
  assert.equal(moments(rows(...args, '--handled', '2026-08-20T10:00+02:00'), 'nis2-progress', 'nis2-final'), {
    'nis2-progress': month,
    'nis2-final': ['2026-08-20T08:00:00Z', '2026-09-20T08:00:00Z', '2026-09-21T22:00:00Z'],
  });
  assert.equal(moments(rows(...args, '--handled', '2026-06-20T10:00+02:00'), 'nis2-progress', 'nis2-final'), { 'nis2-final': month });
});

test('recipients of the service are told too (NIS2 art. 23(1) and (2))', () => {
  assert.is(
    rows(...aware, '--regime', 'nis2').some((row) => row.duty === 'nis2-recipients' && row.dueAt !== null),
    true,
  );
});

test('DORA without a classification has not started and shows the day since awareness as provisional', () => {
  const initial = rows('--aware', '2026-06-09T10:17+02:00', '--regime', 'dora').find((row) => row.duty === 'dora-initial');
  assert.equal([initial?.from, initial?.dueAt, initial?.legalDueAt, initial?.provisionalDueAt], [null, null, null, '2026-06-10T08:17:00Z']);
});

test('the final report of DORA follows a month after the latest intermediate report', () => {
  const found = rows(
    '--aware',
    '2026-08-20T10:00+02:00',
    '--classified',
    '2026-08-20T11:00+02:00',
    '--regime',
    'dora',
    '--sent',
    'dora-intermediate=2026-08-31T16:00+02:00',
  );
  assert.equal(moments(found, 'dora-final'), { 'dora-final': ['2026-08-31T14:00:00Z', '2026-09-30T14:00:00Z', '2026-09-30T22:00:00Z'] });
});

test('a NIS2 entity has no weekend relief under DORA (Del. Reg. 2025/301 art. 5(5))', () => {
  const args = ['--aware', '2026-06-12T20:00+02:00', '--classified', '2026-06-13T10:00+02:00', '--regime', 'dora', '--entity'];
  const ends = ['other', 'credit-institution', 'ccp', 'trading-venue', 'other,essential', 'other,important'].map(
    (entity) => rows(...args, entity).find((row) => row.duty === 'dora-initial')?.legalDueAt,
  );
  const strict = '2026-06-13T12:00:00Z';
  assert.equal(ends, ['2026-06-15T10:00:00Z', strict, strict, strict, strict, strict]);
});

test('a processor tells the controller, and no authority (GDPR art. 33(2))', () => {
  assert.equal(
    rows(...aware, '--entity', 'processor').map((row) => row.duty),
    ['gdpr-controller'],
  );
});

test('holidays are the Belgian ones unless the question names its own', () => {
  const args = ['--aware', '2026-11-20T11:00+01:00', '--notified', '2026-11-25T11:00+01:00', '--regime', 'nis2'];
  const end = (...more: string[]): unknown => rows(...args, ...more).find((row) => row.duty === 'nis2-final')?.legalDueAt;
  assert.equal(
    [end(), end('--holidays', 'none'), end('--holidays', '2026-12-25,2026-12-28'), end('--zone', 'Europe/Paris')],
    ['2026-12-28T23:00:00Z', '2026-12-25T23:00:00Z', '2026-12-29T23:00:00Z', '2026-12-25T23:00:00Z'],
  );
});

test('a regime that was not in force at awareness asks nothing', () => {
  assert.equal(rows('--aware', '2024-10-17T23:59:59+02:00', '--regime', 'nis2'), []);
  assert.is(rows('--aware', '2024-10-17T22:00:00Z', '--regime', 'nis2').length > 0, true);
});

const refusals: readonly (readonly [string, string[], string])[] = [
  ['no offset', ['--aware', '2026-10-23T16:40'], 'OFFSET_REQUIRED: '],
  ['a day that does not exist', ['--aware', '2027-02-29T10:00:00+01:00'], 'INVALID_DATE: '],
  ['the hour 24', ['--aware', '2026-10-23T24:00+02:00'], 'INVALID_TIME: '],
  ['second 60', ['--aware', '2016-12-31T23:59:60Z'], 'LEAP_SECOND: '],
  ['an unknown zone', [...aware, '--zone', 'Europe/Bruxelles'], 'UNKNOWN_TIMEZONE: '],
  ['awareness before detection', [...aware, '--detected', '2026-06-12T16:31+02:00'], 'AWARE_BEFORE_DETECTED: '],
  ['an impossible holiday', [...aware, '--holidays', '2026-02-30'], 'INVALID_HOLIDAY: '],
  [
    'a sending without offset',
    [...aware, '--regime', 'dora', '--classified', '2026-06-12T17:00Z', '--sent', 'dora-initial=2026-06-13T10:00'],
    'dora: .spec.duties[1].from: ',
  ],
  ['an unknown entity', [...aware, '--entity', 'bakery'], '"bakery" is no kind of entity'],
  ['an unknown regime', [...aware, '--regime', 'pci'], 'The regime pci cannot be read'],
  ['an unknown command', ['--aware'], "Option '--aware <value>' argument missing"],
];

for (const [what, args, message] of refusals) {
  test(`${what} is refused with its reason and nothing else is printed`, () => {
    const { code, out, err } = run(['clock', ...args]);
    assert.equal([code, out], [2, '']);
    assert.is(err.startsWith(message), true, err);
  });
}

test('the program answers from any directory in any zone, loads no client of Kubernetes, and refuses with exit code 2', () => {
  const main = fileURLToPath(new URL('../../operator/cli/main.ts', import.meta.url));
  const start = (...args: string[]) =>
    spawnSync(process.execPath, [main, 'clock', ...args], {
      encoding: 'utf8',
      cwd: '/',
      env: { ...process.env, TZ: 'Pacific/Kiritimati', NODE_DEBUG: 'esm' },
    });
  const question = ['--aware', '2026-10-23T16:40+02:00', '-o', 'json'];
  const { status, stdout, stderr } = start(...question);
  assert.equal([status, stdout], [0, run(['clock', ...question]).out]);
  assert.match(stderr, 'cel-js');
  assert.not.match(stderr, 'client-node');
  assert.equal([start('--aware', 'soon').status, start('--aware', 'soon').stdout], [2, '']);
});

interface Case {
  readonly id: string;
  readonly regime: string;
  readonly stage: string;
  readonly awareAt: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly expected: Readonly<Record<string, string | null>>;
}

const { cases } = JSON.parse(readFileSync(new URL('../fixtures/deadlines.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

/** How a person asks what the fixture asks: which regime and duty, and which moment its trigger is. */
const askedAs = (item: Case): { readonly duty: string; readonly args: readonly string[] } | undefined => {
  const entity = item.inputs?.['entityClass'] === undefined ? [] : ['--entity', item.inputs['entityClass']];
  const at = item.awareAt;
  const classified = item.inputs?.['classifiedMajorAt'] ?? at;
  const asked: Readonly<Record<string, readonly [string, readonly string[]]>> = {
    'GDPR-33 authority-notification': ['gdpr-authority', ['--regime', 'gdpr', '--aware', at]],
    'NIS2-23 early-warning': ['nis2-early-warning', ['--regime', 'nis2', '--aware', at]],
    'NIS2-23 incident-notification': [
      entity.length === 0 ? 'nis2-notification' : 'nis2-trust-notification',
      ['--regime', 'nis2', '--aware', at],
    ],
    'NIS2-23 final-report': ['nis2-final', ['--regime', 'nis2', '--aware', at, '--notified', at]],
    'DORA-19 initial-notification': ['dora-initial', ['--regime', 'dora', '--aware', at, '--classified', classified]],
    'DORA-19 intermediate-report': ['dora-intermediate', ['--regime', 'dora', '--aware', at, '--classified', at, '--notified', at]],
    'DORA-19 final-report': ['dora-final', ['--regime', 'dora', '--aware', at, '--classified', at, '--sent', `dora-intermediate=${at}`]],
  };
  const found = asked[`${item.regime} ${item.stage}`];
  return found === undefined ? undefined : { duty: found[0], args: [...found[1], ...entity] };
};

const laws = cases.flatMap((item) => {
  const question = askedAs(item);
  return question === undefined ? [] : [{ item, question }];
});

test('the regimes of the chart answer the published cases as they are to be answered', () => {
  assert.is(laws.length > 25, true);
  for (const { item, question } of laws) {
    const row = rows(...question.args).find((candidate) => candidate.duty === question.duty);
    const { expected } = item;
    const legal = expected['legal1182'] ?? expected['legalRelief'] ?? expected['strict'];
    const shown = (text: string | null | undefined): string => (text ? localText(Temporal.Instant.from(text), 'Europe/Brussels') : 'none');
    assert.equal({ id: item.id, due: row?.dueAt, legal: shown(row?.legalDueAt) }, { id: item.id, due: expected['strictUtc'], legal });
  }
});

test.run();
