// What a campaign tells whoever runs it: a line for each fault as it ends, a sum, and for each failure a directory to replay it from.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root } from '../../scripts/process.ts';
import type { Fault, Finding } from './matrix/fault.ts';
import { askEtcd } from './matrix/streams.ts';
import type { Ground } from './rig/ground.ts';

/** What one fault came to. */
export interface Outcome {
  readonly fault: Pick<Fault, 'id' | 'title'>;
  readonly finding: Finding;
  readonly seconds: number;
  /** Where to replay it from, if it failed. */
  readonly bundle?: string;
}

const marks = { held: '✔', broken: '✗', 'not here': '–' } as const;

/** A fault in a line, and what was wrong below it. */
export const lineOf = ({ fault, finding, seconds, bundle }: Outcome): string => {
  const told = finding.kind === 'not here' ? `not here: ${finding.why}` : finding.figures.join(', ');
  const head = `${marks[finding.kind]} ${fault.id.padEnd(4)} ${fault.title.padEnd(58)} ${seconds.toFixed(0).padStart(4)} s  ${told}`;
  if (finding.kind !== 'broken') return head;
  const shown = finding.problems.slice(0, 12).map((problem) => `       ${problem}`);
  const more = finding.problems.length > 12 ? [`       and ${finding.problems.length - 12} more`] : [];
  return [head, ...shown, ...more, ...(bundle === undefined ? [] : [`       ${bundle}`])].join('\n');
};

/** The sum of a campaign; the last line is read by other programs. What this machine cannot play counts neither way. */
export const sumOf = (outcomes: readonly Outcome[]): string => {
  const count = (kind: Finding['kind']): number => outcomes.filter(({ finding }) => finding.kind === kind).length;
  const absent = count('not here') === 0 ? '' : `${count('not here')} could not be played on this machine\n`;
  return `${absent}${count('held')} passed, ${count('broken')} failed`;
};

/** Everything in etcd at this moment, in the form that etcdutl restores. */
const snapshot = async (ground: Ground): Promise<Buffer> => {
  const parts = await askEtcd(ground, '/v3/maintenance/snapshot', {}, (text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly result?: { readonly blob?: string } }),
  );
  return Buffer.concat(parts.map(({ result }) => Buffer.from(result?.blob ?? '', 'base64')));
};

/** Keeps what is needed to see a failure again: the seed and command, the trace, the ledger, the logs and etcd. Returns the directory. */
export const keepBundle = async (ground: Ground, { id }: Pick<Fault, 'id'>, seed: number, problems: readonly string[]): Promise<string> => {
  const stamp = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replace(/[:-]/g, '');
  const directory = resolve(root, '.meldpunt/faults', `${stamp}-${id}`);
  mkdirSync(directory, { recursive: true });
  const keep = (file: string, content: string | Buffer): void => writeFileSync(join(directory, file), content);
  const arena = ground.arenaNow();
  keep('replay', `npm run faults -- --only ${id} --seed ${seed}\n`);
  keep('problems.txt', `${problems.join('\n')}\n`);
  keep('trace.jsonl', (arena?.trace() ?? []).map((each) => `${JSON.stringify(each)}\n`).join(''));
  keep('ledger.json', JSON.stringify(arena?.ledger.transmissions ?? [], null, 2));
  for (const replica of arena?.replicas ?? []) keep(`${replica.name}.log`, replica.log());
  await snapshot(ground).then(
    (bytes) => keep('etcd.db', bytes),
    (error: unknown) => keep('etcd.missing', `${error instanceof Error ? error.message : 'no snapshot'}\n`),
  );
  return `npm run faults -- --only ${id} --seed ${seed}   (${relative(root, directory)})`;
};
