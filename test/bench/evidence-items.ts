// Whether ten thousand items on one incident stay usable, on a real control plane with the operator beside it.
//   node test/bench/evidence-items.ts [items]
import { readFileSync } from 'node:fs';
import { kinds } from '../../operator/api/kinds.ts';
import type { EvidenceItem, Incident } from '../../operator/api/types.gen.ts';
import { namespace, startProduct } from '../e2e/support/product.ts';
import { until } from '../kube/lab.ts';

const count = Number(process.argv[2] ?? 10_000);
const atATime = 16;
const apiVersion = 'meldpunt.dev/v1alpha1';
const product = await startProduct();
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(2);

const tell = (what: string, figure: string): void => console.info(`${what.padEnd(58)} ${figure}`);

try {
  const operator = product.operator();
  await operator.leads();
  /** Seconds of CPU and MiB of memory that the operator took, as Linux tells. */
  const used = (): { readonly cpu: number; readonly memory: number } => {
    const fields = readFileSync(`/proc/${operator.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${operator.pid}/status`, 'utf8'))?.[1];
    return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Number(resident) / 1_024 };
  };
  await product.admin.create(kinds.Incident, {
    apiVersion,
    kind: 'Incident',
    metadata: { name: 'large', namespace },
    spec: { title: 'A seizure', report: { what: 'Many disks', establishedAt: new Date().toISOString() } },
  });
  const digest = { algorithm: 'sha256', value: 'a'.repeat(64), bytes: 1 };
  const create = (n: number): Promise<unknown> =>
    product.admin.create(kinds.EvidenceItem, {
      apiVersion,
      kind: 'EvidenceItem',
      metadata: { name: `item-${n}`, namespace },
      spec: { incidentRef: { name: 'large' }, description: `Disk ${n}`, mediaType: 'DiskImage', collection: { method: 'Imaged' }, digest },
    });
  /** How many requests the API server has answered, by what they were. */
  const requests = async (): Promise<ReadonlyMap<string, number>> => {
    const { stdout } = await product.kubectl(['get', '--raw', '/metrics']);
    const found = new Map<string, number>();
    for (const [, labels = '', value] of stdout.matchAll(/^apiserver_request_total\{(.*)\} (\d+)$/gm)) {
      const label = (name: string): string => new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? '';
      const what = [label('verb'), label('resource'), label('subresource')].filter((part) => part !== '').join(' ');
      found.set(what, (found.get(what) ?? 0) + Number(value));
    }
    return found;
  };
  const asked = await requests();
  const before = used();
  const created = performance.now();
  for (let from = 0; from < count; from += atATime) {
    await Promise.all(Array.from({ length: Math.min(atATime, count - from) }, (_, n) => create(from + n)));
  }
  tell(`creating ${count} items`, `${seconds(created)} s`);
  const incident = (): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name: 'large' });
  const settled = performance.now();
  await until('the incident counts all of them', async () => (await incident()).status?.evidence?.items === count, 600_000);
  const last = (): Promise<EvidenceItem> => product.admin.get<EvidenceItem>(kinds.EvidenceItem, { namespace, name: `item-${count - 1}` });
  await until('the last one has its phase', async () => (await last()).status?.phase === 'Preserved', 600_000);
  tell('until the incident counts all of them, after that', `${seconds(settled)} s`);
  const after = used();
  tell(
    'processor of the operator for all of it',
    `${(after.cpu - before.cpu).toFixed(1)} s, ${(((after.cpu - before.cpu) * 1_000) / count).toFixed(2)} ms an item`,
  );
  const written = [...(await requests())]
    .map(([what, times]) => ({ what, times: times - (asked.get(what) ?? 0) }))
    .filter(({ what, times }) => /^(?:POST|PATCH|PUT|DELETE) /.test(what) && times > count / 100)
    .toSorted((a, b) => b.times - a.times);
  for (const { what, times } of written) tell(`requests an item: ${what}`, (times / count).toFixed(2));
  tell('memory of the operator, before and after', `${before.memory.toFixed(0)} and ${after.memory.toFixed(0)} MiB`);

  const one = await last();
  const handed = performance.now();
  const entry = { id: 'h1', from: one.status?.holder, to: 'k.jacobs', reason: 'Analysis' };
  await product.admin.jsonPatch(kinds.EvidenceItem, one.metadata, [{ op: 'add', path: '/spec/custody', value: [entry] }]);
  await until('the hand-over shows', async () => (await last()).status?.custody?.pending?.entry === 'h1');
  tell('a hand-over of one of them, until the status shows it', `${seconds(handed)} s`);

  const quiet = used();
  const changed = performance.now();
  await product.admin.jsonPatch(kinds.Incident, { namespace, name: 'large' }, [
    { op: 'replace', path: '/spec/title', value: 'Another title' },
  ]);
  await until('the incident was decided upon', async () => {
    const { metadata, status } = await incident();
    return status?.observedGeneration === metadata.generation;
  });
  tell(
    'a change of the incident, until it is decided upon',
    `${seconds(changed)} s, ${(used().cpu - quiet.cpu).toFixed(2)} s of processor`,
  );

  const listed = performance.now();
  const { stdout } = await product.kubectl([
    'get',
    'evi',
    '-n',
    namespace,
    '--field-selector',
    'spec.incidentRef.name=large',
    '--no-headers',
  ]);
  tell(`kubectl get evi by field selector, ${stdout.trim().split('\n').length} lines`, `${seconds(listed)} s`);
} finally {
  await product.stop();
}
