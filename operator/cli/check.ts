// Whether an installation is in order. Rules only: what was read of the cluster goes in, findings with their remedies come out.
import { covers, type Installed } from './shipped.ts';

/** One thing that was looked at: in order, broken (with what puts it right), or not to be seen by this user. */
export type Checked =
  | { readonly kind: 'good'; readonly what: string; readonly detail: string }
  | { readonly kind: 'broken'; readonly what: string; readonly detail: string; readonly fix: string }
  | { readonly kind: 'unseen'; readonly what: string; readonly detail: string; readonly fix: string };

/** An object as shipped, and what stands in the cluster under its name; undefined if nothing does. */
export interface Pair {
  readonly shipped: Installed;
  readonly there: Installed | undefined;
}

/** A finding that all is well. */
export const good = (what: string, detail: string): Checked => ({ kind: 'good', what, detail });
/** A finding that something is not as it should be, with what puts it right. */
export const broken = (what: string, detail: string, fix: string): Checked => ({ kind: 'broken', what, detail, fix });

const upgrade = 'helm upgrade with the chart of this version (or `kubectl apply --server-side -f charts/meldpunt/files/...`)';

const named = ({ kind, metadata: { name } }: Installed): string => `${kind} ${name}`;

/** What may be left out: the guard of namespaces by a value, mutating policies by the server, the wide binding by named namespaces. */
const isOptional = ({ kind, metadata: { name } }: Installed): boolean =>
  name.startsWith('meldpunt-namespace-of-') ||
  kind.startsWith('Mutating') ||
  (kind === 'ClusterRoleBinding' && name === 'meldpunt-operator-records');

const bodyOf = ({ apiVersion: _, kind: __, metadata: ___, ...body }: Installed): unknown => body;

/** Whether objects are there and say what this version says. */
export const checkObjects = (what: string, pairs: readonly Pair[]): readonly Checked[] => {
  const findings = pairs.flatMap(({ shipped, there }): readonly Checked[] => {
    if (there === undefined) return isOptional(shipped) ? [] : [broken(what, `${named(shipped)} is missing.`, upgrade)];
    return covers(bodyOf(there), bodyOf(shipped)) ? [] : [broken(what, `${named(shipped)} is not that of this version.`, upgrade)];
  });
  const left = pairs.filter(({ shipped, there }) => there === undefined && isOptional(shipped)).length;
  const rest = left === 0 ? '' : `, ${left} optional ones left out`;
  return findings.length > 0 ? findings : [good(what, `${pairs.length - left} as in this version${rest}`)];
};

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

const conditionsOf = (object: Installed): readonly Condition[] =>
  (object.status as { readonly conditions?: readonly Condition[] } | undefined)?.conditions ?? [];

/** Whether the definitions are served, and no version is stored that this one would not read. */
export const checkDefinitions = (definitions: readonly Installed[], version: string): readonly Checked[] => {
  const findings = definitions.flatMap((definition): readonly Checked[] => {
    const established = conditionsOf(definition).some(({ type, status }) => type === 'Established' && status === 'True');
    const stored = (definition.status as { readonly storedVersions?: readonly string[] } | undefined)?.storedVersions ?? [];
    const others = stored.filter((one) => one !== version);
    return [
      ...(established
        ? []
        : [broken('served', `${named(definition)} is not established.`, `kubectl describe crd ${definition.metadata.name}`)]),
      ...(others.length === 0
        ? []
        : [
            broken(
              'served',
              `${named(definition)} has objects stored as ${others.join(', ')}.`,
              'docs/decisions/0015 says how versions are left behind',
            ),
          ]),
    ];
  });
  return findings.length > 0 ? findings : [good('served', `${definitions.length} definitions, stored as ${version} only`)];
};

/** How far the clocks of operator and API server may be apart (seconds): a deadline must not be judged by a wrong one. */
const tolerated = 5;

const secondsBetween = (left: string, right: string): number => (Date.parse(left) - Date.parse(right)) / 1000;

/** Whether somebody leads, and whether the operator's clock agrees with the API server's, which both stand in the Lease. */
export const checkLease = (lease: Installed | undefined, now: number): readonly Checked[] => {
  const spec = (lease?.spec ?? {}) as { readonly holderIdentity?: string; readonly renewTime?: string };
  const renewed = spec.renewTime;
  const start = 'see why it does not run: kubectl logs of deployment/meldpunt-operator';
  if (lease === undefined || !spec.holderIdentity || renewed === undefined) return [broken('operator', 'Nobody leads.', start)];
  const written = (lease.metadata.managedFields ?? [])
    .map(({ time = '' }) => time)
    .toSorted()
    .at(-1);
  const silent = (now - Date.parse(renewed)) / 1000;
  const skew = written === undefined ? 0 : secondsBetween(renewed, written);
  return [
    silent > 60
      ? broken('operator', `The leader has not been heard for ${Math.round(silent)} s, by the clock of this machine.`, start)
      : good('operator', 'one copy leads'),
    Math.abs(skew) > tolerated
      ? broken(
          'clocks',
          `The operator's clock is ${Math.round(skew)} s from the API server's.`,
          'synchronise the clocks of the nodes (NTP, chrony)',
        )
      : good('clocks', `operator and API server agree within ${tolerated} s`),
  ];
};

/** What objects say of themselves in their conditions: the policy, with its channels, and the regimes. */
export const checkConditions = (what: string, objects: readonly Installed[], missing: string): readonly Checked[] => {
  if (objects.length === 0) return [broken(what, 'There is none.', missing)];
  const findings = objects.flatMap((object) =>
    conditionsOf(object)
      .filter(({ type, status }) => status === 'False' && type !== 'Reconciling' && type !== 'Stalled')
      .map(({ type, reason = '', message = '' }) =>
        broken(
          what,
          `${named(object)} is not ${type} (${reason}): ${message}`,
          `kubectl describe ${object.kind.toLowerCase()} ${object.metadata.name}`,
        ),
      ),
  );
  return findings.length > 0 ? findings : [good(what, objects.map(({ metadata }) => metadata.name).join(', '))];
};

/** How findings are shown: one line each, and below a broken one what puts it right. */
export const shown = (findings: readonly Checked[]): string =>
  findings
    .map((finding) => {
      const mark = { good: '✔', broken: '✗', unseen: '?' }[finding.kind];
      const line = `${mark} ${finding.what.padEnd(14)}${finding.detail}`;
      return finding.kind === 'good' ? line : `${line}\n  ${' '.repeat(14)}fix: ${finding.fix}`;
    })
    .join('\n');
