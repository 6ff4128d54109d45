import { Writable } from 'node:stream';
import { createLogger, format, type Logger, transports } from 'winston';
import { redactedFields, redactedText } from './redaction.ts';

/** How much a line matters. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** What a line says besides its sentence: identifiers, codes and numbers. */
export type Fields = Readonly<Record<string, string | number | boolean>>;

/** Writes lines, one event each. A message is a constant sentence; whatever varies is a field. */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
  /** The log of a part of the program, whose name is on every line. */
  child(component: string): Log;
  /** Lines that were dropped because nobody read them fast enough. */
  dropped(): number;
}

/** How and where to log. */
export interface LogOptions {
  readonly level: Level;
  readonly format: 'json' | 'text';
  readonly stream?: Writable;
  readonly now?: () => number;
  /** How many bytes may wait for the reader before lines are dropped. */
  readonly waitingBytes?: number;
}

const defaultWaitingBytes = 1024 * 1024;

/** Control and format characters: also those that JSON leaves alone, which reorder, hide or break lines on a screen. */
const control = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Escapes what could forge a second line, or hide a part of one, in a terminal or a viewer (R2). */
export const escaped = (text: string): string =>
  text.replace(control, (character) =>
    [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );

interface Line {
  readonly time: string;
  readonly level: string;
  readonly component: string;
  readonly message: string;
  readonly fields: Fields;
}

const asJson = ({ fields, ...line }: Line): string => escaped(JSON.stringify({ ...line, ...fields }));

const asText = ({ time, level, component, message, fields }: Line): string =>
  escaped(
    [
      time,
      level.toUpperCase().padEnd(5),
      `${component}:`,
      message,
      ...Object.entries(fields).map(([name, value]) => `${name}=${value}`),
    ].join(' '),
  );

/**
 * A stream that never waits: a pipe whose reader has stopped takes no more, and Node would keep every line in memory (fault: log
 * reader stopped). Beyond the bound, lines are dropped and counted; the next one that gets through is preceded by the number.
 */
const boundedTo = (target: Writable, waitingBytes: number, note: (count: number) => string) => {
  let dropped = 0;
  let told = 0;
  // A reader that is gone for good must not end the operator.
  target.on('error', () => undefined);
  const stream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      if (target.destroyed || target.writableLength > waitingBytes) dropped += 1;
      else {
        if (dropped > told) target.write(note(dropped - told));
        told = dropped;
        target.write(line);
      }
      done();
    },
  });
  return { stream, dropped: () => dropped };
};

/** Creates the log of the program: one line an event, on stderr unless told otherwise; never blocks, never throws. */
export const createLog = (options: LogOptions): Log => {
  const { level, stream = process.stderr, now = Date.now, waitingBytes = defaultWaitingBytes } = options;
  const print = options.format === 'json' ? asJson : asText;
  const at = (): string => new Date(now()).toISOString();
  const bounded = boundedTo(stream, waitingBytes, (count) => {
    const message = 'Lines were dropped here because the reader of the log was too slow.';
    return `${print({ time: at(), level: 'warn', component: 'log', message, fields: { count } })}\n`;
  });
  const logger = createLogger({
    level,
    levels: { error: 0, warn: 1, info: 2, debug: 3 },
    format: format.printf(({ level: severity, message, component, fields }) =>
      print({
        time: at(),
        level: severity,
        component: String(component),
        message: redactedText(String(message)),
        fields: redactedFields(fields),
      }),
    ),
    transports: [new transports.Stream({ stream: bounded.stream, eol: '\n' })],
  });
  return logOf(logger, 'main', bounded.dropped);
};

const logOf = (logger: Logger, component: string, dropped: () => number): Log => {
  const write =
    (level: Level) =>
    (message: string, fields: Fields = {}): void => {
      // As one field, so that no name can take the place of winston's own.
      logger.log({ level, message, component, fields });
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (name) => logOf(logger, name, dropped),
    dropped,
  };
};
