import { basename } from 'node:path';
import { kinds } from '../api/kinds.ts';
import type { EvidenceItem } from '../api/types.gen.ts';
import { custodyOf } from '../evidence/custody.ts';
import { type Response, said, stop } from './answer.ts';
import { clusterOf, clusterOptions, clusterUsage } from './cluster.ts';
import { entryPatch, freeId, itemNamed } from './evidence-items.ts';
import { given, parsed } from './evidence-options.ts';
import { localBytes } from './local-bytes.ts';
import { progressOn } from './progress.ts';

/** The help text of `evidence transfer`. */
export const usage = `Usage: kubectl incident evidence transfer <item> --to <user> --reason <text> [options]   you give it
       kubectl incident evidence transfer <item> --receive [<file>] [options]         you get it
       kubectl incident evidence transfer <item> --refuse | --withdraw [options]      it stays with whoever gave it

A hand-over has two halves, each under its author's own name. From the receipt on, the receiver holds the item.

  --receive [<file>]       hashes the file that arrived, if there is one, and states its digest
  --seal <text>            the number of the seal, as it is given or as it arrived
  --authority <text>       under whose authority it is given
  --note <text>            a remark for the receipt
  --broken <text>          it does not come from the present holder: says how the chain broke; the item then counts as compromised
  --from <user>            only with --broken: who had it
${clusterUsage}
`;

const text = { type: 'string' } as const;
const yes = { type: 'boolean', default: false } as const;
const options = {
  ...clusterOptions,
  to: text,
  from: text,
  reason: text,
  seal: text,
  authority: text,
  note: text,
  broken: text,
  receive: yes,
  refuse: yes,
  withdraw: yes,
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parsed<typeof options>>['values'];

/** One half of a hand-over: in which list it goes, and what is said of it. */
interface Half {
  readonly list: 'custody' | 'receipts';
  readonly entry: { readonly id: string };
  readonly told: string;
}

const giving = ({ spec }: EvidenceItem, values: Values): Half => {
  const to = values.to ?? stop('Say to whom with --to, or receive it with --receive.');
  const reason = values.reason ?? stop('Say why with --reason.');
  if (values.from !== undefined && values.broken === undefined)
    return stop('An item comes from its present holder; --from goes with --broken only.');
  const from = values.from ?? custodyOf(spec).holder ?? stop('Nobody holds this item yet: it was neither identified nor collected.');
  const id = freeId('cu', spec.custody);
  const entry = { id, from, to, reason, ...given({ authority: values.authority, seal: values.seal, broken: values.broken }) };
  return { list: 'custody', entry, told: `${from} gave it to ${to} (custody/${id}); ${to} now receives it` };
};

const outcomeOf = ({ receive, refuse, withdraw }: Values): 'Received' | 'Refused' | 'Withdrawn' => {
  if (Number(receive) + Number(refuse) + Number(withdraw) > 1) return stop('Receive, refuse or withdraw: one of them.');
  return receive ? 'Received' : refuse ? 'Refused' : 'Withdrawn';
};

const answering = async ({ metadata, spec }: EvidenceItem, values: Values, path: string | undefined): Promise<Half> => {
  const { pending } = custodyOf(spec);
  if (pending === undefined) return stop(`Nobody has given ${metadata.name} to anybody: there is nothing to receive.`);
  const outcome = outcomeOf(values);
  const { algorithm } = spec.digest ?? {};
  const found = path === undefined ? undefined : await localBytes(path, progressOn(process.stderr, basename(path)));
  const digest = found && algorithm && { sha256: found.sha256, sha512: found.sha512, 'sha3-256': found.sha3 }[algorithm];
  const same =
    digest === undefined ? '' : digest === spec.digest?.value ? '; the bytes are the ones that were collected' : '; THE BYTES ARE OTHERS';
  const id = freeId('re', spec.receipts);
  const entry = { id, of: pending.entry, outcome, ...given({ digest, seal: values.seal, note: values.note }) };
  return { list: 'receipts', entry, told: `custody/${pending.entry} ${outcome} (receipts/${id})${same}` };
};

/** Hands an item over, or answers a hand-over (`kubectl incident evidence transfer`). Throws a Misunderstood or an Unreadable. */
export const run = async (args: string[]): Promise<Response> => {
  const { values, positionals } = parsed(args, options, usage);
  const [name, path, more] = positionals;
  if (values.help) return said(usage);
  if (name === undefined || more !== undefined) return stop(`evidence transfer takes one item.\n\n${usage}`);
  const answers = values.receive || values.refuse || values.withdraw;
  if (path !== undefined && !values.receive) return stop('A file is compared on receipt: --receive FILE.');
  const cluster = clusterOf(values);
  const item = await itemNamed(cluster, await cluster.namespace(), name);
  const { list, entry, told } = answers ? await answering(item, values, path) : giving(item, values);
  await cluster.patch(kinds.EvidenceItem, item.metadata.namespace, name, entryPatch(list, item.spec[list], entry));
  return said(`${told}\n`);
};
