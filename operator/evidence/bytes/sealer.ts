import type { X509Certificate } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { EvidenceItem } from '../../api/types.gen.ts';
import { type Key, keyOf } from '../../kube/object.ts';
import { requestStamp } from '../../timestamp/client.ts';
import type { Imprint } from '../../timestamp/stamp.ts';
import { verifyToken } from '../../timestamp/verify.ts';
import { type Seal, type SealNews, type Stampable, stampable } from '../sealing.ts';

/** Who stamps, and whom we believe. */
export interface Authority {
  readonly url: URL;
  readonly anchors: readonly X509Certificate[];
}

/** What a sealer needs of the world. */
export interface SealerOptions {
  /** Undefined where the operator has none: then it seals nothing, and the checkpoints stand in. */
  readonly authority: Authority | undefined;
  /** The time of day: RFC 3339, UTC. */
  readonly now: () => string;
  readonly done: (key: Key) => void;
}

/** Has digests stamped, verifies stamps again, and holds what came of it until that is stored. */
export interface Sealer {
  /** Has an item sealed, or its seal verified, in its turn. Returns at once. */
  offer(item: EvidenceItem): void;
  newsOf(item: EvidenceItem): SealNews | undefined;
  start(): void;
  stop(): Promise<void>;
}

/** How long one authority may take to answer (milliseconds). */
const timeoutMs = 10_000;
/** As large a token, in base64, as a record holds (api.md). */
const largestToken = 24_576;
const longestSubject = 512;

const imprintOf = ({ over, value }: Stampable): Imprint => ({ algorithm: over, digest: Buffer.from(value, 'hex') });

const stamped = async ({ url, anchors }: Authority, of: Stampable, now: () => string): Promise<SealNews> => {
  const answer = await requestStamp({ url, anchors, timeoutMs }, imprintOf(of));
  const at = now();
  if (answer.outcome === 'distrusted') return { kind: 'Failed', at, outcome: answer.fault };
  if (answer.outcome !== 'stamped') return { kind: 'Failed', at, outcome: answer.outcome };
  const token = Buffer.from(answer.token).toString('base64');
  if (token.length > largestToken) return { kind: 'Failed', at, outcome: 'tooLarge' };
  const { time, authority, certificateEnds } = answer.stamp;
  const subject = authority.slice(0, longestSubject);
  const seal: Seal = {
    type: 'RFC3161',
    token,
    over: of.over,
    time,
    authority: subject,
    certificateEnds,
    checkedAt: at,
    outcome: 'verified',
  };
  return { kind: 'Sealed', at, seal, tokenDigest: createHash('sha256').update(answer.token).digest('hex') };
};

/** What an item has to say of itself for news about it to count. */
const identityOf = ({ metadata, spec, status }: EvidenceItem): string =>
  `${metadata.uid} ${stampable(spec)?.value} ${status?.seal?.checkedAt} ${status?.sealing?.at}`;

/** A sealer that has not begun. One digest is stamped at a time: authorities count what each customer asks. */
export const createSealer = ({ authority, now, done }: SealerOptions): Sealer => {
  const waiting = new Map<Key, EvidenceItem>();
  const found = new Map<Key, { readonly of: string; readonly news: SealNews }>();
  let begun = false;
  let turn: Promise<void> | undefined;

  const newsFor = async (by: Authority, { spec, status }: EvidenceItem): Promise<SealNews | undefined> => {
    const of = stampable(spec);
    if (of === undefined) return undefined;
    const token = status?.seal?.token;
    if (token === undefined) return stamped(by, of, now);
    const check = verifyToken(Buffer.from(token, 'base64'), { imprint: imprintOf(of), anchors: by.anchors });
    return { kind: 'Checked', at: now(), outcome: check.outcome };
  };

  const work = async (by: Authority): Promise<void> => {
    for (let [next] = waiting; next !== undefined && begun; [next] = waiting) {
      const [key, item] = next;
      waiting.delete(key);
      const news = await newsFor(by, item);
      if (news === undefined || !begun) continue;
      found.set(key, { of: identityOf(item), news });
      done(key);
    }
    turn = undefined;
  };

  return {
    offer: (item) => {
      const key = keyOf(item);
      if (authority === undefined || !begun || found.get(key)?.of === identityOf(item)) return;
      waiting.set(key, item);
      turn ??= work(authority);
    },
    newsOf: (item) => {
      const held = found.get(keyOf(item));
      if (held === undefined || held.of === identityOf(item)) return held?.news;
      found.delete(keyOf(item));
      return undefined;
    },
    start: () => {
      begun = true;
    },
    stop: async () => {
      begun = false;
      waiting.clear();
      await turn;
      found.clear();
    },
  };
};
