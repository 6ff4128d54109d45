import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Channel, checkChannels, type Surroundings } from '../../operator/cli/check-channels.ts';
import type { Installed } from '../../operator/cli/shipped.ts';

const object = (kind: string, spec: object): Installed => ({ apiVersion: 'v1', kind, metadata: { name: 'meldpunt-operator' }, spec });

const mounting = (...secrets: readonly string[]): Installed =>
  object('Deployment', { template: { spec: { volumes: secrets.map((secretName) => ({ name: secretName, secret: { secretName } })) } } });

const dns = { ports: [{ port: 53, protocol: 'UDP' }] };
const through = (...egress: readonly object[]): Installed => object('NetworkPolicy', { egress: [dns, ...egress] });

const around = (rest: Partial<Surroundings> = {}): Surroundings => ({
  namespace: 'meldpunt-system',
  deployment: mounting('pager'),
  networkPolicy: through({ ports: [{ port: 443, protocol: 'TCP' }] }),
  keys: new Map([['pager', ['secret']]]),
  ...rest,
});

const pager: Channel = { name: 'pager', type: 'Webhook', url: 'https://pager.example.org/hook', secretRef: { name: 'pager' } };

const told = (channel: Channel, rest: Partial<Surroundings> = {}): string[] =>
  checkChannels([channel], around(rest)).map(({ kind, detail }) => `${kind}: ${detail}`);

test('a channel whose Secret is there and mounted, with a way out, is in order', () => {
  assert.equal(told(pager), ['good: pager']);
  assert.equal(told(pager, { networkPolicy: undefined }), ['good: pager']);
});

test('without channels that is said, since nobody is told anything by mail then', () => {
  assert.equal(
    checkChannels([], around()).map(({ detail }) => detail),
    ['none: nothing leaves the register by mail or webhook'],
  );
});

test('a Secret that is missing, or that nobody mounts, is named with what puts it right', () => {
  assert.equal(told(pager, { keys: new Map() }), ['broken: pager: there is no Secret pager in meldpunt-system.']);
  const [finding] = checkChannels([pager], around({ deployment: mounting() }));
  assert.equal(finding, {
    kind: 'broken',
    what: 'channels',
    detail: 'pager: the Secret pager is not mounted into the operator.',
    fix: "helm upgrade --reset-then-reuse-values --set 'channels.secrets={pager}', with all others that channels name",
  });
  assert.equal(told(pager, { deployment: undefined }), ['broken: pager: the Secret pager is not mounted into the operator.']);
});

test('an address has to stand somewhere, and one in the Secret is not looked at', () => {
  const silent: Channel = { name: 'pager', type: 'Webhook', secretRef: { name: 'pager' } };
  assert.equal(told(silent), ['broken: pager: neither the policy nor the Secret pager says where it goes.']);
  assert.equal(told(silent, { keys: new Map([['pager', ['secret', 'url']]]) }), ['good: pager']);
});

test('a port that the network policy does not let through is told; what depends on a name that only the cluster resolves is left open', () => {
  const mail: Channel = { name: 'mail', type: 'SMTP', url: 'smtp://192.0.2.25' };
  assert.equal(told(mail), ['broken: mail: the network policy lets nothing through to 192.0.2.25, port 587.']);
  const only = (cidr: string): Installed => through({ to: [{ ipBlock: { cidr } }], ports: [{ port: 500, endPort: 600, protocol: 'TCP' }] });
  assert.equal(told(mail, { networkPolicy: only('192.0.2.0/24') }), ['good: mail']);
  assert.equal(told(mail, { networkPolicy: only('198.51.100.0/24') }), [
    'broken: mail: the network policy lets nothing through to 192.0.2.25, port 587.',
  ]);
  const named: Channel = { ...mail, url: 'smtps://mail.example.org:587' };
  assert.equal(told(named, { networkPolicy: only('192.0.2.0/24') }), [
    'unseen: mail: the network policy lets port 587 through to some addresses only; whether mail.example.org is among them cannot be seen here.',
  ]);
  assert.equal(told({ ...mail, url: 'smtp://[2001:db8::25]' }, { networkPolicy: only('2001:db8::/32') }), ['good: mail']);
  assert.equal(told({ ...mail, url: 'smtp://[2001:db8::25]' }, { networkPolicy: through({}) }), ['good: mail']);
});

test.run();
