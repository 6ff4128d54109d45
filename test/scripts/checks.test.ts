import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blockProblems } from '../../scripts/checks/blocks.ts';
import { copyProblems, objectProblems } from '../../scripts/checks/chart.ts';
import { copiedFrom, isLetThrough } from '../../scripts/checks/context.ts';
import { leftoversIn } from '../../scripts/checks/leftovers.ts';
import { missingPages, missingTests, pagesLinkedFrom } from '../../scripts/checks/pages.ts';
import { plainProblems } from '../../scripts/checks/plain.ts';
import { invalidObjects } from '../../scripts/checks/samples.ts';
import { workflowProblemsIn } from '../../scripts/checks/workflows.ts';
import { readYaml } from '../../scripts/checks/yaml.ts';
import { licencesPage, packagesIn, undecided } from '../../scripts/licences-page.ts';

const ended = '\ntest.run();\n';

const leftovers: readonly { readonly name: string; readonly file: string; readonly text: string; readonly finding: string }[] = [
  { name: 'unfinished work', file: 'operator/a.ts', text: `// TO${'DO'} later`, finding: 'unfinished work' },
  { name: 'a lone test', file: 'test/a.test.ts', text: `test.on${'ly'}('a', b);${ended}`, finding: 'a test that silences all others' },
  { name: 'a skipped test', file: 'test/a.test.ts', text: `test.sk${'ip'}('a', b);${ended}`, finding: 'a test that is skipped' },
  { name: 'a path of one machine', file: 'docs/a.md', text: `see /ho${'me'}/an/meldpunt/x`, finding: 'a path of one machine' },
  {
    name: 'a private registry',
    file: 'package-lock.json',
    text: '"resolved": "https://packages.example.com/x.tgz"',
    finding: 'a package from a private registry',
  },
  { name: 'a merge conflict', file: 'README.md', text: `${'<'.repeat(7)} HEAD`, finding: 'a merge conflict' },
];

for (const { name, file, text, finding } of leftovers) {
  test(`${name} is found with its line`, () => {
    assert.equal(leftoversIn(file, `first\n${text}`), [`${file}:2: ${finding}: ${text.split('\n')[0]}`]);
  });
}

test('a test file that never runs its tests is found', () => {
  assert.equal(leftoversIn('test/a.test.ts', "test('a', b);\n"), [
    'test/a.test.ts: does not end with test.run(), so none of its tests run.',
  ]);
  assert.equal(leftoversIn('test/a.test.ts', "custody('a', b);\ncustody.run();\n"), []);
});

test('the public registry and paths inside a cluster are no leftovers', () => {
  assert.equal(leftoversIn('package-lock.json', '"resolved": "https://registry.npmjs.org/uvu/-/uvu-0.5.6.tgz"'), []);
  assert.equal(leftoversIn('operator/a.ts', "'/var/run/secrets/kubernetes.io/serviceaccount/namespace'"), []);
});

test('truth values of YAML 1.1 are found as keys and as values, at their path', () => {
  const text = 'spec: {advices: [{on: Risk, advice: no}], quoted: {"on": "no"}, real: true}\n---\nx: [a, off]\n';
  const asked = 'which kubectl reads as true or false; put it in quotes.';
  assert.equal(readYaml('a.yaml', text).problems, [
    `a.yaml: .spec.advices.0.on is a key, ${asked}`,
    `a.yaml: .spec.advices.0.advice is no, ${asked}`,
    `a.yaml: .x.1 is off, ${asked}`,
  ]);
});

test('a file that is no YAML is a problem with its place', () => {
  const { documents, problems } = readYaml('a.yaml', 'a: [1\nb: 2\n');
  assert.equal(documents, []);
  assert.is(problems.length, 1);
  assert.match(problems[0] ?? '', /^a\.yaml: .+/);
});

const role = (name: string): object => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name } });

test('objects of a chart are whole and distinct', () => {
  const documents = [
    { file: 'a.yaml', value: role('reader') },
    { file: 'b.yaml', value: role('reader') },
    { file: 'c.yaml', value: { kind: 'ClusterRole', metadata: {} } },
    { file: 'd.yaml', value: role('writer') },
  ];
  assert.equal(objectProblems(documents), [
    'b.yaml: rbac.authorization.k8s.io/v1 ClusterRole reader is already in a.yaml; the one applied last would win.',
    'c.yaml: an object without apiVersion.',
    'c.yaml: an object without metadata.name.',
  ]);
});

test('the chart copies every CRD, as it is, and no other', () => {
  const source = (name: string, rules: object = {}): { file: string; value: object } => ({
    file: `crds/${name}`,
    value: { ...role(name), ...rules },
  });
  const copy = (name: string, rules: object = {}): { file: string; value: object } => ({
    file: `copy/${name}`,
    value: { ...role(name), ...rules },
  });
  assert.equal(copyProblems([source('a'), source('b'), source('c')], [copy('a'), copy('b', { rules: [] }), copy('d')]), [
    'copy/b is not what crds/b says: run `npm run generate`.',
    'crds/c has no copy in the chart: run `npm run generate`.',
    'copy/d has no original in crds/, so nothing keeps it up to date.',
  ]);
});

const step = (file: string, spec: object): { file: string; value: object } => ({
  file: `samples/case/${file}`,
  value: { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Weakness', metadata: { name: 'open-door' }, spec },
});

test('an object of a sample is valid, and a later step may hold only what it adds', () => {
  const whole = { title: 'The side door does not close', description: 'It stays ajar.', report: {}, notExploited: true };
  const later = { evaluations: [{ id: 'e1', likelihood: 'Perhaps' }] };
  assert.equal(invalidObjects([step('1.yaml', whole)]), []);
  const problems = invalidObjects([step('1.yaml', whole), step('2.yaml', later)]);
  assert.ok(problems.length > 0 && problems.every((problem) => !problem.includes('is missing')), problems.join('\n'));
  assert.ok(problems.some((problem) => problem.startsWith('samples/case/2.yaml: spec.evaluations[0].likelihood has to be one of ')));
  assert.ok(invalidObjects([step('2.yaml', later)]).some((problem) => problem.includes('is missing')));
});

test('a step on a notification, which the operator opens, holds only what it adds, and may take a digest from the cluster', () => {
  const approving = (of: string): object => ({
    apiVersion: 'meldpunt.dev/v1alpha1',
    kind: 'Notification',
    metadata: { name: 'open-door-gdpr-authority' },
    spec: { approvals: [{ id: 'p1', decision: 'Approve', of }] },
  });
  const file = 'samples/case/1.yaml';
  assert.equal(invalidObjects([{ file, value: approving('{{open-door-gdpr-authority}}') }]), []);
  assert.is(invalidObjects([{ file, value: approving('the digest') }]).length, 1);
});

test('an object of ours with an unknown kind, or without a name, is a problem, and one of somebody else is not', () => {
  const objects = [
    { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Accident', metadata: { name: 'a' } },
    { apiVersion: 'meldpunt.dev/v1alpha1', kind: 'Incident', metadata: {} },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'security' } },
  ];
  assert.equal(invalidObjects(objects.map((value) => ({ file: 'samples/a.yaml', value }))), [
    'samples/a.yaml: meldpunt.dev/v1alpha1 has no kind Accident.',
    'samples/a.yaml: an object without apiVersion, kind or name.',
  ]);
});

const workflow = (action: string, ...more: readonly string[]): string =>
  ['on: push', 'permissions:', '  contents: read', 'jobs:', '  test:', '    steps:', `      - uses: ${action}`, ...more, ''].join('\n');

test('an action that is not pinned to a commit is found, and so are a script made of what others wrote and rights for all', () => {
  const commit = 'a'.repeat(40);
  assert.equal(workflowProblemsIn('w.yaml', workflow(`actions/checkout@${commit} # v7.0.1`)), []);
  for (const loose of ['actions/checkout@v7', `actions/checkout@${commit}`, `actions/checkout@${commit.slice(1)} # v7.0.1`])
    assert.equal(workflowProblemsIn('w.yaml', workflow(loose)), [
      'w.yaml:7: an action is pinned to the commit of a version: uses: owner/name@COMMIT # v1.2.3',
    ]);
  const good = `actions/checkout@${commit} # v7`;
  assert.equal(workflowProblemsIn('w.yaml', workflow(good, '      - run: echo $' + '{{ github.event.issue.title }}')), [
    'w.yaml:8: what others wrote must not become a part of a script.',
  ]);
  assert.equal(workflowProblemsIn('w.yaml', workflow(good).replace('contents: read', 'contents: write')), [
    'w.yaml: the whole file may read the contents and no more; a job names what it needs beyond.',
  ]);
  assert.equal(workflowProblemsIn('w.yaml', workflow(good).replace('on: push', 'on: pull_request_target')), [
    'w.yaml: nothing runs with our rights on what others propose.',
  ]);
});

test('packages are listed once, with where they are used; a licence that nobody decided on is told', () => {
  const packages = packagesIn(
    JSON.stringify({
      packages: {
        '': { name: 'meldpunt' },
        'node_modules/a': { version: '1.0.0', license: 'MIT', dev: true },
        'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
        'node_modules/@scope/c': { version: '2.0.0', license: 'GPL-3.0-only', dev: true },
        'node_modules/d': { version: '3.0.0' },
      },
    }),
  );
  assert.equal(packages, [
    { name: '@scope/c', version: '2.0.0', licence: 'GPL-3.0-only', isShipped: false },
    { name: 'a', version: '1.0.0', licence: 'MIT', isShipped: true },
    { name: 'd', version: '3.0.0', licence: 'unknown', isShipped: true },
  ]);
  assert.equal(undecided(packages), ['@scope/c 2.0.0: GPL-3.0-only', 'd 3.0.0: unknown']);
  const [shipped = '', others = ''] = licencesPage(packages).split('## For development');
  assert.ok(shipped.includes('| `a` | 1.0.0 | MIT |') && others.includes('| `@scope/c` | 2.0.0 | GPL-3.0-only |'));
});

test('a test that a table says shows something has to be there', () => {
  const page = [
    '| threat | shown by |',
    '|---|---|',
    '| `one` | `gitops`, `test/outbound/address` |',
    '| two | `verify` (as `a cut`), `npm run verify -- workflows` |',
    '',
    '| other | column |',
    '|---|---|',
    '| `three` | `four` |',
    '',
  ].join('\n');
  assert.equal(missingTests(page, ['test/e2e/gitops.test.ts', 'test/outbound/address.test.ts', 'test/e2e/verify.test.ts']), ['a cut']);
  assert.equal(missingTests(page, []), ['gitops', 'test/outbound/address', 'verify', 'a cut']);
});

test('what a Dockerfile copies is known, and what its context lets through', () => {
  assert.equal(
    copiedFrom('FROM a\nCOPY one two/three here/\nRUN x\nFROM b\nCOPY --from=a --chown=0:0 /image /\nCOPY --chown=0:0 four .\n'),
    ['one', 'two/three', 'four'],
  );
  const ignore = '*\n# why\n!crds/*.yaml\n!operator\n!scripts/image.ts\noperator/cli\n';
  const through = (path: string): boolean => isLetThrough(ignore, path);
  assert.equal(['crds/incident.yaml', 'operator/main.ts', 'operator/api/kinds.ts', 'scripts/image.ts'].map(through), [
    true,
    true,
    true,
    true,
  ]);
  assert.equal(['crds/generate.ts', 'operator/cli/main.ts', 'scripts/process.ts', 'README.md'].map(through), [false, false, false, false]);
});

test('a program that sends its reader to a page that is not there is found, and a page below another folder is not meant', () => {
  const text = "see docs/reference/metrics.md, docs/old.md and 'test/docs/pages.md'; docs/old.md again";
  assert.equal(missingPages(text, new Set(['docs/reference/metrics.md'])), ['docs/old.md']);
});

test('links of a page are followed from its own folder, to pages and to the first page of a folder', () => {
  assert.equal(pagesLinkedFrom('docs/how-to/a.md', '[b](b.md), [c](../c/) and [d](https://example.org/d.md)'), [
    'docs/how-to/b.md',
    'docs/c',
    'docs/c/README.md',
  ]);
});

const fenced = (language: string, ...lines: readonly string[]): string => ['```'.concat(language), ...lines, '```', ''].join('\n');

test('on a page that nobody types, commands have the reason why, and every block says what it is', () => {
  assert.equal(blockProblems(fenced('sh', 'ls'), false), [
    'line 1: no test types this page (test/docs/pages.ts): say why, <!-- not run: ... -->.',
  ]);
  assert.equal(blockProblems(`<!-- not run: why -->\n${fenced('sh', 'ls')}`, false), []);
  assert.equal(blockProblems(fenced('sh', 'ls'), true), []);
  assert.equal(blockProblems(fenced('', 'ls'), false), ['line 1: the block does not say what it is: sh, console, text, yaml ...']);
});

test('YAML of a page fits the definitions: a whole object, a fragment of the kind it names, or of any', () => {
  const policy = ['# IncidentPolicy', 'spec:', '  reports: {anonymous: true}'];
  assert.equal(blockProblems(fenced('yaml', ...policy), false), []);
  assert.equal(blockProblems(fenced('yaml', ...policy.slice(1)), true), []);
  assert.match(
    blockProblems(fenced('yaml', '# IncidentPolicy', 'spec:', '  reports: {anonymous: perhaps}'), false)[0] ?? '',
    /spec\.reports\.anonymous/,
  );
  assert.match(blockProblems(fenced('yaml', 'a: [1'), false)[0] ?? '', /^line 1: /);
  assert.match(
    blockProblems(fenced('yaml', 'kind: Incident', 'apiVersion: meldpunt.dev/v1alpha1', 'metadata: {name: a}', 'spec: {}'), false)[0] ?? '',
    /spec\.title is missing/,
  );
});

test('a long sentence, an empty word and an abbreviation that nobody explains are found in prose, and nowhere else', () => {
  const long = Array.from({ length: 33 }, () => 'word').join(' ');
  assert.match(plainProblems(`A title\n\n${long}.\n`)[0] ?? '', /^line 3: a sentence of 33 words/);
  assert.equal(plainProblems('You simply apply it.'), ['line 1: "simply": leave it out: what is easy for you may not be for your reader.']);
  assert.match(plainProblems('The QZX is asked.')[0] ?? '', /^line 1: QZX is explained nowhere/);
  assert.equal(plainProblems('The question zone (QZX) answers; `QZX` too, and the GDPR.'), []);
  assert.equal(plainProblems(`${fenced('sh', 'simply QZX')}\n| simply | QZX |\n<!-- simply -->\n`), []);
});

test.run();
