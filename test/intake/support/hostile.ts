// Senders that nobody wishes for, each on sockets of its own.

import { connect, type Socket } from 'node:net';

const addressOf = (url: string): { readonly host: string; readonly port: number } => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
};

/** A socket that stands, and swallows what becomes of it. */
export const standing = async (url: string): Promise<Socket> => {
  const socket = connect(addressOf(url));
  socket.on('error', () => undefined);
  socket.resume();
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  return socket;
};

/** Opens sockets that never say anything. */
export const idle = async (url: string, count: number): Promise<readonly Socket[]> => {
  const sockets: Socket[] = [];
  while (sockets.length < count)
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, () => standing(url)))));
  return sockets;
};

/** Sends a piece of a head now and then, and never its end; the result stops it. */
export const slow = async (
  url: string,
  count: number,
  head: string,
): Promise<{ readonly sockets: readonly Socket[]; readonly stop: () => void }> => {
  const sockets = await idle(url, count);
  for (const socket of sockets) socket.write(head);
  const timer = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 500);
  return {
    sockets,
    stop: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
};

/** Sends a head and then chunks until so many bytes are gone or the other end has had enough; resolves to what came back first. */
export const flood = async (url: string, head: string, bytes: number): Promise<{ readonly answer: string; readonly sent: number }> => {
  const socket = connect(addressOf(url));
  let answer = '';
  let over = false;
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  const closed = new Promise<void>((resolve) =>
    socket.once('close', () => {
      over = true;
      resolve();
    }),
  );
  const heard = (event: 'connect' | 'drain'): Promise<void> => new Promise((resolve) => socket.once(event, resolve));
  await Promise.race([heard('connect'), closed]);
  socket.write(head);
  const piece = Buffer.alloc(65_536, 0x61);
  const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  let sent = 0;
  while (!over && sent < bytes) {
    sent += piece.length;
    if (!socket.write(chunk)) await Promise.race([heard('drain'), closed]);
  }
  socket.end();
  await closed;
  return { answer, sent };
};
