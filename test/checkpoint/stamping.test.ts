import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createStamper, imprintOfNote } from '../../operator/checkpoint/stamping.ts';
import type { StoredTail } from '../../operator/checkpoint/store.ts';
import { silent } from '../../operator/kube/observer.ts';
import { readAnchors } from '../../operator/timestamp/certificates.ts';
import { requestStamp, type Stamping } from '../../operator/timestamp/client.ts';
import type { Imprint } from '../../operator/timestamp/stamp.ts';
import { verifyToken } from '../../operator/timestamp/verify.ts';
import { createAuthority, serveAuthority } from '../timestamp/support/authority.ts';

const tail: StoredTail = { checkpoint: 'note\n', verifier: 'key', stamp: undefined, first: 0, lines: ['line'], resourceVersion: '1' };

const observed = () => {
  const warnings: unknown[] = [];
  return { warnings, observer: { ...silent, log: (_level: string, _message: string, fields: unknown) => void warnings.push(fields) } };
};

const storing = {
  stamp: async (before: StoredTail, token: Uint8Array): Promise<StoredTail> => ({
    ...before,
    stamp: Buffer.from(token).toString('base64'),
    resourceVersion: '2',
  }),
};

const leading = (): boolean => true;

test('a checkpoint is stamped by the authority once, and the stamp is over its note', async () => {
  const authority = await createAuthority();
  const server = await serveAuthority(authority);
  try {
    const anchors = readAnchors(authority.anchor);
    const ask = (imprint: Imprint): Promise<Stamping> => requestStamp({ url: server.url, anchors, timeoutMs: 10_000 }, imprint);
    const stamper = createStamper({ ask, store: storing, fence: leading, observer: silent });
    const stamped = await stamper(tail);
    if (stamped.outcome !== 'stamped') throw new Error(stamped.outcome);
    const token = Buffer.from(stamped.tail.stamp ?? '', 'base64');
    assert.is(verifyToken(token, { imprint: imprintOfNote(tail.checkpoint), anchors }).outcome, 'verified');
    assert.is(stamped.tail.resourceVersion, '2');
    assert.equal(await stamper(stamped.tail), stamped);
    assert.is(server.asked(), 1);
  } finally {
    await server.close();
    await authority.remove();
  }
});

test('while no stamp comes the checkpoint goes without one, which is said once for each cause', async () => {
  const { warnings, observer } = observed();
  let reason = 'The authority did not answer (ECONNREFUSED).';
  const stamper = createStamper({ ask: async () => ({ outcome: 'unreachable', reason }), store: storing, fence: leading, observer });
  for (let times = 0; times < 3; times += 1) assert.equal(await stamper(tail), { outcome: 'unstamped', tail });
  reason = 'The authority answered with HTTP status 503.';
  assert.equal(await stamper(tail), { outcome: 'unstamped', tail });
  assert.equal(warnings, [{ cause: 'The authority did not answer (ECONNREFUSED).' }, { cause: reason }]);
});

test('who does not lead any more, or was overtaken, stores no stamp', async () => {
  const stamp = { time: '', accuracyMs: undefined, serial: '', policy: '', authority: '', certificateEnds: '' };
  const ask = async (): Promise<Stamping> => ({ outcome: 'stamped', token: Buffer.of(1), stamp });
  const never = { stamp: async () => assert.unreachable() };
  const deposed = createStamper({ ask, store: never as never, fence: () => false, observer: silent });
  assert.equal(await deposed(tail), { outcome: 'lost' });
  const overtaken = createStamper({ ask, store: { stamp: async () => 'conflict' }, fence: leading, observer: silent });
  assert.equal(await overtaken(tail), { outcome: 'lost' });
});

test.run();
