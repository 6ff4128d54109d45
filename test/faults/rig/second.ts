// A second API server on the same etcd, with a line to it that can be frozen, so that it knows only what was.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { provideAssets } from '../../cluster/build.ts';
import { isOk, peerAt } from '../../cluster/connection.ts';
import type { ControlPlane } from '../../cluster/controlplane.ts';
import { apiServerFlags, CONTROLLERS, layoutOf } from '../../cluster/flags.ts';
import { startGuard } from '../../cluster/guard.ts';
import { freePort } from '../../cluster/ports.ts';
import { program } from '../../cluster/program.ts';
import { readState } from '../../cluster/state.ts';

/** The second API server. */
export interface Second {
  readonly origin: string;
  /** Its line to etcd says nothing more, in neither direction, until it is thawed. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
}

/** A line of bytes to a port of this machine that can be frozen; nothing that is on its way is lost. */
const freezingLine = async (to: number) => {
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
      socket.on('data', (piece: Buffer) => other.write(piece));
      if (frozen) socket.pause();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw: () => {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

/** Starts it beside the one of the control plane: 3 to 6 s. It ends with this process at the latest. */
export const startSecond = async (plane: ControlPlane): Promise<Second> => {
  const layout = layoutOf(plane.dir);
  const state = readState(layout);
  if (state === undefined) throw new Error(`There is no control plane in ${plane.dir}.`);
  const line = await freezingLine(state.ports.etcd);
  const ports = { ...state.ports, etcd: line.port, apiServer: await freePort() };
  const flags = apiServerFlags({ ...layout, auditLog: join(layout.logs, 'audit-second.log') }, ports, {
    ...state.settings,
    controllers: CONTROLLERS,
  });
  const admin = peerAt(ports.apiServer, layout.pki, 'ca', 'admin');
  const guard = startGuard();
  const server = program({
    name: 'second kube-apiserver',
    launch: {
      file: (await provideAssets(() => undefined)).apiServer,
      args: flags,
      log: join(layout.logs, 'second.log'),
      mark: `${layout.dir}/`,
    },
    ready: () => isOk(admin, '/readyz'),
    changed: () => guard.watch([server.pid()].flatMap((pid) => pid ?? [])),
  });
  await server.start();
  return {
    origin: admin.url,
    freeze: line.freeze,
    thaw: line.thaw,
    stop: async () => {
      await server.kill();
      guard.release();
      line.close();
    },
  };
};
