import type { FastifyInstance } from 'fastify';
import { isLoopbackHost } from '@fermata/contracts/http';
import { ProblemException } from './problem-exception.ts';

/**
 * On loopback, requests without a credential are answered only under this machine's names and the
 * public one: not to a page that resolves its own name to loopback (DNS rebinding). Such a page can
 * send any value as key or signature, and routes that need one refuse a wrong one themselves. Only those
 * that need none are open to it: health and the API's description, which show no data of a project.
 * Elsewhere than on loopback the API's names are the operator's.
 */
export function refuseForeignHosts(
  server: FastifyInstance,
  { host: listenHost, publicUrl }: { readonly host: string; readonly publicUrl: string | null },
): void {
  if (!isLoopbackHost(listenHost.includes(':') ? `[${listenHost}]` : listenHost)) return;
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  server.addHook('onRequest', (request, _reply, done) => {
    const { authorization, 'webhook-signature': signature } = request.headers;
    const host = request.headers.host?.toLowerCase();
    if (authorization !== undefined || signature !== undefined) return done();
    if (isLoopbackHost(host) || host === publicHost) return done();
    done(
      new ProblemException(
        'unknown-host',
        'without a key, the API answers only as 127.0.0.1, localhost or the host of FERMATA_PUBLIC_URL',
      ),
    );
  });
}
