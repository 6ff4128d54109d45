import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Response, said, stop, understood, unreadable } from './answer.ts';
import { readBundle } from './bundle.ts';
import { markdownOf } from './markdown.ts';

/** The help text of `markdown`. */
export const usage = `Usage: kubectl incident markdown <export>

Makes the file of an export readable: summary, clocks, timeline, evidence with its custody, notifications, costs. A file of which a
single byte was changed is refused; whether the record itself is intact says: kubectl incident verify -f <export>
`;

const argumentsOf = (args: string[]) =>
  understood(usage, () => parseArgs({ args, options: { help: { type: 'boolean', short: 'h', default: false } }, allowPositionals: true }));

const bytesOf = (path: string): Uint8Array => {
  try {
    return readFileSync(path);
  } catch (error) {
    return unreadable(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Writes an export as Markdown (`kubectl incident markdown`). Throws a Misunderstood or an Unreadable. */
export const run = (args: string[]): Response => {
  const { values, positionals } = argumentsOf(args);
  const [path, more] = positionals;
  if (values.help) return said(usage);
  if (path === undefined || more !== undefined) return stop(`markdown takes one file.\n\n${usage}`);
  const read = readBundle(bytesOf(path));
  return read.outcome === 'read' ? said(markdownOf(read.bundle)) : { code: 1, out: '', err: `${path}: ${read.reason}\n` };
};
