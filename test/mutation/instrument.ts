// Puts every mutant of a room into its source at once, each behind a switch (Stryker's instrumenter).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { root } from '../../scripts/process.ts';
import type { Room } from './rooms.ts';

/** One change of one place. */
export interface Change {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** What kind of slip it is. */
  readonly operator: string;
  readonly from: string;
  readonly to: string;
}

/** Texts are for people: that one reads otherwise is found by looking at it, and not by a test that repeats it. */
const excludedMutations = ['StringLiteral'];

const quiet = (): boolean => false;
const log = {
  isTraceEnabled: quiet,
  isDebugEnabled: quiet,
  isInfoEnabled: quiet,
  isWarnEnabled: quiet,
  isErrorEnabled: quiet,
  isFatalEnabled: quiet,
  trace: quiet,
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  fatal: quiet,
};

interface Place {
  readonly line: number;
  readonly column: number;
}

const textBetween = (text: string, start: Place, end: Place): string => {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const cut = lines.map((line, index) => line.slice(index === 0 ? start.column : 0, index === lines.length - 1 ? end.column : undefined));
  return cut.join(' ').replaceAll(/\s+/g, ' ');
};

/** Writes the room with all its mutants below a directory, and tells what they are. */
export const instrument = async (room: Room, directory: string): Promise<readonly Change[]> => {
  const sources = new Map(room.files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const files = [...sources].map(([name, content]) => ({ name, content, mutate: true }));
  const result = await new Instrumenter(log).instrument(files, { plugins: null, excludedMutations, ignorers: [] });
  rmSync(directory, { recursive: true, force: true });
  for (const { name, content } of result.files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return result.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      operator: mutatorName,
      from: textBetween(sources.get(fileName) ?? '', location.start, location.end),
      to: replacement.replaceAll(/\s+/g, ' '),
    }));
};
