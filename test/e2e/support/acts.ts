// People who act on records with kubectl, each under their own name, and what they read of them afterwards.
import { writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import type { Incident, IncidentSpec } from '../../../operator/api/types.gen.ts';
import { namespace, type Product } from './product.ts';
import { settle } from './settle.ts';

/** So many hours ago. */
export const ago = (hours: number): string => `${new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19)}Z`;

/** A report of which every question is answered, established so many hours ago. */
export const report = (hours: number, changes: Partial<IncidentSpec> = {}): IncidentSpec => ({
  title: 'Test server open to everybody',
  category: 'AccessViolation',
  department: 'pensions',
  asset: 'test-server',
  personalDataCheck: 'NotFound',
  report: {
    what: 'A test server could be reached without signing in.',
    establishedBy: 'm.janssens',
    occurredAt: ago(hours + 1),
    establishedAt: ago(hours),
    cause: 'A rule of the firewall was left open.',
    howEstablished: 'Seen in a scan.',
    affected: ['test server'],
    impact: 'None known.',
    reportedBy: 'm.janssens',
    reportedVia: 'Helpdesk',
  },
  ...changes,
});

/** What people do and read, as kubectl has it. */
export interface Acts {
  /** Applies what somebody states of an object; gives the refusal, or nothing. */
  readonly state: (as: string, kind: string, name: string, spec: object) => Promise<string>;
  /** The same, where nobody may refuse it; waits until the operator has taken it in. */
  readonly stated: (as: string, kind: string, name: string, spec: object) => Promise<void>;
  /** Reports something, as everybody may who has signed in, and waits until the operator has taken it in. */
  readonly reported: (name: string, spec: object, kind?: string, as?: string) => Promise<void>;
  readonly read: <O = Incident>(name: string, kind?: string) => Promise<O>;
  /** What still stands before the closure, as `reason (role)`. */
  readonly blockersOf: (name: string) => Promise<readonly string[]>;
  /** The reasons of the Events of an object. */
  readonly events: (name: string) => Promise<readonly string[]>;
}

/** The acts of people in the namespace of the incidents. */
export const actsOf = (product: Product): Acts => {
  const inNamespace = ['-n', namespace];
  let writes = 0;
  const objectOf = (kind: string, name: string, spec: object): string =>
    JSON.stringify({ apiVersion: 'meldpunt.dev/v1alpha1', kind, metadata: { name }, spec });
  const state: Acts['state'] = async (as, kind, name, spec) => {
    writes += 1;
    // A manager of its own for each write: server-side apply merges the entries of several writers.
    const args = ['apply', '--server-side', `--field-manager=${as}-${writes}`, '-f', '-', ...inNamespace];
    const { code, stderr } = await product.kubectl(args, { as, input: objectOf(kind, name, spec) });
    return code === 0 ? '' : stderr;
  };
  const read = async <O = Incident>(name: string, kind = 'incident'): Promise<O> => {
    const { stdout, stderr } = await product.kubectl(['get', kind, name, ...inNamespace, '-o', 'json']);
    assert.is(stderr, '');
    return JSON.parse(stdout) as O;
  };
  return {
    state,
    stated: async (as, kind, name, spec) => {
      assert.is(await state(as, kind, name, spec), '');
      await settle(product);
    },
    reported: async (name, spec, kind = 'Incident', as = 'm.janssens') => {
      const { stderr } = await product.kubectl(['create', '-f', '-', ...inNamespace], { as, input: objectOf(kind, name, spec) });
      assert.is(stderr, '');
      await settle(product);
    },
    read,
    blockersOf: async (name) => ((await read(name)).status?.blockers ?? []).map(({ reason, role }) => `${reason} (${role})`),
    events: async (name) => {
      const output = ['-o', 'jsonpath={.items[*].reason}', `--field-selector=involvedObject.name=${name}`];
      const { stdout } = await product.kubectl(['get', 'events', ...inNamespace, ...output]);
      return stdout.split(' ');
    },
  };
};

/** Sets the clock of an operator that runs with test/faults/clock.ts, so many days ahead; it looks fifty times a second. */
export const setClock = (file: string, days: number): void => writeFileSync(file, String(days * 86_400_000));
