// npm run soak -- [--hours H] [--per-minute N]: a steady mixture of reports and alerts, counted to the last one, and the memory of the operator.

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { kinds } from '../../operator/api/kinds.ts';
import type { Incident, Notification } from '../../operator/api/types.gen.ts';
import { listAll } from '../e2e/support/register.ts';
import { keptBy } from './ledger.ts';
import { incidentOf } from './rig/flow.ts';
import { type Arena, type Ground, startGround } from './rig/ground.ts';
import { type Sample, slopeOf } from './slope.ts';

const asked = () => {
  const { values } = parseArgs({ options: { hours: { type: 'string', default: '24' }, 'per-minute': { type: 'string', default: '60' } } });
  const [hours, rate] = [Number(values.hours), Number(values['per-minute'])];
  if (!(hours > 0) || !(rate > 0)) throw new Error('npm run soak -- [--hours 24] [--per-minute 60]: both are numbers above 0.');
  return { hours, rate };
};

/** What was asked for, by what it has to become. */
interface Asked {
  reports: number;
  alerts: number;
}

/** What is there of it. */
interface Counted {
  readonly recorded: number;
  readonly answered: number;
  readonly sent: number;
  readonly received: number;
}

const countedIn = async ({ product: { admin } }: Ground, { namespace, ledger }: Arena): Promise<Counted> => {
  const incidents = await listAll<Incident>(admin, kinds.Incident, namespace);
  const notes = await listAll<Notification>(admin, kinds.Notification, namespace);
  const sent = notes.filter(({ status }) => status?.phase === 'Sent');
  const kept = keptBy(ledger);
  return {
    recorded: incidents.length,
    answered: incidents.filter(({ metadata, status }) => status?.observedGeneration === (metadata as { generation?: number }).generation)
      .length,
    sent: sent.length,
    received: sent.filter(({ status }) => (status?.deliveries ?? []).some(({ key }) => kept.has(key))).length,
  };
};

/** Everybody who is told by mail under the law of the flow; whoever is told outside waits for an approval that nobody gives here. */
const perReport = 1;

const shortfalls = ({ reports, alerts }: Asked, counted: Counted): readonly string[] => {
  const wanted = { recorded: reports + alerts, answered: reports + alerts, sent: reports * perReport, received: reports * perReport };
  return Object.entries(wanted).flatMap(([name, count]) => {
    const found = counted[name as keyof Counted];
    return found === count ? [] : [`${found} ${name} instead of ${count}`];
  });
};

const memory = async (arena: Arena): Promise<number> =>
  Number(/^process_resident_memory_bytes (\S+)/m.exec((await arena.replicas[0]?.current().metrics()) ?? '')?.[1] ?? 0) / 1e6;

/** Sends a report or an alert in turn, at a steady pace, until told to stop. */
const load = async (ground: Ground, arena: Arena, rate: number, asked: Asked, over: () => boolean): Promise<void> => {
  for (let n = 0; !over(); n += 1) {
    if (n % 2 === 0) {
      await ground.product.admin.create(kinds.Incident, incidentOf(`soak-${n}`, arena) as never);
      asked.reports += 1;
    } else {
      await arena.source.post(`soak${n}`);
      asked.alerts += 1;
    }
    await delay(60_000 / rate);
  }
};

const main = async (): Promise<number> => {
  const { hours, rate } = asked();
  const ground = await startGround();
  try {
    const arena = await ground.arena();
    const begun = performance.now();
    const elapsed = (): number => (performance.now() - begun) / 3_600_000;
    const counts: Asked = { reports: 0, alerts: 0 };
    const samples: Sample[] = [];
    let over = false;
    const loading = load(ground, arena, rate, counts, () => over);
    // The heap finds its size in the first twentieth; what it does then is what counts.
    const settled = (): readonly Sample[] => samples.filter(({ hours: at }) => at > elapsed() / 20);
    const tell = async (): Promise<void> => {
      const { recorded, answered, sent, received } = await countedIn(ground, arena);
      const size = samples.at(-1)?.megabytes ?? 0;
      console.log(
        `${(elapsed() * 60).toFixed(0).padStart(5)} min  ${counts.reports + counts.alerts} asked, ${recorded} recorded, ${answered} answered, ${sent} sent, ${received} received, ` +
          `${size.toFixed(0)} MB, ${slopeOf(settled()).toFixed(1)} MB/h`,
      );
    };
    for (let minute = 1; elapsed() < hours; ) {
      await delay(Math.min(5_000, hours * 3_600_000));
      samples.push({ hours: elapsed(), megabytes: await memory(arena) });
      if (elapsed() * 60 < minute) continue;
      minute += 1;
      await tell();
    }
    over = true;
    await loading;
    let missing = shortfalls(counts, await countedIn(ground, arena));
    for (const end = Date.now() + 60_000; missing.length > 0 && Date.now() < end; ) {
      await delay(500);
      missing = shortfalls(counts, await countedIn(ground, arena));
    }
    await tell();
    for (const each of missing) console.log(`  ${each}`);
    console.log(missing.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
    await arena.close();
    return missing.length === 0 ? 0 : 1;
  } finally {
    await ground.stop();
  }
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
process.exit();
