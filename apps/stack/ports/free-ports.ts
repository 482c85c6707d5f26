import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { LOOPBACK } from './ports.ts';

/** Below the ports that systems give to outgoing connections, one of which could take a port before its service. */
const FIRST_PORT = 10_240;
const LAST_PORT = 32_767;
const MAX_ATTEMPTS = 100;

/**
 * `count` different free ports of a loopback address. All are held until the last is known, so that none is
 * returned twice.
 */
export async function freePorts(count: number, host = LOOPBACK): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      servers.push(await listenAnywhere(host));
    }
    return servers.map((server) => {
      const address = server.address();
      if (address === null || typeof address === 'string')
        throw new Error('a TCP server has no port');
      return address.port;
    });
  } finally {
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

async function listenAnywhere(host: string): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer();
    server.listen(randomInt(FIRST_PORT, LAST_PORT + 1), host);
    try {
      await once(server, 'listening');
      return server;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port');
  return port;
}
