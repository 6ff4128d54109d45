// Notifications by mail and webhook, to receivers that fail in every way, from an operator that is killed at any moment.
// Shows: P3, E3, R-i.
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
import { histories, listAll, listKinds, operatorEvents, statusKinds } from './support/register.ts';

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
  outcome = await campaign(product, { count: 40, seed: 26, kills: 3, strikes: 2, killingMs: 60_000, withinMs: 120_000 });
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

/** What is special about a mailbox: the addresses in its Secret, whom it serves, and how the operator sends. */
interface Arranged {
  readonly addresses?: Readonly<Record<string, string>>;
  readonly channel?: object;
  readonly regimes?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** A mailbox of which the test says whether it is there, with an operator that sends to it at a pace. */
const withMailbox = async (
  run: (mailbox: Mailbox & { away(is: boolean): void; arrivals: readonly Arrival[] }, operator: Operator) => Promise<void>,
  { addresses: listed = {}, channel = {}, regimes = ['tell'], settings = {} }: Arranged = {},
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
  const secrets = mountSecrets(mailbox, hook, Buffer.alloc(32, 'outage'), listed);
  await product.admin.mergePatch(
    kinds.IncidentPolicy,
    { name: 'default' },
    { spec: { regimes, channels: channelsOf(mailbox, hook, channel) } },
  );
  const operator = product.operator({
    ...quickDelivery,
    MELDPUNT_DELIVERY_RETRY_MAX: 'PT0.2S',
    MELDPUNT_DELIVERY_PER_MINUTE: '600',
    MELDPUNT_CHANNEL_SECRETS: secrets,
    ...settings,
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

/** Addresses that stand in the Secret of the channel and nowhere else. */
const planted = { reporter: 'melder-7741@elders.example', contactPoint: 'wacht-3391@elders.example' } as const;
const arranged: Arranged = {
  addresses: { reporters: `m.janssens ${planted.reporter}\n`, recipients: `contactPoint ${planted.contactPoint}\n` },
  channel: { audiences: ['Reporter'] },
  regimes: ['policy'],
  settings: { MELDPUNT_DELIVERY_WINDOW: 'PT3S' },
};

/** Everything that can be read without a right to the Secret or the policy: records, statuses, archives, all Events, metrics and logs. */
const readable = async (operator: Operator): Promise<string> => {
  const { stdout: events } = await product.kubectl(['get', 'events.events.k8s.io,events', '-A', '-o', 'yaml']);
  const statuses = (await listKinds(product.admin, statusKinds)).map(({ status }) => status);
  const everything = [await histories(product.admin, namespace), statuses, events, await operator.metrics(), operator.log()];
  return everything.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n');
};

test('whoever reported hears that it arrived, several notices are one mail, and addresses of the Secret are told to nobody', async () => {
  await withMailbox(async (mailbox, operator) => {
    const names = ['asked-1', 'asked-2', 'asked-3', 'asked-4'];
    const at = new Date(Date.now() - 60_000).toISOString();
    const what = {
      what: 'A stranger asked for the codes of the door.',
      establishedAt: at,
      establishedBy: 'm.janssens',
      reportedBy: 'm.janssens',
    };
    mailbox.away(false);
    await Promise.all(names.map((name) => report(name, 0, { category: 'AccessViolation', report: what })));
    const arrived = (to: string): readonly Arrival[] => mailbox.arrivals.filter((each) => each.to === to && names.includes(each.reference));
    await until(
      'everybody heard',
      () => [planted.reporter, planted.contactPoint].every((to) => arrived(to).length === names.length),
      60_000,
    );
    assert.equal(
      arrived(planted.reporter)
        .map(({ reference }) => reference)
        .sort(),
      names,
    );
    assert.is(new Set(arrived(planted.reporter).map(({ id }) => id)).size, names.length);
    const told = arrived(planted.contactPoint);
    assert.equal([...new Set(told.map(({ reference }) => reference))].sort(), names);
    assert.ok(new Set(told.map(({ id }) => id)).size < names.length, told.map(({ id, reference }) => `${reference} in ${id}`).join());
    const mine = async (): Promise<readonly Notification[]> => (await notes()).filter(({ spec }) => names.includes(spec.incidentRef.name));
    await until('it is on record', async () => (await mine()).every(({ status }) => status?.phase === 'Sent'), 30_000);
    const recipients = (await mine()).map(({ spec, status }) => `${spec.duty} ${status?.deliveries?.map(({ to }) => to).join()}`);
    assert.equal(new Set(recipients), new Set(['policy-acknowledgement reporter', 'policy-contact contactPoint']));
    const everything = await readable(operator);
    for (const address of Object.values(planted)) assert.not.ok(everything.includes(address), `an address is told: ${address}`);
  }, arranged);
});

test.run();
