// Certificates and secrets of a console under test, in files as a pod has them mounted.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issue } from '../../cluster/x509.ts';

/** An authority, and a certificate of this machine by it, in files; the directory goes with `remove`. */
export const createTrust = () => {
  const directory = mkdtempSync(join(tmpdir(), 'meldpunt-console-'));
  const now = Temporal.Now.instant();
  const subject = { name: 'meldpunt-console-test' };
  const authority = issue(subject, { kind: 'authority' }, now);
  const server = issue({ name: 'localhost' }, { kind: 'server', hosts: ['localhost', '127.0.0.1'] }, now, { subject, identity: authority });
  const files = {
    ca: join(directory, 'ca.crt'),
    cert: join(directory, 'tls.crt'),
    key: join(directory, 'tls.key'),
    seal: join(directory, 'seal'),
    secret: join(directory, 'secret'),
  };
  writeFileSync(files.ca, authority.certificate);
  writeFileSync(files.cert, server.certificate);
  writeFileSync(files.key, server.key, { mode: 0o600 });
  writeFileSync(files.seal, randomBytes(32), { mode: 0o600 });
  return { ...files, server, remove: () => rmSync(directory, { recursive: true, force: true }) };
};

/** Trust that a test made. */
export type Trust = ReturnType<typeof createTrust>;
