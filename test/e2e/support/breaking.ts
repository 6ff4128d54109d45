// A line to a server that breaks, as a test says: everybody's connection ends once so many bytes have gone through.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line that can be cut and mended. */
export interface BreakingLine {
  readonly origin: string;
  /** Cuts every connection once that many more bytes were sent; as often as said, then it holds. */
  readonly breakAfter: (bytes: number, times: number) => void;
  /** How often it broke. */
  readonly broken: () => number;
  readonly close: () => Promise<void>;
}

/** Starts a line to a server on this machine. */
export const breakingLine = async (to: URL): Promise<BreakingLine> => {
  const open = new Set<Socket>();
  let [most, left, breaks, went] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  const cut = (): void => {
    for (const socket of open) socket.destroy();
    [breaks, went, left] = [breaks + 1, 0, left - 1];
    if (left === 0) most = Number.POSITIVE_INFINITY;
  };
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (piece: Buffer) => {
      went += piece.length;
      if (went > most) cut();
      else far.write(piece);
    });
    far.pipe(near);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakAfter: (bytes, times) => {
      [most, left, went] = [bytes, times, 0];
    },
    broken: () => breaks,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
};
