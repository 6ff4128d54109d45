// Notifications by mail and webhook, to receivers that fail in every way, from an operator that is killed at any moment.
import { rmSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { apiVersion, kinds } from '../../operator/api/kinds.ts';
import type { Notification } from '../../operator/api/types.gen.ts';
import { campaign, channelsOf, mountSecrets, type Outcome, quickDelivery } from '../faults/campaign.ts';
import { startHook } from '../faults/hook.ts';
import { createLedger, repeats } from '../faults/ledger.ts';
import { type Mailbox, startMailbox } from '../faults/mailbox.ts';
import { addresses, broken } from '../faults/verdict.ts';
import { until } from '../kube/lab.ts';
import type { Operator } from './support/operator.ts';
import { namespace, type Product, startProduct } from './support/product.ts';
import { histories, listAll, operatorEvents } from './support/register.ts';

let product: Product;
let outcome: Outcome;

test.before(async () => {
  product = await startProduct();
});

test.after(async () => {
  await product?.stop();
});

const notes = (): Promise<readonly Notification[]> => listAll<Notification>(product.admin, kinds.Notification, namespace);

test('forty notifications reach their recipients, whatever fails and whenever the operator dies', async () => {
  outcome = await campaign(product, { count: 40, seed: 26, kills: 3, strikes: 2, withinMs: 120_000 });
  const { ledger, wanted, killed, replayed } = outcome;
  const figures = `${wanted.size} notifications, ${ledger.transmissions.length} transmissions, ${killed} kills, ${replayed} retried, ${repeats(ledger)} repeats`;
  process.stdout.write(`  ${figures}\n`);
  assert.equal(broken(outcome), [], product.diagnosis());
  assert.is(wanted.size, 40);
  assert.ok(killed >= 3, figures);
});

test('every outcome is on the timeline, and no address stands anywhere', async () => {
  const all = await histories(product.admin, namespace);
  const delivered = all.flatMap(({ entries }) => entries.filter(({ reason }) => reason === 'NotificationDelivered'));
  assert.is(delivered.length, 40);
  const everything = JSON.stringify([await notes(), all, await operatorEvents(product.admin)]) + outcome.log;
  for (const address of Object.values(addresses)) {
    if (address.includes('@')) assert.not.ok(everything.includes(address), `an address is told: ${address}`);
  }
});

/** A mailbox of which the test says whether it is there, with an operator that sends to it at a pace. */
const withMailbox = async (
  run: (mailbox: Mailbox & { away(is: boolean): void; arrivals: readonly Arrival[] }, operator: Operator) => Promise<void>,
): Promise<void> => {
  const ledger = createLedger();
  const arrivals: Arrival[] = [];
  let away = true;
  const strike = (): Promise<void> => Promise.resolve();
  const mailbox = await startMailbox({
    ledger: {
      ...ledger,
      note: ({ id, to, notices }) => {
        const at = performance.now();
        for (const { reference } of notices) arrivals.push({ id, to: to.join(), reference, at });
      },
    },
    strike,
    mood: () => (away ? 'away' : 'good'),
  });
  const hook = await startHook({ ledger, strike, secret: Buffer.alloc(32, 'outage'), mood: () => 'good' });
  const secrets = mountSecrets(mailbox, hook, Buffer.alloc(32, 'outage'));
  await product.admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { channels: channelsOf(mailbox, hook) } });
  const operator = product.operator({
    ...quickDelivery,
    MELDPUNT_DELIVERY_RETRY_MAX: 'PT0.2S',
    MELDPUNT_DELIVERY_PER_MINUTE: '600',
    MELDPUNT_CHANNEL_SECRETS: secrets,
  });
  const switched = Object.assign(mailbox, {
    arrivals,
    away: (is: boolean) => {
      away = is;
    },
  });
  try {
    await operator.leads();
    await run(switched, operator);
  } finally {
    await operator.stop();
    mailbox.close();
    hook.close();
    rmSync(secrets, { recursive: true });
  }
};

interface Arrival {
  readonly id: string;
  readonly to: string;
  readonly reference: string;
  readonly at: number;
}

const report = (name: string, hoursAgo: number, more: object = {}): Promise<unknown> => {
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  return product.admin.create(kinds.Incident, {
    apiVersion,
    kind: 'Incident',
    metadata: { name, namespace },
    spec: {
      title: 'A service is down',
      category: 'Malfunction',
      asset: name,
      awareAt: at,
      personalDataCheck: 'NotFound',
      report: { what: 'A service is down.', establishedAt: at, establishedBy: 'm.janssens' },
      ...more,
    },
  } as never);
};

test('after an outage everything is delivered, what falls due first goes first, and no faster than the pace', async () => {
  const many = 24;
  await withMailbox(async (mailbox, operator) => {
    await Promise.all(Array.from({ length: many }, (_, index) => report(`outage-${index}`, (index * 7) % many)));
    const isMine = ({ spec }: Notification): boolean => spec.duty === 'tell-ciso' && spec.incidentRef.name.startsWith('outage-');
    const tries = /meldpunt_deliveries_total\{channel="SMTP",outcome="failed"\} (\d+)/;
    await until(
      'it was tried often, and all wait',
      async () => {
        const mine = (await notes()).filter(isMine);
        const waiting = mine.length === many && mine.every(({ status }) => (status?.deliveries?.length ?? 0) > 0);
        return waiting && Number(tries.exec(await operator.metrics())?.[1] ?? 0) >= 20;
      },
      60_000,
    );
    assert.equal(mailbox.arrivals, []);
    mailbox.away(false);
    await until('all have arrived', async () => (await notes()).filter(isMine).every(({ status }) => status?.phase === 'Sent'), 60_000);
    const mine = mailbox.arrivals.filter(({ to }) => to === addresses['CISO']);
    assert.is(new Set(mine.map(({ reference }) => reference)).size, many);
    // The first to go shows that the server is back; from then on the order is that of the deadlines.
    const rest = mine.slice(1).map(({ reference }) => reference);
    const wanted = Array.from({ length: many }, (_, index) => ({ name: `outage-${index}`, age: (index * 7) % many }))
      .sort((a, b) => b.age - a.age)
      .map(({ name }) => name)
      .filter((name) => name !== mine[0]?.reference);
    assert.equal(rest, wanted);
    // Ten at once at the most, then one in a tenth of a second.
    for (const [index, { at }] of mine.entries()) {
      const since = at - (mine[0]?.at ?? 0);
      assert.ok(since >= (index - 11) * 90, `message ${index} came ${since} ms after the first`);
    }
  });
});

test('a drill is told to nobody, and what cannot be reached says what to mend', async () => {
  await withMailbox(async (mailbox) => {
    mailbox.away(false);
    await report('practice', 1, { drill: true });
    await report('wrong', 1);
    const named = async (name: string): Promise<Notification | undefined> => (await notes()).find(({ metadata }) => metadata.name === name);
    await until('the real one is sent', async () => (await named('wrong-tell-dpo'))?.status?.phase === 'Sent');
    const { code, stderr } = await product.kubectl(
      [
        'patch',
        'notification',
        'wrong-tell-held',
        '-n',
        namespace,
        '--type=merge',
        '-p',
        '{"spec": {"channel": {"email": {"to": ["nobody"]}}}}',
      ],
      {},
    );
    assert.is(code, 0, stderr);
    await until('it says so', async () => {
      const found = (await named('wrong-tell-held'))?.status?.conditions?.find(({ type }) => type === 'ChannelServed');
      return found?.reason === 'ChannelUnavailable' && found.message.includes('nobody called nobody');
    });
    const practice = (await notes()).filter(({ spec }) => spec.incidentRef.name === 'practice');
    assert.ok(practice.length >= 4 && practice.every(({ status }) => (status?.deliveries ?? []).length === 0));
    assert.not.ok(mailbox.arrivals.some(({ reference }) => reference === 'practice'));
  });
});

test.run();
