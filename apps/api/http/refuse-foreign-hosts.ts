import type { FastifyInstance } from 'fastify';
import { isLoopbackHost } from '@fermata/contracts/http';
import { ProblemException } from './problem-exception.ts';

/**
 * On loopback, the API answers only under this machine's names and its public one: not to a page
 * that resolves its own name to loopback (DNS rebinding). Elsewhere its names are the operator's.
 */
export function refuseForeignHosts(
  server: FastifyInstance,
  { host: listenHost, publicUrl }: { readonly host: string; readonly publicUrl: string | null },
): void {
  if (!isLoopbackHost(listenHost.includes(':') ? `[${listenHost}]` : listenHost)) return;
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  server.addHook('onRequest', (request, _reply, done) => {
    const host = request.headers.host?.toLowerCase();
    if (isLoopbackHost(host) || host === publicHost) return done();
    done(
      new ProblemException(
        'unknown-host',
        'the API answers only as 127.0.0.1, localhost or the host of FERMATA_PUBLIC_URL',
      ),
    );
  });
}
