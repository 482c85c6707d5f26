import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The connections on which nobody has asked anything yet. Node counts them neither as idle nor as busy when a server closes, and waits for them:
 * some clients open one ahead of need.
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
