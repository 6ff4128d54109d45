import { createHash, X509Certificate } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EvidenceItem } from '../../../operator/api/types.gen.ts';
import { createSealer } from '../../../operator/evidence/bytes/sealer.ts';
import { decideEvidence } from '../../../operator/evidence/decide.ts';
import type { SealFault, SealNews } from '../../../operator/evidence/sealing.ts';
import { at, evidence, incident, policy } from '../../build.ts';
import { type Authority, type AuthorityWish, createAuthority, serveAuthority } from '../../timestamp/support/authority.ts';

const now = (): string => new Date().toISOString();
const sha256 = createHash('sha256').update('evidence').digest();
const digest = { algorithm: 'sha256', value: sha256.toString('hex') } as const;
const itemOf = (spec: Partial<EvidenceItem['spec']> = {}, status?: EvidenceItem['status']): EvidenceItem =>
  evidence({ digest, ...spec }, status);

/** What a sealer that asks at a URL and believes an anchor says of an item. */
const newsFrom = async (url: URL, anchor: string, item: EvidenceItem): Promise<SealNews | undefined> => {
  let told = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    told = resolve;
  });
  const sealer = createSealer({ authority: { url, anchors: [new X509Certificate(anchor)] }, now, done: () => told() });
  sealer.start();
  sealer.offer(item);
  await done;
  const news = sealer.newsOf(item);
  await sealer.stop();
  return news;
};

const withAuthority = async (
  work: (authority: Authority, url: URL) => Promise<void>,
  wish?: AuthorityWish,
  reply?: (authority: Authority) => Authority['reply'],
): Promise<void> => {
  const authority = await createAuthority(wish);
  const server = await serveAuthority({ reply: reply?.(authority) ?? authority.reply });
  try {
    await work(authority, server.url);
  } finally {
    await server.close();
    await authority.remove();
  }
};

const decide = (item: EvidenceItem, sealNews: SealNews | undefined, moment = at(10)) =>
  decideEvidence({ item, incident: incident(), policy: policy(), sealNews, seals: true }, moment);
const reasons = (status: EvidenceItem['status']): readonly string[] => (status?.findings ?? []).map(({ reason }) => reason);

test('the digest of an item is stamped, OpenSSL verifies the token, and it is kept with its certificates', () =>
  withAuthority(async (authority, url) => {
    const item = itemOf();
    const news = await newsFrom(url, authority.anchor, item);
    assert.is(news?.kind, 'Sealed');
    const { status, entries } = decide(item, news);
    assert.match(await authority.verify(Buffer.from(status.seal?.token ?? '', 'base64'), sha256), 'Verification: OK');
    assert.equal([status.seal?.type, status.seal?.over, status.seal?.outcome], ['RFC3161', 'sha256', 'verified']);
    assert.match(status.seal?.authority ?? '', 'Time stamps of the tests');
    assert.ok(entries.some(({ reason, note }) => reason === 'EvidenceStamped' && /^RFC3161 \S+ sha256:[0-9a-f]{64}$/.test(note)));
    // Verified again, offline: nobody is asked.
    const nowhere = new URL('http://127.0.0.1:9/');
    const checked = await newsFrom(nowhere, authority.anchor, itemOf({}, status));
    assert.equal([checked?.kind, checked?.kind === 'Checked' && checked.outcome], ['Checked', 'verified']);
    const forged = itemOf({ digest: { ...digest, value: 'b'.repeat(64) } }, status);
    const other = await newsFrom(nowhere, authority.anchor, forged);
    assert.is(other?.kind === 'Checked' && other.outcome, 'otherDigest');
    const told = decide(forged, other);
    assert.equal(
      [
        reasons(told.status).includes('StampInvalid'),
        told.entries.some(({ reason, note }) => reason === 'EvidenceUnstamped' && note === 'otherDigest'),
      ],
      [true, true],
    );
  }));

test('a SHA-512 is stamped where the digest is one that authorities do not know', () =>
  withAuthority(async (authority, url) => {
    const sha512 = createHash('sha512').update('evidence').digest();
    const spec = { digest: { algorithm: 'sha3-256', value: 'c'.repeat(64), sha512: sha512.toString('hex') } } as const;
    const news = await newsFrom(url, authority.anchor, itemOf(spec));
    assert.is(news?.kind === 'Sealed' && news.seal.over, 'sha512');
    const token = Buffer.from((news?.kind === 'Sealed' && news.seal.token) || '', 'base64');
    assert.match(await authority.verify(token, sha512), 'Verification: OK');
  }));

test('a token for other bytes is refused', () => {
  const others = new Map<string, Uint8Array>();
  return withAuthority(
    async (authority, url) => {
      const first = itemOf({ digest: { ...digest, value: 'd'.repeat(64) } });
      assert.is((await newsFrom(url, authority.anchor, first))?.kind, 'Sealed');
      const news = await newsFrom(url, authority.anchor, itemOf());
      assert.equal([news?.kind, news?.kind === 'Failed' && news.outcome], ['Failed', 'otherDigest']);
      assert.equal(reasons(decide(itemOf(), news).status), ['NotStamped']);
    },
    {},
    // It gives everybody the answer that it gave the first.
    (authority) => async (question) => {
      const answer = others.get('first') ?? (await authority.reply(question));
      others.set('first', answer);
      return answer;
    },
  );
});

test('an authority whose certificate has expired is told as such', () =>
  withAuthority(
    async (authority, url) => {
      const news = await newsFrom(url, authority.anchor, itemOf());
      assert.equal([news?.kind, news?.kind === 'Failed' && news.outcome], ['Failed', 'expired']);
      const { status, entries } = decide(itemOf(), news);
      assert.match(
        status.findings?.find(({ reason }) => reason === 'NotStamped')?.message ?? '',
        'a certificate of the authority had expired',
      );
      assert.equal(
        entries.filter(({ reason }) => reason === 'EvidenceUnstamped').map(({ note }) => note),
        ['expired'],
      );
    },
    { from: '20200101000000Z', until: '20210101000000Z' },
  ));

test('nobody there, and an authority that nobody vouches for', async () => {
  const other = await createAuthority();
  await withAuthority(async ({ anchor }, url) => {
    const away = await newsFrom(new URL('http://127.0.0.1:9/'), anchor, itemOf());
    const distrusted = await newsFrom(url, other.anchor, itemOf());
    assert.equal(
      [away?.kind === 'Failed' && away.outcome, distrusted?.kind === 'Failed' && distrusted.outcome],
      ['unreachable', 'untrusted'],
    );
  });
  await other.remove();
});

const failed = (hours: number, outcome: SealFault = 'unreachable'): SealNews => ({ kind: 'Failed', at: at(hours), outcome });

test('an authority that fails is asked again every hour, which is recorded once, until it stamps', () => {
  const first = decide(itemOf(), failed(10));
  assert.equal([first.wakeAt, first.status.sealing], [at(11), { at: at(10), outcome: 'unreachable' }]);
  const second = decide(itemOf({}, first.status), failed(11), at(11));
  assert.equal([second.entries, second.wakeAt], [[], at(12)]);
  const seal = { type: 'RFC3161', token: 'AAAA', time: at(12), checkedAt: at(12), outcome: 'verified', certificateEnds: at(20) } as const;
  const third = decide(itemOf({}, second.status), { kind: 'Sealed', at: at(12), seal, tokenDigest: 'e'.repeat(64) }, at(12));
  assert.equal([third.status.sealing, third.wakeAt, reasons(third.status)], [undefined, at(12 + 30 * 24), []]);
  const again = { ...seal, token: 'BBBB' };
  const fourth = decide(itemOf({}, third.status), { kind: 'Sealed', at: at(13), seal: again, tokenDigest: 'f'.repeat(64) }, at(13));
  assert.equal([fourth.status.seal, fourth.entries], [seal, []], 'a stamp that is kept is never replaced');
  assert.equal(reasons(decide(itemOf({}, third.status), undefined, at(21)).status), ['StampCertificateEnded']);
});

test('without an authority nothing is asked and nothing is found wanting', () => {
  const { status, wakeAt } = decideEvidence({ item: itemOf(), incident: incident(), policy: policy() }, at(10));
  assert.equal([reasons(status), wakeAt, status.seal, status.sealing], [[], undefined, undefined, undefined]);
});

test.run();
