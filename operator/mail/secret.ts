import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DkimKey, MailServer } from './send.ts';

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

/** What a mounted Secret says of a channel for mail. */
export interface MailChannelSecret extends Pick<MailServer, 'credentials' | 'trust'> {
  /** Where the server's address itself is a secret. */
  readonly url?: string;
  /** The address that sends. */
  readonly from?: string;
  readonly dkim?: DkimKey;
  /** Addresses by names of the policy, for those that are to stand in no policy. */
  readonly recipients: ReadonlyMap<string, string>;
  /** Where people who reported read mail: an address by user name, and under `*` what holds for everybody else. */
  readonly reporters: ReadonlyMap<string, string>;
}

/** A name that Kubernetes gives a Secret is no way out of the directory. */
const secretName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Lines `NAME ADDRESS`; what is no such line is left out. */
const addressesIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line): readonly (readonly [string, string])[] => {
      const [name = '', address = '', more] = line.trim().split(/\s+/);
      return address === '' || more !== undefined || name.startsWith('#') ? [] : [[name, address]];
    }),
  );

/** A user name that can be a mailbox. Those of machines, with their colons, cannot. */
const mailboxName = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$/;

/**
 * Where whoever reported reads mail: the address beside the user name, else what stands beside `*`, which is one mailbox for all
 * (`* helpdesk@DOMAIN`) or a domain in which each has one by the user name (`* @DOMAIN`). A user name that is an address counts in that
 * domain only. Undefined where the Secret says nothing: no address is guessed (S6).
 */
export const reporterAddress = ({ reporters }: Pick<MailChannelSecret, 'reporters'>, user: string): string | undefined => {
  const own = user === '*' ? undefined : reporters.get(user);
  const other = reporters.get('*');
  if (own !== undefined || other?.startsWith('@') !== true) return own ?? other;
  const [name = '', domain, ...more] = user.split('@');
  const here = domain === undefined || (more.length === 0 && `@${domain}`.toLowerCase() === other.toLowerCase());
  return here && mailboxName.test(name) ? `${name}${other}` : undefined;
};

/**
 * The Secret of a channel for mail, mounted as a directory by its name: what `readMailSecret` reads, and the files `url`, `from`,
 * `recipients` and `reporters` (a line NAME ADDRESS each) and, to sign (DKIM), `dkim.key`, `dkim.domain` and `dkim.selector`. Read for each mail.
 * Undefined where nothing is mounted under that name. Throws an Error with a code if a file is there and cannot be read.
 */
export const readMailChannel = async (directory: string, secret: string): Promise<MailChannelSecret | undefined> => {
  if (directory === '' || !secretName.test(secret)) return undefined;
  const mounted = join(directory, secret);
  const names = ['url', 'from', 'recipients', 'reporters', 'dkim.key', 'dkim.domain', 'dkim.selector'];
  const [server, ...files] = await Promise.all([readMailSecret(mounted), ...names.map((name) => fileIn(mounted, name))] as const);
  const [url, from, recipients, reporters, key, domain, selector] = files;
  if (Object.keys(server).length === 0 && files.every((file) => file === undefined)) return undefined;
  return {
    ...server,
    ...(url !== undefined && { url }),
    ...(from !== undefined && { from }),
    ...(key !== undefined && domain !== undefined && selector !== undefined && { dkim: { key, domain, selector } }),
    recipients: addressesIn(recipients ?? ''),
    reporters: addressesIn(reporters ?? ''),
  };
};
