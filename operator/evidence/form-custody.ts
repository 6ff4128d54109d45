import { effective } from '../api/entries.ts';
import type { EvidenceItem, EvidenceItemAccess, EvidenceItemVerification } from '../api/types.gen.ts';
import type { Block, Table } from '../document/model.ts';
import type { HandOver, Receipt } from './custody.ts';
import { joined, type Pen } from './form-pen.ts';

const receiptText = (receipt: Receipt, { words, codes, moment }: Pen): string =>
  joined(
    codes.outcome[receipt.outcome ?? 'Received'],
    receipt.by,
    moment(receipt.at),
    receipt.seal && `${words.seal} ${receipt.seal}`,
    receipt.digest && `${receipt.digest.slice(0, 16)}…`,
    receipt.note,
  );

const handOvers = ({ spec, status }: EvidenceItem, pen: Pen): Table => {
  const { words, moment } = pen;
  const receipts = effective<Receipt>(spec.receipts);
  const waiting = status?.custody?.pending?.entry;
  return {
    kind: 'table',
    caption: words.custody,
    columns: [
      { heading: words.number, width: 1.1 },
      { heading: words.given, width: 3 },
      { heading: words.to, width: 2.4 },
      { heading: words.reason, width: 3.5 },
      { heading: words.receipt, width: 3.5 },
    ],
    rows: effective<HandOver>(spec.custody).map((entry) => {
      const receipt = receipts.find(({ of }) => of === entry.id);
      return [
        entry.id,
        joined(entry.from, moment(entry.at)),
        entry.to,
        joined(entry.reason, entry.authority, entry.broken, entry.seal && `${words.seal} ${entry.seal}`),
        receipt === undefined ? (entry.id === waiting ? words.pending : words.noReceipt) : receiptText(receipt, pen),
      ];
    }),
    rowHeadings: true,
  };
};

/** What the chain comes to at the present holder; a hand-over under way is told, because the item is not with whoever it names yet. */
const chainNotices = ({ status }: EvidenceItem, { words, codes }: Pen): readonly Block[] => {
  const { broken, intact, pending, handOvers } = status?.custody ?? {};
  const sound = handOvers === 0 ? words.untouched : words.intact;
  return [
    ...(broken === undefined
      ? []
      : [{ kind: 'notice', tone: 'warning', title: words.brokenTitle, text: words.broken(broken.entry, codes.how[broken.why]) } as const]),
    ...(intact === true ? [{ kind: 'notice', tone: 'success', title: words.intactTitle, text: sound } as const] : []),
    ...(pending === undefined
      ? []
      : [{ kind: 'notice', tone: 'note', title: words.pendingTitle, text: words.pendingText(pending.entry, pending.to) } as const]),
  ];
};

const accesses = ({ spec }: EvidenceItem, { words, codes, moment }: Pen): Table => ({
  kind: 'table',
  caption: words.access,
  columns: [words.at, words.by, words.kind, words.purpose, words.recipient].map((heading) => ({ heading })),
  rows: effective<EvidenceItemAccess>(spec.accesses).map(({ at, by, kind, purpose, recipient }) => [
    moment(at),
    by ?? '',
    codes.access[kind],
    purpose,
    recipient ?? '',
  ]),
});

const verifications = ({ spec }: EvidenceItem, { words, codes, moment }: Pen): Table => ({
  kind: 'table',
  caption: words.verifications,
  columns: [words.at, words.by, words.result, words.digest].map((heading) => ({ heading })),
  rows: effective<EvidenceItemVerification>(spec.verifications).map(({ at, by, result, digest }) => [
    moment(at),
    by ?? '',
    codes.result[result],
    digest ?? '',
  ]),
});

/** Who held the item, who looked into it, which copies left and who verified it (V2, V8). */
export const custodyBlocks = (item: EvidenceItem, pen: Pen): readonly Block[] => [
  ...chainNotices(item, pen),
  handOvers(item, pen),
  accesses(item, pen),
  verifications(item, pen),
];
