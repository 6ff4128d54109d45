import type { Fact } from '../../fact/catalogue.ts';

/** What the API server says that it would have needed: without the words of the machinery around it. */
const reasonIn = (stderr: string): string => {
  const policy = /denied request: ([\s\S]*)$/.exec(stderr)?.[1];
  if (policy !== undefined) return policy.trim();
  const list = stderr.replace(/^Error from server[^:]*: /, '').replace(/^The \S+ "[^"]*" is invalid: ?/, '');
  return list.trim() === '' ? stderr : list.trim();
};

const isOfPolicy = (stderr: string): boolean => stderr.includes('denied request: ');

const canI = ({ verb, resource }: Fact, namespace: string): string => {
  const [plural = '', subresource] = resource.split('/');
  const of = `${plural}.meldpunt.dev${subresource === undefined ? '' : ` --subresource=${subresource}`}`;
  return `kubectl auth can-i ${verb} ${of} -n ${namespace}`;
};

/** Whether somebody else may have changed the record in between, so that it is worth another try. */
export const mayBeOvertaken = (stderr: string): boolean => /\((?:Conflict|Invalid)\)| is invalid: /.test(stderr) && !isOfPolicy(stderr);

/** Whether the API server is too old to fill in who writes, and when (1.30 to 1.35). */
export const lacksSignature = (stderr: string): boolean => stderr.includes('this server does not fill them in');

/**
 * What was refused, why, and who can: our policies say the last themselves; of what RBAC refuses, it follows from the kinds of facts that
 * were to be written.
 */
export const refusalText = (stderr: string, facts: readonly Fact[], namespace: string): string => {
  const reason = reasonIn(stderr);
  if (isOfPolicy(stderr) || !/forbidden/i.test(stderr)) return `Refused: ${reason}`;
  const roles = [...new Set(facts.map(({ role }) => role))];
  if (roles.length === 0) return `Refused: ${reason}`;
  const ask = [...new Set(facts.map((fact) => canI(fact, namespace)))].join('\n         ');
  return `Refused: ${reason}\nWho can: ${roles.join(', ')}, bound in the namespace ${namespace}.\nTry:     ${ask}`;
};
