import type { FastifyInstance } from 'fastify';
import findMyWay from 'find-my-way';
import { ProblemException } from './problem-exception.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * 405 with `Allow` for a path that has routes, but none for the method. Register it before the
 * routes; it learns each of them.
 */
export function refuseUnsupportedMethods(server: FastifyInstance): void {
  const router = findMyWay({ maxParamLength: 200 });
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) {
      const known = METHODS.find((name) => name === each);
      if (known && !router.hasRoute(known, url)) router.on(known, url, () => undefined);
    }
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url !== undefined) return done();
    const path = request.url.split('?')[0] ?? '';
    const allowed = METHODS.filter((method) => router.find(method, path) !== null);
    if (allowed.length === 0) return done();
    void reply.header('allow', allowed.join(', '));
    done(
      new ProblemException(
        'method-not-allowed',
        `${path} takes ${allowed.join(' or ')}, not ${request.method}`,
      ),
    );
  });
}
