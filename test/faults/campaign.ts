// Many notifications to receivers that fail in every way, from an operator that is killed at any moment: what came of each.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { apiVersion, kinds } from '../../operator/api/kinds.ts';
import type { Notification } from '../../operator/api/types.gen.ts';
import type { Operator } from '../e2e/support/operator.ts';
import { quickLease } from '../e2e/support/operator.ts';
import { namespace, type Product } from '../e2e/support/product.ts';
import { listAll } from '../e2e/support/register.ts';
import { type Hook, type HookMood, startHook } from './hook.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Mailbox, type MailMood, startMailbox } from './mailbox.ts';
import { randomOf } from './random.ts';

/** How a campaign is run. */
export interface CampaignOptions {
  /** How many notifications have to be sent; an eighth as many more must not. */
  readonly count: number;
  readonly seed: number;
  /** How often the operator is killed at a random moment, and how often a receiver has it killed in the middle of a message. */
  readonly kills: number;
  readonly strikes: number;
  /** How long the operator is killed; after that whatever is left has to arrive. */
  readonly killingMs: number;
  readonly withinMs: number;
}

/** What came of it. */
export interface Outcome {
  readonly ledger: Ledger;
  readonly notifications: readonly Notification[];
  /** Those that had to be sent, and those that must not be, by name. */
  readonly wanted: ReadonlySet<string>;
  readonly unapproved: ReadonlySet<string>;
  readonly killed: number;
  readonly replayed: number;
  readonly forged: number;
  /** Everything that the operators logged. */
  readonly log: string;
}

const withoutApproval = ['CISO', 'DPO', 'Management', 'ContactPoint'] as const;
const perIncident = withoutApproval.length + 1;

const duties = [
  ...withoutApproval.map((audience) => ({ name: `tell-${audience.toLowerCase()}`, audience })),
  { name: 'tell-filed', audience: 'ThirdParty', needsApproval: true },
  { name: 'tell-held', audience: 'ThirdParty', needsApproval: true },
].map((duty) => ({ ...duty, when: 'has(incident.asset)', from: 'awareAt', within: 'PT72H', counting: 'AsWritten' }));

const incidentOf = (index: number, now: number): object => {
  const at = new Date(now - index * 60_000).toISOString();
  return {
    apiVersion,
    kind: 'Incident',
    metadata: { name: `tell-${String(index).padStart(3, '0')}`, namespace },
    spec: {
      title: 'A service is down',
      category: 'Malfunction',
      asset: `tell-${index}`,
      tlp: 'AMBER',
      awareAt: at,
      personalDataCheck: 'NotFound',
      report: { what: 'A service is down.', establishedAt: at, establishedBy: 'm.janssens' },
    },
  };
};

const pick = <T>(random: () => number, good: T, often: number, bad: readonly T[]): T =>
  random() < often ? good : (bad[Math.floor(random() * bad.length)] ?? good);

/** Settings that let hours pass in seconds; the horizon stays, so that nothing is given up for its time. */
export const quickDelivery = {
  ...quickLease,
  MELDPUNT_DELIVERY_TIMEOUT: 'PT1.5S',
  MELDPUNT_DELIVERY_CLAIM: 'PT3S',
  MELDPUNT_DELIVERY_RETRY_BASE: 'PT0.2S',
  MELDPUNT_DELIVERY_RETRY_MAX: 'PT1S',
  MELDPUNT_DELIVERY_PER_MINUTE: '6000',
  MELDPUNT_DELIVERY_WINDOW: 'PT0S',
} as const;

/** The Secrets of two channels, mounted as directories. */
export const mountSecrets = (
  mailbox: Pick<Mailbox, 'ca'>,
  hook: Pick<Hook, 'ca'>,
  secret: Buffer,
  addresses: Readonly<Record<string, string>> = {},
  place = tmpdir(),
): string => {
  const directory = mkdtempSync(join(place, 'meldpunt-deliveries-'));
  for (const name of ['mail', 'hook']) mkdirSync(join(directory, name));
  writeFileSync(join(directory, 'mail', 'ca.crt'), mailbox.ca);
  for (const [file, lines] of Object.entries(addresses)) writeFileSync(join(directory, 'mail', file), lines);
  writeFileSync(join(directory, 'hook', 'ca.crt'), hook.ca);
  writeFileSync(join(directory, 'hook', 'secret'), `whsec_${secret.toString('base64')}\n`);
  return directory;
};

/** The channels as the policy names them. */
export const channelsOf = (mailbox: Pick<Mailbox, 'port'>, hook: Pick<Hook, 'url'>, more: object = {}): readonly object[] => [
  {
    name: 'mail',
    type: 'SMTP',
    url: `smtp://localhost:${mailbox.port}`,
    secretRef: { name: 'mail' },
    addresses: ['127.0.0.0/8', '::1/128'],
    ...more,
  },
  { name: 'hook', type: 'Webhook', url: hook.url, secretRef: { name: 'hook' }, addresses: ['127.0.0.0/8', '::1/128'] },
];

/** The law of these tests, and the channels, in the policy of the samples. */
export const prepare = async ({ admin }: Product, channels: readonly object[]): Promise<void> => {
  await admin.create(kinds.ReportingRegime, {
    apiVersion,
    kind: 'ReportingRegime',
    metadata: { name: 'tell' },
    spec: { title: 'A law that has everybody told', duties },
  } as never);
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: ['tell'], channels } });
};

/** Lets a person do what a person does: approve the text of one notification in six, and have tried again what was given up. */
const createPerson = ({ admin }: Product) => {
  const done = new Map<string, string>();
  let replayed = 0;
  const once = async (note: Notification, what: string, change: object): Promise<boolean> => {
    if (done.get(note.metadata.name) === what) return false;
    done.set(note.metadata.name, what);
    await admin.mergePatch(kinds.Notification, note.metadata, { spec: change });
    return true;
  };
  const channel = { webhook: { name: 'hook' } };
  const care = async (note: Notification): Promise<void> => {
    const digest = note.status?.document?.digest;
    const { phase, deadLetter } = note.status ?? {};
    if (note.spec.duty === 'tell-filed' && phase === 'AwaitingApproval' && digest !== undefined) {
      const given = note.spec.approvals ?? [];
      const approvals = [...given, { id: `p${given.length}`, decision: 'Approve', of: digest }];
      await once(note, `approve ${digest}`, { channel, approvals });
    }
    if (note.spec.duty === 'tell-held') {
      await once(note, 'hold', { channel, approvals: [{ id: 'p0', decision: 'Approve', of: `sha256:${'0'.repeat(64)}` }] });
    }
    if (deadLetter === true) {
      const given = note.spec.retries ?? [];
      const asked = await once(note, `retry ${note.status?.deliveries?.[0]?.at}`, { retries: [...given, { id: `r${given.length}` }] });
      if (asked) replayed += 1;
    }
  };
  return { care, replayed: () => replayed };
};

interface Running {
  readonly operators: Operator[];
  /** Kills the operator that runs, notes what it had claimed, and starts another one. */
  readonly kill: () => Promise<void>;
  killed(): number;
}

/** An operator that can be killed by whoever likes, one at a time. */
const createRunning = (product: Product, settings: () => Readonly<Record<string, string>>, ledger: Ledger): Running => {
  const operators = [product.operator(settings())];
  let killed = 0;
  let dying: Promise<void> | undefined;
  const killNow = async (): Promise<void> => {
    await operators.at(-1)?.kill();
    killed += 1;
    const notes = await listAll<Notification>(product.admin, kinds.Notification, namespace);
    for (const { status } of notes) for (const { outcome, key } of status?.deliveries ?? []) if (outcome === 'Claimed') ledger.doubt(key);
    operators.push(product.operator(settings()));
  };
  return {
    operators,
    killed: () => killed,
    kill: async () => {
      dying ??= killNow().finally(() => {
        dying = undefined;
      });
      await dying;
    },
  };
};

/** Runs a campaign on a product that nothing else uses. */
export const campaign = async (
  product: Product,
  { count, seed, kills, strikes, killingMs, withinMs }: CampaignOptions,
): Promise<Outcome> => {
  const random = randomOf(seed);
  const ledger = createLedger();
  const secret = Buffer.alloc(32, 'campaign');
  const incidents = Math.ceil(count / perIncident);
  const begun = Date.now();
  let struck = 0;
  let running: Running | undefined;
  const strike = async (): Promise<void> => running?.kill();
  const striking = <M extends string>(mood: M, instead: M): M => {
    if (!mood.startsWith('strike')) return mood;
    struck += 1;
    return struck > strikes || Date.now() > begun + killingMs ? instead : mood;
  };
  const mailMoods: readonly MailMood[] = ['away', 'silent', 'busy', 'later', 'never', 'cut', 'strike', 'strikeEarly'];
  const hookMoods: readonly HookMood[] = ['unavailable', 'tooMany', 'broken', 'redirect', 'silent', 'cut', 'endless', 'strike'];
  const mailbox = await startMailbox({ ledger, strike, mood: () => striking(pick(random, 'good', 0.6, mailMoods), 'cut') });
  const hook = await startHook({ ledger, strike, secret, mood: () => striking(pick(random, 'good', 0.6, hookMoods), 'cut') });
  const secrets = mountSecrets(mailbox, hook, secret);
  try {
    await prepare(product, channelsOf(mailbox, hook));
    const now = Date.now();
    for (let index = 0; index < incidents; index += 1) await product.admin.create(kinds.Incident, incidentOf(index, now) as never);
    // One operator in three has notices wait for each other, so that what went together is found by one that sends each alone.
    const window = (): string => (random() < 1 / 3 ? 'PT1S' : 'PT0S');
    const settings = () => ({ ...quickDelivery, MELDPUNT_CHANNEL_SECRETS: secrets, MELDPUNT_DELIVERY_WINDOW: window() });
    running = createRunning(product, settings, ledger);
    const person = createPerson(product);
    const end = now + withinMs;
    let nextKill = now + 4_000;
    let notifications: readonly Notification[] = [];
    const isWanted = ({ spec }: Notification): boolean => spec.duty !== 'tell-held';
    const open = (): boolean =>
      notifications.length < incidents * (perIncident + 1) || notifications.some((note) => isWanted(note) && note.status?.phase !== 'Sent');
    while (open() && Date.now() < end) {
      await delay(250);
      notifications = await listAll<Notification>(product.admin, kinds.Notification, namespace);
      for (const note of notifications) await person.care(note);
      const killing = Date.now() < now + killingMs && running.killed() < kills + Math.min(struck, strikes);
      if (killing && Date.now() > nextKill) {
        await running.kill();
        nextKill = Date.now() + 2_500 + random() * 3_000;
      }
    }
    await running.operators.at(-1)?.stop();
    const names = (of: (note: Notification) => boolean): ReadonlySet<string> =>
      new Set(notifications.filter(of).map(({ metadata }) => metadata.name));
    return {
      ledger,
      notifications: await listAll<Notification>(product.admin, kinds.Notification, namespace),
      wanted: names(isWanted),
      unapproved: names((note) => !isWanted(note)),
      killed: running.killed(),
      replayed: person.replayed(),
      forged: hook.forged(),
      log: running.operators.map(({ log }) => log()).join(''),
    };
  } finally {
    mailbox.close();
    hook.close();
    rmSync(secrets, { recursive: true });
  }
};
