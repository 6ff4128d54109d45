import { parseArgs } from 'node:util';
import { kinds } from '../../api/kinds.ts';
import { said as onlySaid } from '../../fact/change.ts';
import { nextId, type Operation, patchFor, type Read } from '../../fact/patch.ts';
import { write } from '../../fact/write.ts';
import { Refused, type Response, said, stop, understood, unreadable } from '../answer.ts';
import { type ClusterValues, clusterOf, type WritableCluster } from '../cluster.ts';
import { textIn, valueAt } from '../record.ts';
import type { Terminal } from '../terminal.ts';
import { askedFor } from './asking.ts';
import { common, parseOptions, usageOf } from './options.ts';
import { dataText, type Form, formOf, objectName } from './print.ts';
import { lacksSignature, mayBeOvertaken, refusalText } from './refusal.ts';
import { type Said, saidOf, type Value } from './said.ts';
import type { Recorded, Stated, Statement, Target, Verb } from './verb.ts';

/** Who writes and when, for a server that does not fill it in. */
interface Signature {
  readonly by?: string;
  readonly at?: string;
}

/** The entries of a statement, each with a free id, what was said of all of them, and what was said in it. */
export const entriesOf = (record: Read, facts: readonly Stated[], said: Said, signature: Signature) => {
  const taken = new Map<string, number>();
  return facts.map(({ fact, fields }) => {
    const key = `${fact.list.join('.')} ${fact.prefix}`;
    const more = taken.get(key) ?? 0;
    taken.set(key, more + 1);
    const all = { ...signature, ...onlySaid({ at: said.moment('at'), corrects: said.text('corrects') }) };
    return { list: fact.list, entry: { id: nextId(record, fact, more), ...all, ...onlySaid(fields) } };
  });
};

/** A terminal is slower than a page, since kubectl starts anew for each attempt: in that time more others can be faster. */
const mostAttempts = 16;

/** What is done to one record: read before, written after questions were answered. */
interface Deed {
  readonly cluster: WritableCluster;
  readonly namespace: string;
  readonly name: string;
  readonly target: Target;
  readonly said: Said;
  readonly now: string;
  readonly judged: boolean;
}

const kindOf = ({ kind }: Target) => kinds[kind];

const operationsOf = (record: Recorded, statement: Statement, said: Said, signature: Signature): readonly Operation[] =>
  patchFor(record, statement.set ?? {}, entriesOf(record, statement.facts, said, signature));

const isForbidden = (error: unknown): boolean => error instanceof Refused;

/** What somebody meant to state: whatever others wrote in between, nothing else is written in their name. */
const statedIn = ({ facts }: Statement): string => JSON.stringify(facts.map(({ fact, fields }) => [fact.list, fields]));

/** Writes what the verb states on the newest version of the record, and resolves to the record as it is then. Throws a Refused. */
const wrote = async (
  deed: Deed,
  first: Recorded,
  signature: Signature,
): Promise<{ readonly object: unknown; readonly statement: Statement }> => {
  const { cluster, namespace, name, target, said, now, judged } = deed;
  let known: Recorded | undefined = first;
  let statement: Statement = { facts: [], told: '' };
  const store = {
    read: async (): Promise<Recorded> => {
      const record = known ?? ((await cluster.get(kindOf(target), namespace, name)) as Recorded | undefined);
      known = undefined;
      return record ?? unreadable(`${target.kind} ${name} is gone.`);
    },
    write: (_: Recorded, operations: readonly Operation[]) => cluster.put({ kind: kindOf(target), namespace, name, operations }, judged),
    mayBeOvertaken: (error: unknown) => isForbidden(error) && mayBeOvertaken((error as Refused).message),
  };
  const asked = statedIn(target.states(first, said, now));
  const outcome = await write<never, Recorded, unknown>(
    store,
    (record) => {
      statement = target.states(record, said, now);
      if (statedIn(statement) !== asked)
        stop(`${name} changed while you wrote, and this would say something else now. Look again, and repeat it.`);
      return { kind: 'write', operations: operationsOf(record, statement, said, signature) };
    },
    mostAttempts,
  );
  return { object: outcome.kind === 'written' ? outcome.written : first, statement };
};

/** Writes, signed by hand where the API server asks for it; what it refuses is told for people. */
const signed = async (deed: Deed, first: Recorded) => {
  const { cluster, namespace, target, said, now } = deed;
  const tell = (error: unknown): never => {
    if (!(error instanceof Refused)) throw error;
    const facts = target.states(first, said, now).facts.map(({ fact }) => fact);
    throw new Refused(refusalText(error.message, facts, namespace));
  };
  try {
    return await wrote(deed, first, {});
  } catch (error) {
    if (!(error instanceof Refused) || !lacksSignature(error.message)) return tell(error);
    return await wrote(deed, first, { by: await cluster.user(), at: now }).catch(tell);
  }
};

interface Found {
  readonly target: Target;
  readonly record: Recorded;
}

const found = async (cluster: WritableCluster, verb: Verb, namespace: string, name: string): Promise<Found> => {
  for (const target of verb.targets) {
    const record = (await cluster.get(kindOf(target), namespace, name)) as Recorded | undefined;
    if (record !== undefined) return { target, record };
  }
  const sorts = verb.targets.map(({ kind }) => `no ${kind.toLowerCase()}`).join(' and ');
  if (!verb.targets.some(({ kind }) => kind === 'Notification'))
    return unreadable(`There is ${sorts} ${name} in the namespace ${namespace}.`);
  const of = await cluster.list(kinds.Notification, namespace, `spec.incidentRef.name=${name}`);
  const names = of.map((note) => `\n  ${textIn(valueAt(note, 'metadata.name'))}   ${textIn(valueAt(note, 'status.phase'))}`).join('');
  return unreadable(
    `There is ${sorts} ${name} in the namespace ${namespace}.${names === '' ? '' : ` Of the incident ${name} there are:${names}`}`,
  );
};

const idsOf = (statement: Statement, before: Recorded, said: Said): string => {
  const ids = entriesOf(before, statement.facts, said, {}).map(({ entry }) => entry.id);
  return ids.length === 0 ? '' : ` (${ids.join(', ')})`;
};

const answerOf = (form: Form, object: unknown, told: string): Response => {
  if (form === 'name') return said(`${objectName(object)}\n`);
  return said(form === 'text' ? `${told}\n` : dataText(object, form));
};

/** Everything that was typed, by option. */
export type Values = Readonly<Record<string, Value | undefined>>;

/** The options for the cluster among everything that was typed. */
export const clusterValues = (values: Values): ClusterValues => {
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? (values[name] as string) : undefined);
  return { namespace: text('namespace'), context: text('context'), kubeconfig: text('kubeconfig'), as: text('as') };
};

const nothingSaid = (verb: Verb, values: Values): boolean => verb.options.every(({ name }) => values[name] === undefined);

/** Does a verb (`kubectl incident triage` and its like). Throws a Misunderstood, an Unreadable or a Refused. */
export const runVerb = async (verb: Verb, args: string[], terminal: Terminal): Promise<Response> => {
  const usage = usageOf(verb);
  const options = [...verb.options, ...common];
  const { values: parsed, positionals } = understood(usage, () =>
    parseArgs({ args, options: parseOptions(options), allowPositionals: true }),
  );
  const values = parsed as Values;
  if (values['help'] === true) return said(usage);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) return stop(`${verb.name} takes one name.\n\n${usage}`);
  const now = Temporal.Now.instant().round({ smallestUnit: 'second', roundingMode: 'floor' }).toString();
  const early = saidOf(options, values, now);
  const form = formOf(early.text('output'));
  const cluster = clusterOf(clusterValues(values));
  const namespace = await cluster.namespace();
  const { target, record } = await found(cluster, verb, namespace, name);
  if (target.shows !== undefined && nothingSaid(verb, values)) {
    const { text, value } = target.shows(record);
    return form === 'name' ? said(`${objectName(record)}\n`) : said(form === 'text' ? `${text}\n` : dataText(value, form));
  }
  const all = await askedFor({ verb: verb.name, options, values, terminal, now, needs: (known) => target.needs(record, known) });
  const deed = { cluster, namespace, name, target, said: all, now, judged: early.has('dry-run') };
  const { object, statement } = await signed(deed, record);
  const judged = deed.judged ? ' (judged by the server, not written)' : '';
  return answerOf(form, object, `${target.kind.toLowerCase()}/${name} ${statement.told}${idsOf(statement, record, all)}${judged}`);
};
