// A real S3-compatible server (versitygw) over a directory of this machine, built once from its published Go module.
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory } from '../../cluster/assets.ts';
import { freePort } from '../../cluster/ports.ts';
import { until } from '../../kube/lab.ts';

const version = 'v1.8.0';

/** The server's program; it is built if this machine has none yet, which takes a minute. */
const program = async (): Promise<string> => {
  const directory = join(cacheDirectory(), `versitygw-${version}`);
  const path = join(directory, 'versitygw');
  if (existsSync(path)) return path;
  const env = { ...process.env, GOBIN: directory, CGO_ENABLED: '0' };
  await promisify(execFile)('go', ['install', `github.com/versity/versitygw/cmd/versitygw@${version}`], { env, maxBuffer: 2 ** 24 });
  return path;
};

/** A running server with one bucket, whose objects are the files of a directory. */
export interface S3Server {
  readonly endpoint: string;
  readonly bucket: string;
  /** The files are the objects: what is changed here is changed behind everybody's back. */
  readonly directory: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port and resolves once it answers. */
export const startS3 = async (): Promise<S3Server> => {
  const path = await program();
  const root = mkdtempSync(join(tmpdir(), 'meldpunt-s3-'));
  const directory = join(root, 'buckets/evidence');
  // What it knows of objects besides their bytes, such as the tags of parts, is kept beside them: not every file system has attributes.
  const [buckets, facts] = [join(root, 'buckets'), join(root, 'facts')];
  mkdirSync(directory, { recursive: true });
  mkdirSync(facts);
  const [accessKeyId, secretAccessKey] = ['AKIDEXAMPLE', 'a-secret-of-this-test'];
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['--access', accessKeyId, '--secret', secretAccessKey, '--port', address, '--quiet', 'posix', '--sidecar', facts, buckets];
  const child = spawn(path, args, { stdio: 'ignore' });
  const strike = (): void => void child.kill('SIGKILL');
  process.once('exit', strike);
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const answers = (): Promise<boolean> =>
    fetch(`http://${address}/`).then(
      () => true,
      () => false,
    );
  await until('the S3 server answers', answers);
  return {
    endpoint: `http://${address}`,
    bucket: 'evidence',
    directory,
    accessKeyId,
    secretAccessKey,
    stop: async () => {
      process.removeListener('exit', strike);
      child.kill('SIGTERM');
      await gone;
      rmSync(root, { recursive: true, force: true });
    },
  };
};
