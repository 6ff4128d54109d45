// Whether what the channels of the policy need is there: their Secrets, mounted into the operator, and a way through its network policy. Pure.
import { BlockList, isIP } from 'node:net';
import { broken, type Checked, good } from './check.ts';
import type { Installed } from './shipped.ts';

/** A way out, as the policy describes it. */
export interface Channel {
  readonly name: string;
  readonly type: 'Webhook' | 'SMTP';
  readonly url?: string;
  readonly secretRef?: { readonly name: string };
}

/** What was read of the cluster: the Deployment, the network policy, and the keys of the Secrets that are there, never their values. */
export interface Surroundings {
  readonly namespace: string;
  readonly deployment: Installed | undefined;
  readonly networkPolicy: Installed | undefined;
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

const what = 'channels';

interface PodVolumes {
  readonly template?: {
    readonly spec?: {
      readonly volumes?: readonly { readonly secret?: { readonly secretName?: string } }[];
    };
  };
}

const mountedIn = (deployment: Installed | undefined): ReadonlySet<string | undefined> =>
  new Set(((deployment?.spec as PodVolumes | undefined)?.template?.spec?.volumes ?? []).map(({ secret }) => secret?.secretName));

const checkSecret = ({ name, url, secretRef }: Channel, { namespace, deployment, keys }: Surroundings): readonly Checked[] => {
  if (secretRef === undefined) return [];
  const held = keys.get(secretRef.name);
  if (held === undefined) {
    const make = `kubectl -n ${namespace} create secret generic ${secretRef.name} --from-file=...; docs/explanation/delivery.md says which files`;
    return [broken(what, `${name}: there is no Secret ${secretRef.name} in ${namespace}.`, make)];
  }
  const mount = `helm upgrade --reset-then-reuse-values --set 'channels.secrets={${secretRef.name}}', with all others that channels name`;
  return [
    ...(mountedIn(deployment).has(secretRef.name)
      ? []
      : [broken(what, `${name}: the Secret ${secretRef.name} is not mounted into the operator.`, mount)]),
    ...(url === undefined && !held.includes('url')
      ? [
          broken(
            what,
            `${name}: neither the policy nor the Secret ${secretRef.name} says where it goes.`,
            `give the channel a url, or the Secret the key url`,
          ),
        ]
      : []),
  ];
};

interface Egress {
  readonly ports?: readonly { readonly port?: number | string; readonly endPort?: number; readonly protocol?: string }[];
  readonly to?: readonly { readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] } }[];
}

const opens = ({ ports = [] }: Egress, port: number): boolean =>
  ports.length === 0 ||
  ports.some(({ port: from, endPort, protocol = 'TCP' }) => {
    if (protocol !== 'TCP') return false;
    return from === undefined || (typeof from === 'number' && from <= port && port <= (endPort ?? from));
  });

/** Whether a rule leads to a host; undefined where that depends on what a name resolves to, or on pods. */
const leadsTo = ({ to = [] }: Egress, host: string): boolean | undefined => {
  if (to.length === 0) return true;
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(host) === 0 || to.some(({ ipBlock }) => ipBlock === undefined)) return undefined;
  return to.some(({ ipBlock }) => {
    const [net = '', bits = ''] = ipBlock?.cidr.split('/') ?? [];
    const list = new BlockList();
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
    return list.check(host, family);
  });
};

const usual: Readonly<Record<string, number>> = { 'https:': 443, 'smtps:': 465, 'smtp:': 587 };

const checkWay = ({ name, url: text }: Channel, { networkPolicy }: Surroundings): readonly Checked[] => {
  const url = text === undefined ? null : URL.parse(text);
  const egress = (networkPolicy?.spec as { readonly egress?: readonly Egress[] } | undefined)?.egress;
  if (url === null || egress === undefined) return [];
  const port = url.port === '' ? (usual[url.protocol] ?? 443) : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const answers = egress.filter((rule) => opens(rule, port)).map((rule) => leadsTo(rule, host));
  const fix = `helm upgrade --reset-then-reuse-values with networkPolicy.egress: [{to: [{ipBlock: {cidr: ...}}], ports: [{port: ${port}, protocol: TCP}]}]`;
  if (answers.includes(true)) return [];
  if (answers.includes(undefined)) {
    const detail = `${name}: the network policy lets port ${port} through to some addresses only; whether ${host} is among them cannot be seen here.`;
    return [{ kind: 'unseen', what, detail, fix: 'compare them with what the name resolves to in the cluster' }];
  }
  return [broken(what, `${name}: the network policy lets nothing through to ${host}, port ${port}.`, fix)];
};

/** Whether each channel can work, as far as that is seen without sending anything. */
export const checkChannels = (channels: readonly Channel[], around: Surroundings): readonly Checked[] => {
  if (channels.length === 0) return [good(what, 'none: nothing leaves the register by mail or webhook')];
  const findings = channels.flatMap((channel) => [...checkSecret(channel, around), ...checkWay(channel, around)]);
  return findings.length > 0 ? findings : [good(what, channels.map(({ name }) => name).join(', '))];
};
