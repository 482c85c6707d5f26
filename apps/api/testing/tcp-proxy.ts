import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { z } from 'zod';

const Address = z.object({ port: z.number() });

/** A line to a service that can be cut, so that the service is away for those who use it. */
export async function startTcpProxy(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  let greeting: Buffer | undefined;
  const server = createServer((socket) => {
    // What the other side says is read, or its end would never be seen.
    if (greeting)
      return void socket
        .on('error', () => {})
        .resume()
        .end(greeting);
    const onward = connect(Number(target.port), target.hostname);
    for (const end of [socket, onward]) {
      open.add(end);
      // A cut is what the test wants.
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
  const mend = async (answer?: Buffer) => {
    greeting = answer;
    await once(server.listen(port, '127.0.0.1'), 'listening');
    port = Address.parse(server.address()).port;
  };
  await mend();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return {
    url: through.href.replace(/\/$/, ''),
    /** Those who are connected hear nothing any more, as from a service that hangs; `flow` lets all of it go on. */
    stall: () => open.forEach((socket) => socket.pause()),
    flow: () => open.forEach((socket) => socket.resume()),
    /** `answer`: whoever connects gets only this, until it is mended once more. */
    mend,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
