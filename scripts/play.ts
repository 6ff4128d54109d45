// Plays a sample: each numbered file is one step by one person, whose name is in the file's name.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type KubectlResult, kubectl } from '../test/cluster/kubectl.ts';
import { run } from './install.ts';

const samples = resolve(import.meta.dirname, '../samples');

/** When the stories of the samples begin; the player moves every time in them by as much as lies between that and now. */
const storyBegins = Date.parse('2026-10-23T09:40:00+02:00');

const moment = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})/g;

/** A step of a sample. */
export interface Step {
  readonly file: string;
  readonly user: string;
  readonly text: string;
}

/** The steps of a sample in order, with their times moved so that the story begins at `now` (milliseconds since the epoch). */
export const stepsOf = (sample: string, now: number): readonly Step[] => {
  const shift = Math.floor((now - storyBegins) / 1000) * 1000;
  const moved = (text: string): string =>
    text.replace(moment, (at) => new Date(Date.parse(at) + shift).toISOString().replace('.000Z', 'Z'));
  return readdirSync(join(samples, sample))
    .filter((file) => /^\d{2}-.+\.yaml$/.test(file))
    .toSorted()
    .map((file) => {
      const user = /^\d{2}-([a-z]+\.[a-z]+)-/.exec(file)?.[1];
      if (user === undefined) throw new Error(`samples/${sample}/${file} must be called NN-first.last-what.yaml, after the user who acts.`);
      return { file, user, text: moved(readFileSync(join(samples, sample, file), 'utf8')) };
    });
};

/** An object that a step may refer to, with the digest of its document where it has one. */
export interface Settled {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly status?: { readonly document?: { readonly digest?: string } };
}

interface Listed extends Settled {
  readonly metadata: { readonly name: string; readonly uid: string; readonly generation: number; readonly resourceVersion: string };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly conditions?: readonly { readonly observedGeneration?: number }[];
    readonly document?: { readonly digest?: string };
  };
}

const everything = 'incidents,notifications,evidenceitems,weaknesses';

const list = async (kubeconfig: string, namespace: string): Promise<readonly Listed[]> =>
  (JSON.parse(await run(kubeconfig, 'get', everything, '-n', namespace, '-o', 'json')) as { items: readonly Listed[] }).items;

/** The namespace for which the files of the samples are written; what is TLP RED lies in another one that begins with its name. */
const written = 'incidents';

/** A step with every namespace of the samples replaced by one that begins with another name. */
const movedTo = (namespace: string, step: Step): Step => ({
  ...step,
  text: step.text.replaceAll(`namespace: ${written}`, `namespace: ${namespace}`),
});

/** The namespaces that steps write to. */
const namespacesOf = (steps: readonly Step[]): readonly string[] => [
  ...new Set(steps.flatMap(({ text }) => [...text.matchAll(/namespace: ([a-z0-9-]+)/g)].map(([, name]) => name ?? written))),
];

const versions = (objects: readonly Listed[]): string =>
  objects.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join('\n');

/** Taken in, or set aside with a condition: the operator has nothing more to say about it as it is. */
const observed = ({ metadata, status }: Listed): boolean =>
  status?.observedGeneration === metadata.generation ||
  (status?.conditions?.some(({ observedGeneration }) => observedGeneration === metadata.generation) ?? false);

/**
 * Waits until the operator has taken in everything in a namespace: every object is observed, and two looks in a row see the
 * same. Returns the objects; throws after `bound` milliseconds with the names of those that are behind.
 */
export const settled = async (kubeconfig: string, namespace: string, bound = 60_000): Promise<readonly Listed[]> => {
  const end = Date.now() + bound;
  let before: string | undefined;
  for (;;) {
    const objects = await list(kubeconfig, namespace);
    const same = before === versions(objects);
    const behind = objects.filter((object) => !observed(object));
    if (same && behind.length === 0) return objects;
    if (Date.now() > end) {
      const names = behind.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(', ');
      throw new Error(`The operator is behind with ${names === '' ? 'changes that do not end' : names}. Does it run?`);
    }
    before = versions(objects);
    await delay(200);
  }
};

/** A step waits for what it refers to: notifications are the operator's, a digest and a closure need what came before. */
const mustSettle = (step: Step): boolean => /kind: Notification|\{\{|closures:/.test(step.text);

/** The text with `{{name}}` replaced by the digest of the document of that notification, as its approver reads it. */
const withDigests = (text: string, objects: readonly Settled[]): string =>
  text.replace(/\{\{([a-z0-9.-]+)\}\}/g, (_, name: string) => {
    const digest = objects.find((object) => object.kind === 'Notification' && object.metadata.name === name)?.status?.document?.digest;
    if (digest === undefined) throw new Error(`The notification ${name} has no document yet.`);
    return digest;
  });

/** A report is the first word about something; whoever reports may create, and need not read what there is. */
const reports = (name: string): boolean => name.startsWith('01-') || name.endsWith('-report');

/** Applies one step as the person whose it is. */
const applyStep = (kubeconfig: string, step: Step, text: string): Promise<KubectlResult> => {
  const options = { kubeconfig, input: text, as: step.user, asGroups: ['system:authenticated'] };
  const name = step.file.replace(/\.yaml$/, '');
  if (reports(name)) return kubectl(['create', '-f', '-'], options);
  // A field manager for each step: a person who adds an entry later does not take the earlier ones away. A single value that somebody
  // else wrote before is taken over, as it is meant; what may not change at all is refused by the API server.
  return kubectl(['apply', '--server-side', '--force-conflicts', `--field-manager=${name}`, '-f', '-'], options);
};

/** How a sample is played. */
export interface PlayOptions {
  readonly kubeconfig: string;
  /** The namespace in the place of `incidents`, in which the same people have the same roles. */
  readonly namespace?: string;
  /** How it is waited for the operator, in one namespace; with kubectl unless told. */
  readonly settle?: (namespace: string) => Promise<readonly Settled[]>;
  /** The first and last step to play, counted from 1; all of them when left out. */
  readonly from?: number;
  readonly to?: number;
  readonly now?: number;
  /** Told what kubectl printed for each step. */
  readonly told?: (step: Step, line: string) => void;
}

/** Plays steps of a sample as the people who act, waiting for the operator where a step rests on it. Throws when one is refused. */
export const play = async (sample: string, options: PlayOptions): Promise<void> => {
  const { kubeconfig, namespace = written, from = 1, to = Number.POSITIVE_INFINITY, now = Date.now(), told } = options;
  const { settle = (place: string): Promise<readonly Settled[]> => settled(kubeconfig, place) } = options;
  const steps = stepsOf(sample, now).map((step) => movedTo(namespace, step));
  const namespaces = namespacesOf(steps);
  for (const step of steps.slice(from - 1, to)) {
    const objects = mustSettle(step) ? (await Promise.all(namespaces.map(settle))).flat() : [];
    const { code, stdout, stderr } = await applyStep(kubeconfig, step, withDigests(step.text, objects));
    if (code !== 0) throw new Error(`samples/${sample}/${step.file} as ${step.user} was refused: ${stderr.trim()}`);
    told?.(step, stdout.trim());
  }
};
