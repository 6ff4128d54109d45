import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `openssl` in a directory; throws with what it printed. */
export const openssl = async (directory: string, ...args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await run('openssl', [...args], { cwd: directory, timeout: 30_000 });
  return stdout + stderr;
};

/** Which certificate an authority gets. */
export interface CertificateWish {
  /** The file name, without its ending. */
  readonly name: string;
  /** The lines of its section of extensions. */
  readonly extensions: readonly string[];
  /** The file name of the issuer; left out, the certificate signs itself. */
  readonly issuer?: string;
  /** From when and until when, as `YYYYMMDDHHMMSSZ`. */
  readonly from?: string;
  readonly until?: string;
  /** The common name; the file name when left out. */
  readonly subject?: string;
  /** The arguments of `openssl genpkey`. */
  readonly key?: readonly string[];
}

/** A year before and ten years behind any run of these tests. */
const longAgo = '20200101000000Z';
const farOff = '20491231235959Z';

/** What a root may and an authority for time stamps may. */
export const extensions = {
  root: ['basicConstraints = critical, CA:TRUE', 'keyUsage = critical, keyCertSign, cRLSign', 'subjectKeyIdentifier = hash'],
  stamping: ['basicConstraints = critical, CA:FALSE', 'keyUsage = critical, digitalSignature', 'extendedKeyUsage = critical, timeStamping'],
} as const;

/** P-256: keys of elliptic curves are made at once, those of RSA are not. */
const curve = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];

const configuration = (lines: readonly string[]): string =>
  [
    '[ca]',
    'default_ca = here',
    '[here]',
    'database = index.txt',
    'new_certs_dir = .',
    'default_md = sha256',
    'policy = any',
    'unique_subject = no',
    'rand_serial = yes',
    '[any]',
    'commonName = supplied',
    '[req]',
    'distinguished_name = names',
    '[names]',
    '[wanted]',
    ...lines,
    '',
  ].join('\n');

/** Makes a key and a certificate, `<name>.key` and `<name>.crt`, in a directory. */
export const issueCertificate = async (
  directory: string,
  write: (name: string, text: string) => Promise<void>,
  { name, extensions: wanted, issuer, from = longAgo, until = farOff, subject = name, key = curve }: CertificateWish,
): Promise<void> => {
  await write(`${name}.cnf`, configuration(wanted));
  await write('index.txt', '');
  await openssl(directory, 'genpkey', ...key, '-out', `${name}.key`);
  await openssl(
    directory,
    'req',
    '-new',
    '-config',
    `${name}.cnf`,
    '-key',
    `${name}.key`,
    '-subj',
    `/CN=${subject}`,
    '-out',
    `${name}.csr`,
  );
  const signer = issuer === undefined ? ['-selfsign', '-keyfile', `${name}.key`] : ['-cert', `${issuer}.crt`, '-keyfile', `${issuer}.key`];
  const period = ['-startdate', from, '-enddate', until];
  const asked = ['-batch', '-notext', '-config', `${name}.cnf`, '-extensions', 'wanted', '-in', `${name}.csr`, '-out', `${name}.crt`];
  await openssl(directory, 'ca', ...signer, ...period, ...asked);
};
