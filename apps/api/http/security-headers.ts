import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** For every response. The page `/docs` runs its own scripts and styles and calls this API only. */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // The API itself speaks plain HTTP; a proxy that adds TLS sets this header.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
};

/** Responses hold signed links and tickets: no cache may keep one unless its route says so. */
export function forbidCaching(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
