import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breaches, importsOf, readSources } from '../scripts/layers.ts';
import { root } from '../scripts/process.ts';

test('dependencies of this repository point one way', () => {
  const sources = readSources(root);
  assert.ok(sources.has('test/layers.test.ts'), 'the sources were found');
  assert.equal(breaches(sources), []);
});

test('all forms of import are seen, and comments are not', () => {
  const source = `
    import { a,
      b } from './a.ts';
    import type { C } from '../api/c.ts';
    import * as d from 'd';
    import './e.ts';
    export { f } from './f.ts';
    export * from './g.ts';
    export const from = 1; // import { x } from './x.ts'
    /* import './y.ts'; */
    const h = await import('./h.ts');
  `;
  assert.equal(importsOf('operator/kube/z.ts', source), [
    'd',
    'operator/api/c.ts',
    'operator/kube/a.ts',
    'operator/kube/e.ts',
    'operator/kube/f.ts',
    'operator/kube/g.ts',
    'operator/kube/h.ts',
  ]);
});

const wrong: readonly { readonly name: string; readonly file: string; readonly source: string; readonly finding: RegExp }[] = [
  {
    name: 'a rule that reaches the cluster',
    file: 'operator/incident/decide.ts',
    source: "import { commit } from '../kube/commit.ts';",
    finding: /^operator\/incident\/decide\.ts imports operator\/kube\/commit\.ts, but "rules of a kind" may not/,
  },
  {
    name: 'one kind that imports another',
    file: 'operator/evidence/controller.ts',
    source: "import { decide } from '../incident/decide.ts';",
    finding: /"a kind that acts" may not/,
  },
  {
    name: 'machinery that knows a kind',
    file: 'operator/kube/controller.ts',
    source: "import type { Facts } from '../incident/observed.ts';",
    finding: /the machinery knows no incident/,
  },
  {
    name: 'machinery that knows the figures',
    file: 'operator/kube/watch.ts',
    source: "import { figures } from '../telemetry/metrics.ts';",
    finding: /reports to whoever observes it/,
  },
  {
    name: 'a clock that knows a kind',
    file: 'operator/deadline/clock.ts',
    source: "export { phase } from '../incident/lifecycle.ts';",
    finding: /"deadline, journal and breach" may not/,
  },
  {
    name: 'an API that knows the journal',
    file: 'operator/api/kinds.ts',
    source: "import { hash } from '../journal/chain.ts';",
    finding: /"api" may not/,
  },
  {
    name: 'a second room that opens connections',
    file: 'operator/notification/deliver.ts',
    source: "import { request } from 'undici';",
    finding: /made in operator\/kube only/,
  },
  {
    name: 'a production file that needs a test file',
    file: 'operator/main.ts',
    source: "import { start } from '../test/cluster/cluster.ts';",
    finding: /needs no file of test\//,
  },
  {
    name: 'a command line that loads the client library',
    file: 'cli/main.ts',
    source: "import { KubeConfig } from '@kubernetes/client-node';",
    finding: /the command line speaks through kubectl/,
  },
  {
    name: 'a rule that reads the clock',
    file: 'operator/notification/decide.ts',
    source: 'export const late = () => Temporal.Now.instant();',
    finding: /^operator\/notification\/decide\.ts uses Temporal\.Now, but a rule depends on its arguments only/,
  },
  {
    name: 'a rule that reads the environment',
    file: 'operator/deadline/states.ts',
    source: "export const zone = process.env['TZ'];",
    finding: /uses process\./,
  },
  {
    name: 'a rule that throws dice',
    file: 'operator/incident/lifecycle.ts',
    source: 'export const jitter = () => Math.random();',
    finding: /uses Math\.random/,
  },
];

for (const { name, file, source, finding } of wrong) {
  test(`${name} is refused with the reason`, () => {
    const findings = breaches(new Map([[file, source]]));
    assert.is(findings.length, 1, findings.join('\n'));
    assert.match(findings[0] ?? '', finding);
  });
}

test('a rule that reaches the cluster by a detour is refused', () => {
  const sources = new Map([
    ['operator/incident/decide.ts', "import { observe } from './observe.ts';"],
    ['operator/incident/observe.ts', "import { cache } from '../kube/cache.ts';"],
  ]);
  assert.equal(breaches(sources), [
    'operator/incident/decide.ts imports operator/incident/observe.ts, but a rule must not lean on a file that observes or acts.',
  ]);
});

test('a cycle is found once, as the path that closes it', () => {
  const sources = new Map([
    ['operator/kube/a.ts', "import './b.ts';"],
    ['operator/kube/b.ts', "import './c.ts';"],
    ['operator/kube/c.ts', "import type { B } from './b.ts';"],
    ['operator/kube/d.ts', "import './a.ts';"],
  ]);
  assert.equal(breaches(sources), ['Import cycle: operator/kube/b.ts -> operator/kube/c.ts -> operator/kube/b.ts.']);
});

test('what the layers allow is left alone', () => {
  const sources = new Map([
    [
      'operator/incident/observe.ts',
      "import { cache } from '../kube/cache.ts'; import { kinds } from '../api/kinds.ts'; export const now = () => Date.now();",
    ],
    [
      'operator/incident/decide.ts',
      "import { inForce } from '../policy/regimes.ts'; import { states } from '../deadline/states.ts'; import { phase } from './phase.ts';",
    ],
    ['operator/incident/phase.ts', '// Date.now() is not used here, nor process.env\nexport const phase = 1;'],
    ['operator/kube/cache.ts', "import { KubeConfig } from '@kubernetes/client-node'; import { chain } from '../journal/chain.ts';"],
    ['operator/journal/chain.ts', "import { createHash } from 'node:crypto';"],
    ['operator/policy/regimes.ts', "import type { Regime } from '../api/types.gen.ts';"],
    ['operator/telemetry/metrics.ts', "import type { Observer } from '../kube/observer.ts'; import { Gauge } from 'prom-client';"],
    ['operator/main.ts', "import './kube/cache.ts'; import './incident/decide.ts'; import './telemetry/metrics.ts';"],
  ]);
  assert.equal(breaches(sources), []);
});

test.run();
