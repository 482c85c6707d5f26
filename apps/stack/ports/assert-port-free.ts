import { once } from 'node:events';
import { createServer } from 'node:net';
import { portHolder, type PortHolder } from './port-holder.ts';
import { LOOPBACK, PORT_TABLE, type PortName } from './ports.ts';

/**
 * The error message for a taken port: the port, its purpose, the process that holds it, and the
 * variable that changes it.
 */
export function takenPortMessage(name: PortName, port: number, holder: PortHolder | null): string {
  const { variable, service } = PORT_TABLE[name];
  const holderText = holder
    ? `is taken by process ${holder.pid}${holder.command ? ` (${holder.command})` : ''}`
    : `is taken by another program (\`lsof -i :${port}\` shows which)`;
  return `Port ${port}, meant for ${service}, ${holderText}: stop it, or set ${variable} to another port`;
}

/** Throws the message above unless the port is free. */
export async function assertPortFree(name: PortName, port: number): Promise<void> {
  const server = createServer();
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new Error(takenPortMessage(name, port, await portHolder(port)), { cause: error });
    if (code === 'EACCES')
      throw new Error(
        `Port ${port}, meant for ${PORT_TABLE[name].service}, is not allowed for this user: ` +
          `set ${PORT_TABLE[name].variable} to a port from 1024`,
        { cause: error },
      );
    throw error;
  }
  await new Promise((resolve) => server.close(resolve));
}
