import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { catalogue, type Entry } from './catalogue.ts';
import { type Cell, createFamily, type Labels, type Tier } from './family.ts';

/** The names in the catalogue that are of a type. */
type NameOf<Type extends Entry['type']> = {
  [N in keyof typeof catalogue]: (typeof catalogue)[N]['type'] extends Type ? N : never;
}[keyof typeof catalogue];

/** One value of a metric. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

const configuration = (registry: Registry, name: keyof typeof catalogue) => ({
  name,
  help: catalogue[name].help,
  labelNames: [...catalogue[name].labels],
  registers: [registry],
});

/** A gauge of which the values are taken when it is scraped, so that nothing has to be kept up to date in two places. */
export const gaugeOf = (registry: Registry, name: NameOf<'gauge'>, samples: () => Iterable<Sample>): void => {
  const gauge = new Gauge({
    ...configuration(registry, name),
    collect: () => {
      gauge.reset();
      for (const { labels, value } of samples()) gauge.set(labels, value);
    },
  });
};

/** A gauge without labels. */
export const plainGauge = (registry: Registry, name: NameOf<'gauge'>, value: () => number): void => {
  gaugeOf(registry, name, () => [{ labels: {}, value: value() }]);
};

/** A counter that is counted elsewhere, and read when it is scraped. */
export const plainCounter = (registry: Registry, name: NameOf<'counter'>, value: () => number): void => {
  const counter = new Counter({
    ...configuration(registry, name),
    collect: () => {
      counter.reset();
      counter.inc(value());
    },
  });
};

/** A counter with bounded series; a series, once there, stays as long as the process, because counters only rise. */
export const counterOf = (
  registry: Registry,
  name: NameOf<'counter'>,
  ...tiers: readonly Tier[]
): ((labels: Labels, count?: number) => void) => {
  const counter = new Counter(configuration(registry, name));
  const family = createFamily(...tiers);
  const known = new Map<string, Cell | undefined>();
  return (labels, count = 1) => {
    const key = Object.values(labels).join('\u0000');
    const cell = known.get(key) ?? family.add(labels);
    if (known.size < 1_024) known.set(key, cell);
    if (cell !== undefined) counter.inc(cell.labels, count);
  };
};

/** A histogram without labels. */
export const histogramOf = (registry: Registry, name: NameOf<'histogram'>): ((seconds: number) => void) => {
  const histogram = new Histogram({ ...configuration(registry, name), buckets: [...catalogue[name].buckets] });
  return (seconds) => histogram.observe(seconds);
};

/** The sums of a family as samples. */
export function* samplesOf(cells: Iterable<Cell>, unit = 1): Iterable<Sample> {
  for (const { labels, amount } of cells) yield { labels, value: Number(amount) / unit };
}
