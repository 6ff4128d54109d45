// One control plane for each run of a comparison, each begun from the same bytes: a register that Meldpunt filled once, stopped, and copied.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kinds } from '../../../operator/api/kinds.ts';
import type { Client } from '../../../operator/kube/client.ts';
import type { Connection } from '../../../operator/kube/connection.ts';
import { applyDirectory, install, operatorAccount, untilReportsAreTaken } from '../../../scripts/install.ts';
import { type ControlPlane, startControlPlane } from '../../cluster/controlplane.ts';
import { startOperator } from '../../e2e/support/operator.ts';
import { probeDeadline, probeIncident } from '../../e2e/support/probe.ts';
import { listAll, type Record } from '../../e2e/support/register.ts';
import { clientOf, until } from '../../kube/lab.ts';
import { inParallel } from '../run/rig.ts';
import { type Sightings, watchIncidents } from '../run/sightings.ts';

/** A control plane with a register, somebody who writes to it and watches, and no operator. */
export interface Arena {
  readonly plane: ControlPlane;
  readonly admin: Client;
  readonly connection: Connection;
  readonly sightings: Sightings;
  /** The kubeconfig of the one account that may write a status; whoever competes has it. */
  readonly kubeconfig: string;
  readonly close: () => Promise<void>;
}

const base = resolve(import.meta.dirname, '../../../.meldpunt/bench');

/** Creates reports of an hour ago that nobody has become aware of yet and no regime asks about: one entry each, hence one Event. */
export const createPlain = (admin: Client, prefix: string, amount: number): Promise<void> =>
  inParallel(amount, 32, async (index) => {
    const incident = probeIncident(`${prefix}-${index}`, Date.now() - 3_600_000);
    const { awareAt: _, ...spec } = incident.spec;
    await admin.create(kinds.Incident, { ...incident, spec: { ...spec, asset: `plain-${prefix}-${index}` } });
  });

/** Meldpunt says that a deadline was missed; an adapted operator has but a phase to say it by, which none of these incidents has otherwise. */
const isMissed = (incident: Record): boolean => probeDeadline(incident)?.state === 'Missed' || incident.status?.['phase'] === 'Reviewing';

const open = async (dir: string): Promise<Omit<Arena, 'kubeconfig'>> => {
  const plane = await startControlPlane({ dir, fsync: false });
  const { client: admin, connection } = clientOf(plane.kubeconfig);
  const sightings = watchIncidents(plane.kubeconfig, isMissed);
  return {
    plane,
    admin,
    connection,
    sightings,
    close: async () => {
      await sightings.stop();
      await connection.close();
      await plane.stop();
    },
  };
};

const accountOf = ({ plane }: Pick<Arena, 'plane'>): Promise<string> =>
  plane.serviceAccountKubeconfig(operatorAccount.namespace, operatorAccount.name);

/** The organisation of the samples without its regimes: an incident is worth one status write and one Event. */
const simplify = async (admin: Client): Promise<void> => {
  await admin.mergePatch(kinds.IncidentPolicy, { name: 'default' }, { spec: { regimes: [] } });
  for (const { metadata } of await listAll(admin, kinds.ReportingRegime)) await admin.delete(kinds.ReportingRegime, metadata);
};

/** Fills a register: Meldpunt itself answers every incident of it. */
const fill = async (dir: string, incidents: number): Promise<void> => {
  const arena = await open(dir);
  try {
    await install(arena.plane.kubeconfig);
    await applyDirectory(arena.plane.kubeconfig, 'samples/organisation');
    await simplify(arena.admin);
    const operator = startOperator({ kubeconfig: await accountOf(arena), settings: { MELDPUNT_LOG_LEVEL: 'info' } });
    await operator.leads(120_000);
    await createPlain(arena.admin, 'old', incidents);
    await until('all are answered', () => arena.sightings.answered.size >= incidents, 900_000);
    await operator.stop();
  } finally {
    await arena.close();
  }
};

/** Starts a control plane with so many answered incidents. The first one takes as long as it takes to write them; those after it are copies. */
export const enterArena = async (incidents: number): Promise<Arena> => {
  const template = join(base, `register-${incidents}`);
  mkdirSync(base, { recursive: true });
  if (!existsSync(template)) {
    const unfinished = mkdtempSync(join(base, 'filling-'));
    await fill(unfinished, incidents);
    renameSync(unfinished, template);
  }
  const dir = mkdtempSync(join(base, 'arena-'));
  cpSync(template, dir, { recursive: true });
  const arena = await open(dir);
  // The register may have been filled under definitions that were changed since; and its API server has just started.
  await applyDirectory(arena.plane.kubeconfig, 'charts/meldpunt/files/crds');
  await untilReportsAreTaken(arena.plane.kubeconfig);
  await until('the register is known', () => arena.sightings.incidents() >= incidents, 60_000);
  const close = async (): Promise<void> => {
    await arena.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ...arena, kubeconfig: await accountOf(arena), close };
};
