// Which rights the operator used, from the audit logs of the control planes that tests ran it on: kept beside them, because a control
// plane of a test leaves nothing else behind. `node scripts/rights.ts` compares them with what is granted (E1).
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Something that an account did: one request, without its object's name unless a rule may be limited to it. */
export interface Use {
  readonly group: string;
  /** With the subresource behind a slash. */
  readonly resource: string;
  readonly verb: string;
  readonly name: string;
  readonly allowed: boolean;
}

interface AuditEvent {
  readonly verb?: string;
  readonly user?: { readonly username?: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly name?: string;
  };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Names that a rule may be limited to; the names of records are nobody's business here. */
const nameable = new Set(['leases', 'configmaps', 'secrets']);

/** The account of the operator, in whichever namespace it was installed. */
const isOperator = (username: string | undefined): boolean => /^system:serviceaccount:[^:]+:meldpunt-operator$/.test(username ?? '');

const useOf = (line: string): Use | undefined => {
  const { user, verb, objectRef, annotations } = JSON.parse(line) as AuditEvent;
  if (!isOperator(user?.username) || objectRef?.resource === undefined || verb === undefined) return undefined;
  const { apiGroup = '', resource, subresource, name = '' } = objectRef;
  return {
    group: apiGroup,
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    verb,
    name: nameable.has(resource) ? name : '',
    allowed: annotations?.['authorization.k8s.io/decision'] === 'allow',
  };
};

/** What the operator did on a control plane, each thing once, from its audit log and the parts of it that were turned. */
export const usesIn = (auditLog: string): readonly Use[] => {
  const found = new Map<string, Use>();
  for (const file of globSync(`${auditLog.replace(/\.log$/, '')}*.log`)) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const use = line.includes(':meldpunt-operator"') && line.endsWith('}') ? useOf(line) : undefined;
      if (use !== undefined) found.set(JSON.stringify(use), use);
    }
  }
  return [...found.values()];
};

/** Where the uses are kept. */
export const usesDirectory = resolve(import.meta.dirname, '../../.meldpunt/uses');

/** Keeps what the operator did on a control plane that is about to be removed. */
export const keepUses = (auditLog: string, by: string): void => {
  const uses = usesIn(auditLog);
  if (uses.length === 0) return;
  const file = join(usesDirectory, `${by}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(uses));
};

/** All that was kept. */
export const keptUses = (): readonly Use[] =>
  globSync(join(usesDirectory, '*.json')).flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Use[]);
