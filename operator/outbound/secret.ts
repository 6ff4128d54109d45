import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsIn } from './signature.ts';

/** What a mounted Secret says of a webhook. */
export interface WebhookSecret {
  readonly secrets: readonly Buffer[];
  readonly ca?: string;
  /** Where the address itself is a secret, as with many chats. */
  readonly url?: string;
}

/** A name that Kubernetes gives a Secret is no way out of the directory. */
const name = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

const fileIn = async (directory: string, file: string): Promise<string | undefined> => {
  try {
    return (await readFile(join(directory, file), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/**
 * The Secret of a channel, mounted as a directory by its name: the file `secret` with a line whsec_BASE64 for each secret that signs,
 * `ca.crt` for an authority of the house, `url` where the address is secret. The operator has no right to read a Secret from the
 * API server. Undefined where nothing is mounted under that name. Throws an Error with a code if a file is there and cannot be read.
 */
export const readWebhookSecret = async (directory: string, secret: string): Promise<WebhookSecret | undefined> => {
  if (directory === '' || !name.test(secret)) return undefined;
  const mounted = join(directory, secret);
  const [lines, ca, url] = await Promise.all(['secret', 'ca.crt', 'url'].map((file) => fileIn(mounted, file)));
  if (lines === undefined && ca === undefined && url === undefined) return undefined;
  return { secrets: secretsIn(lines ?? ''), ...(ca !== undefined && { ca }), ...(url !== undefined && { url }) };
};
