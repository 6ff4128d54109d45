import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createExpiring } from '../inbound/expiring.ts';
import { secretsIn } from '../outbound/signature.ts';

/** The secrets of a source in a namespace; none where there is no such source. */
export type SecretsOf = (namespace: string, source: string) => Promise<readonly Buffer[]>;

/** How long a file is believed before it is read again (milliseconds): a rotated secret works within this time. */
const believed = 10_000;

const name = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads the secrets of sources that sign their messages from files called `<namespace>.<source>`, as a mounted Secret has them:
 * the name says where a source may report to, so that the secret of one namespace opens no other. The operator has no
 * right to read a Secret.
 */
export const createSecrets = (directory: string | undefined, now: () => number): SecretsOf => {
  const known = createExpiring<readonly Buffer[]>(256, now);
  return async (namespace, source) => {
    if (directory === undefined || !name.test(namespace) || !name.test(source)) return [];
    const file = `${namespace}.${source}`;
    const before = known.get(file);
    if (before !== undefined) return before;
    const secrets = await readFile(join(directory, file), 'utf8').then(secretsIn, () => []);
    known.set(file, secrets, believed);
    return secrets;
  };
};
