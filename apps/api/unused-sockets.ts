import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The connections without any request yet; some clients open one in advance. Node counts them neither as idle nor as
 * busy when a server closes, and waits for them.
 */
export function unusedSockets(server: Server): Set<Socket> {
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return unused;
}
