import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { isLoopbackHost } from '@fermata/contracts/http';

export interface HealthServerOptions {
  readonly port: number;
  /** The names of failed dependencies; an empty list means healthy. */
  readonly failing: () => Promise<string[]>;
  readonly metrics: Registry;
}

/** `GET /health` and `GET /metrics` on loopback, for the supervisor and Prometheus. */
export async function startHealthServer({
  port,
  failing,
  metrics,
}: HealthServerOptions): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string): void =>
      void response.writeHead(status, { 'content-type': type }).end(body);
    const work = async (): Promise<void> => {
      if (!isLoopbackHost(request.headers.host))
        return answer(421, 'text/plain', 'use 127.0.0.1 or localhost\n');
      if (request.method !== 'GET') return answer(405, 'text/plain', 'only GET\n');
      if (request.url === '/metrics')
        return answer(200, metrics.contentType, await metrics.metrics());
      if (request.url !== '/health')
        return answer(404, 'text/plain', 'not found: use /health or /metrics\n');
      const names = await failing();
      return answer(
        names.length === 0 ? 200 : 503,
        'application/json',
        JSON.stringify({ status: names.length === 0 ? 'ok' : 'failing', failing: names }),
      );
    };
    work().catch((error: unknown) => answer(500, 'text/plain', `${String(error)}\n`));
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const { port: bound } = server.address() as AddressInfo;
  return { server, port: bound };
}
