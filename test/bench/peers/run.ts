// npm run bench:peers -- --peer go-cr='/path/to/go-cr -workers 16' --peer kube-rs=/path/to/incident-kube-rs [--rounds 3] [--json FILE]
// Meldpunt beside other operators that do its simplified work on its own Incidents, with its definition and its admission policies. Each run has a
// control plane of its own that begins from the same bytes; in a round all have their turn. See docs/reference/benchmarks.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Figures } from '../run/rig.ts';
import { enterArena } from './arena.ts';
import { type Contestant, meldpunt, peerOf } from './contestant.ts';
import { type Amounts, churn, deadlines, start, storm } from './phases.ts';
import { type Row, tables } from './table.ts';

const asked = () => {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', multiple: true, default: [] },
      incidents: { type: 'string', default: '10000' },
      storm: { type: 'string', default: '5000' },
      seconds: { type: 'string', default: '20' },
      due: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
      phases: { type: 'string', default: 'storm,churn,deadlines' },
      runs: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const numbers = [values.incidents, values.storm, values.seconds, values.due, values.rounds].map(Number);
  if (!numbers.every((each) => Number.isInteger(each) && each > 0)) throw new Error('Numbers are whole and above 0.');
  const [incidents = 0, stormed = 0, seconds = 0, due = 0, rounds = 0] = numbers;
  const amounts: Amounts = { storm: stormed, seconds, due };
  const contestants = [meldpunt, ...values.peer.map(peerOf)];
  return { incidents, amounts, rounds, contestants, phases: values.phases.split(','), runs: Number(values.runs ?? 1e9), json: values.json };
};

type Asked = ReturnType<typeof asked>;

/** One program on one control plane, phase after phase. */
const run = async (
  { incidents, amounts, phases }: Asked,
  contestant: Contestant,
  note: (phase: string, figures: Figures) => void,
): Promise<void> => {
  const arena = await enterArena(incidents);
  try {
    const { program, figures } = await start(arena, contestant);
    note('cold start', figures);
    if (phases.includes('storm')) note('storm', await storm(arena, program, amounts));
    if (phases.includes('churn')) note('churn', await churn(arena, program, amounts));
    if (phases.includes('deadlines')) note('deadlines', await deadlines(arena, program, amounts));
    await program.stop();
  } finally {
    await arena.close();
  }
};

const main = async (): Promise<void> => {
  const wanted = asked();
  const { json, rounds, contestants } = wanted;
  // What an earlier call measured is kept and continued, so that a long comparison can be had in pieces.
  const rows: Row[] = json !== undefined && existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as Row[]) : [];
  let left = wanted.runs;
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      if (left <= 0 || rows.some((row) => row.round === round && row.name === contestant.name)) continue;
      left -= 1;
      const found: Row[] = [];
      await run(wanted, contestant, (phase, figures) => {
        found.push({ round, name: contestant.name, phase, figures });
        console.log(`${round} ${contestant.name} ${phase} ${JSON.stringify(figures)}`);
      });
      rows.push(...found);
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 1)}\n`);
    }
  }
  console.log(`\n${tables(rows, meldpunt.name)}`);
};

await main();
process.exit();
