// From every state that a story passes, changes of single fields: refused with a sentence, or taken in as the pure functions say.
import { type Definition, readDefinitions, type Schema } from '../../crds/schema.ts';
import { type KindName, kinds } from '../../operator/api/kinds.ts';
import { play, stepsOf } from '../../scripts/play.ts';
import { type Answer, type Person, personOf } from '../admission/client.ts';
import type { Product } from '../e2e/support/product.ts';
import { listKinds, type Record, statusKinds } from '../e2e/support/register.ts';
import { settle } from '../e2e/support/settle.ts';
import { isUseful } from '../hostile/answer.ts';
import type { Chance } from '../hostile/chance.ts';
import { type Mutation, mutate } from '../hostile/mutate.ts';
import { type Json, validOf } from '../hostile/valid.ts';
import { until } from '../kube/lab.ts';
import { type Prophet, startProphet } from './predict.ts';

/** What a campaign came to. */
export interface Outcome {
  readonly states: number;
  readonly tried: number;
  readonly refused: number;
  readonly taken: number;
  /** Taken and taken back, and everything was as before. */
  readonly undone: number;
  /** Taken, and the API server lets nobody take it back: facts are only ever added. */
  readonly lasting: number;
  readonly faults: readonly string[];
}

type Counts = { -readonly [K in keyof Omit<Outcome, 'faults'>]: number };

interface Rig {
  readonly product: Product;
  readonly admin: Person;
  readonly prophet: Prophet;
  readonly chance: Chance;
  readonly counts: Counts;
  readonly faults: string[];
}

/** How long the operator may take to come to rest after a change (milliseconds). */
const patience = 30_000;

const schemas: ReadonlyMap<string, Schema> = new Map(
  readDefinitions().map(({ crd, version }: Definition) => [crd.spec.names.kind, version.schema.openAPIV3Schema.properties?.['spec'] ?? {}]),
);

/** Within the schema: a field set, or an entry added, with a value that the schema takes. */
const within = (schema: Schema, spec: { readonly [field: string]: Json }, chance: Chance): Mutation => {
  const [name, field] = chance.pick(Object.entries(schema.properties ?? {}));
  const old = spec[name];
  const made = validOf(field, chance);
  const value = Array.isArray(old) && Array.isArray(made) ? [...old, ...made.slice(0, 1)] : made;
  return { what: `${name} as the schema allows`, value: { ...spec, [name]: value } };
};

const changeOf = ({ kind, spec }: Record, chance: Chance): Mutation => {
  const schema = schemas.get(kind) ?? {};
  const value = spec as { readonly [field: string]: Json };
  return chance.next() < 0.5 ? within(schema, value, chance) : mutate(schema, value, chance);
};

const placeOf = ({ kind, metadata: { namespace, name } }: Record) => ({ kind: kind as KindName, namespace, name });

/** Writes a spec over the object as it is now. */
const write = async ({ admin }: Rig, record: Record, spec: unknown): Promise<Answer> => {
  const place = placeOf(record);
  for (;;) {
    const { object } = await admin.get(place);
    const answer = await admin.put(place, { ...object, spec });
    if (answer.status !== 409) return answer;
  }
};

/** What must be as before once a change is taken back; facts that were recorded meanwhile stay recorded. */
const essence = ({ status }: Record): string => {
  const {
    phase,
    severity,
    conditions = [],
  } = (status ?? {}) as {
    readonly phase?: string;
    readonly severity?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string }[];
  };
  const said = conditions.map(({ type, status: state, reason }) => `${type}=${state} ${reason}`).toSorted();
  return [phase ?? '', severity ?? '', ...said].join('; ');
};

/** Reaches what the pure functions say, and stays there. Returns what is wrong. */
const rest = async ({ product, prophet }: Rig): Promise<string | undefined> => {
  try {
    await settle(product, { within: patience });
    await until('the state is the one that the pure functions give', () => prophet.differences().length === 0, patience);
    await settle(product, { within: patience });
  } catch (error) {
    return `${error instanceof Error ? error.message.split('\n', 1)[0] : 'unknown'} ${prophet.differences().slice(0, 5).join(', ')}`;
  }
  const after = prophet.differences();
  return after.length === 0 ? undefined : `it does not stay: ${after.slice(0, 5).join(', ')}`;
};

const read = async ({ product }: Rig, record: Record): Promise<Record> =>
  product.admin.get<Record>(kinds[record.kind as KindName], { ...(record.metadata as { namespace?: string; name: string }) });

/** One change of one object, and back. */
const attempt = async (rig: Rig, record: Record): Promise<void> => {
  const { counts, faults, chance } = rig;
  const before = await read(rig, record);
  const { what, value } = changeOf(record, chance);
  const told = `${record.kind} ${record.metadata.name}, ${what}`;
  counts.tried += 1;
  const answer = await write(rig, record, value);
  if (answer.status >= 300) {
    counts.refused += 1;
    if (!isUseful(answer)) faults.push(`${told}: a refusal that helps nobody: ${answer.status} ${answer.message.slice(0, 200)}`);
    return;
  }
  counts.taken += 1;
  const wrong = await rest(rig);
  if (wrong !== undefined) faults.push(`${told}: ${wrong}`);
  if ((await write(rig, record, before.spec)).status >= 300) {
    counts.lasting += 1;
    return;
  }
  const stuck = await rest(rig);
  const after = await read(rig, record);
  if (stuck !== undefined) faults.push(`${told}, taken back: ${stuck}`);
  else if (essence(after) !== essence(before)) faults.push(`${told}, taken back: ${essence(before)} became ${essence(after)}`);
  else counts.undone += 1;
};

/** How a campaign is run. */
export interface CampaignOptions {
  readonly chance: Chance;
  /** The samples that are told. */
  readonly samples: readonly string[];
  /** Changes in each state. */
  readonly each: number;
  /** After so long no more is begun (milliseconds). */
  readonly withinMs: number;
}

/** Tells samples step by step, and changes what there is in each state. An operator has to lead. */
export const campaign = async (product: Product, { chance, samples, each, withinMs }: CampaignOptions): Promise<Outcome> => {
  const counts: Counts = { states: 0, tried: 0, refused: 0, taken: 0, undone: 0, lasting: 0 };
  const prophet = await startProphet(product.admin);
  const rig: Rig = { product, admin: personOf(product.plane.kubeconfig), prophet, chance, counts, faults: [] };
  const begins = Date.now();
  const { kubeconfig } = product.plane;
  try {
    for (const sample of samples) {
      for (let step = 1; step <= stepsOf(sample, begins).length && Date.now() - begins < withinMs; step += 1) {
        await settle(product);
        await play(sample, { kubeconfig, from: step, to: step, now: begins });
        const wrong = await rest(rig);
        if (wrong !== undefined) rig.faults.push(`${sample}, step ${step}: ${wrong}`);
        counts.states += 1;
        const records = await listKinds(product.admin, statusKinds);
        for (let count = 0; count < each && Date.now() - begins < withinMs; count += 1) await attempt(rig, chance.pick(records));
      }
    }
  } finally {
    await prophet.stop();
  }
  return { ...counts, faults: rig.faults };
};

/** The figures, for whoever reads the run. */
export const figuresOf = ({ states, tried, refused, taken, undone, lasting }: Outcome): string =>
  `${states} states, ${tried} changes: ${refused} refused with a sentence, ${taken} taken in, of which ${undone} were taken back and ${lasting} are facts that stay`;
