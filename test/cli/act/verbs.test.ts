// Every verb, by itself: what it asks for, and what it writes, which the schema takes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Incident } from '../../../operator/api/types.gen.ts';
import { validate } from '../../../operator/api/validate.ts';
import { askedFor } from '../../../operator/cli/act/asking.ts';
import { drilling, reporting } from '../../../operator/cli/act/creation.ts';
import { lacksSignature, mayBeOvertaken, refusalText } from '../../../operator/cli/act/refusal.ts';
import { entriesOf } from '../../../operator/cli/act/run.ts';
import { saidOf, type Value } from '../../../operator/cli/act/said.ts';
import { summaries } from '../../../operator/cli/act/summaries.ts';
import type { Recorded, Target, Verb } from '../../../operator/cli/act/verb.ts';
import { verbs } from '../../../operator/cli/act/verbs/table.ts';
import { Misunderstood } from '../../../operator/cli/answer.ts';
import { facts } from '../../../operator/fact/catalogue.ts';
import { caseInCourse, noticeInCourse, weaknessInCourse } from '../../console/support/case.ts';

const now = '2026-11-01T08:00:00Z';
type Values = Readonly<Record<string, Value>>;

const verbOf = (name: string): Verb => {
  const found = verbs.find((verb) => verb.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

const targetOf = (verb: Verb, kind: Target['kind']): Target => {
  const found = verb.targets.find((target) => target.kind === kind);
  if (found === undefined) throw new Error(kind);
  return found;
};

const stated = (name: string, record: Recorded, values: Values, kind: Target['kind'] = 'Incident') => {
  const verb = verbOf(name);
  const target = targetOf(verb, kind);
  const said = saidOf(verb.options, values, now);
  assert.equal(
    target.needs(record, said).filter((need) => values[need] === undefined),
    [],
    `${name} asks for nothing more`,
  );
  const statement = target.states(record, said, now);
  return { entries: entriesOf(record, statement.facts, said, {}), set: statement.set ?? {}, told: statement.told };
};

const inCourse = caseInCourse();

const cases: readonly (readonly [
  name: string,
  values: Values,
  entries: readonly (readonly [list: string, entry: object])[],
  set?: object,
])[] = [
  [
    'triage',
    { verdict: 'Incident', rate: 'activities=Low,data=High', reasons: 'r', refer: 'DPO', asset: 'laptop-fleet' },
    [['assessments', { id: 'a2', verdict: 'Incident', ratings: { activities: 'Low', data: 'High' }, reasons: 'r', refer: 'DPO' }]],
    { asset: 'laptop-fleet' },
  ],
  [
    'triage',
    { confirm: true, reasons: 'Agreed.' },
    [['assessments', { id: 'c1', verdict: 'Incident', ratings: { activities: 'Low', data: 'High' }, reasons: 'Agreed.', confirms: 'a1' }]],
  ],
  [
    'triage',
    { confirm: true, verdict: 'Event', reasons: 'No.' },
    [['assessments', { id: 'c1', verdict: 'Event', reasons: 'No.', confirms: 'a1' }]],
  ],
  ['appoint', { leader: 'd.maes', reason: 'r' }, [['response.appointments', { id: 'ap2', leader: 'd.maes', reason: 'r' }]]],
  ['appoint', { team: 'c.peeters, d.maes' }, [], { 'response.team': ['c.peeters', 'd.maes'] }],
  [
    'act',
    {
      kind: 'Contain',
      what: 'w',
      why: 'y',
      minutes: '20',
      automatic: true,
      step: 'wipe,revoke',
      reached: 'Contained',
      playbook: 'lost-device',
    },
    [
      ['actions', { id: 'x1', kind: 'Contain', what: 'w', why: 'y', automatic: true, minutes: 20 }],
      ['steps', { id: 'st1', step: 'wipe', outcome: 'Done' }],
      ['steps', { id: 'st2', step: 'revoke', outcome: 'Done' }],
      ['milestones', { id: 'm1', reached: 'Contained' }],
    ],
    { playbookRef: { name: 'lost-device' } },
  ],
  ['breach', { consequences: 'c' }, [], { 'personalData.consequences': 'c' }],
  ['advise', { on: 'Risk', advice: 'High.' }, [['personalData.advices', { id: 'ad3', on: 'Risk', advice: 'High.' }]]],
  ['decide', { risk: 'High', reasons: 'r' }, [['personalData.decisions', { id: 'd2', risk: 'High', reasons: 'r', advice: 'ad1' }]]],
  [
    'decide',
    { risk: 'NoBreach', reasons: 'r', advice: 'ad1' },
    [['personalData.decisions', { id: 'd2', noBreach: true, reasons: 'r', advice: 'ad1' }]],
  ],
  [
    'cost',
    { kind: 'Loss', amount: '12.50', estimate: true },
    [['costs', { id: 'co1', kind: 'Loss', amount: '12.50', currency: 'EUR', estimate: true }]],
  ],
  [
    'cost',
    { kind: 'Labour', role: 'responder', minutes: '30' },
    [['costs', { id: 'co1', kind: 'Labour', role: 'responder', minutes: 30 }]],
  ],
  ['delay', { deadline: 'policy-dpo', reason: 'r' }, [['delays', { id: 'dl1', deadline: 'policy-dpo', reason: 'r' }]]],
  [
    'review',
    {
      'root-cause': 'c',
      lesson: ['d.maes 2026-12-31 Check it.'],
      control: ['ISO 27002 8.1=inadequate: check nightly', 'ISO 27002 6.8=adequate'],
    },
    [
      [
        'review',
        {
          id: 'r2',
          rootCause: 'c',
          lessons: [{ id: 'l1', text: 'Check it.', owner: 'd.maes', dueAt: '2026-12-31T23:59:59Z' }],
          controls: [
            { control: 'ISO 27002 8.1', adequate: false, change: 'check nightly' },
            { control: 'ISO 27002 6.8', adequate: true },
          ],
        },
      ],
    ],
  ],
  [
    'approve',
    { return: true, comment: 'Who pays?' },
    [['approvals', { id: 'p2', subject: 'Lessons', decision: 'Return', of: 'r1', comment: 'Who pays?' }]],
  ],
  ['close', { summary: 's' }, [['closures', { id: 'cl1', summary: 's' }]]],
  ['follow', { lesson: 'r1/l1' }, [['followUps', { id: 'fu1', lesson: 'r1/l1', outcome: 'Done' }]]],
  ['reopen', { reason: 'r', to: 'Reviewing' }, [['reopenings', { id: 'ro1', reason: 'r', to: 'Reviewing' }]]],
  ['answer', { cause: 'not known', impact: 'much' }, [], { 'report.impact': 'much', 'report.unknown': ['cause'] }],
];

/** The spec with what was stated. */
const specWith = (record: Incident, { entries, set }: ReturnType<typeof stated>): unknown => {
  const spec = structuredClone(record.spec) as unknown as Record<string, unknown>;
  const place = (path: readonly string[]): readonly [Record<string, unknown>, string] => {
    const [first = '', second] = path;
    if (second === undefined) return [spec, first];
    spec[first] = { ...(spec[first] as object | undefined) };
    return [spec[first] as Record<string, unknown>, second];
  };
  for (const [path, value] of Object.entries(set)) {
    const [object, key] = place(path.split('.'));
    object[key] = value;
  }
  for (const { list, entry } of entries) {
    const [object, key] = place(list);
    object[key] = [...((object[key] as readonly object[] | undefined) ?? []), { by: 'x', at: now, ...entry }];
  }
  return spec;
};

for (const [name, values, entries, set = {}] of cases) {
  test(`${name} ${JSON.stringify(values).slice(0, 60)} states what was said, as the schema has it`, () => {
    const result = stated(name, inCourse, values);
    assert.equal(
      result.entries.map(({ list, entry }) => [list.join('.'), entry]),
      entries.map(([list, entry]) => [list, entry]),
    );
    assert.equal(result.set, set);
    assert.ok(result.told.length > 3);
    const touched = [
      ...result.entries.map(({ list }) => list.at(-1) ?? ''),
      ...Object.keys(result.set).map((path) => path.split('.').at(-1) ?? ''),
    ];
    const checked = validate('Incident', { ...inCourse, spec: specWith(inCourse, result) });
    assert.equal(checked.ok ? [] : checked.problems.filter(({ path }) => touched.some((part) => path.includes(part))), []);
  });
}

const refusing = (what: () => unknown): string => {
  try {
    what();
  } catch (error) {
    if (error instanceof Misunderstood) return error.message;
    throw error;
  }
  return 'accepted';
};

test('a notice waits for one thing at a time, by how far it is', () => {
  const { needs } = targetOf(verbOf('notify'), 'Notification');
  const waits = (status: object) => needs({ ...noticeInCourse(), status } as unknown as Recorded, saidOf([], {}, now));
  assert.equal(waits({ phase: 'Incomplete', missing: ['consequences', 'delayJustification'] }), ['consequences', 'late-because']);
  assert.equal(
    [waits({ phase: 'Scheduled' }), waits({ phase: 'Sent' }), waits({ phase: 'Failed' })],
    [['filed'], ['acknowledged'], ['retry']],
  );
  assert.match(
    refusing(() => waits({ phase: 'AwaitingApproval' })),
    'kubectl incident approve lost-laptop-gdpr-subjects',
  );
  assert.match(
    refusing(() => waits({ phase: 'Acknowledged' })),
    'nobody waits',
  );
});

test('an approval is of the text that is there, and not of one that was there', () => {
  const note = noticeInCourse();
  assert.equal(stated('approve', note, {}, 'Notification').entries[0]?.entry, {
    id: 'p1',
    decision: 'Approve',
    of: note.status?.document?.digest,
  });
  assert.match(
    refusing(() => stated('approve', note, { of: 'sha256:1' }, 'Notification')),
    /by now, and no longer sha256:1/,
  );
  assert.match(
    refusing(() => stated('approve', inCourse, { of: 'r0' })),
    /last review is r1 by now/,
  );
});

test('a weakness waits for its evaluation, its remedy, and somebody who verifies that', () => {
  const { needs } = targetOf(verbOf('weakness'), 'Weakness');
  const waits = (spec: object) =>
    needs({ ...weaknessInCourse(), spec: { ...weaknessInCourse().spec, ...spec } } as unknown as Recorded, saidOf([], {}, now));
  const evaluation = (treat: string) => ({ evaluations: [{ id: 'e1', treat, at: now, by: 'a' }] });
  assert.equal(waits({}), ['likelihood', 'impact', 'treat', 'reasons']);
  assert.equal(waits(evaluation('Remedy')), ['remedied']);
  assert.equal(waits(evaluation('Accept')), ['accept', 'reasons']);
  assert.equal(waits({ ...evaluation('Remedy'), remedied: [{ id: 're1', at: now, by: 'd.maes', how: 'h' }] }), ['verified', 'how']);
});

test('a report and an exercise are records that the schema takes, and an exercise is marked', () => {
  const making = (values: Values, options: typeof reporting) => ({
    namespace: 'n',
    name: 'inc-1',
    said: saidOf(options.options, values, now),
    now,
    user: 'm.janssens',
    playbook: {
      metadata: { name: 'lost-device' },
      spec: { title: 'A device is lost', categories: ['PhysicalBreach'], steps: [] },
    } as never,
  });
  const metadata = { name: 'inc-1', namespace: 'n', uid: 'u', resourceVersion: '1', creationTimestamp: now };
  const checked = (kind: 'Incident' | 'Weakness', object: object) => {
    const result = validate(kind, { ...object, metadata });
    return result.ok ? result.object.spec : result.problems;
  };
  const report = reporting.makes(
    making({ what: 'w', title: 'The title', affected: 'a; b', occurred: '2026-11-01T07:00Z', unknown: 'cause' }, reporting),
  );
  assert.equal(checked('Incident', report.object), {
    title: 'The title',
    report: {
      what: 'w',
      establishedAt: now,
      occurredAt: '2026-11-01T07:00:00Z',
      affected: ['a', 'b'],
      unknown: ['cause'],
      reportedVia: 'API',
      reportedAt: now,
      reportedBy: 'm.janssens',
    },
  });
  const weakness = reporting.makes(making({ weakness: true, 'not-exploited': true, what: 'w', title: 'The title' }, reporting));
  assert.equal(checked('Weakness', weakness.object), {
    title: 'The title',
    description: 'w',
    notExploited: true,
    report: { reportedVia: 'API' },
  });
  assert.match(
    refusing(() => reporting.makes(making({ weakness: true, what: 'w', title: 'The title' }, reporting))),
    '--not-exploited',
  );
  const drill = checked(
    'Incident',
    drilling.makes(making({ playbook: 'lost-device', what: 'w' }, drilling)).object,
  ) as unknown as Incident['spec'];
  assert.equal([drill.drill, drill.title, drill.category], [true, 'Exercise: A device is lost', 'PhysicalBreach']);
});

test('what is left out is asked for until it is understood, in order, and a slip is told', async () => {
  const verb = verbOf('triage');
  const questions: string[] = [];
  const answers = ['perhaps', '', 'nearmiss', 'It was close.'];
  const ask = (question: string): Promise<string | undefined> => {
    questions.push(question);
    return Promise.resolve(answers.shift());
  };
  const needs = (said: ReturnType<typeof saidOf>) => targetOf(verb, 'Incident').needs(inCourse, said);
  const said = await askedFor({ verb: 'triage', options: verb.options, values: {}, terminal: { colour: false, ask }, now, needs });
  assert.equal([said.text('verdict'), said.text('reasons')], ['NearMiss', 'It was close.']);
  assert.equal(questions, [
    'what it is (Incident, Event, NearMiss, Weakness, FalsePositive, Duplicate): ',
    '--verdict perhaps is unknown: Incident, Event, NearMiss, Weakness, FalsePositive, Duplicate. Press Enter. ',
    'what it is (Incident, Event, NearMiss, Weakness, FalsePositive, Duplicate): ',
    'why, so that others can follow it: ',
  ]);
});

test('a refusal is told in the words of the rule, or with who can', () => {
  const policy = `Error from server (Forbidden): incidents.meldpunt.dev "x" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: Only a manager appoints.`;
  assert.is(refusalText(policy, [facts.appointment], 'n'), 'Refused: Only a manager appoints.');
  const rbac = 'Error from server (Forbidden): incidents.meldpunt.dev "x" is forbidden: User "m" cannot patch resource "incidents"';
  assert.is(
    refusalText(rbac, [facts.confirmationByDpo], 'n'),
    `Refused: incidents.meldpunt.dev "x" is forbidden: User "m" cannot patch resource "incidents"
Who can: meldpunt-dpo, bound in the namespace n.
Try:     kubectl auth can-i confirm incidents.meldpunt.dev --subresource=dpo -n n`,
  );
  assert.equal(
    [policy, rbac, 'Error from server (Conflict): modified', 'The Incident "x" is invalid: spec.title: Too long'].map(mayBeOvertaken),
    [false, false, true, true],
  );
  assert.is(lacksSignature('denied request: A new entry lacks by or at, and this server does not fill them in. Write both.'), true);
});

test('a list of what there is names every verb, once', () => {
  assert.equal(
    verbs.map(({ name, summary }) => [name, summary]),
    Object.entries(summaries),
  );
});

test.run();
