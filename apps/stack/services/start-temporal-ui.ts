import { randomInt } from 'node:crypto';
import httpProxy from '@fastify/http-proxy';
import fastify from 'fastify';
import { LOOPBACK } from '../ports/ports.ts';
import { refuseUiRequest } from './refuse-ui-request.ts';

export interface TemporalUi {
  close(): Promise<void>;
}

/**
 * An address for Temporal's own Web UI, which answers any Host: a page cannot find it by resolving
 * its own name to it. Elsewhere than on Linux only 127.0.0.1 is loopback, and only the port differs.
 */
export const hiddenLoopback = (): string =>
  process.platform === 'linux'
    ? ['127', randomInt(1, 255), randomInt(256), randomInt(1, 255)].join('.')
    : LOOPBACK;

/** Serves the Web UI at `upstream` on this port, to requests of its own pages and of programs. */
export async function startTemporalUi({
  port,
  upstream,
}: {
  port: number;
  upstream: string;
}): Promise<TemporalUi> {
  const server = fastify({ forceCloseConnections: true });
  server.addHook('onRequest', async (request, reply) => {
    const refusal = refuseUiRequest({
      method: request.method,
      url: request.url,
      headers: request.headers,
    });
    if (refusal)
      await reply
        .status(refusal.status)
        .type('application/problem+json')
        .send({ title: 'Refused', status: refusal.status, detail: refusal.detail });
  });
  await server.register(httpProxy, {
    upstream,
    replyOptions: {
      rewriteHeaders: (headers) => ({
        // The UI shows details in a frame of its own.
        'content-security-policy': "frame-ancestors 'self'",
        ...headers,
        'cross-origin-resource-policy': 'same-origin',
      }),
    },
  });
  await server.listen({ host: LOOPBACK, port });
  return { close: () => server.close() };
}
