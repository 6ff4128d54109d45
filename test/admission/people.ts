// Who works at the organisation of these tests, and which roles the cluster knows them by.

/** Each person's user name; every one has a certificate of their own. */
export const people = {
  reporter: 'r.smet',
  contactPoint: 'k.jacobs',
  responder: 'd.maes',
  /** Manages the department pensions. */
  manager: 'g.claes',
  /** Manages another department. */
  otherManager: 'h.wouters',
  ciso: 'c.peeters',
  dpo: 'l.dubois',
  controller: 'a.mertens',
  management: 'm.goossens',
  custodian: 'e.devos',
  recordsOfficer: 'o.willems',
  auditor: 't.lemmens',
  /** A GitOps pipeline: attribute, and every decision's own verb. */
  pipeline: 'gitops',
  /** Writes down what others say on the telephone: a human being who holds attribute, and every decision's own verb. */
  clerk: 'n.baert',
  /** Holds every role there is and writes in nobody else's name: what four eyes are for. */
  allrounder: 'x.vandam',
  /** Authenticated, and nothing else. */
  stranger: 'z.nobody',
} as const;

export type Who = keyof typeof people;

const decisions = ['contact-point', 'manager', 'ciso', 'dpo', 'controller', 'management', 'responder'] as const;

/** The ClusterRoles (without `meldpunt-`) of each person. */
export const rolesOf: Readonly<Record<Who, readonly string[]>> = {
  reporter: ['reporter'],
  contactPoint: ['contact-point'],
  responder: ['responder'],
  manager: ['manager'],
  otherManager: ['manager'],
  ciso: ['ciso'],
  dpo: ['dpo'],
  controller: ['controller'],
  management: ['management'],
  custodian: ['evidence-custodian'],
  recordsOfficer: ['records-officer'],
  auditor: ['auditor'],
  pipeline: ['pipeline', ...decisions],
  clerk: ['clerk', ...decisions],
  allrounder: [...decisions],
  stranger: [],
};

const bind = (who: Who, role: string): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: `test-${people[who].replaceAll('.', '-')}-${role}` },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `meldpunt-${role}` },
  subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: people[who] }],
});

/** What an administrator would apply to give these people their roles, with the one role that the product does not ship. */
export const bindings = (): readonly object[] => [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'meldpunt-clerk' },
    rules: [{ apiGroups: ['meldpunt.dev'], resources: ['incidents', 'notifications', 'evidenceitems'], verbs: ['attribute'] }],
  },
  ...(Object.keys(people) as Who[]).flatMap((who) => rolesOf[who].map((role) => bind(who, role))),
];

/** The organisation's policy, as far as admission looks at it. */
export const organisation = {
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind: 'IncidentPolicy',
  metadata: { name: 'default' },
  spec: {
    organisation: 'Pensions Agency',
    timezone: 'Europe/Brussels',
    contactPoint: { name: 'Incident desk' },
    people: {
      dpo: { username: people.dpo },
      ciso: { username: people.ciso },
      management: { username: people.management },
    },
    departments: [
      { name: 'pensions', managers: [people.manager, people.allrounder] },
      { name: 'archives', managers: [people.otherManager] },
    ],
    classification: {
      dimensions: [{ name: 'data', levels: [{ name: 'Low', score: 1, criterion: 'Little' }] }],
      severities: [{ name: 'S3', minScore: 1 }],
    },
  },
};
