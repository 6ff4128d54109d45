// npm run rights: compares what is granted to the operator with what it used while the tests ran, from the audit logs of the API server.
// Run it after the whole of `npm test`. It fails for a right that nothing used, and for a request that was refused for want of one (E1).
import { keptUses, type Use } from '../test/cluster/rights.ts';
import { at, isObjectFile, readYamlBelow } from './checks/yaml.ts';
import { lastLine } from './tally.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** One right: a verb on a resource, limited to some names or to none. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly names: readonly string[];
}

/** The rights that rules give, one by one. Pure. */
export const rightsOf = (rules: readonly Rule[]): readonly Right[] =>
  rules.flatMap(({ apiGroups, resources, verbs, resourceNames = [] }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb, names: resourceNames })))),
  );

/** The rules of roles that are bound to the operator, in the files of the chart. */
export const grantedRules = (): readonly Rule[] => {
  const objects = readYamlBelow('charts/meldpunt/files/roles')
    .documents.filter(isObjectFile)
    .map(({ value }) => value);
  const bound = new Set(
    objects
      .filter(
        (object) => /Binding$/.test(String(at(object, 'kind'))) && JSON.stringify(at(object, 'subjects')).includes('meldpunt-operator'),
      )
      .map((object) => `${String(at(object, 'roleRef', 'kind'))} ${String(at(object, 'roleRef', 'name'))}`),
  );
  return objects
    .filter((object) => bound.has(`${String(at(object, 'kind'))} ${String(at(object, 'metadata', 'name'))}`))
    .flatMap((object) => at(object, 'rules') as readonly Rule[]);
};

const isUseOf =
  ({ group, resource, verb, names }: Right) =>
  (use: Use): boolean =>
    use.group === group && use.resource === resource && use.verb === verb && (names.length === 0 || names.includes(use.name));

/** A right as people write it. */
const told = ({ group, resource, verb, names }: Right): string =>
  `${verb} ${resource}${group === '' ? '' : `.${group}`}${names.length === 0 ? '' : ` ${names.join(', ')}`}`;

/** The rights that no use needed. Pure. */
export const unusedRights = (rights: readonly Right[], uses: readonly Use[]): readonly string[] =>
  rights.filter((right) => !uses.some((use) => use.allowed && isUseOf(right)(use))).map(told);

/** What is needed only after a crash between two certain writes, which no run meets for sure; each with what shows that it is. */
const afterCrash: ReadonlyMap<string, string> = new Map([
  ['get timelinearchives.meldpunt.dev', 'an archive that was written before a crash is compared and kept (test/kube/commit.e2e.test.ts)'],
]);

/** What was refused because no rule gave it. Pure. */
export const refusedUses = (uses: readonly Use[]): readonly string[] => [
  ...new Set(
    uses
      .filter(({ allowed }) => !allowed)
      .map(({ group, resource, verb, name }) => told({ group, resource, verb, names: name === '' ? [] : [name] })),
  ),
];

const main = (): void => {
  const rights = rightsOf(grantedRules());
  const uses = keptUses();
  const unseen = unusedRights(rights, uses);
  const unused = unseen.filter((right) => !afterCrash.has(right));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (uses.length === 0) say('No operator was seen: run `npm test` first.');
  else say(`Granted: ${rights.length} rights. Used: ${rights.length - unused.length}. Granted minus used: ${unused.length}.`);
  for (const right of unused) say(`  never used: ${right}`);
  for (const [right, why] of afterCrash) if (unseen.includes(right)) say(`  not met in this run: ${right}: ${why}`);
  say(`\n${lastLine({ passed: rights.length - unused.length, failed: unused.length })}`);
  process.exitCode = unused.length === 0 && uses.length > 0 ? 0 : 1;
};

if (import.meta.main) main();
