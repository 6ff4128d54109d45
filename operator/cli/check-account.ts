// Whether the operator's account may do what it needs, and nothing that it must not: what the API server answers when it is asked. Pure.
import { broken, type Checked, good } from './check.ts';
import type { Installed } from './shipped.ts';

/** One thing that an account may or may not do; without a namespace, in all of them. */
export interface Attributes {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What is asked, and what the answer should be. */
export interface Question {
  readonly attributes: Attributes;
  readonly wanted: boolean;
}

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

interface Binding extends Installed {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
}

const account = 'meldpunt-operator';
const records = 'meldpunt-operator-records';

const attributesOf = ({ apiGroups, resources, verbs, resourceNames }: Rule, namespace: string | undefined): readonly Attributes[] =>
  apiGroups.flatMap((group) =>
    resources.flatMap((path) =>
      verbs.flatMap((verb) =>
        (resourceNames ?? [undefined]).map((name) => {
          const [resource = '', subresource] = path.split('/');
          return { group, resource, verb, ...(subresource && { subresource }), ...(namespace && { namespace }), ...(name && { name }) };
        }),
      ),
    ),
  );

const isOfAccount = (object: Installed): object is Binding =>
  object.kind.endsWith('Binding') &&
  ((object as Binding).subjects ?? []).some(({ kind, name }) => kind === 'ServiceAccount' && name === account);

/** What would let the operator read secrets, become somebody else, or remove what it is to keep. */
const forbidden = (namespace: string): readonly Attributes[] => [
  { group: '', resource: 'secrets', verb: 'list', namespace },
  { group: '', resource: 'secrets', verb: 'get', namespace },
  { group: '', resource: 'pods', verb: 'create', namespace },
  { group: '', resource: 'serviceaccounts', subresource: 'token', verb: 'create', namespace },
  { group: '', resource: 'users', verb: 'impersonate' },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', verb: 'escalate' },
  { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', verb: 'bind' },
  { group: 'meldpunt.dev', resource: 'incidents', verb: 'delete' },
];

/**
 * What is asked about the account of an operator in `namespace`, from the roles that this version ships; `served` are the namespaces in
 * which the rights to records are bound, undefined for all.
 */
export const questionsOf = (roles: readonly Installed[], namespace: string, served: readonly string[] | undefined): readonly Question[] => {
  const scopes = (binding: Binding): readonly (string | undefined)[] => {
    if (binding.roleRef.name === records) return served ?? [undefined];
    return [binding.kind === 'ClusterRoleBinding' ? undefined : namespace];
  };
  const needed = roles.filter(isOfAccount).flatMap((binding) => {
    const role = roles.find(({ kind, metadata }) => kind === binding.roleRef.kind && metadata.name === binding.roleRef.name);
    const rules = (role?.['rules'] ?? []) as readonly Rule[];
    return rules.flatMap((rule) => scopes(binding).flatMap((scope) => attributesOf(rule, scope)));
  });
  return [
    ...needed.map((attributes) => ({ attributes, wanted: true })),
    ...forbidden(namespace).map((attributes) => ({ attributes, wanted: false })),
  ];
};

/** The objects that put questions to the API server about the account of `namespace`; nothing of them is stored. */
export const reviewsOf = (questions: readonly Question[], namespace: string): readonly object[] =>
  questions.map(({ attributes }) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${namespace}:${account}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
      resourceAttributes: attributes,
    },
  }));

/** A right as people write it. */
const told = ({ verb, resource, subresource, group, namespace, name }: Attributes): string =>
  [
    `${verb} ${resource}${group === '' ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`,
    name,
    namespace === undefined ? 'in all namespaces' : `in ${namespace}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');

const lacking = 'helm upgrade with the chart of this version; if RBAC is as shipped, ask who runs the other authorizers of this cluster';
const excess = `see who bound it more: kubectl get clusterrolebindings,rolebindings -A -o wide | grep ${account}`;

/** What the answers say, which come in the order of the questions. */
export const checkAccount = (questions: readonly Question[], allowed: readonly boolean[]): readonly Checked[] => {
  const findings = questions.flatMap(({ attributes, wanted }, at): readonly Checked[] => {
    if (allowed[at] === wanted) return [];
    return wanted
      ? [broken('account', `The operator may not ${told(attributes)}.`, lacking)]
      : [broken('account', `The operator may ${told(attributes)}, and must not.`, excess)];
  });
  const needed = questions.filter(({ wanted }) => wanted).length;
  return findings.length > 0
    ? findings
    : [good('account', `may do ${needed} things that it needs, and none of ${questions.length - needed} that it must not`)];
};
