import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MailServer } from './send.ts';

const fileIn = async (directory: string, name: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(directory, name), 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * What a mounted Secret (type `kubernetes.io/basic-auth`) says of a mail server: the files `username`, `password` and, for an authority
 * of one's own, `ca.crt`. Read for each mail, so that a password that was changed works at once. Throws an Error with a code if a file
 * is there and cannot be read.
 */
export const readMailSecret = async (directory: string): Promise<Pick<MailServer, 'credentials' | 'trust'>> => {
  const [username, password, trust] = await Promise.all(['username', 'password', 'ca.crt'].map((name) => fileIn(directory, name)));
  return {
    ...(username !== undefined && password !== undefined && { credentials: { username, password } }),
    ...(trust !== undefined && { trust }),
  };
};
