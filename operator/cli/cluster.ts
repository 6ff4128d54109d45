import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kind } from '../api/kinds.ts';
import { collectionPath, objectPath, query } from '../kube/paths.ts';
import { Refused, unreadable } from './answer.ts';

/**
 * The cluster as the user's own kubectl reads it: their configuration, their way of signing in, their rights. This program has no
 * credentials of its own, and starts in no time because it loads no client.
 */
export interface Cluster {
  /** The namespace that was given, else that of the user's context. */
  readonly namespace: () => Promise<string>;
  /** An object; undefined if there is none. Throws an Unreadable with what kubectl said. */
  readonly get: (kind: Kind, namespace: string | undefined, name: string) => Promise<unknown>;
  /** The objects of a kind, page by page; of all namespaces when that is left out. Throws an Unreadable with what kubectl said. */
  readonly list: (kind: Kind, namespace: string | undefined, fieldSelector?: string) => Promise<readonly unknown[]>;
  /**
   * What the API server answers to questions that it does not store, such as reviews of access, in their order. Throws an Unreadable with
   * what kubectl said.
   */
  readonly ask: (questions: readonly object[]) => Promise<readonly unknown[]>;
  /** The last lines of the log of a pod. Throws an Unreadable with what kubectl said. */
  readonly log: (namespace: string, pod: string, lines: number) => Promise<string>;
}

/** The cluster as the user's own kubectl changes it: what the API server refuses, it refuses in its own words. */
export interface WritableCluster extends Cluster {
  /** Creates an object. Throws an Unreadable with what kubectl said, as when the API server refuses it. */
  readonly create: (object: object) => Promise<void>;
  /** Has the API server judge whether it would create an object, without creating it. Throws an Unreadable with what it said. */
  readonly judge: (object: object) => Promise<void>;
  /** Changes an object by a JSON patch. Throws an Unreadable with what kubectl said. */
  readonly patch: (kind: Kind, namespace: string, name: string, operations: readonly object[]) => Promise<void>;
  /**
   * Creates or changes an object, or has the API server judge whether it would, and resolves to the object as it is or would be. Throws a
   * Refused with what the API server said, or an Unreadable where it was not reached.
   */
  readonly put: (write: Write, judged: boolean) => Promise<unknown>;
  /** Who the API server takes the user for. Throws an Unreadable with what kubectl said. */
  readonly user: () => Promise<string>;
}

/** An object to create, or the operations of a JSON patch on one that is there. */
export type Write =
  | { readonly create: object }
  | { readonly kind: Kind; readonly namespace: string; readonly name: string; readonly operations: readonly object[] };

/** The options of every command that reads the cluster, as kubectl has them. */
export const clusterOptions = {
  namespace: { type: 'string', short: 'n' },
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
  as: { type: 'string' },
} as const;

/** What was given for these options. */
export interface ClusterValues {
  readonly namespace?: string | undefined;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly as?: string | undefined;
}

/** How these options are told in a help text. */
export const clusterUsage = `  -n, --namespace <name>   the namespace, else that of the context
  --context, --kubeconfig, --as   as for kubectl, which reads the cluster for this command`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const runKubectl = (args: readonly string[], input?: string): Promise<Ran> => {
  const program = process.env['KUBECTL'] ?? 'kubectl';
  const child = spawn(program, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  child.stdin?.end(input);
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const stream of ['stdout', 'stderr'] as const) child[stream]?.on('data', (chunk: Buffer) => output[stream].push(chunk));
  const text = (stream: 'stdout' | 'stderr'): string => Buffer.concat(output[stream]).toString('utf8');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, out: text('stdout'), err: text('stderr') }));
  });
};

const flagsOf = ({ context, kubeconfig, as }: ClusterValues): readonly string[] =>
  Object.entries({ context, kubeconfig, as }).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`]));

const notFound = /\(NotFound\)|the server could not find the requested resource/;

const parsed = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable(`kubectl did not answer with JSON when asked for ${what}.`);
  }
};

/**
 * Runs kubectl with a text in a file that only the user can read, for as long as that takes: what stands in a command line can be read by
 * everybody on the machine, and has an end.
 */
const withFile = async <T>(text: string, run: (file: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(join(tmpdir(), 'kubectl-incident-'));
  try {
    const file = join(directory, 'content.json');
    writeFileSync(file, text, { mode: 0o600 });
    return await run(file);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** The arguments with which kubectl makes a write that is in a file. */
const writing = (write: Write, file: string): readonly string[] => {
  if ('create' in write) return ['create', '-f', file];
  const { kind, namespace, name } = write;
  return ['patch', `${kind.plural}.${kind.group}`, name, '-n', namespace, '--type=json', `--patch-file=${file}`];
};

interface Page {
  readonly items?: readonly unknown[];
  readonly metadata?: { readonly continue?: string };
}

const pageSize = 500;

/** The cluster behind the user's kubectl, or behind the program in `KUBECTL`. */
export const clusterOf = (values: ClusterValues): WritableCluster => {
  const flags = flagsOf(values);
  const kubectl = async (args: readonly string[], input?: string): Promise<Ran> => {
    try {
      return await runKubectl([...flags, ...args], input);
    } catch {
      return unreadable('There is no kubectl on this machine; put it on the path, or name it in the variable KUBECTL.');
    }
  };
  const raw = async (path: string): Promise<unknown> => {
    const { code, out, err } = await kubectl(['get', '--raw', path]);
    if (code === 0) return parsed(out, path);
    return notFound.test(err) ? undefined : unreadable(`${path.replace(/\?.*/, '')} cannot be read: ${err.trim()}`);
  };
  const create = async (object: object, ...how: readonly string[]): Promise<void> => {
    const { code, err } = await kubectl(['create', ...how, '-f', '-'], JSON.stringify(object));
    if (code !== 0) unreadable(err.trim());
  };
  return {
    namespace: async () => {
      if (values.namespace !== undefined) return values.namespace;
      const { code, out, err } = await kubectl(['config', 'view', '--minify', '-o', 'jsonpath={..namespace}']);
      if (code !== 0) return unreadable(`The context cannot be read: ${err.trim()}`);
      return out === '' ? 'default' : out;
    },
    get: (kind, namespace, name) => raw(objectPath(kind, namespace, name)),
    create: (object) => create(object),
    judge: (object) => create(object, '--dry-run=server'),
    patch: async ({ plural, group }, namespace, name, operations) => {
      const args = ['patch', `${plural}.${group}`, name, '-n', namespace, '--type=json', '-p', JSON.stringify(operations)];
      const { code, err } = await kubectl(args);
      if (code !== 0) unreadable(err.trim());
    },
    put: async (write, judged) => {
      const how = ['-o', 'json', ...(judged ? ['--dry-run=server'] : [])];
      const text = JSON.stringify('create' in write ? write.create : write.operations);
      const { code, out, err } = await withFile(text, (file) => kubectl([...writing(write, file), ...how]));
      if (code === 0) return parsed(out, 'the object');
      // What kubectl itself says begins with "error:"; it has not reached the API server, or was not understood.
      if (/^error: /.test(err)) return unreadable(err.trim());
      throw new Refused(err.trim());
    },
    user: async () => {
      const { code, out, err } = await kubectl(['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}']);
      return code === 0 ? out : unreadable(`Who you are cannot be read: ${err.trim()}`);
    },
    list: async (kind, namespace, fieldSelector) => {
      const items: unknown[] = [];
      for (let token: string | undefined = ''; token !== undefined; ) {
        const search = query({ limit: pageSize, continue: token, fieldSelector });
        const page = (await raw(`${collectionPath(kind, namespace)}${search}`)) as Page | undefined;
        items.push(...(page?.items ?? []));
        token = page?.metadata?.continue || undefined;
      }
      return items;
    },
    ask: async (questions) => {
      if (questions.length === 0) return [];
      const list = { apiVersion: 'v1', kind: 'List', items: questions };
      const { code, out, err } = await kubectl(['create', '-f', '-', '-o', 'json'], JSON.stringify(list));
      if (code !== 0) return unreadable(err.trim());
      // It prints one document after the other, each indented, with nothing between them.
      return out.split(/(?<=^\})\n(?=\{)/m).map((text) => parsed(text, 'answers'));
    },
    log: async (namespace, pod, lines) => {
      const { code, out, err } = await kubectl(['logs', pod, '-n', namespace, `--tail=${lines}`]);
      return code === 0 ? out.trimEnd() : unreadable(`The log of ${pod} cannot be read: ${err.trim()}`);
    },
  };
};
