import './runtime.ts';
import { hostname } from 'node:os';
import { helpText, readConfig } from './config.ts';
import { readMounted } from './mounted.ts';
import { startOperator } from './operator.ts';
import { createLog } from './telemetry/log.ts';

const fail = (sentences: readonly string[]): never => {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(2);
};

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(`${helpText()}\n`);
  process.exit(0);
}

const read = readConfig(process.env, readMounted());
const config = read.ok ? read.config : fail(read.problems);
const log = createLog({ level: config.logLevel, format: config.logFormat });

// A fault that nobody caught leaves the process in a state that nobody knows; what is in etcd is all that matters (architecture).
process.on('uncaughtException', (error) => {
  log.error('A fault was not caught; the operator stops and is to be started again.', { cause: error.name });
  process.exit(1);
});

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());

const instance = `${hostname()}-${process.pid}`;
const outcome = await startOperator({ config, log, instance, signal: stopping.signal });
if (outcome.kind === 'refused') fail([outcome.sentence]);
