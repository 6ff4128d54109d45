import { domainEntries, type Entry, machineryEntries, seriesBound } from './catalogue.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const row = ([name, entry]: readonly [string, Entry]): string => {
  const labels = entry.labels.map((label) => `\`${label}\``).join(', ');
  return `| \`${name}\` | ${entry.type} | ${labels} | ${cell(entry.help)} | \`${cell(entry.example)}\` | ${entry.series} |`;
};

const table = (entries: Readonly<Record<string, Entry>>): string[] => [
  '| name | type | labels | meaning | example query | series at most |',
  '|---|---|---|---|---|---|',
  ...Object.entries(entries).map(row),
];

/** The page of all metrics (name, type, labels, meaning, example query), made from the catalogue. Pure. */
export const printMetricsPage = (): string => {
  const bound = Object.values({ ...domainEntries, ...machineryEntries }).reduce((sum, entry) => sum + entry.series, 0);
  return [
    '<!-- Generated from operator/telemetry/catalogue.ts by `npm run generate`: do not edit. -->',
    '# Metrics',
    '',
    'Served on `/metrics` of `MELDPUNT_METRICS_ADDR` (127.0.0.1:9464), beside `/healthz` and `/readyz`.',
    '',
    `No label holds a name, an address, an identifier or a text of a record. At any number of incidents there are at most ${bound} series`,
    `(a test keeps this below ${seriesBound}): where more values of a label occur than a metric has room for, the rest is summed under`,
    '`other`. The sums over all series stay right.',
    '',
    '## The register',
    '',
    'Only the replica that holds the lease exports these. Drills, and everything that belongs to one, are in none of them.',
    '',
    ...table(domainEntries),
    '',
    'Gauges are sums over what is in the register now: after a restart, or under a new leader, they start from the same numbers.',
    'Counters and histograms start at zero with the process and count what happens before its eyes, as Prometheus expects of them:',
    'an incident is created when it is first seen without a phase, closed when its phase becomes Closed or Dismissed, and a',
    'duration is observed once, when it first appears in `status.durations`. A list or a restart therefore counts nothing twice. Ask for',
    'them with `increase()` or `rate()`; for how many there are, ask the gauges.',
    '',
    '## The machinery',
    '',
    'Every replica exports these.',
    '',
    ...table(machineryEntries),
    '',
  ].join('\n');
};
