// Small sound objects of every kind, from which the tables of attempts depart.

/** A manifest as it is given to kubectl. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: object | null;
}

/** The namespace of all namespaced objects here. */
export const namespace = 'default';

const clusterScoped = ['Playbook', 'ReportingRegime', 'IncidentPolicy'];

/** A manifest of ours. */
export const manifest = (kind: string, name: string, spec: object | null): Manifest => ({
  apiVersion: 'meldpunt.dev/v1alpha1',
  kind,
  metadata: clusterScoped.includes(kind) ? { name } : { name, namespace },
  spec,
});

const hex = (digit: string, length = 64): string => digit.repeat(length);

export const incidentSpec = {
  title: 'Laptop left on a train',
  report: { what: 'A laptop was left on a train.', establishedAt: '2026-10-23T09:12:00+02:00' },
};

export const evidenceSpec = {
  incidentRef: { name: 'lost-laptop' },
  description: 'Image of the disk of laptop 4711',
  mediaType: 'DiskImage',
  identified: { at: '2026-10-23T10:05:00+02:00', by: 'c.peeters', where: 'Leuven station' },
};

export const collection = { at: '2026-10-23T11:40:00+02:00', by: 'c.peeters', method: 'bit-by-bit copy' };
export const digest = { algorithm: 'sha256', value: hex('a'), bytes: 1048576 };
export const handOver = { id: 'c1', at: '2026-10-23T12:00:00+02:00', by: 'c.peeters', from: 'c.peeters', to: 'd.maes', reason: 'analysis' };

export const notificationSpec = {
  incidentRef: { name: 'lost-laptop' },
  duty: 'gdpr-authority',
  audience: 'Authority',
  recipient: 'gba',
  content: { nature: 'A laptop was left on a train.' },
};

export const approval = { id: 'p1', at: '2026-10-24T09:00:00+02:00', by: 'e.devos', decision: 'Approve', of: `sha256:${hex('b')}` };
export const filing = { id: 'f1', at: '2026-10-24T10:00:00+02:00', by: 'd.maes', reference: 'GBA-2026-004711' };

export const weaknessSpec = { title: 'Exports are not encrypted', notExploited: true };

export const playbookSpec = { title: 'A device is lost', steps: [{ name: 'wipe', phase: 'Contain', text: 'Wipe it from afar.' }] };

export const duty = { name: 'gdpr-authority', audience: 'Authority', when: 'true', from: 'awareAt', within: 'PT72H' };
export const regimeSpec = { title: 'GDPR', source: 'Regulation (EU) 2016/679', validFrom: '2018-05-25', duties: [duty] };

export const classification = {
  dimensions: [
    {
      name: 'activities',
      levels: [
        { name: 'Low', score: 1 },
        { name: 'High', score: 3 },
      ],
    },
  ],
  severities: [
    { name: 'S1', minScore: 3, major: true, within: { assess: 'PT1H' } },
    { name: 'S2', minScore: 1 },
  ],
};

export const policySpec = {
  organisation: 'Federal Pensions Service',
  timezone: 'Europe/Brussels',
  contactPoint: { name: 'Incident desk' },
  people: { dpo: { username: 'd.maes' }, ciso: { username: 'p.lambert' }, management: { username: 'e.devos' } },
  classification,
};

/** Entries of a timeline from one number to another, chained by made-up hashes: the API server checks the links, not the hashes. */
export const timeline = (first: number, last: number): object[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i).map((seq) => ({
    seq,
    at: '2026-10-23T08:00:00Z',
    actor: 'meldpunt',
    reason: 'PhaseChanged',
    note: `entry ${seq}`,
    prev: hashNumber(seq - 1),
    hash: hashNumber(seq),
  }));

/** The made-up hash of an entry. */
export const hashNumber = (seq: number): string => seq.toString(16).padStart(64, '0');

export const archiveSpec = {
  of: { kind: 'EvidenceItem', name: 'disk', uid: '8d0a4b0e-6a1c-4c57-9f0a-5a9c6a1f2b3c' },
  first: 1,
  last: 48,
  entries: timeline(1, 48),
  prev: hashNumber(0),
  head: hashNumber(48),
};
