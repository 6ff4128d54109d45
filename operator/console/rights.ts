import type { Kind } from '../api/kinds.ts';
import type { Client } from '../kube/client.ts';
import { apiVersionOf, type KubeObject } from '../kube/object.ts';

/** What somebody may do in a namespace, as far as RBAC goes: a verb on a resource, such as `confirm` on `incidents/dpo`. */
export type Rights = (verb: string, resource: string) => boolean;

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

interface RulesReview extends KubeObject {
  readonly status?: { readonly resourceRules?: readonly Rule[]; readonly incomplete?: boolean };
}

const reviewKind: Kind = {
  kind: 'SelfSubjectRulesReview',
  group: 'authorization.k8s.io',
  version: 'v1',
  plural: 'selfsubjectrulesreviews',
  namespaced: false,
};

const names = (list: readonly string[] | undefined, wanted: string): boolean => list?.some((one) => one === wanted || one === '*') ?? false;

/** The rights that rules give. Pure. */
export const rightsIn = (rules: readonly Rule[], incomplete: boolean): Rights => {
  const ours = rules.filter(({ apiGroups, resourceNames = [] }) => names(apiGroups, 'meldpunt.dev') && resourceNames.length === 0);
  // An authoriser that cannot list its rules may still allow; then everything is offered, and the API server decides when it is tried.
  return (verb, resource) => incomplete || ours.some((rule) => names(rule.verbs, verb) && names(rule.resources, resource));
};

/**
 * Asks the API server what somebody may do, so that a page offers them what they can do and nothing else. It decides nothing: every
 * action is judged by the API server when it is tried.
 */
export const rightsOf = async (client: Client, namespace: string): Promise<Rights> => {
  const question = { apiVersion: apiVersionOf(reviewKind), kind: reviewKind.kind, metadata: { name: '' }, spec: { namespace } };
  const { status } = await client.create<RulesReview>(reviewKind, question as unknown as RulesReview, { timeout: 5_000 });
  return rightsIn(status?.resourceRules ?? [], status?.incomplete ?? false);
};
