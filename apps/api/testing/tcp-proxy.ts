import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';

const Address = z.object({ port: z.number() });

/** A TCP proxy that can be cut or stalled, so that the service behind it seems unavailable. */
export async function startTcpProxy(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  let greeting: Buffer | undefined;
  const server = createServer((socket) => {
    // The input must be read, or the end of the connection would go unnoticed.
    if (greeting)
      return void socket
        .on('error', () => {})
        .resume()
        .end(greeting);
    const onward = connect(Number(target.port), target.hostname);
    for (const end of [socket, onward]) {
      open.add(end);
      // Tests cut connections on purpose.
      end
        .on('error', () => {})
        .on('close', () => {
          open.delete(end);
          socket.destroy();
          onward.destroy();
        });
    }
    socket.pipe(onward).pipe(socket);
  });
  let port = 0;
  const restore = async (answer?: Buffer) => {
    greeting = answer;
    await once(server.listen(port, '127.0.0.1'), 'listening');
    port = Address.parse(server.address()).port;
  };
  await restore();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return {
    url: through.href.replace(/\/$/, ''),
    /** Open connections receive nothing, as from a service that hangs, until `resume`. */
    stall: () => open.forEach((socket) => socket.pause()),
    resume: () => open.forEach((socket) => socket.resume()),
    /** Accepts connections again. With `answer`, each one gets only these bytes and is closed. */
    restore,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
