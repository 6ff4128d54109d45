import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './process.ts';

/** Source text by path, relative to the root and with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

const room = (name: string): RegExp => new RegExp(`^operator/${name}/`);
const kinds = ['incident', 'evidence', 'notification', 'weakness', 'playbook', 'policy', 'intake'];

/** The files of a kind's room that act: they observe, run or deliver. All its other files are rules, and pure. */
const acting =
  /\/(?:observe|controller|reconcile|deliver|dispatch|channels|server|verify|seal)\.ts$|^operator\/(?:intake|evidence\/bytes)\//;
const isKind = (file: string): boolean => kinds.some((kind) => room(kind).test(file));
const isRule = (file: string): boolean =>
  (isKind(file) && !acting.test(file)) || /^operator\/(?:deadline|journal|breach|document|report|delivery)\//.test(file);

/** Who is meant, and what it may import: files by path, packages by name. What is not allowed is refused. */
interface Layer {
  readonly name: string;
  readonly holds: (file: string) => boolean;
  readonly mayImport: (target: string, file: string) => boolean;
  readonly because: string;
}

const isPackage = (target: string): boolean => !target.startsWith('operator/') && !target.startsWith('crds/');
const inOwnRoom = (target: string, file: string): boolean => posix.dirname(target).startsWith(file.split('/').slice(0, 2).join('/'));
/** Asks time-stamping authorities and checks what they made; it knows nothing of incidents. */
const stamping = /^operator\/timestamp\//;
const below = /^operator\/(?:deadline|journal|breach|api|document|delivery)\//;

const layers: readonly Layer[] = [
  {
    name: 'api',
    holds: (file) => room('api').test(file),
    mayImport: (target) => isPackage(target) || room('api').test(target) || target.startsWith('crds/'),
    because: 'the API is the ground on which everything stands',
  },
  {
    name: 'deadline, journal and breach',
    holds: (file) => /^operator\/(?:deadline|journal|breach)\//.test(file),
    mayImport: (target, file) => isPackage(target) || inOwnRoom(target, file) || room('api').test(target),
    because: 'clocks, hash chains and the weighing of a breach know the API and nothing above it',
  },
  {
    name: 'delivery',
    holds: (file) => room('delivery').test(file),
    mayImport: (target, file) => isPackage(target) || inOwnRoom(target, file) || /^operator\/(?:api|journal)\//.test(target),
    because: 'the protocol of sending is a function of what is on record, and sends nothing',
  },
  {
    name: 'document',
    holds: (file) => room('document').test(file),
    mayImport: (target) => isPackage(target) || room('document').test(target),
    because: 'paper is patient: how a document looks depends on the document and on nothing else',
  },
  {
    name: 'rules of a kind',
    holds: (file) => isKind(file) && !acting.test(file),
    mayImport: (target, file) => isPackage(target) || inOwnRoom(target, file) || below.test(target) || room('policy').test(target),
    because: 'a rule is a function of facts and a moment; only the files that observe or act reach the cluster',
  },
  {
    name: 'a kind that acts',
    holds: (file) => isKind(file) && acting.test(file),
    mayImport: (target, file) =>
      isPackage(target) ||
      inOwnRoom(target, file) ||
      below.test(target) ||
      /^operator\/(?:policy|kube|timestamp|inbound|outbound|mail)\//.test(target),
    because: 'a kind reaches the cluster through kube, and no other kind at all',
  },
  {
    name: 'report',
    holds: (file) => room('report').test(file),
    mayImport: (target) => isPackage(target) || room('api').test(target) || isRule(target),
    because: 'the figures of a period are made of records and of the rules that read them, and are drawn from nothing else',
  },
  {
    name: 'fact',
    holds: (file) => room('fact').test(file),
    mayImport: (target) => isPackage(target) || /^operator\/(?:fact|api)\//.test(target),
    because: 'what is written to a record is the same from a page and from a terminal, and knows neither',
  },
  {
    name: 'console',
    holds: (file) => room('console').test(file),
    mayImport: (target, file) =>
      isPackage(target) ||
      inOwnRoom(target, file) ||
      /^operator\/(?:api|kube|inbound|fact)\/|^operator\/notification\/observe\.ts$/.test(target) ||
      isRule(target),
    because: 'a page shows what rules say of records, and changes them through the API server only, as whoever asks',
  },
  {
    name: 'kube',
    holds: (file) => room('kube').test(file),
    mayImport: (target) => isPackage(target) || /^operator\/(?:kube|api|journal)\//.test(target),
    because: 'the machinery knows no incident, and reports to whoever observes it',
  },
  {
    name: 'timestamp',
    holds: (file) => stamping.test(file),
    mayImport: (target) => isPackage(target) || stamping.test(target),
    because: 'a time stamp is about bytes, and knows nothing of what they mean',
  },
  {
    name: 'outbound',
    holds: (file) => room('outbound').test(file),
    mayImport: (target) => isPackage(target) || room('outbound').test(target),
    because: 'where we may connect to, and how messages are signed, is the same for everybody',
  },
  {
    name: 'inbound',
    holds: (file) => room('inbound').test(file),
    mayImport: (target) => isPackage(target) || room('inbound').test(target) || target === 'operator/kube/observer.ts',
    because: 'how we listen, and what we bear from whoever connects, is the same for every server',
  },
  {
    name: 'sink',
    holds: (file) => room('sink').test(file),
    mayImport: (target) => isPackage(target) || /^operator\/(?:sink|api|kube|outbound)\//.test(target),
    because: 'whoever tells other systems of timelines reads records, and decides nothing about them',
  },
  {
    name: 'mail',
    holds: (file) => room('mail').test(file),
    mayImport: (target) => isPackage(target) || room('mail').test(target),
    because: 'sending a mail is the same whatever it says',
  },
  {
    name: 'telemetry',
    holds: (file) => room('telemetry').test(file),
    mayImport: (target) => isPackage(target) || /^operator\/(?:telemetry|api|kube)\//.test(target) || isRule(target),
    because: 'figures are made of objects, of the rules that read them, and of what the machinery reports',
  },
  {
    name: 'config',
    holds: (file) => /^operator\/(?:config|settings)\.ts$/.test(file),
    mayImport: (target) => isPackage(target) || target === 'operator/settings.ts',
    because: 'settings are read before anything else exists',
  },
];

/** Packages that only one room may import. */
const reserved: readonly { readonly packages: RegExp; readonly room: RegExp; readonly because: string }[] = [
  {
    packages: /^(?:@kubernetes\/client-node|undici)(?:\/|$)/,
    room: room('kube'),
    because: 'connections to the API server are made in operator/kube only',
  },
  {
    packages: /^(?:pkijs|asn1js)$/,
    room: room('timestamp'),
    because: 'what is written in ASN.1 is read in operator/timestamp only',
  },
  { packages: /^openid-client$/, room: room('console'), because: 'people sign in at the console only' },
  { packages: /^nodemailer$/, room: room('mail'), because: 'all mail leaves through operator/mail' },
  { packages: /^prom-client$/, room: room('telemetry'), because: 'all figures have their names in operator/telemetry' },
  {
    packages: /^(?:pdfkit|@expo-google-fonts)(?:\/|$)/,
    room: room('document'),
    because: 'what goes on paper is drawn in operator/document',
  },
  { packages: /^winston$/, room: room('telemetry'), because: 'all log lines go through operator/telemetry' },
];

/** What makes a rule depend on anything but its arguments (architecture: decide is pure, `now` is a parameter). */
const impure: readonly RegExp[] = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bTemporal\.Now\b/,
  /\bMath\.random\b/,
  /\brandomUUID\b/,
  /\bperformance\.now\b/,
  /(?<![.\w])process\./,
  /(?<![.\w])fetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\(/,
  /(?:from|import)\s*\(?['"]node:(?:fs|http|https|net|child_process|process|timers)/,
];

/** The text without comments; a `//` inside a string is kept when it follows a colon, as in a URL. */
const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

const importForms = [
  /^\s*import\s+(?:type\s+)?[\w$*{},\s]+?\s+from\s*['"]([^'"]+)['"]/gm,
  /^\s*export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
];

/** What a file imports, types included: paths from the root for files, names for packages. */
export const importsOf = (file: string, source: string): string[] => {
  const text = withoutComments(source);
  const specifiers = importForms.flatMap((form) => [...text.matchAll(form)].map((found) => found[1] ?? ''));
  return specifiers.map((name) => (name.startsWith('.') ? posix.join(posix.dirname(file), name) : name)).toSorted();
};

const refusedImports = (file: string, targets: readonly string[]): string[] => {
  const findings: string[] = [];
  for (const target of targets) {
    for (const layer of layers.filter((one) => one.holds(file) && !one.mayImport(target, file))) {
      findings.push(`${file} imports ${target}, but "${layer.name}" may not: ${layer.because}.`);
    }
    const owner = reserved.find((one) => one.packages.test(target));
    if (owner !== undefined && file.startsWith('operator/') && !owner.room.test(file)) {
      findings.push(`${file} imports ${target}, but ${owner.because}.`);
    }
    if (file.startsWith('operator/') && /^(?:test|scripts)\//.test(target)) {
      findings.push(`${file} imports ${target}, but what runs in production needs no file of ${target.split('/')[0]}/.`);
    }
    if (/(?:^|\/)cli\//.test(file) && target.startsWith('@kubernetes/client-node')) {
      findings.push(`${file} imports ${target}, but the command line speaks through kubectl and starts too slowly with it.`);
    }
  }
  return findings;
};

const impurities = (file: string, source: string): string[] => {
  if (!isRule(file)) return [];
  const text = withoutComments(source);
  return impure.flatMap((pattern) => {
    const found = pattern.exec(text);
    return found === null
      ? []
      : [`${file} uses ${found[0].trim()}, but a rule depends on its arguments only: take \`now\` or the value as a parameter.`];
  });
};

/** The import cycles, each as the path that closes it, found once however many ways lead into it. */
const cycles = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push(`Import cycle: ${[...path.slice(at), file].join(' -> ')}.`);
    if (at >= 0 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
};

/** Whether rules reach the cluster by a detour through a file of their own room. */
const detours = (graph: ReadonlyMap<string, readonly string[]>): string[] =>
  [...graph.entries()].flatMap(([file, targets]) =>
    isRule(file)
      ? targets
          .filter((target) => acting.test(target) && isKind(target))
          .map((target) => `${file} imports ${target}, but a rule must not lean on a file that observes or acts.`)
      : [],
  );

/** Every breach of the layers in the given sources, as sentences; empty when dependencies point one way. Pure. */
export const breaches = (sources: Sources): string[] => {
  const graph = new Map([...sources].map(([file, source]) => [file, importsOf(file, source)] as const));
  const within = new Map([...graph].map(([file, targets]) => [file, targets.filter((target) => sources.has(target))] as const));
  return [
    ...[...graph].flatMap(([file, targets]) => refusedImports(file, targets)),
    ...[...sources].flatMap(([file, source]) => impurities(file, source)),
    ...detours(within),
    ...cycles(within),
  ];
};

/** The program's own sources. */
export const readSources = (directory: string): Sources =>
  new Map(
    globSync('{operator,crds,scripts,test,cli}/**/*.ts', { cwd: directory })
      .filter((file) => !file.includes('node_modules/'))
      .toSorted()
      .map((file) => [file, readFileSync(join(directory, file), 'utf8')] as const),
  );

/** The breaches in this repository. */
export const layerProblems = async (): Promise<readonly string[]> => breaches(readSources(root));
