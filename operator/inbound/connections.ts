import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';

/** Counts the connections of a server. */
export interface Connections {
  /** The connection of this request is at work: it is not closed to make room. The result ends that. */
  hold(request: IncomingMessage): () => void;
  count(): number;
}

interface Known {
  readonly socket: Socket;
  busy: boolean;
}

/** Behind TLS the request has another socket than the connection, but the same peer. */
const peerOf = ({ remoteAddress, remotePort }: { readonly remoteAddress?: string | undefined; readonly remotePort?: number | undefined }) =>
  `${remoteAddress} ${remotePort}`;

/**
 * Bounds the connections of a server without turning away who has something to say: when all places are taken, the one that has
 * been idle for the longest is closed, be it silent, slow with its headers or kept alive for later. A request in work keeps its
 * place. So ten thousand idle sockets cost their owner the effort, and others nothing (fault 46).
 */
export const boundConnections = (server: HttpServer | HttpsServer, most: number): Connections => {
  // In the order in which they were last used: the first is the one to go.
  const known = new Map<string, Known>();
  const makeRoom = (): boolean => {
    for (const [peer, { socket, busy }] of known) {
      if (busy) continue;
      known.delete(peer);
      socket.destroy();
      return true;
    }
    return false;
  };
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    if (known.size >= most && !makeRoom()) {
      socket.destroy();
      return;
    }
    const entry = { socket, busy: false };
    known.set(peer, entry);
    socket.once('close', () => {
      if (known.get(peer) === entry) known.delete(peer);
    });
  });
  return {
    hold: ({ socket }) => {
      const peer = peerOf(socket);
      const entry = known.get(peer);
      if (entry === undefined) return () => undefined;
      entry.busy = true;
      return () => {
        entry.busy = false;
        if (known.get(peer) !== entry) return;
        known.delete(peer);
        known.set(peer, entry);
      };
    },
    count: () => known.size,
  };
};
