// Whether some Prometheus of the cluster looks at what the chart gave it to look at. Pure.
import { broken, type Checked, good } from './check.ts';
import type { Installed } from './shipped.ts';

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

type Labels = Readonly<Record<string, string>>;

/** Whether a label selector selects labels; none selects nothing, an empty one everything. Pure. */
export const selects = (selector: Selector | undefined, labels: Labels): boolean => {
  if (selector === undefined) return false;
  const holds: Readonly<Record<string, (value: string | undefined, values: readonly string[]) => boolean>> = {
    In: (value, values) => value !== undefined && values.includes(value),
    NotIn: (value, values) => value === undefined || !values.includes(value),
    Exists: (value) => value !== undefined,
    DoesNotExist: (value) => value === undefined,
  };
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => holds[operator]?.(labels[key], values) ?? false)
  );
};

/** How each of our objects is looked for, and which value of the chart gives it labels. */
const looked = {
  PodMonitor: { field: 'podMonitorSelector', namespaces: 'podMonitorNamespaceSelector', value: 'monitoring.podMonitor.labels' },
  PrometheusRule: { field: 'ruleSelector', namespaces: 'ruleNamespaceSelector', value: 'monitoring.rules.labels' },
} as const;

const selectorOf = ({ spec }: Installed, field: string): Selector | undefined =>
  (spec as Readonly<Record<string, Selector | undefined>>)[field];

/** Whether a Prometheus looks into a namespace: without a selector, into its own only. */
const looksInto = (prometheus: Installed, field: string, home: Installed): boolean => {
  const selector = selectorOf(prometheus, field);
  if (selector === undefined) return prometheus.metadata.namespace === home.metadata.name;
  return selects(selector, home.metadata.labels ?? {});
};

const told = (prometheuses: readonly Installed[], field: string): string =>
  [...new Set(prometheuses.map((one) => JSON.stringify(selectorOf(one, field)) ?? 'nothing'))].join(' or ');

const upgrade = 'helm upgrade with monitoring.podMonitor.enabled=true and monitoring.rules.enabled=true';

/** Whether some Prometheus selects our monitor and our rules, by their labels and by `home`, the Namespace that they are in. */
export const checkMonitoring = (prometheuses: readonly Installed[], ours: readonly Installed[], home: Installed): readonly Checked[] => {
  if (prometheuses.length === 0) return [good('monitoring', 'no Prometheus operator here; scrape port 9464 yourself')];
  return (['PodMonitor', 'PrometheusRule'] as const).map((kind): Checked => {
    const { field, namespaces, value } = looked[kind];
    const object = ours.find((one) => one.kind === kind);
    if (object === undefined) return broken('monitoring', `There is no ${kind}.`, upgrade);
    const looking = prometheuses.filter((one) => looksInto(one, namespaces, home));
    if (looking.length === 0) {
      const detail = `No Prometheus looks for a ${kind} in ${home.metadata.name}: by ${namespaces} they look for ${told(prometheuses, namespaces)}.`;
      return broken('monitoring', detail, `kubectl label namespace ${home.metadata.name} <label>=<value>, or widen ${namespaces}`);
    }
    if (looking.some((one) => selects(selectorOf(one, field), object.metadata.labels ?? {})))
      return good('monitoring', `${kind} is selected`);
    return broken(
      'monitoring',
      `No Prometheus selects the ${kind}: they look for ${told(looking, field)}.`,
      `helm upgrade --reset-then-reuse-values --set ${value}.<label>=<value>`,
    );
  });
};
