import type { MailServer } from './send.ts';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|0:0:0:0:0:0:0:1)$/i;

/**
 * The server that a URL names: smtps://HOST for TLS from the first byte (465), smtp://HOST for STARTTLS (587), without which it gets
 * nothing unless it is on this machine. Undefined for anything else: a user, a password, a path or a query stand nowhere in it.
 */
export const mailServerOf = (url: string): Pick<MailServer, 'host' | 'port' | 'security'> | undefined => {
  const [, scheme = '', host = '', digits] =
    /^(smtps?):\/\/([^\s:/@?#%[\]]{1,253}|\[[0-9a-fA-F:.]{2,45}\])(?::([0-9]{1,5}))?\/?$/.exec(url) ?? [];
  const port = digits === undefined ? (scheme === 'smtps' ? 465 : 587) : Number(digits);
  if (host === '' || port < 1 || port > 65_535) return undefined;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  return { host: bare, port, security: scheme === 'smtps' ? 'tls' : loopback.test(bare) ? 'loopback' : 'starttls' };
};
