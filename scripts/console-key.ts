// The key by which the console of somebody's own machine seals links: made once, kept beside the certificates of the control plane.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Finds or makes the key in a directory, and returns its file. */
export const consoleKey = (directory: string): string => {
  const file = join(directory, 'console.key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return file;
};
