// The whole part of every role in two cases, by forms alone: an outage without personal data from its report to its closure and its
// reopening, and a letter with personal data up to the decisions and the notices.
import { kinds } from '../../../operator/api/kinds.ts';
import type { EvidenceItem, Incident, Notification } from '../../../operator/api/types.gen.ts';
import { until } from '../../kube/lab.ts';
import type { People } from './people.ts';
import type { SignedProduct } from './product.ts';

const namespace = 'incidents';

/** A form was not taken. */
const expectRecorded = (said: string, what: string): void => {
  if (!/Recorded\./.test(said)) throw new Error(`${what} was not recorded: ${said.replace(/\s+/g, ' ').slice(0, 600)}`);
};

/** What the paths are walked with. */
export interface Walk {
  readonly product: SignedProduct;
  readonly people: People;
}

const tools = ({ product, people }: Walk) => {
  const incident = (name: string): Promise<Incident> => product.admin.get<Incident>(kinds.Incident, { namespace, name });
  const settled = (name: string): Promise<void> =>
    until(`${name} is judged as it stands`, async () => {
      const { metadata, status } = await incident(name);
      return status?.observedGeneration === metadata.generation;
    });
  const act = async (user: string, place: string, name: string, form: string, fields: Readonly<Record<string, string>>): Promise<void> =>
    expectRecorded(await people.act(user, `/${place}/${namespace}/${name}`, form, fields), `${form} by ${user}`);
  const on = (name: string) => (user: string, form: string, fields: Readonly<Record<string, string>>) =>
    act(user, 'incidents', name, form, fields);
  const note = async (name: string, duty: string): Promise<string> => {
    let found = '';
    await until(`there is a notification of ${duty}`, async () => {
      for await (const { items } of product.admin.listPages<Notification>(kinds.Notification, { namespace })) {
        const one = items.find(({ spec }) => spec.incidentRef.name === name && spec.duty === duty);
        if (one !== undefined) found = one.metadata.name;
      }
      return found !== '';
    });
    return found;
  };
  const report = async (what: string, check: 'Found' | 'NotFound'): Promise<string> => {
    const page = await people.as('m.janssens');
    await page.goto(`${product.url}/report?kind=event`);
    await page.fill('#what', what);
    await page.locator(`input[name=check][value=${check}]`).check();
    await page.locator('main form button').click();
    const name = (await page.locator('dd strong.code').textContent()) ?? '';
    await settled(name);
    return name;
  };
  return { incident, settled, act, on, note, report };
};

const ratings = { 'ratings-activities': 'Low', 'ratings-extent': 'Person', 'ratings-data': 'Internal' } as const;
const unknown = Object.fromEntries(
  ['establishedBy', 'occurredAt', 'cause', 'howEstablished', 'affected', 'impact'].map((each) => [`unknown-${each}`, 'x']),
);

/** An outage: reported, accepted, handled, proved, learned from, approved, closed, reopened. Resolves to its name. */
export const walkOutage = async (walk: Walk): Promise<string> => {
  const { incident, settled, act, on, note, report } = tools(walk);
  const name = await report('The scanner of the mail room stood still.', 'NotFound');
  const does = on(name);
  await does('h.desk', 'accept', {
    title: 'Scanner of the mail room out of order',
    category: 'Malfunction',
    department: 'pensions',
    personalDataCheck: 'NotFound',
    ...ratings,
    reasons: 'Nothing could be scanned for a morning.',
  });
  await does('h.desk', 'answer', unknown);
  await does('g.claes', 'appoint', { leader: 'c.peeters', reason: 'Knows the scanner.' });
  await settled(name);
  await does('c.peeters', 'team', { 'response-team': 'c.peeters\nd.maes' });
  await does('d.maes', 'record', { kind: 'Contain', what: 'Took the scanner off the network.', why: 'To be safe.', minutes: '20' });
  await does('d.maes', 'escalate', { to: 'CISO', kind: 'Help', reason: 'Is this allowed?' });
  await does('d.maes', 'inform', { audience: 'Mail room', channel: 'in person', what: 'Use the other scanner.' });
  for (const reached of ['Contained', 'Eradicated', 'Recovered']) {
    await does('d.maes', 'milestone', { reached, note: 'Seen.' });
    await settled(name);
  }
  await does('d.maes', 'register', {
    description: 'Log of the scanner',
    mediaType: 'LogExtract',
    'identified-where': 'Mail room',
    'collection-method': 'Export by the menu',
    'location-place': 'Safe',
  });
  await does('d.maes', 'cost', { kind: 'External', amount: '80,00' });
  await does('c.peeters', 'review', {
    rootCause: 'The firmware was never updated.',
    'lessons-0-text': 'Update firmware each quarter.',
    'lessons-0-owner': 'd.maes',
    'lessons-0-dueAt': '2027-03-31T17:00',
  });
  await does('a.verbeke', 'approve', { decision: 'Approve', comment: '' });
  await act('h.desk', 'notifications', await note(name, 'policy-ciso'), 'file', { reference: 'by telephone' });
  await act('s.wouters', 'notifications', await note(name, 'policy-ciso'), 'acknowledge', { reference: 'read' });
  await act('h.desk', 'notifications', await note(name, 'policy-feedback'), 'file', { reference: 'Board of today' });
  await act('h.desk', 'notifications', await note(name, 'policy-reporter'), 'spare', { reasons: 'Told in person.' });
  await until('nothing stands in the way of closure', async () => {
    const { metadata, status } = await incident(name);
    return status?.observedGeneration === metadata.generation && (status.blockers ?? []).length === 0;
  }).catch(async (error: Error) => {
    const standing = ((await incident(name)).status?.blockers ?? []).map(({ message }) => message);
    throw new Error(`${error.message}: ${standing.join(' ')}`);
  });
  await does('s.wouters', 'close', { summary: 'The scanner works again.' });
  await until('it is closed', async () => (await incident(name)).status?.phase === 'Closed');
  await does('h.desk', 'reopen', { reason: 'It stands still again.', to: 'Containing' });
  await until('it is open again', async () => (await incident(name)).status?.phase === 'Containing');
  return name;
};

/** Evidence changes hands: registered, given, refused, given again, received, looked into, checked. Resolves to its name. */
export const walkEvidence = async (walk: Walk, incident: string): Promise<string> => {
  const { act } = tools(walk);
  const items: EvidenceItem[] = [];
  for await (const page of walk.product.admin.listPages<EvidenceItem>(kinds.EvidenceItem, { namespace })) items.push(...page.items);
  const item = items.find(({ spec }) => spec.incidentRef.name === incident);
  if (item === undefined) throw new Error(`There is no evidence of ${incident}.`);
  const { name } = item.metadata;
  const pending = (): Promise<boolean> =>
    walk.product.admin
      .get<EvidenceItem>(kinds.EvidenceItem, { namespace, name })
      .then(({ status }) => status?.custody?.pending !== undefined);
  const does = (user: string, form: string, fields: Readonly<Record<string, string>>) => act(user, 'evidence', name, form, fields);
  for (const outcome of ['Refused', 'Received']) {
    await until('nobody has to receive it', async () => !(await pending()));
    await does('d.maes', 'handover', { to: 'k.jacobs', reason: 'Safe keeping', seal: 'A-17' });
    await until('somebody has to receive it', pending);
    await does('k.jacobs', 'receive', { outcome, seal: 'A-17' });
  }
  await does('k.jacobs', 'keep', { 'location-place': 'Safe of the CISO', 'storage-access': 'k.jacobs' });
  await does('k.jacobs', 'access', { kind: 'Access', purpose: 'Inventory' });
  await does('k.jacobs', 'check', { result: 'Match' });
  return name;
};

/** A letter with personal data: facts, advice, decisions, an exemption, an order, notices. Resolves to its name. */
export const walkLetter = async (walk: Walk): Promise<string> => {
  const { settled, act, on, note, report } = tools(walk);
  const name = await report('A letter went to the wrong address.', 'Found');
  const does = on(name);
  await does('h.desk', 'accept', {
    title: 'Letter to the wrong address',
    category: 'PrivacyBreach',
    department: 'pensions',
    personalDataCheck: 'Found',
    ...ratings,
    'ratings-data': 'High',
    reasons: 'Personal data of one person went to another.',
    refer: 'DPO',
  });
  await does('p.lambert', 'confirm', { reasons: 'Agreed.' });
  await does('h.desk', 'breach', { awareBasis: 'The letter was opened.', 'kinds-Confidentiality': 'x', cause: 'Misdirected' });
  await does('d.maes', 'facts', {
    'subjects-categories': 'pensioners',
    'subjects-approximate': '1',
    'recipients-who': 'Known',
    consequences: 'Somebody knows the amount of a pension.',
    measures: 'The letter was asked back.',
  });
  await does('d.maes', 'describe', { asset: 'letters', tlp: 'AMBER' });
  await does('s.wouters', 'classify', { regime: 'nis2', result: 'NotReportable', reasons: 'One letter.' });
  await does('p.lambert', 'severity', {
    dpc: 'Financial',
    dpcScore: '2',
    ease: '1',
    confidentiality: '0.25',
    integrity: '0',
    availability: '0',
  });
  await does('p.lambert', 'advise', { on: 'Risk', advice: 'High, as the amounts are seen.' });
  await does('p.lambert', 'advise', { on: 'Exemption', advice: 'The recipient gave the letter back unread.' });
  await does('r.leclercq', 'decide', { risk: 'High', reasons: 'As the DPO advises.' });
  await settled(name);
  await act('p.lambert', 'notifications', await note(name, 'gdpr-authority'), 'write', { nature: 'A letter went to the wrong address.' });
  await act('p.lambert', 'notifications', await note(name, 'gdpr-authority'), 'counsel', { advice: 'Do not waive it.' });
  await act('p.lambert', 'notifications', await note(name, 'gdpr-subjects'), 'write', { recommendations: 'Watch your account.' });
  await does('r.leclercq', 'exempt', {
    exemption: 'RiskRemoved',
    reasons: 'It came back unread.',
    evidence: 'letter in the safe',
    reviewAt: '2027-01-31T12:00',
  });
  await does('p.lambert', 'order', { reference: 'DOS-2026-1', dueAt: '2027-01-31T12:00' });
  return name;
};
