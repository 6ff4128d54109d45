// The lost laptop, from its report to its last lesson, by people who type `kubectl incident` and nothing else. Whatever `status` prints as the
// next command is typed as it is printed, at a terminal, by whoever it says is next, with answers to what it asks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, loadAll } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident, Notification } from '../../operator/api/types.gen.ts';
import type { Step } from '../../operator/cli/act/next.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { settle } from './support/settle.ts';
import { type Typed, type Typist, typistAt } from './support/typist.ts';

let product: Product;
let typist: Typist;
const name = 'lost-laptop';
const flags = `-n ${namespace}`;

test.before(async () => {
  product = await startProduct();
  await product.operator().leads();
  typist = typistAt(product.plane.kubeconfig);
});
test.after(async () => {
  typist?.end();
  await product?.stop();
});

const typed = async (user: string, line: string, input?: string): Promise<string> => {
  const { code, out, err } = await typist.types(user, line, input);
  assert.is(code, 0, `${user}: ${line}\n${out}${err}`);
  return out;
};

/** Types several lines as one person, in one go. */
const incident = (user: string, ...lines: readonly string[]): Promise<string> =>
  typed(user, lines.map((line) => `kubectl incident ${line} ${flags}`).join(' && '));

interface Status {
  readonly phase?: string;
  readonly current: boolean;
  readonly steps: readonly Step[];
  readonly next: Step | null;
}

const status = async (): Promise<Status> => {
  await settle(product);
  return JSON.parse(await incident('s.wouters', `status ${name} -o json`)) as Status;
};

/** The texts of a notice as the samples have them, in a file. */
const textOf = (file: string, notice: string): string => {
  const all = loadAll(readFileSync(new URL(`../../samples/lost-laptop/${file}`, import.meta.url), 'utf8')) as readonly {
    readonly metadata: { readonly name: string };
    readonly spec: Readonly<Record<string, unknown>>;
  }[];
  const { content, translations } = all.find(({ metadata }) => metadata.name === notice)?.spec ?? {};
  const path = join(typist.directory, `${notice}.yaml`);
  writeFileSync(path, dump({ content, translations }));
  return path;
};

const noticesOf = async (incidentName: string): Promise<readonly Notification[]> => {
  const found: Notification[] = [];
  const fieldSelector = `spec.incidentRef.name=${incidentName}`;
  for await (const { items } of product.admin.listPages<Notification>(kinds.Notification, { namespace, fieldSelector }))
    found.push(...items);
  return found;
};

const said: string[] = [];

test('an employee reports, and the contact point finds the report in the inbox', async () => {
  const out = await incident(
    'm.janssens',
    `report --name ${name} --title "Laptop with unencrypted export left on train" --what "A laptop was left on the train." --category PrivacyBreach \\
      --department pensions --asset laptop-fleet --established-by m.janssens --occurred "$(date -u -d '1 hour ago' +%FT%TZ)" --unknown cause \\
      --how "Missed when unpacking." --affected "laptop 4711; export of pension files" --via Helpdesk`,
  );
  assert.match(out, /^incident\/lost-laptop reported\n/);
  await settle(product);
  assert.match(await incident('h.desk', 'inbox'), /^NAME +KIND +WAITS FOR .*\nlost-laptop +report +ContactPoint .*1 +Laptop with/);
  const [waiting] = JSON.parse(await incident('h.desk', 'inbox -o json')) as readonly {
    readonly command: string;
    readonly openQuestions: number;
  }[];
  assert.equal([waiting?.command, waiting?.openQuestions], [`kubectl incident triage ${name} ${flags}`, 1]);
});

/** Who acts, by the role that a step names, where the policy names nobody. */
const users: Readonly<Record<string, string>> = {
  ContactPoint: 'h.desk',
  Responder: 'c.peeters',
  Controller: 'r.leclercq',
  EvidenceCustodian: 'c.peeters',
  Management: 'a.verbeke',
};

/** What people answer when a command asks, by what it does and to what. */
const answersTo = (command: string): readonly string[] => {
  const log = join(typist.directory, 'signin.jsonl');
  const known: readonly (readonly [RegExp, readonly string[]])[] = [
    [/triage \S+ --confirm/, ['Agreed. National numbers are enough for identity fraud.']],
    [/triage/, ['incident', 'activities=Low,extent=Department,data=High', 'Personal data on a device that is out of our hands.']],
    [/answer/, ['Pension files of citizens may be read by whoever finds it.']],
    [/appoint/, ['c.peeters']],
    [/evidence add/, [log, 'LogExtract']],
    [/decide/, ['high', 'As the DPO advises.']],
    [
      /review/,
      ['The inventory of encrypted devices was never checked.', 'd.maes 2027-12-31 Check disk encryption before a device is issued.'],
    ],
    [/close/, ['Contained in an hour, authority and people told in time.']],
    [/notify/, ['by telephone']],
    [/weakness/, ['Effective', 'The inventory shows every laptop encrypted.']],
  ];
  return known.find(([pattern]) => pattern.test(command))?.[1] ?? [];
};

/** Types what status says is next, as whoever is next, until there is nothing left or `stop` says so. */
const follow = async (stop: (next: Step) => boolean): Promise<Status> => {
  for (let turn = 0; turn < 40; turn += 1) {
    const now = await status();
    const { next } = now;
    if (next === null || stop(next)) return now;
    const user = next.who[0] ?? users[next.role] ?? '';
    const command = next.command ?? '';
    const result: Typed = await typist.answers(user, command, answersTo(command));
    assert.is(result.code, 0, `${user} typed ${command}\n${result.out}${result.err}`);
    said.push(`${user} ${command.replace(` ${flags}`, '')}`);
  }
  throw new Error(`It never ends: ${said.join('\n')}`);
};

test('what people say of their own accord is written by their verbs: personal data, the referral, containment', async () => {
  writeFileSync(join(typist.directory, 'signin.jsonl'), '{"user":"m.janssens","result":"none"}\n');
  await incident(
    'h.desk',
    `breach ${name} --role Controller --aware now --aware-by m.janssens --basis "A lost medium is a breach once the loss is realised." \\
      --kinds Confidentiality,Availability --cause Loss`,
    `triage ${name} --verdict Incident --rate activities=Low,extent=Department,data=High --reasons "Out of our hands." --refer DPO`,
  );
  const confirm = await status();
  assert.equal(confirm.next?.command, `kubectl incident triage ${name} --confirm ${flags}`);
  assert.equal(confirm.next?.who, ['p.lambert']);
  await follow(({ reason }) => reason !== 'AwaitingConfirmation' && reason !== 'QuestionsOpen' && reason !== 'LeaderMissing');
  await incident(
    'c.peeters',
    `appoint ${name} --team c.peeters,d.maes`,
    `act ${name} --kind Contain --what "Remote lock and wipe requested." --why "To keep the finder from reading it." --observed "Pending." \\
      --tool "device management" --minutes 20 --playbook lost-device --step wipe,revoke`,
    `act ${name} --step encryption,inventory --note "The disk was not encrypted."`,
  );
  writeFileSync(
    join(typist.directory, 'facts.yaml'),
    dump({
      subjects: { categories: ['pensioners'], approximate: 1200, vulnerable: true },
      records: { approximate: 1200, categories: ['Identity', 'NationalNumber', 'Financial'] },
      protection: { unintelligible: false, key: 'Unknown', accessControl: 'Weak', remoteWiped: false },
      exfiltration: 'Unknown',
      logs: 'Partial',
      consequences: 'Identity fraud and targeted swindle.',
      measures: ['The device was locked and its wipe requested.', 'Exports to laptops are stopped.'],
    }),
  );
  await incident('c.peeters', `breach ${name} -f facts.yaml`);
  await incident(
    'p.lambert',
    `advise ${name} --on Risk --advice "High. Tell the people concerned." --reasons "National numbers with amounts."`,
  );
});

test('the risk is decided at a terminal, on the advice that was given last', async () => {
  await follow(({ reason }) => reason !== 'RiskUndecided');
  const { spec } = await product.admin.get<Incident>(kinds.Incident, { namespace, name });
  const [decision] = spec.personalData?.decisions ?? [];
  assert.equal([decision?.id, decision?.risk, decision?.advice, decision?.by], ['d1', 'High', 'ad1', 'r.leclercq']);
});

test('the letter and the notice are written from files, and the weakness is reported, linked and remedied', async () => {
  await settle(product);
  const letter = textOf('18-p.lambert-letter.yaml', `${name}-gdpr-subjects`);
  const notice = textOf('14-p.lambert-first-notice.yaml', `${name}-gdpr-authority`);
  await incident('p.lambert', `notify ${name}-gdpr-subjects -f ${letter}`, `notify ${name}-gdpr-authority -f ${notice}`);
  await incident(
    'c.peeters',
    'report --weakness --not-exploited --name export-unencrypted --title "Exports are not encrypted" --what "The export tool writes plain files." --asset laptop-fleet',
    `act ${name} --weakness export-unencrypted`,
    `cost ${name} --kind Labour --role responder --minutes 320`,
    `cost ${name} --kind Replacement --amount 1250.00 --currency EUR`,
  );
  await incident(
    'd.maes',
    'weakness export-unencrypted --likelihood Medium --impact High --treat Remedy --reasons "It happened once." --owner d.maes --plan "Encrypt every disk."',
    'weakness export-unencrypted --remedied "Disk encryption is enforced."',
  );
});

test('every command that status prints is accepted as printed, until the record is closed', async () => {
  const last = await follow(({ reason }) => reason === 'LessonOpen');
  console.log(`  typed as printed:\n${said.map((line) => `    ${line}`).join('\n')}`);
  assert.equal([last.phase, last.steps.length], ['Closed', 1]);
  const after = await follow(() => false);
  assert.equal(after.steps, []);
  const open = (await noticesOf(name)).filter(({ status: of }) => of?.sentAt === undefined && of?.phase !== 'Waived');
  assert.equal(
    open.map(({ metadata }) => metadata.name),
    [],
  );
});

test('what is printed for people says how it ended, and what it cost', async () => {
  const page = await incident('s.wouters', `status ${name}`);
  assert.match(page, /^lost-laptop\nTitle +Laptop with unencrypted export left on train\nPhase +Closed\n/);
  assert.match(page, /Next: nobody has to do anything\.\n$/);
  assert.not.match(page, '\u001b[');
  const colours = await typist.answers('s.wouters', `kubectl incident status ${name} ${flags}`, []);
  assert.match(colours.out, '\u001b[1mlost-laptop\u001b[22m');
  assert.not.match((await typist.answers('s.wouters', `NO_COLOR=1 kubectl incident status ${name} ${flags}`, [])).out, '\u001b[1m');
  assert.match(
    await incident('s.wouters', `cost ${name}`),
    /^co1 +Labour +320 min as responder\nco2 +Replacement +1250\.00 EUR\ntotal +1\d\d\d\.\d\d EUR/,
  );
  const timeline = await incident('s.wouters', `timeline ${name}`);
  assert.match(timeline, /^SEQ +AT +ACTOR +REASON +NOTE\n1 +\S+ +m\.janssens +Reported/);
  assert.match(timeline, /h\.desk +AssessmentReferred/);
  assert.is((await incident('s.wouters', `timeline ${name} --last 3`)).trim().split('\n').length, 4);
});

test('a refusal says what, why and who can; a slip says what would be right; neither writes', async () => {
  const before = (await product.admin.get<Incident>(kinds.Incident, { namespace, name })).metadata.resourceVersion;
  const late = await typist.types('c.peeters', `kubectl incident act ${name} --reached Contained ${flags}`);
  assert.equal([late.code, late.out], [1, '']);
  assert.match(late.err, /^Refused: .*closed/i);
  const foreign = await typist.types('m.janssens', `kubectl incident close ${name} --summary x ${flags}`);
  assert.is(foreign.code, 3);
  assert.match(foreign.err, /m\.janssens.* cannot get/);
  const slip = await typist.types('c.peeters', `kubectl incident act ${name} --kind Contian ${flags}`);
  assert.equal(
    [slip.code, slip.err],
    [2, '--kind Contian is unknown: Contain, Eradicate, Mitigate, Restart, Recover, ReduceRisk, Investigate, Communicate, Other.\n'],
  );
  const missing = await typist.types('c.peeters', `kubectl incident act ${name} --kind Contain ${flags}`);
  assert.equal([missing.code, missing.err.split('.')[0]], [2, 'act still needs --what <text> and --why <text>']);
  assert.is((await product.admin.get<Incident>(kinds.Incident, { namespace, name })).metadata.resourceVersion, before);
});

test('an exercise is marked, follows its playbook, and is sent to nobody', async () => {
  const out = await incident(
    's.wouters',
    'drill --name exercise --playbook lost-device --what "A laptop is missing." --personal-data Found --department pensions',
  );
  assert.match(out, /^incident\/exercise started as an exercise: no real recipient is told\. Its steps: wipe, revoke, ask-finder/);
  await incident(
    'h.desk',
    'breach exercise --role Controller --aware now --aware-by s.wouters --basis Exercise --kinds Confidentiality --cause Loss',
    'triage exercise --verdict Incident --rate activities=Low,extent=Department,data=High --reasons Exercise -o name',
  );
  await settle(product);
  const { spec } = await product.admin.get<Incident>(kinds.Incident, { namespace, name: 'exercise' });
  assert.equal([spec.drill, spec.title], [true, 'Exercise: A device is lost or stolen']);
  const notices = await noticesOf('exercise');
  assert.ok(notices.some(({ spec: { audience } }) => audience === 'Authority'));
  assert.equal(
    notices.filter(({ status: of }) => (of?.deliveries ?? []).length > 0).map(({ metadata }) => metadata.name),
    [],
  );
  assert.match(await incident('s.wouters', 'status exercise'), /\nExercise +yes: no real recipient is told/);
});

test('what would be written can be judged first, and seen as an object', async () => {
  const judged = await incident('s.wouters', 'act exercise --reached Contained --dry-run=server');
  assert.is(judged, 'incident/exercise is contained (m1) (judged by the server, not written)\n');
  const object = JSON.parse(await incident('s.wouters', 'act exercise --reached Contained -o json')) as Incident;
  assert.equal(
    object.spec.milestones?.map(({ id, reached, by }) => [id, reached, by]),
    [['m1', 'Contained', 's.wouters']],
  );
  assert.is(await incident('s.wouters', 'act exercise --reached Eradicated -o name'), 'incident.meldpunt.dev/exercise\n');
  assert.match(
    await incident('s.wouters', 'act exercise --reached Recovered -o yaml'),
    /^apiVersion: meldpunt\.dev\/v1alpha1\nkind: Incident\n/,
  );
});

test('four people who write to one record at once are all written down', async () => {
  const lines = Array.from({ length: 4 }, (_, index) => `cost exercise --kind Loss --amount ${index + 1}.00`);
  await Promise.all(lines.map((line) => incident('s.wouters', line)));
  const { spec } = await product.admin.get<Incident>(kinds.Incident, { namespace, name: 'exercise' });
  assert.equal(
    (spec.costs ?? []).map(({ amount }) => Number(amount)).toSorted((a, b) => a - b),
    [1, 2, 3, 4],
  );
});

test('kubectl completes the plugin, with the names of records that somebody may read', async () => {
  assert.is(await typed('s.wouters', `kubectl __complete incident act ${flags} exer`), 'exercise\n:4\n');
  assert.is(
    await typed('s.wouters', 'kubectl __complete incident tri'),
    'triage\tsays what a report is, on the one scale; the CISO or DPO confirm it\n:4\n',
  );
});

test.run();
