// docs/how-to/evidence-custodian.md as its reader types it: every command, as the person named before it, and what it answers.
// Shows: V1, V2, V5, V8.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem } from '../../operator/api/types.gen.ts';
import { play } from '../../scripts/play.ts';
import { kubectlPath } from '../cluster/kubectl.ts';
import { until } from '../kube/lab.ts';
import { quickLease } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { listAll } from './support/register.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/how-to/evidence-custodian.md'), 'utf8');

/** One command of the page: who types what, and the lines of the answer that the page shows. */
interface Step {
  readonly who: string;
  readonly command: string;
  readonly answer: readonly string[];
}

const stepsOf = (block: string): readonly Step[] => {
  const parts = block.split(/^([a-z.]+)\$ /m).slice(1);
  return Array.from({ length: parts.length / 2 }, (_, n) => {
    const [who = '', text = ''] = parts.slice(2 * n, 2 * n + 2);
    const [, command = '', rest = ''] = /^(.*<<'EOF'\n[\s\S]*?\nEOF|.*)\n?([\s\S]*)$/.exec(text) ?? [];
    return { who, command, answer: rest.split('\n').filter((line) => line !== '') };
  });
};
const steps = [...page.matchAll(/^```text\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => stepsOf(block));

const directory = mkdtempSync(join(tmpdir(), 'meldpunt-custodian-'));
let product: Product;

/** A configuration as the administrator's, for one person. */
const kubeconfigOf = (who: string): string => {
  const file = join(directory, `${who}.kubeconfig`);
  const config = load(readFileSync(product.plane.kubeconfig, 'utf8')) as {
    readonly users: readonly { readonly user: object }[];
    readonly contexts: readonly { readonly context: object }[];
  };
  const users = config.users.map((each) => ({ ...each, user: { ...each.user, as: who, 'as-groups': ['system:authenticated'] } }));
  const contexts = config.contexts.map((each) => ({ ...each, context: { ...each.context, namespace } }));
  writeFileSync(file, JSON.stringify({ ...config, users, contexts }));
  return file;
};

test.before(async () => {
  mkdirSync(join(directory, 'volumes/nas'), { recursive: true });
  writeFileSync(join(directory, 'signin.jsonl'), '{"user":"m.janssens","result":"none"}\n');
  product = await startProduct();
  await product.admin.mergePatch(
    kinds.IncidentPolicy,
    { name: 'default' },
    { spec: { evidence: { stores: [{ name: 'nas', type: 'Volume' }] } } },
  );
  await product.operator({ ...quickLease, MELDPUNT_EVIDENCE_VOLUMES: join(directory, 'volumes') }).leads();
  await play('lost-laptop', { kubeconfig: product.plane.kubeconfig, from: 1, to: 1, now: Date.now() });
});
test.after(async () => {
  await product?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const run = ({ who, command }: Step) => {
  const path = [join(root, 'operator/cli'), dirname(process.execPath), dirname(kubectlPath()), process.env['PATH']].join(delimiter);
  const env = { ...process.env, KUBECONFIG: kubeconfigOf(who), PATH: path, KUBECTL: kubectlPath() };
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: directory, env, encoding: 'utf8' });
  return `${stdout}${stderr}`;
};

/** A line of the page; `...` stands for what is another each time. */
const says = (line: string): RegExp =>
  new RegExp(
    `^${line
      .split('...')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +'))
      .join('.*')}$`,
    'm',
  );

test('the page has commands of each who works with evidence', () => {
  assert.equal([...new Set(steps.map(({ who }) => who))].toSorted(), ['c.peeters', 'k.jacobs', 'n.hendrickx']);
  assert.ok(steps.length >= 18, `${steps.length} commands`);
});

test('every command of the page answers as the page says', async () => {
  for (const step of steps) {
    const answer = run(step);
    for (const line of step.answer.filter((one) => one !== '...'))
      assert.match(answer, says(line), `${step.who}$ ${step.command}\n${answer}`);
    if (step.answer.length === 0) assert.not.match(answer, /error|Error|cannot|Usage/, `${step.who}$ ${step.command}\n${answer}`);
    // What the page shows next is what the operator made of this.
    await until(`the operator has seen: ${step.command.slice(0, 60)}`, async () => {
      const items = await listAll<EvidenceItem>(product.admin, kinds.EvidenceItem, namespace);
      return items.every(({ metadata, status }) => status?.observedGeneration === metadata.generation);
    });
  }
});

test.run();
