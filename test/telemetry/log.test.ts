import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLog, type Log, type LogOptions } from '../../operator/telemetry/log.ts';

const at = Date.parse('2026-11-24T05:00:00Z');

/** A log into a list of what was written. */
const logged = (options: Partial<LogOptions> = {}): { log: Log; lines: () => string[] } => {
  let text = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  const log = createLog({ level: 'info', format: 'json', stream, now: () => at, ...options });
  return { log, lines: () => text.split('\n').slice(0, -1) };
};

/** A stream whose reader has stopped until it is let go. */
const stuck = (): { stream: Writable; release: () => void; text: () => string } => {
  let text = '';
  let free = false;
  let waiting: (() => void) | undefined;
  const stream = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      if (free) done();
      else waiting = done;
    },
  });
  const release = (): void => {
    free = true;
    waiting?.();
  };
  return { stream, release, text: () => text };
};

test('an event is one line of JSON with its time, level and component first', () => {
  const { log, lines } = logged();
  log.child('kube').warn('The watch was gone.', { kind: 'Incident', code: 410 });
  assert.equal(lines(), [
    '{"time":"2026-11-24T05:00:00.000Z","level":"warn","component":"kube","message":"The watch was gone.","kind":"Incident","code":410}',
  ]);
});

test('for people, an event is one line of text', () => {
  const { log, lines } = logged({ format: 'text' });
  log.info('Leading.', { lease: 'meldpunt-operator' });
  assert.equal(lines(), ['2026-11-24T05:00:00.000Z INFO  main: Leading. lease=meldpunt-operator']);
});

test('what matters less than the level is not written', () => {
  const { log, lines } = logged({ level: 'warn' });
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  assert.equal(
    lines().map((line) => JSON.parse(line).message),
    ['c', 'd'],
  );
});

test('a field cannot take the place of the time, the level, the component or the message', () => {
  const { log, lines } = logged();
  log.info('true', { message: 'forged', level: 'error', time: 'never', component: 'kernel' });
  assert.is(
    lines()[0],
    '{"time":"2026-11-24T05:00:00.000Z","level":"info","component":"main","message":"true","field_message":"forged","field_level":"error","field_time":"never","field_component":"kernel"}',
  );
});

test('whatever a message or a field holds, it is one line, which is printable and can be read back', () => {
  const any = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 0x10_ffff }), { maxLength: 80 }).map((codes) => String.fromCodePoint(...codes)),
    fc.constantFrom('a\nb', '\u001b[31m', '\u202e', '\u2028', '\u0085', '\u{e0001}'),
  );
  return fc.assert(
    fc.property(any, any, fc.constantFrom('json' as const, 'text' as const), (message, value, format) => {
      const { log, lines } = logged({ format });
      log.info(message, { value });
      assert.is(lines().length, 1);
      assert.not.match(lines()[0] ?? '', /[\p{Cc}\p{Cf}\u2028\u2029]/u);
      if (format === 'json') assert.is(typeof JSON.parse(lines()[0] ?? '').message, 'string');
    }),
  );
});

test('when the reader stops, what waits is bounded, the rest is dropped and counted, and the next line tells the number', () => {
  const { stream, release, text } = stuck();
  const log = createLog({ level: 'info', format: 'json', stream, now: () => at, waitingBytes: 2_000 });
  for (let index = 0; index < 1_000; index += 1) log.info('line', { index });
  assert.ok(stream.writableLength < 2_200, String(stream.writableLength));
  const dropped = log.dropped();
  assert.ok(dropped > 900 && dropped < 1_000, String(dropped));
  release();
  log.info('after');
  const lines = text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.is(lines.length, 1_000 - dropped + 2);
  assert.equal(lines.at(-2), {
    time: '2026-11-24T05:00:00.000Z',
    level: 'warn',
    component: 'log',
    message: 'Lines were dropped here because the reader of the log was too slow.',
    count: dropped,
  });
  assert.is(lines.at(-1).message, 'after');
  assert.is(log.dropped(), dropped);
});

test('a program whose stderr nobody reads goes on, with bounded memory', async () => {
  const program = `
    import { createLog } from ${JSON.stringify(new URL('../../operator/telemetry/log.ts', import.meta.url).href)};
    const log = createLog({ level: 'info', format: 'json' });
    const line = 'x'.repeat(250);
    for (let round = 0; round < 40; round += 1) {
      for (let index = 0; index < 1000; index += 1) log.info(line);
      await new Promise((resolve) => setImmediate(resolve));
    }
    process.stdout.write(JSON.stringify({ waiting: process.stderr.writableLength, dropped: log.dropped() }), () => process.exit(0));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stderr.pause();
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('exit', resolve));
  child.stderr.destroy();
  const { waiting, dropped } = JSON.parse(text);
  assert.ok(waiting > 0 && waiting < 1_100_000, `${waiting} bytes wait`);
  assert.ok(dropped > 20_000 && dropped < 40_000, `${dropped} lines dropped`);
});

test('a reader that is gone for good ends nothing', async () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })) });
  const closed = new Promise((resolve) => stream.once('close', resolve));
  const log = createLog({ level: 'info', format: 'json', stream });
  log.info('first');
  await closed;
  log.info('second');
  assert.is(log.dropped(), 1);
});

test.run();
